"""Another bot for the clinic, on purpose: the next start takes the one that its token is of."""

from reminder.clock import Clock
from reminder.opening import open_practice, open_store
from reminder.practice.audit import record
from reminder.practice.own_bot import forget_bot
from reminder.settings import Settings
from reminder.upkeep.holding import folder_held, nobody_serves


async def switch_bot(settings: Settings, clock: Clock, name: str | None = None) -> list[str]:
    """Let the clinic of this name (None: the only one) have no bot until the next start. No service
    may run: it would go on moving the offset of the bot that it has. Returns lines that say what
    was done.
    """
    now = clock.now()
    with folder_held(settings):
        await nobody_serves(settings)
        opened = await open_store(settings, now)
        try:
            practice = await open_practice(settings, opened, now, name)
            async with opened.store.writing() as db:
                was = await forget_bot(db, practice)
                await record(db, practice, "bot_switched", now=now)
        finally:
            await opened.store.close()
    if was is None:
        return ["The clinic has no bot yet: the next start takes the one that its token is of."]
    return [
        f"@{was} is the clinic's bot no more: the next start takes the one that its token is of.",
        "Nobody can be written to by the new bot before they have opened it: let patients scan a "
        "new code (/day, the card), and staff write to it.",
    ]
