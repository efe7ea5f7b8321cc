# Die Rechte der Patienten (was gespeichert ist und sein Ende), und wer hier arbeitet.
# Text ist Telegram-HTML. Ein Knopf endet auf "-button", eine Zeile über dem Chat auf "-toast".

## Was gespeichert ist

rights-data =
    Das hat <b>{ $clinic }</b> über Sie gespeichert: eine Datei, die Menschen und Programme lesen können.

    Fragen dazu: { $contact }
rights-data-staff = Das hat <b>{ $clinic }</b> über Sie als Mitglied des Teams gespeichert.
rights-nothing-kept =
    Dieser Chat gehört zu niemandem, der bei <b>{ $clinic }</b> behandelt wird. Es gibt nichts zu zeigen und nichts zu löschen.

    Dass der Bot Ihnen geantwortet hat, wird innerhalb von 60 Tagen von selbst vergessen. Fragen: { $contact }

## Vergessen werden

rights-forget-ask =
    Sollen wir alles löschen, was <b>{ $clinic }</b> hier über Sie gespeichert hat?

    Sie bekommen dann keine Erinnerungen mehr, und dieser Chat kann nicht mehr sagen, was noch gilt. { $minutes } Minuten lang können Sie es zurücknehmen, danach niemand mehr. Die Krankenakte der Klinik liegt nicht hier: Fragen dazu an { $contact }.

    Wenn Sie nur keine Nachrichten mehr möchten, schreiben Sie STOP.
rights-forget-button = Ja, alles löschen
rights-forget-one-button = Löschen: { $name }
rights-forget-no-button = Nein, behalten
rights-forget-kept = Gut, alles bleibt, wie es war.
rights-forget-noted = Notiert. Um { $time } Uhr wird alles gelöscht, was hier über Sie gespeichert ist. Bis dahin warten die Erinnerungen, und Sie können es zurücknehmen.
rights-forget-noted-one = <b>{ $name }</b>: notiert. Um { $time } Uhr wird alles gelöscht, was hier gespeichert ist. Bis dahin warten die Erinnerungen, und Sie können es zurücknehmen.
rights-forget-back-button = Zurücknehmen
rights-forget-taken-back = Nichts wird gelöscht. Ihre Erinnerungen gehen weiter wie bisher.
rights-forget-late-toast = Es gibt nichts mehr zurückzunehmen.
rights-erased =
    Alles, was <b>{ $clinic }</b> hier über Sie gespeichert hatte, wird jetzt gelöscht. Sie bekommen keine Nachrichten mehr.

    Wenn Ihnen etwas Sorgen macht, rufen Sie bitte an: { $telephone }, { $hours }. Im Notfall: { $emergency }. Alles Gute.

## Was das Team davon sieht

rights-staff-asked = <b>{ $name }</b> bittet darum, dass hier alles gelöscht wird. Das geschieht um { $time } Uhr; bis dahin lässt es sich zurücknehmen. Was in die eigenen Akten der Klinik gehört, bitte vorher dort notieren.
rights-erased-notice = Die Daten dieser Person sind gelöscht.
rights-consents-button = Einwilligungen
rights-consents =
    <b>Einwilligungen</b>
    { $summary }
rights-consents-none = Es gab keine.
rights-consent = • { $when }: { $scope ->
        [offers] eingewilligt, von dem zu hören, was nach einer Serie kommen kann
       *[reminders] in Erinnerungen eingewilligt
    } { $by ->
        [carer] (jemand, der sich kümmert)
       *[patient] (selbst)
    }, Text { $version }, { $language }
rights-consent-ended = { $given }; beendet { $when } { $how ->
        [stop_word] mit dem Wort STOP
        [stop_command] mit /stop
        [stop_button] mit der Schaltfläche
        [blocked] (der Bot wurde blockiert)
        [deactivated] (das Konto gibt es nicht mehr)
        [chat_not_found] (den Chat gibt es nicht mehr)
        [moved] (auf einem anderen Telefon eingewilligt)
        [renewed] (neu gegeben)
        [no_offers] auf Wunsch
        [wrong_person] (es war das falsche Telefon)
        [erased] vor dem Löschen
       *[other] ({ $how })
    }
