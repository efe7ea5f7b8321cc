# Что читают и нажимают сотрудники и по каким словам понимается то, что они пишут.
# Текст — HTML Телеграма. Текст кнопки кончается на "-button", строка поверх чата — на "-toast".

## Кому что можно

staff-only-toast = Эта кнопка — для сотрудников клиники.
staff-gone-toast = Эта кнопка устарела. Список на сегодня: /day
staff-claim-how = Отправьте код, который напечатал сервис, вот так: <code>/claim K7QM-4RXD</code>
staff-claimed =
    Добро пожаловать! Теперь вы здесь владелец: <b>{ $clinic }</b>.

    Запишите первого пациента: /enrol
staff-claim-already = Вы уже владелец. Код не израсходован.
staff-claim-wrong = { $tries ->
        [0] Код неверный или устарел. Попыток не осталось: напечатайте новый командой <code>reminder claim-code</code>.
        [one] Код неверный или устарел. Осталась { $tries } попытка.
        [few] Код неверный или устарел. Остались { $tries } попытки.
       *[other] Код неверный или устарел. Осталось { $tries } попыток.
    }
staff-start =
    <b>{ $clinic }</b>: напоминания после процедур.

    /enrol — записать пациента после сеанса
    /session — ещё один сеанс знакомого пациента
    /next — назначить, перенести или отменить приём
    /day — список на сегодня: кто подключён, кого ждём
    /help — как записать одной строкой и сразу нескольких
staff-help =
    <b>Записать одним касанием:</b> /enrol и «Подтвердить». Время «сейчас», обычная процедура и язык клиники уже подставлены.

    <b>Или одной строкой,</b> в любом порядке, через «;»:
    <code>/enrol Анна К; кислородная; сегодня 14:30; 1/9</code>
    Имя не обязательно. Понятно и так: «вчера в 10», «пн 14:30», «21 сентября 14:30», «лицо, шея», «en».

    <b>Сразу нескольких:</b> каждого с новой строки, в каждой строке «;». Для каждого придёт ссылка, которую можно скопировать и отправить.

    Пациент сканирует код и соглашается — и ваше сообщение сменится на «Подключено». Нет Телеграма? Нажмите «Распечатать».

    <b>Знакомый пациент:</b> /session — ещё один сеанс; /next — назначить, перенести или отменить приём. Нажмите на пациента или напишите одной строкой:
    <code>/session Анна К; сегодня 14:30; 3/9</code>
    <code>/next Анна К; 24 сентября 15:00</code>

    /day — список на сегодня, исправления и коды; на другой день: /day вчера
    /why Анна — сообщения пациента: что отправлено, что запланировано и почему
    /rehearse — сообщения после процедуры: придут вам так, как их получил бы пациент
    /protocols — протоколы: что подписано и что предположительно
    /cancel — убрать открытую форму или закончить репетицию
    /invite, /staff — для владельцев: кто здесь работает

## Форма

staff-form = <b>Новый пациент</b>
staff-form-correct = <b>Исправить запись</b>
staff-form-name = Имя: { $name }
staff-form-name-none = Имя: без имени («{ $name }»)
staff-form-procedure = Процедура: { $procedure }
staff-form-procedure-none = Процедура: <b>выберите, пожалуйста</b>
staff-form-held = Сеанс прошёл: <b>{ $when }</b>
staff-form-appointment = Приём назначен: <b>{ $when }</b>
staff-form-number = В курсе: { $number }
staff-form-number-none = В курсе: не указано
staff-form-areas = Зоны: { $areas }
staff-form-language = Язык пациента: { $language }

staff-form-ask-name = Напишите имя так, как хотите видеть его в списке.
staff-form-ask-when = Напишите время: «сегодня 14:30», «вчера в 9», «21 сентября 14:30».
staff-form-ask-number = Который это сеанс курса? Нажмите или напишите «3/9».
staff-form-ask-procedure = Какая процедура?
staff-form-ask-areas = Какие зоны обработали?
staff-form-ask-language = На каком языке пациенту удобно читать?
staff-form-ask-hour = { $day }: в котором часу?
staff-form-ask-minute = { $day }: во сколько?
staff-form-still-to-come = Это время ещё не наступило. Это запись на приём?
staff-form-namesake = ℹ️ { $name } уже есть в списке ({ $procedure }, { $day }). Ещё один сеанс того же человека: /session
staff-form-too-far = Это дальше чем за год. Проверьте, пожалуйста, дату.
staff-form-no-procedure = Выберите, пожалуйста, процедуру.
staff-form-bad-name = Это не похоже на имя: нужны буквы, не больше 64 знаков.

