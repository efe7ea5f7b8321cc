# What staff read and press, and the words by which what they type is understood.
# Text is Telegram HTML. A button's text ends in "-button", a line over the chat in "-toast".

## Who may do what

staff-only-toast = This button is for the clinic's staff.
staff-gone-toast = This button is out of date. Send /day for today's list.
staff-claim-how = Send the code that the service has printed, like this: <code>/claim K7QM-4RXD</code>
staff-claimed =
    Welcome! You are an owner of <b>{ $clinic }</b> here.

    Enrol the first patient with /enrol.
staff-claim-already = You are an owner here already. The code was not used up.
staff-claim-wrong = { $tries ->
        [0] The code is wrong or has expired. No tries are left: have a fresh one printed with <code>reminder claim-code</code>.
        [one] The code is wrong or has expired. One try left.
       *[other] The code is wrong or has expired. { $tries } tries left.
    }
staff-start =
    <b>{ $clinic }</b>: aftercare reminders.

    /enrol – enrol a patient after a session
    /session – another session of a patient you know
    /next – book, move or call off an appointment
    /day – today's list: who is connected, who is waiting
    /help – all in one line, and several at once
staff-help =
    <b>Enrol with one tap:</b> /enrol, then Confirm. Now, the usual procedure and the clinic's language are filled in.

    <b>Or in one line,</b> in any order, parted by “;”:
    <code>/enrol Anna K; oxygen; today 14:30; 1/9</code>
    A name is not needed. Also understood: “yesterday 9”, “Mon 14:30”, “21 Sep 14:30”, “face, neck”, “ru”.

    <b>Several at once:</b> a line each, with “;” in every line. You get a link for each, to copy and send.

    The patient scans the code and agrees; your message then changes to “Connected”. No Telegram? Press Print.

    <b>A patient you know:</b> /session notes another session, /next books, moves or calls off an appointment. Press the patient, or in one line:
    <code>/session Anna K; today 14:30; 3/9</code>
    <code>/next Anna K; 24 Sep 15:00</code>

    /day – today's list, with corrections and codes; another day's: /day yesterday
    /why Anna – a patient's messages: what was sent, what is planned, and why
    /rehearse – a procedure's messages, sent to you as a patient would get them
    /protocols – what is signed, and what is assumed
    /cancel – close the open form, or end a rehearsal
    /invite, /staff – for owners: who works here

## The form

staff-form = <b>New patient</b>
staff-form-correct = <b>Correct what was noted</b>
staff-form-name = Name: { $name }
staff-form-name-none = Name: none (“{ $name }”)
staff-form-procedure = Procedure: { $procedure }
staff-form-procedure-none = Procedure: <b>please choose</b>
staff-form-held = Treated: <b>{ $when }</b>
staff-form-appointment = Appointment: <b>{ $when }</b>
staff-form-number = In the course: { $number }
staff-form-number-none = In the course: not said
staff-form-areas = Areas: { $areas }
staff-form-language = Patient's language: { $language }

staff-form-ask-name = Type the name, as you want to see it in your list.
staff-form-ask-when = Type the time: “today 14:30”, “yesterday 9”, “21 Sep 14:30”.
staff-form-ask-number = Which session of the course? Press, or type “3/9”.
staff-form-ask-procedure = Which procedure?
staff-form-ask-areas = Which areas were treated?
staff-form-ask-language = In which language does the patient want to read?
staff-form-ask-hour = { $day }: at what hour?
staff-form-ask-minute = { $day }: at what time?
staff-form-still-to-come = That is still to come. An appointment?
staff-form-namesake = ℹ️ { $name } is on the list already ({ $procedure }, { $day }). Another session of the same person: /session
staff-form-too-far = That is more than a year away. Please check the date.
staff-form-no-procedure = Please choose the procedure.
staff-form-bad-name = That cannot be a name: letters, 64 characters at most.

staff-doubt-unknown = Not understood: “{ $text }”
staff-doubt-twice = Said twice: “{ $text }”
staff-doubt-several-procedures = Several procedures begin like this: “{ $text }”. Which one?
staff-doubt-area-or-procedure = “{ $text }”: which procedure was it?
staff-doubt-day-or-time = “{ $text }”: a day or a time? Write 12:03, or 12.03 14:30.
staff-doubt-no-time = “{ $text }”: at what time?
staff-doubt-no-such-time = There is no such time: “{ $text }”

