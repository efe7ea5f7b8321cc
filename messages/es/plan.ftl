# El plan como imagen y como calendario, que un paciente pide con /plan.
#
# Alguien puede ver la imagen o el calendario por encima del hombro: no nombran ni el tratamiento ni a
# la persona ni, en el título de una entrada, lo que conviene evitar.


## El comando

patient-plan-command = Su plan en una imagen y para su calendario
plan-nothing = Por ahora no hay nada que evitar y no hay ninguna sesión reservada.


## La imagen

plan-picture-title = Por favor, evite
plan-picture-as-of = Actualizado: { $moment }
plan-picture-now = ahora
# Cómo se escriben las fechas en la imagen, con los signos de Unicode (véase dates.ftl).
plan-date-moment = EEE d MMM, HH:mm
plan-date-weekday = EEE
plan-date-number = d
plan-date-month = LLLL
# Junto a lo que conviene evitar.
plan-row-until = hasta el { $until }
plan-row-eases = hasta el { $eases }; mientras la piel presente alguna reacción, hasta el { $until }
plan-row-while = hasta el { $until } si la piel todavía presenta alguna reacción
plan-row-from = del { $begins } al { $until }
plan-legend-avoid = por favor, evite
plan-legend-soft = solo mientras la piel presente alguna reacción
plan-legend-session = sesión
plan-legend-booked = sesión reservada


## Debajo de la imagen. Lo mismo en palabras, y lo que la imagen no muestra.

plan-as-of = Su plan, actualizado el { $moment }:
plan-booked = Sus próximas sesiones:
plan-later = Más adelante, por favor, evite:
plan-line-later = { $topics } desde el <b>{ $begins }</b> hasta el <b>{ $until }</b>
plan-beyond = La imagen llega hasta el { $day }. Su plan continúa después.
plan-more = El resto no cabe aquí. Qué evitar cada día: /today


## El calendario

plan-calendar-file = cuidados
plan-calendar-how = Para su calendario: abra el archivo y añada las entradas. Cuando cambien las fechas, vuelva a pedir /plan y añada el archivo nuevo: las mismas entradas pasarán a sus nuevas fechas.
plan-calendar-session = Cita: { $clinic }
plan-calendar-end = Cuidados: termina un plazo (vea la nota)
plan-calendar-whose = Para { $name }.
plan-calendar-move = Para cambiarla o cancelarla, por favor, llame: { $telephone } ({ $hours })
plan-calendar-avoid = Por favor, evite hasta el { $until }: { $topics }.
plan-calendar-eases = Por favor, evite hasta el { $eases }: { $topics }. Si entonces su piel todavía presenta alguna reacción, hasta el { $until }.
plan-calendar-while = Por favor, evite hasta el { $until } si su piel todavía presenta alguna reacción: { $topics }.
plan-calendar-changes = Otra sesión cambia estas fechas: antes de fiarse de esta entrada, pida /plan en nuestro chat.
