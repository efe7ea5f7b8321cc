# Was das Team liest und drückt, und die Wörter, mit denen Getipptes verstanden wird.
# Text in Telegram-HTML. Eine Schaltfläche endet auf "-button", eine Zeile über dem Chat auf "-toast".

## Wer was darf

staff-only-toast = Diese Schaltfläche ist für das Team der Klinik.
staff-gone-toast = Diese Schaltfläche ist veraltet. Die Liste von heute: /day
staff-claim-how = Senden Sie den Code, den der Dienst ausgegeben hat, so: <code>/claim K7QM-4RXD</code>
staff-claimed =
    Willkommen! Sie haben hier jetzt die Leitung für <b>{ $clinic }</b>.

    Nehmen Sie mit /enrol die erste Person auf.
staff-claim-already = Sie haben die Leitung hier schon. Der Code wurde nicht verbraucht.
staff-claim-wrong = { $tries ->
        [0] Der Code ist falsch oder abgelaufen. Keine Versuche mehr: Lassen Sie mit <code>reminder claim-code</code> einen neuen ausgeben.
        [one] Der Code ist falsch oder abgelaufen. Noch ein Versuch.
       *[other] Der Code ist falsch oder abgelaufen. Noch { $tries } Versuche.
    }
staff-start =
    <b>{ $clinic }</b>: Erinnerungen an die Nachsorge.

    /enrol – nach einer Behandlung aufnehmen
    /session – noch eine Behandlung einer Person, die Sie kennen
    /next – einen Termin vereinbaren, verlegen oder absagen
    /day – die Liste von heute: wer verbunden ist, wer noch wartet
    /help – alles in einer Zeile, und mehrere auf einmal
staff-help =
    <b>Mit einem Fingertipp aufnehmen:</b> /enrol, dann „Bestätigen“. Die Zeit (jetzt), die übliche Behandlung und die Sprache der Klinik sind schon eingetragen.

    <b>Oder in einer Zeile,</b> in beliebiger Folge, getrennt durch „;“:
    <code>/enrol Anna K; Sauerstoff; heute 14:30; 1/9</code>
    Ein Name ist nicht nötig. Auch verständlich: „gestern 9“, „Mo 14:30“, „21. Sept. 14:30“, „Gesicht, Hals“, „en“.

    <b>Mehrere auf einmal:</b> je eine Zeile, mit „;“ in jeder. Sie bekommen für jede Person einen Link zum Kopieren und Senden.

    Die Person scannt den Code und stimmt zu; dann steht in Ihrer Nachricht „Verbunden“. Kein Telegram? Tippen Sie auf „Drucken“.

    <b>Wen Sie schon kennen:</b> /session notiert noch eine Behandlung; mit /next vereinbaren oder verlegen Sie einen Termin oder sagen ihn ab. Tippen Sie auf den Namen, oder schreiben Sie eine Zeile:
    <code>/session Anna K; heute 14:30; 3/9</code>
    <code>/next Anna K; 24. Sept. 15:00</code>

    /day – die Liste von heute, mit Korrekturen und Codes; ein anderer Tag: /day gestern
    /why Anna – die Nachrichten einer Person: was gesendet wurde, was geplant ist und warum
    /rehearse – die Nachrichten nach einer Behandlung, zur Probe an Sie gesendet
    /protocols – die Protokolle: was unterschrieben und was angenommen ist
    /cancel – das offene Formular schließen oder eine Probe beenden
    /invite, /staff – für die Leitung: wer hier arbeitet

## Das Formular

staff-form = <b>Neue Aufnahme</b>
staff-form-correct = <b>Eintrag korrigieren</b>
staff-form-name = Name: { $name }
staff-form-name-none = Name: keiner („{ $name }“)
staff-form-procedure = Behandlung: { $procedure }
staff-form-procedure-none = Behandlung: <b>bitte wählen</b>
staff-form-held = Behandelt: <b>{ $when }</b>
staff-form-appointment = Termin: <b>{ $when }</b>
staff-form-number = In der Serie: { $number }
staff-form-number-none = In der Serie: keine Angabe
staff-form-areas = Stellen: { $areas }
staff-form-language = Sprache der Nachrichten: { $language }

