"""What holds, in the plan of any history, for sessions to come and for courses as a whole."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given

from reminder.care.history import Appointment, Choice, Course, History
from reminder.care.kinds import EXEMPT, PlannedReminder, ReminderKind
from reminder.care.plan import plan_reminders
from tests.care.histories import OXYGEN, PROTOCOLS, counted, histories, shown, shown_day

OFFERS = {ReminderKind.MAINTENANCE, ReminderKind.EFFECT_FADING}
AN_INSTANT = timedelta(microseconds=1)


def plan(history: History, *kinds: ReminderKind) -> list[PlannedReminder]:
    """The reminders of these kinds (all, where none is named)."""
    assert history.consented_at is not None
    found = plan_reminders(history, PROTOCOLS, history.consented_at)
    return [one for one in found if not kinds or one.kind in kinds]


def course_of(history: History, reminder: PlannedReminder) -> Course:
    """The course that a reminder is about."""
    (found,) = (one for one in history.courses if one.id == reminder.course_id)
    return found


def treated(history: History, course_id: int) -> list[datetime]:
    """When a course had or has its sessions and appointments."""
    held = [one.held_at for one in history.sessions if one.course_id == course_id]
    return held + [one.begins_at for one in history.appointments if one.course_id == course_id]


def opened_at(history: History) -> datetime:
    """Until when nothing is caught up with."""
    assert history.consented_at is not None
    return max(history.consented_at, history.resumed_at or history.consented_at)


def known_at(one: Appointment) -> datetime:
    """Since when an appointment stands as it does."""
    return one.moved_at or one.booked_at


@given(histories())
def test_nothing_is_said_of_an_appointment_that_has_begun_moved_or_been_called_off(
    history: History,
) -> None:
    """Its own revision, before its own begin; of one called off nothing but that."""
    standing = {one.id: one for one in history.appointments}
    gone = {one.appointment_id: one for one in history.cancelled}
    for reminder in plan(history, ReminderKind.APPOINTMENT, ReminderKind.PREPARE):
        assert reminder.appointment_id is not None
        kind, _, number, revision, what = ("", *reminder.key.split(":"))[-5:]
        assert number == str(reminder.appointment_id)
        if reminder.appointment_id in gone:
            begins_at = gone[reminder.appointment_id].begins_at
            assert (kind, what) == ("", "cancelled")
            assert reminder.due_at >= gone[reminder.appointment_id].cancelled_at
        else:
            one = standing[reminder.appointment_id]
            begins_at = one.begins_at
            assert revision == str(one.revision)
            assert reminder.due_at >= known_at(one)
            assert what != "cancelled"
        assert reminder.due_at < reminder.useful_until == reminder.until == begins_at


@given(histories())
def test_what_is_announced_is_free_until_then_and_told_by_then(history: History) -> None:
    """No session or other appointment forbids the topic at the instant before, and the message
    comes no later than the restriction.
    """
    zone = history.preferences.zone
    for reminder in plan(history, ReminderKind.PREPARE):
        (one,) = (a for a in history.appointments if a.id == reminder.appointment_id)
        for topic in reminder.topics:
            protocol = PROTOCOLS[course_of(history, reminder).protocol]
            longest = max(
                rule.before.max
                for rule in protocol.restrictions
                if rule.topic == topic and rule.before is not None
            )
            wall = one.begins_at.astimezone(zone).replace(tzinfo=None) - longest
            begins_at = shown(wall, zone)[0]
            assert reminder.due_at <= begins_at
            before = begins_at - AN_INSTANT
            assert not any(
                c.topic == topic and c.begins_at <= before < c.ends_at for c in counted(history)
            )


@given(histories())
def test_what_will_be_forbidden_is_announced_where_there_is_a_day_to_do_it(
    history: History,
) -> None:
    """Every restriction before an appointment that begins out of the blue, and is known of two
    days before it does, is announced.
    """
    told = {(r.appointment_id, t) for r in plan(history, ReminderKind.PREPARE) for t in r.topics}
    courses = {one.id: one for one in history.courses}
    for one in history.appointments:
        alone = replace(
            history,
            courses=(courses[one.course_id],),
            sessions=(),
            appointments=(one,),
            answers=(),
        )
        for cast in counted(alone):
            known = max(known_at(one), opened_at(history))
            if cast.ends_at != one.begins_at or cast.begins_at < known + timedelta(days=3):
                continue
            before = cast.begins_at - AN_INSTANT
            others = [c for c in counted(history) if c.topic == cast.topic]
            if not any(c.begins_at <= before < c.ends_at for c in others) and not any(
                c.begins_at == cast.begins_at and c.ends_at != cast.ends_at for c in others
            ):
                # Of two at one time either speaks for both.
                both = [o.id for o in history.appointments if o.begins_at == one.begins_at]
                assert any((number, cast.topic) in told for number in both)


@given(histories())
def test_a_next_session_is_due_after_the_last_one_and_never_too_early(history: History) -> None:
    """While nothing of its course follows; and not on a day on which the limit forbids it."""
    for reminder in plan(history, ReminderKind.NEXT_DUE):
        course = course_of(history, reminder)
        (last,) = (one for one in history.sessions if one.id == reminder.session_id)
        times = sorted(treated(history, course.id))
        assert times[-1] == last.held_at
        assert course.finished_at is None
        sessions = [one for one in history.sessions if one.course_id == course.id]
        assert course.sessions_planned is None or len(sessions) < course.sessions_planned
        days = [shown_day(one, history.preferences) for one in times]
        due_on = shown_day(reminder.due_at, history.preferences)
        if course.protocol == OXYGEN.ref:
            assert (due_on - days[-1]).days >= 4
            assert all((due_on - day).days >= 7 for day in days[-2:-1])
        else:
            assert (due_on - days[-1]).days >= 7


@given(histories())
def test_a_next_session_is_asked_for_twice_at_most(history: History) -> None:
    """On two days, and once where the patient wants to be booked or phoned."""
    dues: dict[int | None, list[PlannedReminder]] = {}
    for reminder in plan(history, ReminderKind.NEXT_DUE):
        dues.setdefault(reminder.course_id, []).append(reminder)
    for found in dues.values():
        assert [one.key[-2:] for one in found] in ([":1", ":2"], [":1"])
        days = [shown_day(one.due_at, history.preferences) for one in found]
        assert len(set(days)) == len(days)
        assert found[0].useful_until <= found[-1].due_at or len(found) == 1
        answers = {one.choice for one in history.chosen if one.question == found[0].key}
        if answers and Choice.LATER not in answers and len(history.chosen) == 1:
            assert len(found) == 1


@given(histories())
def test_a_complete_course_is_over(history: History) -> None:
    """Once a course; by then its last session forbids nothing any more, and no other follows."""
    found = plan(history, ReminderKind.COURSE_COMPLETE)
    assert max(Counter(one.course_id for one in found).values(), default=1) == 1
    for reminder in found:
        course = course_of(history, reminder)
        own = [one for one in history.sessions if one.course_id == course.id]
        assert reminder.session_id in {one.id for one in own}
        last = max(own, key=lambda one: one.held_at)
        assert max(treated(history, course.id)) == last.held_at
        alone = replace(history, sessions=(last,), appointments=())
        assert all(one.ends_at <= reminder.due_at for one in counted(alone))
        assert reminder.due_at >= (course.finished_at or last.held_at)
        most = max(len(own), *(one.number or 0 for one in own))
        assert course.finished_at is not None or most >= (course.sessions_planned or 99)
        assert f"next_due:session:{last.id}:1" not in {one.key for one in plan(history)}


@given(histories())
def test_nothing_is_offered_without_a_consent_of_its_own(history: History) -> None:
    """Nor for the time before it, nor to one who has had the procedure since."""
    for reminder in plan(history, *OFFERS):
        assert history.offers_since is not None
        assert reminder.due_at >= history.offers_since
        course = course_of(history, reminder)
        (last,) = (one for one in history.sessions if one.id == reminder.session_id)
        same = [one.id for one in history.courses if one.protocol == course.protocol]
        assert all(at <= last.held_at for other in same for at in treated(history, other))
    without = replace(history, offers_since=None)
    assert plan(without) == [one for one in plan(history) if one.kind not in OFFERS]


@given(histories())
def test_a_day_says_nothing_twice(history: History) -> None:
    """No two reminders of a local day are of one kind and about one thing, the exempt aside."""
    said = Counter(
        (shown_day(one.due_at, history.preferences), one.kind, *about(one))
        for one in plan(history)
        if one.kind not in EXEMPT
    )
    assert max(said.values(), default=1) == 1


def about(one: PlannedReminder) -> tuple[object, ...]:
    """What a reminder is about."""
    return one.course_id, one.session_id, one.appointment_id, one.topics
