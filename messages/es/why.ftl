# /why: qué se programó y se envió a un paciente, y por qué. Lo lee el equipo. Texto en HTML de Telegram.

why-how =
    ¿De quién son los mensajes? Escriba el nombre después del comando: <code>/why Ana K</code>

    Basta con el principio del nombre. O pulse «¿Por qué?» en una ficha de /day.
why-nobody = Nadie se llama «{ $name }». Basta con el principio de un nombre; las fichas de hoy: /day
why-several = <b>¿Quién es?</b>
why-several-line = { $number }. { $summary }
why-many = Hay más. Por favor, escriba algo más del nombre.

why-title = <b>{ $name }</b>: cada mensaje y su porqué
why-standing = Ahora: { $standing }
why-zone = Aquí se muestra la hora de { $clinic }. El paciente tiene la hora de { $patient }.
why-page = Página { $page } de { $pages }
why-none = Todavía no hay nada programado. Los mensajes se programan cuando el paciente acepta.
why-now = <i>— ahora: { $now } —</i>
why-line = { $time } { $what } – { $standing }

why-button = ¿Por qué?
why-older-button = ‹ Anteriores
why-newer-button = Siguientes ›
why-card-button = Ficha

## Qué es. $topics van como rótulos.

why-kind-instructions = qué evitar después de la sesión
why-kind-nudge = recordatorio de lo que sigue vigente ({ $topics })
why-kind-ease-off = pregunta sobre si el plazo ya puede terminar ({ $topics })
why-kind-lifted = aviso de que el plazo ha terminado ({ $topics })
why-kind-check-in = pregunta sobre cómo está la piel
why-kind-prepare = qué evitar antes de la sesión ({ $topics })
why-kind-changed = pregunta sobre si ha cambiado algo
why-appointment-booked = cita: reservada
why-appointment-moved = cita: nueva fecha
why-appointment-cancelled = cita: no tendrá lugar
why-appointment-eve = cita: es mañana
why-kind-next-due = ya se puede reservar la próxima sesión
why-kind-course-complete = fin del ciclo
why-kind-maintenance = propuesta de una sola sesión
why-kind-effect-fading = el efecto puede estar disminuyendo
why-kind-correction = corrección de un mensaje anterior

# Lo mismo, sin decir de qué trata: «junto con: …».
why-short-instructions = qué evitar
why-short-nudge = lo que sigue vigente
why-short-ease-off = la pregunta por el fin del plazo
why-short-lifted = lo que ha terminado
why-short-check-in = la pregunta por la piel
why-short-prepare = qué evitar antes de la sesión
why-short-appointment = la cita
why-short-next-due = la próxima sesión
why-short-course-complete = el fin del ciclo
why-short-maintenance = la propuesta de una sesión
why-short-effect-fading = el efecto
why-short-correction = la corrección

why-attempt = intento de envío
why-answer = respuesta al paciente
why-answer-worried = respuesta a «Me preocupa»: que la clínica está avisada y a quién llamar
why-answer-told-to-phone = petición de que llame a la clínica
why-answer-from-clinic = mensaje de la clínica
why-answer-card = el resumen fijado (sin sonido)
why-answer-card-put-away = fin del resumen fijado
why-answer-today = respuesta a la pregunta de qué evitar ahora
why-answer-opted-out = confirmación de STOP
why-answer-opted-out-already = respuesta a otro STOP
why-answer-unclear-stop = pregunta sobre si quería decir STOP
why-answer-moved = aviso de que los mensajes llegan ahora a otro teléfono

## Qué ha sido de él

why-planned = programado
why-waits = espera: { $reason }
why-waits-until = espera (hasta: { $until }): { $reason }
why-sending = en camino
why-queued = a punto de enviarse
why-delivered = entregado
why-again = no entregado, se intenta de nuevo: { $reason }
why-cancelled = anulado: { $reason }
# $when: se decidió a otra hora que la prevista.
why-cancelled-at = anulado ({ $when }): { $reason }
why-dropped = no enviado: { $reason }
why-dropped-at = no enviado ({ $when }): { $reason }
why-refused = no entregado: { $reason }
why-uncertain = quizá no haya llegado: { $reason }
why-expired = no enviado: cuando llegó su turno ya era tarde (útil hasta: { $until })
why-expired-waited = no enviado, esperó demasiado (útil hasta: { $until }): { $reason }

why-note-due = le tocaba: { $due }
why-note-together = junto con: { $what }
why-note-moved = previsto: { $wanted }, cambiado: { $shift }
why-note-attempts = intento n.º { $number }
why-note-repeated = con el aviso de que puede ser una repetición
why-note-wrong-phone = al teléfono equivocado
why-note-useful = límite para enviarlo: { $until }

