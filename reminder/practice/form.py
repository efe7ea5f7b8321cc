"""The enrolment form: what is known of one patient to be enrolled, before it counts."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from reminder.practice.clinic import Practice
from reminder.practice.reading import Doubt, Puzzle, Reading

FARTHEST = timedelta(days=366)
"""A time further away than this, either way, is a slip of the finger."""


WHICH_PROCEDURE = frozenset({Doubt.SEVERAL_PROCEDURES, Doubt.AREA_OR_PROCEDURE})
"""Doubts that end when a procedure is chosen."""
MOST_PUZZLES = 5
PUZZLE_LENGTH = 100
"""What is shown back of what was not understood has to fit in one message."""


class Problem(StrEnum):
    """What stands between a form and an enrolment."""

    NO_PROCEDURE = "no-procedure"
    NOT_UNDERSTOOD = "not-understood"
    STILL_TO_COME = "still-to-come"
    """Its time lies in the future, and nobody has said that it is an appointment."""
    TOO_FAR = "too-far"


@dataclass(frozen=True, slots=True)
class EnrolmentForm:
    """One patient to be enrolled.

    `at` is UTC and always set: "now" is the instant at which the form was opened, so that what was
    shown is what counts. `appointment`: staff have said that a future time is an appointment.
    `areas` are the protocol's own names.
    """

    at: datetime
    language: str
    name: str = ""
    procedure: str | None = None
    number: int | None = None
    of: int | None = None
    areas: tuple[str, ...] = ()
    appointment: bool = False
    puzzles: tuple[Puzzle, ...] = ()

    def problems(self, now: datetime) -> tuple[Problem, ...]:
        """Return what is missing or doubtful, the first thing to mend first."""
        found = []
        if self.puzzles:
            found.append(Problem.NOT_UNDERSTOOD)
        if self.procedure is None:
            found.append(Problem.NO_PROCEDURE)
        if abs(self.at - now) > FARTHEST:
            found.append(Problem.TOO_FAR)
        elif self.at > now and not self.appointment:
            found.append(Problem.STILL_TO_COME)
        return tuple(found)

    def complete(self, now: datetime) -> bool:
        """Whether it can be confirmed as it stands."""
        return not self.problems(now)


def blank(practice: Practice, now: datetime, usual: str | None = None) -> EnrolmentForm:
    """Return the form with what needs no saying: now, the clinic's language, and the only procedure
    or else the `usual` one (where none is given, the one that the clinic names).
    """
    form = EnrolmentForm(at=whole_minute(now), language=practice.profile.language)
    enabled = [name for name, protocol in practice.protocols.items() if protocol.enabled]
    begun = enabled[0] if len(enabled) == 1 else usual or practice.profile.usual_procedure
    return with_procedure(practice, form, begun) if begun in enabled else form


def with_reading(practice: Practice, form: EnrolmentForm, reading: Reading) -> EnrolmentForm:
    """Return the form with what was read put in; what was not said stays."""
    if reading.procedure is not None:
        form = with_procedure(practice, form, reading.procedure)
    if reading.at is not None:
        form = with_time(form, reading.at)
    if reading.number is not None:
        form = replace(form, number=reading.number, of=reading.of)
    form = replace(
        form,
        name=form.name if reading.name is None else reading.name,
        language=reading.language or form.language,
        puzzles=tuple(
            Puzzle(puzzle.text[:PUZZLE_LENGTH], puzzle.doubt)
            for puzzle in reading.puzzles[:MOST_PUZZLES]
        ),
    )
    return form if reading.areas is None else with_areas(practice, form, reading.areas)


def with_procedure(practice: Practice, form: EnrolmentForm, procedure: str) -> EnrolmentForm:
    """Return the form for another procedure, with that procedure's usual areas."""
    protocol = practice.protocols[procedure]
    kept = tuple(area for area in form.areas if area in protocol.areas)
    return replace(form, procedure=procedure, areas=kept or tuple(protocol.default_areas))


def with_chosen(practice: Practice, form: EnrolmentForm, procedure: str) -> EnrolmentForm:
    """Return the form with the procedure that was chosen: what asked for it is answered."""
    left = tuple(puzzle for puzzle in form.puzzles if puzzle.doubt not in WHICH_PROCEDURE)
    return replace(with_procedure(practice, form, procedure), puzzles=left)


def with_areas(practice: Practice, form: EnrolmentForm, areas: tuple[str, ...]) -> EnrolmentForm:
    """Return the form with these areas, in the protocol's order; those that the procedure does not
    have are a puzzle.
    """
    known = practice.protocols[form.procedure].areas if form.procedure else areas
    strange = tuple(Puzzle(area, Doubt.UNKNOWN) for area in areas if area not in known)
    ordered = tuple(area for area in known if area in areas)
    return replace(form, areas=ordered, puzzles=(*form.puzzles, *strange))


def with_time(form: EnrolmentForm, at: datetime) -> EnrolmentForm:
    """Return the form with another time; that it is an appointment has to be said anew."""
    return replace(form, at=whole_minute(at), appointment=False)


def whole_minute(at: datetime) -> datetime:
    """Return the instant in UTC without its seconds."""
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def to_json(forms: tuple[EnrolmentForm, ...]) -> str:
    """Return the forms as JSON text, for the draft."""
    return json.dumps(
        [{**asdict(form), "at": form.at.isoformat()} for form in forms], ensure_ascii=False
    )


def from_json(text: str) -> tuple[EnrolmentForm, ...]:
    """Return the forms that `to_json` wrote."""
    return tuple(
        EnrolmentForm(
            **{
                **raw,
                "at": datetime.fromisoformat(raw["at"]),
                "areas": tuple(raw["areas"]),
                "puzzles": tuple(Puzzle(p["text"], Doubt(p["doubt"])) for p in raw["puzzles"]),
            }
        )
        for raw in json.loads(text)
    )
