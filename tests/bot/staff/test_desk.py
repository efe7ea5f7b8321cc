"""What happens at the desk after enrolling: codes, cards, mistakes, phones."""

from datetime import timedelta
from html import unescape

import pytest
from sqlmodel import select

from reminder.practice.claim import make_code
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Patient, PatientState, Session, Staff
from tests.bot.patient.phones import Phone, Said, connect
from tests.bot.staff.conftest import Dial
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT


def token_of(said: Said) -> str:
    """The token of the link in a message."""
    return said.text.split("?start=")[1].split()[0].removesuffix("</code>")


async def enrolled(rita: Phone, line: str = "/enrol Anna K; 9:00; 1/9") -> Said:
    """Enrol by one line; the message with the code."""
    await rita.write(line)
    _, code = await rita.press("✅ Confirm")
    return code


async def states(store: Store) -> list[PatientState]:
    """Where the patients stand, in the order of their enrolment."""
    async with store.reading() as db:
        rows = (await db.exec(select(Patient).order_by(Patient.id))).all()  # type: ignore[arg-type]
        return [patient.state for patient in rows]


async def test_claiming(dial: Dial, store: Store, practice: Practice) -> None:
    """The printed code makes an owner, a wrong one says how many tries are left and no more."""
    olga = dial(3001, name="Olga", language_code="ru")
    async with store.writing() as db:
        code = await make_code(db, practice, olga.now)
    (how,) = await olga.write("/claim")
    assert "/claim K7QM-4RXD" in how.text
    (wrong,) = await olga.write("/claim AAAA-AAAA")
    assert wrong.text == "Код неверный или устарел. Остались 4 попытки."
    (welcome,) = await olga.write(f"/claim {code}")
    assert "владелец" in welcome.text
    (again,) = await olga.write(f"/claim {code}")
    assert "не израсходован" in again.text
    stranger = dial(MALLORY_CHAT, language_code=None)
    (wrong,) = await stranger.write(f"/claim {code}")
    assert "No tries are left" in wrong.text


async def test_greetings(rita: Phone, dial: Dial) -> None:
    """/start and /help tell staff of their work; a stranger gets neither."""
    (start,) = await rita.write("/start")
    assert "/enrol" in start.text
    (text,) = await rita.write("/help")
    assert "/enrol Anna K; oxygen; today 14:30; 1/9" in text.text
    for said in await dial(MALLORY_CHAT).write("/help"):
        assert "/enrol" not in said.text


async def test_the_code_turns_into_connected(rita: Phone, dial: Dial) -> None:
    """When the patient has agreed, the desk's message says so, and Right settles it."""
    code = await enrolled(rita)
    await connect(dial(ANNA_CHAT, name="Annushka"), token_of(code))
    (connected,) = await rita.read()
    assert connected.outgoing.edits == code.outgoing.anchor
    assert "Annushka" in connected.text
    (right,) = await rita.press("Right")
    assert "Confirmed" in right.text
    assert right.labels == []


async def test_the_wrong_person_is_asked_about_twice(rita: Phone, dial: Dial, store: Store) -> None:
    """Wrong person is confirmed first; then the phone is out and a new code is there."""
    code = await enrolled(rita)
    boris = await connect(dial(BORIS_CHAT, name="Boris"), token_of(code))
    await rita.read()
    (asked,) = await rita.press("Wrong person")
    assert "Take this phone away" in asked.text
    (back,) = await rita.press("‹ Back")
    assert "Right" in back.labels
    await rita.press("Wrong person")
    done, new = await rita.press("Yes, wrong person")
    assert "gets nothing more" in done.text
    assert token_of(new) != token_of(code)
    (farewell,) = await boris.read()
    assert "by mistake" in farewell.text
    await connect(dial(ANNA_CHAT, name="Anna"), token_of(new))
    (connected,) = await rita.read()
    assert "Anna" in connected.text
    assert await states(store) == [PatientState.ACTIVE]


async def test_another_day_is_typed_behind_the_command(rita: Phone) -> None:
    """/day takes a day in the words of the forms; what is no day is said to be none."""
    await enrolled(rita, "/enrol Boris; yesterday 10:00")
    (listed,) = await rita.write("/day yesterday")
    assert listed.text.startswith("<b>Wed 16 Sep</b>")
    assert "10:00 Boris" in listed.text
    (same,) = await rita.write("/day 16 Sep")
    assert same.text == listed.text
    (unclear,) = await rita.write("/day <someday>")
    assert unclear.text.startswith("⚠️ Not understood: “&lt;someday&gt;”\n\n<b>Thu 17 Sep</b>")


