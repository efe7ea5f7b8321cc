"""Another session of a patient whom the desk knows, as it looks on the phone."""

from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from reminder.care.kinds import ReminderKind
from reminder.store.database import Store
from reminder.store.tables import (
    Appointment,
    AuditEvent,
    Clinic,
    Course,
    Draft,
    Patient,
    PatientState,
    Reminder,
    Session,
    Staff,
    saved,
)
from tests.bot.patient.phones import Phone, Said, connect
from tests.bot.staff.conftest import Dial
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT

CONFIRM = "✅ Confirm"
GO_AHEAD = "⚠️ Go ahead anyway"


async def enrolled(rita: Phone, line: str = "Anna K; yesterday 14:30; 1/9") -> str:
    """Enrol somebody by one line; the token of the link."""
    await rita.write(f"/enrol {line}")
    _, code = await rita.press(CONFIRM)
    return code.text.split("?start=")[1].split()[0]


async def sessions(store: Store) -> list[Session]:
    """Every session that counts, by time."""
    async with store.reading() as db:
        found = await db.exec(
            select(Session).where(col(Session.undone_at).is_(None)).order_by(col(Session.held_at))
        )
        return list(found.all())


async def appointments(store: Store) -> list[Appointment]:
    """Every appointment, by number."""
    async with store.reading() as db:
        return list((await db.exec(select(Appointment).order_by(col(Appointment.id)))).all())


async def actions(store: Store) -> dict[str, str | None]:
    """What the audit log says, with its details."""
    async with store.reading() as db:
        return {one.action: one.detail for one in (await db.exec(select(AuditEvent))).all()}


def says(said: Said, *parts: str) -> None:
    """Insist that a message says all of this."""
    for part in parts:
        assert part in said.text, said.text


async def test_a_procedure_in_doubt_is_asked_before_the_running_course_is_taken(
    rita: Phone, store: Store
) -> None:
    """Who types "face" may mean face mesotherapy, though the patient's one course is another."""
    await enrolled(rita)
    (form,) = await rita.write("/session Anna; face; today 12:00; 1/3")
    says(form, "Anna K", "“face”: which procedure was it?")
    assert CONFIRM not in form.labels
    assert form.labels[0].startswith("Oxygen mesotherapy")
    assert "Face mesotherapy" in form.labels
    assert form.labels.count("Oxygen mesotherapy") == 0
    (chosen,) = await rita.press("Face mesotherapy")
    says(chosen, "Face mesotherapy", "session 1 of 3", "a new course")
    assert "⚠️" not in chosen.text
    await rita.press(CONFIRM)
    async with store.reading() as db:
        protocols = (await db.exec(select(Course.protocol).order_by(col(Course.id)))).all()
    assert protocols == ["oxygen-mesotherapy", "face-mesotherapy"]


async def test_a_procedure_in_doubt_may_be_the_running_course(rita: Phone) -> None:
    """A tap takes the course that runs, or goes on without what was not clear."""
    await enrolled(rita)
    (form,) = await rita.write("/next Anna; meso; 24 Sep 15:00")
    says(form, "Several procedures begin like this: “meso”. Which one?")
    (chosen,) = await rita.press(form.labels[0])
    says(chosen, "Oxygen mesotherapy", "session 2 of 9")
    assert chosen.labels[0] == CONFIRM
    await rita.write("/session Anna; face")
    (without,) = await rita.press("Go on without it")
    says(without, "Oxygen mesotherapy", "session 2 of 9")
    assert without.labels[0] == CONFIRM


async def test_two_taps_for_the_next_session(rita: Phone, store: Store) -> None:
    """/session, the patient, Confirm: now, and the number after the last."""
    await enrolled(rita)
    (whom,) = await rita.write("/session")
    assert whom.labels[0] == "Anna K · Wed 16 Sep · Oxygen mesotherapy"
    (form,) = await rita.press(whom.labels[0])
    assert form.id == whom.id
    says(form, "Anna K", "session 2 of 9", "Treated: <b>Thu 17 Sep, 14:30</b>")
    assert form.labels[0] == CONFIRM
    (done,) = await rita.press(CONFIRM)
    assert done.id == form.id
    says(done, "Session noted", "session 2 of 9", "not connected")
    assert done.labels == ["📅 Appointment", "Undo", "Show the code"]
    assert [one.number for one in await sessions(store)] == [1, 2]