staff-confirm-button = ✅ Confirm
staff-cancel-button = Cancel
staff-back-button = ‹ Back
staff-done-button = Done
staff-name-button = Name
staff-procedure-button = Procedure
staff-when-button = When
staff-number-button = In the course
staff-areas-button = Areas
staff-language-button = Language
staff-no-name-button = No name
staff-now-button = Now
staff-today-button = Today…
staff-yesterday-button = Yesterday…
staff-tomorrow-button = Tomorrow…
staff-no-number-button = Not said
staff-appointment-button = Yes, an appointment
staff-without-button = Go on without it
staff-chosen-button = ✓ { $text }

staff-form-cancelled = Form closed. Whoever was still in it was not enrolled.
staff-form-none = There is no open form. /enrol opens one.
staff-form-closed-toast = This form is closed already.

staff-batch = { $number ->
        [one] <b>One patient</b>
       *[other] <b>{ $number } patients</b>
    }
staff-batch-wrong = ⚠️ { $line }
staff-batch-fix = Those with ⚠️ stay here until you send their lines again.
staff-batch-many = That is too many at once: { $most } lines at most, please.
staff-confirm-all-button = { $number ->
        [one] ✅ Confirm
       *[other] ✅ Confirm all ({ $number })
    }
staff-confirm-clear-button = { $number ->
        [one] ✅ Confirm the one that is clear
       *[other] ✅ Confirm the clear ones ({ $number })
    }
staff-appointments-button = { $number ->
        [one] The one to come is an appointment
       *[other] The { $number } to come are appointments
    }

## An enrolled patient

staff-nameless = without a name
staff-guest = Guest { $time }
staff-summary =
    <b>{ $name }</b>
    { $procedure } · { $when }{ $number }
staff-appointment-at = appointment { $when }
staff-number = session { $number }
staff-number-of = session { $number } of { $of }
staff-enrolled =
    Enrolled:
    { $summary }
staff-enrolled-several = { $number ->
        [one] One patient enrolled. The link follows.
       *[other] { $number } patients enrolled. A link for each follows.
    }
staff-link-caption =
    { $summary }

    Let the patient scan this code, or send the link:
    { $link }

    Valid until { $until }. This message changes when the patient has agreed.
staff-link-to-copy =
    { $summary }

    To copy and send:
    <code>{ $link }</code>

    Valid until { $until }.
staff-print-button = 🖨 Print
staff-decline-button = Declined
staff-undo-button = Undo
staff-correct-button = Correct
staff-connected-caption =
    ✅ Connected: <b>{ $telegram }</b> on Telegram

    { $summary }
staff-connected-right =
    { $text }

    Confirmed: the right person.
staff-right-button = Right
staff-wrong-button = Wrong person
staff-wrong-ask =
    { $text }

    Take this phone away from the patient? Messages to it end at once, and you get a new link.
staff-wrong-sure-button = Yes, wrong person
staff-wrong-done =
    { $summary }

    The wrong phone gets nothing more. The new link follows.
staff-wrong-phone-told = This phone was connected with { $clinic } by mistake. Please pay no attention to what was written here; you get no more messages.

staff-undone =
    Taken back:
    { $summary }
staff-undone-told =
    Taken back:
    { $summary }

    The patient was connected already and is told.
staff-undo-late-toast = Five minutes are over. Press Correct instead.
staff-declined =
    Declined, nothing will be sent:
    { $summary }
staff-declined-late-toast = The patient is connected. They can leave by writing STOP.
staff-printed =
    Print this for the patient:
    { $summary }
staff-sheet-file = aftercare
staff-on-paper =
    On paper:
    { $summary }
staff-corrected =
    ✅ Corrected:
    { $summary }
staff-corrected-told =
    ✅ Corrected, and the patient's plan with it:
    { $summary }

## Who is it?

staff-who-is-it =
    <b>The same person?</b>
    { $summary }

    The phone that has just agreed (<b>{ $telegram }</b> on Telegram) is known already: { $known }. Until you choose, we do not tell them that anything is allowed again.
