"""The messages of a patient's aftercare, each as one Telegram text."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from reminder.care.history import History, Session
from reminder.care.kinds import ReminderKind
from reminder.care.protocol import CareProtocol
from reminder.care.restrictions import Protocols, topics
from reminder.care.topics import free
from reminder.catalogue import Html, Words
from reminder.profile import ClinicProfile
from reminder.wording.appointments import appointment, how_to_call, next_session, prepared
from reminder.wording.case import Block, Case, topics_without
from reminder.wording.courses import complete, due, offered
from reminder.wording.questions import ASKING, Spoken, asked_first, question
from reminder.wording.restrictions import avoid_again, avoid_later, avoid_now, lines


def instructions(
    history: History,
    protocols: Protocols,
    reminder: Spoken,
    now: datetime,
    words: Words,
    profile: ClinicProfile,
    first_name: str | None = None,
) -> Html:
    """Return what a patient is told on joining or after a session: what to avoid until when.

    `now` is aware. A later session of a course gets a short update. `first_name` is given where
    two people share a chat.
    """
    case = Case(history, protocols, now, words, profile)
    return _message(case, _instructed(case, reminder), first_name)


def day_message(
    history: History,
    protocols: Protocols,
    reminders: Sequence[Spoken],
    now: datetime,
    words: Words,
    profile: ClinicProfile,
    first_name: str | None = None,
    repeated: bool = False,
) -> Html | None:
    """Return what goes out together as one message, what matters most first.

    None: nothing of it is true or useful any more at `now` (aware). `repeated` says that an
    earlier attempt may have arrived.

    Raises:
        ValueError: a reminder is of a kind that has no words.
    """
    case = Case(history, protocols, now, words, profile)
    by_kind: dict[ReminderKind, list[Spoken]] = {}
    for reminder in reminders:
        by_kind.setdefault(reminder.kind, []).append(reminder)
    blocks: list[Block] = []
    for one in by_kind.get(ReminderKind.APPOINTMENT, ()):
        blocks += appointment(case, one)
    told = by_kind.pop(ReminderKind.INSTRUCTIONS, None)
    if told and not _is_past(case, told[-1]):
        blocks += _instructed(case, told[-1])
    if changed := by_kind.pop(ReminderKind.CORRECTION, None):
        # Instructions of the same moment already say what is true now.
        blocks += [] if blocks else _corrected(case, changed)
    ended = _lifted(case, by_kind.pop(ReminderKind.LIFTED, ()), greeted=bool(blocks))
    blocks += ended
    # What ends, or may end, says what goes on besides: a list that leaves it out reads as "all".
    ending = bool(
        ended or asked_first(history, protocols, by_kind.get(ReminderKind.EASE_OFF, ()), now)
    )
    nudges = by_kind.pop(ReminderKind.NUDGE, ())
    still = _nudged(case, nudges, greeted=bool(blocks), anyway=ending)
    blocks += still
    blocks += _about_courses(case, by_kind, greeted=bool(blocks), listed=bool(still))
    for kind in ASKING:
        by_kind.pop(kind, None)
    blocks += _asked(case, reminders, greeted=bool(blocks))
    if by_kind:
        message = f"no words for reminders of kind {', '.join(sorted(by_kind))}"
        raise ValueError(message)
    if not blocks:
        return None
    if repeated:
        blocks.append(Block(words("aftercare-repeated")))
    return _message(case, blocks, first_name)


def today(
    history: History,
    protocols: Protocols,
    now: datetime,
    words: Words,
    profile: ClinicProfile,
    held: bool = False,
) -> Html:
    """Return the answer to "may I?": what is in force at `now` (aware), and what comes next.

    `held`: the patient has said that the skin is not calm, so nothing is said to be over.
    """
    case = Case(history, protocols, now, words, profile)
    blocks = [
        Block(words("aftercare-today", moment=case.moment(now))),
        *avoid_now(case, words("aftercare-avoid-now")),
    ]
    if held:
        # It says already whom to call.
        blocks.append(Block(words("answer-today-held", **how_to_call(case))))
        return _message(case, [*blocks, *avoid_later(case)], None)
    if over := case.over():
        listed = words.listing(words.topic(topic) for topic in case.named_over(over))
        blocks.append(Block(words("aftercare-today-over", topics=listed)))
    return _message(case, [*blocks, *avoid_later(case), _call_short(case)], None)


def _message(case: Case, blocks: Iterable[Block], first_name: str | None) -> Html:
    parts = [str(block) for block in blocks]
    if first_name is not None:
        parts.insert(0, case.words("aftercare-for-name", name=first_name))
    return Html("\n\n".join(parts))


def _instructed(case: Case, reminder: Spoken) -> list[Block]:
    session = case.session(reminder.session_id)
    heading = case.words("aftercare-avoid-now")
    if session is not None:
        held = case.clinic_moment(session.held_at)
        heading = case.words("aftercare-avoid-after", held=held)
    if session is not None and _is_update(case, session):
        return [
            _greeting(case, "aftercare-hello-again"),
            *avoid_now(case, heading),
            *next_session(case),
            *avoid_later(case),
            _call_short(case),
        ]
    return [
        _greeting(case, "aftercare-hello"),
        *avoid_now(case, heading),
        *next_session(case),
        *avoid_later(case),
        *_each_session(case),
        *reactions(case, session),
        call(case, session),
        emergency(case),
        Block(case.words("aftercare-leave")),
    ]


def _is_update(case: Case, session: Session) -> bool:
    """Tell whether the patient has had whole instructions for this course before."""
    consented_at = case.history.consented_at
    return consented_at is not None and any(
        other.course_id == session.course_id
        and other.id != session.id
        and other.recorded_at < session.recorded_at
        and consented_at < session.recorded_at
        for other in case.history.sessions
    )


def _is_past(case: Case, reminder: Spoken) -> bool:
    """Tell whether an update has no new dates: the session was noted when its times were over."""
    session = case.session(reminder.session_id)
    return (
        session is not None
        and _is_update(case, session)
        and not (case.in_force() or case.duties() or case.coming())
        and case.next_appointment() is None
    )


def _each_session(case: Case) -> Iterator[Block]:
    """Yield what a course of close sessions means for the times, where one goes on."""
    longest = [
        rule.after.max
        for course in case.history.courses
        if case.goes_on(course)
        for rule in case.protocols[course.protocol].restrictions_for(course.areas)
        if rule.after is not None
    ]
    if longest:
        length = case.length(max(longest, default=timedelta()))
        yield Block(case.words("aftercare-each-session", length=length))


def reactions(case: Case, session: Session | None = None) -> Iterator[Block]:
    """Yield what can be said of reactions after `session` (None: after any of the courses')."""
    used = _protocols(case, session)
    told = dict.fromkeys(reaction.say for protocol in used for reaction in protocol.reactions)
    if told:
        yield Block(Html(" ".join(case.words(f"reaction-{word}") for word in told)))
    elif any(protocol.needled for protocol in used):
        yield Block(case.words("aftercare-reactions-needled"))


def call(case: Case, session: Session | None = None) -> Block:
    """Return when to phone the clinic after `session` (None: after any), and how."""
    needled = any(protocol.needled for protocol in _protocols(case, session))
    words = "aftercare-call-needled" if needled else "aftercare-call"
    return Block(case.words(words, **how_to_call(case)))


def _protocols(case: Case, session: Session | None) -> list[CareProtocol]:
    return [
        case.protocols[course.protocol]
        for course in case.history.courses
        if session is None or course.id == session.course_id
    ]


def emergency(case: Case) -> Block:
    """Return when to call the emergency number."""
    return Block(case.words("aftercare-emergency", emergency=case.profile.emergency_number))


def _corrected(case: Case, reminders: Sequence[Spoken]) -> list[Block]:
    blocks = [_greeting(case, "aftercare-hello-correction")]
    known = [case.session(reminder.session_id) for reminder in reminders]
    if any(session is not None for session in known):
        blocks.append(Block(case.words("aftercare-corrected")))
    if any(session is None for session in known):
        blocks.append(Block(case.words("aftercare-undone")))
    heading = case.words("aftercare-avoid-now")
    return [*blocks, *avoid_now(case, heading), *avoid_later(case), _call_short(case)]


def _lifted(case: Case, reminders: Collection[Spoken], *, greeted: bool) -> list[Block]:
    if not reminders:
        return []
    forbidden = {one.topic for one in case.in_force()}
    ended = free(_topics(case, reminders), forbidden, case.wider())
    if not ended:
        return []
    return [
        *([] if greeted else [_greeting(case, "aftercare-hello-news")]),
        Block(
            case.words(
                "aftercare-lifted", topics=topics_without(case.words, case.named_over(ended))
            )
        ),
        Block(case.words("aftercare-lifted-wait", **how_to_call(case))),
        *avoid_again(case, ended),
    ]


def _nudged(
    case: Case, reminders: Collection[Spoken], *, greeted: bool, anyway: bool
) -> list[Block]:
    if not (reminders or anyway):
        return []
    spoken = _topics(case, reminders)
    held = case.in_force()
    if not held or not (anyway or any(one.topic in spoken for one in held)):
        return []
    # All of it: what a list leaves out reads as allowed.
    said = tuple(lines(held, case.now, case.words, case.history))
    return [
        *([] if greeted else [_greeting(case, "aftercare-hello-nudge")]),
        Block(case.words("aftercare-nudge", line=said[0]))
        if len(said) == 1
        else Block(case.words("aftercare-nudge-several"), said),
    ]


def _about_courses(
    case: Case, by_kind: Mapping[ReminderKind, list[Spoken]], *, greeted: bool, listed: bool
) -> list[Block]:
    """Return what is said of the sessions to come and of courses, without the questions."""
    if not by_kind:
        return []
    later = (ReminderKind.MAINTENANCE, ReminderKind.EFFECT_FADING)
    blocks = [
        *prepared(case, by_kind.get(ReminderKind.PREPARE, ()), listed=listed),
        *due(case, by_kind.get(ReminderKind.NEXT_DUE, ())),
        *complete(case, by_kind.get(ReminderKind.COURSE_COMPLETE, ())),
        *offered(case, [one for kind in later for one in by_kind.get(kind, ())]),
    ]
    if not blocks or greeted:
        return blocks
    return [_greeting(case, "aftercare-hello-news"), *blocks]


def _asked(case: Case, reminders: Sequence[Spoken], *, greeted: bool) -> list[Block]:
    """Return the one question that a message asks, at its end."""
    first = asked_first(case.history, case.protocols, reminders, case.now)
    if not first:
        return []
    greeting = [] if greeted else [_greeting(case, "aftercare-hello-news")]
    return [*greeting, *question(case, first)]


def _topics(case: Case, reminders: Iterable[Spoken]) -> list[str]:
    """Return what reminders speak of, in the protocols' order."""
    spoken = {topic for one in reminders for topic in one.topics}
    return [topic for topic in topics(case.history, case.protocols) if topic in spoken]


def _greeting(case: Case, message_id: str) -> Block:
    return Block(case.words(message_id, clinic=case.words.of_clinic(case.profile.name)))


def _call_short(case: Case) -> Block:
    return Block(case.words("aftercare-call-short", **how_to_call(case)))