staff-doubt-unknown = Непонятно: «{ $text }»
staff-doubt-twice = Сказано дважды: «{ $text }»
staff-doubt-several-procedures = Так начинаются несколько процедур: «{ $text }». Какая из них?
staff-doubt-area-or-procedure = «{ $text }» — какая это была процедура?
staff-doubt-day-or-time = «{ $text }» — день или время? Напишите 12:03 или 12.03 14:30.
staff-doubt-no-time = «{ $text }» — во сколько?
staff-doubt-no-such-time = Такого времени нет: «{ $text }»

staff-confirm-button = ✅ Подтвердить
staff-cancel-button = Отмена
staff-back-button = ‹ Назад
staff-done-button = Готово
staff-name-button = Имя
staff-procedure-button = Процедура
staff-when-button = Когда
staff-number-button = Номер в курсе
staff-areas-button = Зоны
staff-language-button = Язык
staff-no-name-button = Без имени
staff-now-button = Сейчас
staff-today-button = Сегодня…
staff-yesterday-button = Вчера…
staff-tomorrow-button = Завтра…
staff-no-number-button = Не указывать
staff-appointment-button = Да, запись на приём
staff-without-button = Продолжить без этого
staff-chosen-button = ✓ { $text }

staff-form-cancelled = Форма убрана. Кто в ней оставался, не записан.
staff-form-none = Открытой формы нет. Новая: /enrol
staff-form-closed-toast = Эта форма уже закрыта.

staff-batch = { $number ->
        [one] <b>{ $number } пациент</b>
        [few] <b>{ $number } пациента</b>
       *[other] <b>{ $number } пациентов</b>
    }
staff-batch-wrong = ⚠️ { $line }
staff-batch-fix = Строки с ⚠️ останутся здесь, пока вы не пришлёте их заново.
staff-batch-many = Это слишком много за один раз: пожалуйста, не больше { $most } строк.
staff-confirm-all-button = { $number ->
        [one] ✅ Подтвердить
       *[other] ✅ Подтвердить всех ({ $number })
    }
staff-confirm-clear-button = ✅ Подтвердить понятные ({ $number })
staff-appointments-button = Будущие — это записи на приём ({ $number })

## Записанный пациент

staff-nameless = без имени
staff-guest = Гость { $time }
staff-summary =
    <b>{ $name }</b>
    { $procedure } · { $when }{ $number }
staff-appointment-at = приём { $when }
staff-number = сеанс { $number }
staff-number-of = сеанс { $number } из { $of }
staff-enrolled =
    Записано:
    { $summary }
staff-enrolled-several = { $number ->
        [one] Записан { $number } пациент. Ссылка — следующим сообщением.
        [few] Записаны { $number } пациента. Ссылки — следующими сообщениями.
       *[other] Записано { $number } пациентов. Ссылки — следующими сообщениями.
    }
staff-link-caption =
    { $summary }

    Дайте пациенту отсканировать код или отправьте ссылку:
    { $link }

    Действует до { $until }. Это сообщение изменится, когда пациент согласится.
staff-link-to-copy =
    { $summary }

    Скопируйте и отправьте:
    <code>{ $link }</code>

    Действует до { $until }.
staff-print-button = 🖨 Распечатать
staff-decline-button = Отказ
staff-undo-button = Вернуть как было
staff-correct-button = Исправить
staff-connected-caption =
    ✅ Подключено: <b>{ $telegram }</b> в Телеграме

    { $summary }
staff-connected-right =
    { $text }

    Подтверждено: тот самый человек.
staff-right-button = Всё верно
staff-wrong-button = Не тот человек
staff-wrong-ask =
    { $text }

    Отключить этот телефон от пациента? Сообщения на него сразу прекратятся, а вы получите новую ссылку.
staff-wrong-sure-button = Да, не тот человек
staff-wrong-done =
    { $summary }

    Чужой телефон больше ничего не получит. Новая ссылка — следующим сообщением.
staff-wrong-phone-told = Этот телефон подключили к клинике по ошибке ({ $clinic }). Пожалуйста, не обращайте внимания на то, что здесь написано; сообщений больше не будет.

staff-undone =
    Запись отменена:
    { $summary }
staff-undone-told =
    Запись отменена:
    { $summary }

    Пациент уже был подключён, мы ему сообщим.
staff-undo-late-toast = Пять минут прошли. Нажмите «Исправить».
staff-declined =
    Отказ, ничего отправлять не будем:
    { $summary }
staff-declined-late-toast = Пациент подключён. Отписаться он может словом СТОП.
staff-printed =
    Распечатайте для пациента:
    { $summary }
staff-sheet-file = pamyatka
staff-on-paper =
    На бумаге:
    { $summary }
staff-corrected =
    ✅ Исправлено:
    { $summary }
staff-corrected-told =
    ✅ Исправлено, план пациента тоже:
    { $summary }

## Кто это?

staff-who-is-it =
    <b>Это тот же человек?</b>
    { $summary }

    С этого телефона (<b>{ $telegram }</b> в Телеграме) уже есть подключение: { $known }. Пока вы не ответите, сообщений «снова можно» туда не будет.
