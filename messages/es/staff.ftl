# Lo que lee y pulsa el equipo, y las palabras con las que se entiende lo que escribe.
# Texto en HTML de Telegram. Un botón termina en "-button"; una línea sobre el chat, en "-toast".

## Quién puede qué

staff-only-toast = Este botón es para el equipo de la clínica.
staff-gone-toast = Este botón ya no sirve. La lista de hoy: /day
staff-claim-how = Envíe el código que mostró el servicio, así: <code>/claim K7QM-4RXD</code>
staff-claimed =
    ¡Le damos la bienvenida! Ahora es titular de <b>{ $clinic }</b> aquí.

    Inscriba a la primera persona con /enrol.
staff-claim-already = Ya es titular aquí. El código no se ha gastado.
staff-claim-wrong = { $tries ->
        [0] El código es incorrecto o ha caducado. No quedan intentos: pida uno nuevo con <code>reminder claim-code</code>.
        [one] El código es incorrecto o ha caducado. Queda un intento.
       *[other] El código es incorrecto o ha caducado. Quedan { $tries } intentos.
    }
staff-start =
    <b>{ $clinic }</b>: recordatorios de cuidados.

    /enrol – inscribir a un paciente después de una sesión
    /session – otra sesión de un paciente que ya conoce
    /next – reservar, cambiar o cancelar una cita
    /day – la lista de hoy: quién está conectado y quién falta
    /help – todo en una línea, y varios a la vez
staff-help =
    <b>Inscribir con un toque:</b> /enrol y después «Confirmar». La hora (ahora), el procedimiento habitual y el idioma de la clínica ya están puestos.

    <b>O en una línea,</b> en cualquier orden, separado por «;»:
    <code>/enrol Ana K; oxígeno; hoy 14:30; 1/9</code>
    El nombre no es necesario. También se entiende: «ayer 9», «lun 14:30», «21 sept 14:30», «cara, cuello», «en».

    <b>Varios a la vez:</b> una línea para cada uno, con «;» en todas. Recibirá un enlace para cada uno, para copiar y enviar.

    El paciente escanea el código y acepta; entonces el mensaje que usted recibió cambia a «Conectado». ¿Sin Telegram? Pulse «Imprimir».

    <b>Un paciente que ya conoce:</b> /session anota otra sesión; /next reserva, cambia o cancela una cita. Pulse el paciente o escriba en una línea:
    <code>/session Ana K; hoy 14:30; 3/9</code>
    <code>/next Ana K; 24 sept 15:00</code>

    /day – la lista de hoy, con correcciones y códigos; otro día: /day ayer
    /why Ana – los mensajes de un paciente: qué se envió, qué está programado y por qué
    /rehearse – los mensajes de un procedimiento, enviados a usted como los recibiría un paciente
    /protocols – los protocolos: qué está firmado y qué se supone
    /cancel – cerrar el formulario abierto sin usarlo o terminar un ensayo
    /invite, /staff – para titulares: quién trabaja aquí

## El formulario

staff-form = <b>Nuevo paciente</b>
staff-form-correct = <b>Corregir lo anotado</b>
staff-form-name = Nombre: { $name }
staff-form-name-none = Nombre: ninguno («{ $name }»)
staff-form-procedure = Procedimiento: { $procedure }
staff-form-procedure-none = Procedimiento: <b>elija uno, por favor</b>
staff-form-held = Sesión: <b>{ $when }</b>
staff-form-appointment = Cita: <b>{ $when }</b>
staff-form-number = En el ciclo: { $number }
staff-form-number-none = En el ciclo: sin indicar
staff-form-areas = Zonas: { $areas }
staff-form-language = Idioma del paciente: { $language }

