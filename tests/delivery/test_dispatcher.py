"""Delivery: claim, commit, send, record. Each promise, over real HTTP, on both databases."""

import asyncio
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import col, select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.delivery.dispatcher import Dispatcher
from reminder.demo.stand_in import (
    AnswerLost,
    HttpError,
    Pause,
    Refuse,
    Reset,
    ShownMessage,
    TooMany,
)
from reminder.outgoing import Outgoing
from reminder.practice.consent import Withdrawn
from reminder.practice.holds import place_hold, release_hold
from reminder.practice.opt_out import opt_out
from reminder.practice.outbox import REMINDERS, queue
from reminder.practice.replan import replan
from reminder.store.tables import (
    Clinic,
    Course,
    Delivery,
    DeliveryState,
    HoldKind,
    Patient,
    PatientState,
    Reminder,
    Session,
)
from reminder.wire import Wire
from tests.cast import ANNA_CHAT, NOW
from tests.delivery.conftest import Desk
from tests.practice.arrange import agrees, invited_again


def instructions_in(messages: list[ShownMessage]) -> list[ShownMessage]:
    """Return the messages that carry instructions."""
    return [message for message in messages if "please avoid" in message.text]


async def in_flight(desk: Desk) -> None:
    """Wait until a send hangs at Telegram."""
    await desk.stand_in.wait_for(
        lambda: [call for call in desk.stand_in.calls if call.status == 0], timeout=10
    )


async def leave(desk: Desk) -> None:
    """Anna replies STOP."""
    async with desk.store.writing() as db:
        await opt_out(
            db,
            desk.practice,
            chat_id=ANNA_CHAT,
            how=Withdrawn.STOP_WORD,
            language="en",
            now=desk.clock.now(),
        )
    desk.dispatcher.wake()


async def test_what_is_due_arrives_and_the_ledger_says_so(desk: Desk) -> None:
    """Instructions go out at once; their reminder and their delivery are delivered."""
    link = await desk.join()
    await desk.quiet()
    assert len(instructions_in(desk.anna.received())) == 1
    first = (await desk.reminders(link.patient_id))[0]
    assert (first.kind, first.state) == (ReminderKind.INSTRUCTIONS, ReminderState.DELIVERED)
    ledger = [d for d in await desk.deliveries(link.patient_id) if d.purpose == REMINDERS]
    assert [(d.state, d.attempts) for d in ledger] == [(DeliveryState.DELIVERED, 1)]
    assert ledger[0].message_id is not None
    assert ledger[0].payload is None


async def test_nothing_goes_out_before_its_time(desk: Desk) -> None:
    """Between two due instants nothing is sent."""
    await desk.join()
    await desk.quiet()
    before = len(desk.anna.received())
    await desk.after(hours=3)
    assert len(desk.anna.received()) == before


async def test_the_whole_week_arrives_once_each(desk: Desk) -> None:
    """Day by day everything that is planned is delivered, and nothing twice."""
    link = await desk.join()
    for _ in range(8 * 24):
        await desk.after(hours=1)
    reminders = await desk.reminders(link.patient_id)
    due = [r for r in reminders if r.due_at <= desk.clock.now()]
    assert len(due) > len(reminders) - len(due)
    assert {r.state for r in due} == {ReminderState.DELIVERED}
    sent = [m.text for m in desk.anna.received()]
    assert len(sent) == len(set(sent))
    assert len(instructions_in(desk.anna.received())) == 1


async def test_after_a_429_the_whole_bot_waits(desk: Desk) -> None:
    """Too many requests: nothing was delivered, nothing more is claimed until the time is up."""
    desk.stand_in.faults.add("sendMessage", TooMany(7), chat_id=ANNA_CHAT)
    link = await desk.join()
    desk.dispatcher.wake()
    await desk.stand_in.wait_for(
        lambda: [c for c in desk.stand_in.calls if c.status == 429], timeout=10
    )
    async with asyncio.timeout(10):
        while True:
            async with desk.store.reading() as db:
                clinic = await db.get_one(Clinic, desk.practice.clinic_id)
            if clinic.halted_until is not None:
                break
            await asyncio.sleep(0)
    assert clinic.halted_until >= NOW + timedelta(seconds=7)
    states = {r.state for r in await desk.reminders(link.patient_id)}
    assert ReminderState.REFUSED not in states


