# Lo que lee un paciente al conectarse, al preguntar, al darse de baja y al volver.
# Texto en HTML de Telegram. La primera línea se ve con el teléfono bloqueado: nada íntimo en ella.

## Conectarse

patient-language-button = Español

# Esto es lo que se acepta. Quien cambia este texto cambia lo que la gente acepta.
patient-consent =
    <b>{ $clinic }</b> puede enviarle aquí recordatorios de sus cuidados.

    • <b>Sobre qué:</b> qué evitar por ahora y desde cuándo puede retomarlo.
    • <b>Con qué frecuencia:</b> un mensaje enseguida y después uno al día como máximo, solo si hay algo que decir. Sin publicidad.
    • <b>Cómo dejarlo:</b> escriba STOP en cualquier momento. No preguntamos los motivos.
    • <b>Qué se guarda:</b> el nombre y las sesiones que anotó la clínica, su nombre en Telegram y este chat, su consentimiento y lo que se envió. Lo guarda la propia clínica; los nombres y este chat están cifrados. Más información: /privacy

    No se envía nada hasta que usted acepte.
patient-consent-agree-button = Es para mí, acepto
patient-consent-carer-button = Cuido al paciente, acepto
patient-consent-not-me-button = No soy yo
patient-consent-no-thanks-button = No, gracias
patient-consent-again = Nos alegra volver a verle. En este momento no recibe recordatorios. Si quiere recuperarlos, por favor, acepte una vez más.

patient-agreed =
    Gracias, este chat ya está conectado con <b>{ $clinic }</b>.

    En un momento le llegarán sus recomendaciones. Después puede consultarlas cuando quiera: /today
    Si no desea más mensajes, escriba STOP.
patient-agreed-carer =
    Gracias, este chat ya está conectado con <b>{ $clinic }</b> en nombre del paciente.

    En un momento le llegarán las recomendaciones. Después puede consultarlas cuando quiera: /today
    Si no desea más mensajes, escriba STOP.
patient-returned = ¡Qué bueno tenerle de vuelta! Los recordatorios de <b>{ $clinic }</b> están activos otra vez. Si no desea más mensajes, escriba STOP.
patient-returned-already = Sus recordatorios están activos. Pregunte cuando quiera: /today
patient-connected =
    Este chat está conectado con <b>{ $clinic }</b>.

    /today – qué evitar ahora y hasta cuándo
    /help – cómo funciona
    /stop – no recibir más mensajes
patient-moved = Desde ahora, sus recordatorios de <b>{ $clinic }</b> llegan a otro teléfono, donde alguien acaba de aceptar. Si esto le sorprende, por favor, llámenos: { $telephone }

patient-not-me-done = Gracias por decírnoslo. Este enlace queda cerrado y no le enviaremos nada.
patient-no-thanks-done = De acuerdo, no le enviaremos nada. Si tiene preguntas sobre sus cuidados, llame a <b>{ $clinic }</b>: { $telephone }, { $hours }.

patient-link-used = Este enlace ya se usó en otro teléfono. Si era para usted, por favor, pida uno nuevo a <b>{ $clinic }</b>: { $telephone }
patient-link-expired = Este enlace ha caducado. <b>{ $clinic }</b> le dará otro con mucho gusto: { $telephone }
patient-link-closed = Este enlace está cerrado. Si al final desea recibir recordatorios, pida uno nuevo a <b>{ $clinic }</b>: { $telephone }
patient-link-unknown = Este enlace no es nuestro o le falta una parte. Por favor, escanee el código otra vez o llame a <b>{ $clinic }</b>: { $telephone }
patient-link-scan-again = Por favor, abra otra vez el enlace de la clínica y después acepte.

## Preguntar

patient-help =
    Aquí <b>{ $clinic }</b> le recuerda qué evitar después de una sesión y le dice desde cuándo puede retomarlo.

    /today – qué evitar ahora y hasta cuándo
    /plan – su plan en una imagen y para su calendario
    /pause – silencio mientras viaja
    /time – la hora de los mensajes y su zona horaria
    /language – otro idioma
    /privacy – qué se guarda sobre usted; /mydata lo envía, /forget lo borra
    /stop – no recibir más mensajes (o escriba simplemente STOP)

    Nadie lee este chat. ¿Tiene preguntas o algo le preocupa? Llame al { $telephone }, { $hours }.
    Dificultad para respirar, hinchazón de labios, cara o garganta, desmayo: { $emergency } de inmediato.
