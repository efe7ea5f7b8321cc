# Co pacjent czyta, gdy dołącza, pyta, odchodzi i wraca.
# Tekst to HTML Telegrama. Pierwszy wiersz widać na zablokowanym ekranie: niczego osobistego.

## Dołączenie

patient-language-button = Polski

# To, na co wyraża się zgodę. Zmiana tego tekstu jest zmianą tego, na co ludzie się zgadzają.
patient-consent =
    <b>{ $clinic }</b> może przysyłać tu przypomnienia o zaleceniach.

    • <b>O czym:</b> czego na razie unikać i kiedy znów wolno.
    • <b>Jak często:</b> jedna wiadomość od razu, potem najwyżej jedna dziennie i tylko wtedy, gdy jest o czym pisać. Bez reklam.
    • <b>Jak zrezygnować:</b> w każdej chwili wystarczy napisać STOP. Nie pytamy o powody.
    • <b>Co jest przechowywane:</b> imię i zabiegi zapisane przez klinikę, nazwa na Telegramie i ten czat, zgoda oraz to, co wysłano. Przechowuje to sama klinika; imiona i czat są zaszyfrowane. Więcej: /privacy

    Bez zgody niczego nie wyślemy.
patient-consent-agree-button = To dla mnie, zgadzam się
patient-consent-carer-button = Opiekuję się tą osobą, zgadzam się
patient-consent-not-me-button = To nie do mnie
patient-consent-no-thanks-button = Nie, dziękuję
patient-consent-again = Miło znów się widzieć. Obecnie przypomnienia tu nie przychodzą. Aby je włączyć, prosimy jeszcze raz wyrazić zgodę.

patient-agreed =
    Dziękujemy, wszystko gotowe: będzie tu pisać <b>{ $clinic }</b>.

    Za chwilę przyjdzie to, co teraz ważne. Później można pytać o każdej porze: /today
    Aby zrezygnować, wystarczy napisać STOP.
patient-agreed-carer =
    Dziękujemy, wszystko gotowe: <b>{ $clinic }</b> będzie tu pisać w sprawie osoby pod opieką.

    Za chwilę przyjdzie to, co teraz ważne. Później można pytać o każdej porze: /today
    Aby zrezygnować, wystarczy napisać STOP.
patient-returned = Miło, że znów jesteśmy w kontakcie. <b>{ $clinic }</b> znowu przysyła tu przypomnienia. Aby zrezygnować, wystarczy napisać STOP.
patient-returned-already = Przypomnienia są włączone. Pytać można o każdej porze: /today
patient-connected =
    Wszystko gotowe: pisze tu <b>{ $clinic }</b>.

    /today – co teraz obowiązuje i do kiedy
    /help – jak to działa
    /stop – żadnych wiadomości więcej
patient-moved = Przypomnienia o zaleceniach (<b>{ $clinic }</b>) przychodzą teraz na inny telefon: tam właśnie wyrażono zgodę. Jeśli to niespodzianka, prosimy o telefon: { $telephone }

patient-not-me-done = Dziękujemy za informację. Link jest zamknięty, niczego tu nie wyślemy.
patient-no-thanks-done = Dobrze, niczego nie wyślemy. W razie pytań o zalecenia prosimy dzwonić: <b>{ $clinic }</b>, { $telephone }, { $hours }.

patient-link-used = Ten link został już użyty na innym telefonie. Jeśli miał trafić tutaj, nowy chętnie da <b>{ $clinic }</b>: { $telephone }
patient-link-expired = Ten link stracił ważność. Nowy chętnie da <b>{ $clinic }</b>: { $telephone }
patient-link-closed = Ten link jest zamknięty. Jeśli przypomnienia jednak się przydadzą, nowy chętnie da <b>{ $clinic }</b>: { $telephone }
patient-link-unknown = To nie jest nasz link albo brakuje jego części. Prosimy zeskanować kod jeszcze raz lub zadzwonić: <b>{ $clinic }</b>, { $telephone }
patient-link-scan-again = Prosimy jeszcze raz otworzyć link od kliniki i wyrazić zgodę.

## Pytania

patient-help =
    Tutaj <b>{ $clinic }</b> przypomina, czego unikać po zabiegu, i pisze, kiedy znów wolno.

    /today – co teraz obowiązuje i do kiedy
    /plan – plan jako grafika i do kalendarza
    /pause – cisza na czas podróży
    /time – godzina wiadomości i strefa czasowa
    /language – inny język
    /privacy – jakie dane są przechowywane; /mydata je przysyła, /forget je usuwa
    /stop – żadnych wiadomości więcej (albo po prostu napisać STOP)

    Tego czatu nikt nie czyta. Pytania albo coś niepokoi? Prosimy dzwonić: { $telephone }, { $hours }.
    Duszność, obrzęk warg, twarzy lub gardła, omdlenie: od razu { $emergency }.
