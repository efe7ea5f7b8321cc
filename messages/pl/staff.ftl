# Co personel czyta i naciska i po jakich słowach rozumie się to, co pisze.
# Tekst to HTML Telegrama. Tekst przycisku kończy się na "-button", wiersz nad czatem na "-toast".

## Kto co może

staff-only-toast = Ten przycisk jest dla personelu kliniki.
staff-gone-toast = Ten przycisk jest nieaktualny. Dzisiejsza lista: /day
staff-claim-how = Prosimy wysłać kod wydrukowany przez usługę, tak: <code>/claim K7QM-4RXD</code>
staff-claimed =
    Witamy! To konto ma teraz prawa właściciela: <b>{ $clinic }</b>.

    Pierwszego pacjenta zapisuje się przez /enrol
staff-claim-already = To konto ma już prawa właściciela. Kod nie został zużyty.
staff-claim-wrong = { $tries ->
        [0] Kod jest błędny albo nieważny. Nie ma już prób: nowy drukuje polecenie <code>reminder claim-code</code>.
        [one] Kod jest błędny albo nieważny. Została { $tries } próba.
        [few] Kod jest błędny albo nieważny. Zostały { $tries } próby.
       *[other] Kod jest błędny albo nieważny. Zostało { $tries } prób.
    }
staff-start =
    <b>{ $clinic }</b>: przypomnienia po zabiegach.

    /enrol – zapisać pacjenta po zabiegu
    /session – kolejny zabieg zapisanego już pacjenta
    /next – umówić, przełożyć lub odwołać wizytę
    /day – dzisiejsza lista: kto jest połączony, na kogo czekamy
    /help – jak zapisać jednym wierszem i kilka osób naraz
staff-help =
    <b>Zapis jednym dotknięciem:</b> /enrol i „Potwierdź”. Czas „teraz”, zwykły zabieg i język kliniki są już wpisane.

    <b>Albo jednym wierszem,</b> w dowolnej kolejności, oddzielone „;”:
    <code>/enrol Anna K; tlenowa; dziś 14:30; 1/9</code>
    Imię nie jest konieczne. Zrozumiałe są też: „wczoraj o 9”, „pon 14:30”, „21 września 14:30”, „twarz, szyja”, „en”.

    <b>Kilka osób naraz:</b> każda w osobnym wierszu, w każdym wierszu „;”. Dla każdej przyjdzie link do skopiowania i wysłania.

    Pacjent skanuje kod i wyraża zgodę – wtedy wiadomość zmieni się na „Połączono”. Bez Telegrama? Przycisk „Drukuj”.

    <b>Zapisany już pacjent:</b> /session zapisuje kolejny zabieg, /next służy do umówienia, przełożenia lub odwołania wizyty. Wystarczy nacisnąć imię albo napisać jednym wierszem:
    <code>/session Anna K; dziś 14:30; 3/9</code>
    <code>/next Anna K; 24 września 15:00</code>

    /day – dzisiejsza lista, poprawki i kody; inny dzień: /day wczoraj
    /why Anna – wiadomości pacjenta: co wysłano, co zaplanowano i dlaczego
    /rehearse – wiadomości po zabiegu: przyjdą tutaj tak, jak dostałby je pacjent
    /protocols – protokoły: co podpisane, a co założone
    /cancel – odłożyć otwarty formularz lub zakończyć próbny przebieg
    /invite, /staff – dla właścicieli: kto tu pracuje

## Formularz

staff-form = <b>Nowy pacjent</b>
staff-form-correct = <b>Poprawka zapisu</b>
staff-form-name = Imię: { $name }
staff-form-name-none = Imię: bez imienia („{ $name }”)
staff-form-procedure = Zabieg: { $procedure }
staff-form-procedure-none = Zabieg: <b>prosimy wybrać</b>
staff-form-held = Zabieg odbył się: <b>{ $when }</b>
staff-form-appointment = Wizyta: <b>{ $when }</b>
staff-form-number = W serii: { $number }
staff-form-number-none = W serii: nie podano
staff-form-areas = Miejsca: { $areas }
staff-form-language = Język pacjenta: { $language }

