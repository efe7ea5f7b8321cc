# /why: was für jemanden geplant und gesendet wurde, und warum. Das Team liest es. Text in Telegram-HTML.

why-how =
    Wessen Nachrichten? Schreiben Sie den Namen hinter den Befehl: <code>/why Anna K</code>

    Der Anfang des Namens genügt. Oder tippen Sie auf „Warum?“ auf einer Karte in /day.
why-nobody = Unter „{ $name }“ ist niemand zu finden. Der Anfang eines Namens genügt; die Karten von heute: /day
why-several = <b>Wer ist gemeint?</b>
why-several-line = { $number }. { $summary }
why-many = Es gibt noch mehr. Bitte schreiben Sie etwas mehr vom Namen.

why-title = <b>{ $name }</b>: jede Nachricht, und warum
why-standing = Jetzt: { $standing }
why-zone = Hier steht die Zeit in { $clinic }. Für die Person gilt die Zeit in { $patient }.
why-page = Seite { $page } von { $pages }
why-none = Noch ist nichts geplant. Geplant wird, sobald die Person zugestimmt hat.
why-now = <i>— jetzt: { $now } —</i>
why-line = { $time } { $what } – { $standing }

why-button = Warum?
why-older-button = ‹ Früher
why-newer-button = Später ›
why-card-button = Karte

## Was es ist. $topics stehen als Stichwörter.

why-kind-instructions = worauf nach der Behandlung zu verzichten ist
why-kind-nudge = Erinnerung an das, was noch gilt ({ $topics })
why-kind-ease-off = Frage, ob die Zeit schon enden kann ({ $topics })
why-kind-lifted = Nachricht, dass die Zeit vorbei ist ({ $topics })
why-kind-check-in = Frage, wie es der Haut geht
why-kind-prepare = worauf vor der Behandlung zu verzichten ist ({ $topics })
why-kind-changed = Frage, ob sich etwas geändert hat
why-appointment-booked = Termin: vereinbart
why-appointment-moved = Termin: neue Zeit
why-appointment-cancelled = Termin: findet nicht statt
why-appointment-eve = Termin: ist morgen
why-kind-next-due = nächste Behandlung kann vereinbart werden
why-kind-course-complete = Ende der Serie
why-kind-maintenance = Angebot einer einzelnen Behandlung
why-kind-effect-fading = Wirkung kann nachlassen
why-kind-correction = Korrektur einer früheren Nachricht

# Dasselbe, ohne worum es geht: „zusammen mit: …“.
why-short-instructions = worauf zu verzichten ist
why-short-nudge = was noch gilt
why-short-ease-off = Frage nach dem Ende der Zeit
why-short-lifted = was vorbei ist
why-short-check-in = Frage nach der Haut
why-short-prepare = worauf vor der Behandlung zu verzichten ist
why-short-appointment = Termin
why-short-next-due = nächste Behandlung
why-short-course-complete = Ende der Serie
why-short-maintenance = Angebot einer Behandlung
why-short-effect-fading = Wirkung
why-short-correction = Korrektur

why-attempt = Versuch zu senden
why-answer = Antwort an die Person
why-answer-worried = Antwort auf „Ich mache mir Sorgen“: dass die Klinik Bescheid weiß und wo man anruft
why-answer-told-to-phone = Bitte, in der Klinik anzurufen
why-answer-from-clinic = Nachricht der Klinik
why-answer-card = die angeheftete Übersicht (ohne Ton)
why-answer-card-put-away = das Ende der angehefteten Übersicht
why-answer-today = Antwort auf die Frage, was jetzt gilt
why-answer-opted-out = Bestätigung von STOP
why-answer-opted-out-already = Antwort auf ein weiteres STOP
why-answer-unclear-stop = Frage, ob STOP gemeint war
why-answer-moved = Hinweis, dass die Nachrichten jetzt an ein anderes Telefon gehen

## Was daraus wurde

why-planned = geplant
why-waits = wartet: { $reason }
why-waits-until = wartet bis { $until }: { $reason }
why-sending = unterwegs
why-queued = wird gleich gesendet
why-delivered = zugestellt
why-again = nicht zugestellt, noch ein Versuch: { $reason }
why-cancelled = entfallen: { $reason }
# $when: zu einer anderen Zeit entschieden als der, für die es gedacht war.
why-cancelled-at = entfallen ({ $when }): { $reason }
why-dropped = nicht gesendet: { $reason }
why-dropped-at = nicht gesendet ({ $when }): { $reason }
why-refused = nicht zugestellt: { $reason }
why-uncertain = vielleicht nicht angekommen: { $reason }
why-expired = nicht gesendet: als die Nachricht an der Reihe war, war es zu spät (sinnvoll bis { $until })
why-expired-waited = nicht gesendet, zu lange gewartet (sinnvoll bis { $until }): { $reason }

why-note-due = fällig: { $due }
why-note-together = zusammen mit: { $what }
why-note-moved = vorgesehen: { $wanted }, verschoben: { $shift }
why-note-attempts = Versuch Nr. { $number }
why-note-repeated = mit dem Hinweis, dass es eine Wiederholung sein kann
why-note-wrong-phone = an das falsche Telefon
why-note-useful = wird nur noch bis { $until } gesendet

