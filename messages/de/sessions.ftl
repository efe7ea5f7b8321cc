# Weitere Behandlungen von Menschen, die die Klinik kennt, und Termine: was das Team liest und drückt.
# Text in Telegram-HTML. Eine Schaltfläche endet auf "-button", eine Zeile über dem Chat auf "-toast".

## Das Formular

sessions-title-session = <b>Weitere Behandlung</b>
sessions-title-appointment = <b>Nächster Termin</b>
sessions-title-move = <b>Termin: verlegen oder absagen</b>
sessions-title-correct = <b>Diese Behandlung korrigieren</b>
sessions-whom = Wer ist es? Tippen Sie auf einen Namen, oder schreiben Sie ein paar Buchstaben davon.
sessions-nobody-yet = In letzter Zeit war niemand hier. Schreiben Sie ein paar Buchstaben des Namens; /enrol nimmt jemanden neu auf.
sessions-which = „{ $name }“: Wer davon ist es?
sessions-not-found = „{ $name }“: So heißt hier niemand. Schreiben Sie einen anderen Teil des Namens; /enrol nimmt jemanden neu auf.
sessions-more-found = Vielleicht gibt es noch mehr. Geben Sie mehr vom Namen ein.
sessions-patient = <b>{ $name }</b>
sessions-course = { $procedure }{ $number }
sessions-new-course = { $procedure }{ $number } (eine neue Serie)
sessions-now = Vereinbart: { $when }
sessions-new-time = Neue Zeit: <b>{ $when }</b>
sessions-which-course = Welche Serie ist es?
sessions-ask-day = An welchem Tag? Tippen Sie einen an, oder schreiben Sie „24. Sept. 15:00“.
sessions-ask-hour = { $day }: um wie viel Uhr? Tippen Sie eine Zeit an, oder schreiben Sie „15:20“.
sessions-past = Diese Zeit ist schon vorbei. War es eine Behandlung?
sessions-changed-meanwhile = Inzwischen hat sich etwas geändert. Bitte sehen Sie noch einmal nach.
sessions-put-away = Formular geschlossen. Es wurde nichts notiert.
sessions-gone = Diese Person oder diese Serie gibt es hier nicht mehr. Es wurde nichts notiert.

sessions-seen-choice = { $name } · { $day } · { $procedure }
sessions-lately-button = ‹ Wer zuletzt hier war
sessions-patient-button = Jemand anders
sessions-course-button = Serie
sessions-course-choice-button = { $procedure }{ $number }
sessions-other-procedure-button = Andere Behandlung …
sessions-day-button = { $day }
sessions-same-time-button = { $time }, wie beim letzten Mal
sessions-move-button = Verlegen: { $when }
sessions-call-off-this-button = ❌ Absagen: { $when }
sessions-besides-button = Noch einen Termin dazu
sessions-was-session-button = Ja, eine Behandlung
sessions-go-ahead-button = ⚠️ Trotzdem eintragen
sessions-never-button = Hat nie stattgefunden

## Was gegen eine Zeit spricht

sessions-caution-same-day = An diesem Tag gibt es schon eine solche Behandlung oder einen Termin dafür.
sessions-caution-too-often = In sieben Tagen sind höchstens { $most } Sitzungen vorgesehen; zu dicht an: { $days }
sessions-caution-too-soon = { $number ->
        [one] Abstand zu { $day }: nur ein Tag; empfohlen sind mindestens { $least }.
       *[other] Abstand zu { $day }: nur { $number } Tage; empfohlen sind mindestens { $least }.
    }
sessions-caution-too-late = { $number ->
        [one] Abstand zu { $day }: ein Tag; empfohlen: höchstens { $most }.
       *[other] Abstand zu { $day }: { $number } Tage; empfohlen: höchstens { $most }.
    }
sessions-caution-too-many = Sitzung { $number }: Eine Serie hat höchstens { $most }.
sessions-caution-beyond-plan = Sitzung { $number }; geplant: { $planned }.
sessions-caution-again = { $months ->
        [one] Die letzte Serie endete am { $last }; eine ganze Serie erst wieder nach einem Monat, ab { $since }.
       *[other] Die letzte Serie endete am { $last }; eine ganze Serie erst wieder nach { $months } Monaten, ab { $since }.
    }
sessions-caution-at-night = { $time } Uhr liegt in der Nacht. Stimmt das?
sessions-caution-unkept = { $number ->
        [one] Bitte fragen Sie nach dem Tag vor der Behandlung: { $topics } (an diesem Tag ist darauf zu verzichten).
       *[other] Bitte fragen Sie nach den Tagen vor der Behandlung: { $topics } ({ $number } Tage lang ist darauf zu verzichten).
    }

## Was geschehen ist

sessions-recorded =
    ✅ Behandlung notiert:
    { $summary }
sessions-corrected =
    ✅ Korrigiert:
    { $summary }
sessions-booked =
    ✅ Termin vereinbart:
    { $summary }
