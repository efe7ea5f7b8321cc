"""Further sessions and appointments of a known patient, on both databases."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import col, select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.appointments import (
    Became,
    Booking,
    NotYetBegun,
    SaidAlready,
    say_what_became,
)
from reminder.practice.cautions import cautions, codes
from reminder.practice.clinic import Db, Practice
from reminder.practice.correct import Corrected, correct, form_of
from reminder.practice.enrol import Welcome, enrol
from reminder.practice.enrolments import find_enrolment
from reminder.practice.finish import Finished, StillBooked, finish_course, resume_course
from reminder.practice.form import blank, with_procedure
from reminder.practice.history import gather
from reminder.practice.series import find_patient, known_of
from reminder.practice.take_back import (
    TakenBack,
    TooLate,
    take_back_booking,
    take_back_move,
    take_back_outcome,
    take_back_session,
)
from reminder.practice.treatment import Booked, Lacking, Recorded, Unseen, take_treatment
from reminder.practice.treatment_form import (
    Lack,
    TreatmentForm,
    from_json,
    settled,
    to_json,
    with_new_course,
)
from reminder.store.database import Store
from reminder.store.tables import (
    Appointment,
    Course,
    DraftPurpose,
    Enrolment,
    PatientState,
    Session,
    Staff,
    saved,
)
from tests.cast import ANNA_CHAT
from tests.practice.arrange import Invited, fresh, invited, joined, patient_of, reminders_of


async def form_for(
    db: Db,
    practice: Practice,
    link: Invited,
    at: datetime,
    now: datetime,
    purpose: DraftPurpose = DraftPurpose.SESSION,
) -> TreatmentForm:
    """The form for the patient's only course."""
    known = await known_of(db, practice, await patient_of(db, link))
    form = TreatmentForm(purpose, patient_id=link.patient_id, at=at)
    return settled(practice, form, known, now)


async def held(
    db: Db, practice: Practice, staff: Staff, link: Invited, at: datetime, now: datetime
) -> Recorded:
    """Record another session."""
    form = await form_for(db, practice, link, at, now)
    done = await take_treatment(db, practice, staff, form, now)
    assert isinstance(done, Recorded)
    return done


async def booked(
    db: Db, practice: Practice, staff: Staff, link: Invited, at: datetime, now: datetime
) -> Booked:
    """Book an appointment, or move the one there is."""
    form = await form_for(db, practice, link, at, now, DraftPurpose.APPOINTMENT)
    done = await take_treatment(db, practice, staff, form, now)
    assert isinstance(done, Booked)
    return done


