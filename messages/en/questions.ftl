# What a patient is asked to tell the clinic before a session, if it has changed: "Has any of this
# changed? • pregnancy • a new allergy …". Each stands by itself on a line.

question-pregnancy = pregnancy
question-breastfeeding = breastfeeding
question-allergy = an allergy to, or intolerance of, anything that is used
question-skin-disease = an inflammation or a viral disease of the skin
