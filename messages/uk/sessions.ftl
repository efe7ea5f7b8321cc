# Наступний сеанс знайомого пацієнта й записи на прийом: що читає й натискає персонал.
# Текст — HTML Телеграму. Текст кнопки закінчується на "-button", рядок поверх чату — на "-toast".

## Форма

sessions-title-session = <b>Ще один сеанс</b>
sessions-title-appointment = <b>Наступний прийом</b>
sessions-title-move = <b>Прийом: перенести або скасувати</b>
sessions-title-correct = <b>Виправити цей сеанс</b>
sessions-whom = Хто це? Натисніть або напишіть кілька літер імені.
sessions-nobody-yet = Останнім часом нікого не було. Напишіть кілька літер імені; новий пацієнт — /enrol
sessions-which = «{ $name }» — хто саме?
sessions-not-found = Нікого з іменем «{ $name }» немає. Напишіть іншу частину імені; новий пацієнт — /enrol
sessions-more-found = Можливо, є й інші. Напишіть, будь ласка, ім'я повніше.
sessions-patient = <b>{ $name }</b>
sessions-course = { $procedure }{ $number }
sessions-new-course = { $procedure }{ $number } (новий курс)
sessions-now = Зараз призначено: { $when }
sessions-new-time = Новий час: <b>{ $when }</b>
sessions-which-course = Який це курс?
sessions-ask-day = Якого дня? Натисніть або напишіть «24 вересня 15:00».
sessions-ask-hour = { $day }: о котрій? Натисніть або напишіть «15:20».
sessions-past = Цей час уже минув. Це був сеанс?
sessions-changed-meanwhile = Тим часом щось змінилося. Погляньте, будь ласка, ще раз.
sessions-put-away = Форму прибрано. Нічого не записано.
sessions-gone = Цього пацієнта чи курсу тут більше немає. Нічого не записано.

sessions-seen-choice = { $name } · { $day } · { $procedure }
sessions-lately-button = ‹ Хто був нещодавно
sessions-patient-button = Інший пацієнт
sessions-course-button = Курс
sessions-course-choice-button = { $procedure }{ $number }
sessions-other-procedure-button = Інша процедура…
sessions-day-button = { $day }
sessions-same-time-button = { $time }, як минулого разу
sessions-move-button = Перенести: { $when }
sessions-call-off-this-button = ❌ Скасувати: { $when }
sessions-besides-button = Записати ще й на інший час
sessions-was-session-button = Так, це був сеанс
sessions-go-ahead-button = ⚠️ Усе одно записати
sessions-never-button = Сеансу не було

## Що говорить проти цього часу

sessions-caution-same-day = Цього дня вже є сеанс цієї процедури або запис на неї.
sessions-caution-too-often = { $most ->
        [one] Занадто часто: також { $days }. За сім днів — не більше { $most } сеансу.
       *[other] Занадто часто: також { $days }. За сім днів — не більше { $most } сеансів.
    }
sessions-caution-too-soon = { $number ->
        [one] Від { $day } — лише { $number } день; рекомендовано не менше { $least }.
        [few] Від { $day } — лише { $number } дні; рекомендовано не менше { $least }.
       *[other] Від { $day } — лише { $number } днів; рекомендовано не менше { $least }.
    }
sessions-caution-too-late = { $number ->
        [one] Від { $day } — уже { $number } день; рекомендовано не більше { $most }.
        [few] Від { $day } — уже { $number } дні; рекомендовано не більше { $most }.
       *[other] Від { $day } — уже { $number } днів; рекомендовано не більше { $most }.
    }
sessions-caution-too-many = Сеанс { $number }: у курсі не більше { $most }.
sessions-caution-beyond-plan = Сеанс { $number }: заплановано { $planned }.
sessions-caution-again = { $months ->
        [one] Попередній курс закінчився { $last }; повний курс знову — лише через { $months } місяць, з { $since }.
        [few] Попередній курс закінчився { $last }; повний курс знову — лише через { $months } місяці, з { $since }.
       *[other] Попередній курс закінчився { $last }; повний курс знову — лише через { $months } місяців, з { $since }.
    }
sessions-caution-at-night = { $time } — це ніч. Усе правильно?
sessions-caution-unkept = { $number ->
        [one] Запитайте, будь ласка, про дні перед сеансом: { $topics } (просимо утриматися вже за { $number } день до сеансу).
        [few] Запитайте, будь ласка, про дні перед сеансом: { $topics } (просимо утриматися вже за { $number } дні до сеансу).
       *[other] Запитайте, будь ласка, про дні перед сеансом: { $topics } (просимо утриматися вже за { $number } днів до сеансу).
    }

