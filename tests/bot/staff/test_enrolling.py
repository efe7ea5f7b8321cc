"""Enrolling at the desk, as it looks on the phone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from sqlmodel import select

from reminder.catalogue import Catalogue
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Appointment, Enrolment, Patient, Session, Staff
from tests.bot.patient.phones import Phone
from tests.bot.staff.conftest import Dial
from tests.cast import MALLORY_CHAT, ROOT

CONFIRM = "✅ Confirm"


async def patients(store: Store) -> list[Patient]:
    """Everybody enrolled."""
    async with store.reading() as db:
        return list((await db.exec(select(Patient).order_by(Patient.id))).all())  # type: ignore[arg-type]


async def test_enrolled_by_one_tap(rita: Phone, store: Store, practice: Practice) -> None:
    """/enrol and Confirm are enough; the answer is the code with its link, and what can be done."""
    (form,) = await rita.write("/enrol")
    assert form.labels[0] == CONFIRM
    for shown in ("“Guest 14:30”", "Oxygen mesotherapy", "Thu 17 Sep, 14:30", "face", "English"):
        assert shown in form.text
    enrolled, code = await rita.press(CONFIRM)
    assert enrolled.id == form.id
    assert enrolled.text.startswith("Enrolled:")
    assert enrolled.labels == []
    assert code.outgoing.qr is not None
    assert code.outgoing.qr.startswith(f"https://t.me/{practice.bot_username}?start=")
    assert code.outgoing.qr in code.text
    assert code.labels == ["🖨 Print", "Declined", "Correct", "Undo"]
    assert [p.name for p in await patients(store)] == ["Guest 14:30"]


async def test_enrolled_by_one_line(rita: Phone, store: Store) -> None:
    """One line and Confirm are enough, too; the absolute date is shown before it counts."""
    (form,) = await rita.write("/enrol Anna <K>; oxygen; yesterday 14:30; 1/9; ru; neck")
    assert "Anna &lt;K&gt;" in form.text
    assert "Treated: <b>Wed 16 Sep, 14:30</b>" in form.text
    assert "session 1 of 9" in form.text
    assert "русский" in form.text
    await rita.press(CONFIRM)
    (anna,) = await patients(store)
    assert (anna.name, anna.language) == ("Anna <K>", "ru")
    async with store.reading() as db:
        session = (await db.exec(select(Session))).one()
        assert session.number == 1


async def test_a_known_name_is_pointed_out(rita: Phone, store: Store) -> None:
    """Who enrols one of a noted name reads of /session; a namesake is enrolled all the same."""
    await rita.write("/enrol Anna K; yesterday 14:30")
    await rita.press(CONFIRM)
    (other,) = await rita.write("/enrol Anna; today 12:00")
    assert "already" not in other.text
    (form,) = await rita.write("/enrol anna k; scalp; today 12:00")
    assert "Anna K is on the list already (Oxygen mesotherapy, Wed 16 Sep)" in form.text
    assert "/session" in form.text
    assert form.labels[0] == CONFIRM
    await rita.press(CONFIRM)
    assert [one.name for one in await patients(store)] == ["Anna K", "anna k"]


async def test_twice_is_once(rita: Phone, store: Store) -> None:
    """Pressing Confirm twice enrols once."""
    (form,) = await rita.write("/enrol Anna")
    await rita.press(CONFIRM)
    data = form.outgoing.buttons[0][0].data
    assert data is not None
    assert await rita.send_data(data, form.id) == []
    assert rita.toast == "This form is closed already."
    assert len(await patients(store)) == 1


async def test_bad_input_keeps_what_was_understood(rita: Phone, store: Store) -> None:
    """What was not understood is said, the rest is kept, and nothing counts until it is cleared."""
    (form,) = await rita.write("/enrol Anna K; tomorow 14:30; 12.03; 1/9")
    assert "⚠️ Not understood: “tomorow 14:30”" in form.text
    assert "⚠️ “12.03”: a day or a time?" in form.text
    assert "Name: Anna K" in form.text
    assert "session 1 of 9" in form.text
    assert CONFIRM not in form.labels
    (mended,) = await rita.write("yesterday 16:00")
    assert mended.outgoing.edits == form.outgoing.anchor
    assert "Wed 16 Sep, 16:00" in mended.text
    assert "⚠️" not in mended.text
    await rita.press(CONFIRM)
    assert len(await patients(store)) == 1


async def test_going_on_without_what_was_not_understood(rita: Phone) -> None:
    """What was not understood can be left out."""
    await rita.write("/enrol Anna K; blah blah; more blah")
    (form,) = await rita.press("Go on without it")
    assert "⚠️" not in form.text
    assert form.labels[0] == CONFIRM


async def test_guided_with_one_hand(rita: Phone, store: Store) -> None:
    """Every part can be pressed, and the message edits itself all the while."""
    (form,) = await rita.write("/enrol")
    for label in ("When", "Yesterday…", "10:00"):
        (shown,) = await rita.press(label)
        assert shown.id == form.id
    (shown,) = await rita.press("10:15")
    assert "Wed 16 Sep, 10:15" in shown.text
    await rita.press("In the course")
    (shown,) = await rita.press("3")
    assert "session 3" in shown.text
    await rita.press("Areas")
    (shown,) = await rita.press("neck")
    assert "✓ neck" in shown.labels
    (shown,) = await rita.press("✓ face")
    (shown,) = await rita.press("✓ neck")
    assert "✓ neck" in shown.labels
    await rita.press("Done")
    await rita.press("Language")
    (shown,) = await rita.press("русский")
    assert "Areas: neck" in shown.text
    await rita.press("Name")
    (shown,) = await rita.write("Anna Kowalska")
    assert "Name: Anna Kowalska" in shown.text
    assert shown.outgoing.edits == form.outgoing.anchor
    await rita.press(CONFIRM)
    (anna,) = await patients(store)
    assert (anna.name, anna.language) == ("Anna Kowalska", "ru")
    async with store.reading() as db:
        session = (await db.exec(select(Session))).one()
        assert session.number == 3
        assert session.held_at == rita.now - timedelta(hours=28, minutes=15)


async def test_a_treatment_at_night_is_remarked_on(rita: Phone) -> None:
    """In the form, and in a list of several, which it does not hold up."""
    (form,) = await rita.write("/enrol Anna K; oxygen; today 3:00")
    assert "⚠️ 03:00 is at night. Is that right?" in form.text
    assert form.labels[0] == CONFIRM
    (form,) = await rita.write("/enrol Anna K; oxygen; today 13:00")
    assert "night" not in form.text
    (batch,) = await rita.write("/enrol Anna K; oxygen; today 3:00\nBoris; oxygen; today 13:00")
    assert batch.text.count("is at night") == 1
    assert batch.labels[0] == "✅ Confirm all (2)"


async def test_today_offers_the_hours_that_have_come(rita: Phone) -> None:
    """Of today only hours gone by are offered; "Now" is the present minute; Back leads back."""
    await rita.write("/enrol")
    await rita.press("When")
    (hours,) = await rita.press("Today…")
    assert hours.labels == [f"{h:02}:00" for h in range(8, 15)] + ["‹ Back"]
    (shown,) = await rita.press("14:00")
    assert shown.labels == ["14:00", "14:15", "14:30", "14:45", "‹ Back"]
    for _ in range(3):
        (shown,) = await rita.press("‹ Back")
    assert shown.labels[0] == CONFIRM
    await rita.wait(timedelta(minutes=7))
    await rita.press("When")
    (shown,) = await rita.press("Now")
    assert "14:37" in shown.text


@pytest.mark.parametrize(
    ("part", "typed", "shown"),
    [
        ("Name", "Boris B", "Name: Boris B"),
        ("When", "9", "Thu 17 Sep, 09:00"),
        ("When", "вчера в 10", "Wed 16 Sep, 10:00"),
        ("In the course", "3/9", "session 3 of 9"),
        ("Areas", "лицо и шея", "Areas: face and neck"),
        ("Language", "Russian", "русский"),
        ("Name", "Boris; 3/9; ru", "session 3 of 9"),
    ],
)
async def test_typed_answers(rita: Phone, part: str, typed: str, shown: str) -> None:
    """A typed message answers the part that was pressed last."""
    await rita.write("/enrol")
    await rita.press(part)
    (form,) = await rita.write(typed)
    assert shown in form.text
    assert form.labels[0] == CONFIRM


@pytest.mark.parametrize(
    ("part", "typed", "said"),
    [
        ("Name", "12345", "That cannot be a name"),
        ("When", "noonish", "Not understood: “noonish”"),
        ("When", "12.03", "a day or a time?"),
        ("In the course", "99/3", "Not understood: “99/3”"),
        ("Areas", "elbow", "Not understood: “elbow”"),
        ("Language", "Klingon", "Not understood: “Klingon”"),
    ],
)
async def test_an_answer_that_does_not_fit(rita: Phone, part: str, typed: str, said: str) -> None:
    """An answer that does not fit is asked for again, and the form stays as it was."""
    await rita.write("/enrol Anna")
    await rita.press(part)
    (form,) = await rita.write(typed)
    assert said in form.text
    assert "Name: Anna" in form.text
    again = {"Name": "Boris", "When": "10:00", "In the course": "2", "Areas": "neck"}
    (form,) = await rita.write(again.get(part, "ru"))
    assert form.labels[0] == CONFIRM


async def test_a_future_time_is_an_appointment(rita: Phone, store: Store) -> None:
    """A time to come is asked about, and booked as an appointment."""
    (form,) = await rita.write("/enrol Anna; tomorrow 10:00")
    assert "An appointment?" in form.text
    assert CONFIRM not in form.labels
    (form,) = await rita.press("Yes, an appointment")
    assert "Appointment: <b>Fri 18 Sep, 10:00</b>" in form.text
    await rita.press(CONFIRM)
    async with store.reading() as db:
        assert (await db.exec(select(Appointment))).one().begins_at == rita.now + timedelta(
            hours=19, minutes=30
        )


async def test_the_evening_catch_up(rita: Phone, store: Store) -> None:
    """Several patients, a line each, are confirmed together; each gets a link to copy and send."""
    (form,) = await rita.write("/enrol\nAnna; 9:00; 1/9\nBoris; вчера в 10\n; 11:30")
    assert "3 patients" in form.text
    answer, *links = await rita.press("✅ Confirm all (3)")
    assert "3 patients enrolled" in answer.text
    assert [p.name for p in await patients(store)] == ["Anna", "Boris", "Guest 11:30"]
    assert len({link.text for link in links}) == 3
    for link in links:
        assert link.outgoing.qr is None
        assert "<code>https://t.me/" in link.text


async def test_a_catch_up_with_a_slip(rita: Phone, store: Store) -> None:
    """Clear lines can be confirmed at once; the others stay until they are sent again."""
    (form,) = await rita.write("/enrol Anna; 9:00\nBoris; yesterdy 10:00\nVera; tomorrow 9:00")
    assert "⚠️" in form.text
    (form,) = await rita.press("The one to come is an appointment")
    rest, *links = await rita.press("✅ Confirm the clear ones (2)")
    assert len(links) == 2
    assert "Boris" in rest.text
    (form,) = await rita.write("Boris; yesterday 10:00")
    await rita.press(CONFIRM)
    assert [p.name for p in await patients(store)] == ["Anna", "Vera", "Boris"]


async def test_the_rest_of_a_catch_up_is_put_away(rita: Phone, store: Store) -> None:
    """Cancelled after its clear lines were confirmed, a catch-up speaks of those left in it."""
    await rita.write("/enrol Anna; 9:00\nBoris; yesterdy 10:00")
    await rita.press("✅ Confirm the one that is clear")
    (gone,) = await rita.press("Cancel")
    assert gone.text == "Form closed. Whoever was still in it was not enrolled."
    assert [p.name for p in await patients(store)] == ["Anna"]


async def test_lines_again_while_a_catch_up_is_open(rita: Phone, store: Store) -> None:
    """Of an open catch-up with slips, the clear lines stay while the others are sent anew."""
    await rita.write("/enrol Anna; 9:00\nBoris; yesterdy 10:00\nVera; yesterdy 9:00")
    (form,) = await rita.write("Boris; yesterday 10:00\nVera; yesterday 9:00")
    assert "✅ Confirm all (3)" in form.labels
    await rita.press("✅ Confirm all (3)")
    assert [p.name for p in await patients(store)] == ["Anna", "Boris", "Vera"]


async def test_too_many_at_once(rita: Phone) -> None:
    """A list that no message could hold is refused plainly."""
    lines = "\n".join(f"Anna {chr(65 + n)}; 9:00" for n in range(16))
    (answer,) = await rita.write(f"/enrol {lines}")
    assert "too many" in answer.text


async def test_without_the_command(rita: Phone, store: Store) -> None:
    """A line with semicolons is an enrolment even without the command; other text gets a hint."""
    (form,) = await rita.write("Anna; oxygen; 9:00")
    assert "Name: Anna" in form.text
    (form,) = await rita.write("Boris; 9:00\nVera; 10:00")
    assert "2 patients" in form.text
    (gone,) = await rita.write("/cancel")
    assert "Whoever was still in it was not enrolled" in gone.text
    (hint,) = await rita.write("hello")
    assert "/enrol" in hint.text
    (none,) = await rita.write("/cancel")
    assert "no open form" in none.text
    assert await patients(store) == []


async def test_cancel_by_button(rita: Phone, store: Store) -> None:
    """Cancel puts the form away; its other buttons are dead from then on."""
    (form,) = await rita.write("/enrol Anna")
    (gone,) = await rita.press("Cancel")
    assert gone.id == form.id
    assert gone.labels == []
    data = form.outgoing.buttons[0][0].data
    assert data is not None
    await rita.send_data(data, form.id)
    assert rita.toast == "This form is closed already."
    assert await patients(store) == []


async def test_no_name_by_button(rita: Phone) -> None:
    """A name that was typed can be taken away again."""
    await rita.write("/enrol Anna")
    await rita.press("Name")
    (form,) = await rita.press("No name")
    assert "“Guest 14:30”" in form.text


@pytest.mark.parametrize(
    "data",
    [
        "s:form-day:{}:99999999",
        "s:form-hour:{}:x",
        "s:form-at:{}:",
        "s:form-number:{}:999",
        "s:form-areas:{}:99",
        "s:form-procedure:{}:lobotomy",
        "s:form-language:{}:xx",
        "s:form-show:{}",
    ],
)
async def test_forged_buttons_do_nothing(rita: Phone, store: Store, data: str) -> None:
    """A button with made-up data leaves the form as it was."""
    (form,) = await rita.write("/enrol Anna")
    assert form.outgoing.anchor is not None
    await rita.send_data(data.format(form.outgoing.anchor.split(":")[1]), form.id)
    (form,) = await rita.write("9/9")
    assert "Name: Anna" in form.text
    assert "Thu 17 Sep, 14:30" in form.text
    assert await patients(store) == []


async def test_strangers_see_nothing(dial: Dial, rita: Phone, store: Store) -> None:
    """Nobody else can enrol, press the staff's buttons, or learn what they are."""
    mallory = dial(MALLORY_CHAT, name="Mallory")
    (form,) = await rita.write("/enrol Anna")
    data = form.outgoing.buttons[0][0].data
    assert data is not None
    assert await mallory.send_data(data, form.id) == []
    assert mallory.toast == "This button is for the clinic's staff."
    for text in ("/enrol Eve; 9:00", "/day", "/cancel", "Eve; 9:00"):
        for said in await mallory.write(text):
            assert "Anna" not in said.text
            assert said.outgoing.anchor is None
    async with store.reading() as db:
        assert (await db.exec(select(Enrolment))).all() == []


