# Karta pacjenta i to, co pacjent wybiera: przerwa, godzina, strefa czasowa, język.
# Tekst to HTML Telegrama. Karta jest przypięta: jej pierwszy wiersz widać nad czatem.


## Karta: pod każdym terminem tematy, każdy w osobnym wierszu. Nigdy nie ma tu „wolno”.

view-card-avoid = <b>Prosimy na razie tego unikać:</b>
view-card-until = Do <b>{ $until }</b>:
# $eases: od tej chwili tylko dopóki skóra jeszcze reaguje.
view-card-until-eases = Do <b>{ $eases }</b>, a jeśli skóra będzie wtedy jeszcze reagować, do { $until }:
view-card-until-while = Do <b>{ $until }</b>, jeśli skóra jeszcze reaguje:
view-card-from = Od <b>{ $begins }</b>:
# Dopóki personel nie powie, czyje to zabiegi.
view-card-ask = Co teraz obowiązuje: /today
view-card-session = Zabieg { $number } z { $of }
view-card-session-next = Zabieg { $number } z { $of } · następna wizyta: { $next }
view-card-next = Następna wizyta: { $next }
# Dla kogoś, kto jest w kilku seriach: $line to jeden z trzech wierszy powyżej.
view-card-of = { $line } · ostatni: { $held }
view-card-paused = Wiadomości są wstrzymane do { $until }. Zalecenia nadal obowiązują.
view-card-foot = <i>To podsumowanie zmienia się samo, bez dźwięku. Więcej: /today</i>
# Czym się staje, gdy nie jest już uzupełniane.
view-card-over = To podsumowanie nie jest już aktualizowane.


## /pause

view-pause-ask =
    Do kiedy wstrzymać wiadomości? Zalecenia się przez to nie zmieniają.

    Prosimy wybrać albo napisać dzień, na przykład „28 września”.
view-pause-3-button = 3 dni, do { $day }
view-pause-7-button = 7 dni, do { $day }
view-pause-14-button = 14 dni, do { $day }
view-pause-no-button = Nie teraz
view-pause-left = Dobrze, wszystko zostaje bez zmian.
view-pause-unread = Do którego dnia? Prosimy napisać tak: „28 września” lub „28.09”, od jutra, najpóźniej { $last }.
view-paused = Przerwa do <b>{ $until }</b>. Do tego czasu przypomnienia nie przychodzą, potem wrócą same.
view-paused-questions = Pytać można o każdej porze: /today. Pytania albo coś niepokoi? Prosimy dzwonić: <b>{ $clinic }</b>, { $telephone }, { $hours }.
view-unpause-button = Włącz teraz
view-unpaused = <b>{ $clinic }</b> znowu przysyła tu przypomnienia.
view-unpaused-toast = Przerwa już się skończyła.
view-pause-over = Dzień dobry, tu <b>{ $clinic }</b>. Przerwa się skończyła, przypomnienia są znowu włączone.
view-today-paused = Przypomnienia są wstrzymane do <b>{ $until }</b>, ale zalecenia nadal obowiązują. Aby włączyć przypomnienia już teraz: /pause


## /time

view-time-ask =
    Przypomnienia przychodzą zwykle o <b>{ $hour }</b> czasu miejscowego: { $place } (jest tam teraz { $now }).

    Prosimy wybrać inną godzinę albo podać inne miejsce.
view-zone-button = Jestem gdzie indziej…
view-hour-chosen = Od teraz przypomnienia będą zwykle przychodzić o <b>{ $hour }</b>.
view-zone-ask = Jakie to miejsce? Prosimy wybrać albo napisać nazwę miasta, na przykład „Ałmaty”.
view-zone-which = O które z tych miejsc chodzi?
view-zone-unread = Nie znamy takiego miejsca. Prosimy napisać nazwę dużego miasta w pobliżu albo kraju.
view-zone-chosen = Od teraz wszystkie terminy podajemy według czasu miejscowego: <b>{ $place }</b>, jest tam teraz { $now }. Co obowiązuje i do kiedy: /today
view-chosen-button = ✓ { $text }


## /language

view-language-ask = W jakim języku mamy pisać?
view-language-chosen = Od teraz piszemy po polsku.


## Co widzi personel

staff-standing-paused = przerwa do { $until }


## Menu komend

patient-pause-command = Cisza na czas podróży
patient-time-command = Godzina wiadomości i strefa czasowa
patient-language-command = Inny język
