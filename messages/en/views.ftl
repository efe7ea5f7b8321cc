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
view-card-paused = Messages are paused until { $until }. Your aftercare still applies.
view-card-foot = <i>This changes by itself, without a sound. More: /today</i>
# What becomes of it when it is not kept up to date any more.
view-card-over = This summary is no longer kept up to date.