patient-privacy =
    <b>Jakie dane przechowuje tu { $clinic }</b>

    • <b>Co:</b> imię zapisane przez klinikę, nazwa na Telegramie i ten czat, język i strefa czasowa, zabiegi i umówione wizyty, zgoda, odpowiedzi o stanie skóry, co i kiedy wysłano oraz kto z kliniki to przeglądał. To, co się tu pisze, nie jest przechowywane, gdy sprawa jest zamknięta. Personel kliniki widzi wiadomość, która brzmi jak skarga lub prośba o wyłączenie wiadomości, oraz to, co przychodzi w trakcie rozmowy o niej.
    • <b>Po co:</b> aby w porę wysłać właściwe przypomnienie, i po nic więcej. Żadnych reklam, nikt inny tego nie dostaje.
    • <b>Gdzie:</b> w systemie samej kliniki; imiona i czaty są zaszyfrowane. Same wiadomości idą przez Telegram.
    • <b>Jak długo:</b> do usunięcia przez /forget, dopóki klinika tego potrzebuje albo do upływu terminu, który sama ustaliła.
    • <b>Jak zrezygnować:</b> wystarczy napisać STOP. Wszystkie dane do wglądu: /mydata. Usunięcie wszystkiego: /forget. Pytania albo błąd w danych: { $contact }
patient-today-name = <b>{ $name }</b>
patient-today-out = Obecnie przypomnienia tu nie przychodzą, ale zalecenia nadal obowiązują.
patient-nobody-reads = Tego czatu nikt nie czyta. Prosimy o telefon: <b>{ $clinic }</b>, { $telephone }, { $hours }. W nagłym wypadku: { $emergency }. Co teraz obowiązuje: /today
patient-unknown-command = Nie ma takiej komendy. Dostępne są: /today, /plan, /pause, /time, /language, /help, /privacy, /mydata, /forget i /stop.
patient-stranger =
    Dzień dobry! Tutaj <b>{ $clinic }</b> przysyła swoim pacjentom przypomnienia o zaleceniach.

    Osobisty link lub kod do zeskanowania można dostać w klinice. Pytania? Prosimy dzwonić: { $telephone }, { $hours }.

## Rezygnacja

patient-opted-out = Gotowe. Nie przyjdzie już żadna wiadomość od nas.
patient-opted-out-applies = Zalecenia nadal obowiązują:
patient-opted-out-questions = Pytania? Prosimy dzwonić: <b>{ $clinic }</b>, { $telephone }, { $hours }.
patient-opted-out-already = Wiadomości są już wyłączone, nic więcej nie przyjdzie. W razie zmiany zdania wystarczy nacisnąć przycisk.
patient-stop-not-joined = Dobrze. Link jest zamknięty, niczego tu nie wyślemy. Pytania? Prosimy dzwonić: <b>{ $clinic }</b>, { $telephone }.
patient-stop-stranger = Niczego tu nie wysyłamy i tak zostanie.
patient-stop-staff = Przypomnienia dla pacjentów tu nie przychodzą. Wiadomości służbowe będą przychodzić tak długo, jak trwa praca w klinice.
patient-resume-button = Włącz ponownie

patient-unsure =
    Wyłączyć wszystkie nasze wiadomości?

    Do czasu wyboru przypomnienia czekają. Jeśli coś boli lub niepokoi, prosimy nie czekać na nas i zadzwonić: { $telephone }, { $hours }. W nagłym wypadku: { $emergency }.
patient-unsure-stop-button = Wyłącz wszystkie
patient-unsure-keep-button = Niech przychodzą
patient-choice-over-toast = Ta sprawa jest już zamknięta.

## Co czyta personel

patient-staff-unclear =
    <b>Prosimy zadzwonić: { $names }</b>

    Wiadomość poniżej może być prośbą o wyłączenie wiadomości albo skargą. Przypomnienia czekają na wybór pacjenta.

    <blockquote>{ $text }</blockquote>
patient-staff-unreachable = <b>{ $names }</b>: nie ma tu już kontaktu (bot zablokowany albo konto Telegram usunięte). Nic więcej nie jest wysyłane. Resztę zaleceń prosimy przekazać telefonicznie.
patient-staff-not-me = W linku dla <b>{ $names }</b> naciśnięto „To nie do mnie”. Link jest zamknięty. Prosimy sprawdzić, czyj to był telefon, i dać nowy link.
patient-staff-link-closed = Link dla <b>{ $names }</b> jest zamknięty („To nie do mnie”).
patient-staff-no-thanks = <b>{ $names }</b>: wiadomości tutaj nie są potrzebne. Link jest zamknięty; prosimy dać wydrukowane zalecenia lub omówić je osobiście.
patient-staff-move-refused = <b>{ $names }</b>: link do innego telefonu został tam odrzucony i jest zamknięty. Wiadomości przychodzą jak dotąd.

## Menu komend

patient-today-command = Co teraz obowiązuje i do kiedy
patient-help-command = Jak to działa
patient-privacy-command = Jakie dane są przechowywane
patient-stop-command = Żadnych wiadomości więcej
