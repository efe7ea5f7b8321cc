# /why: co zaplanowano i wysłano pacjentowi i dlaczego. Czyta to personel. Tekst to HTML Telegrama.

why-how =
    Czyje wiadomości? Prosimy napisać imię po komendzie: <code>/why Anna K</code>

    Wystarczy początek imienia. Można też nacisnąć „Dlaczego?” na karcie w /day.
why-nobody = Nie ma nikogo o imieniu „{ $name }”. Wystarczy początek imienia; dzisiejsze karty: /day
why-several = <b>O kogo chodzi?</b>
why-several-line = { $number }. { $summary }
why-many = Jest więcej takich osób. Prosimy napisać dłuższą część imienia.

why-title = <b>{ $name }</b>: wszystkie wiadomości i dlaczego właśnie tak
why-standing = Teraz: { $standing }
why-zone = Godziny według zegara kliniki ({ $clinic }). Zegar pacjenta: { $patient }.
why-page = Strona { $page } z { $pages }
why-none = Nic jeszcze nie zaplanowano. Plan powstaje, gdy pacjent wyrazi zgodę.
why-now = <i>– teraz: { $now } –</i>
why-line = { $time } { $what } – { $standing }

why-button = Dlaczego?
why-older-button = ‹ Wcześniej
why-newer-button = Później ›
why-card-button = Karta

## Co to jest. $topics to nazwy.

why-kind-instructions = czego unikać po zabiegu
why-kind-nudge = przypomnienie, co jeszcze obowiązuje ({ $topics })
why-kind-ease-off = pytanie, czy można już skończyć ({ $topics })
why-kind-lifted = wiadomość, że ten czas minął ({ $topics })
why-kind-check-in = pytanie, jak ma się skóra
why-kind-prepare = czego unikać przed zabiegiem ({ $topics })
why-kind-changed = pytanie, czy coś się zmieniło
why-appointment-booked = o wizycie: umówiona
why-appointment-moved = o wizycie: nowy termin
why-appointment-cancelled = o wizycie: odwołana
why-appointment-eve = o wizycie: już jutro
why-kind-next-due = można umówić następny zabieg
why-kind-course-complete = seria zakończona
why-kind-maintenance = propozycja pojedynczego zabiegu
why-kind-effect-fading = efekt może słabnąć
why-kind-correction = sprostowanie wcześniejszych wiadomości

# To samo bez szczegółów: „razem z tym: …”.
why-short-instructions = czego unikać
why-short-nudge = co jeszcze obowiązuje
why-short-ease-off = pytanie, czy można skończyć
why-short-lifted = co już minęło
why-short-check-in = pytanie, jak ma się skóra
why-short-prepare = czego unikać przed zabiegiem
why-short-appointment = o wizycie
why-short-next-due = o następnym zabiegu
why-short-course-complete = o końcu serii
why-short-maintenance = propozycja zabiegu
why-short-effect-fading = o efekcie
why-short-correction = sprostowanie

why-attempt = próba wysłania
why-answer = odpowiedź dla pacjenta
why-answer-worried = odpowiedź na „coś mnie niepokoi”: że klinika już wie i gdzie dzwonić
why-answer-told-to-phone = prośba o telefon do kliniki
why-answer-from-clinic = wiadomość od kliniki
why-answer-card = przypięte podsumowanie (bez dźwięku)
why-answer-card-put-away = koniec przypiętego podsumowania
why-answer-today = odpowiedź na „czy już wolno?”
why-answer-opted-out = potwierdzenie STOP
why-answer-opted-out-already = odpowiedź na kolejny STOP
why-answer-unclear-stop = pytanie, czy chodziło o STOP
why-answer-moved = informacja, że wiadomości przychodzą teraz na inny telefon

## Co się z tym stało

why-planned = zaplanowano
why-waits = czeka: { $reason }
why-waits-until = czeka do { $until }: { $reason }
why-sending = w trakcie wysyłania
why-queued = zaraz wyślemy
why-delivered = dostarczono
why-again = nie dostarczono, wysyłamy jeszcze raz: { $reason }
why-cancelled = odwołano: { $reason }
# $when: postanowiono o tym kiedy indziej, niż miało to wyjść.
why-cancelled-at = odwołano ({ $when }): { $reason }
why-dropped = nie wysłano: { $reason }
why-dropped-at = nie wysłano ({ $when }): { $reason }
why-refused = nie dostarczono: { $reason }
why-uncertain = mogło nie dotrzeć: { $reason }
why-expired = nie wysłano: gdy przyszła kolej, było już za późno (miało sens do { $until })
why-expired-waited = nie wysłano, czekało za długo (miało sens do { $until }): { $reason }

why-note-due = termin: { $due }
why-note-together = razem z tym: { $what }
why-note-moved = planowano na { $wanted }, przesunięto: { $shift }
why-note-attempts = próba nr { $number }
why-note-repeated = z uwagą, że to może być powtórzenie
why-note-wrong-phone = na niewłaściwy telefon
why-note-useful = po { $until } już nie wyślemy

why-hold = ⚠️ odtąd wiadomości czekają: { $reason } (do { $until })
why-hold-open = ⚠️ odtąd wiadomości czekają: { $reason } (nadal)
why-hold-lifts = ⚠️ odtąd nie piszemy, że coś znów wolno: { $reason } (do { $until })
why-hold-lifts-open = ⚠️ odtąd nie piszemy, że coś znów wolno: { $reason } (nadal)

