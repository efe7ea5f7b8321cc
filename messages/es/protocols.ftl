# Lo que lee el equipo sobre los protocolos de la clínica: quién los firmó y qué se supone en ellos.
# Texto en HTML de Telegram.

protocols-title = <b>Los protocolos</b>
protocols-how = Pulse uno para ver sus plazos y lo que se supone en él. Firmar, activar y cambiar se hace en los archivos de la clínica.
protocols-line = { $name } – { $standing }
protocols-signed = firma: { $by }, { $on }
protocols-unsigned = ⚠️ sin firmar
protocols-off = desactivado
protocols-changed = plazos propios de la clínica
protocols-assumed = { $number ->
    [one] un supuesto
   *[other] { $number } supuestos
}
protocols-older = { $number ->
        [one] versión { $version }: ¿también para el único ciclo en curso?
       *[other] versión { $version }: ¿también para los { $number } ciclos en curso?
    }

protocols-version = Versión { $version }
protocols-version-changed = Versión { $version }, con plazos propios de la clínica
protocols-rule-avoid = Evitar { $topic }: { $times }
protocols-rule-do = Indicar «{ $duty }»: { $times }
protocols-rule-areas = (solo { $areas })
protocols-before = { $length } antes
protocols-after = { $length } después
protocols-stated = (según la fuente)
protocols-assumed-mark = (<i>supuesto</i>)
protocols-by-clinic = (de la clínica)
protocols-length-range = de { $least } a { $most }
protocols-no-rules = No tiene reglas.
protocols-also-assumed = También se supone: { $parts }.
protocols-part-course = el número de sesiones
protocols-part-interval = el tiempo entre sesiones
protocols-part-effect = cuánto dura el efecto
protocols-part-maintenance = el mantenimiento
protocols-part-again-after = cuándo se puede repetir el ciclo
protocols-part-reactions = lo que se dice de las reacciones
protocols-part-check-ins = cuándo se pregunta por la piel
protocols-part-questions = las preguntas antes de una sesión
protocols-source = { $source }
protocols-sources = <b>Fuentes</b>
protocols-adopt-ask = { $number ->
        [one] Un ciclo en curso empezó con otra versión y conserva sus plazos.
       *[other] { $number } ciclos en curso empezaron con otra versión y conservan sus plazos.
    } Los ciclos nuevos usan esta. A quien le cambien las fechas le llegará una corrección.
protocols-adopt-button = { $number ->
        [one] También el ciclo en curso
       *[other] También los { $number } ciclos en curso
    }
protocols-adopted-toast = { $number ->
        [one] Un ciclo la usa ahora.
       *[other] { $number } ciclos la usan ahora.
    }
protocols-changed-toast = Mientras tanto, el protocolo ha cambiado.
staff-protocols-command = Los protocolos: qué está firmado y qué se supone
