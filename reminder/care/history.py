"""What the planner is given: one patient's courses, sessions, answers and preferences.

Everything here is frozen and plain. Instants (`…_at`) are aware; lengths are `timedelta`.
"""

from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from reminder.care.plain import plain


@plain(frozen=True, slots=True)
class ProtocolRef:
    """One version of one protocol: the pair that a course was begun with."""

    name: str
    version: int


@plain(frozen=True, slots=True)
class QuietHours:
    """The part of the local day in which nothing is sent unasked; it may span midnight.

    `begins` and `ends` are local wall-clock times; the span is half-open. Equal times mean none.
    """

    begins: time = time(21, 0)
    ends: time = time(9, 0)


@plain(frozen=True, slots=True)
class Preferences:
    """How and when a patient is written to.

    `zone` is the patient's own, one for all courses; `message_hour` is the local time of day at
    which a message goes out when nothing ties it to another instant.
    """

    zone: ZoneInfo
    message_hour: time = time(10, 0)
    quiet: QuietHours = QuietHours()


@plain(frozen=True, slots=True)
class Course:
    """A series of sessions of one protocol.

    `areas` are the treated areas (protocol's own names); empty where the protocol has none.
    `sessions_planned` is how many the specialist has set, if known; `finished_at` when staff have
    said that it is over.
    """

    id: int
    protocol: ProtocolRef
    areas: frozenset[str] = frozenset()
    sessions_planned: int | None = None
    finished_at: datetime | None = None

    @property
    def finished(self) -> bool:
        """Whether staff have ended it."""
        return self.finished_at is not None


@plain(frozen=True, slots=True)
class Session:
    """One treatment held at `held_at`; staff recorded it at `recorded_at`.

    `number` is its place in the course, from 1, where staff said it. `corrected_at` is when staff
    last corrected its time or procedure (None: never); `revision` counts the corrections.
    """

    id: int
    course_id: int
    held_at: datetime
    recorded_at: datetime
    number: int | None = None
    revision: int = 0
    corrected_at: datetime | None = None


@plain(frozen=True, slots=True)
class Undone:
    """A session that staff have taken back at `undone_at`: it casts nothing any more, but a patient
    who was told about it is told that it is gone.
    """

    session_id: int
    course_id: int
    recorded_at: datetime
    undone_at: datetime


@plain(frozen=True, slots=True)
class Appointment:
    """A session still to come. Cancelled ones are left out of a history; one whose time has passed
    and which nobody has spoken about is presumed held (the planner sees that from `now`).

    `revision` grows with every move; `moved_at` is the last one.
    """

    id: int
    course_id: int
    begins_at: datetime
    booked_at: datetime
    revision: int = 0
    moved_at: datetime | None = None


@plain(frozen=True, slots=True)
class Cancelled:
    """An appointment that was called off at `cancelled_at`: it casts nothing any more, but a
    patient who knew of it is told.
    """

    appointment_id: int
    course_id: int
    begins_at: datetime
    booked_at: datetime
    cancelled_at: datetime


@plain(frozen=True, slots=True)
class Missed:
    """An appointment that, as staff said at `missed_at`, the patient did not come to: it casts
    nothing, and the next session is due anew.
    """

    appointment_id: int
    course_id: int
    begins_at: datetime
    missed_at: datetime


class Reply(StrEnum):
    """What a patient answered to a question about the treated skin."""

    CALM = "calm"
    SORE = "sore"
    WORRIED = "worried"


@plain(frozen=True, slots=True)
class Answer:
    """An answer about one session. `question` is the key of the reminder that asked.

    `told`: what it set free was said in reply to it, and is not told again.
    """

    session_id: int
    question: str
    reply: Reply
    answered_at: datetime
    told: bool = False


class Choice(StrEnum):
    """What a patient chose under a question about sessions to come."""

    UNCHANGED = "unchanged"
    """Before a session: nothing has changed that the clinic should know."""
    CHANGED = "changed"
    """Before a session: something has."""
    CONFIRM = "confirm"
    """The day before an appointment: I am coming."""
    MOVE = "move"
    """The day before an appointment: another time, please."""
    BOOK = "book"
    """The next session is due: please give me a time."""
    LATER = "later"
    """The next session is due: remind me later."""
    CALL = "call"
    """The next session is due: please phone me."""
    OFFERS = "offers"
    """After a course: do write when a session may be due again."""
    NO_OFFERS = "no_offers"
    """After a course: do not."""


@plain(frozen=True, slots=True)
class Chosen:
    """A choice, under the reminder whose key is `question`."""

    question: str
    choice: Choice
    chosen_at: datetime


@plain(frozen=True, slots=True)
class History:
    """All that the plan depends on, for one patient.

    `consented_at` is the consent in force (None: not agreed, opted out, unreachable, erased: then
    nothing is planned). `resumed_at` is when a pause last ended. `offers_since` is the consent to
    hear of maintenance and of a fading effect (None: no).
    Order within the tuples means nothing: the same history in any order gives the same plan.
    """

    preferences: Preferences
    consented_at: datetime | None = None
    resumed_at: datetime | None = None
    courses: tuple[Course, ...] = ()
    sessions: tuple[Session, ...] = ()
    undone: tuple[Undone, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    cancelled: tuple[Cancelled, ...] = ()
    answers: tuple[Answer, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    offers_since: datetime | None = None
    missed: tuple[Missed, ...] = ()