why-hold = ⚠️ desde aquí los mensajes esperan: { $reason } (hasta: { $until })
why-hold-open = ⚠️ desde aquí los mensajes esperan: { $reason } (sigue así)
why-hold-lifts = ⚠️ desde aquí no decimos que se puede retomar algo: { $reason } (hasta: { $until })
why-hold-lifts-open = ⚠️ desde aquí no decimos que se puede retomar algo: { $reason } (sigue así)

## Por qué se cambió de hora

why-shift-quiet-hours = era de noche para el paciente
why-shift-day-message = se unió al único mensaje de su día
why-shift-pause = caía en una pausa o antes de que el paciente aceptara

## Por qué: cada motivo que puede constar en una entrada

why-reason-not-active = el paciente no recibía mensajes entonces
why-reason-expired = ya era tarde para que sirviera
why-reason-in-force-again = otra sesión pide evitarlo de nuevo
why-reason-nothing-left = para entonces ya no quedaba nada que decir
why-reason-unclear-stop = aún no está claro si el paciente quería decir STOP
why-reason-same-person = dos inscripciones comparten el teléfono y aún no se ha dicho si son la misma persona
why-reason-complaint = el paciente ha dicho que la piel no se ha calmado
why-reason-erasure = los datos del paciente están a punto de borrarse
why-reason-quiet-hours = es de noche para el paciente
why-reason-one-a-day = el mensaje de hoy ya se ha enviado
why-reason-not-planned = ya no hace falta tras un cambio (sesión, respuesta o cita)
why-reason-opted-out = el paciente se dio de baja con STOP
why-reason-unreachable = ya no es posible comunicarse con el paciente por Telegram
why-reason-paused = el paciente pidió una pausa
why-reason-undone = la inscripción se deshizo
why-reason-joined = está en el otro historial de la misma persona
why-reason-erased = se borraron los datos del paciente
why-reason-wrong-person = era el teléfono de otra persona
why-reason-staff-removed = era para alguien que ya no trabaja aquí
why-reason-restored = ya no era actual cuando se recuperaron los datos de una copia de seguridad
why-reason-rehearsal-ended = se terminó el ensayo
why-reason-superseded = otro más reciente ha ocupado su lugar
why-reason-could-not-be-put-together = un fallo de este servicio; su registro dice más
why-reason-unreadable = un fallo de este servicio: lo guardado no se puede leer
why-reason-called-off = se detuvo en el último momento
why-reason-plan-changed = algo cambió en el último momento
why-reason-behind-an-earlier-answer = antes sale un mensaje anterior
why-reason-waited-too-long = su turno llegó demasiado tarde
why-reason-stopped = se estaba deteniendo este servicio
why-reason-ended-in-flight = el envío se interrumpió
why-reason-found-sending = este servicio se detuvo mientras el mensaje estaba en camino
why-reason-blocked = el paciente bloqueó el bot
why-reason-deactivated = la cuenta de Telegram ya no existe
why-reason-chat-not-found = Telegram no conoce el chat
why-reason-bad-request = Telegram no aceptó el mensaje; el registro dice más
why-reason-unsupported = el servidor de la Bot API no puede enviar un mensaje así
why-reason-flood-control = Telegram pidió una breve pausa
why-reason-token-rejected = Telegram no aceptó el token del bot
why-reason-another-process-polls = otro programa está usando este bot
why-reason-not-sent = no había conexión con Telegram
why-reason-server-fault = un fallo en Telegram
why-reason-no-answer = Telegram no respondió

staff-why-command = Los mensajes de un paciente y su porqué: /why Ana K
staff-rehearse-command = Ver los mensajes como los vería un paciente

## /rehearse: lo que recibiría un paciente, enviado a alguien del equipo

rehearse-which =
    <b>¿Qué procedimiento?</b>

    Recibirá lo mismo que un paciente después de una sesión recién terminada: todo en menos de un minuto. A ningún paciente le llega nada.
rehearse-begins = { $number ->
        [one] <b>Ensayo: { $procedure }</b>

    En menos de un minuto llegará un mensaje. Encima figura cuándo lo recibiría un paciente después de una sesión recién terminada. /cancel termina el ensayo.
       *[other] <b>Ensayo: { $procedure }</b>

    En menos de un minuto llegarán { $number } mensajes. Encima de cada uno figura cuándo lo recibiría un paciente después de una sesión recién terminada. /cancel termina el ensayo.
    }
rehearse-day = { $number ->
        [0] Día de la sesión · { $moment }
       *[other] Día { $number } · { $moment }
    }
rehearse-message =
    <i>{ $day }</i>

    { $text }
rehearse-over = Eso es todo. A ningún paciente le ha llegado nada de esto.
rehearse-ended = El ensayo ha terminado.
rehearse-inert-toast = Esto es un ensayo: aquí respondería un paciente.
