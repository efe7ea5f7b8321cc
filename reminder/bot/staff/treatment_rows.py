"""The buttons of the form for a known patient's treatment."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reminder.bot.staff.access import Desk
from reminder.bot.staff.form_menus import hour_menu
from reminder.bot.staff.form_page import Row, asked_about, enabled
from reminder.care.spacing import likely_days
from reminder.outgoing import Button
from reminder.practice.cautions import protocol_of
from reminder.practice.enrolments import place_in_course
from reminder.practice.series import Known, Series
from reminder.practice.treatment_draft import OpenTreatment
from reminder.practice.treatment_form import Lack

_MOST_PROCEDURES = 3
"""So many procedures that the patient has had are choices by themselves."""


def part_rows(
    desk: Desk, opened: OpenTreatment, known: Known, lacks: tuple[Lack, ...]
) -> tuple[Row, ...]:
    """Return the buttons that change a part of the form, and what else can be done from it."""
    form, practice = opened.form, desk.visit.practice
    parts: list[Button] = []
    if Lack.NO_TIME not in lacks:
        parts.append(button(desk, opened, "staff-when-button", "when"))
    if form.is_session:
        parts.append(button(desk, opened, "staff-number-button", "number"))
    another = form.corrects is None and form.moves is None
    if another and (known.running or len(enabled(practice)) > 1):
        message = "sessions-course-button" if known.running else "staff-procedure-button"
        parts.append(button(desk, opened, message, "course"))
    if form.procedure is not None and practice.protocols[form.procedure].areas:
        parts.append(button(desk, opened, "staff-areas-button", "areas"))
    rows = tuple(tuple(parts[at : at + 2]) for at in range(0, len(parts), 2))
    series = known.course(form.course_id)
    if form.corrects is not None:
        return (*rows, (button(desk, opened, "sessions-never-button", "never"),))
    if form.is_session or series is None:
        return rows
    return (*_booked_rows(desk, opened, series), *rows)


def course_rows(desk: Desk, opened: OpenTreatment, known: Known) -> tuple[Row, ...]:
    """Return the running courses; the procedures that what was typed may mean, or where no course
    runs those that the patient has had; and the way to another procedure.
    """
    words, form = desk.words, opened.form
    rows: list[Row] = []
    for one in known.running:
        label = words.plain(
            "sessions-course-choice-button",
            procedure=words.procedure(one.course.protocol),
            number=place_in_course(
                one.number_before(None) or None, one.course.sessions_planned, words
            ),
        )
        rows.append((Button(label, f"s:known-course:{opened.id}:{one.id}"),))
    names = enabled(desk.visit.practice)
    had = dict.fromkeys(one.course.protocol for one in known.series)
    offered = [one for one in had if one in names][: 0 if rows else _MOST_PROCEDURES]
    if form.in_doubt:
        run = {one.course.protocol for one in known.running}
        meant = asked_about(desk.visit.practice, form.puzzles, form.areas)
        offered = [one for one in names if one in meant and one not in run]
    for name in offered:
        again = Button(
            words.plain(f"procedure-{name}"), f"s:known-procedure:{opened.id}:{names.index(name)}"
        )
        rows.append((again,))
    return (*rows, (button(desk, opened, "sessions-other-procedure-button", "procedure"),))


def day_rows(desk: Desk, opened: OpenTreatment, known: Known) -> tuple[Row, ...]:
    """Return the days to choose from: for a session now and the last ones, for an appointment those
    that suit the protocol.
    """
    words, visit, form = desk.words, desk.visit, opened.form
    zone = ZoneInfo(visit.practice.profile.zone)
    today = visit.now.astimezone(zone).date()
    if form.is_session:
        near = tuple(
            button(desk, opened, f"staff-{name}-button", "day", f"{today - away:%Y%m%d}")
            for name, away in (("yesterday", timedelta(days=1)), ("today", timedelta()))
        )
        return ((button(desk, opened, "staff-now-button", "now"),), near)
    protocol = protocol_of(visit.practice, known, form)
    treated = [
        at
        for one in known.series
        if protocol is not None and one.course.protocol == protocol.name
        for at in (
            *(session.held_at for session in one.sessions),
            *(booked.begins_at for booked in one.appointments if booked.id != form.moves),
        )
    ]
    plan = None if protocol is None else protocol.course
    days = [
        Button(words.plain("sessions-day-button", day=words.day_on_button(on)), _day(opened, on))
        for on in likely_days(plan, treated, visit.now, zone)
    ]
    return tuple(tuple(days[at : at + 2]) for at in range(0, len(days), 2))


def time_rows(desk: Desk, opened: OpenTreatment, known: Known, on: date) -> tuple[Row, ...]:
    """Return the hours of a day; for an appointment first the time of day of the last treatment."""
    form = opened.form
    hours = hour_menu(desk, opened, on, to_come=not form.is_session)
    series = known.course(form.course_id)
    if form.is_session or series is None or not series.sessions:
        return hours
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    usual = series.last_at.astimezone(zone).time().replace(second=0, microsecond=0)
    if datetime.combine(on, usual, zone) <= desk.visit.now:
        return hours
    label = desk.words.plain("sessions-same-time-button", time=desk.words.hour(usual))
    data = f"s:known-at:{opened.id}:{on:%Y%m%d}{usual:%H%M}"
    return ((Button(label, data),), *hours)


def button(
    desk: Desk, opened: OpenTreatment, message: str, verb: str, argument: str | None = None
) -> Button:
    """Return one of the form's own buttons."""
    data = f"s:known-{verb}:{opened.id}" + (f":{argument}" if argument is not None else "")
    return Button(desk.words.plain(message), data)


def _booked_rows(desk: Desk, opened: OpenTreatment, series: Series) -> tuple[Row, ...]:
    """Return what else can be done about the appointments that are to come."""
    words, form = desk.words, opened.form
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    rows: list[Row] = []
    for one in series.to_come(desk.visit.now):
        message, verb = "sessions-move-button", "moves"
        if one.id == form.moves:
            message, verb = "sessions-call-off-this-button", "call-off"
        label = words.plain(message, when=words.moment(one.begins_at, zone))
        rows.append((Button(label, f"s:known-{verb}:{opened.id}:{one.id}"),))
    if form.moves is not None:
        rows.append((button(desk, opened, "sessions-besides-button", "moves", "0"),))
    return tuple(rows)


def _day(opened: OpenTreatment, on: date) -> str:
    return f"s:known-day:{opened.id}:{on:%Y%m%d}"
