# Was man beim Verbinden, Fragen, Gehen und Wiederkommen liest.
# Text in Telegram-HTML. Die erste Zeile steht auf dem gesperrten Bildschirm: nichts Persönliches.

## Verbinden

patient-language-button = Deutsch

# Das ist es, worin man einwilligt. Wer diesen Text ändert, ändert, worin Menschen einwilligen.
patient-consent =
    <b>{ $clinic }</b> kann Sie hier an Ihre Nachsorge erinnern.

    • <b>Worum es geht:</b> worauf Sie vorerst verzichten sollten und ab wann es wieder möglich ist.
    • <b>Wie oft:</b> eine Nachricht sofort, dann höchstens eine am Tag, und nur, wenn es etwas zu sagen gibt. Keine Werbung.
    • <b>Wie Sie aufhören:</b> Schreiben Sie jederzeit STOP. Nach Gründen fragen wir nicht.
    • <b>Was gespeichert wird:</b> der Name und die Behandlungen, die die Klinik notiert hat, Ihr Telegram-Name und dieser Chat, Ihre Einwilligung und was gesendet wurde. Das bewahrt die Klinik selbst auf; Namen und Chat sind verschlüsselt. Mehr: /privacy

    Bevor Sie zustimmen, wird nichts gesendet.
patient-consent-agree-button = Es geht um mich, ich stimme zu
patient-consent-carer-button = Ich betreue jemanden, ich stimme zu
patient-consent-not-me-button = Das bin ich nicht
patient-consent-no-thanks-button = Nein, danke
patient-consent-again = Schön, dass Sie wieder da sind. Zurzeit bekommen Sie keine Erinnerungen. Wenn Sie sie wieder möchten, stimmen Sie bitte noch einmal zu.

patient-agreed =
    Danke, Sie sind mit <b>{ $clinic }</b> verbunden.

    Was jetzt für Sie gilt, kommt gleich. Später können Sie jederzeit nachfragen: /today
    Wenn Sie keine Nachrichten mehr möchten, schreiben Sie STOP.
patient-agreed-carer =
    Danke, Sie sind mit <b>{ $clinic }</b> verbunden, für die Person, die Sie betreuen.

    Was jetzt gilt, kommt gleich. Später können Sie jederzeit nachfragen: /today
    Wenn Sie keine Nachrichten mehr möchten, schreiben Sie STOP.
patient-returned = Willkommen zurück! Die Erinnerungen von <b>{ $clinic }</b> sind wieder eingeschaltet. Wenn Sie keine mehr möchten, schreiben Sie STOP.
patient-returned-already = Ihre Erinnerungen sind eingeschaltet. Fragen Sie jederzeit nach: /today
patient-connected =
    Sie sind mit <b>{ $clinic }</b> verbunden.

    /today – was jetzt gilt und bis wann
    /help – wie das hier funktioniert
    /stop – keine Nachrichten mehr
patient-moved = Ab jetzt gehen Ihre Erinnerungen von <b>{ $clinic }</b> an ein anderes Telefon; dort hat gerade jemand zugestimmt. Falls Sie das überrascht, rufen Sie uns bitte an: { $telephone }

patient-not-me-done = Danke, dass Sie uns das sagen. Dieser Link ist geschlossen, und Sie bekommen nichts von uns.
patient-no-thanks-done = In Ordnung, wir senden Ihnen nichts. Bei Fragen zu Ihrer Nachsorge rufen Sie gern an: <b>{ $clinic }</b>, { $telephone }, { $hours }.

patient-link-used = Dieser Link wurde schon auf einem anderen Telefon benutzt. Wenn er für Sie bestimmt war, bitten Sie um einen neuen: <b>{ $clinic }</b>, { $telephone }
patient-link-expired = Dieser Link ist abgelaufen. Einen neuen gibt Ihnen <b>{ $clinic }</b> gern: { $telephone }
patient-link-closed = Dieser Link ist geschlossen. Wenn Sie doch Erinnerungen möchten, bitten Sie um einen neuen: <b>{ $clinic }</b>, { $telephone }
patient-link-unknown = Dieser Link ist keiner von uns, oder ein Teil davon fehlt. Bitte scannen Sie den Code noch einmal, oder rufen Sie an: <b>{ $clinic }</b>, { $telephone }
patient-link-scan-again = Bitte öffnen Sie den Link der Klinik noch einmal und stimmen Sie dann zu.

## Fragen

patient-help =
    Hier erinnert Sie <b>{ $clinic }</b> daran, worauf Sie nach einer Behandlung verzichten sollten, und sagt Ihnen, ab wann es wieder möglich ist.

    /today – was jetzt gilt und bis wann
    /plan – Ihr Plan als Bild und für Ihren Kalender
    /pause – Ruhe auf Reisen
    /time – die Uhrzeit der Nachrichten und Ihre Zeitzone
    /language – eine andere Sprache
    /privacy – was über Sie gespeichert ist; /mydata schickt es, /forget löscht es
    /stop – keine Nachrichten mehr (oder schreiben Sie einfach STOP)

    Diesen Chat liest niemand. Haben Sie Fragen, oder macht Ihnen etwas Sorgen? Rufen Sie an: { $telephone }, { $hours }.
    Atemnot, Schwellungen an Lippen, Gesicht oder Hals, Ohnmacht: sofort { $emergency }.
