# The plan as a picture and as a calendar, which a patient asks for by /plan.
#
# A picture and a calendar may be seen over somebody's shoulder: neither names a procedure, a person
# or, in an entry's title, what is to be avoided.


## The command

patient-plan-command = Your plan as a picture, and for your calendar
plan-nothing = There is nothing to avoid at the moment, and no session is booked.


## The picture

plan-picture-title = Please avoid
plan-picture-as-of = As of { $moment }
plan-picture-now = now
# How dates are written in the picture, in Unicode date patterns (see dates.ftl).
plan-date-moment = EEE d MMM, HH:mm
plan-date-weekday = EEE
plan-date-number = d
plan-date-month = LLLL
# Beside what is to be avoided.
plan-row-until = until { $until }
plan-row-eases = until { $eases }; while your skin shows a reaction, until { $until }
plan-row-while = until { $until } if your skin still shows a reaction
plan-row-from = from { $begins } until { $until }
plan-legend-avoid = please avoid
plan-legend-soft = only while your skin still shows a reaction
plan-legend-session = session
plan-legend-booked = session booked


## Under the picture. The same in words, and what the picture does not show.

plan-as-of = Your plan as of { $moment }:
plan-booked = Your sessions to come:
plan-later = Later, please avoid:
plan-line-later = { $topics } from <b>{ $begins }</b> until <b>{ $until }</b>
plan-beyond = The picture ends on { $day }. Your plan goes on after that.
plan-more = The rest is left out here. What applies on the day: /today


## The calendar

plan-calendar-file = aftercare
plan-calendar-how = For your calendar: open the file and add the entries. When dates change, ask for /plan again and add the new file: it moves the same entries.
plan-calendar-session = Appointment: { $clinic }
plan-calendar-end = Aftercare: a time ends (see the note)
plan-calendar-whose = For { $name }.
plan-calendar-move = To move or cancel it, please phone { $telephone } ({ $hours }).
plan-calendar-avoid = Please avoid until { $until }: { $topics }.
plan-calendar-eases = Please avoid until { $eases }: { $topics }. If your skin still shows a reaction then, until { $until }.
plan-calendar-while = Please avoid until { $until } if your skin still shows a reaction: { $topics }.
plan-calendar-changes = Another session changes these dates: ask for /plan in our chat before you rely on this entry.
