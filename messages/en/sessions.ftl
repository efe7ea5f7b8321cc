# Another session of a patient whom the clinic knows, and appointments: what staff read and press.
# Text is Telegram HTML. A button's text ends in "-button", a line over the chat in "-toast".

## The form

sessions-title-session = <b>Another session</b>
sessions-title-appointment = <b>Next appointment</b>
sessions-title-move = <b>Appointment: move or call off</b>
sessions-title-correct = <b>Correct this session</b>
sessions-whom = Who is it? Press, or type a few letters of the name.
sessions-nobody-yet = Nobody was here lately. Type a few letters of the name; /enrol enrols a new patient.
sessions-which = “{ $name }”: which one?
sessions-not-found = Nobody here is called “{ $name }”. Type another part of the name; /enrol enrols a new patient.
sessions-more-found = There may be more. Type more of the name.
sessions-patient = <b>{ $name }</b>
sessions-course = { $procedure }{ $number }
sessions-new-course = { $procedure }{ $number } (a new course)
sessions-now = Booked: { $when }
sessions-new-time = New time: <b>{ $when }</b>
sessions-which-course = Which course is it?
sessions-ask-day = Which day? Press, or type “24 Sep 15:00”.
sessions-ask-hour = { $day }: at what time? Press, or type “15:20”.
sessions-past = That time is over. Was it a session?
sessions-changed-meanwhile = Something has changed in the meantime. Please look again.
sessions-put-away = Form closed. Nothing was noted.
sessions-gone = This patient or course is no longer here. Nothing was noted.

sessions-seen-choice = { $name } · { $day } · { $procedure }
sessions-lately-button = ‹ Who was here lately
sessions-patient-button = Somebody else
sessions-course-button = Course
sessions-course-choice-button = { $procedure }{ $number }
sessions-other-procedure-button = Another procedure…
sessions-day-button = { $day }
sessions-same-time-button = { $time }, as last time
sessions-move-button = Move { $when }
sessions-call-off-this-button = ❌ Call off { $when }
sessions-besides-button = Book another one besides
sessions-was-session-button = Yes, a session
sessions-go-ahead-button = ⚠️ Go ahead anyway
sessions-never-button = It never took place

## What speaks against a time

sessions-caution-same-day = There is a session or an appointment of this procedure on that day already.
sessions-caution-too-often = Too close: also { $days }. In seven days no more than { $most } sessions.
sessions-caution-too-soon = { $number ->
        [one] Only one day from { $day }; at least { $least } days are advised.
       *[other] Only { $number } days from { $day }; at least { $least } days are advised.
    }
sessions-caution-too-late = { $number } days since { $day }; { $most } days at most are advised.
sessions-caution-too-many = Session { $number }: a course has { $most } at most.
sessions-caution-beyond-plan = Session { $number }: { $planned } were planned.
sessions-caution-again = { $months ->
        [one] The last course ended on { $last }; a whole course again only after one month, from { $since }.
       *[other] The last course ended on { $last }; a whole course again only after { $months } months, from { $since }.
    }
sessions-caution-at-night = { $time } is at night. Is that right?
sessions-caution-unkept = Please ask about the days before: { $topics } (to avoid for { $number } days before the session).

## What was done

sessions-recorded =
    ✅ Session noted:
    { $summary }
sessions-corrected =
    ✅ Corrected:
    { $summary }
sessions-booked =
    ✅ Booked:
    { $summary }
sessions-moved =
    ✅ Moved:
    { $summary }
    before: { $before }
sessions-called-off =
    ❌ Called off:
    <b>{ $name }</b>
    { $procedure } · { $when }
sessions-answers = This was the appointment at { $time }.
sessions-told = The patient is told what changes.
sessions-not-told = The patient is not connected: nothing is sent.
sessions-never-held = Taken back: this session of <b>{ $name }</b> never took place.

sessions-undone-session = Taken back: the session of <b>{ $name }</b>.
sessions-undone-booking = Taken back: the appointment of <b>{ $name }</b>.
sessions-undone-move = Taken back: the appointment of <b>{ $name }</b> is at its former time again.
sessions-undone-said = Taken back: the appointment of <b>{ $name }</b> is open again.
sessions-undo-late-toast = Five minutes are over, or it has changed. Correct or move it from the card: /day
sessions-changed-toast = Somebody has changed it in the meantime.

## Was it held?

sessions-was = { $number ->
        [one] <b>Was this appointment held?</b>
       *[other] <b>Were these appointments held?</b>
    }
sessions-was-passed-on = { $mornings ->
        [one] The desk was asked once and has not answered. Until somebody does, no aftercare messages go out for:
       *[other] The desk was asked on { $mornings } mornings and has not answered. Until somebody does, no aftercare messages go out for:
    }
sessions-was-one =
    <b>Was it held?</b>
    { $line }
sessions-line = { $name } · { $when } · { $procedure }{ $number }
sessions-was-button = ❓ { $name }
sessions-held-button = ✅ Held
sessions-missed-button = Missed
sessions-called-off-button = Called off
sessions-held =
    ✅ Held:
    { $line }
sessions-missed =
    Missed:
    { $line }
sessions-cancelled =
    ❌ Called off:
    { $line }
sessions-held-toast = Somebody has said already: held.
sessions-missed-toast = Somebody has said already: missed.
sessions-cancelled-toast = Somebody has said already: called off.
sessions-to-come-toast = The appointment has not begun yet.
sessions-all-answered = Thank you, everything is answered.

## Nobody has booked

sessions-unbooked =
    <b>No next appointment: { $name }</b>
    { $procedure }{ $number }, last { $when }

    The next session is due, and the patient has not answered the reminders.
sessions-later-button = In a week
sessions-later = <b>{ $name }</b>: you will be asked again on { $day }, if nothing is booked.

## The day and the card

sessions-session-button = ➕ Session
sessions-next-button = 📅 Appointment
sessions-finish-button = 🏁 Finish the course
sessions-finish-of-button = 🏁 Finish: { $procedure }
sessions-finished = 🏁 Course finished: <b>{ $name }</b>, { $procedure }.
sessions-resumed = The course goes on: <b>{ $name }</b>, { $procedure }.
sessions-finished-toast = This course is finished already.
sessions-still-booked-toast = An appointment is still to come. Please call it off first.
sessions-correct-button = Correct { $day }
sessions-card-course = { $procedure }{ $number }
sessions-card-next = next { $when }
sessions-card-no-next = nothing booked
sessions-card-finished = finished
sessions-card-message = Last message { $when }: { $outcome }
sessions-outcome-delivered = delivered
sessions-outcome-expired = not sent, it was too late
sessions-outcome-dropped = not sent, it no longer applied
sessions-outcome-refused = refused by Telegram
sessions-outcome-uncertain = not known whether it arrived

sessions-standing-confirmed = ✓ confirmed
sessions-standing-move-asked = 🔁 asks to move
sessions-standing-was-it-held = ❓ was it held?
sessions-standing-missed = missed
sessions-standing-called-off = called off

## The command menu

staff-session-command = Another session of a known patient
staff-next-command = Book, move or call off an appointment
