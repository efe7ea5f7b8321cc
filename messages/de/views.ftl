# Die Übersicht für den Chat, und was man für sich selbst wählt: Pause, Uhrzeit, Zeitzone, Sprache.
# Text in Telegram-HTML. Die Übersicht ist angeheftet: Ihre erste Zeile steht über dem Chat.


## Die Übersicht: unter jedem Ende das, worauf zu verzichten ist, je eine Zeile. Nie „Sie dürfen“.

view-card-avoid = <b>Bitte verzichten Sie vorerst auf:</b>
view-card-until = Bis <b>{ $until }</b>:
# $eases: von da an nur, solange die Haut noch eine Reaktion zeigt.
view-card-until-eases = Bis <b>{ $eases }</b>; falls Ihre Haut dann noch eine Reaktion zeigt, bis { $until }:
view-card-until-while = Bis <b>{ $until }</b>, falls Ihre Haut noch eine Reaktion zeigt:
view-card-from = Ab <b>{ $begins }</b>:
# Solange das Team noch nicht gesagt hat, wessen Behandlungen es sind.
view-card-ask = Was jetzt gilt: /today
view-card-session = Behandlung { $number } von { $of }
view-card-session-next = Behandlung { $number } von { $of } · nächster Termin: { $next }
view-card-next = Nächster Termin: { $next }
# Wenn jemand in mehreren Serien ist: $line ist eine der drei Zeilen oben.
view-card-of = { $line } · zuletzt: { $held }
view-card-paused = Die Nachrichten pausieren bis { $until }. Die Empfehlungen für Ihre Nachsorge gelten weiter.
view-card-foot = <i>Diese Übersicht ändert sich von selbst, ohne Ton. Mehr: /today</i>
# Was daraus wird, wenn sie nicht mehr weitergeführt wird.
view-card-over = Diese Übersicht wird nicht mehr aktualisiert.


## /pause

view-pause-ask =
    Bis wann sollen die Nachrichten pausieren? Worauf Sie verzichten sollten, ändert sich dadurch nicht.

    Wählen Sie, oder schreiben Sie einen Tag, zum Beispiel „28. Sept.“
view-pause-3-button = 3 Tage, bis { $day }
view-pause-7-button = 1 Woche, bis { $day }
view-pause-14-button = 2 Wochen, bis { $day }
# $last endet auf einen abgekürzten Monat mit Punkt.
view-pause-no-button = Jetzt nicht
view-pause-left = Gut, es ändert sich nichts.
view-pause-unread = Bis zu welchem Tag? Bitte schreiben Sie einen von morgen bis { $last }, zum Beispiel so: „28. Sept.“ oder „28.09.“
view-paused = Pause bis <b>{ $until }</b>. Bis dahin bekommen Sie keine Erinnerungen, danach kommen sie von selbst wieder.
view-paused-questions = Nachfragen können Sie jederzeit: /today. Haben Sie Fragen, oder macht Ihnen etwas Sorgen? Rufen Sie an: <b>{ $clinic }</b>, { $telephone }, { $hours }.
view-unpause-button = Jetzt wieder einschalten
view-unpaused = Die Erinnerungen von <b>{ $clinic }</b> sind wieder eingeschaltet.
view-unpaused-toast = Die Pause ist schon vorbei.
view-pause-over = Guten Tag! Hier ist <b>{ $clinic }</b>. Ihre Pause ist vorbei, und die Erinnerungen sind wieder eingeschaltet.
view-today-paused = Ihre Erinnerungen pausieren bis <b>{ $until }</b>, aber die Empfehlungen für Ihre Nachsorge gelten weiter. Jetzt wieder einschalten: /pause


## /time

view-time-ask =
    Die Nachricht des Tages kommt gewöhnlich um <b>{ $hour } Uhr</b>, nach der Zeit in { $place } (dort ist es jetzt { $now } Uhr).

    Wählen Sie eine andere Uhrzeit, oder sagen Sie uns, wo Sie sind.
view-zone-button = Ich bin woanders …
view-hour-chosen = Ab jetzt kommt die Nachricht des Tages gewöhnlich um <b>{ $hour } Uhr</b>.
view-zone-ask = Wo sind Sie? Wählen Sie, oder schreiben Sie eine Stadt, zum Beispiel „Almaty“.
view-zone-which = Welcher dieser Orte ist es?
view-zone-unread = Dieser Ort ist hier nicht bekannt. Bitte schreiben Sie eine große Stadt in der Nähe oder den Namen des Landes.
view-zone-chosen = Ab jetzt richten sich alle Ihre Zeiten nach der Uhr in <b>{ $place }</b>; dort ist es jetzt { $now } Uhr. Was gilt und bis wann: /today
view-chosen-button = ✓ { $text }


## /language

view-language-ask = In welcher Sprache sollen wir Ihnen schreiben?
view-language-chosen = Ab jetzt schreiben wir Ihnen auf Deutsch.


## Was das Team sieht

staff-standing-paused = Pause bis { $until }


## Das Befehlsmenü

patient-pause-command = Ruhe auf Reisen
patient-time-command = Uhrzeit der Nachrichten, Ihre Zeitzone
patient-language-command = Eine andere Sprache
