# What patients read about their aftercare.
#
# The first line of a message shows on a locked phone: it names no procedure, no part of the body and
# nothing intimate. Recommend, never forbid. Promise nothing, and call nothing harmless.


## What to avoid. The first form is a label; the second stands after "avoid".

topic-hot-baths = hot baths
topic-hot-baths-without = hot baths
topic-sauna = sauna and steam room
topic-sauna-without = the sauna and steam room
topic-sun-baths = sunbathing
topic-sun-baths-without = sunbathing
topic-solarium = solarium
topic-solarium-without = the solarium
topic-makeup = makeup
topic-makeup-without = makeup
topic-alcohol = alcohol and other bad habits
topic-alcohol-without = alcohol and other bad habits
topic-heat = hot water and hot air (such as the sauna)
topic-heat-without = hot water and hot air (such as the sauna)
topic-direct-sun = direct sun on the treated areas
topic-direct-sun-without = direct sun on the treated areas
topic-washing-hair = hair washing
topic-washing-hair-without = washing your hair


## What to do. It stands after "please".

duty-keep-clean = keep the treated areas clean


## Procedures and treated areas: for staff and for paper, never for a first line.

procedure-oxygen-mesotherapy = Oxygen mesotherapy
procedure-face-mesotherapy = Face mesotherapy
procedure-body-mesotherapy = Body mesotherapy
procedure-scalp-mesotherapy = Scalp mesotherapy
procedure-electroporation = Electroporation
procedure-cryo-electroporation = Cryo-electroporation
procedure-sonophoresis = Sonophoresis
procedure-iontophoresis = Iontophoresis
procedure-meso-roller-home = Mesoroller at home
area-face = face
area-neck = neck
area-body = body
area-arms = arms
area-legs = legs
area-buttocks = buttocks
area-back = back
area-abdomen = abdomen
area-chest = chest
area-decollete = décolleté


## The first lines

aftercare-hello = Hello from <b>{ $clinic }</b>! A few recommendations for the coming days.
aftercare-hello-again = Hello again from <b>{ $clinic }</b>! The new dates for the coming days.
aftercare-hello-news = Good day from <b>{ $clinic }</b>.
aftercare-hello-nudge = A short reminder from <b>{ $clinic }</b>.
aftercare-hello-correction = A correction from <b>{ $clinic }</b>.
# Where two people share a phone.
aftercare-for-name = { $name }, this is for you.
aftercare-repeated = <i>You may already have received this message.</i>


## Lines of a list. $topics stand in the form after "avoid".

aftercare-line = { $topics } until <b>{ $until }</b>
# $eases: from then on only while the skin still shows a reaction.
aftercare-line-eases = { $topics } until <b>{ $eases }</b>; if your skin still shows a reaction then, until { $until }
aftercare-line-while = { $topics } until <b>{ $until }</b> if your skin still shows a reaction
# Under any heading.
aftercare-line-alone = avoid { $line }
aftercare-line-from = { $topics } from <b>{ $begins }</b>
aftercare-line-before = { $topics } for { $length } beforehand
aftercare-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
aftercare-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
# A session's time on the clinic's clocks, where the patient's show another.
aftercare-clinic-time = { $moment } ({ $city } time)


## Instructions

aftercare-avoid-after = After your session on { $held }, please avoid:
aftercare-avoid-now = Please avoid:
aftercare-nothing-now = There is nothing to avoid at the moment.
aftercare-counted-in = This takes your session on { $at } into account.
aftercare-avoid-before = Before your session on { $at }, please avoid:
aftercare-avoid-before-next = Before your next session, please avoid again:
# A course of close sessions.
aftercare-each-session = Each session of your course starts these times anew: the longest ends { $length } after the last session.
# $duty is one of the "What to do" above.
aftercare-do = Please { $duty } until <b>{ $until }</b>.
aftercare-reactions-needled = Some redness or swelling can occur, and should ease within a couple of days.
aftercare-call = Please phone us if a reaction of your skin lasts, gets worse or worries you, or if you notice chills, dizziness, inflammation or an allergic reaction:
    { $telephone } ({ $hours })
# After injections there is more to look out for.
aftercare-call-needled = Please phone us if a reaction of your skin lasts, gets worse or worries you, or if you notice chills, dizziness, inflammation, an allergic reaction, lumps, haematomas, dark spots or signs of infection:
    { $telephone } ({ $hours })
aftercare-call-short = Any questions? { $telephone } ({ $hours })
aftercare-emergency = If you have trouble breathing, faint, or your lips, face or throat swell up, call <b>{ $emergency }</b> at once.
aftercare-leave = /today shows what to avoid now. To get no more messages, reply STOP.


## Nudges, ends, corrections

aftercare-nudge = Please still avoid { $line }.
aftercare-nudge-several = Please still avoid:
aftercare-lifted = The time for avoiding { $topics } has ended.
aftercare-again-from = From <b>{ $begins }</b> until your session on { $at }, please avoid { $topics } again.
aftercare-again-next = Please avoid { $topics } again for { $length } before your next session.
aftercare-lifted-wait = If your skin is not calm yet, please wait a little longer and phone us: { $telephone } ({ $hours })
aftercare-corrected = We have corrected the time or details of your session, or our recommendations, so the dates may have changed. Please go by this message.
aftercare-undone = We noted a session for you by mistake. Please disregard what we wrote about it.


## The answer to /today

aftercare-today = As of { $moment }:
aftercare-today-over = No longer on the list: { $topics }.


## The printed sheet

aftercare-sheet-title = Your aftercare
aftercare-sheet-session = { $procedure }, { $held }
aftercare-sheet-areas = Treated: { $areas }
aftercare-sheet-dated = Printed on { $date }. Another session brings new dates: please ask for a new sheet then.
