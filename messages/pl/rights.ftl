# Prawa pacjentów (co jest przechowywane i jak się to kończy) oraz kto tu pracuje.
# Tekst to HTML Telegrama. Napis na przycisku kończy się na "-button", wiersz nad czatem na "-toast".

## Co jest przechowywane

rights-data =
    Oto dane, które przechowuje tu <b>{ $clinic }</b>: plik, który odczytają i ludzie, i programy.

    Pytania o ten plik: { $contact }
rights-data-staff = Oto dane personelu z tego konta, które przechowuje tu <b>{ $clinic }</b>.
rights-nothing-kept =
    Ten czat nie należy do nikogo z pacjentów (<b>{ $clinic }</b>), więc nie ma tu czego pokazać ani usunąć.

    To, że bot tu odpowiadał, znika samo w ciągu 60 dni. Pytania: { $contact }

## Usuwanie

rights-forget-ask =
    Usunąć wszystkie dane, które przechowuje tu <b>{ $clinic }</b>?

    Przypomnień wtedy już nie będzie i ten czat nie powie, co jeszcze obowiązuje. Przez { $minutes ->
        [one] { $minutes } minutę
        [few] { $minutes } minuty
       *[other] { $minutes } minut
    } można to cofnąć, potem już nie. Dokumentacji medycznej kliniki tu nie ma. Pytania o nią: { $contact }.

    Jeśli chodzi tylko o brak wiadomości, wystarczy napisać STOP.
rights-forget-button = Tak, usunąć wszystko
rights-forget-one-button = Usunąć: { $name }
rights-forget-no-button = Nie, zostawić
rights-forget-kept = Dobrze, wszystko zostaje, jak było.
rights-forget-noted = Przyjęto. O { $time } wszystkie przechowywane tu dane zostaną usunięte. Do tego czasu przypomnienia czekają i można to cofnąć.
rights-forget-noted-one = <b>{ $name }</b>: przyjęto. O { $time } wszystkie przechowywane tu dane zostaną usunięte. Do tego czasu przypomnienia czekają i można to cofnąć.
rights-forget-back-button = Cofnij usuwanie
rights-forget-taken-back = Nic nie zostało usunięte. Przypomnienia przychodzą jak dotąd.
rights-forget-late-toast = Nie ma już czego cofać.
rights-erased =
    Wszystkie dane, które przechowuje tu <b>{ $clinic }</b>, są teraz usuwane. Wiadomości już nie będzie.

    Gdyby coś niepokoiło, prosimy o telefon: { $telephone }, { $hours }. W nagłym wypadku: { $emergency }. Życzymy wszystkiego dobrego.

## Co widzi z tego personel

rights-staff-asked = <b>{ $name }</b> prosi o usunięcie wszystkich swoich danych, które są tu przechowywane. Nastąpi to o { $time }; do tego czasu prośbę można cofnąć. To, co należy do dokumentacji kliniki, prosimy najpierw zapisać tam.
rights-erased-notice = Dane tego pacjenta zostały usunięte.
rights-consents-button = Zgody
rights-consents =
    <b>Zgody</b>
    { $summary }
rights-consents-none = Nie było żadnej.
rights-consent = • { $when }: { $scope ->
        [offers] zgoda na wiadomość o tym, co może nastąpić po serii
       *[reminders] zgoda na przypomnienia
    } { $by ->
        [carer] (od osoby, która opiekuje się pacjentem)
       *[patient] (od pacjenta)
    }, tekst { $version }, { $language }
rights-consent-ended = { $given }; koniec { $when } { $how ->
        [stop_word] przez słowo STOP
        [stop_command] przez /stop
        [stop_button] przyciskiem
        [blocked] bot został zablokowany
        [deactivated] konta już nie ma
        [chat_not_found] czatu już nie ma
        [moved] zgoda na innym telefonie
        [renewed] wyrażona na nowo
        [no_offers] na prośbę
        [wrong_person] to był niewłaściwy telefon
        [erased] przed usunięciem danych
       *[other] ({ $how })
    }
