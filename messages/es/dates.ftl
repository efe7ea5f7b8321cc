# Cómo se escriben las fechas, con los signos de Unicode:
# EEEE lunes, EEE lun, d 21, MMM sept, MMMM septiembre, y 2026, HH:mm 14:30; las demás letras, entre 'comillas'.

date-moment = EEEE d 'de' MMMM 'a las' HH:mm
date-day = EEEE d 'de' MMMM
date-long = d 'de' MMMM 'de' y
date-hour = HH:mm
# En un botón, donde hay poco sitio.
date-button = EEE d MMM
