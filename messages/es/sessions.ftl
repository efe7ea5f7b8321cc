# Otra sesión de un paciente que la clínica ya conoce, y las citas: lo que lee y pulsa el equipo.
# Texto en HTML de Telegram. Un botón termina en "-button"; una línea sobre el chat, en "-toast".

## El formulario

sessions-title-session = <b>Otra sesión</b>
sessions-title-appointment = <b>Próxima cita</b>
sessions-title-move = <b>Cita: cambiar o cancelar</b>
sessions-title-correct = <b>Corregir esta sesión</b>
sessions-whom = ¿Quién es? Pulse un nombre o escriba unas letras.
sessions-nobody-yet = Últimamente no ha venido nadie. Escriba unas letras del nombre; /enrol inscribe a un paciente nuevo.
sessions-which = «{ $name }»: ¿quién de ellos?
sessions-not-found = Aquí nadie se llama «{ $name }». Escriba otra parte del nombre; /enrol inscribe a un paciente nuevo.
sessions-more-found = Puede haber más. Escriba algo más del nombre.
sessions-patient = <b>{ $name }</b>
sessions-course = { $procedure }{ $number }
sessions-new-course = { $procedure }{ $number } (un ciclo nuevo)
sessions-now = Reservada: { $when }
sessions-new-time = Nueva fecha: <b>{ $when }</b>
sessions-which-course = ¿Qué ciclo es?
sessions-ask-day = ¿Qué día? Pulse uno o escriba «24 sept 15:00».
sessions-ask-hour = { $day }: ¿a qué hora? Pulse una o escriba «15:20».
sessions-past = Esa hora ya ha pasado. ¿Fue una sesión?
sessions-changed-meanwhile = Mientras tanto ha cambiado algo. Por favor, mire otra vez.
sessions-put-away = Formulario cerrado. No se ha anotado nada.
sessions-gone = Este paciente o este ciclo ya no está aquí. No se ha anotado nada.

sessions-seen-choice = { $name } · { $day } · { $procedure }
sessions-lately-button = ‹ Quién vino últimamente
sessions-patient-button = Otra persona
sessions-course-button = Ciclo
sessions-course-choice-button = { $procedure }{ $number }
sessions-other-procedure-button = Otro procedimiento…
sessions-day-button = { $day }
sessions-same-time-button = { $time }, como la última vez
sessions-move-button = Cambiar: { $when }
sessions-call-off-this-button = ❌ Cancelar: { $when }
sessions-besides-button = Reservar otra más
sessions-was-session-button = Sí, una sesión
sessions-go-ahead-button = ⚠️ Anotar de todos modos
sessions-never-button = Nunca tuvo lugar

## Lo que desaconseja una fecha

sessions-caution-same-day = Ese día ya hay una sesión o una cita de este procedimiento.
sessions-caution-too-often = Demasiado seguidas; también: { $days }. Sesiones en siete días: { $most } como máximo.
sessions-caution-too-soon = { $number ->
        [one] Solo un día entre esta fecha y el { $day }; se recomiendan al menos { $least }.
       *[other] Solo { $number } días entre esta fecha y el { $day }; se recomiendan al menos { $least }.
    }
sessions-caution-too-late = { $number ->
        [one] Un día entre esta fecha y el { $day }; lo recomendado: { $most } como máximo.
       *[other] { $number } días entre esta fecha y el { $day }; lo recomendado: { $most } como máximo.
    }
sessions-caution-too-many = Sesión { $number }: un ciclo tiene { $most } como máximo.
sessions-caution-beyond-plan = Sesión { $number }; previstas: { $planned }.
sessions-caution-again = { $months ->
        [one] El último ciclo terminó el { $last }; un ciclo completo no se repite hasta pasado un mes, a partir del { $since }.
       *[other] El último ciclo terminó el { $last }; un ciclo completo no se repite hasta pasados { $months } meses, a partir del { $since }.
    }
sessions-caution-at-night = Hora: { $time }, de noche. ¿Es correcto?
sessions-caution-unkept = { $number ->
        [one] Por favor, pregunte por el día anterior: { $topics } (conviene evitarlo ese día, antes de la sesión).
       *[other] Por favor, pregunte por los días anteriores: { $topics } (conviene evitarlo durante los { $number } días anteriores a la sesión).
    }

## Lo que se ha hecho

sessions-recorded =
    ✅ Sesión anotada:
    { $summary }
sessions-corrected =
    ✅ Corregido:
    { $summary }
