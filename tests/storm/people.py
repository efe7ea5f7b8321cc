"""A clinic's people in a storm: reception enrols and records, patients read, ask, press and leave.

Nobody waits politely: what they do may be cut off at any moment by the service's death.
"""

import asyncio
import re
from collections.abc import Coroutine
from dataclasses import dataclass
from random import Random
from typing import Any

from reminder.demo.stand_in import Person, ShownMessage, StandIn

PATIENCE = 90.0
"""Real seconds after which somebody gives up waiting for the bot."""
CHATTER = ("/today", "/plan", "/pause", "/time", "/language", "/help", "thank you", "hello?",
           "stop, it burns", "/privacy")  # fmt: skip


@dataclass(eq=False)
class Patient:
    """Somebody with a phone. `stop`: the number of the update with their STOP, after which they are
    silent.
    """

    person: Person
    name: str
    joined: bool = False
    stop: int | None = None


class People:
    """Reception's desk, and patients coming in."""

    def __init__(self, stand_in: StandIn, rng: Random) -> None:
        self.stand_in = stand_in
        self.reception = stand_in.add_person("Rita", id=1001)
        self.patients: list[Patient] = []
        self.given_up = 0
        self._rng = rng
        self._desk = asyncio.Lock()
        self._doing: set[asyncio.Task[None]] = set()

    async def claim(self, code: str) -> None:
        """Reception claims the clinic."""
        await self.reception.write(f"/claim {code}")
        await self._heard(self.reception, 0, "You are an owner")

    def newcomer(self) -> None:
        """Have somebody treated, enrolled and joined, however long that takes."""
        self._begin(self._enrol_and_join())

    def another_session(self) -> None:
        """Have reception record a session held just now, or book one."""
        joined = [patient for patient in self.patients if patient.joined]
        if joined:
            self._begin(self._treat(self._rng.choice(joined)))

    async def act(self) -> None:
        """Let some patient do something."""
        talking = [p for p in self.patients if p.joined and p.stop is None]
        if not talking:
            return
        patient = self._rng.choice(talking)
        match self._rng.random():
            case drawn if drawn < 0.02:
                await patient.person.write("STOP")
                patient.stop = patient.person.chat().bot.updates.next_id - 1
            case drawn if drawn < 0.5:
                await patient.person.write(self._rng.choice(CHATTER))
            case _:
                await self._press_something(patient.person)

    async def done(self) -> None:
        """Wait until everybody has done what they began, or has given up."""
        while self._doing:
            await asyncio.wait(self._doing)

    def _begin(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._within_reason(doing))
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    async def _within_reason(self, doing: Coroutine[Any, Any, None]) -> None:
        try:
            await doing
        except TimeoutError:
            self.given_up += 1

    async def _enrol_and_join(self) -> None:
        number = len(self.patients) + 1
        person = self.stand_in.add_person(f"Guest{number:03}", id=20_000 + number)
        patient = Patient(person, f"Guest{number:03} Q")
        self.patients.append(patient)
        async with self._desk:
            seen = self._newest(self.reception)
            await self.reception.write(f"/enrol {patient.name}; oxygen; now; 1/6")
            await self._heard(self.reception, seen, patient.name, button="Confirm")
            await self.reception.press("Confirm", timeout=0)
            link = await self._link(seen)
        await person.open(link)
        await self._heard(person, 0, "", button="I am the patient")
        await person.press("I am the patient", timeout=0)
        patient.joined = True

    async def _treat(self, patient: Patient) -> None:
        async with self._desk:
            seen = self._newest(self.reception)
            what = self._rng.choice(("/session {}; now", "/next {}; tomorrow 15:00"))
            await self.reception.write(what.format(patient.name))
            form = await self._heard(self.reception, seen, patient.name)
            labels = [button.text for row in form.buttons for button in row]
            for label in ("Confirm", "Go ahead anyway"):
                if any(label in one for one in labels):
                    await self.reception.press(label, message_id=form.message_id, timeout=0)

    async def _press_something(self, person: Person) -> None:
        recent = [message for message in person.received()[-5:] if not message.deleted]
        choices = [
            (button.callback_data, message.message_id)
            for message in recent
            for row in message.buttons
            for button in row
            if button.callback_data is not None
        ]
        if choices:
            data, message_id = self._rng.choice(choices)
            await person.press_data(data, message_id, timeout=0)

    @staticmethod
    def _newest(person: Person) -> int:
        return max((message.message_id for message in person.messages()), default=0)

    async def _heard(self, person: Person, seen: int, text: str, button: str = "") -> ShownMessage:
        """Wait for a message after number `seen` with that text and that button."""

        def found() -> ShownMessage | None:
            for message in reversed(person.received()):
                labels = [one.text for row in message.buttons for one in row]
                if (
                    message.message_id > seen
                    and text in message.text
                    and (not button or any(button in label for label in labels))
                ):
                    return message
            return None

        heard = await self.stand_in.wait_for(found, PATIENCE)
        assert heard is not None
        return heard

    async def _link(self, seen: int) -> str:
        def found() -> str | None:
            for message in self.reception.received():
                link = re.search(r"https://t\.me/\S+\?start=[\w-]+", message.text)
                if message.message_id > seen and link is not None:
                    return link[0]
            return None

        return str(await self.stand_in.wait_for(found, PATIENCE))
