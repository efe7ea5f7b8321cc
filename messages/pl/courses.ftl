# Co pacjenci czytają o następnych zabiegach i o swojej serii, i co z tego widzi personel.
#
# Pierwszy wiersz widać na zablokowanym ekranie: nic osobistego. Nie obiecujemy wyników i nikogo nie
# prosimy o odstawienie leku.


## Zabieg, który dopiero będzie. $at to jego czas.

course-hello = Dzień dobry, tu <b>{ $clinic }</b>. W sprawie wizyty:
course-booked = Wizyta jest umówiona: <b>{ $at }</b>.
course-moved = Wizyta ma teraz inny termin: <b>{ $at }</b>.
course-cancelled = Wizyta { $at } została odwołana. Aby wybrać inny termin, prosimy zadzwonić: { $telephone } ({ $hours })
course-eve = Wizyta jest jutro: <b>{ $at }</b>.
course-where = Gdzie: { $address }
course-still-avoid = Do tego czasu prosimy nadal unikać:
course-line-already = { $topics } – już teraz
course-line-until-then = { $topics }
course-confirm-ask = Czy ten termin pasuje?
course-changed-since = Jeśli od ostatniego razu coś się zmieniło w stanie zdrowia lub w przyjmowanych lekach, prosimy powiedzieć nam o tym przed wizytą: { $telephone } ({ $hours })


## Czy coś się zmieniło?

course-changed-ask = Czy pojawiło się lub zmieniło coś, o czym klinika powinna wiedzieć przed zabiegiem { $at }? Na przykład:
course-changed-medicines = leki: { $medicines }
course-changed-note = Prosimy nie odstawiać przepisanych leków z powodu tej wiadomości. Pytania o leki prosimy kierować do lekarza.


## Seria

course-due-now = Następny zabieg jest już możliwy.
course-due-between = Następny zabieg przypada między <b>{ $opens }</b> a <b>{ $closes }</b>.
# $when to jedno z trzech zdań powyżej.
course-due-again = Termin nie jest jeszcze ustalony. { $when }
# Dla kogoś, kto jest w kilku seriach: $when to dowolny z wierszy powyżej.
course-due-of = Chodzi o serię, w której ostatni zabieg odbył się { $held }. { $when }
course-due-ask = Czy mamy znaleźć termin?
course-complete = To był ostatni zabieg z serii. Dziękujemy za zaufanie!
course-offers-ask = Czy możemy napisać później, gdy przyjdzie czas na kolejny zabieg? Zdarza się to rzadko i tylko za zgodą.
# Stoi przed „temu” i „po” oraz za „raz na”.
course-months = { $months ->
    [one] { $months } miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}
course-months-range = { $least }–{ $most }
course-maintenance = Ostatni zabieg z serii odbył się { $months } temu. Aby podtrzymać efekt, zwykle wykonuje się jeden zabieg raz na { $every }.
course-fading-first = Seria zaczęła się { $months } temu. Jej efekt może już słabnąć.
course-fading-last = Ostatni zabieg z serii odbył się { $months } temu. Efekt serii może już słabnąć.
# Gdzie o tym, jak dawno to było, mówi już wiersz o podtrzymaniu efektu.
course-fading-also = Efekt serii może już słabnąć.
course-again-after = Całą serię można powtórzyć { $months } po poprzedniej.
course-offer-phone = W razie zainteresowania prosimy o telefon: { $telephone } ({ $hours }). Piszemy o tym za wcześniejszą zgodą.


## Przyciski

course-confirm-button = Tak, przyjdę
course-move-button = Proszę o inny termin
course-unchanged-button = Nic się nie zmieniło
course-changed-button = Coś się zmieniło
course-book-button = Proszę o propozycję terminu
course-later-button = Proszę przypomnieć później
course-call-button = Proszę o telefon
course-offers-button = Tak, proszę
course-no_offers-button = Nie, dziękuję


## Po odpowiedzi

course-said-confirm = Dziękujemy. Do zobaczenia: { $at }!
course-said-move = Dziękujemy. Klinika już wie i się odezwie; można też zadzwonić: { $telephone } ({ $hours }). Na razie termin się nie zmienia: { $at }.
course-said-unchanged = Dziękujemy. Do zobaczenia: { $at }!
course-said-changed = Dziękujemy za tę wiadomość. Prosimy o telefon przed zabiegiem: { $telephone } ({ $hours }). Klinika także już o tym wie.
course-said-book = Dziękujemy. Klinika już wie i się odezwie; można też zadzwonić: { $telephone } ({ $hours }).
course-said-call = Dziękujemy. Przekazaliśmy klinice prośbę o telefon. Można też zadzwonić do nas: { $telephone } ({ $hours }).
course-said-later = Dobrze, przypomnimy: { $day }.
course-said-later-silent = Dobrze. Przypomnienia obecnie nie przychodzą; aby się umówić, prosimy zadzwonić: { $telephone } ({ $hours }).
course-said-offers = Dziękujemy. Napiszemy, gdy przyjdzie czas. Aby nie dostawać żadnych wiadomości, wystarczy odpisać STOP.
course-said-no_offers = Dobrze, nie będziemy o tym pisać.


## Dla personelu

course-staff-move = <b>{ $name }</b>: prośba o inny termin. Wizyta: { $at }.
course-staff-changed = <b>{ $name }</b>: coś się zmieniło. Wizyta: { $at }; prosimy zadzwonić przed nią.
course-staff-book = <b>{ $name }</b>: prośba o termin następnego zabiegu.
course-staff-call = <b>{ $name }</b>: prośba o telefon w sprawie następnego zabiegu.
course-staff-next-button = Znajdź termin
