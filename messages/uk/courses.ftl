# Що пацієнти читають про наступні сеанси та про курс, і що з цього бачить персонал.
#
# Перший рядок видно на заблокованому екрані: нічого особистого. Результатів не обіцяємо й нікого не
# просимо скасовувати ліки.


## Наступний сеанс. $at — його час.

course-hello = Добрий день! Це <b>{ $clinic }</b>. Щодо вашого сеансу:
course-booked = Вас записано на сеанс: <b>{ $at }</b>.
course-moved = Час вашого сеансу змінився: <b>{ $at }</b>.
course-cancelled = Сеанс { $at } не відбудеться. Щоб обрати інший час, зателефонуйте нам: { $telephone } ({ $hours })
course-eve = Ваш сеанс завтра: <b>{ $at }</b>.
course-where = Де: { $address }
course-still-avoid = До того часу, будь ласка, ще утримайтеся:
course-line-already = від { $topics } — уже зараз
course-line-until-then = від { $topics }
course-confirm-ask = Ви прийдете?
course-changed-since = Якщо з минулого разу щось змінилося у стані вашого здоров'я чи в ліках, які ви приймаєте, скажіть нам, будь ласка, заздалегідь: { $telephone } ({ $hours })


## Чи щось змінилося?

course-changed-ask = Чи з'явилося або змінилося щось таке, про що клініці треба знати до сеансу { $at }? Наприклад:
course-changed-medicines = ліки: { $medicines }
course-changed-note = Будь ласка, не припиняйте приймати призначені ліки через це повідомлення: порадьтеся зі своїм лікарем.


## Курс

course-due-from = Наступний сеанс можливий з <b>{ $opens }</b>.
course-due-now = Наступний сеанс уже можливий.
course-due-between = Наступний сеанс за планом — з <b>{ $opens }</b> до <b>{ $closes }</b>.
# $when — одне з трьох речень вище.
course-due-again = Час ще не обрано. { $when }
# Для того, хто має кілька курсів: $when — будь-який із рядків вище.
course-due-of = Це про курс, сеанс якого був { $held }. { $when }
course-due-ask = Підібрати для вас час?
course-complete = Це був останній сеанс вашого курсу. Дякуємо, що приходили до нас!
course-offers-ask = Чи можна написати вам пізніше, коли настане час нового сеансу? Це буває рідко й лише за вашою згодою.
# Стоїть перед «тому» та після «раз на» і «через».
course-months = { $months ->
    [one] { $months } місяць
    [few] { $months } місяці
    [many] { $months } місяців
   *[other] { $months } місяця
}
course-months-range = { $least }–{ $most }
course-maintenance = Останній сеанс вашого курсу був { $months } тому. Щоб підтримати ефект, зазвичай проводять один сеанс раз на { $every }.
course-fading-first = Ваш курс почався { $months } тому. Його ефект уже може слабшати.
course-fading-last = Останній сеанс вашого курсу був { $months } тому. Його ефект уже може слабшати.
course-again-after = Увесь курс можна повторити через { $months } після попереднього.
course-offer-phone = Якщо бажаєте, зателефонуйте нам: { $telephone } ({ $hours }). Ви погодилися отримувати такі повідомлення.


## Кнопки

course-confirm-button = Прийду
course-move-button = Потрібен інший час
course-unchanged-button = Нічого не змінилося
course-changed-button = Дещо змінилося
course-book-button = Запропонуйте час
course-later-button = Нагадайте пізніше
course-call-button = Зателефонуйте мені
course-offers-button = Так, напишіть
course-no_offers-button = Ні, дякую


## Після відповіді

course-said-confirm = Дякуємо, чекаємо на вас { $at }!
course-said-move = Дякуємо. Ми передали це клініці, і з вами зв'яжуться; можна й зателефонувати: { $telephone } ({ $hours }). Поки що час той самий: { $at }.
course-said-unchanged = Дякуємо, чекаємо на вас { $at }!
course-said-changed = Дякуємо, що сказали. Будь ласка, зателефонуйте нам до сеансу: { $telephone } ({ $hours }). У клініці про це теж знають.
course-said-book = Дякуємо. Ми передали це клініці, і з вами зв'яжуться; можна й зателефонувати: { $telephone } ({ $hours }).
course-said-call = Дякуємо. Ми попросили клініку зателефонувати вам. Можете зателефонувати нам і самі: { $telephone } ({ $hours }).
course-said-later = Гаразд, нагадаємо: { $day }.
course-said-later-silent = Гаразд. Зараз нагадування вам не надходять; щоб записатися, зателефонуйте: { $telephone } ({ $hours }).
course-said-offers = Дякуємо. Напишемо, коли настане час. Щоб не отримувати жодних повідомлень, напишіть СТОП.
course-said-no_offers = Гаразд, про це не писатимемо.


## Для персоналу

course-staff-move = <b>{ $name }</b>: прохання про інший час. Сеанс — { $at }.
course-staff-changed = <b>{ $name }</b>: дещо змінилося. Сеанс — { $at }; зателефонуйте, будь ласка, до початку.
course-staff-book = <b>{ $name }</b>: прохання запропонувати час наступного сеансу.
course-staff-call = <b>{ $name }</b>: прохання зателефонувати про наступний сеанс.
course-staff-next-button = Підібрати час
