# Следующий сеанс знакомого пациента и записи на приём: что читают и нажимают сотрудники.
# Текст — HTML Телеграма. Текст кнопки кончается на "-button", строка поверх чата — на "-toast".

## Форма

sessions-title-session = <b>Ещё один сеанс</b>
sessions-title-appointment = <b>Следующий приём</b>
sessions-title-move = <b>Приём: перенести или отменить</b>
sessions-title-correct = <b>Исправить этот сеанс</b>
sessions-whom = Кто это? Нажмите или напишите несколько букв имени.
sessions-nobody-yet = В последнее время никого не было. Напишите несколько букв имени; новый пациент — /enrol
sessions-which = «{ $name }» — кто именно?
sessions-not-found = «{ $name }» — такого пациента нет. Напишите другую часть имени; новый пациент — /enrol
sessions-more-found = Возможно, есть и другие. Напишите имя подробнее.
sessions-patient = <b>{ $name }</b>
sessions-course = { $procedure }{ $number }
sessions-new-course = { $procedure }{ $number } (новый курс)
sessions-now = Сейчас назначено: { $when }
sessions-new-time = Новое время: <b>{ $when }</b>
sessions-which-course = Какой это курс?
sessions-ask-day = В какой день? Нажмите или напишите «24 сентября 15:00».
sessions-ask-hour = { $day }: во сколько? Нажмите или напишите «15:20».
sessions-past = Это время уже прошло. Это был сеанс?
sessions-changed-meanwhile = Тем временем что-то изменилось. Посмотрите, пожалуйста, ещё раз.
sessions-put-away = Форма убрана. Ничего не записано.
sessions-gone = Этого пациента или курса здесь больше нет. Ничего не записано.

sessions-seen-choice = { $name } · { $day } · { $procedure }
sessions-lately-button = ‹ Кто был недавно
sessions-patient-button = Другой пациент
sessions-course-button = Курс
sessions-course-choice-button = { $procedure }{ $number }
sessions-other-procedure-button = Другая процедура…
sessions-day-button = { $day }
sessions-same-time-button = { $time }, как в прошлый раз
sessions-move-button = Перенести: { $when }
sessions-call-off-this-button = ❌ Отменить { $when }
sessions-besides-button = Записать ещё и на другое время
sessions-was-session-button = Да, это был сеанс
sessions-go-ahead-button = ⚠️ Всё равно записать
sessions-never-button = Сеанса не было

## Что говорит против этого времени

sessions-caution-same-day = В этот день уже есть сеанс или приём на эту процедуру.
sessions-caution-too-often = Слишком часто: также { $days }. За семь дней — не больше { $most } сеансов.
sessions-caution-too-soon = { $number ->
        [one] Разница с { $day } — только { $number } день; рекомендуется не меньше { $least }.
        [few] Разница с { $day } — только { $number } дня; рекомендуется не меньше { $least }.
       *[other] Разница с { $day } — только { $number } дней; рекомендуется не меньше { $least }.
    }
sessions-caution-too-late = { $number ->
        [one] С { $day } прошёл { $number } день; рекомендуется не больше { $most }.
        [few] С { $day } прошло { $number } дня; рекомендуется не больше { $most }.
       *[other] С { $day } прошло { $number } дней; рекомендуется не больше { $most }.
    }
sessions-caution-too-many = Сеанс { $number }: в курсе не больше { $most }.
sessions-caution-beyond-plan = Сеанс { $number }: запланировано { $planned }.
sessions-caution-again = { $months ->
        [one] Прошлый курс закончился { $last }; полный курс снова — только через { $months } месяц, с { $since }.
        [few] Прошлый курс закончился { $last }; полный курс снова — только через { $months } месяца, с { $since }.
       *[other] Прошлый курс закончился { $last }; полный курс снова — только через { $months } месяцев, с { $since }.
    }
sessions-caution-at-night = { $time } — это ночь. Всё верно?
sessions-caution-unkept = { $number ->
        [one] Спросите, пожалуйста, о днях до сеанса: { $topics } (воздержаться просим уже за { $number } день до сеанса).
        [few] Спросите, пожалуйста, о днях до сеанса: { $topics } (воздержаться просим уже за { $number } дня до сеанса).
       *[other] Спросите, пожалуйста, о днях до сеанса: { $topics } (воздержаться просим уже за { $number } дней до сеанса).
    }

## Что сделано

sessions-recorded =
    ✅ Сеанс записан:
    { $summary }
