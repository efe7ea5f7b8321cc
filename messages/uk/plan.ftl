# План як картинка і як календар, про який пацієнт просить командою /plan.
#
# Картинку й календар хтось може побачити через плече: там немає ні процедури, ні імені, ні — у назві
# запису — того, від чого просимо утриматися.


## Команда

patient-plan-command = Ваш план картинкою і для календаря
plan-nothing = Зараз утримуватися ні від чого не потрібно, і жодного сеансу не призначено.


## Картинка

plan-picture-title = Просимо утриматися
plan-picture-as-of = Станом на { $moment }
plan-picture-now = зараз
# Як дати пишуться на картинці, у позначеннях Unicode (див. dates.ftl).
plan-date-moment = EEE d MMM, HH:mm
plan-date-weekday = EEE
plan-date-number = d
plan-date-month = LLLL
# Поруч із тим, від чого просимо утриматися.
plan-row-until = до { $until }
plan-row-eases = до { $eases }; поки помітна реакція шкіри — до { $until }
plan-row-while = до { $until }, якщо ще помітна реакція шкіри
plan-row-from = з { $begins } до { $until }
plan-legend-avoid = просимо утриматися
plan-legend-soft = лише поки помітна реакція шкіри
plan-legend-session = сеанс
plan-legend-booked = призначений сеанс


## Під картинкою. Те саме словами і те, чого на картинці немає.

plan-as-of = Ваш план станом на { $moment }:
plan-booked = Найближчі сеанси:
plan-later = Пізніше просимо утриматися:
plan-line-later = від { $topics } — з <b>{ $begins }</b> до <b>{ $until }</b>
plan-beyond = Картинка закінчується { $day }. План триває й далі.
plan-more = Решта тут не вмістилася. Що діє того чи іншого дня: /today


## Календар

plan-calendar-file = plan
plan-calendar-how = Для вашого календаря: відкрийте файл і додайте записи. Якщо дати зміняться, надішліть /plan ще раз і додайте новий файл: ті самі записи пересунуться.
plan-calendar-session = Запис на прийом: { $clinic }
plan-calendar-end = Догляд: минає один зі строків (див. опис)
plan-calendar-whose = Для кого: { $name }.
plan-calendar-move = Щоб перенести або скасувати запис, зателефонуйте: { $telephone } ({ $hours }).
plan-calendar-avoid = До { $until } просимо утриматися від { $topics }.
plan-calendar-eases = До { $eases } просимо утриматися від { $topics }; якщо й тоді помітна реакція шкіри — до { $until }.
plan-calendar-while = До { $until } просимо утриматися від { $topics }, якщо ще помітна реакція шкіри.
plan-calendar-changes = Після наступного сеансу строки зміняться: перш ніж покладатися на цей запис, надішліть /plan у нашому чаті.
