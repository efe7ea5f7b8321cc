"""Every word that a patient or staff reads: message files in Project Fluent, a folder a language.

The last part of an id says where its text is shown, so that the right limit is checked when the
files are read: `…-caption` under a picture (1024 characters), `…-toast` over the chat (200),
`…-command` in the command menu (256), `…-button` on a button (64); any other is a message (4096).
"""

from reminder.catalogue.catalogue import Catalogue
from reminder.catalogue.words import CatalogueError, Html, Words, city_of

__all__ = ["Catalogue", "CatalogueError", "Html", "Words", "city_of"]