async def test_russian_desk(rita: Phone, store: Store) -> None:
    """A desk that speaks Russian reads Russian throughout."""
    async with store.writing() as db:
        (await db.exec(select(Staff))).one().language = "ru"
    (form,) = await rita.write("/enrol Анна К; кислородная; вчера в 10; 2/6; лицо, шея")
    assert "Сеанс прошёл: <b>16 сентября (ср), 10:00</b>" in form.text
    assert "сеанс 2 из 6" in form.text
    assert "Зоны: лицо и шея" in form.text
    enrolled, code = await rita.press("✅ Подтвердить")
    assert enrolled.text.startswith("Записано:")
    assert "Действует до 24 сентября" in code.text


async def test_rubbish_still_fits_in_a_message(rita: Phone) -> None:
    """However much is not understood, the answer stays within what Telegram takes."""
    rubbish = "; ".join(["1" * 200] * 15)
    (form,) = await rita.write(f"/enrol {rubbish}")
    assert len(form.text) < 4096
    lines = "\n".join(f"{'Anna ' * 12}; {rubbish}" for _ in range(15))
    (form,) = await rita.write(f"/enrol {lines}")
    assert len(form.text) < 4096


async def test_a_forgotten_form_takes_no_text(rita: Phone) -> None:
    """Text typed a day later does not fall into yesterday's form."""
    await rita.write("/enrol Anna")
    await rita.press("Name")
    await rita.wait(timedelta(hours=13))
    (hint,) = await rita.write("good morning")
    assert "/enrol" in hint.text
    (form,) = await rita.press("‹ Back")
    assert "Name: Anna" in form.text