async def test_an_answer_lost_after_delivery_is_repeated_once_and_marked(desk: Desk) -> None:
    """Nobody can tell whether it arrived: it is sent once more, saying so."""
    await desk.quiet()
    link = await desk.join()
    await desk.quiet()
    desk.stand_in.faults.add("sendMessage", AnswerLost(), times=1, chat_id=ANNA_CHAT)
    lifted = next(r for r in await desk.reminders(link.patient_id) if r.kind is ReminderKind.LIFTED)
    desk.clock.at = lifted.due_at
    await desk.quiet()
    await desk.after(minutes=2)
    assert [
        m.text for m in desk.anna.received() if "has ended" in m.text and "may already" in m.text
    ]
    row = next(r for r in await desk.reminders(link.patient_id) if r.id == lifted.id)
    assert (row.state, row.repeated) == (ReminderState.DELIVERED, True)


async def test_a_second_uncertain_result_is_final(desk: Desk) -> None:
    """Twice uncertain: never a third time, and the row says why."""
    link = await desk.join()
    await desk.quiet()
    desk.stand_in.faults.add("sendMessage", Reset(), times=5, chat_id=ANNA_CHAT)
    lifted = next(r for r in await desk.reminders(link.patient_id) if r.kind is ReminderKind.LIFTED)
    desk.clock.at = lifted.due_at
    for _ in range(6):
        await desk.after(minutes=2)
    row = next(r for r in await desk.reminders(link.patient_id) if r.id == lifted.id)
    assert row.state is ReminderState.UNCERTAIN
    assert row.attempts == 2
    assert row.reason


async def test_an_uncertain_nudge_is_not_repeated(desk: Desk) -> None:
    """A nudge that may have arrived is let go."""
    link = await desk.join()
    await desk.quiet()
    desk.stand_in.faults.add("sendMessage", AnswerLost(), times=1, chat_id=ANNA_CHAT)
    nudge = next(r for r in await desk.reminders(link.patient_id) if r.kind is ReminderKind.NUDGE)
    desk.clock.at = nudge.due_at
    await desk.quiet()
    await desk.after(minutes=5)
    row = next(r for r in await desk.reminders(link.patient_id) if r.id == nudge.id)
    assert (row.state, row.attempts) == (ReminderState.UNCERTAIN, 1)


async def test_server_faults_open_the_breaker_until_telegram_answers(desk: Desk) -> None:
    """A run of 5xx stops the claiming; once getMe answers, everything else goes out."""
    people = [desk.stand_in.add_person(f"P{n}", id=5000 + n) for n in range(4)]
    links = []
    for person in people:
        await person.open()
        links.append(await desk.join(person.id, person.first_name))
    await desk.quiet()
    desk.stand_in.faults.add("sendMessage", HttpError(502, "<html>Bad Gateway</html>"), times=4)
    calls = len(desk.stand_in.calls)
    await desk.at(NOW + timedelta(days=1))
    # A nudge of unknown fate is let go; the breaker lets nothing follow until the probe.
    await desk.after(days=4)
    probes = [c for c in desk.stand_in.calls[calls:] if c.method == "getMe"]
    assert len(probes) == 1
    for link in links:
        states = {r.state for r in await desk.reminders(link.patient_id) if not r.wake_at}
        assert states == {ReminderState.DELIVERED, ReminderState.UNCERTAIN, ReminderState.EXPIRED}


