# What patients write, told apart by these lists: words or phrases separated by |, in any case.
#
# The lists of all languages count for every patient, so a word may stand here only if it means
# nothing harmless in another language ("para" is "stop" in Spanish, and also "for").

# The whole message being one of these opts out at once; inside a sentence it raises the question
# whether that is meant. So no word of everyday sentences ("end", "cancel"). "cnjg" is the Russian
# "стоп", typed on a Latin keyboard.
reply-opt-out =
    stop | stop all | stopall | stop messages | stop the messages | stop these messages
    | stop sending | stop writing | stop texting | stop it | unsubscribe | unsubscribe me
    | opt out | optout | opt me out | remove me | cnjg

# Wherever these stand, the patient is asked. A * stands for any ending. What ends in a full stop
# counts only as a whole sentence, or between two punctuation marks: "enough" is an answer, "good
# enough" is none.
reply-unsure =
    leave me alone | no more messages | no more reminders | don't write | do not write
    | don't text | do not text | don't message | do not message | stop bothering | unsubscrib*
    | opting out | delete me | spam | enough. | enough of this | enough messages

# From one who has left: reminders again.
reply-opt-in = start | start again | resume | subscribe | opt in

reply-help = help | help me

# These mean nothing beside the others.
reply-polite =
    please | pls | plz | thanks | thank you | thx | hello | hi | good morning | good day
    | good evening
