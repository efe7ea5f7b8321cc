# Der Plan als Bild und als Kalender, um den man mit /plan bittet.
#
# Bild und Kalender kann jemand über die Schulter sehen: Keines nennt eine Behandlung, einen Menschen
# oder, im Titel eines Eintrags, worauf zu verzichten ist.


## Der Befehl

patient-plan-command = Ihr Plan als Bild und für Ihren Kalender
plan-nothing = Im Moment brauchen Sie auf nichts zu verzichten, und es ist kein Termin vereinbart.


## Das Bild

plan-picture-title = Bitte verzichten Sie auf
plan-picture-as-of = Stand { $moment }
plan-picture-now = jetzt
# Wie Daten im Bild geschrieben werden, in den Zeichen von Unicode (siehe dates.ftl).
plan-date-moment = ccc, d. MMM, HH:mm
plan-date-weekday = ccc
plan-date-number = d
plan-date-month = LLLL
# Neben dem, worauf zu verzichten ist.
plan-row-until = bis { $until }
plan-row-eases = bis { $eases }; solange Ihre Haut noch eine Reaktion zeigt, bis { $until }
plan-row-while = bis { $until }, falls Ihre Haut noch eine Reaktion zeigt
plan-row-from = von { $begins } bis { $until }
plan-legend-avoid = bitte verzichten
plan-legend-soft = nur, solange Ihre Haut noch eine Reaktion zeigt
plan-legend-session = Behandlung
plan-legend-booked = vereinbarter Termin


## Unter dem Bild. Dasselbe in Worten, und was das Bild nicht zeigt.

plan-as-of = Ihr Plan, Stand { $moment }:
plan-booked = Ihre nächsten Termine:
plan-later = Später verzichten Sie bitte auf:
plan-line-later = { $topics } von <b>{ $begins }</b> bis <b>{ $until }</b>
plan-beyond = Am { $day } endet das Bild; Ihr Plan geht danach weiter.
plan-more = Der Rest hat hier keinen Platz. Was am jeweiligen Tag gilt: /today


## Der Kalender

plan-calendar-file = nachsorge
plan-calendar-how = Für Ihren Kalender: Öffnen Sie die Datei und fügen Sie die Einträge hinzu. Wenn sich Zeiten ändern, senden Sie wieder /plan und fügen Sie die neue Datei hinzu: Dieselben Einträge werden dann verschoben.
plan-calendar-session = Termin: { $clinic }
plan-calendar-end = Nachsorge: eine Frist endet (siehe Notiz)
plan-calendar-whose = Für { $name }.
plan-calendar-move = Zum Verschieben oder Absagen rufen Sie bitte an: { $telephone } ({ $hours })
plan-calendar-avoid = Bitte verzichten Sie bis { $until } auf: { $topics }.
plan-calendar-eases = Bitte verzichten Sie bis { $eases } auf: { $topics }. Falls Ihre Haut dann noch eine Reaktion zeigt, bis { $until }.
plan-calendar-while = Bitte verzichten Sie bis { $until }, falls Ihre Haut noch eine Reaktion zeigt, auf: { $topics }.
plan-calendar-changes = Eine weitere Behandlung ändert diese Zeiten: Senden Sie in unserem Chat /plan, bevor Sie sich auf diesen Eintrag verlassen.
