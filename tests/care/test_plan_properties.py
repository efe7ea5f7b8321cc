"""What holds for the plan of any history."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from reminder.care.delivery import Recipient, Send, WaitingReminder, decide
from reminder.care.history import Course, History, Preferences, Reply, Session
from reminder.care.kinds import EXEMPT, PlannedReminder, ReminderKind
from reminder.care.plan import plan_reminders
from reminder.care.restrictions import in_force, restrictions
from tests.care.histories import (
    OXYGEN,
    PROTOCOLS,
    counted,
    days_on,
    histories,
    later,
    preferences,
    shown_day,
    shows_quiet,
    within,
)

AN_INSTANT = timedelta(microseconds=1)


def plan(history: History, now: datetime | None = None) -> tuple[PlannedReminder, ...]:
    """The plan of a history at `now` (without it: when the patient agreed)."""
    assert history.consented_at is not None
    return plan_reminders(history, PROTOCOLS, now or history.consented_at)


@given(histories())
def test_no_lift_while_anything_keeps_the_topic_in_force(history: History) -> None:
    """As long as a lift may be sent, no session or appointment forbids its topic."""
    for reminder in plan(history):
        if reminder.kind is not ReminderKind.LIFTED:
            continue
        assert reminder.until is not None
        assert reminder.until <= reminder.due_at
        for one in counted(history):
            if one.topic in reminder.topics:
                free = one.ends_at <= reminder.until or one.begins_at >= reminder.useful_until
                assert free or one.begins_at == one.ends_at


@given(histories())
def test_every_sure_end_that_frees_a_day_is_told(history: History) -> None:
    """Where a session held has the last word on a topic, and no other follows, its end is told."""
    told = {
        (reminder.topics[0], reminder.until)
        for reminder in plan(history)
        if reminder.kind is ReminderKind.LIFTED
    }
    assert history.consented_at is not None
    opened_at = max(history.consented_at, history.resumed_at or history.consented_at)
    recorded_at = max((one.recorded_at for one in history.sessions), default=opened_at)
    casts = list(counted(history))
    for topic in {one.topic for one in casts} - {"washing"}:
        last = max(one.ends_at for one in casts if one.topic == topic)
        sure = all(one.sure for one in casts if one.topic == topic and one.ends_at == last)
        # What the reply to an answer has told is not told besides.
        said = any(one.told and one.answered_at == last for one in history.answers)
        if sure and not said and last >= max(opened_at, recorded_at):
            assert (topic, last) in told


@given(histories())
def test_nothing_is_due_in_quiet_hours_but_answers_to_an_act(history: History) -> None:
    """What is not said because somebody has just acted keeps the patient's quiet hours."""
    for reminder in plan(history):
        if reminder.kind not in EXEMPT:
            assert not shows_quiet(reminder.due_at, history.preferences)


@given(histories())
def test_a_local_day_has_one_message(history: History) -> None:
    """All that is due on one local day, the exempt kinds aside, is due at one time."""
    times: dict[object, set[datetime]] = {}
    for reminder in plan(history):
        if reminder.kind not in EXEMPT:
            day = shown_day(reminder.due_at, history.preferences)
            times.setdefault(day, set()).add(reminder.due_at)
    assert all(len(due) == 1 for due in times.values())


@given(histories(), st.lists(within(60), max_size=40))
def test_what_is_sent_keeps_quiet_hours_and_one_message_a_day(
    history: History, looks: list[timedelta]
) -> None:
    """However late the dispatcher looks, no local day gets two messages and no night any."""
    patient = history.preferences
    assert history.consented_at is not None
    waiting = list(plan(history))
    ticks = {one.due_at for one in waiting} | {history.consented_at + look for look in looks}
    last_audible_at, days = None, []
    for now in sorted(ticks):
        forbidden = frozenset(one.topic for one in in_force(history, PROTOCOLS, now))
        recipient = Recipient(True, patient, frozenset(), last_audible_at, forbidden)
        due = [one for one in waiting if one.due_at <= now]
        sent = [
            one
            for one in due
            if decide(
                WaitingReminder(one.kind, one.due_at, one.useful_until, one.topics),
                recipient,
                now,
            )
            == Send()
        ]
        waiting = [one for one in waiting if one not in sent]
        audible = [one for one in sent if one.kind not in EXEMPT]
        if audible:
            assert not shows_quiet(now, patient)
            days.append(shown_day(now, patient))
            last_audible_at = now
        for one in audible:
            if one.kind is ReminderKind.LIFTED:
                assert forbidden.isdisjoint(one.topics)
    assert len(days) == len(set(days))


