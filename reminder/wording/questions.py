"""Questions about the treated skin and the sessions to come, and what an answer has set free."""

from collections.abc import Collection, Sequence
from datetime import datetime

from reminder.care.choices import CHOICE_KINDS, AnyAsking, Asking, open_question
from reminder.care.history import History
from reminder.care.kinds import QUESTIONS, ReminderKind
from reminder.care.restrictions import Protocols, in_force
from reminder.catalogue import Html, Words
from reminder.profile import ClinicProfile
from reminder.wording.appointments import changed_question
from reminder.wording.case import Block, Case, topics_without
from reminder.wording.courses import offers_question
from reminder.wording.restrictions import avoid_again, avoid_now

Spoken = Asking
"""A reminder as far as its words are concerned: a planned one, or a stored one."""

ASKING = QUESTIONS.union(CHOICE_KINDS)
"""Kinds that ask something."""


def asked_first(
    history: History, protocols: Protocols, reminders: Sequence[AnyAsking], now: datetime
) -> tuple[AnyAsking, ...]:
    """Return the questions that one message asks at `now`: those about the skin after one session,
    as one; where there are none, one about the sessions to come.

    Left out is what an answer could no longer change: a topic that is free already, or strict.
    """
    asking = [one for one in reminders if one.kind in ASKING]
    if not asking:
        return ()
    easing = {
        one.topic
        for one in in_force(history, protocols, now)
        if one.eases_at is not None and one.eases_at <= now
    }
    known = {session.id for session in history.sessions}
    left = [
        one
        for one in asking
        if one.kind in QUESTIONS
        and one.session_id in known
        and (one.kind is ReminderKind.CHECK_IN or not easing.isdisjoint(one.topics))
    ]
    if left:
        first = min(one.session_id or 0 for one in left)
        return tuple(one for one in left if one.session_id == first)
    other = open_question(asking, history, protocols, now)
    return () if other is None else (other,)


def question(case: Case, asked: Sequence[Spoken]) -> list[Block]:
    """Return the question that these reminders ask together: about the skin, or a choice."""
    if asked[0].kind not in QUESTIONS:
        return _choice(case, asked[0])
    topics = [topic for one in asked for topic in one.topics]
    until = [
        one.until for one in case.in_force() if one.topic in topics and one.eases_at is not None
    ]
    blocks = [Block(case.words("answer-how-is-it"))]
    if until:
        named = topics_without(case.words, dict.fromkeys(topics))
        last = case.moment(max(until))
        blocks.insert(0, Block(case.words("answer-if-calm", topics=named, until=last)))
    return blocks


def _choice(case: Case, reminder: Spoken) -> list[Block]:
    match reminder.kind:
        case ReminderKind.PREPARE:
            return changed_question(case, reminder)
        case ReminderKind.COURSE_COMPLETE:
            return offers_question(case, reminder)
        case ReminderKind.NEXT_DUE | ReminderKind.MAINTENANCE | ReminderKind.EFFECT_FADING:
            return [Block(case.words("course-due-ask"))]
        case ReminderKind.APPOINTMENT:
            return [Block(case.words("course-confirm-ask"))]
        case _:
            message = f"no question of kind {reminder.kind}"
            raise ValueError(message)


def asked_next(
    history: History,
    protocols: Protocols,
    asked: Sequence[Spoken],
    now: datetime,
    words: Words,
    profile: ClinicProfile,
) -> Html:
    """Return the next question of a message: about the skin after another session than the first,
    or about the sessions to come.
    """
    case = Case(history, protocols, now, words, profile)
    if asked[0].kind not in QUESTIONS:
        return Html("\n\n".join(str(block) for block in question(case, asked)))
    session = case.session(asked[0].session_id)
    held = case.clinic_moment(session.held_at) if session is not None else Html("")
    blocks = [Block(words("answer-next", held=held)), *question(case, asked)]
    return Html("\n\n".join(str(block) for block in blocks))


def freed_text(
    history: History,
    protocols: Protocols,
    freed: Collection[str],
    now: datetime,
    words: Words,
    profile: ClinicProfile,
) -> Html:
    """Return what a calm answer has changed: what has ended with it, and what is still to avoid."""
    case = Case(history, protocols, now, words, profile)
    blocks = [Block(words("answer-thanks"))]
    if freed:
        named = topics_without(words, freed)
        call = {"telephone": profile.telephone, "hours": profile.hours(words.language)}
        blocks += [
            Block(words("answer-freed", topics=named)),
            Block(words("answer-freed-unless", **call)),
            *avoid_again(case, freed),
        ]
    if case.in_force():
        blocks += avoid_now(case, words("aftercare-nudge-several"))
    return Html("\n\n".join(str(block) for block in blocks))
