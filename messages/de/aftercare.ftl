# Was Patientinnen und Patienten über ihre Nachsorge lesen.
#
# Die erste Zeile steht auf dem gesperrten Bildschirm: kein Verfahren, kein Körperteil, nichts
# Persönliches. Empfehlen, nie verbieten. Nichts versprechen und nichts harmlos nennen.


## Worauf man verzichtet. Die erste Form ist ein Stichwort; die zweite steht nach „verzichten auf“.

topic-hot-baths = heiße Bäder
topic-hot-baths-without = heiße Bäder
topic-sauna = Sauna und Dampfbad
topic-sauna-without = Sauna und Dampfbad
topic-sun-baths = Sonnenbaden
topic-sun-baths-without = Sonnenbaden
topic-solarium = Solarium
topic-solarium-without = Solarium
topic-makeup = Make-up
topic-makeup-without = Make-up
topic-alcohol = Alkohol und andere ungesunde Gewohnheiten
topic-alcohol-without = Alkohol und andere ungesunde Gewohnheiten
topic-heat = heißes Wasser und heiße Luft (zum Beispiel Sauna)
topic-heat-without = heißes Wasser und heiße Luft (zum Beispiel Sauna)
topic-direct-sun = direkte Sonne an den behandelten Stellen
topic-direct-sun-without = direkte Sonne an den behandelten Stellen
topic-washing-hair = Haarewaschen
topic-washing-hair-without = das Haarewaschen


## Was zu tun ist. Steht nach „bitte“, als Grundform.

duty-keep-clean = die behandelten Stellen sauber halten


## Verfahren und behandelte Stellen: fürs Team und fürs Papier, nie für eine erste Zeile.

procedure-oxygen-mesotherapy = Sauerstoff-Mesotherapie
procedure-face-mesotherapy = Mesotherapie Gesicht
procedure-body-mesotherapy = Mesotherapie Körper
procedure-scalp-mesotherapy = Mesotherapie Kopfhaut
procedure-electroporation = Elektroporation
procedure-cryo-electroporation = Kryo-Elektroporation
procedure-sonophoresis = Sonophorese
procedure-iontophoresis = Iontophorese
procedure-meso-roller-home = Mesoroller zu Hause
area-face = Gesicht
area-neck = Hals
area-body = Körper
area-arms = Arme
area-legs = Beine
area-buttocks = Gesäß
area-back = Rücken
area-abdomen = Bauch
area-chest = Brust
area-decollete = Dekolleté


## Die ersten Zeilen

aftercare-hello = Guten Tag! Hier ist <b>{ $clinic }</b> mit ein paar Empfehlungen für die nächsten Tage.
aftercare-hello-again = Guten Tag! Hier ist wieder <b>{ $clinic }</b>, mit den neuen Zeiten für die nächsten Tage.
aftercare-hello-news = Guten Tag! Eine Nachricht von <b>{ $clinic }</b>.
aftercare-hello-nudge = Eine kurze Erinnerung von <b>{ $clinic }</b>.
aftercare-hello-correction = Eine Korrektur von <b>{ $clinic }</b>.
# Wenn zwei Menschen sich ein Telefon teilen.
aftercare-for-name = { $name }, diese Nachricht ist für Sie.
aftercare-repeated = <i>Vielleicht haben Sie diese Nachricht schon bekommen.</i>


## Zeilen einer Liste. $topics stehen im Akkusativ, wie nach „verzichten auf“.

aftercare-line = { $topics } bis <b>{ $until }</b>
# $eases: von da an nur, solange die Haut noch eine Reaktion zeigt.
aftercare-line-eases = { $topics } bis <b>{ $eases }</b>; falls Ihre Haut dann noch eine Reaktion zeigt, bis { $until }
aftercare-line-while = { $topics } bis <b>{ $until }</b>, falls Ihre Haut noch eine Reaktion zeigt
# Unter jeder Überschrift.
aftercare-line-alone = Verzicht auf { $line }
aftercare-line-from = { $topics } ab <b>{ $begins }</b>
aftercare-line-before = { $topics } – { $length } lang
# Steht im Nominativ oder Akkusativ: „7 Tage lang“, „7 Tage nach der Behandlung“; nie nach „vor“ oder „seit“.
aftercare-days = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
}
aftercare-hours = { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
}
# Die Zeit einer Behandlung auf den Uhren der Klinik, wo die eigenen anders gehen.
aftercare-clinic-time = { $moment } (Zeit in { $city })


