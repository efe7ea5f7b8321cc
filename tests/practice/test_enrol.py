"""Enrolling, the link, and what the desk sees of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from reminder.practice.clinic import Practice
from reminder.practice.connected import connected_message, link_message
from reminder.practice.enrol import NotYet, Welcome, enrol
from reminder.practice.enrolments import find_enrolment, summary
from reminder.practice.form import EnrolmentForm, Problem, blank, with_areas, with_procedure
from reminder.practice.invite import EndedBy, end_links, show_again
from reminder.practice.reading import Doubt, Puzzle
from reminder.store.database import Store
from reminder.store.tables import (
    AuditEvent,
    EnrolmentState,
    Invitation,
    PatientState,
    ProtocolVersion,
    Role,
    Session,
    Staff,
)
from tests.cast import ANNA_CHAT, RECEPTION_CHAT
from tests.practice.arrange import (
    agrees,
    enrolment_of,
    invited,
    invited_again,
    joined,
    patient_of,
    reminders_of,
    waiting,
)


async def test_one_tap_is_enough(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A blank form can be confirmed: now, the only procedure, its areas, the clinic's language."""
    async with store.writing() as db:
        welcome = await enrol(db, practice, reception, blank(practice, now), now)
        assert isinstance(welcome, Welcome)
        enrolled = welcome.enrolled
        assert enrolled.patient.name == "Guest 14:30"
        assert enrolled.patient.state is PatientState.INVITED
        assert enrolled.patient.language == practice.profile.language
        assert enrolled.patient.zone == practice.profile.zone
        assert enrolled.course.protocol == "oxygen-mesotherapy"
        assert enrolled.areas == ("face",)
        assert enrolled.session is not None
        assert enrolled.session.held_at == now
        assert enrolled.enrolment.state is EnrolmentState.WAITING
        kept = (await db.exec(select(ProtocolVersion))).one()
        assert (kept.name, kept.version) == ("oxygen-mesotherapy", enrolled.course.protocol_version)
        assert [e.action for e in (await db.exec(select(AuditEvent))).all()] == ["enrolled"]


async def test_nothing_is_planned_before_consent(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """An enrolled patient who has not agreed gets nothing; agreeing plans the instructions."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        assert await reminders_of(db, link) == []
        await agrees(db, practice, link, now, ANNA_CHAT)
        assert "instructions" in [reminder.kind for reminder in await reminders_of(db, link)]


async def test_a_future_time_is_asked_about(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A time to come counts only once it was said to be an appointment, and then is one."""
    form = replace(blank(practice, now), at=now + timedelta(days=4), name="Anna", number=1, of=9)
    assert not form.complete(now)
    async with store.writing() as db:
        assert await enrol(db, practice, reception, form, now) == NotYet((Problem.STILL_TO_COME,))
        booked = replace(form, appointment=True)
        welcome = await enrol(db, practice, reception, booked, now)
        assert isinstance(welcome, Welcome)
        assert welcome.enrolled.session is None
        assert welcome.enrolled.appointment is not None
        assert welcome.enrolled.at == now + timedelta(days=4)
        assert (await db.exec(select(Session))).all() == []
        text = summary(practice, welcome.enrolled, practice.words("en"))
        assert "appointment Mon 21 Sep, 14:30" in text


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"procedure": None}, Problem.NO_PROCEDURE),
        ({"puzzles": (Puzzle("?", Doubt.UNKNOWN),)}, Problem.NOT_UNDERSTOOD),
    ],
)
async def test_an_unclear_form_enrols_nobody(
    store: Store,
    practice: Practice,
    reception: Staff,
    now: datetime,
    change: dict[str, object],
    problem: Problem,
) -> None:
    """A form with something missing or not understood is not confirmed."""
    form = replace(blank(practice, now), **change)  # type: ignore[arg-type]
    async with store.writing() as db:
        assert await enrol(db, practice, reception, form, now) == NotYet((problem,))


def test_far_away_times_are_slips(practice: Practice, now: datetime) -> None:
    """A time more than a year away is asked for again."""
    form = replace(blank(practice, now), at=now - timedelta(days=400), appointment=True)
    assert form.problems(now) == (Problem.TOO_FAR,)


