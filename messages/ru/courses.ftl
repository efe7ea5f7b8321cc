# Что пациенты читают о следующих сеансах и о курсе, и что об этом видят сотрудники.
#
# Первая строка видна на заблокированном экране: ничего личного. Результатов не обещаем и никого не
# просим отменять лекарства.


## Следующий сеанс. $at — его время.

course-hello = Добрый день! Это <b>{ $clinic }</b>. О вашем сеансе:
course-booked = Вы записаны на сеанс: <b>{ $at }</b>.
course-moved = Время вашего сеанса изменилось: <b>{ $at }</b>.
course-cancelled = Сеанс { $at } не состоится. Чтобы выбрать другое время, позвоните нам: { $telephone } ({ $hours })
course-eve = Ваш сеанс завтра: <b>{ $at }</b>.
course-where = Где: { $address }
course-still-avoid = До этого времени, пожалуйста, ещё воздержитесь:
course-line-already = от { $topics } — уже сейчас
course-line-until-then = от { $topics }
course-confirm-ask = Вы придёте?
course-changed-since = Если с прошлого раза что-то изменилось в самочувствии или в приёме лекарств, предупредите нас, пожалуйста, заранее: { $telephone } ({ $hours })


## Что-нибудь изменилось?

course-changed-ask = Появилось или изменилось ли что-нибудь, о чём клинике нужно знать до сеанса { $at }? Например:
course-changed-medicines = лекарства: { $medicines }
course-changed-note = Пожалуйста, не отменяйте назначенные лекарства из-за этого сообщения: спросите своего врача.


## Курс

course-due-from = Следующий сеанс возможен с <b>{ $opens }</b>.
course-due-now = Следующий сеанс уже возможен.
course-due-between = Следующий сеанс по плану — с <b>{ $opens }</b> по <b>{ $closes }</b>.
# $when — одно из трёх выше.
course-due-again = Время ещё не выбрано. { $when }
# Для того, у кого несколько курсов: $when — любая из строк выше.
course-due-of = Это о курсе, сеанс которого был { $held }. { $when }
course-due-ask = Подобрать для вас время?
course-complete = Это был последний сеанс вашего курса. Спасибо, что пришли к нам!
course-offers-ask = Можно написать вам позже, когда подойдёт время нового сеанса? Это бывает редко и только с вашего согласия.
# Стоит перед «назад» и после «раз в» и «через».
course-months = { $months ->
    [one] { $months } месяц
    [few] { $months } месяца
   *[other] { $months } месяцев
}
course-months-range = { $least }–{ $most }
course-maintenance = Последний сеанс вашего курса был { $months } назад. Чтобы поддержать эффект, обычно проводят один сеанс раз в { $every }.
course-fading-first = Ваш курс начался { $months } назад. Его эффект уже может ослабевать.
course-fading-last = Последний сеанс вашего курса был { $months } назад. Эффект курса уже может ослабевать.
course-again-after = Весь курс можно повторить через { $months } после предыдущего.
course-offer-phone = Если хотите, позвоните нам: { $telephone } ({ $hours }). Вы согласились получать такие сообщения.


## Кнопки

course-confirm-button = Приду
course-move-button = Нужно другое время
course-unchanged-button = Ничего не изменилось
course-changed-button = Кое-что изменилось
course-book-button = Предложите время
course-later-button = Напомните позже
course-call-button = Позвоните мне
course-offers-button = Да, напишите
course-no_offers-button = Нет, спасибо


## После ответа

course-said-confirm = Спасибо, ждём вас { $at }!
course-said-move = Спасибо. Мы передали это в клинику, и с вами свяжутся; можно и позвонить: { $telephone } ({ $hours }). Пока остаётся прежнее время: { $at }.
course-said-unchanged = Спасибо, ждём вас { $at }!
course-said-changed = Спасибо, что сказали. Пожалуйста, позвоните нам до сеанса: { $telephone } ({ $hours }). В клинике об этом тоже знают.
course-said-book = Спасибо. Мы передали это в клинику, и с вами свяжутся; можно и позвонить: { $telephone } ({ $hours }).
course-said-call = Спасибо. Мы попросили клинику позвонить вам. Можно позвонить и самим: { $telephone } ({ $hours }).
course-said-later = Хорошо, напомним: { $day }.
course-said-later-silent = Хорошо. Сейчас напоминания вам не приходят; чтобы записаться, позвоните: { $telephone } ({ $hours }).
course-said-offers = Спасибо. Напишем, когда придёт время. Чтобы не получать никаких сообщений, ответьте СТОП.
course-said-no_offers = Хорошо, об этом писать не будем.


## Для сотрудников

course-staff-move = <b>{ $name }</b>: просьба о другом времени. Сеанс — { $at }.
course-staff-changed = <b>{ $name }</b>: кое-что изменилось. Сеанс — { $at }; позвоните, пожалуйста, до него.
course-staff-book = <b>{ $name }</b>: просьба предложить время следующего сеанса.
course-staff-call = <b>{ $name }</b>: просьба позвонить о следующем сеансе.
course-staff-next-button = Подобрать время
