"""The plan that a patient asks for, over real HTTP."""

from icalendar import Calendar

from tests.journeys.conftest import Begin


async def test_plan_arrives_as_picture_words_and_calendar(begin: Begin) -> None:
    """After joining, /plan shows the picture with all of it in words, then a calendar file."""
    scene = await begin()
    await scene.claim()
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    await scene.hears(scene.reception, "Connected")
    await scene.anna.write("/plan")
    await scene.hears(scene.anna, "For your calendar")
    picture, file = scene.anna.received()[-2:]
    assert picture.photo is not None
    assert picture.photo.startswith(b"\x89PNG")
    assert "makeup until" in picture.text
    assert file.document is not None
    name, content = file.document
    assert name == "aftercare.ics"
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 2
