"""What patients read about a course as a whole."""

from collections.abc import Sequence
from datetime import datetime

from reminder.care.casts import Standing, treatments
from reminder.care.choices import Asking, is_first_due, may_offer
from reminder.care.course import Window, next_window
from reminder.care.history import Course
from reminder.care.kinds import ReminderKind
from reminder.care.protocol import CoursePlan, Months
from reminder.care.timing import local_day
from reminder.catalogue import Html
from reminder.wording.appointments import how_to_call
from reminder.wording.case import Block, Case


def due(case: Case, reminders: Sequence[Asking]) -> list[Block]:
    """Return that the next session of a course is due, from when, and until when if that is set."""
    blocks = []
    for reminder in reminders:
        window = _window(case, reminder)
        if window is None:
            continue
        when = _when(case, window)
        if not is_first_due(reminder.key):
            when = case.words("course-due-again", when=when)
        blocks.append(Block(_of_which(case, reminder, when)))
    return blocks


def _of_which(case: Case, reminder: Asking, when: Html) -> Html:
    """Return it with the last session of its course, where the patient is on several courses: a
    chat names no procedure.
    """
    course = _course(case, reminder)
    last_at = None if course is None else case.last_held(course)
    if last_at is None or sum(map(case.goes_on, case.history.courses)) < 2:
        return when
    return case.words("course-due-of", held=case.clinic_moment(last_at), when=when)


def _when(case: Case, window: Window) -> Html:
    """Return when a next session can be, a day that has passed left out. Nobody is told before the
    window opens.
    """
    today = local_day(case.now, case.zone)
    opens_on = local_day(window.opens_at, case.zone)
    closes_on = None if window.closes_at is None else local_day(window.closes_at, case.zone)
    if closes_on is not None and closes_on > today:
        opens = case.words.day(max(opens_on, today))
        return case.words("course-due-between", opens=opens, closes=case.words.day(closes_on))
    return case.words("course-due-now")


def complete(case: Case, reminders: Sequence[Asking]) -> list[Block]:
    """Return that a course is complete."""
    return [Block(case.words("course-complete"))] if reminders else []


def offered(case: Case, reminders: Sequence[Asking]) -> list[Block]:
    """Return what may come after a course, to one who has agreed to hear of it."""
    blocks = []
    # Courses, and how many months ago their last session is said to have been.
    counted: set[tuple[int, int]] = set()
    for reminder in reminders:
        course = _course(case, reminder)
        plan = None if course is None else case.protocols[course.protocol].course
        if course is None or plan is None:
            continue
        number = int(reminder.key.rsplit(":", 1)[1])
        months = case.words("course-months", months=number)
        if reminder.kind is ReminderKind.MAINTENANCE and plan.maintenance is not None:
            every = _months(case, plan.maintenance)
            blocks.append(Block(case.words("course-maintenance", months=months, every=every)))
            counted.add((course.id, number))
        elif reminder.kind is ReminderKind.EFFECT_FADING:
            known = plan.effect_from == "last" and (course.id, number) in counted
            blocks.append(
                Block(case.words("course-fading-also"))
                if known
                else Block(case.words(f"course-fading-{plan.effect_from}", months=months))
            )
            blocks += _again(case, plan)
    if blocks:
        blocks.append(Block(case.words("course-offer-phone", **how_to_call(case))))
    return blocks


def offers_question(case: Case, reminder: Asking) -> list[Block]:
    """Return the question whether a patient wants to hear of what may come after a course."""
    course = _course(case, reminder)
    if course is None or not may_offer(course, case.protocols):
        return []
    return [Block(case.words("course-offers-ask"))]


def _again(case: Case, plan: CoursePlan) -> list[Block]:
    if plan.again_after is None:
        return []
    return [Block(case.words("course-again-after", months=_months(case, plan.again_after)))]


def _months(case: Case, months: Months) -> Html:
    most = case.words("course-months", months=months.max)
    if months.min == months.max:
        return most
    return case.words("course-months-range", least=months.min, most=most)


def _course(case: Case, reminder: Asking) -> Course | None:
    return next((one for one in case.history.courses if one.id == reminder.course_id), None)


def _window(case: Case, reminder: Asking) -> Window | None:
    course = _course(case, reminder)
    plan = None if course is None else case.protocols[course.protocol].course
    if course is None or plan is None:
        return None
    held: list[datetime] = [
        one.at
        for one in treatments(case.history, case.now)
        if one.course_id == course.id and one.standing is Standing.HELD
    ]
    return next_window(plan, held, case.zone)
