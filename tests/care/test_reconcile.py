"""What is stored follows the plan, and what is final stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reminder.care.history import Course, History, Preferences, Session
from reminder.care.kinds import (
    FINAL,
    PlannedReminder,
    ReminderKind,
    ReminderState,
    Shift,
    StoredReminder,
)
from reminder.care.plan import plan_reminders
from reminder.care.reconcile import Cancel, Changes, Explain, Move, reconcile
from tests.care.histories import OXYGEN, PROTOCOLS, WARSAW, histories, preferences, within

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Shelf:
    """A store of one patient's reminders in memory, which takes changes as the real one does."""

    def __init__(self) -> None:
        self.rows: dict[int, StoredReminder] = {}

    def follow(self, planned: tuple[PlannedReminder, ...]) -> Changes:
        """Bring the rows in line with a plan, and return what was changed."""
        changes = reconcile(planned, self.rows.values())
        for one in changes.add:
            assert one.key not in {row.key for row in self.rows.values()}
            self._write(len(self.rows) + 1, one)
        for move in changes.move:
            assert self.rows[move.id].key == move.planned.key
            self._write(move.id, move.planned)
        for explain in changes.explain:
            assert self.rows[explain.id].due_at == explain.planned.due_at
            self._write(explain.id, explain.planned)
        for cancel in changes.cancel:
            old = self.rows[cancel.id]
            self.rows[cancel.id] = replace(old, state=ReminderState.CANCELLED)
        return changes

    def _write(self, number: int, one: PlannedReminder) -> None:
        self.rows[number] = StoredReminder(
            number,
            one.key,
            ReminderState.PLANNED,
            one.due_at,
            one.useful_until,
            one.topics,
            one.until,
            one.wanted_at,
            one.shift,
        )


def plan(history: History) -> tuple[PlannedReminder, ...]:
    """The plan of a history."""
    return plan_reminders(history, PROTOCOLS, history.consented_at or NOON)


def planned(key: str = "lifted:session:1:heat") -> PlannedReminder:
    """A lift due at noon."""
    return PlannedReminder(NOON, key, ReminderKind.LIFTED, NOON + timedelta(days=3))


def stored(state: ReminderState, due_at: datetime = NOON) -> StoredReminder:
    """The same lift as a row."""
    useful_until = NOON + timedelta(days=3)
    return StoredReminder(1, "lifted:session:1:heat", state, due_at, useful_until)


@given(histories(), histories(), st.data())
def test_planning_twice_changes_nothing(
    before: History, after: History, data: st.DataObject
) -> None:
    """After any change, and whatever became of the rows meanwhile, a second time is quiet."""
    shelf = Shelf()
    shelf.follow(plan(before))
    assert not shelf.follow(plan(before))
    states = st.sampled_from(ReminderState)
    shelf.rows = {
        number: replace(row, state=data.draw(states)) for number, row in shelf.rows.items()
    }
    closed = FINAL | {ReminderState.SENDING}
    fixed = {number: row for number, row in shelf.rows.items() if row.state in closed}
    shelf.follow(plan(after))
    assert not shelf.follow(plan(after))
    assert all(shelf.rows[number] == row for number, row in fixed.items())
    active = {row.key for row in shelf.rows.values() if row.state is ReminderState.PLANNED}
    keys = {one.key for one in plan(after)}
    assert active == keys - {row.key for row in fixed.values()}
    shelf.follow(plan(before))
    assert not shelf.follow(plan(before))


@given(histories())
def test_opting_out_cancels_all_that_waits_and_coming_back_revives_it(history: History) -> None:
    """Without a consent nothing waits; with the same one again the same rows do."""
    shelf = Shelf()
    shelf.follow(plan(history))
    before = dict(shelf.rows)
    left = shelf.follow(plan(replace(history, consented_at=None)))
    assert len(left.cancel) == len(before)
    assert {row.state for row in shelf.rows.values()} <= {ReminderState.CANCELLED}
    back = shelf.follow(plan(history))
    assert not back.add
    assert shelf.rows == before