## Dlaczego przesunięto

why-shift-quiet-hours = u pacjenta jest wtedy noc
why-shift-day-message = weszło do jedynej wiadomości tego dnia
why-shift-pause = trwała wtedy przerwa albo nie było jeszcze zgody pacjenta

## Dlaczego: każdy kod, który może stać w zapisie

why-reason-not-active = pacjent nie dostawał wtedy wiadomości
why-reason-expired = było już za późno
why-reason-in-force-again = z powodu innego zabiegu trzeba tego znów unikać
why-reason-nothing-left = nie było już o czym pisać
why-reason-unclear-stop = nie wiadomo jeszcze, czy pacjentowi chodziło o STOP
why-reason-same-person = na tym telefonie są dwa zapisy i nie rozstrzygnięto jeszcze, czy to jedna osoba
why-reason-complaint = według odpowiedzi pacjenta skóra się nie uspokoiła
why-reason-erasure = dane pacjenta zostaną za chwilę usunięte
why-reason-quiet-hours = u pacjenta jest noc
why-reason-one-a-day = dzisiejsza wiadomość już wyszła
why-reason-not-planned = po zmianie (zabiegu, odpowiedzi lub wizyty) nie jest już potrzebne
why-reason-opted-out = pacjent napisał STOP
why-reason-unreachable = z pacjentem nie ma już kontaktu na Telegramie
why-reason-paused = pacjent poprosił o przerwę
why-reason-undone = zapis cofnięty
why-reason-joined = jest teraz w drugim zapisie tej samej osoby
why-reason-erased = dane pacjenta usunięto
why-reason-wrong-person = to był telefon niewłaściwej osoby
why-reason-staff-removed = była dla kogoś, kto już tu nie pracuje
why-reason-restored = była nieaktualna, gdy dane przywrócono z kopii zapasowej
why-reason-rehearsal-ended = próbny przebieg zakończono
why-reason-superseded = zastąpiła ją nowsza
why-reason-could-not-be-put-together = błąd usługi; więcej w dzienniku
why-reason-unreadable = błąd usługi: nie da się odczytać tego, co zapisano
why-reason-called-off = wstrzymano w ostatniej chwili
why-reason-plan-changed = w ostatniej chwili coś się zmieniło
why-reason-behind-an-earlier-answer = najpierw wychodzi wcześniejsza wiadomość
why-reason-waited-too-long = kolej przyszła za późno
why-reason-stopped = usługę właśnie zatrzymywano
why-reason-ended-in-flight = wysyłanie zostało przerwane
why-reason-found-sending = usługa przestała działać w trakcie wysyłania
why-reason-blocked = pacjent zablokował bota
why-reason-deactivated = konta na Telegramie już nie ma
why-reason-chat-not-found = Telegram nie zna tego czatu
why-reason-bad-request = Telegram nie przyjął wiadomości; więcej w dzienniku
why-reason-unsupported = serwer Bot API nie umie wysłać takiej wiadomości
why-reason-flood-control = Telegram poprosił o krótką przerwę
why-reason-token-rejected = Telegram nie przyjął tokenu bota
why-reason-another-process-polls = tego bota używa inny program
why-reason-not-sent = nie było połączenia z Telegramem
why-reason-server-fault = awaria po stronie Telegrama
why-reason-no-answer = Telegram nie odpowiedział

staff-why-command = Wiadomości pacjenta i dlaczego: /why Anna K
staff-rehearse-command = Zobaczyć wiadomości oczami pacjenta

## /rehearse: to, co dostałby pacjent, przychodzi do personelu

rehearse-which =
    <b>Jaki zabieg?</b>

    Przyjdzie tu wszystko, co dostałby pacjent po zabiegu zakończonym przed chwilą: całość w ciągu minuty. Do pacjentów nic nie trafi.
rehearse-begins = { $number ->
        [one] <b>Próbny przebieg: { $procedure }</b>

    W ciągu minuty przyjdzie { $number } wiadomość z podanym czasem, w którym dostałby ją pacjent po zabiegu zakończonym przed chwilą. /cancel kończy wcześniej.
        [few] <b>Próbny przebieg: { $procedure }</b>

    W ciągu minuty przyjdą { $number } wiadomości, każda z podanym czasem, w którym dostałby ją pacjent po zabiegu zakończonym przed chwilą. /cancel kończy wcześniej.
       *[other] <b>Próbny przebieg: { $procedure }</b>

    W ciągu minuty przyjdzie { $number } wiadomości, każda z podanym czasem, w którym dostałby ją pacjent po zabiegu zakończonym przed chwilą. /cancel kończy wcześniej.
    }
rehearse-day = { $number ->
        [0] W dniu zabiegu · { $moment }
       *[other] Dzień { $number } · { $moment }
    }
rehearse-message =
    <i>{ $day }</i>

    { $text }
rehearse-over = To wszystko. Do pacjentów nic nie wysłano.
rehearse-ended = Próbny przebieg zakończony.
rehearse-inert-toast = To próbny przebieg: tutaj odpowiedziałby pacjent.
