# Lo que leen los pacientes sobre sus próximas sesiones y su ciclo, y lo que ve de ello el equipo.
#
# La primera línea se ve con el teléfono bloqueado: nada íntimo. Nunca se prometen resultados ni se
# pide a nadie que deje un medicamento.


## Una sesión por venir. $at es su hora.

course-hello = Buenos días. Somos <b>{ $clinic }</b>. Sobre su próxima sesión:
course-booked = Su próxima sesión: <b>{ $at }</b>.
course-moved = Su sesión tiene ahora otra hora: <b>{ $at }</b>.
course-cancelled = Su sesión del { $at } no tendrá lugar. Para otra hora, llámenos: { $telephone } ({ $hours })
course-eve = Su sesión es mañana: <b>{ $at }</b>.
course-where = Dónde: { $address }
course-still-avoid = Hasta entonces, por favor, siga evitando:
course-line-already = { $topics }, ya desde ahora
course-line-until-then = { $topics }
course-confirm-ask = ¿Vendrá?
course-changed-since = Si desde la última vez ha cambiado algo en su salud o en sus medicamentos, por favor, avísenos antes: { $telephone } ({ $hours })


## ¿Ha cambiado algo?

course-changed-ask = ¿Hay algo nuevo o que haya cambiado y que la clínica deba saber antes de su sesión del { $at }? Por ejemplo:
course-changed-medicines = medicamentos como { $medicines }
course-changed-note = Por favor, no deje ningún medicamento recetado por este mensaje: consulte a su médico.


## El ciclo

course-due-from = Su próxima sesión puede ser a partir del <b>{ $opens }</b>.
course-due-now = Su próxima sesión ya puede tener lugar.
course-due-between = Su próxima sesión corresponde entre el <b>{ $opens }</b> y el <b>{ $closes }</b>.
# $when es una de las tres frases anteriores.
course-due-again = Todavía no tiene fecha. { $when }
course-due-ask = ¿Le buscamos una hora?
course-complete = Esta fue la última sesión de su ciclo. ¡Gracias por venir!
course-offers-ask = ¿Podemos escribirle más adelante, cuando pueda tocarle otra sesión? Es algo poco frecuente y solo con su permiso.
course-months = { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}
course-months-range = { $least } a { $most }
course-maintenance = Desde la última sesión de su ciclo: { $months }. Para mantener su efecto, lo habitual es una sesión cada { $every }.
course-fading-first = Su ciclo empezó hace { $months }. Su efecto puede estar disminuyendo.
course-fading-last = La última sesión de su ciclo fue hace { $months }. Su efecto puede estar disminuyendo.
course-again-after = Un ciclo completo puede repetirse { $months } después del último.
course-offer-phone = Si lo desea, llámenos: { $telephone } ({ $hours }). Usted aceptó recibir estos avisos.


## Botones

course-confirm-button = Iré
course-move-button = Otra hora, por favor
course-unchanged-button = No ha cambiado nada
course-changed-button = Ha cambiado algo
course-book-button = Propónganme una hora
course-later-button = Recuérdenmelo más tarde
course-call-button = Llámenme, por favor
course-offers-button = Sí, por favor
course-no_offers-button = No, gracias


## Después de elegir

course-said-confirm = Gracias. ¡Le esperamos el { $at }!
course-said-move = Gracias. La clínica ya lo sabe y se pondrá en contacto con usted; también puede llamar: { $telephone } ({ $hours }). Hasta entonces se mantiene el { $at }.
course-said-unchanged = Gracias. ¡Le esperamos el { $at }!
course-said-changed = Gracias por contárnoslo. Por favor, llámenos antes de su sesión: { $telephone } ({ $hours }). La clínica también lo sabe ya.
course-said-book = Gracias. La clínica ya lo sabe y se pondrá en contacto con usted; también puede llamar: { $telephone } ({ $hours }).
course-said-call = Gracias. Hemos pedido a la clínica que le llame. También puede llamarnos usted: { $telephone } ({ $hours }).
course-said-later = De acuerdo, se lo recordaremos el { $day }.
course-said-offers = Gracias. Le escribiremos cuando llegue el momento. Si no desea recibir ningún mensaje, responda STOP.
course-said-no_offers = De acuerdo, no le escribiremos sobre eso.


## Lo que lee el equipo

course-staff-move = <b>{ $name }</b> pide otra hora. La sesión es el { $at }.
course-staff-changed = <b>{ $name }</b> dice que algo ha cambiado. La sesión es el { $at }: por favor, llame antes.
course-staff-book = <b>{ $name }</b> pide una hora para la próxima sesión.
course-staff-call = <b>{ $name }</b> pide que le llamen por la próxima sesión.
course-staff-next-button = Buscar una hora