staff-form-ask-name = Escriba el nombre como quiera verlo en su lista.
staff-form-ask-when = Escriba el día y la hora: «hoy 14:30», «ayer 9», «21 sept 14:30».
staff-form-ask-number = ¿Qué sesión del ciclo es? Pulse un número o escriba «3/9».
staff-form-ask-procedure = ¿Qué procedimiento?
staff-form-ask-areas = ¿Qué zonas se trataron?
staff-form-ask-language = ¿En qué idioma quiere leer el paciente?
staff-form-ask-hour = { $day }: ¿hacia qué hora?
staff-form-ask-minute = { $day }: ¿a qué hora exacta?
staff-form-still-to-come = Esa hora todavía no ha llegado. ¿Es una cita?
staff-form-namesake = ℹ️ Ya hay alguien con el nombre { $name } ({ $procedure }, { $day }). Otra sesión de la misma persona: /session
staff-form-too-far = Eso queda a más de un año. Por favor, revise la fecha.
staff-form-no-procedure = Por favor, elija el procedimiento.
staff-form-bad-name = Eso no puede ser un nombre: letras, 64 caracteres como máximo.

staff-doubt-unknown = No se entiende: «{ $text }»
staff-doubt-twice = Dicho dos veces: «{ $text }»
staff-doubt-several-procedures = Varios procedimientos empiezan así: «{ $text }». ¿Cuál de ellos?
staff-doubt-area-or-procedure = «{ $text }»: ¿qué procedimiento fue?
staff-doubt-day-or-time = «{ $text }»: ¿un día o una hora? Escriba 12:03, o 12.03 14:30.
staff-doubt-no-time = «{ $text }»: ¿a qué hora?
staff-doubt-no-such-time = Esa hora no existe: «{ $text }»

staff-confirm-button = ✅ Confirmar
staff-cancel-button = Cancelar
staff-back-button = ‹ Atrás
staff-done-button = Hecho
staff-name-button = Nombre
staff-procedure-button = Procedimiento
staff-when-button = Cuándo
staff-number-button = En el ciclo
staff-areas-button = Zonas
staff-language-button = Idioma
staff-no-name-button = Sin nombre
staff-now-button = Ahora
staff-today-button = Hoy…
staff-yesterday-button = Ayer…
staff-tomorrow-button = Mañana…
staff-no-number-button = Sin indicar
staff-appointment-button = Sí, una cita
staff-without-button = Seguir sin eso
staff-chosen-button = ✓ { $text }

staff-form-cancelled = Formulario cerrado. No se ha inscrito a quien seguía en él.
staff-form-none = No hay ningún formulario abierto. /enrol abre uno.
staff-form-closed-toast = Este formulario ya está cerrado.

staff-batch = { $number ->
        [one] <b>Un paciente</b>
       *[other] <b>{ $number } pacientes</b>
    }
staff-batch-wrong = ⚠️ { $line }
staff-batch-fix = Los que llevan ⚠️ se quedan aquí hasta que envíe sus líneas de nuevo.
staff-batch-many = Son demasiados a la vez: por favor, { $most } líneas como máximo.
staff-confirm-all-button = { $number ->
        [one] ✅ Confirmar
       *[other] ✅ Confirmar los { $number }
    }
staff-confirm-clear-button = { $number ->
        [one] ✅ Confirmar el que está claro
       *[other] ✅ Confirmar los { $number } claros
    }
staff-appointments-button = { $number ->
        [one] El que está por venir es una cita
       *[other] Los { $number } por venir son citas
    }

## Un paciente inscrito

staff-nameless = sin nombre
staff-guest = Paciente { $time }
staff-summary =
    <b>{ $name }</b>
    { $procedure } · { $when }{ $number }
staff-appointment-at = cita el { $when }
staff-number = sesión { $number }
staff-number-of = sesión { $number } de { $of }
staff-enrolled =
    Inscripción hecha:
    { $summary }
staff-enrolled-several = { $number ->
        [one] Un paciente inscrito. A continuación, el enlace.
       *[other] { $number } pacientes inscritos. A continuación, un enlace para cada uno.
    }