async def test_in_one_line(rita: Phone, store: Store) -> None:
    """One line says who, when and which; case and accents of the name do not matter."""
    await enrolled(rita, "Łucja Żak; yesterday 9:00; 1/6")
    (form,) = await rita.write("/session lucja z; today 14:00; 3/9")
    says(form, "Łucja Żak", "session 3 of 9", "Thu 17 Sep, 14:00")
    await rita.press(CONFIRM)
    _, session = await sessions(store)
    assert session.number == 3
    async with store.reading() as db:
        assert (await db.exec(select(Course.sessions_planned))).one() == 9


async def test_the_name_alone_is_enough(rita: Phone) -> None:
    """/session anna finds her; so does a name that is typed when it is asked for."""
    await enrolled(rita)
    (form,) = await rita.write("/session anna")
    says(form, "Anna K", "session 2 of 9")
    (whom,) = await rita.write("/session")
    (none,) = await rita.write("zoe")
    says(none, "Nobody here is called “zoe”")
    (form,) = await rita.write("k anna")
    says(form, "Anna K", "session 2 of 9")
    assert form.outgoing.edits == whom.outgoing.anchor


async def shown(store: Store) -> list[tuple[int | None, str | None]]:
    """Whom the desk was shown in a list, and in which, by the audit log."""
    async with store.reading() as db:
        found = await db.exec(
            select(AuditEvent.patient_id, AuditEvent.detail)
            .where(AuditEvent.action == "listed", col(AuditEvent.staff_id).is_not(None))
            .order_by(col(AuditEvent.id))
        )
        return list(found.all())


async def test_whom_a_search_or_a_picker_shows_is_noted(rita: Phone, store: Store) -> None:
    """A row for each patient whose name was shown, be it by a search, among those here lately, as a
    namesake, or in a form; never what was typed. Who finds nobody has seen nobody.
    """
    await enrolled(rita)
    await enrolled(rita, "Anna L; yesterday 10:00")
    assert await shown(store) == []
    await rita.write("/session zoe")
    assert await shown(store) == []
    await rita.write("/session ann")
    assert sorted(await shown(store)) == [(1, "search"), (2, "search")]
    await rita.write("/session anna k")
    assert (await shown(store))[2:] == [(1, "search")]
    await rita.write("/next")
    assert sorted((await shown(store))[3:]) == [(1, "lately"), (2, "lately")]
    await rita.send_data("s:session:2")
    assert (await shown(store))[5:] == [(2, "form")]
    await rita.write("/why ann")
    assert sorted((await shown(store))[6:]) == [(1, "search"), (2, "search")]
    await rita.write("/enrol Anna L; oxygen; today 9:00")
    assert (await shown(store))[8:] == [(2, "namesake")]


async def test_several_with_that_name(rita: Phone, store: Store) -> None:
    """Of several Annas the buttons say which had what when; one press chooses."""
    await enrolled(rita, "Anna K; yesterday 14:30")
    await enrolled(rita, "Anna Nowak; sonophoresis; 15 Sep 10:00")
    (which,) = await rita.write("/session anna; today 14:00")
    says(which, "which one?", "Thu 17 Sep, 14:00")
    assert which.labels[:2] == [
        "Anna K · Wed 16 Sep · Oxygen mesotherapy",
        "Anna Nowak · Tue 15 Sep · Sonophoresis",
    ]
    (form,) = await rita.press("Anna Nowak · Tue 15 Sep · Sonophoresis")
    says(form, "Anna Nowak", "Sonophoresis", "Thu 17 Sep, 14:00")
    await rita.press(CONFIRM)
    async with store.reading() as db:
        nowak = (await db.exec(select(Patient).order_by(col(Patient.id).desc()))).first()
    assert nowak is not None
    assert (await sessions(store))[-1].patient_id == nowak.id


