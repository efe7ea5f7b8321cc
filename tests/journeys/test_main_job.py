"""The main job, end to end: claim, enrol, agree, a week of messages, STOP, silence."""

from reminder.demo.stand_in import Person, ShownMessage
from tests.journeys.conftest import Begin, Scene, minutes


def times(messages: list[ShownMessage]) -> list[str]:
    """Return when messages arrived, by the patient's wall clock, to the minute."""
    return [minutes(message.sent_at) for message in messages]


async def claimed(begin: Begin, local: str) -> Scene:
    """Return a clinic whose reception has claimed it."""
    scene = await begin(local)
    await scene.claim()
    return scene


async def test_a_week_of_aftercare_across_the_end_of_summer_time(begin: Begin) -> None:
    """Each message comes at its minute by the patient's wall clock, though the clocks go back on
    the fourth day; after STOP there is silence.
    """
    # The clocks go back in the night to Sunday 25 October 2026.
    scene = await claimed(begin, "2026-10-21 14:40")
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    await scene.hears(scene.reception, "Connected")
    joined = len(scene.anna.received())
    await scene.until_local("2026-10-29 12:00")
    week = scene.anna.received()[joined:]
    assert times(week) == [
        "2026-10-22 10:00",  # makeup, alcohol: still
        "2026-10-23 10:00",  # how is the skin?
        "2026-10-24 14:30",  # heat and sun: still; makeup may end if the skin is calm
        "2026-10-26 14:30",  # makeup over, at the session's hour; heat and sun: still
        "2026-10-28 14:30",  # heat and sun over, at the session's hour
    ]
    assert "makeup" in week[0].text
    assert "alcohol" in week[0].text
    assert "How does the treated skin feel today?" in week[1].text
    assert "sunbathing" in week[2].text
    assert "The time for avoiding makeup has ended" in week[3].text
    assert "has ended" in week[4].text
    assert "sunbathing" in week[4].text
    await scene.anna.write("STOP")
    goodbye = await scene.hears(scene.anna, "You get no more messages", button="Resume")
    await scene.settle()
    calls = len(scene.stand_in.calls)
    await scene.until_local("2026-12-24 12:00")
    assert scene.anna.received()[-1].message_id == goodbye.message_id
    later = [c for c in scene.stand_in.calls[calls:] if c.params.get("chat_id") == scene.anna.id]
    assert later == []


async def test_instructions_say_until_when_and_whom_to_phone(begin: Begin) -> None:
    """The first message comes at once, with days and times, telephone, hours and emergency line."""
    scene = await claimed(begin, "2026-09-17 14:40")
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    told = await scene.hears(scene.anna, "please avoid")
    profile = scene.service.branch.practice.profile
    for piece in (
        "Thu 17 Sep, 14:30",
        "Thu 24 Sep, 14:30",
        "sauna",
        "makeup",
        profile.telephone,
        profile.hours("en"),
        profile.emergency_number,
        "STOP",
    ):
        assert piece in told.text
    first_line = told.text.splitlines()[0].lower()
    for intimate in ("mesotherapy", "oxygen", "skin", "face"):
        assert intimate not in first_line


async def test_nobody_is_written_to_before_agreeing(begin: Begin) -> None:
    """Opening the link shows what it is about; until Agree, days go by in silence."""
    scene = await claimed(begin, "2026-09-17 14:40")
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.anna.open(link)
    asked = await scene.hears(scene.anna, "can send you", button="I am the patient")
    assert "Anna" not in asked.text
    assert "xygen" not in asked.text
    await scene.settle()
    await scene.until_local("2026-09-22 12:00")
    assert len(scene.anna.received()) == 1


async def test_enrolling_by_buttons_alone(begin: Begin) -> None:
    """/enrol and Confirm are enough; the code comes as a picture with the link under it."""
    scene = await claimed(begin, "2026-09-17 14:40")
    link = await scene.enrol("/enrol")
    shown = await scene.hears(scene.reception, "?start=")
    assert shown.photo is not None
    assert shown.photo.startswith(b"\x89PNG")
    await scene.join(scene.anna, link)
    await scene.hears(scene.reception, "Connected")
    assert any("Guest 14:40" in m.text for m in scene.reception.received())


async def test_may_i(begin: Begin) -> None:
    """/today answers what is in force now, and says so again when it no longer is."""
    scene = await claimed(begin, "2026-09-17 14:40")
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    await scene.anna.write("/today")
    assert "alcohol" in (await scene.hears(scene.anna, "As of Thu 17 Sep")).text
    await scene.until_local("2026-09-21 12:00")
    await scene.anna.write("/today")
    later = await scene.hears(scene.anna, "As of Mon 21 Sep, 12:0")
    assert "sauna" in later.text
    assert "alcohol" not in later.text.split("No longer")[0]
    await scene.until_local("2026-09-25 12:00")
    await scene.anna.write("/today")
    assert "nothing to avoid" in (await scene.hears(scene.anna, "As of Fri 25 Sep")).text


