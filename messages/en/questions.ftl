# What a patient is asked to tell the clinic before a session, if it has changed: "Has any of this
# changed? • pregnancy • a new allergy …". Each stands by itself on a line.

question-pregnancy = pregnancy
question-breastfeeding = breastfeeding
question-allergy = an allergy to, or intolerance of, anything that is used
question-skin-disease = an inflammation or a viral disease of the skin
question-operation = a recent operation
question-menstruation = menstruation
question-gallstones = gallstones
question-bleeding-disorder = a bleeding disorder
question-kidney-failure = chronic kidney failure
question-vascular-disease = a chronic vascular disease
question-fear-of-injections = fear of injections
question-coumarins = coumarins
question-ticlopidine = ticlopidine
question-heparin = heparin
question-aspirin = aspirin
question-pentoxifylline = pentoxifylline (Trental)
question-other-anticoagulants = other medicines against blood clotting
question-viral-illness = a viral illness
question-chronic-illness = a chronic illness that has flared up
question-cancer = cancer
question-diabetes = diabetes
