"""The form for a known patient's treatment as one message: what is understood, what speaks against
it, and what to press.
"""

from dataclasses import replace
from zoneinfo import ZoneInfo

from reminder.bot.staff.access import Desk, note_shown
from reminder.bot.staff.caution_lines import caution_lines
from reminder.bot.staff.form_page import Row, anchor_of, puzzle_line
from reminder.bot.staff.treatment_rows import button, course_rows, day_rows, part_rows
from reminder.care.spacing import Caution
from reminder.catalogue import Html
from reminder.outgoing import Button, Outgoing
from reminder.practice.cautions import cautions, codes, number_of, protocol_of
from reminder.practice.enrolments import place_in_course, shown_name
from reminder.practice.find import MOST
from reminder.practice.search import Seen, find_by_name, recent_patients
from reminder.practice.series import Known, find_patient, known_of
from reminder.practice.treatment_draft import Asked, OpenTreatment, keep_treatment
from reminder.practice.treatment_form import Lack, settled, with_patient
from reminder.practice.treatment_form import TreatmentForm as Form
from reminder.store.tables import saved

_NAME_ON_BUTTON = 24
_ON_BUTTON = 64


async def treatment_page(
    desk: Desk,
    opened: OpenTreatment,
    *,
    note: Html | None = None,
    rows: tuple[Row, ...] | None = None,
    awaits: Asked | None = None,
) -> Outgoing:
    """Keep the form with what follows from what is known, and return its message: `note` is a
    question or a remark below it, `rows` the buttons of a part that is being filled in.
    """
    visit = desk.visit
    form, seen = await _who(desk, opened.form)
    patient = await find_patient(visit.db, visit.practice, form.patient_id)
    if patient is None:
        form = replace(form, patient_id=None, shown=())
        await keep_treatment(visit.db, opened.id, form, Asked.PATIENT)
        return _whose(desk, replace(opened, form=form), seen, note)
    known = await known_of(visit.db, visit.practice, patient)
    form = settled(visit.practice, form, known, visit.now)
    found = cautions(visit.practice, known, form, visit.now)
    form = replace(form, shown=codes(found))
    lacks = form.lacks(visit.now)
    if awaits is None and rows is None and Lack.NO_TIME in lacks:
        awaits = Asked.WHEN
    opened = await keep_treatment(visit.db, opened.id, form, awaits)
    lines: list[str] = [_title(desk, form), "", *_lines(desk, known, form)]
    remarks = [Html(f"⚠️ {puzzle_line(puzzle, desk.words)}") for puzzle in form.puzzles]
    remarks += caution_lines(found, desk.words, ZoneInfo(visit.practice.profile.zone))
    asked = note if note is not None else _remark(desk, lacks, in_doubt=form.in_doubt)
    if asked is not None:
        remarks.append(asked)
    if remarks:
        lines += ["", *remarks]
    shown = rows or _rows(desk, opened, known, lacks, found)
    return Outgoing("\n".join(lines), buttons=shown, anchor=anchor_of(opened.id))


async def _who(desk: Desk, form: Form) -> tuple[Form, list[Seen]]:
    """Return the form with the patient whom the typed name means, or who may be meant."""
    visit = desk.visit
    if form.query:
        found = await find_by_name(visit.db, visit.practice, form.query, visit.now)
        await note_shown(desk, [one.patient for one in found], "search")
        if len(found) == 1:
            return with_patient(form, saved(found[0].patient.id)), []
        return replace(form, patient_id=None), found
    if form.patient_id is not None:
        return form, []
    booking = not form.is_session
    lately = await recent_patients(visit.db, visit.practice, visit.now, treated_first=booking)
    await note_shown(desk, [one.patient for one in lately], "lately")
    return form, lately


def _whose(desk: Desk, opened: OpenTreatment, seen: list[Seen], note: Html | None) -> Outgoing:
    """Return the question who it is, with those who may be meant."""
    words, form = desk.words, opened.form
    asked = words("sessions-whom") if seen else words("sessions-nobody-yet")
    if form.query:
        message = "sessions-which" if seen else "sessions-not-found"
        asked = words(message, name=form.query)
    lines: list[str] = [_title(desk, form)]
    if form.at is not None:
        lines += ["", _when(desk, form)]
    lines += ["", *filter(None, (note, asked))]
    if form.query and len(seen) >= MOST:
        lines.append(words("sessions-more-found"))
    rows = tuple(
        (Button(_onbutton(desk, one), f"s:known-patient:{opened.id}:{one.patient.id}"),)
        for one in seen
    )
    if form.query:
        rows = (*rows, (button(desk, opened, "sessions-lately-button", "nobody"),))
    cancel = (button(desk, opened, "staff-cancel-button", "cancel"),)
    return Outgoing("\n".join(lines), buttons=(*rows, cancel), anchor=anchor_of(opened.id))


