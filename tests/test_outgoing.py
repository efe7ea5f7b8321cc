"""What waits to be sent survives being written down."""

import json

from reminder.outgoing import Attachment, Button, Outgoing, side_by_side
from reminder.pictures.timeline import Mark, Stretch
from tests.pictures.test_drawing import DAY, FIRST, NOON, timeline


def test_everything_comes_back_as_it_was() -> None:
    """Buttons, a file with bytes that are no text, and a plan are the same after storing."""
    said = Outgoing(
        "Ваш план",
        buttons=((Button("a", data="p:1"), Button("b", url="https://example.org")),),
        attachment=Attachment("план.png", bytes(range(256)), picture=True),
        timeline=timeline((Stretch(FIRST, FIRST + DAY, NOON),), marks=(Mark(NOON, booked=True),)),
        anchor="plan:1",
        silent=True,
    )
    assert Outgoing.from_json(said.to_json()) == said


def test_long_buttons_get_a_row_each() -> None:
    """Half a phone's width holds short texts only; Telegram would cut a longer one off."""
    short, long = Button("Korrigieren"), Button("Code für ein anderes Telefon")
    assert side_by_side(short, Button("Drucken")) == ((short, Button("Drucken")),)
    assert side_by_side(long, short) == ((long,), (short,))
    assert side_by_side(short, long) == ((short,), (long,))


def test_what_is_stored_is_json() -> None:
    """Without a file there is nothing of one in it."""
    assert json.loads(Outgoing("x").to_json())["attachment"] is None
