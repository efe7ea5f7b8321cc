# Что пациенты читают об уходе после процедуры.
#
# Первая строка видна на заблокированном экране: в ней нет ни процедуры, ни частей тела, ничего
# личного. Советуем, а не запрещаем. Ничего не обещаем и ничего не называем безобидным.


## От чего воздержаться. Первая форма — название, вторая стоит после «воздержаться от».

topic-hot-baths = горячие ванны
topic-hot-baths-without = горячих ванн
topic-sauna = сауна и парная
topic-sauna-without = сауны и парной
topic-sun-baths = загар на солнце
topic-sun-baths-without = загара на солнце
topic-solarium = солярий
topic-solarium-without = солярия
topic-makeup = макияж
topic-makeup-without = макияжа
topic-alcohol = алкоголь и другие вредные привычки
topic-alcohol-without = алкоголя и других вредных привычек
topic-heat = горячая вода и горячий воздух (например, сауна)
topic-heat-without = горячей воды и горячего воздуха (например, сауны)
topic-direct-sun = прямое солнце на обработанных зонах
topic-direct-sun-without = прямого солнца на обработанных зонах
topic-washing-hair = мытьё головы
topic-washing-hair-without = мытья головы


## Что делать. Стоит после «пожалуйста».

duty-keep-clean = держите обработанные зоны в чистоте


## Процедуры и зоны: для сотрудников и для бумаги, но не для первой строки.

procedure-oxygen-mesotherapy = Кислородная мезотерапия
procedure-face-mesotherapy = Мезотерапия лица
procedure-body-mesotherapy = Мезотерапия тела
procedure-scalp-mesotherapy = Мезотерапия волосистой части головы
procedure-electroporation = Электропорация
procedure-cryo-electroporation = Криоэлектропорация
procedure-sonophoresis = Сонофорез
procedure-iontophoresis = Ионофорез
procedure-meso-roller-home = Мезороллер дома
area-face = лицо
area-neck = шея
area-body = тело
area-arms = руки
area-legs = ноги
area-buttocks = ягодицы
area-back = спина
area-abdomen = живот
area-chest = грудь
area-decollete = декольте


## Первые строки

aftercare-hello = Здравствуйте! Это <b>{ $clinic }</b>. Несколько рекомендаций на ближайшие дни.
aftercare-hello-again = Здравствуйте! Это снова <b>{ $clinic }</b>. Новые даты на ближайшие дни.
aftercare-hello-news = Добрый день! Это <b>{ $clinic }</b>.
aftercare-hello-nudge = Небольшое напоминание от <b>{ $clinic }</b>.
aftercare-hello-correction = Это <b>{ $clinic }</b>. Мы хотим кое-что исправить.
# Когда одним телефоном пользуются двое.
aftercare-for-name = { $name }, это сообщение для вас.
aftercare-repeated = <i>Возможно, вы уже получали это сообщение.</i>


## Строки списка. $topics — в родительном падеже.

aftercare-line = от { $topics } — до <b>{ $until }</b>
# $eases: с этого времени — только пока кожа ещё реагирует.
aftercare-line-eases = от { $topics } — до <b>{ $eases }</b>; если и тогда заметна реакция кожи — до { $until }
aftercare-line-while = от { $topics } — до <b>{ $until }</b>, если ещё заметна реакция кожи
# Под любым заголовком.
aftercare-line-alone = воздержаться { $line }
aftercare-line-from = от { $topics } — с <b>{ $begins }</b>
aftercare-line-before = от { $topics } — уже за { $length } до сеанса
# Стоит после «за» и «через»: «уже за 7 дней до сеанса», «через 1 день после сеанса».
aftercare-days = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}
aftercare-hours = { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
   *[other] { $hours } часов
}
# Время сеанса по часам клиники, если у пациента другое.
aftercare-clinic-time = { $moment } (по времени клиники, { $city })


## Рекомендации

aftercare-avoid-after = После сеанса { $held } просим воздержаться:
aftercare-avoid-now = Просим воздержаться:
aftercare-nothing-now = Сейчас воздерживаться ни от чего не нужно.
aftercare-counted-in = Здесь учтён и ваш сеанс { $at }.
aftercare-avoid-before = Перед сеансом { $at } просим воздержаться:
aftercare-avoid-before-next = Перед следующим сеансом просим снова воздержаться:
# Курс из частых сеансов.
aftercare-each-session = С каждым сеансом курса сроки начинаются заново: самый долгий закончится через { $length } после последнего сеанса.
# $duty — одно из «Что делать» выше.
aftercare-do = Пожалуйста, { $duty } до <b>{ $until }</b>.
aftercare-reactions-needled = Возможны покраснение или отёк; они должны уменьшиться за пару дней.
aftercare-call = Позвоните нам, пожалуйста, если реакция кожи не проходит, усиливается или беспокоит вас, а также при ознобе, головокружении, воспалении или аллергической реакции:
    { $telephone } ({ $hours })
# После инъекций обращать внимание нужно и на другое.
aftercare-call-needled = Позвоните нам, пожалуйста, если реакция кожи не проходит, усиливается или беспокоит вас, а также при ознобе, головокружении, воспалении, аллергической реакции, уплотнениях, гематомах, пигментных пятнах или признаках инфекции:
    { $telephone } ({ $hours })
aftercare-call-short = Есть вопросы? Звоните: { $telephone } ({ $hours })
aftercare-emergency = Если стало трудно дышать, отекают губы, лицо или горло, случился обморок — сразу звоните <b>{ $emergency }</b>.
aftercare-leave = /today — от чего воздержаться сейчас. Чтобы больше не получать сообщений, ответьте СТОП.


## Напоминания, окончания, исправления

aftercare-nudge = Пожалуйста, пока воздержитесь { $line }.
aftercare-nudge-several = Пожалуйста, пока воздержитесь:
aftercare-lifted = Время без { $topics } закончилось.
aftercare-again-from = С <b>{ $begins }</b> и до сеанса { $at } просим снова воздержаться от { $topics }.
aftercare-again-next = Уже за { $length } до следующего сеанса просим снова воздержаться от { $topics }.
aftercare-lifted-wait = Если кожа ещё не успокоилась, подождите, пожалуйста, и позвоните нам: { $telephone } ({ $hours })
aftercare-corrected = Мы исправили время или данные вашего сеанса либо наши рекомендации, поэтому сроки могли измениться. Ориентируйтесь, пожалуйста, на это сообщение.
aftercare-undone = Мы по ошибке записали вам лишний сеанс. Не обращайте, пожалуйста, внимания на то, что мы о нём писали.


## Ответ на /today

aftercare-today = Рекомендации на { $moment }:
aftercare-today-over = Уже не в списке: { $topics }.


## Памятка на бумаге

aftercare-sheet-title = Ваша памятка
aftercare-sheet-session = { $procedure }, { $held }
aftercare-sheet-areas = Зона: { $areas }
aftercare-sheet-dated = Напечатано { $date }. После следующего сеанса сроки изменятся: попросите, пожалуйста, новую памятку.
