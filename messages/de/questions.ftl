# Was man vor einer Behandlung der Klinik sagen möchte, wenn es sich geändert hat: „Hat sich etwas
# davon geändert? • Schwangerschaft • eine neue Allergie …“. Jedes steht für sich in einer Zeile.

question-pregnancy = Schwangerschaft
question-breastfeeding = Stillzeit
question-allergy = Allergie oder Unverträglichkeit gegen etwas, das verwendet wird
question-skin-disease = Entzündung oder Viruserkrankung der Haut
question-operation = kürzliche Operation
question-menstruation = Menstruation
question-gallstones = Gallensteine
question-bleeding-disorder = Störung der Blutgerinnung
question-kidney-failure = chronische Nierenschwäche
question-vascular-disease = chronische Gefäßerkrankung
question-fear-of-injections = Angst vor Spritzen
question-coumarins = Cumarine
question-ticlopidine = Ticlopidin
question-heparin = Heparin
question-aspirin = Aspirin
question-pentoxifylline = Pentoxifyllin (Trental)
question-other-anticoagulants = andere Medikamente gegen Blutgerinnung
question-viral-illness = Viruserkrankung
question-chronic-illness = chronische Krankheit, die sich gerade verschlimmert hat
question-cancer = Krebs
question-diabetes = Diabetes
