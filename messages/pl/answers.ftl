# Pytania o skórę po zabiegu, co wynika z odpowiedzi, i korespondencja z kliniką.
#
# Nie stawiamy diagnoz i nie uspokajamy: kto się niepokoi, od razu dostaje numer telefonu.


## Pytanie i przyciski

answer-how-is-it = Jak dziś ma się skóra po zabiegu?
# Przed pytaniem: co zmieni spokojna odpowiedź.
answer-if-calm = Czas bez { $topics } może skończyć się już dziś, jeśli skóra jest spokojna. Bez odpowiedzi potrwa do <b>{ $until }</b>.
# Drugie pytanie w tej samej wiadomości.
answer-next = Jeszcze jedno pytanie, o zabieg { $held }.
answer-calm-button = Skóra jest spokojna
answer-sore-button = Nadal boli lub puchnie
answer-worried-button = Coś mnie niepokoi
answer-given = <i>Odpowiedź: { $answer }</i>
answer-over-toast = To pytanie jest już zamknięte. Co teraz obowiązuje: /today


## Co pacjent czyta po odpowiedzi

answer-thanks = Dziękujemy za odpowiedź.
answer-freed = Zgodnie z tą odpowiedzią czas bez { $topics } już się skończył.
answer-freed-unless = Gdyby skóra znów stała się tkliwa, prosimy jeszcze trochę poczekać i do nas zadzwonić: { $telephone } ({ $hours })
answer-sore-until = Dziękujemy za informację. Zalecenia na razie się nie zmieniają. Zapytamy ponownie: { $day }.
answer-sore = Dziękujemy za informację. Zalecenia na razie się nie zmieniają; na następnym zabiegu prosimy pokazać skórę specjaliście.
answer-sore-call = Jeśli to nie mija, nasila się lub niepokoi, prosimy o telefon: { $telephone } ({ $hours }).
answer-sore-again =
    Dziękujemy za informację. Ponieważ nadal nie jest lepiej, prosimy o telefon: { $telephone } ({ $hours }). Klinika już wie.

    Zalecenia na razie się nie zmieniają. W razie duszności, omdlenia albo obrzęku warg, twarzy lub gardła prosimy od razu dzwonić pod <b>{ $emergency }</b>.
answer-worried =
    Dziękujemy za informację. Klinika (<b>{ $clinic }</b>) dostała już sygnał. Wiadomości są czytane w godzinach otwarcia: { $hours }.

    Jeśli jest gorzej, prosimy nie czekać na odpowiedź i zadzwonić do nas: { $telephone }
    W razie duszności, omdlenia albo obrzęku warg, twarzy lub gardła prosimy od razu dzwonić pod <b>{ $emergency }</b>.
# W nocy.
answer-worried-later =
    Dziękujemy za informację. <b>{ $clinic }</b> dostanie sygnał { $moment }. Wiadomości są czytane w godzinach otwarcia: { $hours }.

    Jeśli jest gorzej, prosimy nie czekać do tego czasu i zadzwonić do nas: { $telephone }
    W razie duszności, omdlenia albo obrzęku warg, twarzy lub gardła prosimy od razu dzwonić pod <b>{ $emergency }</b>.
answer-not-claimed =
    Nikt nie mógł jeszcze odpisać (<b>{ $clinic }</b>). Prosimy o telefon: { $telephone } ({ $hours })

    Jeśli jest gorzej, a nie można się dodzwonić, prosimy nie czekać. W razie duszności, omdlenia albo obrzęku warg, twarzy lub gardła prosimy od razu dzwonić pod <b>{ $emergency }</b>.
answer-kept = Dobrze, przypomnienia zostają. Klinika widziała tę wiadomość. Dopóki się nią nie zajmie, nie napiszemy, że coś znów wolno. Jeśli coś boli lub niepokoi, prosimy dzwonić: { $telephone }, { $hours }. W nagłym wypadku: { $emergency }.
answer-today-held = Zgłoszona nam sprawa jest jeszcze otwarta. Przed powrotem do czegokolwiek prosimy o telefon: { $telephone } ({ $hours })


