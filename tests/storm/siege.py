"""The siege: hostile updates through the real poller, and then the tables are looked at."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel, col, select

from reminder.app import Service
from reminder.bot.gaps import whole
from reminder.bot.inbox import LIMITED
from reminder.clock import ShiftedClock
from reminder.demo.stand_in import Person, StandIn
from reminder.demo.updates import Update
from reminder.demonstration import TOKEN, UNLIMITED, USERNAME
from reminder.settings import Settings
from reminder.store.tables import (
    Appointment,
    CheckInAnswer,
    Chosen,
    ClaimCode,
    Consent,
    Conversation,
    Course,
    Delivery,
    Enrolment,
    Hold,
    InboxState,
    InboxUpdate,
    Invitation,
    Patient,
    Reminder,
    Session,
    Staff,
)
from tests.cast import ROOT
from tests.storm.attackers import NUMBERS, Attackers, Who
from tests.storm.guesses import Guess, addressed
from tests.storm.ledger import Table
from tests.storm.lives import MESSAGES

BATCH = 400
CROWD = 30
"""So many strangers come with each batch, and go with it."""
FAR = tuple(number for number in NUMBERS if number not in {"01", "\u0663", " 1"})
"""Numbers that no row has, however they are read."""
LOOK_EVERY = 5000
"""After so many updates the tables are compared: a change is found soon after it was made."""
NOT_THEIRS = (
    Appointment, CheckInAnswer, Chosen, ClaimCode, Consent, Conversation, Course, Enrolment, Hold,
    Invitation, Patient, Reminder, Session, Staff,
)  # fmt: skip
"""Tables in which nobody who sends these updates may change anything."""
SECRETS = ("Zebrafisch", "Quokka", "Wombat", "Numbat")
"""Names of the clinic's patients, which nobody else may read."""
WAIT = 180.0
FIRST_STRANGER = 7_000_000


