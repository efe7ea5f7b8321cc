# Как пишутся даты, в обозначениях Unicode:
# EEE пн, d 21, MMM сент., MMMM сентября, y 2026, HH:mm 14:30; прочие буквы — в 'кавычках'.

date-moment = d MMMM (EEE), HH:mm
date-day = d MMMM (EEE)
date-long = d MMMM y
date-hour = HH:mm
# На кнопке, где мало места.
date-button = EE dd.MM
