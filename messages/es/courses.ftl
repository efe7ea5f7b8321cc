# Lo que leen los pacientes sobre sus próximas sesiones y su ciclo, y lo que ve de ello el equipo.
#
# La primera línea se ve con el teléfono bloqueado: nada íntimo. Nunca se prometen resultados ni se
# pide a nadie que deje un medicamento.


## Una sesión por venir. $at es su hora.

course-hello = ¡Hola! Le escribe <b>{ $clinic }</b> sobre su sesión.
course-booked = Su sesión está reservada: <b>{ $at }</b>.
course-moved = Su sesión tiene una nueva fecha: <b>{ $at }</b>.
course-cancelled = Su sesión del { $at } no tendrá lugar. Si desea otra fecha, por favor, llámenos: { $telephone } ({ $hours })
course-eve = Su sesión es mañana: <b>{ $at }</b>.
course-where = Dónde: { $address }
course-still-avoid = Hasta entonces, por favor, siga evitando:
course-line-already = { $topics }, igual que ahora
course-line-until-then = { $topics }
course-confirm-ask = ¿Podrá venir?
course-changed-since = Si desde la última vez ha cambiado algo en su salud o en sus medicamentos, por favor, avísenos antes: { $telephone } ({ $hours })


## ¿Ha cambiado algo?

course-changed-ask = ¿Hay alguna novedad o algún cambio que la clínica deba conocer antes de su sesión del { $at }? Por ejemplo:
course-changed-medicines = medicamentos como { $medicines }
course-changed-note = Por favor, no deje por este mensaje ningún medicamento que le hayan recetado: consulte a su médico.


## El ciclo

course-due-now = Su próxima sesión ya puede realizarse.
course-due-between = Su próxima sesión está prevista entre el <b>{ $opens }</b> y el <b>{ $closes }</b>.
# $when es una de las tres frases anteriores.
course-due-again = Todavía no hay una fecha reservada. { $when }
# Para quien sigue varios ciclos: $when es cualquiera de las líneas de arriba.
course-due-of = Se trata del ciclo de su sesión del { $held }. { $when }
course-due-ask = ¿Le buscamos una fecha?
course-complete = Esta fue la última sesión de su ciclo. ¡Gracias por confiar en nosotros!
course-offers-ask = ¿Podemos escribirle más adelante, cuando pueda corresponderle otra sesión? Será pocas veces y solo si usted acepta.
course-months = { $months ->
    [one] { $months } mes
   *[other] { $months } meses
}
course-months-range = { $least } a { $most }
course-maintenance = La última sesión de su ciclo fue hace { $months }. Para mantener el efecto, lo habitual es una sesión cada { $every }.
course-fading-first = Su ciclo empezó hace { $months }. El efecto puede estar disminuyendo.
course-fading-last = La última sesión de su ciclo fue hace { $months }. El efecto puede estar disminuyendo.
# Donde la línea del mantenimiento ya ha dicho cuánto tiempo hace.
course-fading-also = El efecto de su ciclo puede estar disminuyendo.
course-again-after = Un ciclo completo puede repetirse { $months } después del último.
course-offer-phone = Si lo desea, llámenos: { $telephone } ({ $hours }). Usted aceptó recibir estos avisos.


## Botones

course-confirm-button = Sí, iré
course-move-button = Otra fecha, por favor
course-unchanged-button = No, todo sigue igual
course-changed-button = Sí, algo ha cambiado
course-book-button = Propónganme una fecha
course-later-button = Recuérdenmelo más tarde
course-call-button = Llámenme, por favor
course-offers-button = Sí, por favor
course-no_offers-button = No, gracias


## Después de elegir

course-said-confirm = Gracias. ¡Le esperamos el { $at }!
course-said-move = Gracias. La clínica ya lo sabe y se pondrá en contacto con usted; también puede llamar: { $telephone } ({ $hours }). Mientras tanto, se mantiene la sesión del { $at }.
course-said-unchanged = Gracias. ¡Le esperamos el { $at }!
course-said-changed = Gracias por contárnoslo. Por favor, llámenos antes de su sesión: { $telephone } ({ $hours }). La clínica ya lo sabe.
course-said-book = Gracias. La clínica ya lo sabe y se pondrá en contacto con usted; también puede llamar: { $telephone } ({ $hours }).
course-said-call = Gracias. Hemos pedido a la clínica que le llame. También puede llamarnos usted: { $telephone } ({ $hours }).
course-said-later = De acuerdo, se lo recordaremos el { $day }.
course-said-later-silent = De acuerdo. Ahora no recibe recordatorios; para reservar, llame al { $telephone } ({ $hours }).
course-said-offers = Gracias. Le escribiremos cuando llegue el momento. Si no desea recibir más mensajes de ningún tipo, responda STOP.
course-said-no_offers = De acuerdo, no le escribiremos sobre eso.


## Lo que lee el equipo

course-staff-move = <b>{ $name }</b> pide otra fecha. La sesión es el { $at }.
course-staff-changed = <b>{ $name }</b> dice que algo ha cambiado. La sesión es el { $at }: por favor, llame antes.
course-staff-book = <b>{ $name }</b> pide una fecha para la próxima sesión.
course-staff-call = <b>{ $name }</b> pide una llamada sobre la próxima sesión.
course-staff-next-button = Buscar una fecha