async def test_another_procedure_is_a_new_course(rita: Phone, dial: Dial, store: Store) -> None:
    """A connected patient begins another course without another link; afterwards it is asked which
    of the two a session is of.
    """
    token = await enrolled(rita)
    anna = await connect(dial(ANNA_CHAT), token)
    await rita.read()
    await rita.write("/session anna")
    await rita.press("Course")
    await rita.press("Another procedure…")
    (form,) = await rita.press("Sonophoresis")
    says(form, "Sonophoresis", "(a new course)", "session 1")
    (done,) = await rita.press(CONFIRM)
    says(done, "told what changes")
    assert "Show the code" not in done.labels
    async with store.reading() as db:
        courses = (await db.exec(select(Course).order_by(col(Course.id)))).all()
        planned = (await db.exec(select(Reminder.session_id, Reminder.kind))).all()
    assert [one.protocol for one in courses] == ["oxygen-mesotherapy", "sonophoresis"]
    new = (await sessions(store))[-1]
    assert (new.id, ReminderKind.INSTRUCTIONS) in [tuple(row) for row in planned]
    assert await anna.read() == []
    (asked,) = await rita.write("/session anna; today 14:10")
    says(asked, "Which course is it?")
    (form,) = await rita.press("Sonophoresis · session 1")
    says(form, "session 2", "on that day already")
    (form,) = await rita.write("/session anna; oxygen; today 14:10")
    says(form, "Oxygen mesotherapy", "session 2 of 9")


async def test_too_often_is_said_and_goes_on_knowingly(rita: Phone, store: Store) -> None:
    """A third session within seven days is warned of; "go ahead" counts, and the log says so."""
    await enrolled(rita, "Anna K; 14 Sep 10:00; 1/9")
    await rita.write("/session anna; yesterday 10:00")
    await rita.press(CONFIRM)
    (form,) = await rita.write("/session anna")
    says(
        form, "⚠️ Too close: also Mon 14 Sep and Wed 16 Sep. In seven days no more than 2 sessions."
    )
    assert CONFIRM not in form.labels
    await rita.press(GO_AHEAD)
    assert len(await sessions(store)) == 3
    assert (await actions(store))["session_recorded"] == "despite:too_often"


async def test_two_of_the_staff_at_once(rita: Phone, dial: Dial, store: Store) -> None:
    """Who confirms second is shown what the first has noted, and records nothing unseen."""
    await enrolled(rita)
    olga = await second_staff(dial, store)
    await rita.write("/session anna")
    await olga.write("/session anna")
    await rita.press(CONFIRM)
    (again,) = await olga.press(CONFIRM)
    says(again, "changed in the meantime", "on that day already")
    assert GO_AHEAD in again.labels
    assert len(await sessions(store)) == 2


async def test_pressed_twice(rita: Phone, store: Store) -> None:
    """Confirm counts once; a button of a form that is closed says so."""
    await enrolled(rita)
    (form,) = await rita.write("/session anna")
    data = form.outgoing.buttons[0][0].data or ""
    await rita.press(CONFIRM)
    assert await rita.send_data(data, form.id) == []
    assert rita.toast == "This form is closed already."
    assert len(await sessions(store)) == 2


async def test_undo_for_five_minutes(rita: Phone, store: Store) -> None:
    """Undo takes the session back, and a course that was begun with it; later only Correct does."""
    await enrolled(rita)
    await rita.write("/session anna; sonophoresis")
    await rita.press(CONFIRM)
    (back,) = await rita.press("Undo")
    says(back, "Taken back: the session of <b>Anna K</b>")
    assert len(await sessions(store)) == 1
    async with store.reading() as db:
        (sono,) = (await db.exec(select(Course).where(Course.protocol == "sonophoresis"))).all()
    assert sono.undone_at is not None
    await rita.write("/session anna")
    await rita.press(CONFIRM)
    await rita.wait(timedelta(minutes=6))
    (left,) = await rita.press("Undo")
    assert left.labels == ["📅 Appointment", "Show the code"]
    assert rita.toast is not None
    assert rita.toast.startswith("Five minutes are over")
    assert len(await sessions(store)) == 2


