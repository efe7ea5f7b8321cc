"""Questions, answers and conversations, end to end: what a patient presses and what follows."""

from reminder.demo.stand_in import Person, ShownMessage
from tests.journeys.conftest import Begin, Scene, minutes


async def treated(begin: Begin, local: str = "2026-09-17 14:40") -> Scene:
    """Return a clinic whose patient Anna was treated ten minutes ago and has joined."""
    scene = await begin(local)
    await scene.claim()
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    return scene


def heard_since(person: Person, count: int) -> list[tuple[str, str]]:
    """Return when each message since the first `count` came, and its text."""
    return [(minutes(m.sent_at), m.text) for m in person.received()[count:]]


def labels(message: ShownMessage) -> list[str]:
    """Return what stands on a message's buttons."""
    return [button.text for row in message.buttons for button in row]


async def presses(scene: Scene, person: Person, label: str) -> None:
    """Press the newest button of that label, and let what follows happen."""
    await person.press(label)
    await scene.settle()


def as_it_is(person: Person, message: ShownMessage) -> ShownMessage:
    """Return a message as it stands on the screen now."""
    return next(m for m in person.received() if m.message_id == message.message_id)


async def test_a_calm_answer_frees_at_once_and_is_told_once(begin: Begin) -> None:
    """At the lower bound the patient is asked; "all calm" ends the range in the same message, and
    no end is told besides.
    """
    scene = await treated(begin)
    await scene.until_local("2026-09-20 15:00")
    asked = scene.anna.received()[-1]
    assert minutes(asked.sent_at) == "2026-09-20 14:30"
    assert "How does the treated skin feel today?" in asked.text
    assert "goes on until Tue 22 Sep, 14:30" in asked.text
    assert "please still avoid" in asked.text.lower()
    assert labels(asked) == ["All calm", "Still sore or swollen", "I'm worried"]
    # One open question at a time: yesterday's, which nobody answered, has lost its buttons.
    (older,) = (m for m in scene.anna.received() if minutes(m.sent_at) == "2026-09-19 10:00")
    assert "How does the treated skin feel today?" in older.text
    assert labels(older) == []
    count = len(scene.anna.received())
    await presses(scene, scene.anna, "All calm")
    now = as_it_is(scene.anna, asked)
    assert labels(now) == []
    assert "How does the treated skin feel today?" in now.text
    assert "Your answer: All calm" in now.text
    assert "With your answer, the time for avoiding makeup has ended." in now.text
    assert "avoid makeup again for 2 days before your next session" in now.text
    await scene.anna.write("/today")
    today = await scene.hears(scene.anna, "As of Sun 20 Sep")
    assert "makeup" in today.text.split("No longer on the list")[1]
    await scene.until_local("2026-09-26 12:00")
    later = [text for _, text in heard_since(scene.anna, count + 1)]
    assert not any("makeup has ended" in text for text in later)
    assert any("sunbathing, and the solarium has ended" in text for text in later)


async def test_calm_on_the_second_day_lifts_at_the_lower_bound(begin: Begin) -> None:
    """Who is calm at the check-in is not asked again, and hears of the end when it comes."""
    scene = await treated(begin)
    await scene.until_local("2026-09-19 12:00")
    asked = scene.anna.received()[-1]
    assert minutes(asked.sent_at) == "2026-09-19 10:00"
    assert "skin" not in asked.text.splitlines()[0]
    await presses(scene, scene.anna, "All calm")
    assert "makeup until Sun 20 Sep, 14:30" in as_it_is(scene.anna, asked).text
    count = len(scene.anna.received())
    await scene.until_local("2026-09-22 20:00")
    heard = heard_since(scene.anna, count)
    assert [at for at, _ in heard] == ["2026-09-20 14:30", "2026-09-21 10:00"]
    assert "The time for avoiding makeup has ended" in heard[0][1]
    assert "Your next session can take place now." in heard[1][1]
    assert "How does" not in heard[0][1]


