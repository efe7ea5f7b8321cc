# Co pacjenci czytają o pielęgnacji po zabiegu.
#
# Pierwszy wiersz widać na zablokowanym ekranie: nie ma w nim zabiegu, części ciała ani niczego
# osobistego. Zalecamy, nie zakazujemy. Niczego nie obiecujemy i niczego nie nazywamy niegroźnym.
# Piszemy bez form „Pan”, „Pani” i bez czasowników, które zdradzają płeć.


## Czego unikać. Pierwsza forma to nazwa, druga stoi po „unikać”.

topic-hot-baths = gorące kąpiele
topic-hot-baths-without = gorących kąpieli
topic-sauna = sauna i łaźnia parowa
topic-sauna-without = sauny i łaźni parowej
topic-sun-baths = opalanie na słońcu
topic-sun-baths-without = opalania na słońcu
topic-solarium = solarium
topic-solarium-without = solarium
topic-makeup = makijaż
topic-makeup-without = makijażu
topic-alcohol = alkohol i inne szkodliwe nawyki
topic-alcohol-without = alkoholu i innych szkodliwych nawyków
topic-heat = gorąca woda i gorące powietrze (na przykład sauna)
topic-heat-without = gorącej wody i gorącego powietrza (na przykład sauny)
topic-direct-sun = bezpośrednie słońce na miejscach po zabiegu
topic-direct-sun-without = bezpośredniego słońca na miejscach po zabiegu
topic-washing-hair = mycie włosów
topic-washing-hair-without = mycia włosów


## Co robić. Stoi po „prosimy”.

duty-keep-clean = utrzymywać miejsca po zabiegu w czystości


## Zabiegi i miejsca: dla personelu i na papier, nigdy w pierwszym wierszu.

procedure-oxygen-mesotherapy = Mezoterapia tlenowa
procedure-face-mesotherapy = Mezoterapia twarzy
procedure-body-mesotherapy = Mezoterapia ciała
procedure-scalp-mesotherapy = Mezoterapia skóry głowy
procedure-electroporation = Elektroporacja
procedure-cryo-electroporation = Krioelektroporacja
procedure-sonophoresis = Sonoforeza
procedure-iontophoresis = Jonoforeza
procedure-meso-roller-home = Mezoroller w domu
area-face = twarz
area-neck = szyja
area-body = ciało
area-arms = ręce
area-legs = nogi
area-buttocks = pośladki
area-back = plecy
area-abdomen = brzuch
area-chest = klatka piersiowa
area-decollete = dekolt


## Pierwsze wiersze

aftercare-hello = Dzień dobry, tu <b>{ $clinic }</b>. Kilka zaleceń na najbliższe dni.
aftercare-hello-again = Dzień dobry, tu znowu <b>{ $clinic }</b>. Nowe daty na najbliższe dni.
aftercare-hello-news = Dzień dobry, tu <b>{ $clinic }</b>.
aftercare-hello-nudge = Krótkie przypomnienie od <b>{ $clinic }</b>.
aftercare-hello-correction = Dzień dobry, tu <b>{ $clinic }</b>. Chcemy coś sprostować.
# Gdy jednego telefonu używają dwie osoby.
aftercare-for-name = Wiadomość dla: { $name }.
aftercare-repeated = <i>Być może ta wiadomość już raz dotarła.</i>


## Wiersze listy. $topics stoją w dopełniaczu.

aftercare-line = { $topics } – do <b>{ $until }</b>
# $eases: od tej chwili tylko dopóki skóra jeszcze reaguje.
aftercare-line-eases = { $topics } – do <b>{ $eases }</b>; jeśli skóra będzie wtedy jeszcze reagować, do { $until }
aftercare-line-while = { $topics } – do <b>{ $until }</b>, jeśli skóra jeszcze reaguje
# Pod dowolnym nagłówkiem.
aftercare-line-alone = unikać { $line }
aftercare-line-from = { $topics } – od <b>{ $begins }</b>
aftercare-line-before = { $topics } – przez { $length } przed zabiegiem
# Stoi po „przez” i „po”: „przez 7 dni przed zabiegiem”.
aftercare-days = { $days ->
    [one] { $days } dzień
    [few] { $days } dni
    [many] { $days } dni
   *[other] { $days } dnia
}
aftercare-hours = { $hours ->
    [one] { $hours } godzinę
    [few] { $hours } godziny
    [many] { $hours } godzin
   *[other] { $hours } godziny
}
# Godzina zabiegu na zegarze kliniki, jeśli u pacjenta jest inna.
aftercare-clinic-time = { $moment } (czas kliniki: { $city })


