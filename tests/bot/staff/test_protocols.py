"""/protocols as it looks on the phone, and choosing among many procedures."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlmodel import select

from reminder.bot.menus import STAFF_COMMANDS
from reminder.care.protocol import CareProtocol
from reminder.overrides import Overrides, changed
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Course, Patient, Staff
from tests.bot.patient.phones import Phone
from tests.cast import ANNA_CHAT
from tests.practice.arrange import joined

CONFIRM = "✅ Confirm"
OXYGEN = "oxygen-mesotherapy"

LONGER = Overrides.model_validate(
    {
        "lengths": [
            {
                "protocol": OXYGEN,
                "topic": "sauna",
                "side": "after",
                "length": "8 days",
                "basis": "assumed",
                "source": "Dr A",
            }
        ]
    }
)


def with_protocol(practice: Practice, protocol: CareProtocol) -> Practice:
    """The clinic with another protocol in the place of its own."""
    return replace(practice, protocols={**practice.protocols, protocol.name: protocol})


@pytest.fixture
def without_usual(practice: Practice) -> Practice:
    """The example clinic, naming no usual procedure."""
    return replace(practice, profile=practice.profile.model_copy(update={"usual_procedure": None}))


async def test_the_list_says_what_is_not_signed(rita: Phone) -> None:
    """Unsigned, switched off, and how much is assumed: a line for each protocol."""
    (page,) = await rita.write("/protocols")
    assert "• Oxygen mesotherapy – ⚠️ not signed; 7 things assumed" in page.text
    assert "• Body mesotherapy – ⚠️ not signed; one thing assumed\n" in page.text
    assert "• Mesoroller at home – switched off" in page.text
    assert len(page.labels) == 9
    assert "protocols" in STAFF_COMMANDS


async def test_one_protocol_shows_its_rules_and_their_basis(rita: Phone) -> None:
    """Each rule with its times, what is assumed marked, and the sources by title."""
    await rita.write("/protocols")
    (page,) = await rita.press("Oxygen mesotherapy")
    assert "Avoid makeup: 2 days before (<i>assumed</i>), 3 to 5 days after (stated)" in page.text
    assert "(face and neck only)" in page.text
    assert "• Oxygen mesotherapy of the face and body: the whole truth" in page.text
    (back,) = await rita.press("‹ Back")
    assert back.text.startswith("<b>The protocols</b>")
    (body,) = await rita.press("Body mesotherapy")
    assert "To do: keep the treated areas clean: 5 days after (stated)" in body.text
    await rita.press("‹ Back")
    (face,) = await rita.press("Face mesotherapy")
    assert "Assumed, too: what is said of reactions, when the patient is asked" in face.text
    await rita.press("‹ Back")
    (roller,) = await rita.press("Mesoroller at home")
    assert "It has no rules." in roller.text


async def test_a_signed_and_changed_protocol(rita: Phone, practice: Practice) -> None:
    """Whose signature it is, and that the times are the clinic's own."""
    oxygen = changed(practice.protocols[OXYGEN], LONGER).model_copy(
        update={"reviewed_by": "Dr <A>", "reviewed_on": date(2026, 9, 1)}
    )
    rita.practice = with_protocol(practice, oxygen)
    (page,) = await rita.write("/protocols")
    assert "signed by Dr &lt;A&gt;, 1 September 2026; the clinic's own times" in page.text
    (one,) = await rita.press("Oxygen mesotherapy")
    assert "Version 1, with the clinic's own times" in one.text
    assert "8 days after (the clinic's own)" in one.text
    assert "• Dr A" in one.text


async def test_a_changed_protocol_is_taken_over_for_running_courses(
    rita: Phone, store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Staff are asked; one press, and the running courses have the new times."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
    longer = changed(practice.protocols[OXYGEN], LONGER)
    rita.practice = with_protocol(practice, longer)
    *_, page = await rita.write("/protocols")
    assert "version 1: also for the one running course?" in page.text
    (one,) = await rita.press("Oxygen mesotherapy")
    assert one.labels == ["Also for the one running course", "‹ Back"]
    (done,) = await rita.press("Also for the one running course")
    assert rita.toast == "One course has it now."
    assert done.labels == ["‹ Back"]
    async with store.reading() as db:
        course = (await db.exec(select(Course))).one()
        assert course.protocol_version == longer.version


async def test_a_button_of_an_older_version_takes_nothing_over(
    rita: Phone,
) -> None:
    """What was asked is what counts: another version, or a protocol that is gone, is not taken."""
    (page,) = await rita.write("/protocols")
    for data in (f"s:protocol-adopt:7:{OXYGEN}", "s:protocol-adopt:1:gone", "s:protocol:0:gone"):
        assert await rita.send_data(data, page.id) == []
        assert rita.toast == "The protocol has changed in the meantime."


async def test_without_a_usual_procedure_one_tap_chooses(
    rita: Phone, without_usual: Practice
) -> None:
    """All procedures stand under the form at once; then Confirm. The next form begins with it."""
    rita.practice = without_usual
    (form,) = await rita.write("/enrol Anna")
    assert "please choose" in form.text
    assert CONFIRM not in form.labels
    assert "Mesoroller at home" not in form.labels
    (chosen,) = await rita.press("Scalp mesotherapy")
    assert "Procedure: Scalp mesotherapy" in chosen.text
    await rita.press(CONFIRM)
    (second,) = await rita.write("/enrol Boris")
    assert "Procedure: Scalp mesotherapy" in second.text
    assert second.labels[0] == CONFIRM


async def test_an_ambiguous_beginning_is_asked(rita: Phone, store: Store) -> None:
    """The form shows what was meant perhaps, and a tap answers."""
    (form,) = await rita.write("/enrol Anna K; mesotherapy; 1/9")
    assert "Several procedures begin like this: “mesotherapy”. Which one?" in form.text
    assert CONFIRM not in form.labels
    choice = ["Body mesotherapy", "Face mesotherapy", "Oxygen mesotherapy", "Scalp mesotherapy"]
    assert form.labels[:4] == choice
    (chosen,) = await rita.press("Scalp mesotherapy")
    assert "⚠️" not in chosen.text
    assert "session 1 of 9" in chosen.text
    await rita.press(CONFIRM)
    async with store.reading() as db:
        assert (await db.exec(select(Course.protocol))).all() == ["scalp-mesotherapy"]
        assert (await db.exec(select(Patient.name))).all() == ["Anna K"]


async def test_an_area_that_begins_a_procedure_is_asked(rita: Phone) -> None:
    """An area alone may mean another procedure; where one is named, it is the area."""
    (form,) = await rita.write("/enrol Anna; face")
    assert "“face”: which procedure was it?" in form.text
    assert "Face mesotherapy" in form.labels
    assert "Oxygen mesotherapy" in form.labels
    assert "Scalp mesotherapy" not in form.labels
    (chosen,) = await rita.press("Oxygen mesotherapy")
    assert "Areas: face" in chosen.text
    assert chosen.labels[0] == CONFIRM
    (clear,) = await rita.write("/enrol Boris; oxygen; face")
    assert clear.labels[0] == CONFIRM
    (body,) = await rita.write("/enrol Boris; body meso; legs, back")
    assert "Procedure: Body mesotherapy" in body.text
    assert "Areas: legs and back" in body.text


async def test_what_is_switched_off_is_no_procedure(rita: Phone) -> None:
    """Nobody can be enrolled for it, whatever it is called."""
    (form,) = await rita.write("/enrol Anna; mesoroller; yesterday 10")
    assert "Not understood: “mesoroller”" in form.text
    assert CONFIRM not in form.labels