## Empfehlungen

aftercare-avoid-after = Nach Ihrer Behandlung am { $held } verzichten Sie bitte auf:
aftercare-avoid-now = Bitte verzichten Sie auf:
aftercare-nothing-now = Im Moment brauchen Sie auf nichts zu verzichten.
aftercare-counted-in = Ihre Behandlung am { $at } ist dabei schon berücksichtigt.
aftercare-avoid-before = Vor Ihrer Behandlung am { $at } verzichten Sie bitte auf:
aftercare-avoid-before-next = Vor Ihrer nächsten Behandlung verzichten Sie bitte wieder auf:
# Eine Serie von Behandlungen, die dicht aufeinander folgen.
aftercare-each-session = Mit jeder Behandlung Ihrer Serie beginnen diese Zeiten von vorn: Die längste endet { $length } nach der letzten Behandlung.
# $duty: eines von „Was zu tun ist“, siehe oben.
aftercare-do = Bis <b>{ $until }</b> bitte { $duty }.
aftercare-reactions-needled = Rötungen oder Schwellungen sind möglich und sollten innerhalb von ein paar Tagen nachlassen.
aftercare-call = Bitte rufen Sie uns an, wenn eine Reaktion Ihrer Haut anhält, stärker wird oder Sie beunruhigt, oder bei Schüttelfrost, Schwindel, einer Entzündung oder einer allergischen Reaktion:
    { $telephone } ({ $hours })
# Nach Injektionen ist auf mehr zu achten.
aftercare-call-needled = Bitte rufen Sie uns an, wenn eine Reaktion Ihrer Haut anhält, stärker wird oder Sie beunruhigt, oder bei Schüttelfrost, Schwindel, einer Entzündung, einer allergischen Reaktion, Knoten, Hämatomen, dunklen Flecken oder Anzeichen einer Infektion:
    { $telephone } ({ $hours })
aftercare-call-short = Fragen? Rufen Sie uns gern an: { $telephone } ({ $hours })
aftercare-emergency = Wenn Sie schwer Luft bekommen, ohnmächtig werden oder Ihnen Lippen, Gesicht oder Hals anschwellen, rufen Sie sofort <b>{ $emergency }</b> an.
aftercare-leave = /today zeigt, worauf Sie jetzt verzichten sollten. Wenn Sie keine Nachrichten mehr möchten, antworten Sie mit STOP.


## Erinnerungen, Enden, Korrekturen

aftercare-nudge = Bitte verzichten Sie weiterhin auf { $line }.
aftercare-nudge-several = Bitte verzichten Sie weiterhin auf:
aftercare-lifted = Die Zeit, in der Sie auf { $topics } verzichten sollten, ist vorbei.
aftercare-again-from = Ab <b>{ $begins }</b> und bis zu Ihrer Behandlung am { $at } verzichten Sie bitte wieder auf { $topics }.
aftercare-again-next = Vor Ihrer nächsten Behandlung verzichten Sie bitte wieder { $length } lang auf { $topics }.
aftercare-lifted-wait = Falls sich Ihre Haut noch nicht beruhigt hat, warten Sie bitte noch etwas und rufen Sie uns an: { $telephone } ({ $hours })
aftercare-corrected = Wir haben Zeit oder Angaben Ihrer Behandlung oder unsere Empfehlungen berichtigt; die Zeiten können sich deshalb geändert haben. Bitte richten Sie sich nach dieser Nachricht.
aftercare-undone = Wir haben versehentlich eine Behandlung für Sie notiert. Bitte lassen Sie außer Acht, was wir Ihnen dazu geschrieben haben.


## Die Antwort auf /today

aftercare-today = Stand { $moment }:
aftercare-today-over = Nicht mehr auf der Liste: { $topics }.


## Das gedruckte Blatt

aftercare-sheet-title = Ihre Nachsorge
aftercare-sheet-session = { $procedure }, { $held }
aftercare-sheet-areas = Behandelt: { $areas }
aftercare-sheet-dated = Gedruckt am { $date }. Mit der nächsten Behandlung ändern sich die Zeiten: Bitte lassen Sie sich dann ein neues Blatt geben.