async def test_another_session_is_planned_for(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A connected patient's plan follows the second session; undone, it is as before."""
    later = now + timedelta(days=4)
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        done = await held(db, practice, reception, link, later, later)
        assert done.session.number == 2
        mine = [r for r in await reminders_of(db, link) if r.session_id == done.session.id]
        assert ReminderKind.INSTRUCTIONS in [r.kind for r in mine]
        soon = later + timedelta(minutes=5)
        back = await take_back_session(db, practice, reception, saved(done.session.id), soon)
        assert isinstance(back, TakenBack)
        left = {
            r.kind
            for r in await reminders_of(db, link)
            if r.session_id == done.session.id and r.state is ReminderState.PLANNED
        }
        assert left <= {ReminderKind.CORRECTION}
        again = await take_back_session(db, practice, reception, saved(done.session.id), soon)
        assert isinstance(again, TooLate)


async def test_what_the_form_lacks(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Without patient, course and time nothing counts; with a patient who is gone, neither; and a
    form survives being stored.
    """
    empty = TreatmentForm(DraftPurpose.APPOINTMENT)
    async with store.writing() as db:
        nothing = await take_treatment(db, practice, reception, empty, now)
        assert nothing == Lacking((Lack.NO_PATIENT, Lack.NO_COURSE, Lack.NO_TIME))
        link = await invited(db, practice, reception, now)
        form = await form_for(db, practice, link, now + timedelta(days=400), now)
        assert form.lacks(now) == (Lack.TOO_FAR,)
        assert from_json(to_json(form)) == form
        form = replace(form, at=now, course_id=999_999)
        assert await take_treatment(db, practice, reception, form, now) is None
        (await patient_of(db, link)).state = PatientState.ERASED
        await db.flush()
        form = replace(form, course_id=None, procedure="sonophoresis")
        assert await take_treatment(db, practice, reception, form, now) is None


async def test_nothing_unseen_counts(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """What speaks against it has to have been shown; then it counts."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        form = await form_for(db, practice, link, now - timedelta(hours=1), now)
        assert isinstance(await take_treatment(db, practice, reception, form, now), Unseen)
        form = replace(form, shown=("same_day",))
        assert isinstance(await take_treatment(db, practice, reception, form, now), Recorded)


async def test_two_at_once(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Two of the staff who confirm the same session at the same instant note it once."""
    later = now + timedelta(days=4)
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        form = await form_for(db, practice, link, later, later)

    async def confirm() -> object:
        async with store.writing() as db:
            return await take_treatment(db, practice, reception, form, later)

    outcomes = await asyncio.gather(confirm(), confirm())
    assert sorted(type(one).__name__ for one in outcomes) == ["Recorded", "Unseen"]
    async with store.reading() as db:
        assert len((await db.exec(select(Session))).all()) == 2


async def test_booked_moved_and_called_off(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The row stays the same through all of it, and each step can be taken back in time."""
    first, second = now + timedelta(days=7), now + timedelta(days=8)
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        number = saved((await booked(db, practice, reception, link, first, now)).appointment.id)
        moved = await booked(db, practice, reception, link, second, now)
        assert (moved.appointment.id, moved.moved_from) == (number, first)
        late = now + timedelta(minutes=6)
        for at, revision in ((late, 1), (now, 0)):
            too_late = await take_back_move(db, practice, reception, number, revision, at)
            assert isinstance(too_late, TooLate)
        assert isinstance(await take_back_booking(db, practice, reception, number, now), TooLate)
        assert isinstance(await take_back_move(db, practice, reception, number, 1, now), TakenBack)
        row = await fresh(db, Appointment, number)
        assert (row.begins_at, row.moved_from, row.revision) == (first, second, 2)
        held_already = await say_what_became(db, practice, reception, number, Became.HELD, now)
        assert isinstance(held_already, NotYetBegun)
        off = await say_what_became(db, practice, reception, number, Became.CANCELLED, now)
        assert isinstance(off, Booking)
        again = await say_what_became(db, practice, reception, number, Became.MISSED, now)
        assert isinstance(again, SaidAlready)
        history, _ = await gather(db, practice, await patient_of(db, link))
        assert (history.appointments, len(history.cancelled)) == ((), 1)
        assert isinstance(await take_back_outcome(db, practice, reception, number, late), TooLate)
        assert isinstance(await take_back_outcome(db, practice, reception, number, now), TakenBack)
        history, _ = await gather(db, practice, await patient_of(db, link))
        assert [one.revision for one in history.appointments] == [3]


async def test_an_enrolments_appointment_is_held(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Held, the enrolment is for the session, which can be corrected as any; taken back, it is for
    the appointment again.
    """
    form = replace(blank(practice, now), at=now + timedelta(days=1), appointment=True, name="Anna")
    later = now + timedelta(days=2)
    async with store.writing() as db:
        welcome = await enrol(db, practice, reception, form, now)
        assert isinstance(welcome, Welcome)
        (number,) = (await db.exec(select(Appointment.id))).all()
        assert number is not None
        done = await say_what_became(db, practice, reception, number, Became.HELD, later)
        assert isinstance(done, Booking)
        assert done.session is not None
        assert (done.session.held_at, done.session.number) == (form.at, 1)
        found = await find_enrolment(db, practice, welcome.enrolled.id, lock=True)
        assert found is not None
        assert found.session is not None
        corrected = await correct(
            db, practice, reception, found.id, replace(form_of(found), number=2), later
        )
        assert isinstance(corrected, Corrected)
        await take_back_outcome(db, practice, reception, number, later)
        enrolment = await fresh(db, Enrolment, found.id)
        assert (enrolment.appointment_id, enrolment.session_id) == (number, None)


async def test_a_move_by_correction_is_a_move(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """An appointment corrected to another time has been moved: what was confirmed no longer is."""
    form = replace(blank(practice, now), at=now + timedelta(days=1), appointment=True)
    async with store.writing() as db:
        welcome = await enrol(db, practice, reception, form, now)
        assert isinstance(welcome, Welcome)
        appointment = (await db.exec(select(Appointment))).one()
        appointment.confirmed_at = now
        moved = replace(form, at=now + timedelta(days=2))
        await correct(db, practice, reception, welcome.enrolled.id, moved, now)
        assert (appointment.moved_from, appointment.moved_at) == (form.at, now)
        assert appointment.confirmed_at is None


async def test_a_new_course_of_a_known_patient(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Another procedure is another course, without another enrolment; its undone booking leaves
    nothing of it.
    """
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        at = now + timedelta(days=3)
        form = TreatmentForm(DraftPurpose.APPOINTMENT, patient_id=link.patient_id, at=at)
        form = with_new_course(practice, form, "sonophoresis")
        done = await take_treatment(db, practice, reception, form, now)
        assert isinstance(done, Booked)
        assert len((await db.exec(select(Enrolment))).all()) == 1
        patient = await find_patient(db, practice, link.patient_id)
        assert patient is not None
        known = await known_of(db, practice, patient)
        assert [one.course.protocol for one in known.running] == [
            "sonophoresis",
            "oxygen-mesotherapy",
        ]
        await take_back_booking(db, practice, reception, saved(done.appointment.id), now)
        gone = await fresh(db, Course, saved(done.course.id))
        assert gone.undone_at == now


async def test_a_whole_course_again_too_soon(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A new face course within eight months of the last is warned of; one more session of it is
    beyond the plan.
    """
    form = replace(with_procedure(practice, blank(practice, now), "face-mesotherapy"), number=6)
    later = now + timedelta(days=60)
    async with store.writing() as db:
        welcome = await enrol(db, practice, reception, replace(form, of=6), now)
        assert isinstance(welcome, Welcome)
        patient = welcome.enrolled.patient
        known = await known_of(db, practice, patient)
        again = TreatmentForm(DraftPurpose.SESSION, patient_id=patient.id, at=later)
        course = with_new_course(practice, again, "face-mesotherapy")
        assert codes(cautions(practice, known, course, later)) == ("again_too_soon",)
        other = with_new_course(practice, again, "sonophoresis")
        assert cautions(practice, known, other, later) == ()
        one_more = settled(practice, again, known, later)
        assert codes(cautions(practice, known, one_more, later)) == ("beyond_plan",)


async def test_finishing(store: Store, practice: Practice, reception: Staff, now: datetime) -> None:
    """A course with an appointment to come is not finished; another is, and goes on again within
    five minutes.
    """
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        course_id = (await db.exec(select(Course.id))).one() or 0
        one = await booked(db, practice, reception, link, now + timedelta(days=7), now)
        refused = await finish_course(db, practice, reception, course_id, now)
        assert isinstance(refused, StillBooked)
        await take_back_booking(db, practice, reception, saved(one.appointment.id), now)
        assert isinstance(await finish_course(db, practice, reception, course_id, now), Finished)
        history, _ = await gather(db, practice, await patient_of(db, link))
        assert history.courses[0].finished
        soon = now + timedelta(minutes=5)
        assert isinstance(await resume_course(db, practice, reception, course_id, soon), Finished)
        found = await db.exec(select(Course.id).where(col(Course.finished_at).is_not(None)))
        assert found.all() == []
