# /why: what was planned and sent for a patient, and why. Staff read it. Text is Telegram HTML.

why-how =
    Whose messages? Write the name after the command: <code>/why Anna K</code>

    The beginning of the name is enough. Or press “Why?” on a card in /day.
why-nobody = Nobody is called “{ $name }”. The beginning of a name is enough; /day has today's cards.
why-several = <b>Who is it?</b>
why-several-line = { $number }. { $summary }
why-many = There are more. Please write more of the name.

why-title = <b>{ $name }</b>: every message, and why
why-standing = Now: { $standing }
why-zone = The times are { $clinic } time. The patient's clock is { $patient } time.
why-page = Page { $page } of { $pages }
why-none = Nothing has been planned yet. Messages are planned when the patient agrees.
why-now = <i>— now: { $now } —</i>
why-line = { $time } { $what } – { $standing }

why-button = Why?
why-older-button = ‹ Older
why-newer-button = Newer ›
why-card-button = Card

## What it is. $topics stand as labels.

why-kind-instructions = what to avoid after the session
why-kind-nudge = reminder of what still applies ({ $topics })
why-kind-ease-off = question whether it may end now ({ $topics })
why-kind-lifted = news that the time is over ({ $topics })
why-kind-check-in = question how the skin is
why-kind-prepare = what to avoid before the session ({ $topics })
why-kind-changed = question whether anything has changed
why-appointment-booked = the appointment, as booked
why-appointment-moved = the appointment's new time
why-appointment-cancelled = the appointment, cancelled
why-appointment-eve = the appointment is tomorrow
why-kind-next-due = the next session may be booked
why-kind-course-complete = the course is complete
why-kind-maintenance = offer of a single session
why-kind-effect-fading = the effect may be fading
why-kind-correction = correction of what was said before

# The same, without what it is about: "together with: …".
why-short-instructions = what to avoid
why-short-nudge = what still applies
why-short-ease-off = the question whether it may end
why-short-lifted = what is over
why-short-check-in = the question how the skin is
why-short-prepare = what to avoid before the session
why-short-appointment = the appointment
why-short-next-due = the next session
why-short-course-complete = the end of the course
why-short-maintenance = the offer of a session
why-short-effect-fading = the effect
why-short-correction = the correction

why-attempt = an attempt to send
why-answer = reply to the patient
why-answer-worried = answer to “I'm worried”: that the clinic has been told, and whom to phone
why-answer-told-to-phone = request to phone the clinic
why-answer-from-clinic = a message from the clinic
why-answer-card = the pinned card (without a sound)
why-answer-card-put-away = the end of the pinned card
why-answer-today = answer to “May I?”
why-answer-opted-out = confirmation of STOP
why-answer-opted-out-already = answer to another STOP
why-answer-unclear-stop = question whether STOP was meant
why-answer-moved = news that the messages go to another phone now

## What became of it

why-planned = planned
why-waits = waits: { $reason }
why-waits-until = waits until { $until }: { $reason }
why-sending = on its way
why-queued = about to be sent
why-delivered = delivered
why-again = not delivered, tried again: { $reason }
why-cancelled = called off: { $reason }
# $when: decided at another time than the one that it was meant for.
why-cancelled-at = called off ({ $when }): { $reason }
why-dropped = not sent: { $reason }
why-dropped-at = not sent ({ $when }): { $reason }
why-refused = not delivered: { $reason }
why-uncertain = may not have arrived: { $reason }
why-expired = not sent: when its turn came it was too late (of use until { $until })
why-expired-waited = not sent, it waited too long (of use until { $until }): { $reason }

why-note-due = due { $due }
why-note-together = together with: { $what }
why-note-moved = wanted { $wanted }, moved: { $shift }
why-note-attempts = at attempt { $number }
why-note-repeated = said to be a possible repetition
why-note-wrong-phone = to the wrong person's phone
why-note-useful = will not be sent after { $until }