## Що зроблено

sessions-recorded =
    ✅ Сеанс записано:
    { $summary }
sessions-corrected =
    ✅ Виправлено:
    { $summary }
sessions-booked =
    ✅ Прийом призначено:
    { $summary }
sessions-moved =
    ✅ Прийом перенесено:
    { $summary }
    раніше: { $before }
sessions-called-off =
    ❌ Прийом скасовано:
    <b>{ $name }</b>
    { $procedure } · { $when }
sessions-answers = Це був прийом на { $time }.
sessions-told = Пацієнту повідомимо, що змінилося.
sessions-not-told = Пацієнта не підключено: нічого не надсилаємо.
sessions-never-held = Запис прибрано: цього сеансу не було (<b>{ $name }</b>).

sessions-undone-session = Сеанс прибрано: <b>{ $name }</b>.
sessions-undone-booking = Прийом прибрано: <b>{ $name }</b>.
sessions-undone-move = Час знову попередній: <b>{ $name }</b>.
sessions-undone-said = Прийом знову без відповіді: <b>{ $name }</b>.
sessions-undo-late-toast = П'ять хвилин минули, або щось змінилося. Виправити чи перенести можна на картці: /day
sessions-changed-toast = Тим часом це хтось змінив.

## Чи відбувся прийом?

sessions-was = { $number ->
        [1] <b>Чи відбувся цей прийом?</b>
       *[other] <b>Чи відбулися ці прийоми?</b>
    }
sessions-was-passed-on = { $mornings ->
        [one] Вранці запитували { $mornings } раз, відповіді немає. Доки ніхто не відповість, повідомлення про догляд не надсилаються:
        [few] Вранці запитували { $mornings } рази, відповіді немає. Доки ніхто не відповість, повідомлення про догляд не надсилаються:
       *[many] Вранці запитували { $mornings } разів, відповіді немає. Доки ніхто не відповість, повідомлення про догляд не надсилаються:
    }
sessions-was-one =
    <b>Прийом відбувся?</b>
    { $line }
sessions-line = { $name } · { $when } · { $procedure }{ $number }
sessions-was-button = ❓ { $name }
sessions-held-button = ✅ Відбувся
sessions-missed-button = Не прийшли
sessions-called-off-button = Скасовано
sessions-held =
    ✅ Відбувся:
    { $line }
sessions-missed =
    Не прийшли:
    { $line }
sessions-cancelled =
    ❌ Скасовано:
    { $line }
sessions-held-toast = Уже відповіли: відбувся.
sessions-missed-toast = Уже відповіли: не прийшли.
sessions-cancelled-toast = Уже відповіли: скасовано.
sessions-to-come-toast = Цей прийом ще не почався.
sessions-all-answered = Дякуємо, більше запитань немає.

## Ніхто не записався

sessions-unbooked =
    <b>Немає наступного прийому: { $name }</b>
    { $procedure }{ $number }, останній раз { $when }

    Настав час наступного сеансу, а на нагадування пацієнт не відповів.
sessions-later-button = За тиждень
sessions-later = <b>{ $name }</b>: запитаємо ще раз { $day }, якщо прийому не призначать.

## День і картка

sessions-session-button = ➕ Сеанс
sessions-next-button = 📅 Прийом
sessions-finish-button = 🏁 Завершити курс
sessions-finish-of-button = 🏁 Завершити: { $procedure }
sessions-finished = 🏁 Курс завершено: <b>{ $name }</b>, { $procedure }.
sessions-resumed = Курс триває: <b>{ $name }</b>, { $procedure }.
sessions-finished-toast = Цей курс уже завершено.
sessions-still-booked-toast = Ще призначено прийом. Спершу скасуйте його, будь ласка.
sessions-correct-button = Виправити { $day }
sessions-card-course = { $procedure }{ $number }
sessions-card-next = наступний { $when }
sessions-card-no-next = прийом не призначено
sessions-card-finished = завершено
sessions-card-message = Останнє повідомлення { $when }: { $outcome }
sessions-outcome-delivered = доставлено
sessions-outcome-expired = не надіслано, час минув
sessions-outcome-dropped = не надіслано, уже не актуальне
sessions-outcome-refused = Телеграм його не прийняв
sessions-outcome-uncertain = невідомо, чи дійшло

sessions-standing-confirmed = ✓ підтверджено
sessions-standing-move-asked = 🔁 просять перенести
sessions-standing-was-it-held = ❓ чи відбувся?
sessions-standing-missed = не прийшли
sessions-standing-called-off = скасовано

## Меню команд

staff-session-command = Ще один сеанс знайомого пацієнта
staff-next-command = Призначити, перенести або скасувати прийом
