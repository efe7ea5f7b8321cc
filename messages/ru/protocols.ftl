# Что сотрудники читают о протоколах клиники: кто их подписал и что в них принято предположительно.
# Текст — HTML Телеграма.

protocols-title = <b>Протоколы</b>
protocols-how = Нажмите на протокол, чтобы увидеть сроки и предположения. Подписывают, включают и меняют протоколы в файлах клиники.
protocols-line = { $name } — { $standing }
protocols-signed = подпись: { $by }, { $on }
protocols-unsigned = ⚠️ не подписан
protocols-off = выключен
protocols-changed = сроки клиники
protocols-assumed = { $number ->
    [one] { $number } предположение
    [few] { $number } предположения
   *[other] { $number } предположений
}
protocols-older = { $number ->
        [one] версия { $version }: и для { $number } идущего курса?
       *[other] версия { $version }: и для { $number } идущих курсов?
    }

protocols-version = Версия { $version }
protocols-version-changed = Версия { $version } со сроками клиники
protocols-rule-avoid = Воздержаться от { $topic }: { $times }
protocols-rule-do = Делать: { $duty }: { $times }
protocols-rule-areas = (только { $areas })
protocols-before = { $length } до сеанса
protocols-after = { $length } после сеанса
protocols-stated = (в источнике)
protocols-assumed-mark = (<i>предположение</i>)
protocols-by-clinic = (срок клиники)
protocols-length-range = { $least }–{ $most }
protocols-no-rules = Правил в нём нет.
protocols-also-assumed = Предположительно также: { $parts }.
protocols-part-course = число сеансов
protocols-part-interval = время между сеансами
protocols-part-effect = сколько держится эффект
protocols-part-maintenance = поддерживающие сеансы
protocols-part-again-after = когда можно повторить курс
protocols-part-reactions = что говорится о реакциях
protocols-part-check-ins = когда пациента спрашивают о состоянии кожи
protocols-part-questions = вопросы перед сеансом
protocols-source = { $source }
protocols-sources = <b>Источники</b>
protocols-adopt-ask = { $number ->
        [one] { $number } идущий курс начат с другой версией и сохраняет её сроки.
        [few] { $number } идущих курса начаты с другой версией и сохраняют её сроки.
       *[other] { $number } идущих курсов начаты с другой версией и сохраняют её сроки.
    } У новых курсов — эта версия. Те, у кого сроки изменятся, получат исправление.
protocols-adopt-button = { $number ->
        [one] И для { $number } идущего курса
       *[other] И для { $number } идущих курсов
    }
protocols-adopted-toast = { $number ->
        [one] Теперь она у { $number } курса.
       *[other] Теперь она у { $number } курсов.
    }
protocols-changed-toast = Протокол тем временем изменился.
staff-protocols-command = Протоколы: что подписано и что предположительно