## Zalecenia

aftercare-avoid-after = Po zabiegu { $held } prosimy unikać:
aftercare-avoid-now = Prosimy unikać:
aftercare-nothing-now = W tej chwili nie trzeba niczego unikać.
aftercare-counted-in = Uwzględniono tu także zabieg { $at }.
aftercare-avoid-before = Przed zabiegiem { $at } prosimy unikać:
aftercare-avoid-before-next = Przed następnym zabiegiem prosimy znów unikać:
# Seria zabiegów w krótkich odstępach.
aftercare-each-session = Każdy zabieg z serii zaczyna te terminy od nowa: najdłuższy trwa { $length } od ostatniego zabiegu.
# $duty to jedno z „Co robić” powyżej.
aftercare-do = Prosimy { $duty } do <b>{ $until }</b>.
aftercare-reactions-needled = Może pojawić się zaczerwienienie lub obrzęk; w ciągu paru dni powinny osłabnąć.
aftercare-call = Prosimy o telefon, jeśli reakcja skóry nie mija, nasila się lub niepokoi, a także w razie dreszczy, zawrotów głowy, stanu zapalnego lub reakcji alergicznej:
    { $telephone } ({ $hours })
# Po zastrzykach trzeba zwracać uwagę na więcej.
aftercare-call-needled = Prosimy o telefon, jeśli reakcja skóry nie mija, nasila się lub niepokoi, a także w razie dreszczy, zawrotów głowy, stanu zapalnego, reakcji alergicznej, guzków, krwiaków, przebarwień lub oznak zakażenia:
    { $telephone } ({ $hours })
aftercare-call-short = Pytania? Prosimy dzwonić: { $telephone } ({ $hours })
aftercare-emergency = W razie duszności, omdlenia albo obrzęku warg, twarzy lub gardła prosimy od razu dzwonić pod <b>{ $emergency }</b>.
aftercare-leave = /today – czego teraz unikać. Aby nie dostawać więcej wiadomości, wystarczy odpisać STOP.


## Przypomnienia, zakończenia, sprostowania

aftercare-nudge = Prosimy nadal unikać { $line }.
aftercare-nudge-several = Prosimy nadal unikać:
aftercare-lifted = Czas bez { $topics } już minął.
aftercare-again-from = Od <b>{ $begins }</b> do zabiegu { $at } prosimy znów unikać { $topics }.
aftercare-again-next = Przez { $length } przed następnym zabiegiem prosimy znów unikać { $topics }.
aftercare-lifted-wait = Jeśli skóra jeszcze się nie uspokoiła, prosimy trochę poczekać i do nas zadzwonić: { $telephone } ({ $hours })
aftercare-corrected = Poprawiliśmy godzinę lub dane zabiegu albo nasze zalecenia, więc daty mogły się zmienić. Prosimy kierować się tą wiadomością.
aftercare-undone = Przez pomyłkę zapisaliśmy zabieg, którego nie było. Prosimy nie brać pod uwagę tego, co o nim pisaliśmy.


## Odpowiedź na /today

aftercare-today = Stan na { $moment }:
aftercare-today-over = Już nie na liście: { $topics }.


## Zalecenia na papierze

aftercare-sheet-title = Zalecenia po zabiegu
aftercare-sheet-session = { $procedure }, { $held }
aftercare-sheet-areas = Miejsce zabiegu: { $areas }
aftercare-sheet-dated = Wydrukowano { $date }. Kolejny zabieg przyniesie nowe daty: prosimy wtedy o nową kartkę.
