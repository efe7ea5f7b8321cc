# Co personel czyta o protokołach kliniki: kto je podpisał i co jest w nich założone.
# Tekst to HTML Telegrama.

protocols-title = <b>Protokoły</b>
protocols-how = Po naciśnięciu protokołu widać jego terminy i założenia. Podpisywanie, włączanie i zmiany odbywają się w plikach kliniki.
protocols-line = { $name } – { $standing }
protocols-signed = podpis: { $by }, { $on }
protocols-unsigned = ⚠️ bez podpisu
protocols-off = wyłączony
protocols-changed = własne terminy kliniki
protocols-assumed = { $number ->
    [one] { $number } założenie
    [few] { $number } założenia
    [many] { $number } założeń
   *[other] { $number } założenia
}
protocols-older = { $number ->
        [one] wersja { $version }: także dla { $number } trwającej serii?
       *[other] wersja { $version }: także dla { $number } trwających serii?
    }

protocols-version = Wersja { $version }
protocols-version-changed = Wersja { $version } z własnymi terminami kliniki
protocols-rule-avoid = Unikać { $topic }: { $times }
protocols-rule-do = Robić: { $duty }: { $times }
protocols-rule-areas = (tylko { $areas })
protocols-before = { $length } przed zabiegiem
protocols-after = { $length } po zabiegu
protocols-stated = (w źródle)
protocols-assumed-mark = (<i>założenie</i>)
protocols-by-clinic = (termin kliniki)
protocols-length-range = { $least }–{ $most }
protocols-no-rules = Nie ma w nim żadnych reguł.
protocols-also-assumed = Założono też: { $parts }.
protocols-part-course = liczba zabiegów
protocols-part-interval = odstęp między zabiegami
protocols-part-effect = jak długo utrzymuje się efekt
protocols-part-maintenance = zabiegi podtrzymujące
protocols-part-again-after = kiedy można powtórzyć serię
protocols-part-reactions = co się mówi o reakcjach
protocols-part-check-ins = kiedy pacjent jest pytany o skórę
protocols-part-questions = pytania przed zabiegiem
protocols-source = { $source }
protocols-sources = <b>Źródła</b>
protocols-adopt-ask = { $number ->
        [one] { $number } trwająca seria zaczęła się z inną wersją i zachowuje jej terminy.
        [few] { $number } trwające serie zaczęły się z inną wersją i zachowują jej terminy.
       *[other] { $number } trwających serii zaczęło się z inną wersją i zachowuje jej terminy.
    } Nowe serie mają tę wersję. Kto przez jej przejęcie ma dostać inne daty, otrzyma sprostowanie.
protocols-adopt-button = { $number ->
        [one] Także dla { $number } trwającej serii
       *[other] Także dla { $number } trwających serii
    }
protocols-adopted-toast = { $number ->
        [one] Ma ją teraz { $number } seria.
        [few] Mają ją teraz { $number } serie.
       *[other] Ma ją teraz { $number } serii.
    }
protocols-changed-toast = W międzyczasie protokół się zmienił.
staff-protocols-command = Protokoły: co podpisane, co założone
