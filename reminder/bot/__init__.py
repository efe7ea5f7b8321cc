"""The Telegram side: what staff and patients write and press, and the gateway that answers."""

import os

# Has python-telegram-bot give lengths of time as timedelta; it reads this whenever it makes one,
# and warns each time without it.
os.environ.setdefault("PTB_TIMEDELTA", "1")
