# План картинкой и для календаря: то, что пациент получает по команде /plan.
#
# Картинку и календарь могут увидеть посторонние: в них нет ни процедуры, ни имени, а в названии
# записи — и того, от чего просим воздержаться.


## Команда

patient-plan-command = Ваш план картинкой и для календаря
plan-nothing = Сейчас воздерживаться ни от чего не нужно, и новых сеансов не записано.


## Картинка

plan-picture-title = Просим воздержаться
plan-picture-as-of = На { $moment }
plan-picture-now = сейчас
# Как даты пишутся на картинке, в обозначениях Unicode (см. dates.ftl).
plan-date-moment = EEE d MMM, HH:mm
plan-date-weekday = EEE
plan-date-number = d
plan-date-month = LLLL
# Рядом с тем, от чего просим воздержаться.
plan-row-until = до { $until }
plan-row-eases = до { $eases }; пока заметна реакция кожи — до { $until }
plan-row-while = до { $until }, если ещё заметна реакция кожи
plan-row-from = с { $begins } до { $until }
plan-legend-avoid = просим воздержаться
plan-legend-soft = только пока заметна реакция кожи
plan-legend-session = сеанс
plan-legend-booked = запись на сеанс


## Под картинкой. То же словами и то, чего на картинке нет.

plan-as-of = Ваш план на { $moment }:
plan-booked = Ближайшие сеансы:
plan-later = Позже просим воздержаться:
plan-line-later = от { $topics } — с <b>{ $begins }</b> до <b>{ $until }</b>
plan-beyond = Картинка заканчивается на { $day }. План продолжается и дальше.
plan-more = Остальное здесь не поместилось. Что действует в тот или иной день: /today


## Календарь

plan-calendar-file = plan
plan-calendar-how = Для вашего календаря: откройте файл и добавьте записи. Если даты изменятся, запросите /plan ещё раз и добавьте новый файл: записи передвинутся сами.
plan-calendar-session = Запись на приём: { $clinic }
plan-calendar-end = Уход: заканчивается один из сроков (см. описание)
plan-calendar-whose = Для кого: { $name }.
plan-calendar-move = Чтобы перенести или отменить запись, позвоните: { $telephone } ({ $hours }).
plan-calendar-avoid = До { $until } просим воздержаться от { $topics }.
plan-calendar-eases = До { $eases } просим воздержаться от { $topics }; если и тогда заметна реакция кожи — до { $until }.
plan-calendar-while = До { $until } просим воздержаться от { $topics }, если ещё заметна реакция кожи.
plan-calendar-changes = После следующего сеанса сроки изменятся: прежде чем полагаться на эту запись, запросите /plan в нашем чате.