why-hold = ⚠️ from here on messages wait: { $reason } (until { $until })
why-hold-open = ⚠️ from here on messages wait: { $reason } (still so)
why-hold-lifts = ⚠️ from here on nothing is said to be allowed again: { $reason } (until { $until })
why-hold-lifts-open = ⚠️ from here on nothing is said to be allowed again: { $reason } (still so)

## Why it was moved

why-shift-quiet-hours = that was in the patient's night
why-shift-day-message = it joined the one message of its day
why-shift-pause = that was in a pause, or before the patient agreed

## Why: every code that a row may hold

why-reason-not-active = the patient was getting no messages then
why-reason-expired = it came too late to be of use
why-reason-in-force-again = another session asks for it to be avoided again
why-reason-nothing-left = by then there was nothing left to say
why-reason-unclear-stop = it is not clear yet whether the patient meant STOP
why-reason-same-person = two enrolments share the phone, and nobody has said yet whether it is one person
why-reason-complaint = the patient has said that the skin is not calm
why-reason-erasure = the patient's data are about to be erased
why-reason-quiet-hours = it is night where the patient is
why-reason-one-a-day = today's message has gone out already
why-reason-not-planned = no longer needed after a change (a session, an answer or an appointment)
why-reason-opted-out = the patient has said STOP
why-reason-unreachable = the patient can no longer be reached on Telegram
why-reason-paused = the patient has asked for a pause
why-reason-undone = the enrolment was taken back
why-reason-joined = it is in the other record of the same person
why-reason-erased = the patient's data were erased
why-reason-wrong-person = it was the wrong person's phone
why-reason-staff-removed = it was for somebody who no longer works here
why-reason-restored = it was out of date when the data were brought back from a backup
why-reason-rehearsal-ended = the rehearsal was ended
why-reason-superseded = a newer one has taken its place
why-reason-could-not-be-put-together = a fault of this service; its log says more
why-reason-unreadable = a fault of this service: what was stored cannot be read
why-reason-called-off = stopped at the last moment
why-reason-plan-changed = something changed at the last moment
why-reason-behind-an-earlier-answer = an earlier message goes first
why-reason-waited-too-long = its turn came too late
why-reason-stopped = this service was being stopped
why-reason-ended-in-flight = the sending was broken off
why-reason-found-sending = this service ended while it was on its way
why-reason-blocked = the patient has blocked the bot
why-reason-deactivated = the Telegram account is gone
why-reason-chat-not-found = Telegram does not know the chat
why-reason-bad-request = Telegram did not take the message; the log says more
why-reason-unsupported = the server of the Bot API cannot send such a message
why-reason-flood-control = Telegram asked for a short break
why-reason-token-rejected = Telegram did not accept the bot's token
why-reason-another-process-polls = another program is using this bot
why-reason-not-sent = there was no connection to Telegram
why-reason-server-fault = a fault at Telegram
why-reason-no-answer = Telegram did not answer

staff-why-command = A patient's messages, and why: /why Anna K
staff-rehearse-command = See a procedure's messages as a patient would

## /rehearse: what a patient would get, sent to the staff member

rehearse-which =
    <b>Which procedure?</b>

    You get what a patient would get after a session that has just ended: the whole of it within a minute. No patient gets anything.
rehearse-begins = { $number ->
        [one] <b>Rehearsal: { $procedure }</b>

    One message follows, with the time at which a patient would get it after a session that has just ended. /cancel ends it.
       *[other] <b>Rehearsal: { $procedure }</b>

    { $number } messages follow within a minute, each with the time at which a patient would get it after a session that has just ended. /cancel ends it.
    }
rehearse-day = { $number ->
        [0] Day of the session · { $moment }
       *[other] Day { $number } · { $moment }
    }
rehearse-message =
    <i>{ $day }</i>

    { $text }
rehearse-over = That was all. None of it went to a patient.
rehearse-ended = The rehearsal has ended.
rehearse-inert-toast = This is a rehearsal: a patient would answer here.