async def test_one_who_has_left_is_not_written_to_by_the_desk(rita: Phone, dial: Dial) -> None:
    """After STOP nothing that the desk presses reaches the phone: no correction, no undo, not even
    the farewell of a phone that was the wrong one; and the desk is not told that it did.
    """
    code = await enrolled(rita)
    anna = await connect(dial(ANNA_CHAT), token_of(code))
    await anna.write("STOP")
    await rita.read()
    await rita.write("/day")
    await rita.press("Anna K")
    await rita.press("Correct")
    await rita.write("yesterday 9:00")
    (corrected,) = await rita.press("✅ Confirm")
    assert corrected.text.startswith("✅ Corrected:")
    await rita.write("/day")
    await rita.press("Anna K")
    await rita.press("Wrong person")
    await rita.press("Yes, wrong person")
    assert await anna.read() == []


async def test_a_name_alone_is_no_news_to_the_patient(rita: Phone, dial: Dial) -> None:
    """Where a correction changes no plan, the desk is not told that it did."""
    code = await enrolled(rita)
    await connect(dial(ANNA_CHAT), token_of(code))
    await rita.read()
    await rita.write("/day")
    await rita.press("Anna K")
    await rita.press("Correct")
    await rita.write("Anna Kowalska")
    (corrected,) = await rita.press("✅ Confirm")
    assert corrected.text.startswith("✅ Corrected:")


async def test_undo(rita: Phone, store: Store) -> None:
    """Undo takes the enrolment back in the same message, within five minutes."""
    code = await enrolled(rita)
    (undone,) = await rita.press("Undo")
    assert undone.id == code.id
    assert undone.text.startswith("Taken back:")
    assert await states(store) == [PatientState.UNDONE]
    data = code.outgoing.buttons[1][0].data
    assert data is not None
    assert await rita.send_data(data, code.id) == []
    assert rita.toast == "This button is out of date. Send /day for today's list."
    await enrolled(rita)
    await rita.wait(timedelta(minutes=6))
    (left,) = await rita.press("Undo")
    assert rita.toast == "Five minutes are over. Press Correct instead."
    # What does nothing any more does not stay.
    assert left.labels == ["🖨 Print", "Declined", "Correct"]


async def test_undo_of_a_connected_patient(rita: Phone, dial: Dial) -> None:
    """Undo from the card of one who is connected says that the patient is told."""
    code = await enrolled(rita)
    await connect(dial(ANNA_CHAT), token_of(code))
    await rita.write("/day")
    await rita.press("Anna K")
    (undone,) = await rita.press("Undo")
    assert "is told" in undone.text


async def test_print_and_declined(rita: Phone, store: Store) -> None:
    """Print sends the sheet and turns the message; the code still works; Declined ends it."""
    code = await enrolled(rita)
    sheet, paper = await rita.press("🖨 Print")
    assert sheet.outgoing.attachment is not None
    assert b"<html" in sheet.outgoing.attachment.content
    assert paper.id == code.id
    assert paper.text.startswith("On paper:")
    assert await states(store) == [PatientState.ON_PAPER]
    (again,) = await rita.press("Show the code")
    assert token_of(again) == token_of(code)
    (declined,) = await rita.press("Declined")
    assert declined.text.startswith("Declined")
    assert await states(store) == [PatientState.DECLINED]
    (new,) = await rita.press("Show the code")
    assert token_of(new) != token_of(code)


async def test_declined_after_connecting(rita: Phone, dial: Dial) -> None:
    """One who is connected cannot be declined by the desk any more."""
    code = await enrolled(rita)
    await connect(dial(ANNA_CHAT), token_of(code))
    data = code.outgoing.buttons[0][1].data
    assert data is not None
    await rita.send_data(data, code.id)
    assert rita.toast is not None
    assert "STOP" in rita.toast


async def test_the_day_and_the_card(rita: Phone, dial: Dial) -> None:
    """/day lists everybody in a word; the card says what is in force, and leads back."""
    (empty,) = await rita.write("/day")
    assert "Nobody." in empty.text
    code = await enrolled(rita)
    await enrolled(rita, "/enrol Boris; 10:00")
    await rita.write("/enrol Vera; today 18:00")
    await rita.press("Yes, an appointment")
    await rita.press("✅ Confirm")
    await connect(dial(ANNA_CHAT), token_of(code))
    await rita.read()
    (day,) = await rita.write("/day")
    for line in ("09:00 Anna K – connected", "10:00 Boris – waiting", "18:00 Vera – waiting"):
        assert line in day.text
    assert day.text.index("<b>Appointments</b>") < day.text.index("Vera")
    assert day.labels == ["Anna K", "Boris", "Vera", "‹ Wed 16 Sep", "Fri 18 Sep ›"]
    (card,) = await rita.press("Anna K")
    assert card.id == day.id
    assert "In force now" in card.text
    assert "sauna" in card.text
    assert "Code for another phone" in card.labels
    assert "Wrong person" in card.labels
    (back,) = await rita.press("‹ Thu 17 Sep")
    assert back.id == day.id
    (card,) = await rita.press("Boris")
    assert "Wrong person" not in card.labels
    await rita.press("Undo")
    (day,) = await rita.write("/day")
    assert "Boris" not in day.text
    await rita.send_data("s:card:999999")
    assert rita.toast is not None