@given(preferences(), within(365), st.integers(-3, 3), st.integers(0, 9))
def test_correcting_a_session_moves_rows_and_repeats_nothing(
    patient: Preferences, offset: timedelta, days: int, sent: int
) -> None:
    """A corrected time moves what waits; what has gone out under its key is not planned anew."""
    held_at = datetime(2026, 1, 1, tzinfo=UTC) + offset
    session = Session(1, 1, held_at, held_at)
    history = History(
        patient,
        consented_at=held_at,
        courses=(Course(1, OXYGEN.ref),),
        sessions=(session,),
    )
    shelf = Shelf()
    shelf.follow(plan(history))
    for number in list(shelf.rows)[:sent]:
        row = shelf.rows[number]
        shelf.rows[number] = replace(row, state=ReminderState.DELIVERED)
    moved = replace(
        session,
        held_at=held_at + timedelta(days=days),
        corrected_at=held_at + timedelta(hours=1),
        revision=1,
    )
    changes = shelf.follow(plan(replace(history, sessions=(moved,))))
    new = {one.key for one in changes.add} - {"correction:session:1:1"}
    assert all(key.startswith("nudge:") for key in new)


def test_what_is_new_is_added() -> None:
    """A reminder without a row becomes one."""
    assert reconcile([planned()], []) == Changes(add=(planned(),))


def test_what_has_changed_is_moved() -> None:
    """Another time, usefulness, topic or end moves a waiting row; an equal one stays."""
    waiting = stored(ReminderState.PLANNED)
    assert not reconcile([planned()], [waiting])
    for changed in (
        replace(planned(), due_at=NOON + timedelta(hours=1)),
        replace(planned(), useful_until=NOON + timedelta(hours=1)),
        replace(planned(), topics=("heat",)),
        replace(planned(), until=NOON),
    ):
        assert reconcile([changed], [waiting]) == Changes(move=(Move(1, changed),))


def test_another_reason_for_the_same_time_is_noted_and_moves_nothing() -> None:
    """Where only the instant that it is about, or why it is not due then, has changed."""
    waiting = stored(ReminderState.PLANNED)
    for changed in (
        replace(planned(), wanted_at=NOON - timedelta(hours=3), shift=Shift.QUIET_HOURS),
        replace(planned(), shift=Shift.DAY_MESSAGE),
    ):
        assert reconcile([changed], [waiting]) == Changes(explain=(Explain(1, changed),))
        later = replace(changed, due_at=NOON + timedelta(hours=1))
        assert reconcile([later], [waiting]) == Changes(move=(Move(1, later),))


def test_what_the_plan_has_no_more_is_cancelled() -> None:
    """A waiting row that is not planned is cancelled; one that is so already stays."""
    assert reconcile([], [stored(ReminderState.PLANNED)]) == Changes(
        cancel=(Cancel(1, "not_planned"),)
    )
    assert not reconcile([], [stored(ReminderState.CANCELLED)])


def test_a_cancelled_row_comes_back() -> None:
    """Where the plan has it again, the old row waits anew instead of a second one."""
    again = reconcile([planned()], [stored(ReminderState.CANCELLED)])
    assert again == Changes(move=(Move(1, planned()),))


def test_what_is_final_or_on_its_way_is_left_alone() -> None:
    """Neither a changed plan nor none touches it."""
    for state in FINAL | {ReminderState.SENDING}:
        row = stored(state, due_at=NOON - timedelta(hours=5))
        assert not reconcile([planned()], [row])
        assert not reconcile([], [row])


def test_what_is_overdue_and_still_useful_survives() -> None:
    """After a day of downtime, replanning neither cancels nor moves what could not be sent."""
    held_at = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
    history = History(
        Preferences(WARSAW),
        consented_at=held_at,
        courses=(Course(1, OXYGEN.ref),),
        sessions=(Session(1, 1, held_at, held_at),),
    )
    shelf = Shelf()
    shelf.follow(plan_reminders(history, PROTOCOLS, held_at))
    much_later = held_at + timedelta(days=8)
    assert not shelf.follow(plan_reminders(history, PROTOCOLS, much_later))
    assert any(row.due_at < much_later < row.useful_until for row in shelf.rows.values())