why-hold = ⚠️ ab hier warten die Nachrichten: { $reason } (bis { $until })
why-hold-open = ⚠️ ab hier warten die Nachrichten: { $reason } (noch immer)
why-hold-lifts = ⚠️ ab hier schreiben wir nicht, dass etwas wieder möglich ist: { $reason } (bis { $until })
why-hold-lifts-open = ⚠️ ab hier schreiben wir nicht, dass etwas wieder möglich ist: { $reason } (noch immer)

## Warum es verschoben wurde

why-shift-quiet-hours = bei der Person war Nacht
why-shift-day-message = kam in die eine Nachricht des Tages
why-shift-pause = das lag in einer Pause oder vor der Zustimmung

## Warum: jeder Grund, der in einem Eintrag stehen kann

why-reason-not-active = die Person bekam zu dieser Zeit keine Nachrichten
why-reason-expired = dafür war es zu spät
why-reason-in-force-again = wegen einer anderen Behandlung ist darauf wieder zu verzichten
why-reason-nothing-left = inzwischen gab es nichts mehr zu sagen
why-reason-unclear-stop = noch ist nicht klar, ob STOP gemeint war
why-reason-same-person = zwei Aufnahmen teilen sich das Telefon, und noch ist offen, ob es dieselbe Person ist
why-reason-complaint = laut Antwort ist die Haut nicht ruhig
why-reason-erasure = die Daten der Person werden gleich gelöscht
why-reason-quiet-hours = bei der Person ist Nacht
why-reason-one-a-day = die Nachricht von heute ist schon gesendet
why-reason-not-planned = nach einer Änderung nicht mehr nötig (Behandlung, Antwort oder Termin)
why-reason-opted-out = die Person hat sich mit STOP abgemeldet
why-reason-unreachable = die Person ist auf Telegram nicht mehr erreichbar
why-reason-paused = die Person hat um eine Pause gebeten
why-reason-undone = die Aufnahme wurde zurückgenommen
why-reason-joined = steht in der anderen Akte derselben Person
why-reason-erased = die Daten der Person wurden gelöscht
why-reason-wrong-person = es war das Telefon einer anderen Person
why-reason-staff-removed = sie war für jemanden, der hier nicht mehr arbeitet
why-reason-restored = sie war überholt, als die Daten aus einer Sicherung zurückgeholt wurden
why-reason-rehearsal-ended = die Probe wurde beendet
why-reason-superseded = eine neuere ist an ihre Stelle getreten
why-reason-could-not-be-put-together = ein Fehler dieses Dienstes; mehr steht in seinem Log
why-reason-unreadable = ein Fehler dieses Dienstes: das Gespeicherte ist nicht lesbar
why-reason-called-off = im letzten Moment abgebrochen
why-reason-plan-changed = im letzten Moment hat sich etwas geändert
why-reason-behind-an-earlier-answer = eine frühere Nachricht geht vor
why-reason-waited-too-long = kam zu spät an die Reihe
why-reason-stopped = dieser Dienst wurde gerade angehalten
why-reason-ended-in-flight = das Senden wurde abgebrochen
why-reason-found-sending = dieser Dienst endete, während die Nachricht unterwegs war
why-reason-blocked = die Person hat den Bot blockiert
why-reason-deactivated = das Telegram-Konto gibt es nicht mehr
why-reason-chat-not-found = Telegram kennt den Chat nicht
why-reason-bad-request = Telegram hat die Nachricht nicht angenommen; mehr steht im Log
why-reason-unsupported = der Server der Bot API kann eine solche Nachricht nicht senden
why-reason-flood-control = Telegram hat um eine kurze Pause gebeten
why-reason-token-rejected = Telegram hat das Token des Bots nicht angenommen
why-reason-another-process-polls = ein anderes Programm benutzt diesen Bot
why-reason-not-sent = es gab keine Verbindung zu Telegram
why-reason-server-fault = eine Störung bei Telegram
why-reason-no-answer = Telegram hat nicht geantwortet

staff-why-command = Alle Nachrichten einer Person, und warum: /why Anna K
staff-rehearse-command = Nachrichten zur Probe: was nach einer Behandlung kommt

## /rehearse: was nach einer Behandlung käme, an jemanden vom Team gesendet

rehearse-which =
    <b>Welche Behandlung?</b>

    Sie bekommen alles, was nach einer gerade beendeten Behandlung käme, vollständig innerhalb einer Minute. An die Behandelten geht nichts.
rehearse-begins = { $number ->
        [one] <b>Probe: { $procedure }</b>

    Innerhalb einer Minute folgt eine Nachricht. Darüber steht, wann sie nach einer gerade beendeten Behandlung käme. /cancel beendet die Probe.
       *[other] <b>Probe: { $procedure }</b>

    Innerhalb einer Minute folgen { $number } Nachrichten. Über jeder steht, wann sie nach einer gerade beendeten Behandlung käme. /cancel beendet die Probe.
    }
rehearse-day = { $number ->
        [0] Tag der Behandlung · { $moment }
       *[other] Tag { $number } · { $moment }
    }
rehearse-message =
    <i>{ $day }</i>

    { $text }
rehearse-over = Das war alles. Nichts davon ging an die Behandelten.
rehearse-ended = Die Probe ist beendet.
rehearse-inert-toast = Das ist eine Probe: Hier würde die behandelte Person antworten.