sessions-moved =
    ✅ Termin verlegt:
    { $summary }
    bisher: { $before }
sessions-called-off =
    ❌ Termin abgesagt:
    <b>{ $name }</b>
    { $procedure } · { $when }
sessions-answers = Das war der Termin um { $time } Uhr.
sessions-told = Die Person erfährt, was sich ändert.
sessions-not-told = Die Person ist nicht verbunden: Es wird nichts gesendet.
sessions-never-held = Zurückgenommen, diese Behandlung hat nie stattgefunden: <b>{ $name }</b>.

sessions-undone-session = Behandlung zurückgenommen: <b>{ $name }</b>.
sessions-undone-booking = Termin zurückgenommen: <b>{ $name }</b>.
sessions-undone-move = Zurückgenommen: Für <b>{ $name }</b> bleibt es bei der bisherigen Zeit.
sessions-undone-said = Zurückgenommen: Der Termin für <b>{ $name }</b> ist wieder offen.
sessions-undo-late-toast = Die fünf Minuten sind um, oder es hat sich etwas geändert. Korrigieren und verlegen können Sie auf der Karte: /day
sessions-changed-toast = Das hat inzwischen jemand geändert.

## Hat der Termin stattgefunden?

sessions-was = { $number ->
        [one] <b>Hat dieser Termin stattgefunden?</b>
       *[other] <b>Haben diese Termine stattgefunden?</b>
    }
sessions-was-passed-on = { $mornings ->
        [one] Es wurde einmal am Morgen danach gefragt, ohne Antwort. Bis jemand antwortet, senden wir dazu keine Nachrichten zur Nachsorge:
       *[other] Es wurde an { $mornings } Tagen morgens danach gefragt, ohne Antwort. Bis jemand antwortet, senden wir dazu keine Nachrichten zur Nachsorge:
    }
sessions-was-one =
    <b>Hat der Termin stattgefunden?</b>
    { $line }
sessions-line = { $name } · { $when } · { $procedure }{ $number }
sessions-was-button = ❓ { $name }
sessions-held-button = ✅ Stattgefunden
sessions-missed-button = Nicht erschienen
sessions-called-off-button = Abgesagt
sessions-held =
    ✅ Stattgefunden:
    { $line }
sessions-missed =
    Nicht erschienen:
    { $line }
sessions-cancelled =
    ❌ Abgesagt:
    { $line }
sessions-held-toast = Schon beantwortet: stattgefunden.
sessions-missed-toast = Schon beantwortet: nicht erschienen.
sessions-cancelled-toast = Schon beantwortet: abgesagt.
sessions-to-come-toast = Der Termin hat noch nicht begonnen.
sessions-all-answered = Danke, alles ist beantwortet.

## Kein Termin vereinbart

sessions-unbooked =
    <b>Kein nächster Termin: { $name }</b>
    { $procedure }{ $number }, zuletzt { $when }

    Die nächste Behandlung steht an, und auf die Erinnerungen kam keine Antwort.
sessions-later-button = In einer Woche
sessions-later = <b>{ $name }</b>: Am { $day } fragen wir Sie noch einmal, falls kein Termin vereinbart ist.

## Der Tag und die Karte

sessions-session-button = ➕ Behandlung
sessions-next-button = 📅 Termin
sessions-finish-button = 🏁 Serie abschließen
sessions-finish-of-button = 🏁 Abschließen: { $procedure }
sessions-finished = 🏁 Serie abgeschlossen: <b>{ $name }</b>, { $procedure }.
sessions-resumed = Die Serie geht weiter: <b>{ $name }</b>, { $procedure }.
sessions-finished-toast = Die Serie ist schon abgeschlossen.
sessions-still-booked-toast = Es ist noch ein Termin vereinbart. Bitte sagen Sie ihn zuerst ab.
sessions-correct-button = Korrigieren: { $day }
sessions-card-course = { $procedure }{ $number }
sessions-card-next = nächster Termin: { $when }
sessions-card-no-next = kein Termin vereinbart
sessions-card-finished = abgeschlossen
sessions-card-message = Letzte Nachricht ({ $when }): { $outcome }
sessions-outcome-delivered = zugestellt
sessions-outcome-expired = nicht gesendet, es war zu spät dafür
sessions-outcome-dropped = nicht gesendet, traf nicht mehr zu
sessions-outcome-refused = von Telegram nicht angenommen
sessions-outcome-uncertain = unklar, ob sie angekommen ist

sessions-standing-confirmed = ✓ bestätigt
sessions-standing-move-asked = 🔁 bittet um einen anderen Termin
sessions-standing-was-it-held = ❓ stattgefunden?
sessions-standing-missed = nicht erschienen
sessions-standing-called-off = abgesagt

## Das Befehlsmenü

staff-session-command = Weitere Behandlung einer bekannten Person
staff-next-command = Termin vereinbaren, verlegen oder absagen