staff-form-ask-name = Schreiben Sie den Namen so, wie Sie ihn in Ihrer Liste sehen möchten.
staff-form-ask-when = Schreiben Sie die Zeit: „heute 14:30“, „gestern 9“, „21. Sept. 14:30“.
staff-form-ask-number = Die wievielte Sitzung der Serie? Tippen Sie auf die Zahl, oder schreiben Sie „3/9“.
staff-form-ask-procedure = Welche Behandlung?
staff-form-ask-areas = Welche Stellen wurden behandelt?
staff-form-ask-language = In welcher Sprache sollen die Nachrichten kommen?
staff-form-ask-hour = { $day }: zu welcher Stunde?
staff-form-ask-minute = { $day }: um wie viel Uhr?
staff-form-still-to-come = Das liegt noch in der Zukunft. Ist es ein Termin?
staff-form-namesake = ℹ️ { $name } steht schon auf der Liste ({ $procedure }, { $day }). Eine weitere Behandlung derselben Person: /session
staff-form-too-far = Das ist mehr als ein Jahr entfernt. Bitte prüfen Sie das Datum.
staff-form-no-procedure = Bitte wählen Sie die Behandlung.
staff-form-bad-name = Das kann kein Name sein: Buchstaben, höchstens 64 Zeichen.

staff-doubt-unknown = Nicht verstanden: „{ $text }“
staff-doubt-twice = Doppelt angegeben: „{ $text }“
staff-doubt-several-procedures = So beginnen mehrere Behandlungen: „{ $text }“. Welche ist es?
staff-doubt-area-or-procedure = „{ $text }“: Welche Behandlung war es?
staff-doubt-day-or-time = „{ $text }“: ein Tag oder eine Uhrzeit? Schreiben Sie 12:03 oder 12.03. 14:30.
staff-doubt-no-time = „{ $text }“: um wie viel Uhr?
staff-doubt-no-such-time = Diese Zeit gibt es nicht: „{ $text }“

staff-confirm-button = ✅ Bestätigen
staff-cancel-button = Abbrechen
staff-back-button = ‹ Zurück
staff-done-button = Fertig
staff-name-button = Name
staff-procedure-button = Behandlung
staff-when-button = Wann
staff-number-button = In der Serie
staff-areas-button = Stellen
staff-language-button = Sprache
staff-no-name-button = Ohne Namen
staff-now-button = Jetzt
staff-today-button = Heute …
staff-yesterday-button = Gestern …
staff-tomorrow-button = Morgen …
staff-no-number-button = Keine Angabe
staff-appointment-button = Ja, ein Termin
staff-without-button = Ohne das weiter
staff-chosen-button = ✓ { $text }

staff-form-cancelled = Formular geschlossen. Wer noch darin stand, wurde nicht aufgenommen.
staff-form-none = Es ist kein Formular offen. /enrol öffnet eines.
staff-form-closed-toast = Dieses Formular ist schon geschlossen.

staff-batch = { $number ->
        [one] <b>Eine Person</b>
       *[other] <b>{ $number } Personen</b>
    }
staff-batch-wrong = ⚠️ { $line }
staff-batch-fix = Die mit ⚠️ bleiben hier, bis Sie ihre Zeilen noch einmal senden.
staff-batch-many = Das sind zu viele auf einmal: bitte höchstens { $most } Zeilen.
staff-confirm-all-button = { $number ->
        [one] ✅ Bestätigen
       *[other] ✅ Alle { $number } bestätigen
    }
staff-confirm-clear-button = { $number ->
        [one] ✅ Die eindeutige Zeile bestätigen
       *[other] ✅ Die { $number } eindeutigen bestätigen
    }
staff-appointments-button = { $number ->
        [one] Die kommende ist ein Termin
       *[other] Die { $number } kommenden sind Termine
    }

## Nach der Aufnahme

staff-nameless = ohne Namen
staff-guest = Gast { $time }
staff-summary =
    <b>{ $name }</b>
    { $procedure } · { $when }{ $number }
staff-appointment-at = Termin { $when }
staff-number = Sitzung { $number }
staff-number-of = Sitzung { $number } von { $of }
staff-enrolled =
    Aufgenommen:
    { $summary }