rights-erase-button = Löschen …
rights-erase-ask =
    { $summary }

    Auf Wunsch alles löschen, was hier gespeichert ist? { $minutes } Minuten lang lässt es sich zurücknehmen, danach nicht mehr. Was in die eigenen Akten der Klinik gehört, bitte vorher dort notieren.
rights-erase-sure-button = Ja, alles löschen
rights-erase-noted =
    { $summary }

    Um { $time } Uhr wird alles gelöscht. Bis dahin warten die Erinnerungen.
rights-erase-taken-back =
    Nichts wird gelöscht:
    { $summary }

## Wer hier arbeitet

rights-owner-only = Das kann nur die Leitung.
rights-invite =
    Ein Link für <b>ein</b> neues Mitglied des Teams. Er gilt einmal, bis { $until }:
    <code>{ $link }</code>

    Schicken Sie ihn nur dieser Person. Sie sehen, wer dazugekommen ist, und können es rückgängig machen. Ein neues /invite beendet diesen.
rights-join-ask =
    <b>{ $clinic }</b>: { $staff } lädt Sie ein, hier zu arbeiten.

    Im Team nehmen Sie Patienten auf und sehen, wer sie sind. Was Sie sehen, ist vertraulich, und was Sie ansehen, wird aufgezeichnet.
rights-join-button = Ja, ich arbeite hier
rights-join-no-button = Nein
rights-join-already = Sie arbeiten schon hier.
rights-join-over = Diese Einladung gilt nicht mehr oder war für jemand anderen. Bitte lassen Sie sich eine neue geben.
rights-join-over-toast = Diese Einladung gilt nicht mehr.
rights-join-declined = Gut. Die Einladung ist nun ungültig.
rights-joined =
    Willkommen! Sie gehören hier zum Team von <b>{ $clinic }</b>.

    /enrol – nach einer Behandlung aufnehmen
    /day – die Liste von heute
    /help – wie es geht
rights-joined-told = <b>{ $name }</b> ist auf Einladung Ihrer Klinik ins Team gekommen. Ist das richtig?
rights-right-button = Richtig
rights-remove-button = Entfernen
rights-joined-right = <b>{ $name }</b> gehört zum Team. Bestätigt.
rights-staff = <b>Wer hier arbeitet</b>
rights-staff-owner = { $name } – Leitung, seit { $since }
rights-staff-member = { $name } – Mitglied, seit { $since }
rights-staff-hint = /invite macht einen Link für jemand Neues.
rights-remove-of-button = Entfernen: { $name }
rights-owner-of-button = In die Leitung: { $name }
rights-remove-ask = <b>{ $name }</b> entfernen? Alle Rechte hier enden sofort, offene Formulare und Antworten werden geschlossen, und es wird nichts mehr gesendet.
rights-remove-sure-button = Ja, entfernen
rights-owner-ask = <b>{ $name }</b> in die Leitung aufnehmen? Die Leitung lädt ein und entfernt, auch andere aus der Leitung, und löscht auf Wunsch die Daten von Patienten.
rights-owner-sure-button = Ja, in die Leitung
rights-removed = <b>{ $name }</b> arbeitet nicht mehr hier. Was übernommen war, ist für die anderen wieder offen.
rights-made-owner = <b>{ $name }</b> gehört jetzt zur Leitung.
rights-made-owner-told = Sie gehören jetzt zur Leitung von <b>{ $clinic }</b>: /invite und /staff.
rights-last-owner-toast = Jemand muss die Leitung haben. Nehmen Sie zuerst eine andere Person in die Leitung auf.
rights-colleague-gone-toast = Diese Person arbeitet nicht mehr hier.

## Die Befehlsmenüs

patient-mydata-command = Was über Sie gespeichert ist, als Datei
patient-forget-command = Alles über Sie löschen
staff-invite-command = Ein Link für jemand Neues im Team
staff-staff-command = Wer hier arbeitet
