# Wie Daten geschrieben werden, in den Zeichen von Unicode:
# ccc Mo, d 21, MMM Sept., MMMM September, y 2026, HH:mm 14:30; andere Buchstaben in 'Häkchen'.

date-moment = ccc, d. MMMM, HH:mm 'Uhr'
date-day = ccc, d. MMMM
date-long = d. MMMM y
date-hour = HH:mm
# Auf einer Schaltfläche, wo wenig Platz ist.
date-button = ccc, d. MMM
