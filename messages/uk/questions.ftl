# Про що пацієнта просять сказати клініці перед сеансом, якщо щось змінилося: «Щось змінилося?
# • вагітність • алергія …». Кожне стоїть окремим рядком.

question-pregnancy = вагітність
question-breastfeeding = годування груддю
question-allergy = алергія на щось із застосовуваних засобів або його непереносність
question-skin-disease = запалення чи вірусне захворювання шкіри
question-operation = нещодавня операція
question-menstruation = менструація
question-gallstones = камені в жовчному міхурі
question-bleeding-disorder = порушення згортання крові
question-kidney-failure = хронічна ниркова недостатність
question-vascular-disease = хронічне захворювання судин
question-fear-of-injections = страх уколів
question-coumarins = кумарини
question-ticlopidine = тиклопідин
question-heparin = гепарин
question-aspirin = аспірин
question-pentoxifylline = пентоксифілін (Трентал)
question-other-anticoagulants = інші ліки проти згортання крові
question-viral-illness = вірусне захворювання
question-chronic-illness = загострення хронічного захворювання
question-cancer = онкологічне захворювання
question-diabetes = діабет
