# /why: що заплановано й надіслано пацієнту і чому. Читає персонал. Текст — HTML Телеграму.

why-how =
    Чиї повідомлення показати? Напишіть ім'я після команди: <code>/why Анна К</code>

    Достатньо початку імені. Або натисніть «Чому?» на картці в /day.
why-nobody = Нікого з іменем «{ $name }» немає. Достатньо початку імені; картки на сьогодні: /day
why-several = <b>Хто саме?</b>
why-several-line = { $number }. { $summary }
why-many = Є й інші. Напишіть, будь ласка, ім'я повніше.

why-title = <b>{ $name }</b>: усі повідомлення і чому саме так
why-standing = Зараз: { $standing }
why-zone = Час — за годинником клініки ({ $clinic }). Годинник пацієнта: { $patient }.
why-page = Сторінка { $page } з { $pages }
why-none = Поки що нічого не заплановано. План з'являється, коли пацієнт погоджується.
why-now = <i>— зараз: { $now } —</i>
why-line = { $time } { $what } — { $standing }

why-button = Чому?
why-older-button = ‹ Раніше
why-newer-button = Пізніше ›
why-card-button = Картка

## Що це. $topics — назви.

why-kind-instructions = від чого утриматися після сеансу
why-kind-nudge = нагадування про те, що ще діє ({ $topics })
why-kind-ease-off = запитання, чи можна вже закінчити ({ $topics })
why-kind-lifted = повідомлення, що строк минув ({ $topics })
why-kind-check-in = запитання, як шкіра
why-kind-prepare = від чого утриматися перед сеансом ({ $topics })
why-kind-changed = запитання, чи щось змінилося
why-appointment-booked = про прийом: призначено
why-appointment-moved = про прийом: новий час
why-appointment-cancelled = про прийом: скасовано
why-appointment-eve = про прийом: уже завтра
why-kind-next-due = можна записатися на наступний сеанс
why-kind-course-complete = курс завершено
why-kind-maintenance = пропозиція окремого сеансу
why-kind-effect-fading = ефект може слабшати
why-kind-correction = виправлення сказаного раніше

# Те саме без подробиць: «разом із цим: …».
why-short-instructions = від чого утриматися
why-short-nudge = що ще діє
why-short-ease-off = запитання, чи можна закінчити
why-short-lifted = що минуло
why-short-check-in = запитання, як шкіра
why-short-prepare = від чого утриматися перед сеансом
why-short-appointment = про прийом
why-short-next-due = про наступний сеанс
why-short-course-complete = про завершення курсу
why-short-maintenance = пропозиція сеансу
why-short-effect-fading = про ефект
why-short-correction = виправлення

why-attempt = спроба надіслати
why-answer = відповідь пацієнту
why-answer-worried = відповідь на «мене це турбує»: що клініку повідомлено і куди телефонувати
why-answer-told-to-phone = прохання зателефонувати до клініки
why-answer-from-clinic = повідомлення від клініки
why-answer-card = закріплена пам'ятка (без звуку)
why-answer-card-put-away = кінець закріпленої пам'ятки
why-answer-today = відповідь на «чи можна?»
why-answer-opted-out = підтвердження СТОП
why-answer-opted-out-already = відповідь на повторний СТОП
why-answer-unclear-stop = запитання, чи малося на увазі СТОП
why-answer-moved = про те, що повідомлення тепер надходять на інший телефон

## Що з ним сталося

why-planned = заплановано
why-waits = чекає: { $reason }
why-waits-until = чекає до { $until }: { $reason }
why-sending = надсилається
why-queued = зараз буде надіслано
why-delivered = доставлено
why-again = не доставлено, надсилаємо ще раз: { $reason }
why-cancelled = скасовано: { $reason }
# $when: вирішено не тоді, на коли було призначено.
why-cancelled-at = скасовано ({ $when }): { $reason }
why-dropped = не надіслано: { $reason }
why-dropped-at = не надіслано ({ $when }): { $reason }
why-refused = не доставлено: { $reason }
why-uncertain = могло не дійти: { $reason }
why-expired = не надіслано: коли дійшла черга, було вже пізно (мало сенс до { $until })
why-expired-waited = не надіслано, чекало надто довго (мало сенс до { $until }): { $reason }

why-note-due = строк: { $due }
why-note-together = разом із цим: { $what }
why-note-moved = планувалося на { $wanted }, перенесено: { $shift }
why-note-attempts = спроба № { $number }
why-note-repeated = із позначкою, що це може бути повтор
why-note-wrong-phone = на чужий телефон
why-note-useful = після { $until } вже не надішлемо