def test_areas_belong_to_the_procedure(practice: Practice, now: datetime) -> None:
    """Areas are kept in the protocol's order; one that the procedure lacks is not understood."""
    form = with_areas(practice, blank(practice, now), ("neck", "face", "scalp"))
    assert form.areas == ("face", "neck")
    assert form.puzzles == (Puzzle("scalp", Doubt.UNKNOWN),)
    bare = EnrolmentForm(now, "en")
    assert with_procedure(practice, bare, "oxygen-mesotherapy").areas == ("face",)
    assert with_areas(practice, bare, ("neck",)).areas == ("neck",)


async def test_the_link_is_kept_as_a_hash(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The token is not in the database, holds seven days, and can be shown again all the same."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        row = (await db.exec(select(Invitation))).one()
        assert link.token not in row.model_dump_json()
        assert row.token_hash == practice.keyring.hashed("invitation", link.token)
        assert row.expires_at == now + timedelta(days=7)
        enrolled = await find_enrolment(db, practice, link.enrolment_id)
        assert enrolled is not None
        again = await show_again(db, practice, reception, enrolled, now + timedelta(days=6))
        assert again.url == f"https://t.me/{practice.bot_username}?start={link.token}"


async def test_a_dead_link_is_replaced(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Where the link is over, a new one is shown, and the patient is waited for anew."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        await end_links(db, practice, link.enrolment_id, EndedBy.DECLINED, now)
        patient, enrolment = await patient_of(db, link), await enrolment_of(db, link)
        patient.state, enrolment.state = PatientState.DECLINED, EnrolmentState.DECLINED
        enrolled = await find_enrolment(db, practice, link.enrolment_id)
        assert enrolled is not None
        new = await show_again(db, practice, reception, enrolled, now)
        assert link.token not in new.url
        assert patient.state is PatientState.INVITED
        assert enrolment.state is EnrolmentState.WAITING


async def test_the_message_at_the_desk_turns(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The message with the code is found again by its name and turns into "connected"."""
    words = practice.words("en")
    async with store.writing() as db:
        link = await invited(db, practice, reception, now, "Anna <K>")
        enrolled = await find_enrolment(db, practice, link.enrolment_id)
        assert enrolled is not None
        shown = await show_again(db, practice, reception, enrolled, now)
        code = link_message(practice, enrolled, shown, words)
        assert code.qr == shown.url
        assert shown.url in code.text
        assert "Anna &lt;K&gt;" in code.text
        assert link_message(practice, enrolled, shown, words, picture=False).qr is None
        await agrees(db, practice, link, now, ANNA_CHAT)
        (told,) = await waiting(db, practice, RECEPTION_CHAT)
        assert told.edits == told.anchor == code.anchor
        assert "<b>Anna K</b> on Telegram" in told.text
        assert [b.data for b in told.buttons[0]] == [
            f"s:right:{link.enrolment_id}",
            f"s:wrong-ask:{link.enrolment_id}",
        ]
        confirmed = connected_message(practice, enrolled, words, confirmed=True)
        assert confirmed.buttons == ()


async def test_owners_hear_of_it_where_the_desk_has_left(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Where who enrolled the patient works here no more, the owners are told."""
    async with store.writing() as db:
        owner = Staff(
            clinic_id=practice.clinic_id,
            chat_hash=practice.keyring.chat(3001),
            chat_id="3001",
            name="Olga",
            role=Role.OWNER,
            language="ru",
            created_at=now,
        )
        db.add(owner)
        rita = await db.get_one(Staff, reception.id)
        link = await invited(db, practice, rita, now)
        rita.removed_at = now
        await db.flush()
        await agrees(db, practice, link, now, ANNA_CHAT)
        assert await waiting(db, practice, RECEPTION_CHAT) == []
        (told,) = await waiting(db, practice, 3001)
        assert "в Телеграме" in told.text


async def test_a_new_phone_takes_over(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A code for another phone leaves a connected patient connected until somebody agrees there."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        enrolled = await find_enrolment(db, practice, link.enrolment_id)
        assert enrolled is not None
        await show_again(db, practice, reception, enrolled, now)
        assert enrolled.patient.state is PatientState.ACTIVE
        assert enrolled.enrolment.state is EnrolmentState.CONNECTED
        second = await invited_again(db, practice, link, now)
        await agrees(db, practice, second, now, 2999)
        assert (await patient_of(db, link)).chat_id == "2999"
