"""The pinned card, end to end: what stands above the chat while a course goes on."""

from reminder.demo.people import Person
from reminder.demo.shown import ShownMessage
from tests.journeys.conftest import Begin, minutes


def pinned(person: Person) -> ShownMessage:
    """Return the one pinned message of a phone."""
    (card,) = (message for message in person.received() if message.pinned)
    return card


async def test_the_card_is_true_for_a_week_and_ends_with_stop(begin: Begin) -> None:
    """It is pinned once, changes when what it says does, follows the language, pauses, and ends."""
    scene = await begin()
    await scene.claim()
    await scene.join(scene.anna, await scene.enrol("/enrol Anna K; oxygen; today 14:30; 3/9"))
    card = pinned(scene.anna)
    assert card.silent
    assert "Please avoid for now:" in card.text
    assert "Until Sun 20 Sep, 14:30" in card.text
    assert "Session 3 of 9" in card.text

    await scene.until_local("2026-09-19 14:29")
    assert "Alcohol" in pinned(scene.anna).text
    await scene.until_local("2026-09-19 14:30")
    assert "Alcohol" not in pinned(scene.anna).text
    assert pinned(scene.anna).message_id == card.message_id

    await scene.anna.write("/language")
    await scene.hears(scene.anna, "In which language", button="Русский")
    await scene.anna.press("Русский")
    await scene.settle()
    assert "Пожалуйста, пока без этого:" in pinned(scene.anna).text
    menus = [c for c in scene.stand_in.calls if c.method == "setMyCommands"]
    assert str(scene.anna.id) in menus[-1].params["scope"]

    await scene.anna.write("/pause 23.09")
    await scene.hears(scene.anna, "Пауза до 23 сентября (ср), 10:00")
    await scene.settle()
    assert "на паузе до 23 сентября (ср), 10:00" in pinned(scene.anna).text
    heard = len(scene.anna.received())
    await scene.until_local("2026-09-23 09:59")
    assert len(scene.anna.received()) == heard
    assert "Уже не в списке: макияж" in pinned(scene.anna).text
    await scene.until_local("2026-09-23 10:00")
    over = scene.anna.received()[heard]
    assert minutes(over.sent_at) == "2026-09-23 10:00"
    assert "Пауза закончилась" in over.text
    assert len(scene.anna.received()) == heard + 1
    assert "на паузе" not in pinned(scene.anna).text

    await scene.until_local("2026-09-24 14:30")
    assert "Сейчас воздерживаться ни от чего не нужно." in pinned(scene.anna).text
    await scene.anna.write("стоп")
    await scene.hears(scene.anna, "Готово")
    await scene.settle()
    assert not any(message.pinned for message in scene.anna.received())
    ended = next(m for m in scene.anna.received() if m.message_id == card.message_id)
    assert ended.text == "Эта памятка больше не обновляется."
    assert scene.anna.received()[-1].text.startswith("Готово")
