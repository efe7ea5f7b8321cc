# Що персонал читає про протоколи клініки: хто їх підписав і що в них лише припускається.
# Текст — HTML Телеграму.

protocols-title = <b>Протоколи</b>
protocols-how = Натисніть на протокол, щоб побачити строки та припущення. Підписують, вмикають і змінюють протоколи у файлах клініки.
protocols-line = { $name } — { $standing }
protocols-signed = підпис: { $by }, { $on }
protocols-unsigned = ⚠️ не підписано
protocols-off = вимкнено
protocols-changed = строки клініки
protocols-assumed = { $number ->
    [one] { $number } припущення
    [few] { $number } припущення
    [many] { $number } припущень
   *[other] { $number } припущення
}
protocols-older = { $number ->
        [one] версія { $version }: і для { $number } поточного курсу?
       *[other] версія { $version }: і для { $number } поточних курсів?
    }

protocols-version = Версія { $version }
protocols-version-changed = Версія { $version } зі строками клініки
protocols-rule-avoid = Утриматися від { $topic }: { $times }
protocols-rule-do = Робити: { $duty }: { $times }
protocols-rule-areas = (лише { $areas })
protocols-before = { $length } до сеансу
protocols-after = { $length } після сеансу
protocols-stated = (у джерелі)
protocols-assumed-mark = (<i>припущення</i>)
protocols-by-clinic = (строк клініки)
protocols-length-range = { $least }–{ $most }
protocols-no-rules = Правил у ньому немає.
protocols-also-assumed = Припускається також: { $parts }.
protocols-part-course = кількість сеансів
protocols-part-interval = час між сеансами
protocols-part-effect = скільки тримається ефект
protocols-part-maintenance = підтримувальні сеанси
protocols-part-again-after = коли можна повторити курс
protocols-part-reactions = що сказано про реакції
protocols-part-check-ins = коли пацієнта питають про стан шкіри
protocols-part-questions = запитання перед сеансом
protocols-source = { $source }
protocols-sources = <b>Джерела</b>
protocols-adopt-ask = { $number ->
        [one] { $number } поточний курс розпочато з іншою версією, і він зберігає її строки.
        [few] { $number } поточні курси розпочато з іншою версією, і вони зберігають її строки.
       *[other] { $number } поточних курсів розпочато з іншою версією, і вони зберігають її строки.
    } Нові курси мають цю версію. Ті, у кого дати зміняться, отримають виправлення.
protocols-adopt-button = { $number ->
        [one] І для { $number } поточного курсу
       *[other] І для { $number } поточних курсів
    }
protocols-adopted-toast = { $number ->
        [one] Тепер вона в { $number } курсу.
       *[other] Тепер вона в { $number } курсів.
    }
protocols-changed-toast = Протокол тим часом змінився.
staff-protocols-command = Протоколи: що підписано і що припускається