staff-form-ask-name = Prosimy napisać imię tak, jak ma być widoczne na liście.
staff-form-ask-when = Prosimy napisać czas: „dziś 14:30”, „wczoraj o 9”, „21 września 14:30”.
staff-form-ask-number = Który to zabieg w serii? Prosimy wybrać albo napisać „3/9”.
staff-form-ask-procedure = Jaki zabieg?
staff-form-ask-areas = Które miejsca?
staff-form-ask-language = W jakim języku pacjent chce czytać?
staff-form-ask-hour = { $day }: o której godzinie?
staff-form-ask-minute = { $day }: o której?
staff-form-still-to-come = Ten czas dopiero nadejdzie. Czy to umówiona wizyta?
staff-form-namesake = ℹ️ { $name } jest już na liście ({ $procedure }, { $day }). Kolejny zabieg tej samej osoby: /session
staff-form-too-far = To dalej niż za rok. Prosimy sprawdzić datę.
staff-form-no-procedure = Prosimy wybrać zabieg.
staff-form-bad-name = To nie wygląda na imię: potrzebne są litery, najwyżej 64 znaki.

staff-doubt-unknown = Niezrozumiałe: „{ $text }”
staff-doubt-twice = Podano dwa razy: „{ $text }”
staff-doubt-several-procedures = Tak zaczyna się kilka zabiegów: „{ $text }”. Który to był?
staff-doubt-area-or-procedure = „{ $text }” – jaki to był zabieg?
staff-doubt-day-or-time = „{ $text }” – dzień czy godzina? Prosimy napisać 12:03 albo 12.03 14:30.
staff-doubt-no-time = „{ $text }” – o której?
staff-doubt-no-such-time = Nie ma takiego czasu: „{ $text }”

staff-confirm-button = ✅ Potwierdź
staff-cancel-button = Anuluj
staff-back-button = ‹ Wstecz
staff-done-button = Gotowe
staff-name-button = Imię
staff-procedure-button = Zabieg
staff-when-button = Kiedy
staff-number-button = Numer w serii
staff-areas-button = Miejsca
staff-language-button = Język
staff-no-name-button = Bez imienia
staff-now-button = Teraz
staff-today-button = Dziś…
staff-yesterday-button = Wczoraj…
staff-tomorrow-button = Jutro…
staff-no-number-button = Nie podawać
staff-appointment-button = Tak, umówiona wizyta
staff-without-button = Dalej bez tego
staff-chosen-button = ✓ { $text }

staff-form-cancelled = Formularz odłożony. Kto w nim jeszcze był, nie został zapisany.
staff-form-none = Nie ma otwartego formularza. Nowy: /enrol
staff-form-closed-toast = Ten formularz jest już zamknięty.

staff-batch = { $number ->
        [one] <b>{ $number } pacjent</b>
       *[other] <b>{ $number } pacjentów</b>
    }
staff-batch-wrong = ⚠️ { $line }
staff-batch-fix = Wiersze z ⚠️ zostaną tutaj, aż przyjdą jeszcze raz.
staff-batch-many = To za dużo naraz: prosimy o najwyżej { $most } wierszy.
staff-confirm-all-button = { $number ->
        [one] ✅ Potwierdź
       *[other] ✅ Potwierdź wszystkich ({ $number })
    }
staff-confirm-clear-button = ✅ Potwierdź zrozumiałe ({ $number })
staff-appointments-button = Przyszłe to umówione wizyty ({ $number })

## Zapisany pacjent

staff-nameless = bez imienia
staff-guest = Gość { $time }
staff-summary =
    <b>{ $name }</b>
    { $procedure } · { $when }{ $number }
staff-appointment-at = wizyta { $when }
staff-number = zabieg { $number }
staff-number-of = zabieg { $number } z { $of }
staff-enrolled =
    Zapisano:
    { $summary }
staff-enrolled-several = { $number ->
        [one] Zapisano { $number } pacjenta. Link w następnej wiadomości.
       *[other] Zapisano { $number } pacjentów. Linki w następnych wiadomościach.
    }
