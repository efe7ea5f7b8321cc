# Preguntas sobre la piel tratada, a qué llevan las respuestas, y conversaciones con la clínica.
#
# Nunca diagnosticar ni quitar importancia: a quien se preocupa se le da el teléfono enseguida.


## La pregunta y sus botones (las respuestas concuerdan con «la piel»)

answer-how-is-it = ¿Cómo siente hoy la piel tratada?
# Antes de la pregunta: qué cambia con una respuesta tranquila.
answer-if-calm = El periodo en el que conviene evitar { $topics } puede terminar hoy: en cuanto su piel se haya calmado. Sin su respuesta, continúa hasta el <b>{ $until }</b>.
# La segunda pregunta del mismo mensaje.
answer-next = Una pregunta más, sobre su sesión del { $held }.
answer-calm-button = La piel está calmada
answer-sore-button = Todavía dolorida o hinchada
answer-worried-button = Me preocupa
answer-given = <i>Su respuesta: { $answer }</i>
answer-over-toast = Esta pregunta ya está resuelta. Sus recomendaciones: /today


## Lo que se lee después de responder

answer-thanks = Muchas gracias.
answer-freed = Con su respuesta ha terminado el periodo en el que convenía evitar { $topics }.
answer-freed-unless = Si su piel volviera a estar sensible, por favor, espere un poco más y llámenos: { $telephone } ({ $hours })
answer-sore-until = Gracias por contárnoslo. Por favor, siga como hasta ahora. Volveremos a preguntarle el { $day }.
answer-sore = Gracias por contárnoslo. Por favor, siga como hasta ahora y muestre su piel al especialista en la próxima sesión.
answer-sore-call = Si se prolonga, empeora o le preocupa, por favor, llámenos: { $telephone } ({ $hours }).
answer-sore-again =
    Gracias por contárnoslo. Como todavía no ha mejorado, por favor, llámenos: { $telephone } ({ $hours }). La clínica ya lo sabe.

    Por favor, siga como hasta ahora. Si le cuesta respirar, se desmaya o se le hinchan los labios, la cara o la garganta, llame de inmediato al <b>{ $emergency }</b>.
answer-worried =
    Gracias por contárnoslo. <b>{ $clinic }</b> ya ha recibido el aviso. Los mensajes se leen en horario de atención: { $hours }.

    Si empeora, por favor, no espere una respuesta. Llámenos: { $telephone }
    Si le cuesta respirar, se desmaya o se le hinchan los labios, la cara o la garganta, llame de inmediato al <b>{ $emergency }</b>.
# De noche.
answer-worried-later =
    Gracias por contárnoslo. <b>{ $clinic }</b> recibirá el aviso el { $moment }. Los mensajes se leen en horario de atención: { $hours }.

    Si empeora, por favor, no espere hasta entonces. Llámenos: { $telephone }
    Si le cuesta respirar, se desmaya o se le hinchan los labios, la cara o la garganta, llame de inmediato al <b>{ $emergency }</b>.
answer-not-claimed =
    En <b>{ $clinic }</b> nadie ha podido escribirle todavía. Por favor, llámenos: { $telephone } ({ $hours })

    Si empeora y no logra comunicarse con nosotros, no espere. Si le cuesta respirar, se desmaya o se le hinchan los labios, la cara o la garganta, llame de inmediato al <b>{ $emergency }</b>.
answer-kept = De acuerdo, sus recordatorios continúan. La clínica ha visto lo que escribió. Hasta que lo atienda, no le diremos que ya puede retomar algo. Si algo le duele o le preocupa, por favor, llame: { $telephone }, { $hours }. En caso de emergencia: { $emergency }.
answer-today-held = Lo que nos contó todavía no está resuelto. Antes de retomar algo, por favor, llámenos: { $telephone } ({ $hours })


## La conversación, como la lee el paciente

answer-from-clinic =
    <b>{ $clinic }</b> le escribe:

    <blockquote>{ $text }</blockquote>

    Puede responder aquí. Si no puede esperar, llame al { $telephone }.
answer-passed-on = Lo hemos pasado a la clínica. Si empeora, por favor, no espere una respuesta: { $telephone } ({ $hours }). En caso de emergencia: { $emergency }.


## Lo que lee el equipo

answer-staff-worried =
    <b>Por favor, atienda a: { $name }</b>
    Respondió «Me preocupa» el { $when }.
answer-staff-still-sore =
    <b>Por favor, llame a: { $name }</b>
    Respondió por segunda vez «Todavía dolorida o hinchada» el { $when }. Le hemos pedido que llame.
answer-staff-unclear-stop =
    <b>Por favor, atienda a: { $name }</b>
    Escribió algo que puede ser una queja (ya lo vio usted) y el { $when } decidió seguir recibiendo los mensajes.
answer-staff-name = <b>{ $name }</b>
answer-staff-waits = Hasta que se resuelva, no diremos que se puede retomar algo.
answer-staff-told = Le hemos pedido que llame a la clínica.
answer-staff-again = ⏰ Nadie se ha encargado de esto todavía.
answer-staff-unresolved = ⏰ Se encarga { $staff } desde el { $when }, y aún no está resuelto. Quien se encargue ahora, que pulse «Me encargo».
answer-staff-open = <b>Por favor, atienda a</b>
answer-staff-open-line = • { $name } – desde el { $when }, nadie se encarga
answer-staff-open-line-claimed = • { $name } – desde el { $when }, se encarga { $staff }
answer-staff-open-button = ⚠️ { $name }
answer-staff-claimed = ✅ Se encarga { $staff }.
answer-staff-resolved = ✅ Lo ha resuelto { $staff }.
answer-claim-button = Me encargo
answer-reply-button = Responder
answer-resolve-button = Resuelto
answer-reply-cancel-button = No escribir
answer-staff-claimed-toast = Ya se encarga { $staff }.
answer-staff-resolved-toast = Esto ya está resuelto.
answer-staff-left-toast = Aquí ya no recibe mensajes. Por favor, llame por teléfono.
answer-staff-reply-ask = { $minutes ->
        [one] Lo próximo que escriba llegará a <b>{ $name }</b> como mensaje de la clínica (en el plazo de { $minutes } minuto).
       *[other] Lo próximo que escriba llegará a <b>{ $name }</b> como mensaje de la clínica (en el plazo de { $minutes } minutos).
    }
answer-staff-reply-cancelled = No se ha enviado nada a <b>{ $name }</b>.
answer-staff-reply-sent = Enviado a <b>{ $name }</b>.
answer-staff-reply-long = Es demasiado largo para un mensaje: como máximo, { $most } caracteres. Por favor, escríbalo de nuevo, más corto.
answer-staff-wrote =
    <b>{ $name }</b> escribe:

    <blockquote>{ $text }</blockquote>


## La ficha de un paciente

answer-card = <b>Cómo está la piel:</b>
answer-card-calm = { $when }: calmada
answer-card-sore = { $when }: todavía dolorida o hinchada
answer-card-worried = { $when }: le preocupa
answer-card-none = pregunta del { $when }: sin respuesta
answer-card-held = ⚠️ Hasta que se resuelva, no diremos que se puede retomar algo.
answer-card-resolved-toast = Resuelto. Lo que se pueda retomar lo diremos a su debido tiempo.