async def test_one_who_has_blocked_the_bot_becomes_unreachable_and_staff_are_told(
    desk: Desk,
) -> None:
    """Refused: the patient is unreachable, nothing more is tried, staff hear of it."""
    link = await desk.join()
    await desk.quiet()
    await desk.anna.block()
    await desk.after(days=1)
    assert (await desk.patient(link.patient_id)).state is PatientState.UNREACHABLE
    states = {r.state for r in await desk.reminders(link.patient_id)}
    assert ReminderState.PLANNED not in states
    assert any("can no longer be reached" in m.text for m in desk.rita.received())
    calls = len(desk.stand_in.calls)
    await desk.after(days=3)
    assert [c for c in desk.stand_in.calls[calls:] if c.params.get("chat_id") == ANNA_CHAT] == []


async def test_stop_while_a_send_is_in_flight(desk: Desk) -> None:
    """The one in flight ends, the confirmation follows it, and nothing follows the confirmation."""
    link = await desk.join()
    await desk.quiet()
    gate = asyncio.Event()
    desk.stand_in.faults.add("sendMessage", Pause(gate), chat_id=ANNA_CHAT)
    desk.clock.at = NOW + timedelta(days=1)
    desk.dispatcher.wake()
    sent = len([c for c in desk.stand_in.calls if c.method == "sendMessage"])
    await desk.stand_in.wait_for(
        lambda: [c for c in desk.stand_in.calls if c.status == 0], timeout=10
    )
    await leave(desk)
    gate.set()
    await desk.quiet()
    texts = [m.text for m in desk.anna.received()]
    assert texts[-1].startswith("Done. You get no more messages")
    assert len([c for c in desk.stand_in.calls if c.method == "sendMessage"]) >= sent
    for _ in range(10):
        await desk.after(days=1)
    assert [m.text for m in desk.anna.received()] == texts
    assert all(
        r.state in {ReminderState.DELIVERED, ReminderState.CANCELLED}
        for r in await desk.reminders(link.patient_id)
    )


async def test_stop_between_claim_and_wire(desk: Desk) -> None:
    """What was claimed and has not reached the wire is called off."""
    link = await desk.join()
    await desk.quiet()
    gate = asyncio.Event()
    desk.stand_in.faults.add("sendMessage", Pause(gate), chat_id=ANNA_CHAT)
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await queue(
            db, desk.practice, Outgoing("first"), to=patient, now=desk.clock.now(), purpose="test"
        )
    desk.clock.at = NOW + timedelta(days=1)
    desk.dispatcher.wake()
    await desk.stand_in.wait_for(
        lambda: [c for c in desk.stand_in.calls if c.status == 0], timeout=10
    )
    # The nudge is claimed now, and waits behind "first" for its chat's turn.
    await leave(desk)
    gate.set()
    await desk.quiet()
    texts = [m.text for m in desk.anna.received()]
    assert "first" in texts[-2]
    assert texts[-1].startswith("Done. You get no more messages")
    nudges = [r for r in await desk.reminders(link.patient_id) if r.kind is ReminderKind.NUDGE]
    assert {(r.state, r.reason) for r in nudges} == {(ReminderState.CANCELLED, "opted_out")}