async def test_still_sore_is_asked_again_and_then_the_staffs(begin: Begin) -> None:
    """Day 2 sore: asked again on day 4, not before; sore again: staff are told, the patient is
    asked to phone, and no end is told until staff resolve it.
    """
    scene = await treated(begin)
    await scene.until_local("2026-09-19 12:00")
    await presses(scene, scene.anna, "Still sore")
    asked = scene.anna.received()[-1]
    assert "We will ask again on Mon 21 Sep" in asked.text
    assert labels(asked) == []
    count = len(scene.anna.received())
    await scene.until_local("2026-09-21 12:00")
    heard = heard_since(scene.anna, count)
    assert [at for at, text in heard if "How does" in text] == ["2026-09-21 10:00"]
    assert not any("Please phone: Anna" in m.text for m in scene.reception.received())
    await presses(scene, scene.anna, "Still sore")
    await scene.hears(scene.anna, "please phone us")
    alert = await scene.hears(scene.reception, "Please phone: Anna K", button="Claim")
    assert "second time" in alert.text
    count = len(scene.anna.received())
    await scene.until_local("2026-09-25 12:00")
    assert not any("has ended" in text for _, text in heard_since(scene.anna, count))
    await scene.anna.write("/today")
    today = await scene.hears(scene.anna, "As of Fri 25 Sep")
    assert "What you told us about is still open" in today.text
    assert "No longer on the list" not in today.text
    await presses(scene, scene.reception, "Resolved")
    await scene.hears(scene.reception, "Resolved by")
    await scene.until_local("2026-09-26 12:00")
    assert any("has ended" in text for _, text in heard_since(scene.anna, count))


async def test_an_earlier_alert_keeps_no_dead_buttons(begin: Begin) -> None:
    """Once it is resolved, whoever presses the older message about it takes its buttons away."""
    scene = await treated(begin)
    await scene.until_local("2026-09-19 12:00")
    await presses(scene, scene.anna, "I'm worried")
    first = await scene.hears(scene.reception, "Please look after: Anna K", button="Claim")
    await scene.until_local("2026-09-19 12:35")
    second = await scene.hears(scene.reception, "Nobody has taken this on yet.", button="Claim")
    await presses(scene, scene.reception, "Resolved")
    assert labels(as_it_is(scene.reception, second)) == []
    assert labels(as_it_is(scene.reception, first)) == ["Claim", "Reply", "Resolved"]
    await presses(scene, scene.reception, "Resolved")
    assert labels(as_it_is(scene.reception, first)) == []
    assert "Please look after: Anna K" in as_it_is(scene.reception, first).text


async def test_a_worry_is_answered_at_once_and_talked_about(begin: Begin) -> None:
    """The fixed text comes at once; staff claim, write as the clinic, read the patient's reply,
    and resolve it; then the patient's chat is read by nobody again.
    """
    scene = await treated(begin)
    await scene.until_local("2026-09-19 12:00")
    asked = scene.anna.received()[-1]
    await presses(scene, scene.anna, "I'm worried")
    profile = scene.service.branch.practice.profile
    told = await scene.hears(scene.anna, "has been alerted")
    for piece in (profile.telephone, profile.hours("en"), profile.emergency_number, "don't wait"):
        assert piece in told.text
    assert labels(as_it_is(scene.anna, asked)) == []
    assert "Your answer: I'm worried" in as_it_is(scene.anna, asked).text
    alert = await scene.hears(scene.reception, "Please look after: Anna K", button="Claim")
    await presses(scene, scene.reception, "Claim")
    now = as_it_is(scene.reception, alert)
    assert "Taken on by" in now.text
    assert labels(now) == ["Reply", "Resolved"]
    await presses(scene, scene.reception, "Reply")
    await scene.hears(scene.reception, "What you type next goes to Anna K")
    await scene.reception.write("Is it <warm>? Please send us a line.")
    heard = await scene.hears(scene.anna, "Is it <warm>?")
    assert "writes:" in heard.text
    await scene.hears(scene.reception, "Sent to Anna K")
    await scene.anna.write("A little, on the left")
    await scene.hears(scene.reception, "A little, on the left", button="Reply")
    await scene.hears(scene.anna, "Passed on to the clinic")
    await presses(scene, scene.reception, "Resolved")
    assert "Resolved by" in as_it_is(scene.reception, alert).text
    count = len(scene.reception.received())
    await scene.anna.write("thank you all")
    await scene.hears(scene.anna, "Nobody reads this chat")
    await scene.until_local("2026-09-20 16:00")
    assert len(scene.reception.received()) == count


