# Що читає й натискає персонал і за якими словами розуміється те, що він пише.
# Текст — HTML Телеграму. Текст кнопки закінчується на "-button", рядок поверх чату — на "-toast".

## Кому що можна

staff-only-toast = Ця кнопка — для персоналу клініки.
staff-gone-toast = Ця кнопка застаріла. Список на сьогодні: /day
staff-claim-how = Надішліть код, який надрукував сервіс, ось так: <code>/claim K7QM-4RXD</code>
staff-claimed =
    Вітаємо! Тепер ви тут власник: <b>{ $clinic }</b>.

    Запишіть першого пацієнта: /enrol
staff-claim-already = Ви вже власник. Код не використано.
staff-claim-wrong = { $tries ->
        [0] Код неправильний або застарів. Спроб не лишилося: надрукуйте новий командою <code>reminder claim-code</code>.
        [one] Код неправильний або застарів. Лишилася { $tries } спроба.
        [few] Код неправильний або застарів. Лишилися { $tries } спроби.
       *[other] Код неправильний або застарів. Лишилося { $tries } спроб.
    }
staff-start =
    <b>{ $clinic }</b>: нагадування після процедур.

    /enrol — записати пацієнта після сеансу
    /session — ще один сеанс знайомого пацієнта
    /next — призначити, перенести або скасувати прийом
    /day — список на сьогодні: хто підключений, на кого чекаємо
    /help — як записати одним рядком і одразу кількох
staff-help =
    <b>Записати одним дотиком:</b> /enrol і «Підтвердити». Час «зараз», звичайну процедуру й мову клініки вже підставлено.

    <b>Або одним рядком,</b> у будь-якому порядку, через «;»:
    <code>/enrol Анна К; киснева; сьогодні 14:30; 1/9</code>
    Ім'я не обов'язкове. Зрозуміло й так: «вчора о 10», «пн 14:30», «21 вересня 14:30», «обличчя, шия», «en».

    <b>Одразу кількох:</b> кожного з нового рядка, у кожному рядку «;». Для кожного надійде посилання, яке можна скопіювати й надіслати.

    Пацієнт сканує код і погоджується — і ваше повідомлення зміниться на «Підключено». Немає Телеграму? Натисніть «Роздрукувати».

    <b>Знайомий пацієнт:</b> /session — ще один сеанс; /next — призначити, перенести або скасувати прийом. Натисніть на пацієнта або напишіть одним рядком:
    <code>/session Анна К; сьогодні 14:30; 3/9</code>
    <code>/next Анна К; 24 вересня 15:00</code>

    /day — список на сьогодні, виправлення й коди; на інший день: /day вчора
    /why Анна — повідомлення пацієнта: що надіслано, що заплановано і чому
    /rehearse — повідомлення після процедури: надійдуть вам так, як їх отримав би пацієнт
    /protocols — протоколи: що підписано і що припускається
    /cancel — прибрати відкриту форму або закінчити репетицію
    /invite, /staff — для власників: хто тут працює

## Форма

staff-form = <b>Новий пацієнт</b>
staff-form-correct = <b>Виправити запис</b>
staff-form-name = Ім'я: { $name }
staff-form-name-none = Ім'я: без імені («{ $name }»)
staff-form-procedure = Процедура: { $procedure }
staff-form-procedure-none = Процедура: <b>оберіть, будь ласка</b>
staff-form-held = Сеанс відбувся: <b>{ $when }</b>
staff-form-appointment = Прийом призначено: <b>{ $when }</b>
staff-form-number = У курсі: { $number }
staff-form-number-none = У курсі: не вказано
staff-form-areas = Ділянки: { $areas }
staff-form-language = Мова пацієнта: { $language }

staff-form-ask-name = Напишіть ім'я так, як хочете бачити його у списку.
staff-form-ask-when = Напишіть час: «сьогодні 14:30», «вчора о 9», «21 вересня 14:30».
staff-form-ask-number = Котрий це сеанс курсу? Натисніть або напишіть «3/9».
staff-form-ask-procedure = Яка процедура?
staff-form-ask-areas = Які ділянки обробили?
staff-form-ask-language = Якою мовою пацієнту зручно читати?
staff-form-ask-hour = { $day }: о котрій годині?
staff-form-ask-minute = { $day }: о котрій?
staff-form-still-to-come = Цей час ще не настав. Це запис на прийом?
staff-form-namesake = ℹ️ { $name } вже є у списку ({ $procedure }, { $day }). Ще один сеанс тієї самої людини: /session
staff-form-too-far = Це далі ніж за рік. Перевірте, будь ласка, дату.
staff-form-no-procedure = Оберіть, будь ласка, процедуру.
staff-form-bad-name = Це не схоже на ім'я: потрібні літери, не більше 64 знаків.

