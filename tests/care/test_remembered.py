"""What was worked out last of a history is not worked out again, and never mixed up."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from reminder.care.history import History, Preferences
from reminder.care.remembered import Protocols, remembered

WARSAW = ZoneInfo("Europe/Warsaw")


def test_the_same_question_of_a_history_is_worked_out_once() -> None:
    """Another question, another history or other protocols are worked out by themselves."""
    asked: list[tuple[str | None, int]] = []

    @remembered
    def zone_and(history: History, protocols: Protocols, number: int) -> str:
        asked.append((history.preferences.zone.key, number))
        return f"{history.preferences.zone.key} {number} {len(protocols)}"

    one = History(Preferences(zone=WARSAW))
    same = History(Preferences(zone=WARSAW))
    here: Protocols = {}
    assert [zone_and(one, here, 1) for _ in range(3)] == ["Europe/Warsaw 1 0"] * 3
    assert len(asked) == 1
    assert zone_and(one, here, 2) == "Europe/Warsaw 2 0"
    assert len(asked) == 2
    zone_and(same, here, 1)
    zone_and(same, {}, 1)
    assert len(asked) == 4


def test_what_was_kept_of_one_history_is_forgotten_for_the_next() -> None:
    """Only one patient's answers are held at a time."""
    worked: list[History] = []

    @remembered
    def work(history: History, _protocols: Protocols) -> timedelta:
        worked.append(history)
        return timedelta()

    one, other = History(Preferences(zone=WARSAW)), History(Preferences(zone=WARSAW))
    here: Protocols = {}
    for history in (one, other, one):
        work(history, here)
    assert worked == [one, other, one]
