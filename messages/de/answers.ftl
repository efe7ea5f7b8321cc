# Fragen nach der behandelten Haut, was aus den Antworten folgt, und Gespräche mit der Klinik.
#
# Keine Diagnosen, kein Beschwichtigen: Wer sich Sorgen macht, bekommt sofort die Telefonnummer.


## Die Frage und ihre Schaltflächen

answer-how-is-it = Wie fühlt sich die behandelte Haut heute an?
# Vor der Frage: was eine ruhige Antwort ändert.
answer-if-calm = Die Zeit, in der Sie auf { $topics } verzichten sollten, kann heute enden: sobald sich Ihre Haut beruhigt hat. Ohne Ihre Antwort geht sie bis <b>{ $until }</b> weiter.
# Die zweite Frage derselben Nachricht.
answer-next = Noch eine Frage, zu Ihrer Behandlung am { $held }.
answer-calm-button = Alles ruhig
answer-sore-button = Noch schmerzhaft oder geschwollen
answer-worried-button = Ich mache mir Sorgen
answer-given = <i>Ihre Antwort: { $answer }</i>
answer-over-toast = Diese Frage ist schon geklärt. Was jetzt gilt: /today


## Was nach der Antwort zu lesen ist

answer-thanks = Vielen Dank.
answer-freed = Mit Ihrer Antwort ist die Zeit vorbei, in der Sie auf { $topics } verzichten sollten.
answer-freed-unless = Sollte Ihre Haut wieder empfindlich werden, warten Sie bitte noch etwas und rufen Sie uns an: { $telephone } ({ $hours })
answer-sore-until = Danke, dass Sie uns das sagen. Bitte machen Sie weiter wie bisher. Am { $day } fragen wir noch einmal nach.
answer-sore = Danke, dass Sie uns das sagen. Bitte machen Sie weiter wie bisher, und zeigen Sie Ihre Haut bei der nächsten Behandlung der Fachkraft.
answer-sore-call = Wenn es anhält, schlimmer wird oder Sie beunruhigt, rufen Sie uns bitte an: { $telephone } ({ $hours }).
answer-sore-again =
    Danke, dass Sie uns das sagen. Da es noch nicht besser geworden ist, rufen Sie uns bitte an: { $telephone } ({ $hours }). Die Klinik weiß schon Bescheid.

    Bitte machen Sie weiter wie bisher. Bei Atemnot, Ohnmacht oder Schwellungen an Lippen, Gesicht oder Hals: sofort <b>{ $emergency }</b>.
answer-worried =
    Danke, dass Sie uns das sagen. <b>{ $clinic }</b> ist benachrichtigt. Nachrichten werden zu den Öffnungszeiten gelesen: { $hours }.

    Wenn es schlimmer wird, warten Sie bitte nicht auf eine Antwort. Rufen Sie uns an: { $telephone }
    Bei Atemnot, Ohnmacht oder Schwellungen an Lippen, Gesicht oder Hals: sofort <b>{ $emergency }</b>.
# Nachts.
answer-worried-later =
    Danke, dass Sie uns das sagen. <b>{ $clinic }</b> wird am { $moment } benachrichtigt. Nachrichten werden zu den Öffnungszeiten gelesen: { $hours }.

    Wenn es schlimmer wird, warten Sie bitte nicht bis dahin. Rufen Sie uns an: { $telephone }
    Bei Atemnot, Ohnmacht oder Schwellungen an Lippen, Gesicht oder Hals: sofort <b>{ $emergency }</b>.
answer-not-claimed =
    Bei <b>{ $clinic }</b> konnte Ihnen noch niemand schreiben. Bitte rufen Sie uns an: { $telephone } ({ $hours })

    Wenn es schlimmer wird und Sie uns nicht erreichen, warten Sie nicht. Bei Atemnot, Ohnmacht oder Schwellungen an Lippen, Gesicht oder Hals: sofort <b>{ $emergency }</b>.
answer-kept = In Ordnung, Ihre Erinnerungen gehen weiter. Die Klinik hat gesehen, was Sie geschrieben haben. Bis sie sich darum gekümmert hat, schreiben wir Ihnen nicht, dass etwas wieder möglich ist. Wenn etwas schmerzt oder Ihnen Sorgen macht, rufen Sie bitte an: { $telephone }, { $hours }. Im Notfall: { $emergency }.
answer-today-held = Was Sie uns mitgeteilt haben, ist noch nicht geklärt. Bevor Sie mit etwas wieder anfangen, rufen Sie uns bitte an: { $telephone } ({ $hours })