staff-who-button = ❓ Тот же человек?
staff-same-person-button = Тот же: { $name }
staff-another-person-button = Другой человек, общий телефон
staff-same-person =
    Один человек — теперь и история одна:
    { $summary }
staff-another-person =
    Другой человек с тем же телефоном, сообщения будут начинаться с имени:
    { $summary }
staff-placed-toast = Это уже решено.

## День и карточка

staff-day = <b>{ $date }</b>
staff-day-empty = Никого нет. Записать пациента: /enrol
staff-day-seen = <b>Были или записаны</b>
staff-day-to-come = <b>Назначен приём</b>
staff-day-line = { $time } { $name } — { $standing }
staff-day-more = … и ещё { $number }
staff-standing-waiting = ждём подключения
staff-standing-connected = подключено
staff-standing-on-paper = на бумаге
staff-standing-declined = отказ
staff-standing-refused = нажали «Это не мне»
staff-standing-expired = срок ссылки истёк
staff-standing-unreachable = связи нет
staff-standing-left = отписались
staff-standing-undone = запись отменена
staff-card =
    { $summary }

    { $standing }
staff-card-in-force = <b>Сейчас действует:</b>
staff-card-nothing = Сейчас ограничений нет.
staff-qr-again-button = Показать код
staff-qr-another-phone-button = Код для другого телефона
staff-day-before-button = ‹ { $day }
staff-day-after-button = { $day } ›
staff-today-only-button = Сегодня

staff-unopened = { $number ->
        [one] <b>Эту ссылку ещё никто не открыл:</b>
       *[other] <b>Эти ссылки ещё никто не открыл:</b>
    }
    { $patients }
staff-qr-again-of-button = Код: { $name }
staff-left = { $number ->
        [one] <b>Больше не получает здесь сообщений:</b>
       *[other] <b>Больше не получают здесь сообщений:</b>
    }
    { $patients }

    Что ещё важно сказать об уходе: по телефону или распечатанной памяткой.
staff-left-line = • { $name }
staff-left-button = 🖨 { $name }
staff-day-unreached = <b>Сообщения не доходят: пожалуйста, позвоните</b>
staff-day-unreached-line = • { $name } — { $standing }
staff-day-unreached-button = 📵 { $name }
staff-set-aside = Сообщение из одного чата обработать не удалось (запись { $entry } во входящих; причина в журнале). Если это мог быть СТОП или вопрос пациента, посмотрите /day и позвоните.
staff-hint = Записать пациента — /enrol, список на сегодня — /day, подсказка — /help.

## Меню команд

staff-enrol-command = Записать пациента после сеанса
staff-day-command = Список на сегодня
staff-help-command = Как это работает
staff-cancel-command = Закрыть начатую форму

## По каким словам понимается написанное: через |

staff-read-now = сейчас | только что
staff-read-today = сегодня
staff-read-yesterday = вчера
staff-read-before-yesterday = позавчера
staff-read-tomorrow = завтра
staff-read-next = следующий | следующая | следующее | следующую | ближайший | ближайшая | ближайшее | ближайшую
staff-read-at = в | во | на
staff-read-hours = ч | час | часа | часов
staff-read-morning = утра | утром
staff-read-afternoon = дня | вечера | вечером
staff-read-of = из
staff-read-session = сеанс
staff-read-and = и
staff-read-no-name = без имени | имени нет | аноним
staff-read-guest = гость | гостья | клиент | клиентка | пациент | пациентка
staff-read-procedure-oxygen-mesotherapy = кислород | кислородка | кислородная | кислородную | кислородная мезо | кислородную мезотерапию | кислородной мезотерапии
staff-read-procedure-face-mesotherapy = мезо лица | мезотерапию лица | мезотерапии лица
staff-read-procedure-body-mesotherapy = мезо тела | мезотерапию тела | мезотерапии тела | липолитики
staff-read-procedure-scalp-mesotherapy = мезо головы | мезотерапия головы | мезотерапию головы | волосы | голова
staff-read-procedure-electroporation = электро | электропорацию | электропорации
staff-read-procedure-cryo-electroporation = крио | криоэлектропорацию | криоэлектропорации
staff-read-procedure-sonophoresis = соно | ультразвук | фонофорез | сонофореза
staff-read-procedure-iontophoresis = ионо | ионофореза
staff-read-procedure-meso-roller-home = мезороллер | роллер | дермароллер
staff-read-area-face = лицо | лица
staff-read-area-neck = шея | шею | шеи
staff-read-area-body = тело | тела | все тело
staff-read-area-arms = рука | руки | рук
staff-read-area-legs = нога | ноги | ног | бедра | бедро
staff-read-area-buttocks = ягодицы | ягодиц
staff-read-area-back = спина | спину | спины
staff-read-area-abdomen = живот | живота
staff-read-area-chest = грудь | груди
staff-read-area-decollete = декольте | зона декольте