def _onbutton(desk: Desk, seen: Seen) -> str:
    """Return the name, and what tells one Anna from another."""
    words = desk.words
    name = shown_name(seen.patient, words)
    if len(name) > _NAME_ON_BUTTON:
        name = name[: _NAME_ON_BUTTON - 1] + "…"
    if seen.protocol is None or seen.at is None:
        return name
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    label = words.plain(
        "sessions-seen-choice",
        name=name,
        day=words.day_on_button(seen.at.astimezone(zone).date()),
        procedure=words.procedure(seen.protocol),
    )
    return label if len(label) <= _ON_BUTTON else label[: _ON_BUTTON - 1] + "…"


def _title(desk: Desk, form: Form) -> Html:
    if form.corrects is not None:
        return desk.words("sessions-title-correct")
    if form.is_session:
        return desk.words("sessions-title-session")
    return desk.words("sessions-title-move" if form.moves else "sessions-title-appointment")


def _lines(desk: Desk, known: Known, form: Form) -> list[Html]:
    words, practice, now = desk.words, desk.visit.practice, desk.visit.now
    series = known.course(form.course_id)
    lines = [words("sessions-patient", name=shown_name(known.patient, words))]
    protocol = protocol_of(practice, known, form)
    if protocol is not None:
        of = form.of or (None if series is None else series.course.sessions_planned)
        number = place_in_course(number_of(known, form, now), of, words)
        message = "sessions-course" if series is not None else "sessions-new-course"
        lines.append(words(message, procedure=words.procedure(protocol.name), number=number))
    if series is None and form.areas:
        areas = words.listing([words.area(area) for area in form.areas])
        lines.append(words("staff-form-areas", areas=areas))
    zone = ZoneInfo(practice.profile.zone)
    moved = next(
        (one for one in (() if series is None else series.appointments) if one.id == form.moves),
        None,
    )
    if moved is not None:
        lines.append(words("sessions-now", when=words.moment(moved.begins_at, zone)))
    if form.at is not None and (moved is None or form.at != moved.begins_at):
        lines.append(_when(desk, form))
    return lines


def _when(desk: Desk, form: Form) -> Html:
    words, zone = desk.words, ZoneInfo(desk.visit.practice.profile.zone)
    if form.is_session:
        message = "staff-form-held"
    else:
        message = "sessions-new-time" if form.moves else "staff-form-appointment"
    return words(message, when="" if form.at is None else words.moment(form.at, zone))


def _remark(desk: Desk, lacks: tuple[Lack, ...], *, in_doubt: bool) -> Html | None:
    words = desk.words
    if Lack.NO_COURSE in lacks:
        return None if in_doubt else words("sessions-which-course")
    if Lack.NO_TIME in lacks:
        return words("sessions-ask-day")
    if Lack.TOO_FAR in lacks:
        return words("staff-form-too-far")
    if Lack.STILL_TO_COME in lacks:
        return words("staff-form-still-to-come")
    return words("sessions-past") if Lack.PAST in lacks else None


def _rows(
    desk: Desk,
    opened: OpenTreatment,
    known: Known,
    lacks: tuple[Lack, ...],
    found: tuple[Caution, ...],
) -> tuple[Row, ...]:
    form = opened.form
    top: tuple[Row, ...] = ()
    if Lack.NOT_UNDERSTOOD in lacks:
        top = ((button(desk, opened, "staff-without-button", "without"),),)
        if Lack.NO_COURSE in lacks:
            return (*course_rows(desk, opened, known), *top, *_ends(desk, opened))
    elif Lack.NO_COURSE in lacks:
        return (*course_rows(desk, opened, known), *_ends(desk, opened))
    elif Lack.NO_TIME in lacks:
        top = day_rows(desk, opened, known)
    elif Lack.STILL_TO_COME in lacks and form.corrects is None:
        top = ((button(desk, opened, "staff-appointment-button", "appointment"),),)
    elif Lack.PAST in lacks:
        top = ((button(desk, opened, "sessions-was-session-button", "session"),),)
    elif not lacks:
        message = "sessions-go-ahead-button" if codes(found) else "staff-confirm-button"
        top = ((button(desk, opened, message, "confirm"),),)
    return (*top, *part_rows(desk, opened, known, lacks), *_ends(desk, opened))


def _ends(desk: Desk, opened: OpenTreatment) -> tuple[Row, ...]:
    cancel = button(desk, opened, "staff-cancel-button", "cancel")
    if opened.form.corrects is not None:
        return ((cancel,),)
    return ((button(desk, opened, "sessions-patient-button", "nobody"), cancel),)