staff-link-caption =
    { $summary }

    Deje que el paciente escanee este código o envíele el enlace:
    { $link }

    Válido hasta el { $until }. Este mensaje cambiará cuando el paciente acepte.
staff-link-to-copy =
    { $summary }

    Para copiar y enviar:
    <code>{ $link }</code>

    Válido hasta el { $until }.
staff-print-button = 🖨 Imprimir
staff-decline-button = No quiso
staff-undo-button = Deshacer
staff-correct-button = Corregir
staff-connected-caption =
    ✅ Conectado: <b>{ $telegram }</b> en Telegram

    { $summary }
staff-connected-right =
    { $text }

    Confirmado: es la persona correcta.
staff-right-button = Es correcto
staff-wrong-button = No es esta persona
staff-wrong-ask =
    { $text }

    ¿Separar este teléfono del paciente? Los mensajes a este teléfono terminan enseguida y usted recibe un enlace nuevo.
staff-wrong-sure-button = Sí, no es esta persona
staff-wrong-done =
    { $summary }

    El teléfono equivocado ya no recibe nada. A continuación, el enlace nuevo.
staff-wrong-phone-told = Este teléfono se conectó con { $clinic } por error. Por favor, no haga caso de lo que se escribió aquí; no recibirá más mensajes.

staff-undone =
    Deshecho:
    { $summary }
staff-undone-told =
    Deshecho:
    { $summary }

    El paciente ya estaba conectado y se le avisa.
staff-undo-late-toast = Ya pasaron los cinco minutos. Pulse «Corregir».
staff-declined =
    No quiso; no se enviará nada:
    { $summary }
staff-declined-late-toast = El paciente está conectado. Puede darse de baja escribiendo STOP.
staff-printed =
    Imprima esto para el paciente:
    { $summary }
staff-sheet-file = cuidados
staff-on-paper =
    En papel:
    { $summary }
staff-corrected =
    ✅ Corregido:
    { $summary }
staff-corrected-told =
    ✅ Corregido, también el plan del paciente:
    { $summary }

## ¿Quién es?

staff-who-is-it =
    <b>¿Es la misma persona?</b>
    { $summary }

    El teléfono en el que se acaba de aceptar (<b>{ $telegram }</b> en Telegram) ya se conoce: { $known }. Hasta que usted elija, no diremos allí que se puede retomar algo.
staff-who-button = ❓ ¿La misma persona?
staff-same-person-button = La misma: { $name }
staff-another-person-button = Otra persona con este teléfono
staff-same-person =
    Una sola persona, ahora con un solo historial:
    { $summary }
staff-another-person =
    Otra persona con el mismo teléfono; los mensajes empiezan por el nombre:
    { $summary }
staff-placed-toast = Eso ya está resuelto.

## El día y la ficha

staff-day = <b>{ $date }</b>
staff-day-empty = Nadie. /enrol inscribe a un paciente.
staff-day-seen = <b>Atendidos o inscritos</b>
staff-day-to-come = <b>Citas</b>
staff-day-line = { $time } { $name } – { $standing }
staff-day-more = { $number ->
        [one] … y uno más
       *[other] … y { $number } más
    }
staff-standing-waiting = en espera
staff-standing-connected = chat conectado
staff-standing-on-paper = en papel
staff-standing-declined = no quiso
staff-standing-refused = se pulsó «No soy yo»
staff-standing-expired = enlace caducado
staff-standing-unreachable = ilocalizable
staff-standing-left = se dio de baja
staff-standing-undone = deshecho
staff-card =
    { $summary }

    { $standing }
staff-card-in-force = <b>Vigente ahora:</b>
staff-card-nothing = Ahora no hay nada que evitar.
staff-qr-again-button = Mostrar el código
staff-qr-another-phone-button = Código para otro teléfono
staff-day-before-button = ‹ { $day }
staff-day-after-button = { $day } ›
staff-today-only-button = Hoy