async def test_yesterdays_patients(rita: Phone) -> None:
    """The list leads to other days and back, and to the cards of whoever stands on them."""
    await enrolled(rita)
    await rita.wait(timedelta(days=1))
    (today,) = await rita.write("/day")
    assert "Anna" not in today.text
    (day,) = await rita.press("‹ Thu 17 Sep")
    assert day.id == today.id
    assert "09:00 Anna K – waiting" in day.text
    (card,) = await rita.press("Anna K")
    assert card.labels[-1] == "‹ Thu 17 Sep"
    (day,) = await rita.press("‹ Thu 17 Sep")
    beside, under = day.outgoing.buttons[-2:]
    assert [button.text for button in beside] == ["‹ Wed 16 Sep", "Fri 18 Sep ›"]
    assert [button.text for button in under] == ["Today"]
    (day,) = await rita.press("Today")
    (day,) = await rita.press("Sat 19 Sep ›")
    assert "Sat 19 Sep" in day.text
    for forged in ("99999999", "19000101"):
        (day,) = await rita.send_data(f"s:day:0:{forged}")
        assert "Fri 18 Sep" in day.text


async def test_what_was_on_another_day_says_which(rita: Phone) -> None:
    """One enrolled today after a treatment of yesterday, or for an appointment of tomorrow."""
    await rita.write("/enrol Anna K; oxygen; yesterday 16:00")
    await rita.press("✅ Confirm")
    (day,) = await rita.write("/day")
    assert "Wed 16 Sep, 16:00 Anna K – waiting" in day.text
    (day,) = await rita.write("/day yesterday")
    assert "\n16:00 Anna K – waiting" in day.text


async def test_a_card_long_after(rita: Phone) -> None:
    """A week later nothing is in force, and Undo is gone from the card."""
    code = await enrolled(rita)
    assert code.outgoing.anchor is not None
    number = code.outgoing.anchor.split(":")[1]
    await rita.wait(timedelta(days=8))
    (card,) = await rita.send_data(f"s:card:{number}")
    assert "Nothing is to be avoided now" in card.text
    assert "Undo" not in card.labels


async def test_a_long_day(rita: Phone) -> None:
    """A list longer than a message says how many are left out."""
    for part in range(3):
        lines = "\n".join(f"Anna {part}{chr(65 + n)}; 9:00" for n in range(14))
        await rita.write(f"/enrol {lines}")
        await rita.press("✅ Confirm all (14)")
    (day,) = await rita.write("/day")
    assert "… and 2 more" in day.text
    assert len(day.labels) == 42


async def test_a_day_of_long_names(rita: Phone) -> None:
    """However long the names, the list fits into one message of Telegram's."""
    lines = "\n".join(f"{'&😀' * 28}x{chr(65 + n)}; 9:00" for n in range(15))
    for number in range(3):
        await rita.write(f"/enrol {lines}".replace("x", "yzw"[number]))
        await rita.press("✅ Confirm all (15)")
    (day,) = await rita.write("/day")
    assert len(unescape(day.text).encode("utf-16-le")) // 2 < 4096
    assert "… and " in day.text
    assert len(day.labels) > 10


async def test_correcting_from_the_card(rita: Phone, dial: Dial, store: Store) -> None:
    """Correct shows the same form with what is noted; Confirm notes the new, and the message of a
    code that waits says it too.
    """
    code = await enrolled(rita)
    (form,) = await rita.press("Correct")
    assert "Correct what was noted" in form.text
    assert "Name: Anna K" in form.text
    await rita.write("Anna Kowalska; 8:45; 2/9")
    corrected, shown = await rita.press("✅ Confirm")
    assert corrected.text.startswith("✅ Corrected:")
    assert shown.outgoing.edits == code.outgoing.anchor
    assert "Anna Kowalska" in shown.text
    async with store.reading() as db:
        session = (await db.exec(select(Session))).one()
        assert (session.number, session.revision) == (2, 1)
    await connect(dial(ANNA_CHAT), token_of(code))
    await rita.read()
    await rita.write("/day")
    await rita.press("Anna Kowalska")
    await rita.press("Correct")
    await rita.write("yesterday 9:00")
    (corrected,) = await rita.press("✅ Confirm")
    assert "the patient's plan with it" in corrected.text


