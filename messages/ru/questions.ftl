# О чём пациента просят сказать клинике перед сеансом, если что-то изменилось: «Что-нибудь
# изменилось? • беременность • аллергия …». Каждое стоит отдельной строкой.

question-pregnancy = беременность
question-breastfeeding = кормление грудью
question-allergy = аллергия или непереносимость чего-либо из применяемых средств
question-skin-disease = воспаление или вирусное заболевание кожи
question-operation = недавняя операция
question-menstruation = менструация
question-gallstones = камни в желчном пузыре
question-bleeding-disorder = нарушение свёртываемости крови
question-kidney-failure = хроническая почечная недостаточность
question-vascular-disease = хроническое заболевание сосудов
question-fear-of-injections = страх уколов
question-coumarins = кумарины
question-ticlopidine = тиклопидин
question-heparin = гепарин
question-aspirin = аспирин
question-pentoxifylline = пентоксифиллин (Трентал)
question-other-anticoagulants = другие лекарства против свёртывания крови
question-viral-illness = вирусное заболевание
question-chronic-illness = обострение хронического заболевания
question-cancer = онкологическое заболевание
question-diabetes = диабет