staff-doubt-unknown = Незрозуміло: «{ $text }»
staff-doubt-twice = Сказано двічі: «{ $text }»
staff-doubt-several-procedures = Так починаються кілька процедур: «{ $text }». Котра з них?
staff-doubt-area-or-procedure = «{ $text }» — яка це була процедура?
staff-doubt-day-or-time = «{ $text }» — день чи час? Напишіть 12:03 або 12.03 14:30.
staff-doubt-no-time = «{ $text }» — о котрій?
staff-doubt-no-such-time = Такого часу немає: «{ $text }»

staff-confirm-button = ✅ Підтвердити
staff-cancel-button = Скасувати
staff-back-button = ‹ Назад
staff-done-button = Готово
staff-name-button = Ім'я
staff-procedure-button = Процедура
staff-when-button = Коли
staff-number-button = Номер у курсі
staff-areas-button = Ділянки
staff-language-button = Мова
staff-no-name-button = Без імені
staff-now-button = Зараз
staff-today-button = Сьогодні…
staff-yesterday-button = Вчора…
staff-tomorrow-button = Завтра…
staff-no-number-button = Не вказувати
staff-appointment-button = Так, запис на прийом
staff-without-button = Продовжити без цього
staff-chosen-button = ✓ { $text }

staff-form-cancelled = Форму прибрано. Хто в ній лишався, того не записано.
staff-form-none = Відкритої форми немає. Нова: /enrol
staff-form-closed-toast = Цю форму вже закрито.

staff-batch = { $number ->
        [one] <b>{ $number } пацієнт</b>
        [few] <b>{ $number } пацієнти</b>
       *[other] <b>{ $number } пацієнтів</b>
    }
staff-batch-wrong = ⚠️ { $line }
staff-batch-fix = Рядки з ⚠️ лишаться тут, доки ви не надішлете їх ще раз.
staff-batch-many = Це забагато за один раз: будь ласка, не більше { $most } рядків.
staff-confirm-all-button = { $number ->
        [one] ✅ Підтвердити
       *[other] ✅ Підтвердити всіх ({ $number })
    }
staff-confirm-clear-button = ✅ Підтвердити зрозумілі ({ $number })
staff-appointments-button = Майбутні — записи на прийом ({ $number })

## Записаний пацієнт

staff-nameless = без імені
staff-guest = Гість { $time }
staff-summary =
    <b>{ $name }</b>
    { $procedure } · { $when }{ $number }
staff-appointment-at = прийом { $when }
staff-number = сеанс { $number }
staff-number-of = сеанс { $number } з { $of }
staff-enrolled =
    Записано:
    { $summary }
staff-enrolled-several = { $number ->
        [one] Записано { $number } пацієнта. Посилання — наступним повідомленням.
       *[other] Записано { $number } пацієнтів. Посилання — наступними повідомленнями.
    }
staff-link-caption =
    { $summary }

    Дайте пацієнту відсканувати код або надішліть посилання:
    { $link }

    Діє до { $until }. Це повідомлення зміниться, коли пацієнт погодиться.
staff-link-to-copy =
    { $summary }

    Скопіюйте й надішліть:
    <code>{ $link }</code>

    Діє до { $until }.
staff-print-button = 🖨 Роздрукувати
staff-decline-button = Відмова
staff-undo-button = Повернути як було
staff-correct-button = Виправити
staff-connected-caption =
    ✅ Підключено: <b>{ $telegram }</b> у Телеграмі

    { $summary }
staff-connected-right =
    { $text }

    Підтверджено: саме ця людина.
staff-right-button = Усе правильно
staff-wrong-button = Не та людина
staff-wrong-ask =
    { $text }

    Відключити цей телефон від пацієнта? Повідомлення на нього одразу припиняться, а ви отримаєте нове посилання.
staff-wrong-sure-button = Так, не та людина
staff-wrong-done =
    { $summary }

    Чужий телефон більше нічого не отримає. Нове посилання — наступним повідомленням.
staff-wrong-phone-told = Цей телефон підключили до клініки помилково ({ $clinic }). Будь ласка, не зважайте на те, що тут написано; повідомлень більше не буде.

staff-undone =
    Запис скасовано:
    { $summary }
staff-undone-told =
    Запис скасовано:
    { $summary }

    Пацієнта вже було підключено, ми йому повідомимо.
staff-undo-late-toast = П'ять хвилин минули. Натисніть «Виправити».
staff-declined =
    Відмова, нічого надсилати не будемо:
    { $summary }
staff-declined-late-toast = Пацієнта підключено. Відписатися можна словом СТОП.
staff-printed =
    Роздрукуйте для пацієнта:
    { $summary }
staff-sheet-file = pamiatka
staff-on-paper =
    На папері:
    { $summary }
staff-corrected =
    ✅ Виправлено:
    { $summary }
staff-corrected-told =
    ✅ Виправлено, план пацієнта теж:
    { $summary }

## Хто це?

staff-who-is-it =
    <b>Це та сама людина?</b>
    { $summary }

    З цього телефону (<b>{ $telegram }</b> у Телеграмі) вже підключено: { $known }. Доки ви не відповісте, повідомлень «знову можна» туди не буде.
