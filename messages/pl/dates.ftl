# Jak zapisuje się daty, w oznaczeniach Unicode:
# EEE pon., d 21, MMM wrz, MMMM września, y 2026, HH:mm 14:30; inne litery stoją w 'cudzysłowie'.

date-moment = d MMMM (EEE), HH:mm
date-day = d MMMM (EEE)
date-long = d MMMM y
date-hour = HH:mm
# Na przycisku, gdzie jest mało miejsca.
date-button = EEE dd.MM
