"""Buttons whose numbers the database could not hold."""

import pytest

from tests.bot.patient.phones import Phone

HUGE = (2**31, 999_999_999_999_999)


@pytest.mark.parametrize("number", HUGE)
@pytest.mark.parametrize("verb", ["right", "held", "why"])
async def test_a_button_of_a_number_beyond_all_rows_does_nothing(
    rita: Phone, verb: str, number: int
) -> None:
    """A forged id that no database holds is nobody's, not a fault that alarms the owner."""
    assert await rita.send_data(f"s:{verb}:{number}") == []


@pytest.mark.parametrize("number", HUGE)
async def test_a_choice_of_a_number_beyond_all_rows_is_none(rita: Phone, number: int) -> None:
    """So is a forged argument: the form goes on as it was."""
    await rita.write("/session")
    for verb in ("patient", "course", "moves", "call-off"):
        await rita.send_data(f"s:known-{verb}:1:{number}")
    await rita.send_data(f"s:same:1:{number}")
    (form,) = await rita.write("/session")
    assert "Another session" in form.text
