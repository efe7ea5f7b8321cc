# Questions about the treated skin, what their answers lead to, and conversations with the clinic.
#
# Never diagnose, never reassure: whoever is worried is given the telephone, at once.


## The question, and its buttons

answer-how-is-it = How does the treated skin feel today?
# Before the question: what a calm answer changes.
answer-if-calm = The time for avoiding { $topics } may end today: it does once your skin is calm. Without your answer it goes on until <b>{ $until }</b>.
# The second question of one message.
answer-next = One more question, about your session on { $held }.
answer-calm-button = All calm
answer-sore-button = Still sore or swollen
answer-worried-button = I'm worried
answer-given = <i>Your answer: { $answer }</i>
answer-over-toast = This question is settled already. What applies now: /today


## What the patient reads after answering

answer-thanks = Thank you.
answer-freed = With your answer, the time for avoiding { $topics } has ended.
answer-freed-unless = Should your skin become sore again, please wait a little longer and phone us: { $telephone } ({ $hours })
answer-sore-until = Thank you for telling us. Please go on as before. We will ask again on { $day }.
answer-sore = Thank you for telling us. Please go on as before, and show your skin to the specialist at your next session.
answer-sore-call = If it lasts, gets worse or worries you, please phone us: { $telephone } ({ $hours }).
answer-sore-again =
    Thank you for telling us. As it has not eased yet, please phone us: { $telephone } ({ $hours }). The clinic has been told.

    Please go on as before. Trouble breathing, fainting, or swelling of lips, face or throat: call <b>{ $emergency }</b> at once.
answer-worried =
    Thank you for telling us. <b>{ $clinic }</b> has been alerted. Messages are read in opening hours: { $hours }.

    If it gets worse, please don't wait for an answer. Phone us: { $telephone }
    Trouble breathing, fainting, or swelling of lips, face or throat: call <b>{ $emergency }</b> at once.
# At night.
answer-worried-later =
    Thank you for telling us. <b>{ $clinic }</b> will be alerted on { $moment }. Messages are read in opening hours: { $hours }.

    If it gets worse, please don't wait until then. Phone us: { $telephone }
    Trouble breathing, fainting, or swelling of lips, face or throat: call <b>{ $emergency }</b> at once.
answer-not-claimed =
    Nobody at <b>{ $clinic }</b> has been able to write to you yet. Please phone us: { $telephone } ({ $hours })

    If it gets worse and you do not reach us, don't wait. Trouble breathing, fainting, or swelling of lips, face or throat: call <b>{ $emergency }</b> at once.
answer-kept = All right, your reminders go on. The clinic has seen what you wrote. Until it has looked into it, we do not tell you that anything is allowed again. If something hurts or worries you, please phone: { $telephone }, { $hours }. In an emergency: { $emergency }.
answer-today-held = What you told us about is still open. Before you go back to anything, please phone us: { $telephone } ({ $hours })


## The conversation, as the patient reads it

answer-from-clinic =
    <b>{ $clinic }</b> writes:

    <blockquote>{ $text }</blockquote>

    You can answer here. If it cannot wait, phone { $telephone }.
answer-passed-on = Passed on to the clinic. If it gets worse, please don't wait for an answer: { $telephone } ({ $hours }). In an emergency: { $emergency }.


## What staff read

answer-staff-worried =
    <b>Please look after: { $name }</b>
    Answered “I'm worried” on { $when }.
answer-staff-still-sore =
    <b>Please phone: { $name }</b>
    Answered “still sore or swollen” for the second time on { $when }, and was asked to phone.
answer-staff-unclear-stop =
    <b>Please look after: { $name }</b>
    Wrote what may be a complaint (shown to you before), and on { $when } chose to keep the messages.
answer-staff-name = <b>{ $name }</b>
answer-staff-waits = Until this is resolved, nothing is said to be allowed again.
answer-staff-told = The patient has been told to phone.
answer-staff-again = ⏰ Nobody has taken this on yet.
answer-staff-unresolved = ⏰ Taken on by { $staff } on { $when }, and not resolved yet. Whoever looks after it now, please press Claim.
answer-staff-open = <b>Please look after</b>
answer-staff-open-line = • { $name } – since { $when }, taken on by nobody
answer-staff-open-line-claimed = • { $name } – since { $when }, taken on by { $staff }
answer-staff-open-button = ⚠️ { $name }
answer-staff-claimed = ✅ Taken on by { $staff }.
answer-staff-resolved = ✅ Resolved by { $staff }.
answer-claim-button = Claim
answer-reply-button = Reply
answer-resolve-button = Resolved
answer-reply-cancel-button = Don't write
answer-staff-claimed-toast = Taken on already by { $staff }.
answer-staff-resolved-toast = This is resolved already.
answer-staff-left-toast = The patient gets no messages here any more. Please phone.
answer-staff-reply-ask = What you type next goes to <b>{ $name }</b> as the clinic's words (within { $minutes } minutes).
answer-staff-reply-cancelled = Nothing was sent to <b>{ $name }</b>.
answer-staff-reply-sent = Sent to <b>{ $name }</b>.
answer-staff-reply-long = That is too long for one message: { $most } characters at most, please. Type it again, shorter.
answer-staff-wrote =
    <b>{ $name }</b> writes:

    <blockquote>{ $text }</blockquote>


## A patient's card

answer-card = <b>How the skin is:</b>
answer-card-calm = { $when }: all calm
answer-card-sore = { $when }: still sore or swollen
answer-card-worried = { $when }: worried
answer-card-none = asked on { $when }: no answer
answer-card-held = ⚠️ Nothing is said to be allowed again until this is resolved.
answer-card-resolved-toast = Resolved. What may be said again goes out in its time.