staff-who-button = ❓ The same person?
staff-same-person-button = The same: { $name }
staff-another-person-button = Another person on this phone
staff-same-person =
    One person, one history now:
    { $summary }
staff-another-person =
    Another person on the same phone; messages begin with the name:
    { $summary }
staff-placed-toast = That is settled already.

## The day and the card

staff-day = <b>{ $date }</b>
staff-day-empty = Nobody. /enrol enrols a patient.
staff-day-seen = <b>Treated or enrolled</b>
staff-day-to-come = <b>Appointments</b>
staff-day-line = { $time } { $name } – { $standing }
staff-day-more = { $number ->
        [one] … and one more
       *[other] … and { $number } more
    }
staff-standing-waiting = waiting
staff-standing-connected = connected
staff-standing-on-paper = on paper
staff-standing-declined = declined
staff-standing-refused = “not me” was pressed
staff-standing-expired = link expired
staff-standing-unreachable = unreachable
staff-standing-left = has left
staff-standing-undone = taken back
staff-card =
    { $summary }

    { $standing }
staff-card-in-force = <b>In force now:</b>
staff-card-nothing = Nothing is to be avoided now.
staff-qr-again-button = Show the code
staff-qr-another-phone-button = Code for another phone
staff-day-before-button = ‹ { $day }
staff-day-after-button = { $day } ›
staff-today-only-button = Today

staff-unopened = { $number ->
        [one] <b>Nobody has opened this link yet:</b>
       *[other] <b>Nobody has opened these links yet:</b>
    }
    { $patients }
staff-qr-again-of-button = Code: { $name }
staff-left = { $number ->
        [one] <b>Gets no more messages here:</b>
       *[other] <b>Get no more messages here:</b>
    }
    { $patients }

    What is still to be said about aftercare: by phone, or with the printed sheet.
staff-left-line = • { $name }
staff-left-button = 🖨 { $name }
staff-day-unreached = <b>No message reaches them: please phone</b>
staff-day-unreached-line = • { $name } – { $standing }
staff-day-unreached-button = 📵 { $name }
staff-set-aside = A message from a chat could not be handled (entry { $entry } of the inbox; the log says why). If it may have been a patient's STOP or a question, please look at /day and phone.
staff-hint = Send /enrol to enrol a patient, /day for today's list, /help for everything.

## The command menu

staff-enrol-command = Enrol a patient after a session
staff-day-command = Today's list
staff-help-command = How it works
staff-cancel-command = Close the open form

## How what is typed is understood: phrases parted by |

staff-read-now = now | just now | right now
staff-read-today = today
staff-read-yesterday = yesterday
staff-read-before-yesterday = the day before yesterday | day before yesterday
staff-read-tomorrow = tomorrow
staff-read-next = next | coming
staff-read-at = at | on
staff-read-hours = h | hrs | o'clock | oclock
staff-read-morning = am | a.m. | in the morning
staff-read-afternoon = pm | p.m. | in the afternoon | in the evening
staff-read-of = of | out of
staff-read-session = session
staff-read-and = and
staff-read-no-name = no name | without a name | nameless | anonymous
staff-read-guest = guest | client | patient
staff-read-procedure-oxygen-mesotherapy = oxygen | oxygen meso | oxy | o2
staff-read-procedure-face-mesotherapy = face meso | facial mesotherapy | facial meso
staff-read-procedure-body-mesotherapy = body meso | lipolytic
staff-read-procedure-scalp-mesotherapy = scalp | scalp meso | hair | hair meso
staff-read-procedure-electroporation = electro | electroporation
staff-read-procedure-cryo-electroporation = cryo | cryo electroporation
staff-read-procedure-sonophoresis = sono | ultrasound | phonophoresis
staff-read-procedure-iontophoresis = ionto
staff-read-procedure-meso-roller-home = mesoroller | meso roller | roller | dermaroller
staff-read-area-face = face
staff-read-area-neck = neck
staff-read-area-body = body | whole body
staff-read-area-arms = arm | arms
staff-read-area-legs = leg | legs | thigh | thighs
staff-read-area-buttocks = buttock | buttocks | bottom
staff-read-area-back = back
staff-read-area-abdomen = abdomen | belly | stomach | tummy
staff-read-area-chest = chest
staff-read-area-decollete = décolleté | decollete | neckline
