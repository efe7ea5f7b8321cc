# Як пишуться дати, у позначеннях Unicode:
# EEE пн, d 21, MMM вер., MMMM вересня, y 2026, HH:mm 14:30; інші літери — у 'лапках'.

date-moment = d MMMM (EEE), HH:mm
date-day = d MMMM (EEE)
date-long = d MMMM y
date-hour = HH:mm
# На кнопці, де мало місця.
date-button = EE dd.MM
