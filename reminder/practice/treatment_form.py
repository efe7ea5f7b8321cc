"""The form for another treatment of a known patient: a session held, or an appointment."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from reminder.care.timing import local_day
from reminder.practice.clinic import Practice
from reminder.practice.form import (
    FARTHEST,
    MOST_PUZZLES,
    PUZZLE_LENGTH,
    WHICH_PROCEDURE,
    whole_minute,
)
from reminder.practice.reading import Doubt, Puzzle, Reading
from reminder.practice.series import Known, Series
from reminder.store.tables import DraftPurpose, saved


class Lack(StrEnum):
    """What stands between a form and the record, the first thing to mend first."""

    NOT_UNDERSTOOD = "not-understood"
    NO_PATIENT = "no-patient"
    NO_COURSE = "no-course"
    NO_TIME = "no-time"
    TOO_FAR = "too-far"
    STILL_TO_COME = "still-to-come"
    """A session in the future: it may be an appointment."""
    PAST = "past"
    """An appointment in the past: it may have been a session."""


@dataclass(frozen=True, slots=True)
class TreatmentForm:
    """A session held, or an appointment, of one known patient.

    `course_id` is one of the patient's courses; without it `procedure` and `areas` begin another.
    `at` is UTC. `on` is the day that was pressed while its hour is still to be said. `number` is
    the place in the course where staff said it (else it is the next), `of` the course's length.
    `moves`: the appointment that gets another time; `besides`: none does, it is another one.
    `corrects`: the session that is noted anew. `query`: the name that was typed, until it is clear
    who is meant. `shown`: codes of the cautions that staff have seen.
    """

    purpose: DraftPurpose
    patient_id: int | None = None
    course_id: int | None = None
    procedure: str | None = None
    areas: tuple[str, ...] = ()
    at: datetime | None = None
    on: date | None = None
    number: int | None = None
    of: int | None = None
    moves: int | None = None
    besides: bool = False
    corrects: int | None = None
    query: str = ""
    shown: tuple[str, ...] = ()
    puzzles: tuple[Puzzle, ...] = ()

    @property
    def in_doubt(self) -> bool:
        """Whether a procedure was typed, and it is not clear which."""
        return any(one.doubt in WHICH_PROCEDURE for one in self.puzzles)

    @property
    def is_session(self) -> bool:
        """Whether it is about a session held."""
        return self.purpose is DraftPurpose.SESSION

    def lacks(self, now: datetime) -> tuple[Lack, ...]:
        """Return what is missing or doubtful."""
        found = []
        if self.puzzles:
            found.append(Lack.NOT_UNDERSTOOD)
        if self.patient_id is None:
            found.append(Lack.NO_PATIENT)
        if self.course_id is None and self.procedure is None:
            found.append(Lack.NO_COURSE)
        if self.at is None:
            found.append(Lack.NO_TIME)
        elif abs(self.at - now) > FARTHEST:
            found.append(Lack.TOO_FAR)
        elif self.is_session and self.at > now:
            found.append(Lack.STILL_TO_COME)
        elif not self.is_session and self.at <= now:
            found.append(Lack.PAST)
        return tuple(found)


def with_patient(form: TreatmentForm, patient_id: int) -> TreatmentForm:
    """Return the form for another patient: what was theirs alone is forgotten."""
    if form.patient_id == patient_id:
        return replace(form, query="")
    return replace(
        form,
        patient_id=patient_id,
        course_id=None,
        moves=None,
        besides=False,
        query="",
        shown=(),
    )


def with_said(form: TreatmentForm, reading: Reading) -> TreatmentForm:
    """Return the form with what was read put in; what was not said stays."""
    puzzles = tuple(
        Puzzle(puzzle.text[:PUZZLE_LENGTH], puzzle.doubt)
        for puzzle in reading.puzzles[:MOST_PUZZLES]
    )
    form = replace(form, puzzles=puzzles)
    if reading.name:
        form = replace(form, query=reading.name)
    if reading.procedure is not None:
        form = replace(form, course_id=None, moves=None, procedure=reading.procedure)
    if reading.areas is not None:
        form = replace(form, areas=reading.areas)
    if reading.number is not None:
        form = replace(form, number=reading.number, of=reading.of)
    return form if reading.at is None else at_time(form, reading.at)


def at_time(form: TreatmentForm, at: datetime) -> TreatmentForm:
    """Return the form with this time; what was seen of cautions holds for the old one."""
    return replace(form, at=whole_minute(at), on=None, shown=())


def with_course(form: TreatmentForm, course_id: int) -> TreatmentForm:
    """Return the form for one of the patient's courses."""
    return replace(
        form,
        course_id=course_id,
        procedure=None,
        areas=(),
        moves=None,
        besides=False,
        shown=(),
        puzzles=tuple(one for one in form.puzzles if one.doubt not in WHICH_PROCEDURE),
    )


