"""What in a protocol is assumed and not in its sources: for a clinic's medical lead to confirm."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reminder.care.casts import Side
from reminder.care.protocol import Basis, CareProtocol


class Part(StrEnum):
    """A part of a protocol that has a basis."""

    RULE = "rule"
    COURSE = "course"
    INTERVAL = "interval"
    EFFECT = "effect"
    MAINTENANCE = "maintenance"
    AGAIN_AFTER = "again-after"
    REACTIONS = "reactions"
    CHECK_INS = "check-ins"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing that is assumed; of a rule its topic, what kind it is, and the side."""

    part: Part
    topic: str | None = None
    kind: str = "avoid"
    side: Side | None = None


def assumptions(protocol: CareProtocol) -> Iterator[Assumption]:
    """Yield what the protocol assumes, in its own order, each once."""
    for rule in protocol.restrictions:
        for side, span in ((Side.BEFORE, rule.before), (Side.AFTER, rule.after)):
            if span is not None and span.basis is Basis.ASSUMED:
                yield Assumption(Part.RULE, rule.topic, rule.kind, side)
    if any(reaction.basis is Basis.ASSUMED for reaction in protocol.reactions):
        yield Assumption(Part.REACTIONS)
    if any(one.basis is Basis.ASSUMED for one in protocol.check_ins):
        yield Assumption(Part.CHECK_INS)
    course = protocol.course
    if course is not None:
        parts = (
            (Part.COURSE, course),
            (Part.INTERVAL, course.interval),
            (Part.EFFECT, course.effect),
            (Part.MAINTENANCE, course.maintenance),
            (Part.AGAIN_AFTER, course.again_after),
        )
        for name, part in parts:
            if part is not None and part.basis is Basis.ASSUMED:
                yield Assumption(name)
    if any(question.basis is Basis.ASSUMED for question in protocol.questions):
        yield Assumption(Part.QUESTIONS)
