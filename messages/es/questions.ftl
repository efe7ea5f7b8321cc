# Lo que se pide contar a la clínica antes de una sesión, si ha cambiado: «¿Ha cambiado algo de esto?
# • embarazo • una nueva alergia …». Cada cosa va sola en su línea.

question-pregnancy = embarazo
question-breastfeeding = lactancia
question-allergy = alergia o intolerancia a algo de lo que se utiliza
question-skin-disease = inflamación o enfermedad vírica de la piel
question-operation = una operación reciente
question-menstruation = menstruación
question-gallstones = cálculos en la vesícula
question-bleeding-disorder = un trastorno de la coagulación
question-kidney-failure = insuficiencia renal crónica
question-vascular-disease = una enfermedad vascular crónica
question-fear-of-injections = miedo a las inyecciones
question-coumarins = cumarinas
question-ticlopidine = ticlopidina
question-heparin = heparina
question-aspirin = aspirina
question-pentoxifylline = pentoxifilina (Trental)
question-other-anticoagulants = otros medicamentos contra la coagulación de la sangre
question-viral-illness = una enfermedad vírica
question-chronic-illness = una enfermedad crónica que se ha agudizado
question-cancer = cáncer
question-diabetes = diabetes