staff-who-button = ❓ Та сама людина?
staff-same-person-button = Та сама: { $name }
staff-another-person-button = Інша людина, спільний телефон
staff-same-person =
    Одна людина — тепер і історія одна:
    { $summary }
staff-another-person =
    Інша людина з тим самим телефоном, повідомлення починатимуться з імені:
    { $summary }
staff-placed-toast = Це вже вирішено.

## День і картка

staff-day = <b>{ $date }</b>
staff-day-empty = Нікого немає. Записати пацієнта: /enrol
staff-day-seen = <b>Були або записані</b>
staff-day-to-come = <b>Призначено прийом</b>
staff-day-line = { $time } { $name } — { $standing }
staff-day-more = … і ще { $number }
staff-standing-waiting = чекаємо на підключення
staff-standing-connected = підключено
staff-standing-on-paper = на папері
staff-standing-declined = відмова
staff-standing-refused = натиснули «це не мені»
staff-standing-expired = строк посилання минув
staff-standing-unreachable = зв'язку немає
staff-standing-left = відписалися
staff-standing-undone = запис скасовано
staff-card =
    { $summary }

    { $standing }
staff-card-in-force = <b>Зараз діє:</b>
staff-card-nothing = Зараз обмежень немає.
staff-qr-again-button = Показати код
staff-qr-another-phone-button = Код для іншого телефону
staff-day-before-button = ‹ { $day }
staff-day-after-button = { $day } ›
staff-today-only-button = Сьогодні

staff-unopened = { $number ->
        [one] <b>Це посилання ще ніхто не відкрив:</b>
       *[other] <b>Ці посилання ще ніхто не відкрив:</b>
    }
    { $patients }
staff-qr-again-of-button = Код: { $name }
staff-left = { $number ->
        [one] <b>Більше не отримує тут повідомлень:</b>
       *[other] <b>Більше не отримують тут повідомлень:</b>
    }
    { $patients }

    Що ще важливо сказати про догляд: телефоном або роздрукованою пам'яткою.
staff-left-line = • { $name }
staff-left-button = 🖨 { $name }
staff-day-unreached = <b>Повідомлення не доходять: будь ласка, зателефонуйте</b>
staff-day-unreached-line = • { $name } — { $standing }
staff-day-unreached-button = 📵 { $name }
staff-set-aside = Повідомлення з одного чату опрацювати не вдалося (запис { $entry } серед вхідних; причина в журналі). Якщо це міг бути СТОП або запитання пацієнта, подивіться /day і зателефонуйте.
staff-hint = Записати пацієнта — /enrol, список на сьогодні — /day, підказка — /help.

## Меню команд

staff-enrol-command = Записати пацієнта після сеансу
staff-day-command = Список на сьогодні
staff-help-command = Як це працює
staff-cancel-command = Закрити розпочату форму

## За якими словами розуміється написане: через |

staff-read-now = зараз | щойно | тільки що
staff-read-today = сьогодні
staff-read-yesterday = вчора | учора
staff-read-before-yesterday = позавчора
staff-read-tomorrow = завтра
staff-read-next = наступний | наступна | наступне | наступну | найближчий | найближча | найближче | найближчу
staff-read-at = о | об | в | у | на
staff-read-hours = год | година | години | годині | годин
staff-read-morning = ранку | ранком | зранку | вранці
staff-read-afternoon = дня | вечора | ввечері | увечері | пополудні
staff-read-of = з | із | зі
staff-read-session = сеанс
staff-read-and = і | й | та
staff-read-no-name = без імені | імені немає | анонім
staff-read-guest = гість | гостя | клієнт | клієнтка | пацієнт | пацієнтка
staff-read-procedure-oxygen-mesotherapy = кисень | киснева | кисневу | киснева мезо | кисневу мезотерапію | кисневої мезотерапії
staff-read-procedure-face-mesotherapy = мезо обличчя | мезотерапію обличчя | мезотерапії обличчя
staff-read-procedure-body-mesotherapy = мезо тіла | мезотерапію тіла | мезотерапії тіла | ліполітики
staff-read-procedure-scalp-mesotherapy = мезо голови | мезотерапія голови | мезотерапію голови | волосся | голова
staff-read-procedure-electroporation = електро | електропорацію | електропорації
staff-read-procedure-cryo-electroporation = кріо | кріоелектропорацію | кріоелектропорації
staff-read-procedure-sonophoresis = соно | ультразвук | фонофорез | сонофорезу
staff-read-procedure-iontophoresis = іоно | іонофорезу
staff-read-procedure-meso-roller-home = мезоролер | ролер | дермаролер
staff-read-area-face = обличчя | лице
staff-read-area-neck = шия | шию | шиї
staff-read-area-body = тіло | тіла | все тіло | усе тіло
staff-read-area-arms = рука | руки | рук
staff-read-area-legs = нога | ноги | ніг | стегна | стегно
staff-read-area-buttocks = сідниці | сідниць
staff-read-area-back = спина | спину | спини
staff-read-area-abdomen = живіт | живота
staff-read-area-chest = груди | грудей
staff-read-area-decollete = декольте | зона декольте