staff-link-caption =
    { $summary }

    Kod do zeskanowania przez pacjenta albo link do wysłania:
    { $link }

    Ważny do { $until }. Ta wiadomość zmieni się, gdy pacjent wyrazi zgodę.
staff-link-to-copy =
    { $summary }

    Do skopiowania i wysłania:
    <code>{ $link }</code>

    Ważny do { $until }.
staff-print-button = 🖨 Drukuj
staff-decline-button = Odmowa
staff-undo-button = Cofnij
staff-correct-button = Popraw
staff-connected-caption =
    ✅ Połączono: <b>{ $telegram }</b> na Telegramie

    { $summary }
staff-connected-right =
    { $text }

    Potwierdzono: właściwa osoba.
staff-right-button = Zgadza się
staff-wrong-button = Niewłaściwa osoba
staff-wrong-ask =
    { $text }

    Odłączyć ten telefon od pacjenta? Wiadomości od razu przestaną na niego przychodzić, a tutaj pojawi się nowy link.
staff-wrong-sure-button = Tak, niewłaściwa osoba
staff-wrong-done =
    { $summary }

    Na niewłaściwy telefon nic już nie przyjdzie. Nowy link w następnej wiadomości.
staff-wrong-phone-told = Ten telefon połączono z kliniką przez pomyłkę ({ $clinic }). Prosimy nie zwracać uwagi na to, co tu napisano; więcej wiadomości nie będzie.

staff-undone =
    Zapis cofnięty:
    { $summary }
staff-undone-told =
    Zapis cofnięty:
    { $summary }

    Pacjent był już połączony, więc dostanie wiadomość.
staff-undo-late-toast = Pięć minut minęło. Zamiast tego: „Popraw”.
staff-declined =
    Odmowa, niczego nie wyślemy:
    { $summary }
staff-declined-late-toast = Pacjent jest połączony. Może zrezygnować słowem STOP.
staff-printed =
    Do wydrukowania dla pacjenta:
    { $summary }
staff-sheet-file = zalecenia
staff-on-paper =
    Na papierze:
    { $summary }
staff-corrected =
    ✅ Poprawiono:
    { $summary }
staff-corrected-told =
    ✅ Poprawiono, plan pacjenta też:
    { $summary }

## Kto to jest?

staff-who-is-it =
    <b>Czy to ta sama osoba?</b>
    { $summary }

    Ten telefon (<b>{ $telegram }</b> na Telegramie) ma już połączenie: { $known }. Do czasu wyboru nie piszemy tam, że coś znów wolno.
staff-who-button = ❓ Ta sama osoba?
staff-same-person-button = Ta sama: { $name }
staff-another-person-button = Inna osoba, wspólny telefon
staff-same-person =
    Jedna osoba – teraz i jedna historia:
    { $summary }
staff-another-person =
    Inna osoba z tym samym telefonem, wiadomości zaczną się od imienia:
    { $summary }
staff-placed-toast = To już rozstrzygnięte.

## Dzień i karta

staff-day = <b>{ $date }</b>
staff-day-empty = Nikogo nie ma. Zapisać pacjenta: /enrol
staff-day-seen = <b>Po zabiegu lub zapisani</b>
staff-day-to-come = <b>Umówione wizyty</b>
staff-day-line = { $time } { $name } – { $standing }
staff-day-more = … i jeszcze { $number }
staff-standing-waiting = czeka na połączenie
staff-standing-connected = połączono
staff-standing-on-paper = na papierze
staff-standing-declined = odmowa
staff-standing-refused = naciśnięto „to nie do mnie”
staff-standing-expired = link stracił ważność
staff-standing-unreachable = brak kontaktu
staff-standing-left = rezygnacja
staff-standing-undone = zapis cofnięty
staff-card =
    { $summary }

    { $standing }
staff-card-in-force = <b>Teraz obowiązuje:</b>
staff-card-nothing = Teraz nie trzeba niczego unikać.
staff-qr-again-button = Pokaż kod
staff-qr-another-phone-button = Kod na inny telefon
staff-day-before-button = ‹ { $day }
staff-day-after-button = { $day } ›
staff-today-only-button = Dziś