staff-enrolled-several = { $number ->
        [one] Eine Person aufgenommen. Der Link folgt.
       *[other] { $number } Personen aufgenommen. Für jede folgt ein Link.
    }
staff-link-caption =
    { $summary }

    Lassen Sie diesen Code scannen, oder senden Sie den Link:
    { $link }

    Gültig bis { $until }. Diese Nachricht ändert sich, sobald zugestimmt wurde.
staff-link-to-copy =
    { $summary }

    Zum Kopieren und Senden:
    <code>{ $link }</code>

    Gültig bis { $until }.
staff-print-button = 🖨 Drucken
staff-decline-button = Abgelehnt
staff-undo-button = Zurücknehmen
staff-correct-button = Korrigieren
staff-connected-caption =
    ✅ Verbunden: <b>{ $telegram }</b> auf Telegram

    { $summary }
staff-connected-right =
    { $text }

    Bestätigt: die richtige Person.
staff-right-button = Richtig
staff-wrong-button = Falsche Person
staff-wrong-ask =
    { $text }

    Dieses Telefon trennen? Nachrichten dorthin enden sofort, und Sie bekommen einen neuen Link.
staff-wrong-sure-button = Ja, falsche Person
staff-wrong-done =
    { $summary }

    Das falsche Telefon bekommt nichts mehr. Der neue Link folgt.
staff-wrong-phone-told = Dieses Telefon wurde versehentlich mit { $clinic } verbunden. Was hier steht, ist nicht für Sie; Sie bekommen keine Nachrichten mehr.

staff-undone =
    Zurückgenommen:
    { $summary }
staff-undone-told =
    Zurückgenommen:
    { $summary }

    Die Person war schon verbunden und erfährt es.
staff-undo-late-toast = Die fünf Minuten sind um. Tippen Sie stattdessen auf „Korrigieren“.
staff-declined =
    Abgelehnt, es wird nichts gesendet:
    { $summary }
staff-declined-late-toast = Die Person ist verbunden. Mit STOP kann sie sich selbst abmelden.
staff-printed =
    Bitte ausdrucken und mitgeben:
    { $summary }
staff-sheet-file = nachsorge
staff-on-paper =
    Auf Papier:
    { $summary }
staff-corrected =
    ✅ Korrigiert:
    { $summary }
staff-corrected-told =
    ✅ Korrigiert, samt den Erinnerungen:
    { $summary }

## Wer ist das?

staff-who-is-it =
    <b>Dieselbe Person?</b>
    { $summary }

    Das Telefon, auf dem gerade zugestimmt wurde (<b>{ $telegram }</b> auf Telegram), ist schon bekannt: { $known }. Bis Sie wählen, schreiben wir dorthin nicht, dass etwas wieder möglich ist.
staff-who-button = ❓ Dieselbe Person?
staff-same-person-button = Dieselbe: { $name }
staff-another-person-button = Andere Person am selben Telefon
staff-same-person =
    Eine Person, jetzt mit einer gemeinsamen Akte:
    { $summary }
staff-another-person =
    Eine andere Person am selben Telefon; Nachrichten beginnen mit dem Namen:
    { $summary }
staff-placed-toast = Das ist schon geklärt.

## Der Tag und die Karte

staff-day = <b>{ $date }</b>
staff-day-empty = Niemand. /enrol nimmt jemanden auf.
staff-day-seen = <b>Behandelt oder aufgenommen</b>
staff-day-to-come = <b>Termine</b>
staff-day-line = { $time } { $name } – { $standing }
staff-day-more = { $number ->
        [one] … und noch jemand
       *[other] … und { $number } weitere
    }
staff-standing-waiting = wartet
staff-standing-connected = verbunden
staff-standing-on-paper = auf Papier
staff-standing-declined = abgelehnt
staff-standing-refused = „Das bin ich nicht“ wurde gedrückt
staff-standing-expired = Link abgelaufen
staff-standing-unreachable = nicht erreichbar
staff-standing-left = abgemeldet
staff-standing-undone = zurückgenommen
staff-card =
    { $summary }

    { $standing }
staff-card-in-force = <b>Zurzeit gilt:</b>
staff-card-nothing = Zurzeit ist auf nichts zu verzichten.
staff-qr-again-button = Code zeigen
staff-qr-another-phone-button = Code für ein anderes Telefon
staff-day-before-button = ‹ { $day }
staff-day-after-button = { $day } ›
staff-today-only-button = Heute

