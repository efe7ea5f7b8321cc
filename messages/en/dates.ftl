# How dates are written, in Unicode date patterns:
# EEE Mon, d 21, MMM Sep, MMMM September, y 2026, HH:mm 14:30; other letters stand in 'quotes'.

date-moment = EEE d MMM, HH:mm
date-day = EEE d MMM
date-long = d MMMM y
date-hour = HH:mm
# On a button, where there is little room.
date-button = EEE d MMM
