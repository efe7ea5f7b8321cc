# /why: что запланировано и отправлено пациенту и почему. Читают сотрудники. Текст — HTML Телеграма.

why-how =
    Чьи сообщения показать? Напишите имя после команды: <code>/why Анна К</code>

    Достаточно начала имени. Или нажмите «Почему?» на карточке в /day.
why-nobody = Никого с именем «{ $name }» нет. Достаточно начала имени; карточки на сегодня — /day
why-several = <b>Кто именно?</b>
why-several-line = { $number }. { $summary }
why-many = Есть и другие. Напишите, пожалуйста, имя полнее.

why-title = <b>{ $name }</b>: все сообщения и почему так
why-standing = Сейчас: { $standing }
why-zone = Время — по часам клиники ({ $clinic }). Часы пациента: { $patient }.
why-page = Страница { $page } из { $pages }
why-none = Пока ничего не запланировано. План появляется, когда пациент соглашается.
why-now = <i>— сейчас: { $now } —</i>
why-line = { $time } { $what } — { $standing }

why-button = Почему?
why-older-button = ‹ Раньше
why-newer-button = Позже ›
why-card-button = Карточка

## Что это. $topics — подписи.

why-kind-instructions = чего избегать после сеанса
why-kind-nudge = напоминание о том, что ещё действует ({ $topics })
why-kind-ease-off = вопрос, можно ли уже закончить ({ $topics })
why-kind-lifted = сообщение, что срок закончился ({ $topics })
why-kind-check-in = вопрос, как кожа
why-kind-prepare = чего избегать перед сеансом ({ $topics })
why-kind-changed = вопрос, не изменилось ли что-нибудь
why-appointment-booked = о приёме: назначен
why-appointment-moved = о приёме: новое время
why-appointment-cancelled = о приёме: отменён
why-appointment-eve = о приёме: уже завтра
why-kind-next-due = можно записаться на следующий сеанс
why-kind-course-complete = курс закончен
why-kind-maintenance = предложение отдельного сеанса
why-kind-effect-fading = эффект может ослабевать
why-kind-correction = исправление сказанного раньше

# То же без подробностей: «вместе с этим: …».
why-short-instructions = чего избегать
why-short-nudge = что ещё действует
why-short-ease-off = вопрос, можно ли закончить
why-short-lifted = что закончилось
why-short-check-in = вопрос, как кожа
why-short-prepare = чего избегать перед сеансом
why-short-appointment = о приёме
why-short-next-due = о следующем сеансе
why-short-course-complete = о конце курса
why-short-maintenance = предложение сеанса
why-short-effect-fading = об эффекте
why-short-correction = исправление

why-attempt = попытка отправить
why-answer = ответ пациенту
why-answer-worried = ответ на «меня это беспокоит»: что клинике сообщили и кому звонить
why-answer-told-to-phone = просьба позвонить в клинику
why-answer-from-clinic = сообщение от клиники
why-answer-card = закреплённая памятка (без звука)
why-answer-card-put-away = конец закреплённой памятки
why-answer-today = ответ на «можно ли?»
why-answer-opted-out = подтверждение СТОП
why-answer-opted-out-already = ответ на повторный СТОП
why-answer-unclear-stop = вопрос, имелся ли в виду СТОП
why-answer-moved = о том, что сообщения теперь идут на другой телефон

## Что с ним стало

why-planned = запланировано
why-waits = ждёт: { $reason }
why-waits-until = ждёт до { $until }: { $reason }
why-sending = отправляется
why-queued = сейчас будет отправлено
why-delivered = доставлено
why-again = не доставлено, отправляем ещё раз: { $reason }
why-cancelled = отменено: { $reason }
# $when: решено не в тот момент, на который было назначено.
why-cancelled-at = отменено { $when }: { $reason }
why-dropped = не отправлено: { $reason }
why-dropped-at = не отправлено ({ $when }): { $reason }
why-refused = не доставлено: { $reason }
why-uncertain = могло не дойти: { $reason }
why-expired = не отправлено: когда подошла очередь, было уже поздно (имело смысл до { $until })
why-expired-waited = не отправлено, слишком долго ждало (имело смысл до { $until }): { $reason }

why-note-due = срок был { $due }
why-note-together = вместе с этим: { $what }
why-note-moved = должно было быть { $wanted }, перенесено: { $shift }
why-note-attempts = попытка № { $number }
why-note-repeated = с пометкой, что это может быть повтор
why-note-wrong-phone = на чужой телефон
why-note-useful = после { $until } уже не отправим