async def test_a_session_recorded_between_claim_and_wire_takes_the_lift_back(desk: Desk) -> None:
    """What was claimed under an older plan is not sent: nothing says "over" that is not."""
    link = await desk.join()
    await desk.quiet()
    lifted = [r for r in await desk.reminders(link.patient_id) if r.kind is ReminderKind.LIFTED]
    gate = asyncio.Event()
    desk.stand_in.faults.add("sendMessage", Pause(gate), chat_id=ANNA_CHAT)
    desk.clock.at = lifted[-1].due_at - timedelta(seconds=1)
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await queue(
            db, desk.practice, Outgoing("first"), to=patient, now=desk.clock.now(), purpose="test"
        )
    desk.dispatcher.wake()
    await in_flight(desk)
    # The lift is claimed now, and waits behind "first" for its chat's turn.
    desk.clock.at = lifted[-1].due_at
    desk.dispatcher.wake()
    async with asyncio.timeout(10):
        while True:
            rows = await desk.reminders(link.patient_id)
            if any(r.id == lifted[-1].id and r.state is ReminderState.SENDING for r in rows):
                break
            await asyncio.sleep(0.01)
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        held = (await db.exec(select(Session).where(Session.patient_id == patient.id))).one()
        db.add(
            Session(
                clinic_id=held.clinic_id,
                patient_id=held.patient_id,
                course_id=held.course_id,
                held_at=desk.clock.now(),
                recorded_at=desk.clock.now(),
            )
        )
        await replan(db, desk.practice, patient, desk.clock.now())
    gate.set()
    await desk.quiet()
    assert not any("sauna" in m.text and "has ended" in m.text for m in desk.anna.received())


async def test_while_nobody_can_be_heard_no_reminder_goes_out(desk: Desk) -> None:
    """A STOP may wait at Telegram: answers go on, reminders wait until patients are heard."""
    link = await desk.join()
    await desk.quiet()
    heard = False
    deaf = Dispatcher(
        desk.store,
        desk.practice,
        Wire(desk.gateway),
        desk.clock,
        lambda _at: None,
        hears=lambda: heard,
    )
    before = len(desk.anna.received())
    # The desk's own dispatcher is not woken; only this one looks.
    desk.clock.at = NOW + timedelta(days=1)
    running = asyncio.create_task(deaf.run())
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await queue(
            db, desk.practice, Outgoing("answer"), to=patient, now=desk.clock.now(), purpose="test"
        )
    deaf.wake()
    await desk.stand_in.wait_for(lambda: len(desk.anna.received()) > before, timeout=10)
    assert [m.text for m in desk.anna.received()[before:]] == ["answer"]
    heard = True
    async with asyncio.timeout(10):
        await deaf.quiet()
    assert "Please still avoid" in desk.anna.last().text
    running.cancel()
    await asyncio.wait({running})


async def test_an_answer_late_by_an_outage_comes_at_night_without_a_sound(desk: Desk) -> None:
    """What was said at nine in the evening and goes out at three in the morning wakes nobody."""
    link = await desk.join()
    await desk.quiet()
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await queue(
            db, desk.practice, Outgoing("late"), to=patient, now=desk.clock.now(), purpose="test"
        )
    await desk.at(NOW + timedelta(hours=13))
    assert (desk.anna.last().text, desk.anna.last().silent) == ("late", True)


async def test_found_sending_after_a_crash_is_repeated_and_marked(desk: Desk) -> None:
    """A message whose process died in the middle is sent again after its lease, marked."""
    link = await desk.join()
    await desk.quiet()
    lifted = next(r for r in await desk.reminders(link.patient_id) if r.kind is ReminderKind.LIFTED)
    gate = asyncio.Event()
    desk.stand_in.faults.add("sendMessage", Pause(gate), chat_id=ANNA_CHAT)
    desk.clock.at = lifted.due_at
    desk.dispatcher.wake()
    await desk.stand_in.wait_for(
        lambda: [c for c in desk.stand_in.calls if c.status == 0], timeout=10
    )
    # The process dies here: another one knows only what the database says.
    successor = desk.new_dispatcher()
    successor_running = asyncio.create_task(successor.run())
    desk.clock.at += timedelta(minutes=3)
    async with asyncio.timeout(15):
        await successor.quiet()
        desk.clock.at += timedelta(minutes=1)
        await successor.quiet()
    row = next(r for r in await desk.reminders(link.patient_id) if r.id == lifted.id)
    assert (row.state, row.repeated, row.attempts) == (ReminderState.DELIVERED, True, 2)
    assert any("may already have received" in m.text for m in desk.anna.received())
    gate.set()
    await desk.quiet()
    successor_running.cancel()
    await asyncio.wait({successor_running})