async def test_stop_counts_in_any_language_and_coming_back_needs_agreeing(begin: Begin) -> None:
    """СТОП from an English phone counts; Resume shows the consent, Agree brings back the rest."""
    scene = await claimed(begin, "2026-09-17 14:40")
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    await scene.anna.write("С Т О П!!! 🛑")
    await scene.hears(scene.anna, "You get no more messages", button="Resume")
    await scene.settle()
    silent = len(scene.anna.received())
    await scene.until_local("2026-09-20 12:00")
    assert len(scene.anna.received()) == silent
    await scene.anna.press("Resume")
    await scene.hears(scene.anna, "", button="I agree")
    await scene.settle()
    await scene.until_local("2026-09-21 12:00")
    await scene.anna.press("I am the patient")
    await scene.hears(scene.anna, "Welcome back")
    await scene.settle()
    back = len(scene.anna.received())
    await scene.until_local("2026-09-25 12:00")
    texts = [m.text for m in scene.anna.received()[back:]]
    assert any("has ended" in text for text in texts)


async def test_a_complaint_with_stop_in_it_holds_and_alarms(begin: Begin) -> None:
    """On "stop, it burns" the patient is asked, staff are told at once, reminders wait; kept, it
    counts as a complaint, and no end is told until staff resolve it.
    """
    scene = await claimed(begin, "2026-09-17 14:40")
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    await scene.anna.write("please stop, it burns")
    await scene.hears(scene.anna, "Would you like to stop", button="Keep them")
    alarm = await scene.hears(scene.reception, "Please phone")
    assert "it burns" in alarm.text
    assert "Anna K" in alarm.text
    await scene.settle()
    held = len(scene.anna.received())
    await scene.until_local("2026-09-18 20:00")
    assert len(scene.anna.received()) == held
    await scene.until_local("2026-09-20 12:00")
    await scene.anna.press("Keep them")
    await scene.hears(scene.reception, "may be a complaint", button="Claim")
    await scene.settle()
    await scene.until_local("2026-09-25 12:00")
    assert not any("has ended" in m.text for m in scene.anna.received()[held:])
    await scene.reception.press("Resolved")
    await scene.settle()
    await scene.until_local("2026-09-26 12:00")
    assert any("has ended" in m.text for m in scene.anna.received()[held:])


async def test_a_stranger_learns_nothing(begin: Begin) -> None:
    """Staff's commands and buttons are nothing to anybody else; a used link opens nothing."""
    scene = await claimed(begin, "2026-09-17 14:40")
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    mallory = scene.stand_in.add_person("Mallory", id=6666)
    for attempt in ("/day", "/enrol Eve; oxygen; today 14:30", "/claim AAAA-AAAA", "Anna K"):
        await mallory.write(attempt)
    await mallory.open(link)
    await scene.hears(mallory, "already been used")
    await scene.settle()
    heard = " ".join(m.text for m in mallory.received())
    assert "Anna" not in heard
    assert "xygen" not in heard
    assert "Confirm" not in str([m.buttons for m in mallory.received()])


async def test_staff_see_who_did_not_open_the_link_the_next_morning(begin: Begin) -> None:
    """Nobody opened it: the staff are told in the morning, once, with the code at hand."""
    scene = await claimed(begin, "2026-09-17 14:40")
    await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.settle()
    await scene.until_local("2026-09-18 08:59")
    assert not any("Nobody has opened" in m.text for m in scene.reception.received())
    await scene.until_local("2026-09-18 09:01")
    told = await scene.hears(scene.reception, "Nobody has opened", button="Anna K")
    assert minutes(told.sent_at) == "2026-09-18 09:00"
    await scene.until_local("2026-09-21 12:00")
    assert len([m for m in scene.reception.received() if "Nobody has opened" in m.text]) == 1


async def test_a_future_time_is_asked_about_and_its_days_before_count(begin: Begin) -> None:
    """An appointment: the patient is told from when to avoid what."""
    scene = await claimed(begin, "2026-09-17 14:40")
    await scene.reception.write("/enrol Anna K; oxygen; 28 Sep 15:00; 1/9")
    await scene.hears(scene.reception, "still to come", button="Yes, an appointment")
    await scene.reception.press("Yes, an appointment")
    await scene.hears(scene.reception, "Appointment", button="Confirm")
    await scene.reception.press("Confirm")
    await scene.join(scene.anna, await scene.link())
    told = await scene.hears(scene.anna, "Before your session on Mon 28 Sep, 15:00")
    assert "Mon 21 Sep, 15:00" in told.text
    assert "Sat 26 Sep, 15:00" in told.text


async def test_russian_from_the_first_screen_on(begin: Begin) -> None:
    """A Russian phone is spoken to in Russian, from the consent to the confirmation of STOP."""
    scene = await claimed(begin, "2026-09-17 14:40")
    link = await scene.enrol("/enrol Анна К; кислородная; сегодня 14:30; 1/9; ru")
    anna: Person = scene.stand_in.add_person("Анна", language_code="ru", id=2002)
    await anna.open(link)
    await scene.hears(anna, "Пока вы не согласитесь", button="Я пациент")
    await anna.press("Я пациент")
    told = await scene.hears(anna, "просим воздержаться")
    assert "24 сент" in told.text
    await anna.write("хватит")
    await scene.settle()
    await anna.write("стоп")
    await scene.hears(anna, "больше мы вам не пишем", button="Включить снова")


async def test_the_main_job_on_postgresql(begin: Begin, postgres_url: str) -> None:
    """The same service on PostgreSQL: joined, reminded, gone."""
    scene = await begin("2026-10-21 14:40", postgres_url)
    await scene.claim()
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    joined = len(scene.anna.received())
    await scene.until_local("2026-10-29 12:00")
    week = scene.anna.received()[joined:]
    assert [minutes(m.sent_at) for m in week][-1] == "2026-10-28 14:30"
    await scene.anna.write("STOP")
    await scene.hears(scene.anna, "You get no more messages", button="Resume")
