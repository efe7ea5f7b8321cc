# Що пацієнти читають про догляд після процедури.
#
# Перший рядок видно на заблокованому екрані: у ньому немає ні процедури, ні частин тіла, нічого
# особистого. Радимо, а не забороняємо. Нічого не обіцяємо і нічого не називаємо безпечним.


## Від чого утриматися. Перша форма — назва, друга стоїть після «утриматися від».

topic-hot-baths = гарячі ванни
topic-hot-baths-without = гарячих ванн
topic-sauna = сауна та парна
topic-sauna-without = сауни та парної
topic-sun-baths = засмага на сонці
topic-sun-baths-without = засмаги на сонці
topic-solarium = солярій
topic-solarium-without = солярію
topic-makeup = макіяж
topic-makeup-without = макіяжу
topic-alcohol = алкоголь та інші шкідливі звички
topic-alcohol-without = алкоголю та інших шкідливих звичок
topic-heat = гаряча вода й гаряче повітря (наприклад, сауна)
topic-heat-without = гарячої води й гарячого повітря (наприклад, сауни)
topic-direct-sun = пряме сонце на оброблених ділянках
topic-direct-sun-without = прямого сонця на оброблених ділянках
topic-washing-hair = миття голови
topic-washing-hair-without = миття голови


## Що робити. Стоїть після «будь ласка».

duty-keep-clean = тримайте оброблені ділянки в чистоті


## Процедури й ділянки: для персоналу та для паперу, але не для першого рядка.

procedure-oxygen-mesotherapy = Киснева мезотерапія
procedure-face-mesotherapy = Мезотерапія обличчя
procedure-body-mesotherapy = Мезотерапія тіла
procedure-scalp-mesotherapy = Мезотерапія шкіри голови
procedure-electroporation = Електропорація
procedure-cryo-electroporation = Кріоелектропорація
procedure-sonophoresis = Сонофорез
procedure-iontophoresis = Іонофорез
procedure-meso-roller-home = Мезоролер удома
area-face = обличчя
area-neck = шия
area-body = тіло
area-arms = руки
area-legs = ноги
area-buttocks = сідниці
area-back = спина
area-abdomen = живіт
area-chest = груди
area-decollete = декольте


## Перші рядки

aftercare-hello = Вітаємо! Це <b>{ $clinic }</b>. Кілька порад на найближчі дні.
aftercare-hello-again = Вітаємо! Це знову <b>{ $clinic }</b>. Нові дати на найближчі дні.
aftercare-hello-news = Добрий день! Це <b>{ $clinic }</b>.
aftercare-hello-nudge = Коротке нагадування від <b>{ $clinic }</b>.
aftercare-hello-correction = Це <b>{ $clinic }</b>. Хочемо дещо виправити.
# Коли одним телефоном користуються двоє.
aftercare-for-name = { $name }, це повідомлення для вас.
aftercare-repeated = <i>Можливо, ви вже отримали це повідомлення.</i>


## Рядки списку. $topics — у родовому відмінку.

aftercare-line = від { $topics } — до <b>{ $until }</b>
# $eases: відтоді — лише доки шкіра ще реагує.
aftercare-line-eases = від { $topics } — до <b>{ $eases }</b>; якщо й тоді помітна реакція шкіри — до { $until }
aftercare-line-while = від { $topics } — до <b>{ $until }</b>, якщо ще помітна реакція шкіри
# Під будь-яким заголовком.
aftercare-line-alone = утриматися { $line }
aftercare-line-from = від { $topics } — з <b>{ $begins }</b>
aftercare-line-before = від { $topics } — уже за { $length } до сеансу
# Стоїть після «за» та «через»: «уже за 7 днів до сеансу», «через 1 день після сеансу».
aftercare-days = { $days ->
    [one] { $days } день
    [few] { $days } дні
    [many] { $days } днів
   *[other] { $days } дня
}
aftercare-hours = { $hours ->
    [one] { $hours } годину
    [few] { $hours } години
    [many] { $hours } годин
   *[other] { $hours } години
}
# Час сеансу за годинником клініки, якщо в пацієнта він інший.
aftercare-clinic-time = { $moment } (за часом клініки, { $city })


## Поради

aftercare-avoid-after = Після сеансу { $held } просимо утриматися:
aftercare-avoid-now = Просимо утриматися:
aftercare-nothing-now = Зараз утримуватися ні від чого не потрібно.
aftercare-counted-in = Тут враховано і ваш сеанс { $at }.
aftercare-avoid-before = Перед сеансом { $at } просимо утриматися:
aftercare-avoid-before-next = Перед наступним сеансом просимо знову утриматися:
# Курс із частих сеансів.
aftercare-each-session = З кожним сеансом курсу строки починаються заново: найдовший завершиться через { $length } після останнього сеансу.
# $duty — одне з «Що робити» вище.
aftercare-do = Будь ласка, { $duty } до <b>{ $until }</b>.
aftercare-reactions-needled = Можливі почервоніння або набряк; за пару днів вони мають зменшитися.
aftercare-call = Зателефонуйте нам, будь ласка, якщо реакція шкіри не минає, посилюється чи турбує вас, а також у разі ознобу, запаморочення, запалення чи алергічної реакції:
    { $telephone } ({ $hours })
# Після ін'єкцій зважати треба й на інше.
aftercare-call-needled = Зателефонуйте нам, будь ласка, якщо реакція шкіри не минає, посилюється чи турбує вас, а також у разі ознобу, запаморочення, запалення, алергічної реакції, ущільнень, гематом, пігментних плям чи ознак інфекції:
    { $telephone } ({ $hours })
aftercare-call-short = Маєте запитання? Телефонуйте: { $telephone } ({ $hours })
aftercare-emergency = Якщо вам важко дихати, набрякають губи, обличчя чи горло або ви знепритомніли — одразу телефонуйте <b>{ $emergency }</b>.
aftercare-leave = /today — від чого утриматися зараз. Щоб більше не отримувати повідомлень, напишіть СТОП.


## Нагадування, завершення, виправлення

aftercare-nudge = Будь ласка, поки що утримайтеся { $line }.
aftercare-nudge-several = Будь ласка, поки що утримайтеся:
aftercare-lifted = Час без { $topics } минув.
aftercare-again-from = З <b>{ $begins }</b> і до сеансу { $at } просимо знову утриматися від { $topics }.
aftercare-again-next = Уже за { $length } до наступного сеансу просимо знову утриматися від { $topics }.
aftercare-lifted-wait = Якщо шкіра ще не заспокоїлася, зачекайте, будь ласка, і зателефонуйте нам: { $telephone } ({ $hours })
aftercare-corrected = Ми виправили час чи дані вашого сеансу або наші поради, тож дати могли змінитися. Орієнтуйтеся, будь ласка, на це повідомлення.
aftercare-undone = Ми помилково записали вам зайвий сеанс. Не зважайте, будь ласка, на те, що ми про нього писали.


## Відповідь на /today

aftercare-today = Станом на { $moment }:
aftercare-today-over = Уже не в списку: { $topics }.


## Пам'ятка на папері

aftercare-sheet-title = Ваша пам'ятка
aftercare-sheet-session = { $procedure }, { $held }
aftercare-sheet-areas = Ділянка: { $areas }
aftercare-sheet-dated = Надруковано { $date }. Після наступного сеансу дати зміняться: попросіть тоді, будь ласка, нову пам'ятку.
