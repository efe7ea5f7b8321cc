# What patients read about their sessions to come and their course, and what staff read of it.
#
# The first line of a message shows on a locked phone: nothing intimate stands in it. Results are
# never promised, and nobody is asked to stop a medicine.


## A session to come. $at is its time.

course-hello = Good day from <b>{ $clinic }</b>. About your session:
course-booked = A session is booked for you: <b>{ $at }</b>.
course-moved = Your session has another time now: <b>{ $at }</b>.
course-cancelled = Your session on { $at } will not take place. For another time, phone us: { $telephone } ({ $hours })
course-eve = Your session is tomorrow: <b>{ $at }</b>.
course-where = Where: { $address }
course-still-avoid = Until then, please still avoid:
course-line-already = { $topics }, as now
course-line-until-then = { $topics }
course-confirm-ask = Will you come?
course-changed-since = If anything about your health or your medicines has changed since last time, please tell us beforehand: { $telephone } ({ $hours })


## Has anything changed?

course-changed-ask = Has anything come up or changed that the clinic should know before your session on { $at }? For example:
course-changed-medicines = medicines such as { $medicines }
course-changed-note = Please don't stop a prescribed medicine because of this message: ask your doctor.


## The course

course-due-now = Your next session can take place now.
course-due-between = Your next session is due between <b>{ $opens }</b> and <b>{ $closes }</b>.
# $when is one of the two above.
course-due-again = No date has been found yet. { $when }
# For one who is on several courses: $when is any of the above.
course-due-of = This is about the course of your session on { $held }. { $when }
course-due-ask = Shall we find a time for you?
course-complete = That was the last session of your course. Thank you for coming to us!
course-offers-ask = May we write to you later, when a session may be due again? That is rare, and only with your yes.
course-months = { $months ->
    [one] { $months } month
   *[other] { $months } months
}
course-months-range = { $least } to { $most }
course-maintenance = It is { $months } since the last session of your course. To keep up its effect, one session every { $every } is usual.
course-fading-first = Your course began { $months } ago. Its effect may be fading by now.
course-fading-last = The last session of your course was { $months } ago. The effect of the course may be fading by now.
# Where the line of the maintenance has said already how long ago that was.
course-fading-also = By now the effect of your course may be fading.
course-again-after = A whole course can be repeated { $months } after the last one.
course-offer-phone = If you like, phone us: { $telephone } ({ $hours }). You agreed to hear from us about this.


## Buttons

course-confirm-button = I'm coming
course-move-button = Another time, please
course-unchanged-button = Nothing has changed
course-changed-button = Something has changed
course-book-button = Please suggest a time
course-later-button = Remind me later
course-call-button = Please phone me
course-offers-button = Yes, please
course-no_offers-button = No, thank you


## After a choice

course-said-confirm = Thank you. See you on { $at }!
course-said-move = Thank you. The clinic has been told and will get in touch with you; you can also phone: { $telephone } ({ $hours }). Until then it stays at { $at }.
course-said-unchanged = Thank you. See you on { $at }!
course-said-changed = Thank you for telling us. Please phone us before your session: { $telephone } ({ $hours }). The clinic has been told, too.
course-said-book = Thank you. The clinic has been told and will get in touch with you; you can also phone: { $telephone } ({ $hours }).
course-said-call = Thank you. The clinic has been asked to phone you. You can reach us, too: { $telephone } ({ $hours }).
course-said-later = All right, we will remind you on { $day }.
course-said-later-silent = All right. You get no reminders at the moment; to book, please phone { $telephone } ({ $hours }).
course-said-offers = Thank you. We will write when it is time. To get no more messages at all, reply STOP.
course-said-no_offers = All right, we will not write about that.


## What staff read

course-staff-move = <b>{ $name }</b> asks for another time. The session is on { $at }.
course-staff-changed = <b>{ $name }</b> says that something has changed. The session is on { $at }: please phone before it.
course-staff-book = <b>{ $name }</b> asks for a time for the next session.
course-staff-call = <b>{ $name }</b> asks to be phoned about the next session.
course-staff-next-button = Find a time
