"""What patients read about their aftercare: values of the domain put into the catalogue's words.

Everything here is pure. Texts are Telegram HTML but for the printed sheet, which is a whole page.
"""

from reminder.wording.card import CardNotes, card
from reminder.wording.messages import day_message, instructions, today
from reminder.wording.questions import Spoken, asked_first, asked_next, freed_text
from reminder.wording.restrictions import in_force_lines
from reminder.wording.sheet import sheet_html

__all__ = [
    "CardNotes",
    "Spoken",
    "asked_first",
    "asked_next",
    "card",
    "day_message",
    "freed_text",
    "in_force_lines",
    "instructions",
    "sheet_html",
    "today",
]