why-hold = ⚠️ с этого времени сообщения ждут: { $reason } (до { $until })
why-hold-open = ⚠️ с этого времени сообщения ждут: { $reason } (до сих пор)
why-hold-lifts = ⚠️ с этого времени нет сообщений о том, что снова можно: { $reason } (до { $until })
why-hold-lifts-open = ⚠️ с этого времени нет сообщений о том, что снова можно: { $reason } (и сейчас)

## Почему перенесено

why-shift-quiet-hours = у пациента была ночь
why-shift-day-message = вошло в одно сообщение этого дня
why-shift-pause = это было во время паузы или до согласия пациента

## Почему: каждый код, который может стоять в записи

why-reason-not-active = пациент тогда не получал сообщений
why-reason-expired = было уже поздно
why-reason-in-force-again = из-за другого сеанса этого снова нужно избегать
why-reason-nothing-left = к этому времени сказать было уже нечего
why-reason-unclear-stop = ещё не ясно, имел ли пациент в виду СТОП
why-reason-same-person = на этом телефоне две записи, и пока не сказано, один ли это человек
why-reason-complaint = пациент ответил, что кожа не успокоилась
why-reason-erasure = данные пациента вот-вот будут удалены
why-reason-quiet-hours = у пациента ночь
why-reason-one-a-day = сегодняшнее сообщение уже ушло
why-reason-not-planned = после изменений (сеанс, ответ или приём) больше не нужно
why-reason-opted-out = пациент написал СТОП
why-reason-unreachable = с пациентом больше нет связи в Телеграме
why-reason-paused = пациент попросил паузу
why-reason-undone = запись отменили
why-reason-joined = теперь это в другой записи того же человека
why-reason-erased = данные пациента удалены
why-reason-wrong-person = это был чужой телефон
why-reason-staff-removed = оно предназначалось тому, кто здесь больше не работает
why-reason-restored = оно устарело, когда данные восстановили из резервной копии
why-reason-rehearsal-ended = репетицию закончили
why-reason-superseded = его заменило более новое
why-reason-could-not-be-put-together = ошибка сервиса; подробности в журнале
why-reason-unreadable = ошибка сервиса: сохранённое не читается
why-reason-called-off = остановлено в последний момент
why-reason-plan-changed = в последний момент что-то изменилось
why-reason-behind-an-earlier-answer = сначала уходит более раннее сообщение
why-reason-waited-too-long = очередь подошла слишком поздно
why-reason-stopped = сервис останавливали
why-reason-ended-in-flight = отправка оборвалась
why-reason-found-sending = сервис остановился во время отправки
why-reason-blocked = пациент заблокировал бота
why-reason-deactivated = аккаунта в Телеграме больше нет
why-reason-chat-not-found = Телеграм не знает этого чата
why-reason-bad-request = Телеграм не принял сообщение; подробности в журнале
why-reason-unsupported = сервер Bot API не умеет отправлять такие сообщения
why-reason-flood-control = Телеграм попросил небольшой перерыв
why-reason-token-rejected = Телеграм не принял токен бота
why-reason-another-process-polls = этим ботом пользуется другая программа
why-reason-not-sent = не было связи с Телеграмом
why-reason-server-fault = сбой в Телеграме
why-reason-no-answer = Телеграм не ответил

staff-why-command = Сообщения пациента и почему: /why Анна К
staff-rehearse-command = Увидеть сообщения глазами пациента

## /rehearse: то, что получил бы пациент, приходит сотруднику

rehearse-which =
    <b>Какая процедура?</b>

    Вам придёт всё, что получил бы пациент после только что закончившегося сеанса, — целиком за минуту. Пациентам ничего не уйдёт.
rehearse-begins = { $number ->
        [one] <b>Репетиция: { $procedure }</b>

    За минуту придёт { $number } сообщение; в нём указано, когда его получил бы пациент после только что закончившегося сеанса. /cancel — закончить раньше.
        [few] <b>Репетиция: { $procedure }</b>

    За минуту придут { $number } сообщения; в каждом указано, когда его получил бы пациент после только что закончившегося сеанса. /cancel — закончить раньше.
       *[other] <b>Репетиция: { $procedure }</b>

    За минуту придёт { $number } сообщений; в каждом указано, когда его получил бы пациент после только что закончившегося сеанса. /cancel — закончить раньше.
    }
rehearse-day = { $number ->
        [0] В день сеанса · { $moment }
       *[other] День { $number } · { $moment }
    }
rehearse-message =
    <i>{ $day }</i>

    { $text }
rehearse-over = Это всё. Пациентам ничего не отправлено.
rehearse-ended = Репетиция закончена.
rehearse-inert-toast = Это репетиция: здесь ответил бы пациент.