## Das Gespräch, wie es die Patientin oder der Patient liest

answer-from-clinic =
    <b>{ $clinic }</b> schreibt:

    <blockquote>{ $text }</blockquote>

    Sie können hier antworten. Wenn es nicht warten kann, rufen Sie an: { $telephone }.
answer-passed-on = An die Klinik weitergegeben. Wenn es schlimmer wird, warten Sie bitte nicht auf eine Antwort: { $telephone } ({ $hours }). Im Notfall: { $emergency }.


## Was das Team liest

answer-staff-worried =
    <b>Bitte kümmern Sie sich um { $name }</b>
    Antwort „Ich mache mir Sorgen“, { $when }.
answer-staff-still-sore =
    <b>Bitte anrufen: { $name }</b>
    Zum zweiten Mal die Antwort „Noch schmerzhaft oder geschwollen“, { $when }; um einen Anruf haben wir gebeten.
answer-staff-unclear-stop =
    <b>Bitte kümmern Sie sich um { $name }</b>
    Hat geschrieben, was eine Beschwerde sein kann (Sie haben es schon gesehen), und möchte die Nachrichten behalten: { $when }.
answer-staff-name = <b>{ $name }</b>
answer-staff-waits = Bis das erledigt ist, schreiben wir nicht, dass etwas wieder möglich ist.
answer-staff-told = Wir haben gebeten, in der Klinik anzurufen.
answer-staff-again = ⏰ Das hat noch niemand übernommen.
answer-staff-unresolved = ⏰ Übernommen von { $staff } am { $when } und noch nicht erledigt. Wer sich jetzt kümmert, drückt bitte „Übernehmen“.
answer-staff-open = <b>Hier wartet jemand auf Antwort</b>
answer-staff-open-line = • { $name } – seit { $when }, noch von niemandem übernommen
answer-staff-open-line-claimed = • { $name } – seit { $when }, übernommen: { $staff }
answer-staff-open-button = ⚠️ { $name }
answer-staff-claimed = ✅ Übernommen von { $staff }.
answer-staff-resolved = ✅ Erledigt von { $staff }.
answer-claim-button = Übernehmen
answer-reply-button = Antworten
answer-resolve-button = Erledigt
answer-reply-cancel-button = Nicht schreiben
answer-staff-claimed-toast = Das hat schon { $staff } übernommen.
answer-staff-resolved-toast = Das ist schon erledigt.
answer-staff-left-toast = Nachrichten kommen hier nicht mehr an. Bitte rufen Sie an.
answer-staff-reply-ask = { $minutes ->
        [one] Was Sie als Nächstes schreiben, geht als Nachricht der Klinik an <b>{ $name }</b> (innerhalb von { $minutes } Minute).
       *[other] Was Sie als Nächstes schreiben, geht als Nachricht der Klinik an <b>{ $name }</b> (innerhalb von { $minutes } Minuten).
    }
answer-staff-reply-cancelled = Nichts gesendet an <b>{ $name }</b>.
answer-staff-reply-sent = Gesendet an <b>{ $name }</b>.
answer-staff-reply-long = Das ist zu lang für eine Nachricht: höchstens { $most } Zeichen. Bitte schreiben Sie es noch einmal, kürzer.
answer-staff-wrote =
    <b>{ $name }</b> schreibt:

    <blockquote>{ $text }</blockquote>


## Die Karte einer Patientin oder eines Patienten

answer-card = <b>So geht es der Haut:</b>
answer-card-calm = { $when }: alles ruhig
answer-card-sore = { $when }: noch schmerzhaft oder geschwollen
answer-card-worried = { $when }: macht sich Sorgen
answer-card-none = gefragt { $when }: keine Antwort
answer-card-held = ⚠️ Bis das erledigt ist, schreiben wir nicht, dass etwas wieder möglich ist.
answer-card-resolved-toast = Erledigt. Was wieder möglich ist, teilen wir zu gegebener Zeit mit.