@given(histories())
def test_nothing_follows_an_opt_out(history: History) -> None:
    """Without a consent in force the plan is empty."""
    assert history.consented_at is not None
    left = replace(history, consented_at=None)
    assert plan_reminders(left, PROTOCOLS, history.consented_at) == ()


@given(histories(), within(90, first=-30), within(90, first=-30))
def test_the_plan_does_not_forget_what_is_overdue(
    history: History, first: timedelta, second: timedelta
) -> None:
    """Planned at any two times, the same history gives the same reminders."""
    assert history.consented_at is not None
    at, then = history.consented_at + first, history.consented_at + second
    assert plan(history, at) == plan(history, then)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_a_history_means_nothing(history: History, chance: Random) -> None:
    """The same courses, sessions, appointments, answers and choices in any order give one plan."""
    shuffled = replace(
        history,
        courses=tuple(chance.sample(history.courses, len(history.courses))),
        sessions=tuple(chance.sample(history.sessions, len(history.sessions))),
        undone=tuple(chance.sample(history.undone, len(history.undone))),
        appointments=tuple(chance.sample(history.appointments, len(history.appointments))),
        cancelled=tuple(chance.sample(history.cancelled, len(history.cancelled))),
        missed=tuple(chance.sample(history.missed, len(history.missed))),
        answers=tuple(chance.sample(history.answers, len(history.answers))),
        chosen=tuple(chance.sample(history.chosen, len(history.chosen))),
    )
    assert plan(shuffled) == plan(history)
    assert history.consented_at is not None
    now = history.consented_at
    assert list(restrictions(shuffled, PROTOCOLS, now).items()) == list(
        restrictions(history, PROTOCOLS, now).items()
    )


@given(histories())
def test_the_past_is_not_caught_up_with(history: History) -> None:
    """Nothing was due, and no restriction over, before consent, resumption or the record."""
    assert history.consented_at is not None
    opened_at = max(history.consented_at, history.resumed_at or history.consented_at)
    recorded_at = {one.id: one.recorded_at for one in history.sessions}
    for reminder in plan(history):
        past = max(opened_at, recorded_at.get(reminder.session_id or 0, opened_at))
        assert reminder.due_at >= past
        if reminder.kind is ReminderKind.LIFTED:
            assert reminder.until is not None
            assert reminder.until >= past


@given(histories())
def test_reminders_are_distinct_and_useful(history: History) -> None:
    """Keys differ, each is useful for a while from its due time, and they come by that time."""
    found = plan(history)
    assert len({one.key for one in found}) == len(found)
    assert all(one.due_at < one.useful_until for one in found)
    assert [one.due_at for one in found] == sorted(one.due_at for one in found)


@given(histories())
def test_a_nudge_speaks_of_what_is_in_force_on_its_day(history: History) -> None:
    """At its due time each of a nudge's topics is forbidden, and it ends with its local day."""
    for reminder in plan(history):
        if reminder.kind is not ReminderKind.NUDGE:
            continue
        found = {one.topic: one.until for one in in_force(history, PROTOCOLS, reminder.due_at)}
        assert found.keys() >= set(reminder.topics)
        assert reminder.until == max(found[topic] for topic in reminder.topics)
        last = reminder.useful_until - AN_INSTANT
        day = shown_day(reminder.due_at, history.preferences)
        assert shown_day(last, history.preferences) == day
        assert shown_day(reminder.useful_until, history.preferences) == day + timedelta(days=1)


@given(histories())
def test_what_an_answer_told_is_not_told_again(history: History) -> None:
    """No lift tells an end that lies at an answer whose reply has told it."""
    told = {
        (one.session_id, one.answered_at)
        for one in history.answers
        if one.told and one.reply is Reply.CALM
    }
    for reminder in plan(history):
        if reminder.kind is ReminderKind.LIFTED:
            assert (reminder.session_id, reminder.until) not in told


@given(histories())
def test_a_question_at_a_lower_bound_could_free_a_day(history: History) -> None:
    """When it is asked its topic is forbidden by nothing but ranges past their lower bounds, for a
    day to come at least; and nobody is asked who has said that the skin is not calm.
    """
    zone = history.preferences.zone
    unwell = {one.session_id for one in history.answers if one.reply is not Reply.CALM}
    for reminder in plan(history):
        if reminder.kind is not ReminderKind.EASE_OFF:
            continue
        (found,) = (
            one
            for one in in_force(history, PROTOCOLS, reminder.due_at)
            if one.topic in reminder.topics
        )
        assert found.eases_at is not None
        assert found.eases_at <= reminder.due_at
        assert found.until == reminder.until
        assert days_on(reminder.due_at, timedelta(days=1), zone) <= found.until
        assert reminder.due_at < reminder.useful_until <= found.until
        latest = max(
            (
                (one.answered_at, one.reply is not Reply.CALM)
                for one in history.answers
                if one.session_id == reminder.session_id
                and one.answered_at >= session_at(history, reminder)
                and one.answered_at < reminder.due_at
            ),
            default=None,
        )
        assert latest is None or not latest[1] or reminder.session_id not in unwell


