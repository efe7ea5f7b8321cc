# Was das Team über die Protokolle der Klinik liest: wer sie unterschrieben hat, und was darin
# angenommen ist. Text in Telegram-HTML.

protocols-title = <b>Die Protokolle</b>
protocols-how = Tippen Sie eines an, um seine Zeiten und Annahmen zu sehen. Unterschreiben, Einschalten und Ändern geschieht in den Dateien der Klinik.
protocols-line = { $name } – { $standing }
protocols-signed = unterschrieben von { $by }, { $on }
protocols-unsigned = ⚠️ nicht unterschrieben
protocols-off = ausgeschaltet
protocols-changed = eigene Zeiten der Klinik
protocols-assumed = { $number ->
    [one] eine Annahme
   *[other] { $number } Annahmen
}
protocols-older = { $number ->
        [one] Version { $version }: auch für die eine laufende Serie?
       *[other] Version { $version }: auch für die { $number } laufenden Serien?
    }

protocols-version = Version { $version }
protocols-version-changed = Version { $version }, mit eigenen Zeiten der Klinik
protocols-rule-avoid = Verzicht auf { $topic }: { $times }
protocols-rule-do = Zu tun: { $duty }: { $times }
protocols-rule-areas = (nur { $areas })
protocols-before = { $length } davor
protocols-after = { $length } danach
protocols-stated = (belegt)
protocols-assumed-mark = (<i>angenommen</i>)
protocols-by-clinic = (von der Klinik)
protocols-length-range = { $least } bis { $most }
protocols-no-rules = Es enthält keine Regeln.
protocols-also-assumed = Ebenfalls angenommen: { $parts }.
protocols-part-course = die Zahl der Sitzungen
protocols-part-interval = der Abstand zwischen den Sitzungen
protocols-part-effect = wie lange die Wirkung anhält
protocols-part-maintenance = die Auffrischung
protocols-part-again-after = wann die Serie wiederholt werden kann
protocols-part-reactions = was über Reaktionen gesagt wird
protocols-part-check-ins = wann nach der Haut gefragt wird
protocols-part-questions = die Fragen vor einer Sitzung
protocols-source = { $source }
protocols-sources = <b>Quellen</b>
protocols-adopt-ask = { $number ->
        [one] Eine laufende Serie wurde mit einer anderen Version begonnen und behält deren Zeiten.
       *[other] { $number } laufende Serien wurden mit einer anderen Version begonnen und behalten deren Zeiten.
    } Für neue Serien gilt diese. Wessen Zeiten sich durch die Übernahme ändern, bekommt eine Korrektur.
protocols-adopt-button = { $number ->
        [one] Auch für die eine laufende Serie
       *[other] Auch für die { $number } laufenden Serien
    }
protocols-adopted-toast = { $number ->
        [one] Sie gilt jetzt für eine Serie.
       *[other] Sie gilt jetzt für { $number } Serien.
    }
protocols-changed-toast = Das Protokoll hat sich inzwischen geändert.
staff-protocols-command = Die Protokolle: was unterschrieben, was angenommen ist
