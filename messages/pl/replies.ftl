# Co piszą pacjenci: słowa i zwroty oddzielone |, wielkość liter i ogonki są obojętne. Listy
# wszystkich języków działają dla wszystkich pacjentów, więc słowo może tu stać tylko wtedy, gdy
# także w innych językach nie znaczy nic niewinnego.

# Cała wiadomość: rezygnacja od razu; wewnątrz zdania: pytanie, czy o to chodziło. Dlatego nie ma tu
# słów z codziennych zdań („koniec”, „nie”, „dość”). „wypisać” samo to też „wypisać receptę”.
reply-opt-out =
    stop wiadomości | stop wiadomościom | wypisz mnie | wypiszcie mnie | wypisz mnie z listy
    | wypiszcie mnie z listy | mnie wypisać | wypisać mnie | wypisz się | wypisuję się
    | chcę się wypisać | rezygnuję | rezygnuję z wiadomości | rezygnuję z powiadomień
    | rezygnuję z przypomnień | anuluj subskrypcję | anuluję subskrypcję | wyłącz wiadomości
    | wyłącz powiadomienia | wyłącz przypomnienia | wyłączyć wiadomości | wyłączyć powiadomienia
    | wyłączyć przypomnienia | zatrzymaj wiadomości | przestań pisać | przestańcie pisać
    | przestańcie wysyłać | przestańcie przysyłać

# Gdziekolwiek stoją, pytamy. Gwiazdka to dowolna końcówka; kropka: tylko jako całe zdanie albo jego
# część między znakami przestankowymi, bo „dość” to też „dosyć”.
reply-unsure =
    nie pisać | nie piszcie | nie pisz | nie przysyłać | nie przysyłajcie | nie przysyłaj
    | nie wysyłać | nie wysyłajcie | nie wysyłaj | nie chcę wiadomości | nie chcę przypomnień
    | nie chcę dostawać | nie chcę otrzymywać | koniec. | koniec wiadomości | dość. | mam dość
    | dość wiadomości | dosyć. | mam dosyć | wystarczy. | basta. | przestańcie | przestań
    | skończcie | dajcie spokój | dajcie mi spokój | daj mi spokój | dać mi spokój | zostawcie mnie
    | odczepcie się | się wypisać | wypisać się | chcę zrezygnować | zrezygnować z wiadomości
    | zrezygnować z powiadomień | zrezygnować z przypomnień | usuńcie mnie | usuń mnie | usunąć mnie
    | mnie usunąć | skreślcie mnie

# Od osób, które odeszły: znowu przypomnienia.
reply-opt-in =
    wznów | wznowić | wznów przypomnienia | wznów wiadomości | wznowić przypomnienia
    | zacznij od nowa

reply-help = pomoc | pomocy | o pomoc | pomóżcie

# Obok innych niczego nie zmieniają.
reply-polite =
    proszę | bardzo proszę | poproszę | dziękuję | dziękuję bardzo | dzięki | dzień dobry
    | dobry wieczór | witam | cześć | pozdrawiam | do widzenia