staff-unopened = { $number ->
        [one] <b>Tego linku nikt jeszcze nie otworzył:</b>
       *[other] <b>Tych linków nikt jeszcze nie otworzył:</b>
    }
    { $patients }
staff-qr-again-of-button = Kod: { $name }
staff-left = { $number ->
        [one] <b>Nie dostaje tu już wiadomości:</b>
       *[other] <b>Nie dostają tu już wiadomości:</b>
    }
    { $patients }

    Resztę zaleceń prosimy przekazać telefonicznie albo na wydruku.
staff-left-line = • { $name }
staff-left-button = 🖨 { $name }
staff-day-unreached = <b>Wiadomości nie docierają: proszę zadzwonić</b>
staff-day-unreached-line = • { $name } – { $standing }
staff-day-unreached-button = 📵 { $name }
staff-set-aside = Nie udało się obsłużyć wiadomości z jednego czatu (wpis { $entry } wśród przychodzących; przyczyna w dzienniku). Jeśli mógł to być STOP lub pytanie pacjenta, prosimy zajrzeć do /day i zadzwonić.
staff-hint = /enrol – zapisać pacjenta, /day – dzisiejsza lista, /help – wszystko inne.

## Menu komend

staff-enrol-command = Zapisać pacjenta po zabiegu
staff-day-command = Dzisiejsza lista
staff-help-command = Jak to działa
staff-cancel-command = Zamknąć rozpoczęty formularz

## Jak rozumie się to, co wpisano: zwroty oddzielone |

staff-read-now = teraz | właśnie teraz | przed chwilą
staff-read-today = dziś | dzisiaj
staff-read-yesterday = wczoraj
staff-read-before-yesterday = przedwczoraj
staff-read-tomorrow = jutro
staff-read-next = następny | następna | następne | następną | najbliższy | najbliższa | najbliższe | najbliższą | przyszły | przyszła | przyszłą
staff-read-at = o | w | we | na | godz | o godz | o godzinie | godzina
staff-read-hours = h | godz | godzina | godziny | godzin
staff-read-morning = rano | z rana
staff-read-afternoon = po południu | po poł | wieczorem | wieczór
staff-read-of = z | ze
staff-read-session = zabieg | sesja | wizyta
staff-read-and = i | oraz
staff-read-no-name = bez imienia | bez nazwiska | anonim | anonimowo
staff-read-guest = gość | klient | klientka | pacjent | pacjentka
staff-read-procedure-oxygen-mesotherapy = tlenowa | tlenową | mezo tlenowa | mezoterapię tlenową | mezoterapii tlenowej
staff-read-procedure-face-mesotherapy = mezo twarzy | mezoterapię twarzy | mezoterapii twarzy
staff-read-procedure-body-mesotherapy = mezo ciała | mezoterapię ciała | mezoterapii ciała | lipoliza
staff-read-procedure-scalp-mesotherapy = mezo głowy | mezoterapia głowy | mezoterapię głowy | skóra głowy | włosy | głowa
staff-read-procedure-electroporation = elektro | elektroporację | elektroporacji
staff-read-procedure-cryo-electroporation = krio | krioelektroporację | krioelektroporacji
staff-read-procedure-sonophoresis = ultradźwięki | fonoforeza | sonoforezę | sonoforezy
staff-read-procedure-iontophoresis = jonoforezę | jonoforezy
staff-read-procedure-meso-roller-home = mezoroller | dermaroller
staff-read-area-face = twarz | twarzy
staff-read-area-neck = szyja | szyję | szyi
staff-read-area-body = ciało | ciała | całe ciało
staff-read-area-arms = ręka | ręce | rąk | ramię | ramiona
staff-read-area-legs = noga | nogi | nóg | uda | udo
staff-read-area-buttocks = pośladek | pośladki | pośladków
staff-read-area-back = plecy | pleców
staff-read-area-abdomen = brzuch | brzucha
staff-read-area-chest = klatka piersiowa | klatka | piersi
staff-read-area-decollete = dekolt | dekoltu
