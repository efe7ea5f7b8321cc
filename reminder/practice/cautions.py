"""What speaks against a known patient's treatment, as the form describes it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from reminder.care.protocol import CareProtocol
from reminder.care.spacing import Caution, cautions_of, code_of, is_note, unkept_before
from reminder.care.timing import local_day
from reminder.practice.clinic import Practice
from reminder.practice.series import Known, Series
from reminder.practice.treatment_form import TreatmentForm


def protocol_of(practice: Practice, known: Known, form: TreatmentForm) -> CareProtocol | None:
    """Return the protocol that the treatment goes by: the course's version, or the current one."""
    series = known.course(form.course_id)
    if series is not None:
        return series.protocol
    return None if form.procedure is None else practice.protocols[form.procedure]


def number_of(known: Known, form: TreatmentForm, now: datetime) -> int | None:
    """Return the place in the course: as staff said, else the next; None where it is not known."""
    if form.number is not None or form.at is None or form.corrects is not None:
        return form.number
    series = known.course(form.course_id)
    if series is None:
        return None if form.procedure is None else 1
    number = series.next_number(form.at)
    if number is None:
        return None
    before = [
        one
        for one in series.to_come(now)
        if one.begins_at < form.at and one.id != form.moves and not form.is_session
    ]
    return number + len(before)


def cautions(
    practice: Practice, known: Known, form: TreatmentForm, now: datetime
) -> tuple[Caution, ...]:
    """Return what speaks against the treatment that the form describes."""
    protocol = protocol_of(practice, known, form)
    if form.at is None or protocol is None:
        return ()
    zone = ZoneInfo(practice.profile.zone)
    series = known.course(form.course_id)
    same = [one for one in known.series if one.course.protocol == protocol.name]
    others = [one for one in same if one is not series]
    over = [one.last_at for one in others if one.is_over and one.sessions]
    found = cautions_of(
        protocol.course,
        form.at,
        zone,
        of_course=() if series is None else _times(series, form, zone),
        of_others=[at for one in others for at in _times(one, form, zone)],
        number=number_of(known, form, now),
        planned=form.of or (None if series is None else series.course.sessions_planned),
        last_course_ended_at=max(over, default=None) if series is None else None,
    )
    areas = form.areas if series is None else tuple(series.course.areas.split(","))
    rules = protocol.restrictions_for(frozenset(filter(None, areas)))
    return (*found, *unkept_before(rules, form.at, known.history, known.protocols, now))


def codes(found: tuple[Caution, ...]) -> tuple[str, ...]:
    """Return the words under which cautions are remembered, those that need a decision alone."""
    return tuple(dict.fromkeys(code_of(one) for one in found if not is_note(one)))


def _times(series: Series, form: TreatmentForm, zone: ZoneInfo) -> list[datetime]:
    """Return when a course's other treatments were or will be: not the one that is moved or
    corrected, nor the appointment that a session of that day fulfils.
    """
    held = [one.held_at for one in series.sessions if one.id != form.corrects]
    booked = [
        one.begins_at
        for one in series.appointments
        if one.id != form.moves
        and not (
            form.is_session
            and form.at is not None
            and local_day(one.begins_at, zone) == local_day(form.at, zone)
        )
    ]
    return [*held, *booked]
