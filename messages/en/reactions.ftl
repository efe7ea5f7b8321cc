# What patients are told of their skin's reactions after injections: sentences that stand one after
# another. They promise nothing, and call nothing harmless; what is a reason to phone is not here.

reaction-needle-marks = Some swelling and redness may be seen; pinhole marks disappear within hours.
reaction-pain = Pain may occur, too.
reaction-passing = Swelling, itching, soreness, small bruises or bumps and redness should ease within a couple of days; if they last longer, please see your specialist.
reaction-large-areas = On large areas the sensations can be very unpleasant.
reaction-recovery = Recovery takes 5 to 7 days, at home and without bed rest.