sessions-corrected =
    ✅ Исправлено:
    { $summary }
sessions-booked =
    ✅ Приём назначен:
    { $summary }
sessions-moved =
    ✅ Приём перенесён:
    { $summary }
    раньше: { $before }
sessions-called-off =
    ❌ Приём отменён:
    <b>{ $name }</b>
    { $procedure } · { $when }
sessions-answers = Это был приём на { $time }.
sessions-told = Пациенту сообщим, что изменилось.
sessions-not-told = Пациент не подключён: ничего не отправляем.
sessions-never-held = Запись убрана: этого сеанса не было (<b>{ $name }</b>).

sessions-undone-session = Сеанс убран: <b>{ $name }</b>.
sessions-undone-booking = Приём убран: <b>{ $name }</b>.
sessions-undone-move = Время прежнее: <b>{ $name }</b>.
sessions-undone-said = Приём снова открыт: <b>{ $name }</b>.
sessions-undo-late-toast = Пять минут прошли, или запись изменилась. Исправить или перенести можно в карточке: /day
sessions-changed-toast = Тем временем это кто-то изменил.

## Был ли сеанс?

sessions-was = { $number ->
        [one] <b>Состоялся ли этот приём?</b>
       *[other] <b>Состоялись ли эти приёмы?</b>
    }
sessions-was-passed-on = { $mornings ->
        [one] Утром спрашивали { $mornings } раз, ответа нет. Пока никто не ответит, сообщения об уходе не отправляются:
        [few] Утром спрашивали { $mornings } раза, ответа нет. Пока никто не ответит, сообщения об уходе не отправляются:
       *[many] Утром спрашивали { $mornings } раз, ответа нет. Пока никто не ответит, сообщения об уходе не отправляются:
    }
sessions-was-one =
    <b>Приём состоялся?</b>
    { $line }
sessions-line = { $name } · { $when } · { $procedure }{ $number }
sessions-was-button = ❓ { $name }
sessions-held-button = ✅ Был
sessions-missed-button = Не пришли
sessions-called-off-button = Отменён
sessions-held =
    ✅ Состоялся:
    { $line }
sessions-missed =
    Не пришли:
    { $line }
sessions-cancelled =
    ❌ Отменён:
    { $line }
sessions-held-toast = Уже отмечено: состоялся.
sessions-missed-toast = Уже отмечено: не пришли.
sessions-cancelled-toast = Уже отмечено: отменён.
sessions-to-come-toast = Этот приём ещё не начался.
sessions-all-answered = Спасибо, отмечено всё.

## Никто не записался

sessions-unbooked =
    <b>Нет следующего приёма: { $name }</b>
    { $procedure }{ $number }, последний раз { $when }

    Пора на следующий сеанс, а на напоминания пациент не ответил.
sessions-later-button = Через неделю
sessions-later = <b>{ $name }</b>: спросим снова { $day }, если приёма не будет.

## День и карточка

sessions-session-button = ➕ Сеанс
sessions-next-button = 📅 Приём
sessions-finish-button = 🏁 Закончить курс
sessions-finish-of-button = 🏁 Закончить: { $procedure }
sessions-finished = 🏁 Курс закончен: <b>{ $name }</b>, { $procedure }.
sessions-resumed = Курс продолжается: <b>{ $name }</b>, { $procedure }.
sessions-finished-toast = Этот курс уже закончен.
sessions-still-booked-toast = Ещё назначен приём. Сначала отмените его, пожалуйста.
sessions-correct-button = Исправить { $day }
sessions-card-course = { $procedure }{ $number }
sessions-card-next = следующий { $when }
sessions-card-no-next = приём не назначен
sessions-card-finished = закончен
sessions-card-message = Последнее сообщение { $when }: { $outcome }
sessions-outcome-delivered = доставлено
sessions-outcome-expired = не отправлено, время прошло
sessions-outcome-dropped = не отправлено, уже не актуально
sessions-outcome-refused = Телеграм его не принял
sessions-outcome-uncertain = неизвестно, дошло ли

sessions-standing-confirmed = ✓ подтвердили
sessions-standing-move-asked = 🔁 просят перенести
sessions-standing-was-it-held = ❓ был сеанс?
sessions-standing-missed = не пришли
sessions-standing-called-off = отменён

## Меню команд

staff-session-command = Ещё один сеанс знакомого пациента
staff-next-command = Назначить, перенести или отменить приём