async def test_one_bad_row_stops_nobody_else(desk: Desk) -> None:
    """A patient whose data cannot be read keeps the row, with a reason; others get theirs."""
    broken = await desk.join()
    boris = desk.stand_in.add_person("Boris", id=3003)
    await boris.open()
    await desk.join(3003, "Boris")
    await desk.quiet()
    async with desk.store.writing() as db:
        await db.exec(
            update(Course)
            .where(col(Course.patient_id) == broken.patient_id)
            .values(protocol_version=404)
        )
    before = len(boris.received())
    await desk.after(days=1)
    assert len(boris.received()) > before
    waiting = [r for r in await desk.reminders(broken.patient_id) if r.kind is ReminderKind.NUDGE]
    assert "could_not_be_put_together" in {r.reason for r in waiting}
    await desk.after(days=20)
    states = {r.state for r in await desk.reminders(broken.patient_id)}
    assert states <= {ReminderState.DELIVERED, ReminderState.EXPIRED}


async def test_after_downtime_what_is_no_longer_useful_is_expired_not_sent(desk: Desk) -> None:
    """Three weeks off: nothing stale goes out, and every row says what became of it."""
    link = await desk.join()
    await desk.quiet()
    before = len(desk.anna.received())
    await desk.after(days=21)
    assert len(desk.anna.received()) == before
    rows = await desk.reminders(link.patient_id)
    assert {r.state for r in rows} == {ReminderState.DELIVERED, ReminderState.EXPIRED}
    assert all(r.reason for r in rows if r.state is ReminderState.EXPIRED)


async def test_at_most_one_audible_message_a_day_after_downtime(desk: Desk) -> None:
    """What piled up goes out as one message, and the next comes the day after."""
    link = await desk.join()
    await desk.quiet()
    before = len(desk.anna.received())
    for _ in range(9):
        await desk.after(days=1, hours=2)
        await desk.after(hours=-2)
    per_day: dict[str, int] = {}
    for message in desk.anna.received()[before:]:
        day = message.sent_at.strftime("%Y-%m-%d")
        per_day[day] = per_day.get(day, 0) + 1
    assert set(per_day.values()) == {1}
    due = [r for r in await desk.reminders(link.patient_id) if r.due_at <= desk.clock.now()]
    assert {r.state for r in due} <= {ReminderState.DELIVERED, ReminderState.EXPIRED}


async def test_an_unclear_stop_holds_everything_until_it_is_answered(desk: Desk) -> None:
    """Held reminders wait, expire with a reason when they are useless, and go on when released."""
    link = await desk.join()
    await desk.quiet()
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await place_hold(db, patient, HoldKind.UNCLEAR_STOP, desk.clock.now())
    before = len(desk.anna.received())
    await desk.after(days=1)
    await desk.after(days=4, hours=1)
    assert len(desk.anna.received()) == before
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await release_hold(db, patient, HoldKind.UNCLEAR_STOP, desk.clock.now())
    await desk.quiet()
    assert len(desk.anna.received()) == before + 1
    states = {(r.kind, r.state) for r in await desk.reminders(link.patient_id)}
    assert (ReminderKind.NUDGE, ReminderState.EXPIRED) in states


async def test_answers_keep_their_order_and_go_before_reminders(desk: Desk) -> None:
    """What people are answered arrives in the order in which it was said."""
    link = await desk.join()
    await desk.quiet()
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        for number in range(12):
            await queue(
                db,
                desk.practice,
                Outgoing(f"answer {number}"),
                to=patient,
                now=desk.clock.now(),
                purpose="test",
            )
    await desk.at(NOW + timedelta(days=1))
    tail = [m.text for m in desk.anna.received()][-13:]
    assert tail[:12] == [f"answer {number}" for number in range(12)]