@given(histories())
def test_a_check_in_keeps_away_from_treatments(history: History) -> None:
    """Nobody is asked within a day before a session or an appointment, nor after a newer session,
    however late the question goes out.
    """
    for reminder in plan(history):
        if reminder.kind is not ReminderKind.CHECK_IN:
            continue
        asked_about = session_at(history, reminder)
        course_id = reminder.course_id
        following = [
            at
            for own, at in (
                *((one.course_id, one.held_at) for one in history.sessions),
                *((one.course_id, one.begins_at) for one in history.appointments),
            )
            if (own == course_id and at > asked_about)
            or shown_day(at, history.preferences) > shown_day(asked_about, history.preferences)
        ]
        for at in following:
            assert reminder.useful_until + timedelta(hours=24) <= at
        assert reminder.due_at < reminder.useful_until


@given(histories())
def test_check_ins_of_a_course_are_a_week_apart(history: History) -> None:
    """But for the one after "still sore", a course has at most one in seven days."""
    days: dict[int | None, list[date]] = {}
    for reminder in plan(history):
        if reminder.kind is ReminderKind.CHECK_IN and reminder.key.endswith(":1"):
            day = shown_day(reminder.due_at, history.preferences)
            days.setdefault(reminder.course_id, []).append(day)
    for found in days.values():
        assert all(after - before >= timedelta(days=7) for before, after in pairwise(found))


def session_at(history: History, reminder: PlannedReminder) -> datetime:
    """When the session was held that a reminder is about."""
    (held_at,) = (one.held_at for one in history.sessions if one.id == reminder.session_id)
    return held_at


@given(histories(), within(60, first=-10), st.data())
def test_in_force_is_what_any_cause_forbids(
    history: History, look: timedelta, data: st.DataObject
) -> None:
    """A topic is in force exactly while some session or appointment forbids it."""
    assert history.consented_at is not None
    casts = list(counted(history))
    edges = [edge for one in casts for edge in (one.begins_at, one.ends_at)]
    at = data.draw(st.sampled_from([history.consented_at + look, *edges]))
    at += data.draw(st.sampled_from([-AN_INSTANT, timedelta(), AN_INSTANT]))
    found = in_force(history, PROTOCOLS, at)
    assert {one.topic for one in found} == {
        one.topic for one in casts if one.begins_at <= at < one.ends_at
    }
    for one in found:
        # Half-open: the topic is free at its end, and forbidden at the instant before.
        assert not any(c.topic == one.topic and c.begins_at <= one.until < c.ends_at for c in casts)
        assert any(c.topic == one.topic and c.ends_at == one.until for c in casts)


@given(histories())
def test_intervals_of_a_topic_lie_apart(history: History) -> None:
    """United intervals are in order and neither touch nor overlap."""
    assert history.consented_at is not None
    for intervals in restrictions(history, PROTOCOLS, history.consented_at).values():
        edges = [edge for one in intervals for edge in (one.begins_at, one.ends_at)]
        assert all(before < after for before, after in pairwise(edges))


@given(preferences(), within(365), st.integers(-60, 60))
def test_a_session_moved_by_days_moves_its_ends_by_as_many(
    patient: Preferences, offset: timedelta, days: int
) -> None:
    """Every end has the session's time of day, as many days on as the session was moved."""
    zone = patient.zone
    held_at = datetime.fromisoformat("2026-01-01T00:00+00:00") + offset
    wall = held_at.astimezone(zone).replace(tzinfo=None)
    moved_at = later(wall + timedelta(days=days), zone)
    assume(moved_at.astimezone(zone).replace(tzinfo=None) == wall + timedelta(days=days))

    def ends(at: datetime) -> dict[str, datetime]:
        history = History(
            patient,
            courses=(Course(1, OXYGEN.ref),),
            sessions=(Session(1, 1, at, at),),
        )
        found = restrictions(history, PROTOCOLS, at)
        return {topic: interval.ends_at for topic, (interval,) in found.items()}

    for topic, length in {"heat": 7, "sun": 7, "makeup": 5, "alcohol": 2}.items():
        assert ends(held_at)[topic] == days_on(held_at, timedelta(days=length), zone)
        assert ends(moved_at)[topic] == later(wall + timedelta(days=days + length), zone)