sessions-booked =
    ✅ Cita reservada:
    { $summary }
sessions-moved =
    ✅ Cita cambiada:
    { $summary }
    antes: { $before }
sessions-called-off =
    ❌ Cita cancelada:
    <b>{ $name }</b>
    { $procedure } · { $when }
sessions-answers = Era la cita de las { $time }.
sessions-told = Se avisa al paciente de lo que cambia.
sessions-not-told = El paciente no está conectado: no se envía nada.
sessions-never-held = Deshecho, esta sesión nunca tuvo lugar: <b>{ $name }</b>.

sessions-undone-session = Sesión deshecha: <b>{ $name }</b>.
sessions-undone-booking = Cita deshecha: <b>{ $name }</b>.
sessions-undone-move = Deshecho: para <b>{ $name }</b> vale la fecha de antes.
sessions-undone-said = Deshecho: la cita para <b>{ $name }</b> vuelve a estar abierta.
sessions-undo-late-toast = Ya pasaron los cinco minutos, o ha cambiado algo. Para corregir o cambiar, abra la ficha: /day
sessions-changed-toast = Mientras tanto, alguien lo ha cambiado.

## ¿Tuvo lugar?

sessions-was = { $number ->
        [one] <b>¿Tuvo lugar esta cita?</b>
       *[other] <b>¿Tuvieron lugar estas citas?</b>
    }
sessions-was-passed-on = { $mornings ->
        [one] Se ha preguntado una mañana y nadie ha respondido. Mientras nadie lo haga, no se envían mensajes de cuidados sobre:
       *[other] Se ha preguntado en { $mornings } mañanas y nadie ha respondido. Mientras nadie lo haga, no se envían mensajes de cuidados sobre:
    }
sessions-was-one =
    <b>¿Tuvo lugar?</b>
    { $line }
sessions-line = { $name } · { $when } · { $procedure }{ $number }
sessions-was-button = ❓ { $name }
sessions-held-button = ✅ Tuvo lugar
sessions-missed-button = No vino
sessions-called-off-button = Cancelada
sessions-held =
    ✅ Tuvo lugar:
    { $line }
sessions-missed =
    No vino:
    { $line }
sessions-cancelled =
    ❌ Cancelada:
    { $line }
sessions-held-toast = Ya está respondido: tuvo lugar.
sessions-missed-toast = Ya está respondido: no vino.
sessions-cancelled-toast = Ya está respondido: cancelada.
sessions-to-come-toast = La cita todavía no ha empezado.
sessions-all-answered = Gracias, todo está respondido.

## Nadie ha reservado

sessions-unbooked =
    <b>Sin próxima cita: { $name }</b>
    { $procedure }{ $number }; última vez: { $when }

    Ya corresponde la próxima sesión, y el paciente no ha respondido a los recordatorios.
sessions-later-button = Dentro de una semana
sessions-later = <b>{ $name }</b>: si no hay ninguna cita, volveremos a preguntarle a usted el { $day }.

## El día y la ficha

sessions-session-button = ➕ Sesión
sessions-next-button = 📅 Cita
sessions-finish-button = 🏁 Terminar el ciclo
sessions-finish-of-button = 🏁 Terminar: { $procedure }
sessions-finished = 🏁 Ciclo terminado: <b>{ $name }</b>, { $procedure }.
sessions-resumed = El ciclo continúa: <b>{ $name }</b>, { $procedure }.
sessions-finished-toast = El ciclo ya está terminado.
sessions-still-booked-toast = Todavía hay una cita reservada. Por favor, cancélela primero.
sessions-correct-button = Corregir: { $day }
sessions-card-course = { $procedure }{ $number }
sessions-card-next = próxima cita: { $when }
sessions-card-no-next = sin cita reservada
sessions-card-finished = terminado
sessions-card-message = Último mensaje ({ $when }): { $outcome }
sessions-outcome-delivered = entregado
sessions-outcome-expired = no enviado, ya era tarde
sessions-outcome-dropped = no enviado, ya no correspondía
sessions-outcome-refused = Telegram no lo aceptó
sessions-outcome-uncertain = no se sabe si llegó

sessions-standing-confirmed = ✓ confirmada
sessions-standing-move-asked = 🔁 pide otra fecha
sessions-standing-was-it-held = ❓ ¿tuvo lugar?
sessions-standing-missed = no vino
sessions-standing-called-off = cancelada

## El menú de comandos

staff-session-command = Otra sesión de un paciente ya conocido
staff-next-command = Reservar, cambiar o cancelar una cita