async def test_corrected_from_the_card(rita: Phone, store: Store) -> None:
    """The card of the day corrects that day's session at any time, or says it never took place."""
    await enrolled(rita)
    await rita.write("/session anna")
    await rita.press(CONFIRM)
    await rita.wait(timedelta(hours=3))
    (day,) = await rita.write("/day")
    says(day, "14:30 Anna K")
    (card,) = await rita.press("Anna K")
    says(card, "Oxygen mesotherapy · session 2 of 9 · nothing booked")
    await rita.press("Correct Thu 17 Sep")
    (form,) = await rita.write("today 12:15")
    says(form, "Correct this session", "Thu 17 Sep, 12:15")
    (done,) = await rita.press(CONFIRM)
    says(done, "✅ Corrected", "12:15")
    session = (await sessions(store))[-1]
    assert (session.revision, session.number) == (1, 2)
    assert session.corrected_at == rita.now
    await rita.write("/day")
    await rita.press("Anna K")
    await rita.press("Correct Thu 17 Sep")
    (never,) = await rita.press("It never took place")
    says(never, "never took place")
    assert len(await sessions(store)) == 1


async def test_the_appointment_of_the_day_is_held(rita: Phone, store: Store) -> None:
    """A session on the day of an appointment is that appointment, at its time unless said
    otherwise; Undo opens it again.
    """
    await enrolled(rita)
    await rita.write("/next anna; today 18:00")
    await rita.press(GO_AHEAD if "⚠️" in rita.messages[-1].text else CONFIRM)
    await rita.wait(timedelta(hours=4))
    (form,) = await rita.write("/session anna")
    says(form, "Treated: <b>Thu 17 Sep, 18:00</b>")
    (form,) = await rita.write("today 18:10")
    (done,) = await rita.press(CONFIRM)
    says(done, "18:10", "This was the appointment at 18:00.")
    (booked,) = await appointments(store)
    assert booked.held_as == (await sessions(store))[-1].id
    await rita.press("Undo")
    (booked,) = await appointments(store)
    assert booked.held_as is None


async def test_a_time_to_come_is_an_appointment(rita: Phone, store: Store) -> None:
    """A session in the future may be an appointment; an appointment in the past, a session."""
    await enrolled(rita)
    (form,) = await rita.write("/session anna; 24 Sep 15:00")
    says(form, "still to come")
    assert CONFIRM not in form.labels
    (form,) = await rita.press("Yes, an appointment")
    says(form, "Next appointment", "Thu 24 Sep, 15:00")
    await rita.press(CONFIRM)
    assert len(await appointments(store)) == 1
    await rita.write("/next anna; today 9:00")
    (form,) = await rita.press("Yes, a session")
    says(form, "Another session", "Thu 17 Sep, 09:00")
    await rita.press(CONFIRM)
    assert len(await sessions(store)) == 2


async def test_what_was_not_understood(rita: Phone) -> None:
    """It is shown, the rest is kept, and it can be left out."""
    await enrolled(rita)
    (form,) = await rita.write("/session anna; blah-12; 2/9")
    says(form, "Not understood: “blah-12”", "Anna K", "session 2 of 9")
    assert CONFIRM not in form.labels
    (form,) = await rita.press("Go on without it")
    assert CONFIRM in form.labels


