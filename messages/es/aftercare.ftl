# Lo que leen los pacientes sobre sus cuidados.
#
# La primera línea se ve con el teléfono bloqueado: ni el procedimiento, ni partes del cuerpo, ni nada
# íntimo. Recomendar, nunca prohibir. No prometer nada ni decir que nada es inofensivo.


## Qué evitar. La primera forma es un rótulo; la segunda va detrás de «evitar», con su artículo.

topic-hot-baths = baños calientes
topic-hot-baths-without = los baños calientes
topic-sauna = sauna y baño de vapor
topic-sauna-without = la sauna y el baño de vapor
topic-sun-baths = tomar el sol
topic-sun-baths-without = tomar el sol
topic-solarium = cabinas de bronceado
topic-solarium-without = las cabinas de bronceado
topic-makeup = maquillaje
topic-makeup-without = el maquillaje
topic-alcohol = alcohol y otros malos hábitos
topic-alcohol-without = el alcohol y otros malos hábitos
topic-heat = agua y aire calientes (por ejemplo, la sauna)
topic-heat-without = el agua y el aire calientes (por ejemplo, la sauna)
topic-direct-sun = sol directo en las zonas tratadas
topic-direct-sun-without = el sol directo en las zonas tratadas
topic-washing-hair = lavado del cabello
topic-washing-hair-without = lavarse el cabello


## Qué hacer. Va detrás de «por favor».

duty-keep-clean = mantenga limpias las zonas tratadas


## Procedimientos y zonas tratadas: para el equipo y para el papel, nunca para una primera línea.

procedure-oxygen-mesotherapy = Mesoterapia con oxígeno
procedure-face-mesotherapy = Mesoterapia facial
procedure-body-mesotherapy = Mesoterapia corporal
procedure-scalp-mesotherapy = Mesoterapia capilar
procedure-electroporation = Electroporación
procedure-cryo-electroporation = Crioelectroporación
procedure-sonophoresis = Sonoforesis
procedure-iontophoresis = Iontoforesis
procedure-meso-roller-home = Mesoroller en casa
area-face = cara
area-neck = cuello
area-body = cuerpo
area-arms = brazos
area-legs = piernas
area-buttocks = glúteos
area-back = espalda
area-abdomen = abdomen
area-chest = pecho
area-decollete = escote


## Las primeras líneas

aftercare-hello = ¡Hola! Le escribe <b>{ $clinic }</b> con unas recomendaciones para los próximos días.
aftercare-hello-again = ¡Hola de nuevo! Le escribe <b>{ $clinic }</b> con las nuevas fechas para los próximos días.
aftercare-hello-news = ¡Hola! Un mensaje de <b>{ $clinic }</b>.
aftercare-hello-nudge = Un breve recordatorio de <b>{ $clinic }</b>.
aftercare-hello-correction = Una corrección de <b>{ $clinic }</b>.
# Cuando dos personas comparten un teléfono.
aftercare-for-name = { $name }, este mensaje es para usted.
aftercare-repeated = <i>Es posible que ya haya recibido este mensaje.</i>


## Líneas de una lista. $topics van en la forma que sigue a «evitar».

aftercare-line = { $topics } hasta el <b>{ $until }</b>
# $eases: desde entonces, solo mientras la piel presente alguna reacción.
aftercare-line-eases = { $topics } hasta el <b>{ $eases }</b>; si entonces su piel todavía presenta alguna reacción, hasta el { $until }
aftercare-line-while = { $topics } hasta el <b>{ $until }</b> si su piel todavía presenta alguna reacción
# Bajo cualquier encabezado.
aftercare-line-alone = evitar { $line }
aftercare-line-from = { $topics } desde el <b>{ $begins }</b>
aftercare-line-before = { $topics } durante { $length }
aftercare-days = { $days ->
    [one] { $days } día
   *[other] { $days } días
}
aftercare-hours = { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
# La hora de una sesión en los relojes de la clínica, si los del paciente marcan otra.
aftercare-clinic-time = { $moment } (hora de { $city })


## Recomendaciones

aftercare-avoid-after = Después de su sesión del { $held }, por favor, evite:
aftercare-avoid-now = Por favor, evite:
aftercare-nothing-now = Por ahora no hay nada que evitar.
aftercare-counted-in = Esto ya tiene en cuenta su sesión del { $at }.
aftercare-avoid-before = Antes de su sesión del { $at }, por favor, evite:
aftercare-avoid-before-next = Antes de su próxima sesión, por favor, vuelva a evitar:
# Un ciclo de sesiones cercanas.
aftercare-each-session = Con cada sesión de su ciclo, estos plazos empiezan de nuevo: el más largo termina { $length } después de la última sesión.
# $duty es una de las frases de «Qué hacer», más arriba.
aftercare-do = Por favor, { $duty } hasta el <b>{ $until }</b>.
aftercare-reactions-needled = Puede aparecer algo de enrojecimiento o hinchazón, que debería disminuir en un par de días.
aftercare-call = Por favor, llámenos si una reacción de su piel se prolonga, empeora o le preocupa, o si nota escalofríos, mareo, inflamación o una reacción alérgica:
    { $telephone } ({ $hours })
# Después de inyecciones hay que fijarse en más cosas.
aftercare-call-needled = Por favor, llámenos si una reacción de su piel se prolonga, empeora o le preocupa, o si nota escalofríos, mareo, inflamación, una reacción alérgica, bultos, hematomas, manchas oscuras o señales de infección:
    { $telephone } ({ $hours })
aftercare-call-short = ¿Alguna pregunta? Llámenos: { $telephone } ({ $hours })
aftercare-emergency = Si le cuesta respirar, se desmaya o se le hinchan los labios, la cara o la garganta, llame de inmediato al <b>{ $emergency }</b>.
aftercare-leave = /today le muestra qué evitar ahora. Si no desea recibir más mensajes, responda STOP.


## Recordatorios, finales, correcciones

aftercare-nudge = Por favor, siga evitando { $line }.
aftercare-nudge-several = Por favor, siga evitando:
aftercare-lifted = Ha terminado el periodo en el que convenía evitar { $topics }.
aftercare-again-from = Desde el <b>{ $begins }</b> y hasta su sesión del { $at }, por favor, vuelva a evitar { $topics }.
aftercare-again-next = Por favor, vuelva a evitar { $topics } durante { $length } antes de su próxima sesión.
aftercare-lifted-wait = Si su piel todavía no se ha calmado, por favor, espere un poco más y llámenos: { $telephone } ({ $hours })
aftercare-corrected = Hemos corregido la hora o los datos de su sesión, o nuestras recomendaciones, y por eso las fechas pueden haber cambiado. Por favor, guíese por este mensaje.
aftercare-undone = Anotamos una sesión a su nombre por error. Por favor, no tenga en cuenta lo que le escribimos sobre ella.


## La respuesta a /today

aftercare-today = Hoy, { $moment }:
aftercare-today-over = Ya fuera de la lista: { $topics }.


## La hoja impresa

aftercare-sheet-title = Sus cuidados
aftercare-sheet-session = { $procedure }, { $held }
aftercare-sheet-areas = Zonas tratadas: { $areas }
aftercare-sheet-dated = Impreso el { $date }. Con otra sesión cambian las fechas: por favor, pida entonces una hoja nueva.
