# Kolejny zabieg pacjenta, którego klinika zna, i wizyty: co personel czyta i naciska.
# Tekst to HTML Telegrama. Tekst przycisku kończy się na "-button", wiersz nad czatem na "-toast".

## Formularz

sessions-title-session = <b>Kolejny zabieg</b>
sessions-title-appointment = <b>Następna wizyta</b>
sessions-title-move = <b>Wizyta: przełożyć lub odwołać</b>
sessions-title-correct = <b>Poprawka tego zabiegu</b>
sessions-whom = Kto to jest? Prosimy wybrać z listy albo napisać kilka liter imienia.
sessions-nobody-yet = W ostatnim czasie nikogo nie było. Prosimy napisać kilka liter imienia; nowego pacjenta zapisuje się przez /enrol
sessions-which = „{ $name }” – o kogo chodzi?
sessions-not-found = Nie ma nikogo o imieniu „{ $name }”. Prosimy napisać inną część imienia; nowego pacjenta zapisuje się przez /enrol
sessions-more-found = Takich osób może być więcej. Prosimy wpisać większą część imienia lub nazwiska.
sessions-patient = <b>{ $name }</b>
sessions-course = { $procedure }{ $number }
sessions-new-course = { $procedure }{ $number } (nowa seria)
sessions-now = Umówiono: { $when }
sessions-new-time = Nowy termin: <b>{ $when }</b>
sessions-which-course = Która to seria?
sessions-ask-day = Którego dnia? Prosimy wybrać albo napisać „24 września 15:00”.
sessions-ask-hour = { $day }: o której? Prosimy wybrać albo napisać „15:20”.
sessions-past = Ten czas już minął. Czy to był zabieg?
sessions-changed-meanwhile = W międzyczasie coś się zmieniło. Prosimy spojrzeć jeszcze raz.
sessions-put-away = Formularz odłożony. Niczego nie zapisano.
sessions-gone = Tego pacjenta lub tej serii już tu nie ma. Niczego nie zapisano.

sessions-seen-choice = { $name } · { $day } · { $procedure }
sessions-lately-button = ‹ Kto był ostatnio
sessions-patient-button = Ktoś inny
sessions-course-button = Seria
sessions-course-choice-button = { $procedure }{ $number }
sessions-other-procedure-button = Inny zabieg…
sessions-day-button = { $day }
sessions-same-time-button = { $time }, jak ostatnio
sessions-move-button = Przełóż: { $when }
sessions-call-off-this-button = ❌ Odwołaj: { $when }
sessions-besides-button = Umów jeszcze jedną wizytę
sessions-was-session-button = Tak, to był zabieg
sessions-go-ahead-button = ⚠️ Zapisz mimo to
sessions-never-button = Zabiegu nie było

## Co przemawia przeciw temu terminowi

sessions-caution-same-day = Tego dnia jest już taki sam zabieg, odbyty albo umówiony.
sessions-caution-too-often = { $most ->
        [one] Zbyt często: także { $days }. W ciągu siedmiu dni najwyżej { $most } zabieg.
        [few] Zbyt często: także { $days }. W ciągu siedmiu dni najwyżej { $most } zabiegi.
       *[other] Zbyt często: także { $days }. W ciągu siedmiu dni najwyżej { $most } zabiegów.
    }
sessions-caution-too-soon = { $number ->
        [one] Odstęp od { $day } to tylko { $number } dzień; zaleca się co najmniej { $least }.
       *[other] Odstęp od { $day } to tylko { $number } dni; zaleca się co najmniej { $least }.
    }
sessions-caution-too-late = { $number ->
        [one] Odstęp od { $day } to już { $number } dzień; zaleca się najwyżej { $most }.
       *[other] Odstęp od { $day } to już { $number } dni; zaleca się najwyżej { $most }.
    }
sessions-caution-too-many = Zabieg { $number }: w serii jest ich najwyżej { $most }.
sessions-caution-beyond-plan = Zabieg { $number }: zaplanowano { $planned }.
sessions-caution-again = { $months ->
        [one] Poprzednia seria zakończyła się { $last }; pełna seria znowu dopiero po miesiącu, od { $since }.
       *[other] Poprzednia seria zakończyła się { $last }; pełna seria znowu dopiero po { $months } miesiącach, od { $since }.
    }
sessions-caution-at-night = { $time } to noc. Czy na pewno?
sessions-caution-unkept = { $number ->
        [one] Prosimy zapytać o dni przed zabiegiem: { $topics } (do unikania przez { $number } dzień przed zabiegiem).
       *[other] Prosimy zapytać o dni przed zabiegiem: { $topics } (do unikania przez { $number } dni przed zabiegiem).
    }

## Co zrobiono

sessions-recorded =
    ✅ Zabieg zapisany:
    { $summary }
sessions-corrected =
    ✅ Poprawiono:
    { $summary }
sessions-booked =
    ✅ Wizyta umówiona:
    { $summary }