async def test_by_buttons(rita: Phone, store: Store) -> None:
    """When, number, course and patient can be pressed; an hour that is typed is one of the day that
    was pressed; the form survives in the database.
    """
    await enrolled(rita, "Anna K; 10 Sep 10:00; 1/9")
    await rita.write("/session anna")
    await rita.press("When")
    await rita.press("Yesterday…")
    (form,) = await rita.write("16:20")
    says(form, "Wed 16 Sep, 16:20")
    await rita.press("In the course")
    (form,) = await rita.press("4")
    says(form, "session 4 of 9")
    await rita.press("When")
    await rita.press("Yesterday…")
    await rita.press("10:00")
    (form,) = await rita.press("10:15")
    says(form, "Wed 16 Sep, 10:15")
    (whom,) = await rita.press("Somebody else")
    (form,) = await rita.press(whom.labels[0])
    async with store.reading() as db:
        draft = (await db.exec(select(Draft).where(col(Draft.closed_at).is_(None)))).one()
    assert draft.purpose.value == "session"
    await rita.press(CONFIRM)
    assert (await sessions(store))[-1].number == 4


async def test_a_new_course_by_buttons(rita: Phone, store: Store) -> None:
    """Procedure and areas of a new course are pressed or typed; what is none of them is said; the
    way back leads to the form.
    """
    await enrolled(rita, "Anna K; 10 Sep 10:00; 1/9")
    await rita.write("/session anna")
    await rita.press("Course")
    (form,) = await rita.press("‹ Back")
    says(form, "session 2 of 9")
    await rita.press("Course")
    await rita.press("Another procedure…")
    (asked,) = await rita.write("nonsense")
    says(asked, "Not understood: “nonsense”")
    await rita.press("Course")
    await rita.press("Another procedure…")
    (form,) = await rita.write("body meso")
    says(form, "Body mesotherapy", "(a new course)", "session 1")
    await rita.press("Areas")
    await rita.press("legs")
    (form,) = await rita.press("Done")
    says(form, "legs")
    await rita.press("Areas")
    (form,) = await rita.write("back, arms")
    says(form, "arms and back")
    await rita.press("Areas")
    (form,) = await rita.write("face")
    says(form, "Not understood: “face”")
    await rita.press("Done")
    await rita.press("In the course")
    (form,) = await rita.write("2/8")
    says(form, "session 2 of 8")
    await rita.press(CONFIRM)
    async with store.reading() as db:
        course = (await db.exec(select(Course).order_by(col(Course.id).desc()))).first()
    assert course is not None
    assert (course.areas, course.sessions_planned) == ("arms,back", 8)


async def test_forged_buttons_change_nothing(rita: Phone) -> None:
    """Days, hours and numbers that no button carries leave the form as it is."""
    await enrolled(rita)
    (form,) = await rita.write("/next anna; 24 Sep 15:00")
    number = (form.outgoing.buttons[0][0].data or "").split(":")[2]
    for data in ("day:x", "day:99991231", "hour:1", "at:202609311400", "course:7", "call-off:9"):
        verb, argument = data.split(":")
        (same,) = await rita.send_data(f"s:known-{verb}:{number}:{argument}", form.id)
        assert "Thu 24 Sep, 15:00" in same.text, data


async def test_put_away(rita: Phone, store: Store) -> None:
    """Cancel and /cancel put the form away; another form does, too."""
    await enrolled(rita)
    await rita.write("/session anna")
    (gone,) = await rita.press("Cancel")
    says(gone, "Nothing was noted")
    (form,) = await rita.write("/session anna")
    (gone,) = await rita.write("/cancel")
    assert gone.outgoing.edits == form.outgoing.anchor
    await rita.write("/session anna")
    await rita.write("/enrol Boris")
    assert await rita.send_data(form.outgoing.buttons[0][0].data or "", form.id) == []
    (form,) = await rita.write("today 9:00")
    says(form, "New patient", "Boris")
    assert len(await sessions(store)) == 1


async def test_a_stranger_sees_nobody(rita: Phone, dial: Dial, store: Store) -> None:
    """Neither the commands nor any button does anything for one who is not on the staff."""
    token = await enrolled(rita)
    (form,) = await rita.write("/session anna")
    mallory = dial(MALLORY_CHAT)
    for line in ("/session anna", "/next anna", "/session"):
        for said in await mallory.write(line):
            assert "Anna" not in said.text
    anna = await connect(dial(ANNA_CHAT), token)
    for phone in (mallory, anna):
        for data in ("s:session:1", "s:next:1", "s:held:1:", "s:finish:1", "s:unsession:1"):
            await phone.send_data(data)
            assert phone.toast == "This button is for the clinic's staff."
        await phone.send_data(form.outgoing.buttons[0][0].data or "", form.id)
        assert phone.toast == "This button is for the clinic's staff."
    assert len(await sessions(store)) == 1