def with_new_course(practice: Practice, form: TreatmentForm, procedure: str) -> TreatmentForm:
    """Return the form for a new course of this procedure, with its usual areas."""
    protocol = practice.protocols[procedure]
    kept = tuple(area for area in form.areas if area in protocol.areas)
    return replace(
        with_course(form, 0),
        course_id=None,
        procedure=procedure,
        areas=kept or tuple(protocol.default_areas),
        besides=True,
    )


def turned(form: TreatmentForm, purpose: DraftPurpose) -> TreatmentForm:
    """Return a session's form as an appointment's, or the other way round."""
    besides = form.besides and form.course_id is None
    return replace(form, purpose=purpose, moves=None, besides=besides, shown=())


def settled(practice: Practice, form: TreatmentForm, known: Known, now: datetime) -> TreatmentForm:
    """Return the form with what follows from the patient's courses.

    The only running course is meant, unless what was typed may be another procedure; a procedure
    that was typed means the running course of it. A session on the day of an appointment that has
    begun was held then, else it was just now. Another time moves the one appointment that is to
    come, unless it is said to be besides.
    """
    if form.course_id is not None and known.course(form.course_id) is None:
        form = replace(form, course_id=None, moves=None)
    procedure = form.procedure
    if form.course_id is None and procedure is not None and not form.besides:
        of_it = [one for one in known.running if one.course.protocol == procedure]
        if len(of_it) == 1:
            form = with_course(form, of_it[0].id)
        elif not of_it:
            form = with_new_course(practice, form, procedure)
        else:
            form = replace(form, procedure=None)
    elif form.course_id is None and procedure is None and _only_course(form, known):
        form = with_course(form, known.running[0].id)
    series = known.course(form.course_id)
    if form.is_session and form.at is None and (series is not None or form.procedure is not None):
        form = replace(form, at=whole_minute(_just_held(practice, series, now)))
    if form.is_session or series is None or form.besides:
        return replace(form, moves=None)
    to_come = series.to_come(now)
    if form.moves not in [one.id for one in to_come]:
        form = replace(form, moves=saved(to_come[0].id) if len(to_come) == 1 else None)
    return form


def _only_course(form: TreatmentForm, known: Known) -> bool:
    """Whether the patient has one running course, and nothing typed speaks for another."""
    return len(known.running) == 1 and not form.in_doubt


def _just_held(practice: Practice, series: Series | None, now: datetime) -> datetime:
    zone = ZoneInfo(practice.profile.zone)
    booked = None if series is None else series.on_day(local_day(now, zone), zone)
    return booked.begins_at if booked is not None and booked.begins_at <= now else now


def to_json(form: TreatmentForm) -> str:
    """Return the form as JSON text, for the draft."""
    raw = asdict(form)
    raw["at"] = None if form.at is None else form.at.isoformat()
    raw["on"] = None if form.on is None else form.on.isoformat()
    return json.dumps(raw, ensure_ascii=False)


def from_json(text: str) -> TreatmentForm:
    """Return the form that `to_json` wrote."""
    raw: dict[str, Any] = json.loads(text)
    return TreatmentForm(
        **{
            **raw,
            "purpose": DraftPurpose(raw["purpose"]),
            "areas": tuple(raw["areas"]),
            "at": None if raw["at"] is None else datetime.fromisoformat(raw["at"]),
            "on": None if raw["on"] is None else date.fromisoformat(raw["on"]),
            "shown": tuple(raw["shown"]),
            "puzzles": tuple(Puzzle(p["text"], Doubt(p["doubt"])) for p in raw["puzzles"]),
        }
    )
