"""The desk, end to end: what reception sees of codes, slips, sheets and wrong phones."""

from reminder.demo.stand_in import ShownMessage
from tests.journeys.conftest import NO_LONGER_THAN, Begin, Scene


async def at_the_desk(begin: Begin) -> Scene:
    """Return a clinic whose reception has claimed it."""
    scene = await begin("2026-09-17 14:40")
    await scene.claim()
    return scene


async def with_code(scene: Scene, token: str) -> ShownMessage:
    """Return reception's message that shows this link."""
    await scene.settle()
    return next(m for m in scene.reception.received() if token in m.text)


def as_it_is(scene: Scene, message: ShownMessage) -> ShownMessage:
    """Return the message as it stands on reception's screen now."""
    return next(m for m in scene.reception.received() if m.message_id == message.message_id)


async def test_the_code_becomes_connected_where_it_stands(begin: Begin) -> None:
    """The caption under the code changes in place when the patient agrees, and again on Right."""
    scene = await at_the_desk(begin)
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    code = await with_code(scene, link)
    await scene.join(scene.anna, link)
    await scene.hears(scene.reception, "Connected", button="Wrong person")
    now = as_it_is(scene, code)
    assert now.photo is not None
    assert "Connected: Anna Kowalska" in now.text
    await scene.reception.press("Right")
    await scene.hears(scene.reception, "the right person")
    assert as_it_is(scene, code).buttons == []


async def test_guided_enrolment_is_one_message(begin: Begin) -> None:
    """Pressing through the form changes one message; typed answers change it too."""
    scene = await at_the_desk(begin)
    await scene.reception.write("/enrol")
    form = await scene.hears(scene.reception, "New patient", button="Confirm")
    for button, awaited in (
        ("When", "Type the time"),
        ("Yesterday", "what hour"),
        ("10:00", "10:15"),
    ):
        await scene.reception.press(button)
        await scene.stand_in.wait_for(
            lambda awaited=awaited: (  # type: ignore[misc]
                awaited in as_it_is(scene, form).text
                or any(awaited == b.text for row in as_it_is(scene, form).buttons for b in row)
            ),
            NO_LONGER_THAN,
        )
    await scene.reception.press("10:15")
    await scene.hears(scene.reception, "Wed 16 Sep, 10:15", button="Confirm")
    await scene.reception.press("Name")
    await scene.hears(scene.reception, "Type the name")
    await scene.reception.write("Anna Kowalska")
    await scene.hears(scene.reception, "Name: Anna Kowalska", button="Confirm")
    await scene.settle()
    assert [m.message_id for m in scene.reception.received()][-1] == form.message_id
    await scene.reception.press("Confirm")
    await scene.join(scene.anna, await scene.link())


async def test_without_telegram(begin: Begin) -> None:
    """Print sends a sheet that can be opened and printed; nobody is chased the next morning."""
    scene = await at_the_desk(begin)
    await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.reception.press("Print")
    await scene.hears(scene.reception, "On paper")
    await scene.settle()
    (sheet,) = [m.document for m in scene.reception.received() if m.document is not None]
    assert sheet[0] == "aftercare-2026-09-17.html"
    assert "24 Sep" in sheet[1].decode()
    before = len(scene.reception.received())
    await scene.until_local("2026-09-26 12:00")
    assert len(scene.reception.received()) == before


async def test_nobody_opened_the_link(begin: Begin) -> None:
    """The next morning reception is shown, once, whose link lies unopened, and can show it."""
    scene = await at_the_desk(begin)
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.until_local("2026-09-18 09:05")
    await scene.hears(scene.reception, "Nobody has opened this link yet", button="Anna K")
    await scene.reception.press("Code: Anna K")
    await scene.settle()
    assert sum(link in m.text for m in scene.reception.received()) == 2
    before = len(scene.reception.received())
    await scene.until_local("2026-09-20 12:00")
    assert len(scene.reception.received()) == before


async def test_the_wrong_phone(begin: Begin) -> None:
    """The wrong phone falls silent after one farewell, and the right one gets everything."""
    scene = await at_the_desk(begin)
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    boris = scene.stand_in.add_person("Boris", language_code="en", id=2002)
    await scene.join(boris, link)
    await scene.hears(scene.reception, "Connected: Boris", button="Wrong person")
    await scene.reception.press("Wrong person")
    await scene.hears(scene.reception, "Take this phone away", button="Yes")
    await scene.reception.press("Yes, wrong person")
    await scene.hears(boris, "by mistake")
    fresh = await scene.stand_in.wait_for(
        lambda: next(
            (
                word
                for m in reversed(scene.reception.received())
                for word in m.text.split()
                if "?start=" in word and word != link
            ),
            None,
        ),
        NO_LONGER_THAN,
    )
    said = len(boris.received())
    await scene.join(scene.anna, str(fresh))
    await scene.until_local("2026-09-26 12:00")
    assert len(boris.received()) == said
    assert any("has ended" in m.text for m in scene.anna.received())


async def test_the_evening_list(begin: Begin) -> None:
    """Several patients at once: a link each, and each message turns when its patient agrees."""
    scene = await at_the_desk(begin)
    await scene.reception.write("/enrol Anna; 9:00; 1/9\nBoris; 10:30")
    await scene.hears(scene.reception, "2 patients", button="Confirm all (2)")
    await scene.reception.press("Confirm all (2)")
    await scene.settle()
    links = [m for m in scene.reception.received() if "?start=" in m.text]
    assert [m.photo for m in links] == [None, None]
    first = next(word for word in links[0].text.split() if "?start=" in word)
    await scene.join(scene.anna, first)
    await scene.settle()
    assert "Connected" in as_it_is(scene, links[0]).text
    assert "?start=" in as_it_is(scene, links[1]).text
    await scene.reception.write("/day")
    day = await scene.hears(scene.reception, "Treated or enrolled", button="Boris")
    assert "09:00 Anna – connected" in day.text
    assert "10:30 Boris – waiting" in day.text


async def test_corrected_the_next_day(begin: Begin) -> None:
    """A time corrected from the card tells a connected patient what is true now."""
    scene = await at_the_desk(begin)
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    await scene.until_local("2026-09-18 12:00")
    await scene.reception.write("/day")
    await scene.hears(scene.reception, "Fri 18 Sep", button="Thu 17 Sep")
    await scene.reception.press("‹ Thu 17 Sep")
    await scene.hears(scene.reception, "14:30 Anna K – connected", button="Anna K")
    await scene.reception.press("Anna K")
    await scene.hears(scene.reception, "In force now", button="Correct")
    await scene.reception.press("Correct")
    await scene.hears(scene.reception, "Correct what was noted", button="Confirm")
    await scene.reception.write("yesterday 13:15")
    await scene.hears(scene.reception, "Thu 17 Sep, 13:15", button="Confirm")
    await scene.reception.press("Confirm")
    await scene.hears(scene.reception, "the patient's plan with it")
    await scene.hears(scene.anna, "Thu 24 Sep, 13:15")