class Siege:
    """A clinic with patients in every state that a stranger might want to meddle with."""

    def __init__(self, service: Service, telegram: StandIn, rng: Random) -> None:
        self.service = service
        self.telegram = telegram
        self.rng = rng
        self.rita = telegram.add_person("Rita", id=1001)
        self.kinds: dict[int, tuple[str, bool]] = {}
        self.strangers = 0
        self.numbers: tuple[str, ...] = NUMBERS

    async def prepare(self) -> None:
        """Claim; three patients join, one is worried, one has an open link, one an unopened one."""
        await self.rita.write(f"/claim {self.service.owner_code}")
        await self._hears(self.rita, "You are an owner")
        people = [
            await self._joined("Zebrafisch", "Quokka", 2001),
            await self._joined("Wombat", "Boris", 2002),
            await self._joined("Ivanov", "Ivan", 2003),
        ]
        await people[1].write("please stop, it burns")
        await self._hears(people[1], "Would you like to stop")
        dora = self.telegram.add_person("Dora", id=2004)
        await dora.open(await self._link("Numbat"))
        await self._hears(dora, "", button="I am the patient")
        await self._link("Numbat again")
        await self.service.quiet()

    async def _joined(self, name: str, on_telegram: str, chat_id: int) -> Person:
        person = self.telegram.add_person(on_telegram, id=chat_id)
        await person.open(await self._link(name))
        await self._hears(person, "", button="I am the patient")
        await person.press("I am the patient")
        await self._hears(person, "please avoid")
        await self.service.quiet()
        return person

    async def _link(self, name: str) -> str:
        before = {m.message_id for m in self.rita.received()}
        await self.rita.write(f"/enrol {name}; oxygen; today 14:30; 1/9")
        await self._hears(self.rita, name, button="Confirm")
        await self.rita.press("Confirm")

        def found() -> str | None:
            for message in self.rita.received():
                for word in message.text.split():
                    if message.message_id not in before and "?start=" in word:
                        return word.strip("().,")
            return None

        return str(await self.telegram.wait_for(found, WAIT))

    async def _hears(self, person: Person, text: str, button: str = "") -> None:
        def found() -> bool:
            return any(
                text in m.text
                and (not button or any(button in b.text for row in m.buttons for b in row))
                for m in person.received()[-3:]
            )

        await self.telegram.wait_for(found, WAIT)

    async def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Return all that may not change, as it stands."""
        found = {}
        async with self.service.store.reading() as db:
            for table in NOT_THEIRS:
                found[table.__name__] = await _rows(db, table)
            keyring = self.service.branch.practice.keyring
            theirs = [keyring.chat(number) for number in (2001, 2002, 2004)]
            found["Delivery"] = await _rows(db, Delivery, col(Delivery.chat_hash).in_(theirs))
        return found

    async def attackers(self) -> Attackers:
        """Return those who attack: strangers, a patient with others' numbers, staff with numbers
        that do not exist.
        """
        foreign = await self.learn_numbers()
        return Attackers(self.rng, self.crowd(), [Who(2003, foreign), Who(1001, FAR)])

    async def learn_numbers(self) -> tuple[str, ...]:
        """Learn the numbers of all rows, which strangers may try; return those that are not Ivan's,
        the patient's in chat 2003, with numbers that nobody has.
        """
        tables = await self.tables()
        known = {str(row["id"]) for rows in tables.values() for row in rows}
        ivan = [row["id"] for row in tables["Patient"] if row["chat_id"] == "2003"]
        own = {str(number) for number in ivan} | {
            str(row["id"])
            for rows in tables.values()
            for row in rows
            if row.get("patient_id") in ivan
        }
        self.numbers = (*NUMBERS, *sorted(known), *sorted(known))
        return (*FAR, *sorted(known - own))

    def crowd(self) -> list[Who]:
        """Return strangers who were never seen before. They have phones, too: what they are
        answered is delivered.
        """
        first = FIRST_STRANGER + self.strangers
        self.strangers += CROWD
        for number in range(first, first + CROWD):
            self.telegram.add_person("Mallory", id=number).chat().started = True
        return [Who(number, self.numbers) for number in range(first, first + CROWD)]

    async def attack(
        self,
        attackers: Attackers,
        updates: int,
        before: dict[str, list[dict[str, Any]]],
        table: Table,
    ) -> None:
        """Let so many updates through, or fewer where a table is found to have changed."""
        queue = self.telegram.world.bots[TOKEN].updates
        left = updates
        look_at = left - LOOK_EVERY
        while left and not table.wrong:
            attackers.strangers = self.crowd()
            for number in range(min(BATCH, left)):
                sent = attackers.next()
                body_id: object = queue.next_id
                # The last one of a batch has its true number, which confirms the others.
                if number < min(BATCH, left) - 1:
                    body_id = self._number(queue.next_id)
                if (as_read := whole(body_id)) is not None:
                    # A number that comes again is that of the first.
                    self.kinds.setdefault(as_read, (sent.kind, sent.sound))
                raw = {"update_id": body_id, **sent.raw}
                queue.waiting.append(Update(queue.next_id, ("messages", 0), raw))
                queue.next_id += 1
            left -= min(BATCH, left)
            self.telegram.world.changes.touch()
            async with asyncio.timeout(300):
                while queue.waiting:
                    await asyncio.sleep(0.01)
                await self.service.branch.inbox.quiet()
            if left <= look_at:
                look_at = left - LOOK_EVERY
                await self.service.quiet()
                await self.compare(before, table)

    async def stand(self, guessed: Sequence[Guess]) -> None:
        """Let these updates through, and raise AssertionError for whatever should not have been."""
        queue = self.telegram.world.bots[TOKEN].updates
        before = await self.tables()
        stranger = FIRST_STRANGER + self.strangers
        self.strangers += 1
        self.telegram.add_person("Mallory", id=stranger).chat().started = True
        sent: dict[int, Guess] = {}
        for guess in guessed:
            raw = addressed(guess.raw, 2003 if guess.inside else stranger)
            body = {**raw, "update_id": queue.next_id}
            queue.waiting.append(Update(queue.next_id, ("messages", 0), body))
            sent[queue.next_id] = guess
            queue.next_id += 1
        self.telegram.world.changes.touch()
        async with asyncio.timeout(60):
            while queue.waiting:
                await asyncio.sleep(0.002)
            await self.service.quiet()
        table = Table()
        await self.compare(before, table)
        chat = self.telegram.world.people[stranger].chat()
        texts = [m.text for m in chat.messages.values() if m.from_bot]
        leaked = [text for text in texts if any(secret in text for secret in SECRETS)]
        table.demand(not leaked, f"a stranger has read: {leaked}")
        async with self.service.store.reading() as db:
            found = await db.exec(
                select(InboxUpdate).where(col(InboxUpdate.update_id).in_(list(sent)))
            )
            rows = {row.update_id: row for row in found.all()}
        for number, guess in sent.items():
            state = rows[number].state if number in rows else None
            fine = {InboxState.DONE} if guess.sound else {InboxState.DONE, InboxState.SET_ASIDE}
            table.demand(state in fine, f"{state} ({rows[number].fault}): {guess.raw}")
        assert not table.wrong, table.wrong

    def _number(self, number: int) -> object:
        drawn = self.rng.random()
        if drawn < 0.02:
            return number - self.rng.randint(1, 50)
        if drawn < 0.03:
            return self.rng.choice((str(number), float(number)))
        if drawn < 0.035:
            return self.rng.choice((None, -1, 10**30, 2**63, "x", [], {}, True, 1.5, ""))
        return number

    async def check(self, before: dict[str, list[dict[str, Any]]], table: Table) -> None:
        """Compare the tables, look for what leaked, and let everybody use the bot once more."""
        await self.compare(before, table)
        await self._look_for_leaks(table)
        await self._look_into_inbox(table)
        await self._use(table)

    async def compare(self, before: dict[str, list[dict[str, Any]]], table: Table) -> None:
        """Demand that no table has changed."""
        after = await self.tables()
        for name, rows in before.items():
            changed = [
                (was, now) for was, now in zip(rows, after[name], strict=False) if was != now
            ]
            table.demand(
                not changed and len(rows) == len(after[name]),
                f"{name} has changed: {len(rows)} rows were, {len(after[name])} are; {changed[:2]}",
            )

    async def _look_for_leaks(self, table: Table) -> None:
        heard = {
            chat.person.id: [m.text for m in chat.messages.values() if m.from_bot]
            for chat in self.telegram.world.bots[TOKEN].chats.values()
            if chat.person.id >= FIRST_STRANGER
        }
        leaked = [t for texts in heard.values() for t in texts if any(s in t for s in SECRETS)]
        table.demand(not leaked, f"strangers have read: {leaked[:3]}")
        table.figures["strangers"] = self.strangers
        table.figures["answers to strangers"] = sum(map(len, heard.values()))

    async def _look_into_inbox(self, table: Table) -> None:
        async with self.service.store.reading() as db:
            inbox = list((await db.exec(select(InboxUpdate))).all())
        stuck = [row.update_id for row in inbox if row.state is InboxState.NEW]
        table.demand(not stuck, f"never handled: {stuck[:10]}")
        aside: Counter[tuple[str, bool]] = Counter()
        faults: Counter[tuple[str, str]] = Counter()
        for row in inbox:
            if row.state is InboxState.SET_ASIDE:
                kind = self.kinds.get(row.update_id, ("?", True))
                aside[kind] += 1
                faults[kind[0], row.fault or ""] += 1
        table.figures["updates in the inbox"] = len(inbox)
        table.figures["  done"] = sum(row.state is InboxState.DONE for row in inbox)
        limited = sum(row.fault == LIMITED for row in inbox)
        table.figures["  of them unread, since their sender had asked too often"] = limited
        table.figures["  set aside"] = dict(faults)
        sound = {kind: count for (kind, is_sound), count in aside.items() if is_sound}
        table.demand(not sound, f"sound updates were set aside: {sound}")

    async def _use(self, table: Table) -> None:
        people = self.telegram.world.people
        for person, text, answer in (
            (self.rita, "/day", ""),
            (people[2001], "/today", "As of"),
            (people[2001], "STOP", "You get no more messages"),
        ):
            before = len(person.received())
            await person.write(text)
            try:
                await self.telegram.wait_for(
                    lambda person=person, before=before, answer=answer: any(  # type: ignore[misc]
                        answer in m.text for m in person.received()[before:]
                    ),
                    WAIT,
                )
            except TimeoutError:
                table.demand(False, f"nobody answers {text}")


async def _rows(db: Any, table: type[SQLModel], *where: Any) -> list[dict[str, Any]]:
    found = await db.exec(select(table).where(*where).order_by(table.id))  # type: ignore[attr-defined]
    # A card is looked at now and then, and says what it said.
    return [row.model_dump(exclude={"card_at", "changed_at"}) for row in found.all()]


@asynccontextmanager
async def besieged(folder: Path, database_url: str, seed: int, **more: Any) -> AsyncIterator[Siege]:
    """A clinic at work, with patients in every state, at which anybody may throw anything.

    `more`: further settings.
    """
    starts_at = datetime(2026, 9, 17, 14, 40, tzinfo=ZoneInfo("Europe/Warsaw"))
    clock = ShiftedClock(starts_at)
    telegram = StandIn(now=clock.now)
    telegram.add_bot(TOKEN, USERNAME)
    await telegram.start()
    settings = Settings.load(
        env_file=None,
        bot_token=TOKEN,
        telegram_url=telegram.url,
        data_dir=folder / "data",
        config_dir=ROOT / "config",
        messages_dir=MESSAGES,
        database_url=database_url,
        **{"web_port": 0, **more},
    )
    service = Service(settings, clock, lambda _line: None, UNLIMITED)
    try:
        await service.start()
        scene = Siege(service, telegram, Random(seed))
        await scene.prepare()
        yield scene
    finally:
        await service.stop()
        await telegram.close()


async def siege(folder: Path, database_url: str, *, updates: int, seed: int) -> Table:
    """Send so many hostile updates to a clinic at work; return what came of them."""
    begun = time.monotonic()
    table = Table(
        {"database": database_url.partition("+")[0], "seed": seed, "updates sent": updates}
    )
    async with besieged(folder, database_url, seed) as scene:
        before = await scene.tables()
        await scene.attack(await scene.attackers(), updates, before, table)
        await scene.service.quiet()
        await scene.check(before, table)
    table.figures["real seconds"] = round(time.monotonic() - begun)
    return table