staff-unopened = { $number ->
        [one] <b>Nadie ha abierto todavía este enlace:</b>
       *[other] <b>Nadie ha abierto todavía estos enlaces:</b>
    }
    { $patients }
staff-qr-again-of-button = Código: { $name }
staff-left = { $number ->
        [one] <b>Ya no recibe mensajes aquí:</b>
       *[other] <b>Ya no reciben mensajes aquí:</b>
    }
    { $patients }

    Lo que falte por decir sobre los cuidados: por teléfono o con la hoja impresa.
staff-left-line = • { $name }
staff-left-button = 🖨 { $name }
staff-day-unreached = <b>No les llegan mensajes: por favor, llame</b>
staff-day-unreached-line = • { $name } – { $standing }
staff-day-unreached-button = 📵 { $name }
staff-set-aside = No se pudo atender un mensaje de un chat (entrada { $entry } de la bandeja; el registro del servicio dice por qué). Si pudo ser un STOP o una pregunta de un paciente, por favor, mire en /day y llame.
staff-hint = /enrol inscribe a un paciente, /day muestra la lista de hoy, /help explica todo.

## El menú de comandos

staff-enrol-command = Inscribir a un paciente después de una sesión
staff-day-command = La lista de hoy
staff-help-command = Cómo funciona
staff-cancel-command = Cerrar el formulario abierto

## Cómo se entiende lo que se escribe: expresiones separadas por |

staff-read-now = ahora | ahora mismo | justo ahora | ahorita | recién
staff-read-today = hoy
staff-read-yesterday = ayer
staff-read-before-yesterday = anteayer | antes de ayer | antier
staff-read-tomorrow = mañana | manana
staff-read-next = próximo | próxima | proximo | proxima
# También palabras que acompañan delante de la hora: «mañana por la mañana a las 9».
staff-read-at = a las | a la | las | el | sobre las | por la mañana | por la manana
staff-read-hours = h | hs | hrs | horas | hora
staff-read-morning = de la mañana | de la manana | por la mañana | por la manana | de la madrugada
staff-read-afternoon = de la tarde | por la tarde | de la noche | por la noche | del mediodía | del mediodia
staff-read-of = de
staff-read-session = sesión | sesion
staff-read-and = y
staff-read-no-name = sin nombre | anónimo | anónima | anonimo | anonima
staff-read-guest = paciente | cliente | clienta | invitado | invitada
staff-read-procedure-oxygen-mesotherapy = oxígeno | oxigeno | meso oxígeno | meso oxigeno | mesoterapia de oxígeno | oxigenoterapia
staff-read-procedure-face-mesotherapy = meso facial | meso de cara | mesoterapia de cara
staff-read-procedure-body-mesotherapy = meso corporal | meso de cuerpo | lipolítica | lipolitica | lipolíticos
staff-read-procedure-scalp-mesotherapy = capilar | meso capilar | cuero cabelludo | cabello | pelo
staff-read-procedure-electroporation = electro | electroporacion
staff-read-procedure-cryo-electroporation = crio | crioelectroporacion | crio electroporación
staff-read-procedure-sonophoresis = sono | ultrasonido | ultrasonidos | fonoforesis
staff-read-procedure-iontophoresis = ionto
staff-read-procedure-meso-roller-home = mesoroller | meso roller | roller | dermaroller | rodillo
staff-read-area-face = cara | rostro
staff-read-area-neck = cuello
staff-read-area-body = cuerpo | todo el cuerpo | cuerpo entero
staff-read-area-arms = brazo | brazos
staff-read-area-legs = pierna | piernas | muslo | muslos
staff-read-area-buttocks = glúteo | glúteos | gluteos | nalga | nalgas
staff-read-area-back = espalda
staff-read-area-abdomen = abdomen | vientre | barriga | tripa | panza
staff-read-area-chest = pecho
staff-read-area-decollete = escote