@pytest.fixture
def two(practice: Practice, tmp_path: Path) -> Practice:
    """The example clinic with a second procedure."""
    folder = copytree(ROOT / "messages", tmp_path / "messages")
    names = {"ru": "Холодная мезотерапия"}
    for language in practice.catalogue.languages:
        name = names.get(language, "Cold mesotherapy")
        (folder / language / "own.ftl").write_text(f"procedure-cold = {name}\n", "utf-8")
    oxygen = practice.protocols["oxygen-mesotherapy"]
    cold = oxygen.model_copy(update={"name": "cold", "areas": (), "default_areas": ()})
    bare = cold.model_copy(update={"restrictions": oxygen.restrictions[:2]})
    protocols = {"oxygen-mesotherapy": oxygen, "cold": bare}
    unnamed = practice.profile.model_copy(update={"usual_procedure": None})
    catalogue = Catalogue.load(folder)
    return replace(practice, profile=unnamed, protocols=protocols, catalogue=catalogue)


async def test_choosing_the_procedure(rita: Phone, two: Practice, store: Store) -> None:
    """With two procedures the form asks for one; it is pressed, or its beginning is typed."""
    rita.practice = two
    (form,) = await rita.write("/enrol Anna")
    assert "Please choose the procedure" in form.text
    assert CONFIRM not in form.labels
    assert form.labels[:2] == ["Oxygen mesotherapy", "Cold mesotherapy"]
    (form,) = await rita.press("Cold mesotherapy")
    assert "Areas" not in form.labels
    (menu,) = await rita.press("Procedure")
    assert menu.labels == ["Oxygen mesotherapy", "✓ Cold mesotherapy", "‹ Back"]
    (form,) = await rita.write("meso")
    assert "Several procedures begin like this" in form.text
    (form,) = await rita.write("oxygen")
    assert "Procedure: Oxygen mesotherapy" in form.text
    (form,) = await rita.write("/enrol Boris; 9:00\nVera; cold; 10:00")
    assert "Please choose the procedure" in form.text
    await rita.press("✅ Confirm the one that is clear")
    assert [p.name for p in await patients(store)] == ["Vera"]


async def test_a_year_is_far_enough(rita: Phone) -> None:
    """A date more than a year away is asked for again."""
    (form,) = await rita.write("/enrol Anna; 2028-09-17 10:00")
    assert "more than a year away" in form.text
    assert form.labels[0] == "When"
