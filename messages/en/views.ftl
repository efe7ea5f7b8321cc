# The patient's card, and what patients choose for themselves: pause, hour, time zone, language.
# Text is Telegram HTML. The card is pinned: its first line shows above the chat.


## The card: under each end the topics, a line each. It never says "you may".

view-card-avoid = <b>Please avoid for now:</b>
view-card-until = Until <b>{ $until }</b>:
# $eases: from then on only while the skin still shows a reaction.
view-card-until-eases = Until <b>{ $eases }</b>, and if your skin still shows a reaction then, until { $until }:
view-card-until-while = Until <b>{ $until }</b>, if your skin still shows a reaction:
view-card-from = From <b>{ $begins }</b>:
# While staff have yet to say whose treatments these are.
view-card-ask = What applies now: /today
view-card-session = Session { $number } of { $of }
view-card-session-next = Session { $number } of { $of } · next: { $next }
view-card-next = Next session: { $next }
# For one who is on several courses: $line is one of the three above.
view-card-of = { $line } · last: { $held }
view-card-paused = Messages are paused until { $until }. Your aftercare still applies.
view-card-foot = <i>This summary changes by itself, without a sound. More: /today</i>
# What becomes of it when it is not kept up to date any more.
view-card-over = This summary is no longer kept up to date.


## /pause

view-pause-ask =
    Until when shall we pause the messages? What to avoid stays the same.

    Choose, or type a day such as “28 Sep”.
view-pause-3-button = 3 days, until { $day }
view-pause-7-button = 1 week, until { $day }
view-pause-14-button = 2 weeks, until { $day }
view-pause-no-button = Not now
view-pause-left = All right, nothing has changed.
view-pause-unread = Until which day? Please type it like “28 Sep” or “28.09”, from tomorrow to { $last } at the latest.
view-paused = Paused until <b>{ $until }</b>. You get no reminders until then, and after that they come again by themselves.
view-paused-questions = Ask any time: /today. Questions, or something worries you? Phone <b>{ $clinic }</b>: { $telephone }, { $hours }.
view-unpause-button = Resume now
view-unpaused = Your reminders from <b>{ $clinic }</b> are on again.
view-unpaused-toast = The pause is over already.
view-pause-over = Good day from <b>{ $clinic }</b>. Your pause is over, and reminders are on again.
view-today-paused = Your reminders are paused until <b>{ $until }</b>, but your aftercare still applies. To have them back now: /pause


## /time

view-time-ask =
    The message of the day usually comes at <b>{ $hour }</b>, by the clocks of { $place } (there it is { $now } now).

    Choose another hour, or say where you are.
view-zone-button = I am somewhere else…
view-hour-chosen = From now on the message of the day usually comes at <b>{ $hour }</b>.
view-zone-ask = Where are you? Choose, or type a city such as “Almaty”.
view-zone-which = Which of these is it?
view-zone-unread = We could not find this place. Please type a large city nearby, or the name of the country.
view-zone-chosen = From now on all your times are those of <b>{ $place }</b>, where it is { $now } now. What applies, and until when: /today
view-chosen-button = ✓ { $text }


## /language

view-language-ask = In which language shall we write to you?
view-language-chosen = From now on we write to you in English.


## What staff see

staff-standing-paused = paused until { $until }


## The command menu

patient-pause-command = Silence while you travel
patient-time-command = The hour of the messages, your time zone
patient-language-command = Another language
