"""An update that could not be handled: the owners are told, since a patient may have meant STOP."""

from datetime import datetime

from reminder.outgoing import Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.outbox import queue
from reminder.practice.people import all_staff
from reminder.store.tables import Role


async def tell_set_aside(db: Db, practice: Practice, entry: int, now: datetime) -> None:
    """Tell every owner which entry of the inbox was set aside; nothing of what it said."""
    for staff in await all_staff(db, practice):
        if staff.role is Role.OWNER:
            text = practice.words(staff.language)("staff-set-aside", entry=entry)
            await queue(db, practice, Outgoing(text), to=staff, now=now, purpose="set_aside")