patient-privacy =
    <b>Was { $clinic } hier über Sie speichert</b>

    • <b>Was:</b> den Namen, den die Klinik notiert hat, Ihren Telegram-Namen und diesen Chat, Sprache und Zeitzone, Ihre Behandlungen und Termine, Ihre Einwilligung, Ihre Antworten zu Ihrer Haut, was wann gesendet wurde, und wer von der Klinik es angesehen hat. Was Sie hier schreiben, wird nicht aufbewahrt, sobald es bearbeitet ist. Das Team der Klinik sieht eine Nachricht, die nach Sorge oder nach dem Wunsch klingt, keine Nachrichten mehr zu bekommen, und was Sie schreiben, während es mit Ihnen darüber spricht.
    • <b>Wozu:</b> um zur richtigen Zeit die richtige Erinnerung zu senden, und zu nichts anderem. Keine Werbung, niemand sonst bekommt etwas davon.
    • <b>Wo:</b> im eigenen System der Klinik; Namen und Chats sind verschlüsselt. Die Nachrichten selbst laufen über Telegram.
    • <b>Wie lange:</b> bis Sie alles mit /forget löschen, die Klinik die Daten nicht mehr braucht oder ihre eigene Frist um ist.
    • <b>Wie Sie aufhören:</b> Schreiben Sie STOP. Alles ansehen: /mydata. Alles löschen: /forget. Fragen oder Fehler: { $contact }
patient-today-name = <b>{ $name }</b>
patient-today-out = Zurzeit bekommen Sie keine Erinnerungen, aber die Empfehlungen für Ihre Nachsorge gelten weiter.
patient-nobody-reads = Diesen Chat liest niemand. Bitte rufen Sie an: <b>{ $clinic }</b>, { $telephone }, { $hours }. Im Notfall: { $emergency }. Was jetzt gilt: /today
patient-unknown-command = Diesen Befehl gibt es hier nicht. Es gibt /today, /plan, /pause, /time, /language, /help, /privacy, /mydata, /forget und /stop.
patient-stranger =
    Guten Tag! Hier sendet <b>{ $clinic }</b> Erinnerungen an die Nachsorge.

    Ihren persönlichen Link oder einen Code zum Scannen bekommen Sie in der Klinik. Fragen? Rufen Sie an: { $telephone }, { $hours }.

## Gehen

patient-opted-out = Erledigt. Sie bekommen keine Nachrichten mehr von uns.
patient-opted-out-applies = Die Empfehlungen für Ihre Nachsorge gelten weiter:
patient-opted-out-questions = Fragen? Rufen Sie gern an: <b>{ $clinic }</b>, { $telephone }, { $hours }.
patient-opted-out-already = Sie haben sich schon abgemeldet; wir senden nichts mehr. Wenn Sie es sich anders überlegen, tippen Sie auf „Wieder einschalten“.
patient-stop-not-joined = In Ordnung. Ihr Link ist geschlossen, und Sie bekommen nichts von uns. Fragen? Rufen Sie gern an: <b>{ $clinic }</b>, { $telephone }.
patient-stop-stranger = Sie bekommen keine Nachrichten von uns, und dabei bleibt es.
patient-stop-staff = Eigene Erinnerungen an eine Nachsorge bekommen Sie hier nicht. Nachrichten für das Team kommen weiter, solange Sie hier arbeiten.
patient-resume-button = Wieder einschalten

patient-unsure =
    Möchten Sie gar keine Nachrichten mehr von uns?

    Bis Sie sich entscheiden, warten Ihre Erinnerungen. Wenn etwas schmerzt oder Ihnen Sorgen macht, warten Sie bitte nicht auf uns: Rufen Sie an, { $telephone }, { $hours }. Im Notfall: { $emergency }.
patient-unsure-stop-button = Keine Nachrichten mehr
patient-unsure-keep-button = Weiter erhalten
patient-choice-over-toast = Diese Frage ist schon geklärt.

## Was das Team erfährt

patient-staff-unclear =
    <b>Bitte anrufen: { $names }</b>

    Die Nachricht unten kann der Wunsch sein, keine Nachrichten mehr zu bekommen, oder eine Beschwerde. Die Erinnerungen warten auf die Entscheidung.

    <blockquote>{ $text }</blockquote>
patient-staff-unreachable = <b>{ $names }</b>: hier nicht mehr erreichbar (blockiert, oder das Telegram-Konto gibt es nicht mehr). Es wird nichts mehr gesendet. Was zur Nachsorge noch zu sagen ist, sagen Sie bitte am Telefon.
patient-staff-not-me = Jemand hat den Link für <b>{ $names }</b> geöffnet und „Das bin ich nicht“ gedrückt. Der Link ist geschlossen. Bitte prüfen Sie, wessen Telefon es war, und geben Sie einen neuen Link.
patient-staff-link-closed = Der Link für <b>{ $names }</b> ist geschlossen („Das bin ich nicht“).
patient-staff-no-thanks = <b>{ $names }</b> möchte hier keine Nachrichten. Der Link ist geschlossen; bitte geben Sie das gedruckte Blatt mit, oder erklären Sie die Nachsorge persönlich.
patient-staff-move-refused = Der Link zu einem anderen Telefon für <b>{ $names }</b> wurde dort abgelehnt und ist geschlossen. Nachrichten kommen an wie bisher.

## Das Befehlsmenü

patient-today-command = Was jetzt gilt und bis wann
patient-help-command = Wie das hier funktioniert
patient-privacy-command = Was über Sie gespeichert ist
patient-stop-command = Keine Nachrichten mehr