async def test_another_clinics_patients(rita: Phone, store: Store) -> None:
    """No name, id or button finds a patient, session, appointment or course of another clinic."""
    await enrolled(rita)
    ids = await elsewhere(store, rita)
    (none,) = await rita.write("/session olena")
    says(none, "Nobody here is called")
    for data in (
        f"s:session:{ids['patient']}",
        f"s:next:{ids['patient']}",
        f"s:unsession:{ids['session']}",
        f"s:unbook:{ids['appointment']}",
        f"s:unmove:{ids['appointment']}:0",
        f"s:unsaid:{ids['appointment']}",
        f"s:was:{ids['appointment']}:",
        f"s:held:{ids['appointment']}:",
        f"s:missed:{ids['appointment']}:",
        f"s:called-off:{ids['appointment']}:",
        f"s:finish:{ids['course']}",
        f"s:unfinish:{ids['course']}",
        f"s:later:{ids['course']}",
        f"s:correct-session:{ids['session']}",
    ):
        assert await rita.send_data(data) == [], data
        assert rita.toast == "This button is out of date. Send /day for today's list.", data
    await rita.write("/session anna")
    draft = rita.messages[-1].outgoing.buttons[0][0].data or ""
    number = draft.split(":")[2]
    assert await rita.send_data(f"s:known-patient:{number}:{ids['patient']}") == []
    (form,) = await rita.send_data(f"s:known-course:{number}:{ids['course']}")
    says(form, "Anna K", "Oxygen")
    async with store.reading() as db:
        other = await db.get_one(Appointment, ids["appointment"])
        assert (other.held_as, other.missed_at, other.cancelled_at) == (None, None, None)
        assert (await db.get_one(Course, ids["course"])).finished_at is None


async def second_staff(dial: Dial, store: Store) -> Phone:
    """Olga's phone; she works at the same desk."""
    phone: Phone = dial(BORIS_CHAT, name="Olga")
    async with store.writing() as db:
        rita = (await db.exec(select(Staff))).one()
        olga = Staff(
            clinic_id=rita.clinic_id,
            chat_hash=phone.practice.keyring.chat(BORIS_CHAT),
            chat_id=str(BORIS_CHAT),
            name="Olga",
            role=rita.role,
            language="en",
            created_at=phone.now,
        )
        db.add(olga)
    return phone


async def elsewhere(store: Store, rita: Phone) -> dict[str, int]:
    """Give another clinic in the same database a patient with everything; the rows' ids."""
    now = rita.now
    async with store.writing() as db:
        clinic = Clinic(key="elsewhere", created_at=now)
        db.add(clinic)
        await db.flush()
        patient = Patient(
            clinic_id=saved(clinic.id),
            name="Olena",
            language="en",
            zone="Europe/Warsaw",
            state=PatientState.INVITED,
            created_at=now,
        )
        db.add(patient)
        await db.flush()
        whose: dict[str, Any] = {"clinic_id": saved(clinic.id), "patient_id": saved(patient.id)}
        course = Course(**whose, protocol="oxygen-mesotherapy", protocol_version=1, begun_at=now)
        db.add(course)
        await db.flush()
        whose["course_id"] = saved(course.id)
        session = Session(**whose, held_at=now, recorded_at=now)
        appointment = Appointment(**whose, begins_at=now - timedelta(hours=1), booked_at=now)
        db.add(session)
        db.add(appointment)
        await db.flush()
        return {
            "patient": saved(patient.id),
            "course": saved(course.id),
            "session": saved(session.id),
            "appointment": saved(appointment.id),
        }
