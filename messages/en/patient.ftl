# What a patient reads on joining, asking, leaving and coming back.
# Text is Telegram HTML. The first line is what a lock screen shows: nothing intimate stands in it.

## Joining

patient-language-button = English

# What is agreed to. A change of this text is a change of what people agree to.
patient-consent =
    <b>{ $clinic }</b> can send you aftercare reminders here.

    • <b>What about:</b> what to avoid for now, and when you may again.
    • <b>How often:</b> one message at once, then at most one a day, only while there is something to say. No advertising.
    • <b>How to leave:</b> write STOP at any time. No reasons asked.
    • <b>What is kept:</b> the name and the sessions that the clinic noted, your Telegram name and this chat, your agreement, and what was sent. The clinic keeps it; names and this chat are encrypted. More: /privacy

    Nothing is sent until you agree.
patient-consent-agree-button = I am the patient, I agree
patient-consent-carer-button = I look after the patient, I agree
patient-consent-not-me-button = Not me
patient-consent-no-thanks-button = No thanks
patient-consent-again = Good to see you again. You get no reminders at the moment. To have them back, please agree once more.

patient-agreed =
    Thank you, you are connected with <b>{ $clinic }</b>.

    What applies for you now comes in a moment. Later, ask any time: /today
    To leave, write STOP.
patient-agreed-carer =
    Thank you, you are connected with <b>{ $clinic }</b>, on behalf of the patient.

    What applies now comes in a moment. Later, ask any time: /today
    To leave, write STOP.
patient-returned = Welcome back. Your reminders from <b>{ $clinic }</b> are on again. To leave, write STOP.
patient-returned-already = Your reminders are on. Ask any time: /today
patient-connected =
    You are connected with <b>{ $clinic }</b>.

    /today – what applies now, and until when
    /help – how this works
    /stop – no more messages
patient-moved = From now on your aftercare reminders from <b>{ $clinic }</b> go to another phone, where somebody has just agreed. If that surprises you, please phone us: { $telephone }

patient-not-me-done = Thank you for telling us. This link is closed, and nothing will be sent to you.
patient-no-thanks-done = All right, nothing will be sent. If you have questions about your aftercare, phone <b>{ $clinic }</b>: { $telephone }, { $hours }.

patient-link-used = This link has already been used on another phone. If it was meant for you, please ask <b>{ $clinic }</b> for a new one: { $telephone }
patient-link-expired = This link has expired. <b>{ $clinic }</b> will gladly give you a new one: { $telephone }
patient-link-closed = This link is closed. If you would like reminders after all, ask <b>{ $clinic }</b> for a new one: { $telephone }
patient-link-unknown = This link is not one of ours, or a part of it is missing. Please scan the code again, or phone <b>{ $clinic }</b>: { $telephone }
patient-link-scan-again = Please open the link from the clinic once more, then agree.

## Asking

patient-help =
    Here <b>{ $clinic }</b> reminds you what to avoid after a session, and tells you when you may again.

    /today – what applies now, and until when
    /plan – your plan as a picture, and for your calendar
    /pause – silence while you travel
    /time – the hour of the messages, and your time zone
    /language – another language
    /privacy – what is kept about you; /mydata sends it, /forget erases it
    /stop – no more messages (or just write STOP)

    Nobody reads this chat. Questions, or something worries you? Phone { $telephone }, { $hours }.
    Trouble breathing, swelling of lips, face or throat, fainting: { $emergency } at once.
patient-privacy =
    <b>What { $clinic } keeps about you here</b>

    • <b>What:</b> the name the clinic noted, your Telegram name and this chat, language and time zone, your sessions and appointments, your agreement, your answers about your skin, what was sent and when, and who of the clinic looked at it. What you write here is not kept once it has been dealt with. The clinic's staff see a message that sounds like a worry or a wish to stop, and what you write while they are talking with you about it.
    • <b>Why:</b> to send the right reminder at the right time, and nothing else. No advertising, nobody else gets it.
    • <b>Where:</b> on the clinic's own system; names and chats are encrypted. The messages themselves travel through Telegram.
    • <b>How long:</b> until you erase it with /forget, the clinic no longer needs it, or its own limit is reached.
    • <b>How to leave:</b> write STOP. To see all of it: /mydata. To have all of it erased: /forget. Questions, or something is wrong in it: { $contact }
patient-today-name = <b>{ $name }</b>
patient-today-out = You get no reminders at the moment, but your aftercare still applies.
patient-nobody-reads = Nobody reads this chat. Please phone <b>{ $clinic }</b>: { $telephone }, { $hours }. In an emergency: { $emergency }. What applies now: /today
patient-unknown-command = There is no such command. You can use /today, /plan, /pause, /time, /language, /help, /privacy, /mydata, /forget and /stop.
patient-stranger =
    Hello! Here <b>{ $clinic }</b> sends its patients aftercare reminders.

    You get a personal link or a code to scan at the clinic. Questions? Phone { $telephone }, { $hours }.

## Leaving

patient-opted-out = Done. You get no more messages from us.
patient-opted-out-applies = Your aftercare still applies:
patient-opted-out-questions = Questions? Phone <b>{ $clinic }</b>: { $telephone }, { $hours }.
patient-opted-out-already = You have already left; nothing more is sent. If you change your mind, press the button.
patient-stop-not-joined = All right. Your link is closed, and nothing will be sent to you. Questions? Phone <b>{ $clinic }</b>: { $telephone }.
patient-stop-stranger = You get no messages from us, and it will stay that way.
patient-stop-staff = You get no reminders as a patient here. What staff are told keeps coming as long as you work here.
patient-resume-button = Resume

patient-unsure =
    Would you like to stop all our messages?

    Until you choose, your reminders wait. If something hurts or worries you, please don't wait for us: phone { $telephone }, { $hours }. In an emergency: { $emergency }.
patient-unsure-stop-button = Stop all messages
patient-unsure-keep-button = Keep them
patient-choice-over-toast = This question is settled already.

## What staff are told

patient-staff-unclear =
    <b>Please phone: { $names }</b>

    The message below may be a wish to stop, or a complaint. Reminders wait until the patient chooses.

    <blockquote>{ $text }</blockquote>
patient-staff-unreachable = <b>{ $names }</b> can no longer be reached here (blocked, or the Telegram account is gone). Nothing more is sent. What is still to be said about aftercare, please say by phone.
patient-staff-not-me = Somebody who opened the link for <b>{ $names }</b> pressed “Not me”. The link is closed. Please check whose phone it was and give a new link.
patient-staff-link-closed = The link for <b>{ $names }</b> is closed (“Not me”).
patient-staff-no-thanks = <b>{ $names }</b> does not want messages here. The link is closed; please give the printed sheet, or explain the aftercare in person.
patient-staff-move-refused = The link to another phone for <b>{ $names }</b> was refused there and is closed. Messages go on as before.

## The command menu

patient-today-command = What applies now, and until when
patient-help-command = How this works
patient-privacy-command = What is kept about you
patient-stop-command = No more messages