rights-erase-button = Usuń…
rights-erase-ask =
    { $summary }

    Usunąć na prośbę pacjenta wszystkie jego dane, które są tu przechowywane? Przez { $minutes ->
        [one] { $minutes } minutę
        [few] { $minutes } minuty
       *[other] { $minutes } minut
    } można to cofnąć, potem już nie. To, co należy do dokumentacji kliniki, prosimy najpierw zapisać tam.
rights-erase-sure-button = Tak, usunąć wszystko
rights-erase-noted =
    { $summary }

    Wszystkie dane tego pacjenta zostaną usunięte o { $time }. Do tego czasu przypomnienia czekają.
rights-erase-taken-back =
    Nic nie zostało usunięte:
    { $summary }

## Kto tu pracuje

rights-owner-only = To mogą tylko właściciele.
rights-invite =
    Link dla <b>jednej</b> nowej osoby z personelu. Działa raz, do { $until }:
    <code>{ $link }</code>

    Prosimy wysłać go tylko tej osobie. Będzie widać, kto z niego skorzystał, i można tej osobie odebrać dostęp. Nowe /invite unieważnia ten link.
rights-join-ask =
    <b>{ $clinic }</b>: { $staff } zaprasza do pracy tutaj.

    Personel zapisuje pacjentów i widzi, kim są. To, co się tu widzi, jest poufne, a to, co się przegląda, jest zapisywane.
rights-join-button = Tak, pracuję tutaj
rights-join-no-button = Nie
rights-join-already = To konto należy już do personelu.
rights-join-over = To zaproszenie jest nieważne albo było dla kogoś innego. Potrzebne jest nowe.
rights-join-over-toast = To zaproszenie jest nieważne.
rights-join-declined = Dobrze. Zaproszenie jest unieważnione.
rights-joined =
    Witamy! To konto należy teraz do personelu: <b>{ $clinic }</b>.

    /enrol – zapis pacjenta po zabiegu
    /day – dzisiejsza lista
    /help – jak to działa
rights-joined-told = Z zaproszenia kliniki skorzystał ktoś nowy i należy teraz do personelu: <b>{ $name }</b>. Czy to się zgadza?
rights-right-button = Zgadza się
rights-remove-button = Usuń
rights-joined-right = <b>{ $name }</b> należy do personelu. Potwierdzono.
rights-staff = <b>Kto tu pracuje</b>
rights-staff-owner = { $name } – właściciel, od { $since }
rights-staff-member = { $name } – personel, od { $since }
rights-staff-hint = /invite tworzy link dla nowej osoby.
rights-remove-of-button = Usuń: { $name }
rights-owner-of-button = Nadaj prawa właściciela: { $name }
rights-remove-ask = Usunąć z personelu: <b>{ $name }</b>? Wszystkie prawa kończą się tu od razu, otwarte formularze i odpowiedzi zostaną zamknięte, wiadomości już nie będzie.
rights-remove-sure-button = Tak, usunąć
rights-owner-ask = Nadać prawa właściciela: <b>{ $name }</b>? Właściciele zapraszają i usuwają personel, także innych właścicieli, oraz usuwają dane pacjentów.
rights-owner-sure-button = Tak, nadać
rights-removed = <b>{ $name }</b> już tu nie pracuje. Przejęte sprawy są znów otwarte dla pozostałych.
rights-made-owner = <b>{ $name }</b> ma teraz prawa właściciela.
rights-made-owner-told = To konto ma teraz prawa właściciela: <b>{ $clinic }</b>. Dostępne są /invite i /staff.
rights-last-owner-toast = Ostatniego właściciela nie można usunąć. Najpierw prosimy nadać te prawa komuś innemu.
rights-colleague-gone-toast = Ta osoba już tu nie pracuje.

## Menu komend

patient-mydata-command = Przechowywane dane jako plik
patient-forget-command = Usunięcie wszystkich danych
staff-invite-command = Link dla nowej osoby z personelu
staff-staff-command = Kto tu pracuje