async def test_an_answer_that_telegram_finds_fault_with_is_dropped_with_a_reason(
    desk: Desk,
) -> None:
    """A message at fault is not tried for ever, and the chat goes on."""
    link = await desk.join()
    await desk.quiet()
    desk.stand_in.faults.add(
        "sendMessage", Refuse(400, "Bad Request: can't parse entities"), chat_id=ANNA_CHAT
    )
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        for text in ("broken", "whole"):
            await queue(
                db, desk.practice, Outgoing(text), to=patient, now=desk.clock.now(), purpose="test"
            )
    await desk.quiet()
    answers = [d for d in await desk.deliveries(link.patient_id) if d.purpose == "test"]
    assert [d.state for d in answers] == [DeliveryState.DROPPED, DeliveryState.DELIVERED]
    assert answers[0].reason == "bad_request"
    assert (await desk.patient(link.patient_id)).state is PatientState.ACTIVE


async def test_many_patients_due_at_once_are_all_served(desk: Desk) -> None:
    """More than one batch: everybody gets the day's message, each exactly once."""
    for number in range(80):
        person = desk.stand_in.add_person(f"P{number}", id=5000 + number)
        await person.open()
        await desk.join(5000 + number, f"P{number}")
    await desk.quiet()
    await desk.at(NOW + timedelta(days=1))
    async with desk.store.reading() as db:
        due = (
            await db.exec(select(Reminder.state).where(col(Reminder.due_at) <= desk.clock.now()))
        ).all()
        on_the_way = (
            await db.exec(select(Delivery.id).where(Delivery.state == DeliveryState.SENDING))
        ).all()
    assert set(due) == {ReminderState.DELIVERED}
    assert on_the_way == []


async def test_nothing_overtakes_an_answer_that_is_tried_again(desk: Desk) -> None:
    """Of two answers on their way at once the second waits for the retry of the first, and has as
    many tries as any other.
    """
    link = await desk.join()
    await desk.quiet()
    desk.stand_in.faults.add("sendMessage", HttpError(502), chat_id=ANNA_CHAT)
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        for text in ("first", "second"):
            await queue(
                db, desk.practice, Outgoing(text), to=patient, now=desk.clock.now(), purpose="test"
            )
    await desk.quiet()
    assert not any("second" in m.text for m in desk.anna.received())
    await desk.after(seconds=6)
    assert [m.text for m in desk.anna.received()][-2:] == ["first", "second"]
    answers = [d for d in await desk.deliveries(link.patient_id) if d.purpose == "test"]
    assert [d.attempts for d in answers] == [2, 1]


async def test_nothing_overtakes_an_answer_that_has_waited_too_long(desk: Desk) -> None:
    """One that waited for its chat's turn while the clock was set ahead is claimed anew, and what
    was claimed after it still comes after it.
    """
    link = await desk.join()
    await desk.quiet()
    gate = asyncio.Event()
    desk.stand_in.faults.add("sendMessage", Pause(gate), chat_id=ANNA_CHAT)
    for number, text in enumerate(("zero", "first", "second"), 1):
        async with desk.store.writing() as db:
            patient = await db.get_one(Patient, link.patient_id)
            await queue(
                db, desk.practice, Outgoing(text), to=patient, now=desk.clock.now(), purpose="test"
            )
        if text == "second":
            desk.clock.at += timedelta(minutes=2)
        desk.dispatcher.wake()
        async with asyncio.timeout(10):
            while True:
                sent = await desk.deliveries(link.patient_id)
                states = [d.state for d in sent if d.purpose == "test"]
                if states == [DeliveryState.SENDING] * number:
                    break
                await asyncio.sleep(0.01)
    await in_flight(desk)
    gate.set()
    await desk.quiet()
    await desk.after(seconds=6)
    said = [m.text for m in desk.anna.received() if m.text in ("zero", "first", "second")]
    assert said == ["zero", "first", "second"]