patient-privacy =
    <b>Qué guarda { $clinic } aquí sobre usted</b>

    • <b>Qué:</b> el nombre que anotó la clínica, su nombre en Telegram y este chat, idioma y zona horaria, sus sesiones y citas, su consentimiento, sus respuestas sobre la piel, qué se envió y cuándo, y quién de la clínica lo ha consultado. Lo que escribe aquí no se guarda una vez atendido. El equipo de la clínica ve los mensajes que suenan a preocupación o a deseo de no recibir más, y lo que usted escribe mientras conversa con usted sobre ello.
    • <b>Para qué:</b> para enviar el recordatorio adecuado en el momento adecuado, y nada más. Sin publicidad, y sin dárselo a nadie más.
    • <b>Dónde:</b> en el sistema de la propia clínica; los nombres y los chats están cifrados. Los mensajes viajan por Telegram.
    • <b>Cuánto tiempo:</b> hasta que usted lo borre con /forget, la clínica ya no lo necesite o venza su propio plazo.
    • <b>Cómo dejarlo:</b> escriba STOP. Para verlo todo: /mydata. Para borrarlo todo: /forget. Preguntas o errores: { $contact }
patient-today-name = <b>{ $name }</b>
patient-today-out = En este momento no recibe recordatorios, pero sus recomendaciones siguen vigentes.
patient-nobody-reads = Nadie lee este chat. Por favor, llame a <b>{ $clinic }</b>: { $telephone }, { $hours }. En caso de emergencia: { $emergency }. Sus recomendaciones: /today
patient-unknown-command = Ese comando no existe. Puede usar /today, /plan, /pause, /time, /language, /help, /privacy, /mydata, /forget y /stop.
patient-stranger =
    ¡Hola! Aquí <b>{ $clinic }</b> envía a sus pacientes recordatorios de sus cuidados.

    En la clínica le dan un enlace personal o un código para escanear. ¿Alguna pregunta? Llame al { $telephone }, { $hours }.

## Darse de baja

patient-opted-out = Listo. No recibirá más mensajes nuestros.
patient-opted-out-applies = Sus recomendaciones siguen vigentes:
patient-opted-out-questions = ¿Alguna pregunta? Llame a <b>{ $clinic }</b>: { $telephone }, { $hours }.
patient-opted-out-already = Ya se había dado de baja; no enviamos nada más. Si cambia de opinión, pulse el botón.
patient-stop-not-joined = De acuerdo. Su enlace queda cerrado y no le enviaremos nada. ¿Alguna pregunta? Llame a <b>{ $clinic }</b>: { $telephone }.
patient-stop-stranger = No recibe mensajes nuestros, y así seguirá.
patient-stop-staff = Aquí no recibe recordatorios como paciente. Los avisos para el equipo le seguirán llegando mientras trabaje aquí.
patient-resume-button = Reanudar

patient-unsure =
    ¿Quiere dejar de recibir todos nuestros mensajes?

    Hasta que elija, sus recordatorios esperan. Si algo le duele o le preocupa, por favor, no nos espere: llame al { $telephone }, { $hours }. En caso de emergencia: { $emergency }.
patient-unsure-stop-button = No recibir más mensajes
patient-unsure-keep-button = Seguir recibiéndolos
patient-choice-over-toast = Esta pregunta ya está resuelta.

## Lo que se le dice al equipo

patient-staff-unclear =
    <b>Por favor, llame a: { $names }</b>

    El mensaje de abajo puede ser un deseo de no recibir más mensajes, o una queja. Los recordatorios esperan hasta que elija.

    <blockquote>{ $text }</blockquote>
patient-staff-unreachable = <b>{ $names }</b>: aquí ya no es posible comunicarse (bloqueo, o la cuenta de Telegram ya no existe). No se envía nada más. Lo que quede por decir sobre los cuidados, por favor, dígalo por teléfono.
patient-staff-not-me = Alguien abrió el enlace para <b>{ $names }</b> y pulsó «No soy yo». El enlace está cerrado. Por favor, compruebe de quién era el teléfono y dé un enlace nuevo.
patient-staff-link-closed = El enlace para <b>{ $names }</b> está cerrado («No soy yo»).
patient-staff-no-thanks = <b>{ $names }</b> no desea mensajes aquí. El enlace está cerrado; por favor, entregue la hoja impresa o explique los cuidados en persona.
patient-staff-move-refused = El enlace a otro teléfono para <b>{ $names }</b> se rechazó allí y está cerrado. Los mensajes siguen como antes.

## El menú de comandos

patient-today-command = Qué evitar ahora y hasta cuándo
patient-help-command = Cómo funciona
patient-privacy-command = Qué se guarda sobre usted
patient-stop-command = No recibir más mensajes
