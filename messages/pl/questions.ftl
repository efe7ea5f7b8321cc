# O czym pacjent ma powiedzieć klinice przed zabiegiem, jeśli coś się zmieniło: „Czy coś się
# zmieniło? • ciąża • alergia …”. Każde stoi w osobnym wierszu.

question-pregnancy = ciąża
question-breastfeeding = karmienie piersią
question-allergy = alergia na któryś ze stosowanych środków lub jego nietolerancja
question-skin-disease = stan zapalny lub choroba wirusowa skóry
question-operation = niedawna operacja
question-menstruation = miesiączka
question-gallstones = kamica żółciowa
question-bleeding-disorder = zaburzenia krzepnięcia krwi
question-kidney-failure = przewlekła niewydolność nerek
question-vascular-disease = przewlekła choroba naczyń
question-fear-of-injections = lęk przed zastrzykami
question-coumarins = pochodne kumaryny
question-ticlopidine = tyklopidyna
question-heparin = heparyna
question-aspirin = aspiryna
question-pentoxifylline = pentoksyfilina (Trental)
question-other-anticoagulants = inne leki przeciw krzepnięciu krwi
question-viral-illness = choroba wirusowa
question-chronic-illness = zaostrzenie choroby przewlekłej
question-cancer = choroba nowotworowa
question-diabetes = cukrzyca