staff-unopened = { $number ->
        [one] <b>Diesen Link hat noch niemand geöffnet:</b>
       *[other] <b>Diese Links hat noch niemand geöffnet:</b>
    }
    { $patients }
staff-qr-again-of-button = Code: { $name }
staff-left = { $number ->
        [one] <b>Bekommt hier keine Nachrichten mehr:</b>
       *[other] <b>Bekommen hier keine Nachrichten mehr:</b>
    }
    { $patients }

    Was zur Nachsorge noch zu sagen ist: am Telefon oder mit dem gedruckten Blatt.
staff-left-line = • { $name }
staff-left-button = 🖨 { $name }
staff-day-unreached = <b>Keine Nachricht kommt an: bitte anrufen</b>
staff-day-unreached-line = • { $name } – { $standing }
staff-day-unreached-button = 📵 { $name }
staff-set-aside = Eine Nachricht aus einem Chat konnte nicht bearbeitet werden (Eintrag { $entry } im Eingang; der Grund steht im Log des Dienstes). Falls es ein STOP oder eine Frage gewesen sein kann, sehen Sie bitte in /day nach und rufen Sie an.
staff-hint = /enrol nimmt jemanden auf, /day zeigt die Liste von heute, /help alles andere.

## Das Befehlsmenü

staff-enrol-command = Nach einer Behandlung aufnehmen
staff-day-command = Die Liste von heute
staff-help-command = Wie das funktioniert
staff-cancel-command = Das offene Formular schließen

## Wie Getipptes verstanden wird: Ausdrücke, getrennt durch |

staff-read-now = jetzt | gerade eben | soeben
staff-read-today = heute
staff-read-yesterday = gestern
staff-read-before-yesterday = vorgestern
staff-read-tomorrow = morgen
staff-read-next = nächster | nächste | nächsten | nächstes | naechster | naechste | naechsten | kommender | kommende | kommenden
# Auch Füllwörter vor der Stunde: „heute früh um 9“.
staff-read-at = um | am | gegen | früh | frueh | vormittag
staff-read-hours = uhr
staff-read-morning = früh | frueh | morgens | vormittags | vormittag | am morgen | am vormittag
staff-read-afternoon = nachmittags | nachmittag | abends | abend | mittags | am nachmittag | am abend
staff-read-of = von
staff-read-session = sitzung | behandlung | termin
staff-read-and = und
staff-read-no-name = ohne namen | ohne name | kein name | namenlos | anonym
staff-read-guest = gast | kunde | kundin | patient | patientin
staff-read-procedure-oxygen-mesotherapy = sauerstoff | sauerstoffbehandlung | sauerstoff meso | sauerstoff mesotherapie | sauerstoffmesotherapie
staff-read-procedure-face-mesotherapy = gesichtsmesotherapie | gesicht meso | meso gesicht | gesichts-mesotherapie
staff-read-procedure-body-mesotherapy = körpermesotherapie | körper meso | meso körper | lipolyse | fettwegspritze
staff-read-procedure-scalp-mesotherapy = kopfhaut | kopfhaut meso | meso kopfhaut | haare | haarmesotherapie
staff-read-procedure-electroporation = elektro
staff-read-procedure-cryo-electroporation = kryo | kryo elektroporation | kryoelektroporation | kälte elektroporation
staff-read-procedure-sonophoresis = sono | ultraschall | phonophorese
staff-read-procedure-iontophoresis = ionto | ionen
staff-read-procedure-meso-roller-home = mesoroller | meso roller | roller | dermaroller
staff-read-area-face = gesicht
staff-read-area-neck = hals
staff-read-area-body = körper | koerper | ganzkörper | ganzer körper
staff-read-area-arms = arm | arme | oberarme
staff-read-area-legs = bein | beine | oberschenkel | schenkel
staff-read-area-buttocks = gesäß | gesaess | po
staff-read-area-back = rücken | ruecken
staff-read-area-abdomen = bauch
staff-read-area-chest = brust
staff-read-area-decollete = dekolleté | dekollete | dekolletee | ausschnitt
