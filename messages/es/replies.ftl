# Lo que escriben los pacientes, distinguido por estas listas: palabras o expresiones separadas por |, en
# mayúsculas o minúsculas. Las listas de todos los idiomas valen para todos; por eso una palabra solo
# está aquí si en ningún otro idioma significa algo inofensivo. Faltan «para», «pare», «alto», «fin»,
# «basta», «baja», «cancelar» y «no»; «basta» y «baja», solas en su frase, se preguntan.

# El mensaje entero: baja inmediata; dentro de una frase: se pregunta si es eso lo que se quiere.
reply-opt-out =
    darme de baja | quiero darme de baja | deseo darme de baja | quisiera darme de baja
    | cancelar suscripción | cancelar la suscripción | cancelar mi suscripción
    | anular suscripción | anular la suscripción | desuscribirme | desuscribir
    | dejen de escribirme | deje de escribirme | dejen de enviarme mensajes
    | deje de enviarme mensajes | dejen de mandarme mensajes | deje de mandarme mensajes
    | no me envíen más mensajes | no me envíe más mensajes | no me manden más mensajes
    | no me mande más mensajes | no enviar más mensajes | no quiero recibir más mensajes
    | no deseo recibir más mensajes | dejar de recibir mensajes | parar los mensajes
    | parar mensajes | detener los mensajes | detener mensajes | retiro mi consentimiento
    | revoco mi consentimiento

# Donde estén, se pregunta. Un * vale por cualquier terminación.
reply-unsure =
    basta. | baja. | no más mensajes | no más recordatorios | basta de mensajes | no me escriba* | no me escriba
    | no me envíe* | no me mande* | no me moleste | no me molesten | no me molestes
    | dejen de escrib* | deje de escrib* | dejen de envia* | deje de envia*
    | dejen de manda* | deje de manda* | dejen de molest*
    | deje de molest* | dejar de recibir | no quiero recibir | no deseo recibir
    | no quiero mensajes | no quiero más mensajes | no quiero más recordatorios
    | déjeme en paz | déjenme en paz | déjame en paz | desuscrib* | dar de baja | deme de baja
    | denme de baja | dame de baja | me doy de baja | me den de baja | me dé de baja
    | borren mis datos | borre mis datos | borrar mis datos | eliminen mis datos
    | elimine mis datos | eliminar mis datos | retirar mi consentimiento
    | revocar mi consentimiento

# De quien se dio de baja: otra vez recordatorios.
reply-opt-in =
    reanudar | reanudar mensajes | reanudar recordatorios | reanude | reanuden
    | volver a recibir mensajes | volver a recibir recordatorios | volver a suscribirme
    | suscribirme | activar recordatorios | activar los recordatorios | empezar de nuevo

reply-help = ayuda | ayúdeme | ayúdenme | ayúdame | necesito ayuda | socorro

# Junto a los demás no significan nada.
reply-polite =
    por favor | porfavor | porfa | gracias | muchas gracias | mil gracias | hola | buenos días
    | buen día | buenas | buenas tardes | buenas noches | un saludo | saludos | muy amable
    | disculpe | disculpen
