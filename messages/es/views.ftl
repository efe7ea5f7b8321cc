# El resumen del paciente y lo que elige por sí mismo: pausa, hora, zona horaria, idioma.
# Texto en HTML de Telegram. El resumen está fijado: su primera línea se ve sobre el chat.


## El resumen: bajo cada plazo, lo que conviene evitar, una línea cada cosa. Nunca dice «ya puede».

view-card-avoid = <b>Por favor, evite por ahora:</b>
view-card-until = Hasta el <b>{ $until }</b>:
# $eases: desde entonces, solo mientras la piel presente alguna reacción.
view-card-until-eases = Hasta el <b>{ $eases }</b>; si entonces su piel todavía presenta alguna reacción, hasta el { $until }:
view-card-until-while = Hasta el <b>{ $until }</b> si su piel todavía presenta alguna reacción:
view-card-from = Desde el <b>{ $begins }</b>:
# Mientras el equipo no haya dicho de quién son estas sesiones.
view-card-ask = Qué evitar ahora: /today
view-card-session = Sesión { $number } de { $of }
view-card-session-next = Sesión { $number } de { $of } · próxima: { $next }
view-card-next = Próxima sesión: { $next }
# Para quien sigue varios ciclos: $line es una de las tres líneas de arriba.
view-card-of = { $line } · última: { $held }
view-card-paused = Los mensajes están en pausa hasta el { $until }. Sus recomendaciones siguen vigentes.
view-card-foot = <i>Este resumen cambia por sí solo, sin sonido. Más: /today</i>
# En qué queda cuando ya no se mantiene al día.
view-card-over = Este resumen ya no se actualiza.


## /pause

view-pause-ask =
    ¿Hasta cuándo ponemos los mensajes en pausa? Lo que conviene evitar no cambia por eso.

    Elija o escriba un día, por ejemplo «28 sept».
view-pause-3-button = 3 días, hasta el { $day }
view-pause-7-button = 1 semana, hasta el { $day }
view-pause-14-button = 2 semanas, hasta el { $day }
view-pause-no-button = Ahora no
view-pause-left = De acuerdo, no cambia nada.
view-pause-unread = ¿Hasta qué día? Por favor, escríbalo así: «28 sept» o «28.09», desde mañana y como muy tarde el { $last }.
view-paused = En pausa hasta el <b>{ $until }</b>. Hasta entonces no recibirá recordatorios; después volverán por sí solos.
view-paused-questions = Pregunte cuando quiera: /today. ¿Tiene preguntas o algo le preocupa? Llame a <b>{ $clinic }</b>: { $telephone }, { $hours }.
view-unpause-button = Reanudar ahora
view-unpaused = Los recordatorios de <b>{ $clinic }</b> están activos otra vez.
view-unpaused-toast = La pausa ya ha terminado.
view-pause-over = ¡Hola! Le escribe <b>{ $clinic }</b>. Su pausa ha terminado y los recordatorios están activos otra vez.
view-today-paused = Sus recordatorios están en pausa hasta el <b>{ $until }</b>, pero sus recomendaciones siguen vigentes. Para reanudarlos ahora: /pause


## /time

view-time-ask =
    El mensaje del día suele llegar a las <b>{ $hour }</b>, hora de { $place } (hora actual allí: { $now }).

    Elija otra hora o díganos dónde está.
view-zone-button = Estoy en otro lugar…
view-hour-chosen = Desde ahora, el mensaje del día suele llegar a las <b>{ $hour }</b>.
view-zone-ask = ¿Dónde está? Elija o escriba una ciudad, por ejemplo «Almaty».
view-zone-which = ¿Cuál de estos lugares es?
view-zone-unread = No encontramos ese lugar. Por favor, escriba una ciudad grande cercana o el nombre del país.
view-zone-chosen = Desde ahora, todas sus fechas y horas son las de <b>{ $place }</b> (hora actual allí: { $now }). Qué evitar y hasta cuándo: /today
view-chosen-button = ✓ { $text }


## /language

view-language-ask = ¿En qué idioma le escribimos?
view-language-chosen = Desde ahora le escribimos en español.


## Lo que ve el equipo

staff-standing-paused = en pausa hasta el { $until }


## El menú de comandos

patient-pause-command = Silencio mientras viaja
patient-time-command = La hora de los mensajes y su zona horaria
patient-language-command = Otro idioma