## Korespondencja, jak ją widzi pacjent

answer-from-clinic =
    <b>{ $clinic }</b> pisze:

    <blockquote>{ $text }</blockquote>

    Odpisać można tutaj. W pilnej sprawie prosimy dzwonić: { $telephone }.
answer-passed-on = Przekazaliśmy to klinice. Jeśli jest gorzej, prosimy nie czekać na odpowiedź i zadzwonić: { $telephone } ({ $hours }). W nagłym wypadku: { $emergency }.


## Co czyta personel

answer-staff-worried =
    <b>Prosimy się zająć: { $name }</b>
    Odpowiedź „coś mnie niepokoi”, { $when }.
answer-staff-still-sore =
    <b>Prosimy zadzwonić: { $name }</b>
    Po raz drugi odpowiedź „nadal boli lub puchnie”, { $when }. Poprosiliśmy o telefon do kliniki.
answer-staff-unclear-stop =
    <b>Prosimy się zająć: { $name }</b>
    Wiadomość, która może być skargą, była już pokazana; { $when } pacjent wybrał dalsze przypomnienia.
answer-staff-name = <b>{ $name }</b>
answer-staff-waits = Dopóki sprawa nie jest załatwiona, nie piszemy pacjentowi, że coś znów wolno.
answer-staff-told = Pacjent został poproszony o telefon.
answer-staff-again = ⏰ Nikt się tym jeszcze nie zajął.
answer-staff-unresolved = ⏰ Zajmuje się: { $staff }, od { $when }; sprawa wciąż otwarta. Kto zajmuje się nią teraz, proszę nacisnąć „Biorę to”.
answer-staff-open = <b>Prosimy się zająć</b>
answer-staff-open-line = • { $name } – od { $when }, nikt się tym nie zajmuje
answer-staff-open-line-claimed = • { $name } – od { $when }, zajmuje się: { $staff }
answer-staff-open-button = ⚠️ { $name }
answer-staff-claimed = ✅ Zajmuje się: { $staff }.
answer-staff-resolved = ✅ Sprawa załatwiona: { $staff }.
answer-claim-button = Biorę to
answer-reply-button = Odpisz
answer-resolve-button = Załatwione
answer-reply-cancel-button = Nie pisz
answer-staff-claimed-toast = Zajmuje się tym już { $staff }.
answer-staff-resolved-toast = Ta sprawa jest już załatwiona.
answer-staff-left-toast = Pacjent nie dostaje tu już wiadomości. Prosimy zadzwonić.
answer-staff-reply-ask = { $minutes ->
        [one] Następna wiadomość trafi do pacjenta w imieniu kliniki: <b>{ $name }</b> (w ciągu { $minutes } minuty).
       *[other] Następna wiadomość trafi do pacjenta w imieniu kliniki: <b>{ $name }</b> (w ciągu { $minutes } minut).
    }
answer-staff-reply-cancelled = Nic nie wysłano: <b>{ $name }</b>.
answer-staff-reply-sent = Wysłano: <b>{ $name }</b>.
answer-staff-reply-long = { $most ->
        [one] To za długie na jedną wiadomość: najwyżej { $most } znak. Prosimy napisać krócej.
        [few] To za długie na jedną wiadomość: najwyżej { $most } znaki. Prosimy napisać krócej.
       *[other] To za długie na jedną wiadomość: najwyżej { $most } znaków. Prosimy napisać krócej.
    }
answer-staff-wrote =
    <b>{ $name }</b> pisze:

    <blockquote>{ $text }</blockquote>


## Karta pacjenta

answer-card = <b>Jak ma się skóra:</b>
answer-card-calm = { $when }: skóra jest spokojna
answer-card-sore = { $when }: nadal boli lub puchnie
answer-card-worried = { $when }: coś niepokoi
answer-card-none = pytanie { $when }: bez odpowiedzi
answer-card-held = ⚠️ Dopóki sprawa nie jest załatwiona, nie piszemy, że coś znów wolno.
answer-card-resolved-toast = Załatwione. O tym, co znów wolno, napiszemy w swoim czasie.