async def test_correcting_what_was_taken_back(rita: Phone) -> None:
    """A correction that was open while the enrolment was taken back counts for nothing."""
    code = await enrolled(rita)
    await rita.press("Correct")
    data = code.outgoing.buttons[1][1].data
    assert data is not None
    await rita.send_data(data, code.id)
    assert await rita.press("✅ Confirm") == []
    assert rita.toast is not None


async def test_the_same_person(rita: Phone, dial: Dial, store: Store) -> None:
    """A phone that is known already is asked about, and the answer settles it once."""
    anna = await connect(dial(ANNA_CHAT), token_of(await enrolled(rita)))
    await connect(anna, token_of(await enrolled(rita, "/enrol Anna; 14:00")))
    *_, question = await rita.read()
    assert "The same person?" in question.text
    assert question.labels == ["The same: Anna K", "Another person on this phone", "Wrong person"]
    await rita.press("Wrong person")
    (back,) = await rita.press("‹ Back")
    assert back.labels == question.labels
    await rita.write("/day")
    (card,) = await rita.press("Anna")
    assert card.labels[0] == "❓ The same person?"
    (question,) = await rita.press("❓ The same person?")
    (same,) = await rita.press("The same: Anna K")
    assert same.id == question.id
    assert "one history" in same.text
    assert await states(store) == [PatientState.ACTIVE, PatientState.JOINED]
    for button in (question.outgoing.buttons[1][0], question.outgoing.buttons[0][0]):
        assert button.data is not None
        assert await rita.send_data(button.data, question.id) == []
        assert rita.toast == "That is settled already."


async def test_another_person_on_the_phone(rita: Phone, dial: Dial, store: Store) -> None:
    """Two people on one phone keep two histories."""
    anna = await connect(dial(ANNA_CHAT), token_of(await enrolled(rita)))
    await connect(anna, token_of(await enrolled(rita, "/enrol Petr; 14:00")))
    await rita.read()
    (answer,) = await rita.press("Another person on this phone")
    assert "Another person on the same phone" in answer.text
    assert await states(store) == [PatientState.ACTIVE, PatientState.ACTIVE]


@pytest.mark.parametrize(
    "verb",
    ["undo", "print", "decline", "correct", "qr", "right", "wrong-ask", "wrong", "connected"],
)
async def test_buttons_about_nothing(rita: Phone, dial: Dial, verb: str) -> None:
    """A button about no enrolment says so plainly; a stranger's press does nothing."""
    assert await rita.send_data(f"s:{verb}:999999") == []
    assert rita.toast == "This button is out of date. Send /day for today's list."
    code = await enrolled(rita)
    assert code.outgoing.anchor is not None
    mallory = dial(MALLORY_CHAT)
    assert await mallory.send_data(f"s:{verb}:{code.outgoing.anchor.split(':')[1]}") == []
    assert mallory.toast == "This button is for the clinic's staff."


async def test_wrong_person_for_nobody(rita: Phone) -> None:
    """Before anybody has agreed there is no phone to take away."""
    code = await enrolled(rita)
    assert code.outgoing.anchor is not None
    await rita.send_data(f"s:wrong:{code.outgoing.anchor.split(':')[1]}")
    assert rita.toast == "That is settled already."
    await rita.send_data("s:same:999999:x")
    assert rita.toast == "This button is out of date. Send /day for today's list."


async def test_staff_who_are_patients_too(rita: Phone, store: Store, reception: Staff) -> None:
    """A staff member who is also a patient gets a patient's answers to what is not staff's."""
    code = await enrolled(rita)
    await connect(rita, token_of(code))
    assert reception.id is not None
    said = await rita.write("hello")
    assert said
    assert all("/enrol" not in answer.text for answer in said)
    assert await states(store) == [PatientState.ACTIVE]


async def test_staff_whose_work_has_ended(rita: Phone, store: Store, reception: Staff) -> None:
    """One who has left the clinic has no rights from that instant."""
    await enrolled(rita)
    async with store.writing() as db:
        (await db.get_one(Staff, reception.id)).removed_at = rita.now
    await rita.press("Undo")
    assert rita.toast == "This button is for the clinic's staff."
    assert await states(store) == [PatientState.INVITED]
