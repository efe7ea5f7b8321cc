"""/rehearse as it looks on the phone."""

from sqlmodel import select

from reminder.bot.menus import STAFF_COMMANDS
from reminder.practice.rehearse import REHEARSAL, rehearse
from reminder.store.database import Store
from reminder.store.tables import Delivery, Role, Staff
from tests.bot.patient.phones import Phone, connect
from tests.bot.staff.conftest import Dial
from tests.bot.staff.test_desk import enrolled, token_of
from tests.cast import ANNA_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import PROTOCOL


async def test_by_name(rita: Phone) -> None:
    """/rehearse and the procedure's name sends its messages, with buttons that do nothing."""
    begins, first, *_, last = await rita.write("/rehearse oxygen")
    assert begins.text.startswith("<b>Rehearsal: Oxygen mesotherapy</b>")
    assert "please avoid" in first.text
    assert last.text.startswith("That was all.")
    assert await rita.press("All calm") == []
    assert rita.toast == "This is a rehearsal: a patient would answer here."
    assert "rehearse" in STAFF_COMMANDS


async def test_by_button(rita: Phone) -> None:
    """Without a name, or with one that is not clear, the procedures are there to be pressed; those
    that are switched off are not.
    """
    (which,) = await rita.write("/rehearse")
    assert "Which procedure?" in which.text
    assert len(which.labels) == 8
    assert "Mesoroller at home" not in which.labels
    (doubt,) = await rita.write("/rehearse meso")
    assert doubt.labels == which.labels
    assert "meso" in doubt.text
    begins, *_ = await rita.press("Scalp mesotherapy")
    assert "Rehearsal: Scalp mesotherapy" in begins.text
    for forged in ("meso-roller-home", "nothing"):
        assert await rita.send_data(f"s:rehearse:0:{forged}") == []
        assert rita.toast == "The protocol has changed in the meantime."


async def begin(rita: Phone, reception: Staff) -> None:
    """Let a rehearsal run whose messages have not come yet."""
    async with rita.store.writing() as db:
        protocol = rita.practice.protocols[PROTOCOL]
        await rehearse(db, rita.practice, reception, protocol, rita.now)


async def test_cancel_ends_it(rita: Phone, reception: Staff) -> None:
    """/cancel ends a rehearsal first, and only then puts an open form away."""
    await rita.write("/enrol")
    await begin(rita, reception)
    (ended,) = await rita.write("/cancel")
    assert ended.text == "The rehearsal has ended."
    (put_away,) = await rita.write("/cancel")
    assert "was not enrolled" in put_away.text


async def test_stop_ends_it(rita: Phone, dial: Dial, reception: Staff) -> None:
    """STOP ends it as it ends a patient's messages, whether or not the staff member is one, and
    nothing of it follows.
    """
    await begin(rita, reception)
    (ended,) = await rita.write("STOP")
    assert ended.text == "The rehearsal has ended."
    await begin(rita, reception)
    (answer,) = await rita.write("/stop")
    assert "please avoid" not in answer.text
    link = token_of(await enrolled(rita, "/enrol Rita; 9:00; 1/9"))
    await connect(dial(RECEPTION_CHAT, name="Rita"), link)
    await rita.read()
    await begin(rita, reception)
    (goodbye,) = await rita.write("stop")
    assert goodbye.text.startswith("Done. You get no more messages from us.")


async def test_whoever_is_not_on_the_staff_gets_nothing(
    rita: Phone, dial: Dial, store: Store
) -> None:
    """A stranger and a patient start no rehearsal, by command or by button; an owner does."""
    anna = await connect(dial(ANNA_CHAT), token_of(await enrolled(rita)))
    await anna.read()
    for phone in (anna, dial(MALLORY_CHAT)):
        for said in await phone.write("/rehearse oxygen"):
            assert "Rehearsal" not in said.text
        for data in ("s:rehearse:0:oxygen-mesotherapy", "s:rehearsal:0"):
            assert await phone.send_data(data) == []
            assert phone.toast == "This button is for the clinic's staff."
    async with store.writing() as db:
        found = await db.exec(select(Delivery).where(Delivery.purpose == REHEARSAL))
        assert found.all() == []
        (await db.exec(select(Staff))).one().role = Role.OWNER
    assert len(await rita.write("/rehearse oxygen")) > 2
