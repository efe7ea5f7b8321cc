"""Pinning: a nicety after the message itself, on a server that can, and on one that cannot."""

from reminder.bot.gateway import Gateway
from reminder.care.outcomes import Delivered, NotBegun, Outcome
from reminder.demo.faults import Refuse
from reminder.demo.stand_in import Person, StandIn
from reminder.outgoing import Outgoing

GONE = Refuse(400, "Bad Request: message to edit not found")


async def say(
    gateway: Gateway, person: Person, outgoing: Outgoing, edit: int | None = None
) -> Outcome | NotBegun:
    """Send to somebody whom nothing holds back."""

    async def go() -> None:
        """Say that nothing stands against it."""

    return await gateway.send(outgoing, person.id, message_id_to_edit=edit, before=go)


async def test_a_new_message_is_pinned_without_a_sound(
    stand_in: StandIn, gateway: Gateway, anna: Person
) -> None:
    """It is pinned once it stands in the chat; an edit pins nothing."""
    outcome = await say(gateway, anna, Outgoing("What applies", silent=True, pin=True))
    assert isinstance(outcome, Delivered)
    assert anna.last().pinned
    (pinning,) = [call for call in stand_in.calls if call.method == "pinChatMessage"]
    assert pinning.params["disable_notification"] == "true"
    edited = await say(gateway, anna, Outgoing("Else", pin=True), edit=outcome.message_id)
    assert edited == outcome
    assert len([call for call in stand_in.calls if call.method == "pinChatMessage"]) == 1


async def test_a_new_message_takes_the_pinned_ones_place(
    stand_in: StandIn, gateway: Gateway, anna: Person
) -> None:
    """Where the pinned one cannot be edited, the new one is pinned and the old one is not."""
    await say(gateway, anna, Outgoing("Old", pin=True))
    old = anna.last()
    stand_in.faults.add("editMessageText", GONE)
    await say(gateway, anna, Outgoing("New", pin=True), edit=old.message_id)
    assert [(m.text, m.pinned) for m in anna.received()] == [("Old", False), ("New", True)]


async def test_what_cannot_be_pinned_is_delivered_all_the_same(
    stand_in: StandIn, gateway: Gateway, anna: Person
) -> None:
    """A refusal to pin changes nothing about the message."""
    refusal = Refuse(400, "Bad Request: not enough rights to manage pinned messages in the chat")
    stand_in.faults.add("pinChatMessage", refusal)
    assert isinstance(await say(gateway, anna, Outgoing("What applies", pin=True)), Delivered)
    assert not anna.last().pinned


async def test_a_pinned_message_is_put_away(
    stand_in: StandIn, gateway: Gateway, anna: Person
) -> None:
    """The last edit unpins it; one that is gone is unpinned, and nothing is sent in its place."""
    await say(gateway, anna, Outgoing("What applies", pin=True))
    shown = anna.last()
    last = Outgoing("Over", unpin=True)
    assert await say(gateway, anna, last, edit=shown.message_id) == Delivered(shown.message_id)
    assert (anna.last().text, anna.last().pinned) == ("Over", False)
    stand_in.faults.add("editMessageText", GONE)
    assert await say(gateway, anna, last, edit=shown.message_id) == Delivered(shown.message_id)
    assert await say(gateway, anna, last) == Delivered(0)
    assert len(anna.received()) == 1