why-hold = ⚠️ відтоді повідомлення чекають: { $reason } (до { $until })
why-hold-open = ⚠️ відтоді повідомлення чекають: { $reason } (і досі)
why-hold-lifts = ⚠️ відтоді не повідомляємо, що щось знову можна: { $reason } (до { $until })
why-hold-lifts-open = ⚠️ відтоді не повідомляємо, що щось знову можна: { $reason } (і досі)

## Чому перенесено

why-shift-quiet-hours = у пацієнта тоді ніч
why-shift-day-message = увійшло до єдиного повідомлення того дня
why-shift-pause = тоді була пауза або ще не було згоди пацієнта

## Чому: кожен код, який може стояти в записі

why-reason-not-active = пацієнт тоді не отримував повідомлень
why-reason-expired = було вже пізно
why-reason-in-force-again = через інший сеанс від цього знову треба утриматися
why-reason-nothing-left = на той час сказати було вже нічого
why-reason-unclear-stop = ще не зрозуміло, чи пацієнт мав на увазі СТОП
why-reason-same-person = на цьому телефоні два записи, і ще не вирішено, чи це одна людина
why-reason-complaint = пацієнт відповів, що шкіра не заспокоїлася
why-reason-erasure = дані пацієнта ось-ось буде видалено
why-reason-quiet-hours = у пацієнта ніч
why-reason-one-a-day = сьогоднішнє повідомлення вже надіслано
why-reason-not-planned = після змін (сеанс, відповідь чи прийом) уже не потрібно
why-reason-opted-out = пацієнт написав СТОП
why-reason-unreachable = з пацієнтом у Телеграмі більше немає зв'язку
why-reason-paused = пацієнт попросив про паузу
why-reason-undone = запис скасовано
why-reason-joined = тепер це в іншому записі тієї самої людини
why-reason-erased = дані пацієнта видалено
why-reason-wrong-person = це був чужий телефон
why-reason-staff-removed = воно призначалося тому, хто тут більше не працює
why-reason-restored = воно застаріло, коли дані відновили з резервної копії
why-reason-rehearsal-ended = репетицію закінчено
why-reason-superseded = його замінило новіше
why-reason-could-not-be-put-together = помилка сервісу; докладніше в журналі
why-reason-unreadable = помилка сервісу: збережене не читається
why-reason-called-off = зупинено в останню мить
why-reason-plan-changed = в останню мить щось змінилося
why-reason-behind-an-earlier-answer = спершу піде попереднє повідомлення
why-reason-waited-too-long = черга дійшла надто пізно
why-reason-stopped = сервіс зупиняли
why-reason-ended-in-flight = надсилання обірвалося
why-reason-found-sending = сервіс зупинився під час надсилання
why-reason-blocked = пацієнт заблокував бота
why-reason-deactivated = акаунта в Телеграмі більше немає
why-reason-chat-not-found = Телеграм не знає цього чату
why-reason-bad-request = Телеграм не прийняв повідомлення; докладніше в журналі
why-reason-unsupported = сервер Bot API не вміє надсилати такі повідомлення
why-reason-flood-control = Телеграм попросив про коротку перерву
why-reason-token-rejected = Телеграм не прийняв токен бота
why-reason-another-process-polls = цим ботом користується інша програма
why-reason-not-sent = не було зв'язку з Телеграмом
why-reason-server-fault = збій у Телеграмі
why-reason-no-answer = Телеграм не відповів

staff-why-command = Повідомлення пацієнта і чому: /why Анна К
staff-rehearse-command = Побачити повідомлення очима пацієнта

## /rehearse: те, що отримав би пацієнт, надходить персоналу

rehearse-which =
    <b>Яка процедура?</b>

    Вам надійде все, що отримав би пацієнт після щойно завершеного сеансу, — усе за хвилину. Пацієнтам нічого не надійде.
rehearse-begins = { $number ->
        [one] <b>Репетиція: { $procedure }</b>

    За хвилину надійде { $number } повідомлення; у ньому вказано, коли його отримав би пацієнт після щойно завершеного сеансу. /cancel — закінчити раніше.
        [few] <b>Репетиція: { $procedure }</b>

    За хвилину надійдуть { $number } повідомлення; у кожному вказано, коли його отримав би пацієнт після щойно завершеного сеансу. /cancel — закінчити раніше.
       *[other] <b>Репетиція: { $procedure }</b>

    За хвилину надійде { $number } повідомлень; у кожному вказано, коли його отримав би пацієнт після щойно завершеного сеансу. /cancel — закінчити раніше.
    }
rehearse-day = { $number ->
        [0] У день сеансу · { $moment }
       *[other] День { $number } · { $moment }
    }
rehearse-message =
    <i>{ $day }</i>

    { $text }
rehearse-over = Це все. Пацієнтам нічого не надіслано.
rehearse-ended = Репетицію закінчено.
rehearse-inert-toast = Це репетиція: тут відповів би пацієнт.