async def test_an_answer_that_cannot_be_read_stops_nobody_else(desk: Desk) -> None:
    """One stored by another version is dropped with a reason; everything else goes out."""
    link = await desk.join()
    await desk.quiet()
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        for text in ("strange", "plain"):
            row = await queue(
                db, desk.practice, Outgoing(text), to=patient, now=desk.clock.now(), purpose="test"
            )
            if text == "strange":
                row.payload = '{"text": "strange", "buttons": [], "attachment": null, "song": 1}'
    await desk.quiet()
    assert desk.anna.received()[-1].text == "plain"
    answers = [d for d in await desk.deliveries(link.patient_id) if d.purpose == "test"]
    assert [(d.state, d.reason) for d in answers] == [
        (DeliveryState.DROPPED, "unreadable"),
        (DeliveryState.DELIVERED, None),
    ]


async def test_a_lift_is_looked_at_once_more_before_the_wire(desk: Desk) -> None:
    """A treatment noted while "you may again" waits for its turn takes it back."""
    link = await desk.join()
    await desk.quiet()
    for day in range(1, 7):
        await desk.at(NOW + timedelta(days=day))
    gate = asyncio.Event()
    desk.stand_in.faults.add("sendMessage", Pause(gate), chat_id=ANNA_CHAT)
    desk.clock.at = NOW + timedelta(days=7)
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await queue(
            db, desk.practice, Outgoing("first"), to=patient, now=desk.clock.now(), purpose="test"
        )
    desk.dispatcher.wake()
    await in_flight(desk)
    # The lift is claimed now, and waits behind "first" for its chat's turn.
    lifts = [r for r in await desk.reminders(link.patient_id) if r.kind is ReminderKind.LIFTED]
    assert ReminderState.SENDING in {r.state for r in lifts}
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        session = (await db.exec(select(Session).where(Session.patient_id == patient.id))).one()
        db.add(
            Session(
                clinic_id=session.clinic_id,
                patient_id=session.patient_id,
                course_id=session.course_id,
                held_at=desk.clock.now(),
                number=2,
                recorded_at=desk.clock.now(),
            )
        )
        await replan(db, desk.practice, patient, desk.clock.now())
    before = len(desk.anna.received())
    gate.set()
    await desk.quiet()
    assert not any("has ended" in m.text for m in desk.anna.received()[before:])
    lifts = [r for r in await desk.reminders(link.patient_id) if r.kind is ReminderKind.LIFTED]
    assert ReminderState.SENDING not in {r.state for r in lifts}
    assert {"in_force_again", "not_planned"} & {r.reason for r in lifts}


async def test_what_is_claimed_for_an_old_phone_goes_to_the_new_one(desk: Desk) -> None:
    """A patient who moves to another phone between claim and wire gets the reminder there."""
    link = await desk.join()
    await desk.quiet()
    new = desk.stand_in.add_person("Anna", id=3003)
    await new.open()
    gate = asyncio.Event()
    desk.stand_in.faults.add("sendMessage", Pause(gate), chat_id=ANNA_CHAT)
    desk.clock.at = NOW + timedelta(days=1)
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await queue(
            db, desk.practice, Outgoing("first"), to=patient, now=desk.clock.now(), purpose="test"
        )
    desk.dispatcher.wake()
    await in_flight(desk)
    # The nudge is claimed now, and waits behind "first" for its chat's turn.
    async with desk.store.writing() as db:
        again = await invited_again(db, desk.practice, link, desk.clock.now())
        await agrees(db, desk.practice, again, desk.clock.now(), 3003)
    before = len(desk.anna.received())
    gate.set()
    await desk.quiet()
    assert [m.text[:20] for m in desk.anna.received()[before:]] == ["first", "From now on your aft"]
    assert ReminderState.SENDING not in {r.state for r in await desk.reminders(link.patient_id)}
    await desk.after(days=6)
    assert any("has ended" in m.text for m in new.received())