sessions-moved =
    ✅ Wizyta przełożona:
    { $summary }
    przedtem: { $before }
sessions-called-off =
    ❌ Wizyta odwołana:
    <b>{ $name }</b>
    { $procedure } · { $when }
sessions-answers = To była wizyta umówiona na { $time }.
sessions-told = Pacjent dowie się, co się zmienia.
sessions-not-told = Pacjent nie jest połączony: niczego nie wysyłamy.
sessions-never-held = Zapis cofnięty: tego zabiegu nie było (<b>{ $name }</b>).

sessions-undone-session = Zabieg cofnięty: <b>{ $name }</b>.
sessions-undone-booking = Wizyta cofnięta: <b>{ $name }</b>.
sessions-undone-move = Termin znowu jak przedtem: <b>{ $name }</b>.
sessions-undone-said = Wizyta znowu bez odpowiedzi: <b>{ $name }</b>.
sessions-undo-late-toast = Pięć minut minęło albo coś się zmieniło. Poprawić lub przełożyć można na karcie: /day
sessions-changed-toast = W międzyczasie ktoś to zmienił.

## Czy wizyta się odbyła?

sessions-was = { $number ->
        [one] <b>Czy ta wizyta się odbyła?</b>
       *[other] <b>Czy te wizyty się odbyły?</b>
    }
sessions-was-passed-on = { $mornings ->
        [one] Rano pytaliśmy raz, bez odpowiedzi. Dopóki nikt nie odpowie, nie wysyłamy wiadomości o pielęgnacji po wizycie:
        [few] Rano pytaliśmy { $mornings } razy, bez odpowiedzi. Dopóki nikt nie odpowie, nie wysyłamy wiadomości o pielęgnacji po wizycie:
       *[many] Rano pytaliśmy { $mornings } razy, bez odpowiedzi. Dopóki nikt nie odpowie, nie wysyłamy wiadomości o pielęgnacji po wizycie:
    }
sessions-was-one =
    <b>Czy wizyta się odbyła?</b>
    { $line }
sessions-line = { $name } · { $when } · { $procedure }{ $number }
sessions-was-button = ❓ { $name }
sessions-held-button = ✅ Odbyła się
sessions-missed-button = Nieobecność
sessions-called-off-button = Odwołana
sessions-held =
    ✅ Odbyła się:
    { $line }
sessions-missed =
    Nieobecność:
    { $line }
sessions-cancelled =
    ❌ Odwołana:
    { $line }
sessions-held-toast = Jest już odpowiedź: odbyła się.
sessions-missed-toast = Jest już odpowiedź: nieobecność.
sessions-cancelled-toast = Jest już odpowiedź: odwołana.
sessions-to-come-toast = Ta wizyta jeszcze się nie zaczęła.
sessions-all-answered = Dziękujemy, nie ma więcej pytań.

## Nikt nie umówił wizyty

sessions-unbooked =
    <b>Brak następnej wizyty: { $name }</b>
    { $procedure }{ $number }, ostatnio { $when }

    Przyszedł czas na następny zabieg, a na przypomnienia nie ma odpowiedzi.
sessions-later-button = Za tydzień
sessions-later = <b>{ $name }</b>: zapytamy ponownie { $day }, jeśli nie będzie umówionej wizyty.

## Dzień i karta

sessions-session-button = ➕ Zabieg
sessions-next-button = 📅 Wizyta
sessions-finish-button = 🏁 Zakończ serię
sessions-finish-of-button = 🏁 Zakończ: { $procedure }
sessions-finished = 🏁 Seria zakończona: <b>{ $name }</b>, { $procedure }.
sessions-resumed = Seria trwa dalej: <b>{ $name }</b>, { $procedure }.
sessions-finished-toast = Ta seria jest już zakończona.
sessions-still-booked-toast = Jest jeszcze umówiona wizyta. Prosimy najpierw ją odwołać.
sessions-correct-button = Popraw: { $day }
sessions-card-course = { $procedure }{ $number }
sessions-card-next = następna wizyta { $when }
sessions-card-no-next = nie umówiono wizyty
sessions-card-finished = seria zakończona
sessions-card-message = Ostatnia wiadomość { $when }: { $outcome }
sessions-outcome-delivered = dostarczono
sessions-outcome-expired = nie wysłano, czas minął
sessions-outcome-dropped = nie wysłano, już nieaktualna
sessions-outcome-refused = Telegram jej nie przyjął
sessions-outcome-uncertain = nie wiadomo, czy dotarła

sessions-standing-confirmed = ✓ potwierdzono
sessions-standing-move-asked = 🔁 prośba o inny termin
sessions-standing-was-it-held = ❓ czy się odbyła?
sessions-standing-missed = nieobecność
sessions-standing-called-off = odwołana

## Menu komend

staff-session-command = Kolejny zabieg zapisanego już pacjenta
staff-next-command = Umówić, przełożyć lub odwołać wizytę
