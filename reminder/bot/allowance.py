"""How often one chat is answered: a stranger who floods costs the others nothing.

Leaving is never limited, nor what staff write, nor what a patient writes or answers: only strangers
are, and the commands by which a patient has something put together.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from telegram import Update

from reminder.bot.visit import Occasion
from reminder.care.replies import Meaning, understand


class Kind(Enum):
    """What an update counts as: how many go at once, and how many an hour after that."""

    STRANGER_WRITES = (6, 6)
    STRANGER_PRESSES = (20, 20)
    """Opening a link and choosing under it, too: whoever joins changes the language, and back."""
    PATIENT_ASKS = (20, 60)

    @property
    def at_once(self) -> int:
        """So many, one after the other."""
        return self.value[0]

    @property
    def an_hour(self) -> int:
        """So many are given back in an hour, one by one."""
        return self.value[1]


@dataclass(slots=True)
class _Bucket:
    left: float
    filled_at: datetime


class Allowance:
    """Counts, in memory, what each chat may still ask. Instants are aware."""

    MOST = 10_000
    """How many chats are remembered; then those that are forgotten have their whole allowance."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, Kind], _Bucket] = {}

    def takes(self, chat_hash: str, kind: Kind, now: datetime) -> bool:
        """Take one from the chat's allowance; returns False where there is none left."""
        bucket = self._buckets.get((chat_hash, kind))
        if bucket is None:
            if len(self._buckets) >= self.MOST:
                self._forget_full(now)
            bucket = self._buckets[chat_hash, kind] = _Bucket(kind.at_once, now)
        self._fill(bucket, kind, now)
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def _fill(self, bucket: _Bucket, kind: Kind, now: datetime) -> None:
        hours = max((now - bucket.filled_at).total_seconds(), 0.0) / 3600
        bucket.left = min(bucket.left + hours * kind.an_hour, kind.at_once)
        bucket.filled_at = now

    def _forget_full(self, now: datetime) -> None:
        for (chat_hash, kind), bucket in list(self._buckets.items()):
            self._fill(bucket, kind, now)
            if bucket.left >= kind.at_once:
                del self._buckets[chat_hash, kind]
        if len(self._buckets) >= self.MOST:
            # Ten thousand who flood at once: the oldest are forgotten.
            for key in list(self._buckets)[: self.MOST // 10]:
                del self._buckets[key]


def kind_of(update: Update, occasion: Occasion) -> Kind | None:
    """Return what an update counts as, None where it is never limited."""
    if occasion.staff is not None or update.my_chat_member is not None:
        return None
    if update.callback_query is not None:
        return None if occasion.patients else Kind.STRANGER_PRESSES
    message = update.effective_message
    text = (message.text or message.caption or "") if message else ""
    first = text.split(maxsplit=1)[0].casefold().partition("@")[0] if text.strip() else ""
    leaves = first == "/stop" or (
        understand(text, occasion.practice.catalogue.reply_words) is Meaning.OPT_OUT
    )
    if leaves:
        return None
    if occasion.patients:
        return Kind.PATIENT_ASKS if first.startswith("/") else None
    opens = first == "/start" and len(text.split()) > 1
    return Kind.STRANGER_PRESSES if opens else Kind.STRANGER_WRITES