async def test_what_nobody_claims_is_raised_again_and_then_phoned_about(begin: Begin) -> None:
    """After the clinic's half hour staff are alerted again, after another the patient is told to
    phone; after that there is silence.
    """
    scene = await treated(begin)
    await scene.until_local("2026-09-19 12:00")
    alerts, told = len(scene.reception.received()), len(scene.anna.received())
    await presses(scene, scene.anna, "I'm worried")
    await scene.until_local("2026-09-19 20:30")
    raised = heard_since(scene.reception, alerts)
    assert [at for at, _ in raised] == ["2026-09-19 12:00", "2026-09-19 12:30"]
    assert "Nobody has taken this on yet" not in raised[0][1]
    assert "Nobody has taken this on yet" in raised[1][1]
    heard = heard_since(scene.anna, told)
    assert [at for at, _ in heard] == ["2026-09-19 12:00", "2026-09-19 13:00"]
    assert "Please phone us" in heard[1][1]


async def test_a_worry_at_night(begin: Begin) -> None:
    """The patient is answered at any hour and told when staff are alerted: in the morning."""
    scene = await treated(begin)
    await scene.until_local("2026-09-19 23:00")
    alerts, told = len(scene.reception.received()), len(scene.anna.received())
    await presses(scene, scene.anna, "I'm worried")
    answered = await scene.hears(scene.anna, "will be alerted on Sun 20 Sep, 09:00")
    assert minutes(answered.sent_at) == "2026-09-19 23:00"
    await scene.until_local("2026-09-20 10:30")
    raised = [
        at for at, text in heard_since(scene.reception, alerts) if "Please look after" in text
    ]
    assert raised == ["2026-09-20 09:00", "2026-09-20 09:30"]
    phoned = [at for at, text in heard_since(scene.anna, told) if "Nobody at" in text]
    assert phoned == ["2026-09-20 10:00"]


async def test_no_answer_is_shown_as_no_answer(begin: Begin) -> None:
    """The card of a patient who was asked and said nothing says so; an answer is shown as given."""
    scene = await treated(begin)
    await scene.until_local("2026-09-19 12:00")

    async def card() -> str:
        await scene.reception.write("/day")
        await scene.hears(scene.reception, "Sat 19 Sep", button="Fri 18 Sep")
        await presses(scene, scene.reception, "‹ Fri 18 Sep")
        await presses(scene, scene.reception, "‹ Thu 17 Sep")
        await presses(scene, scene.reception, "Anna K")
        return scene.reception.received()[-1].text

    assert "asked on Sat 19 Sep, 10:00: no answer" in await card()
    await presses(scene, scene.anna, "Still sore")
    shown = await card()
    assert "still sore or swollen" in shown
    assert "no answer" not in shown
    assert "Nothing is said to be allowed again" in shown
    await presses(scene, scene.reception, "Resolved")
    assert "Nothing is said to be allowed again" not in await card()


async def test_one_who_joins_between_the_bounds_is_asked_at_once(begin: Begin) -> None:
    """Treated three days ago, joining now: the question follows the instructions."""
    scene = await begin("2026-09-20 16:00")
    await scene.claim()
    link = await scene.enrol("/enrol Anna K; oxygen; 17 Sep 14:30; 1/9")
    await scene.join(scene.anna, link)
    asked = await scene.hears(scene.anna, "How does the treated skin feel", button="All calm")
    assert minutes(asked.sent_at) == "2026-09-20 16:00"
    await presses(scene, scene.anna, "All calm")
    assert "makeup has ended" in as_it_is(scene.anna, asked).text
