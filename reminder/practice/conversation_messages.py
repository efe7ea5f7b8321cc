"""What staff and the patient read in a conversation."""

from zoneinfo import ZoneInfo

from reminder.catalogue import Html, Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.clinic import Practice
from reminder.practice.contact import contact
from reminder.practice.enrolments import shown_name
from reminder.store.tables import Conversation, Patient, Staff

LONGEST = 3000
"""How many characters of what somebody types fit into one message with its frame."""


def anchor_of(conversation: Conversation) -> str:
    """Return the name under which a staff member's newest message about it is found."""
    return f"conversation:{conversation.id}"


def alert(
    practice: Practice, conversation: Conversation, patient: Patient, words: Words
) -> Outgoing:
    """Return what staff are shown while nobody has claimed it."""
    parts = [_heading(practice, conversation, patient, words)]
    if conversation.raised > 1:
        parts.insert(0, words("answer-staff-again"))
    return Outgoing(
        "\n\n".join(parts),
        buttons=_every_button(conversation, words),
        anchor=anchor_of(conversation),
    )


def overdue(
    practice: Practice, conversation: Conversation, patient: Patient, words: Words, by: Staff
) -> Outgoing:
    """Return what all staff are shown while whoever has claimed it has not resolved it in time."""
    since = conversation.claimed_at or conversation.opened_at
    when = words.moment(since, ZoneInfo(practice.profile.zone))
    parts = [
        words("answer-staff-unresolved", staff=by.name, when=when),
        _heading(practice, conversation, patient, words),
    ]
    return Outgoing(
        "\n\n".join(parts),
        buttons=_every_button(conversation, words),
        anchor=anchor_of(conversation),
    )


def claimed(
    practice: Practice,
    conversation: Conversation,
    patient: Patient,
    words: Words,
    by: Staff,
    to: Staff,
) -> Outgoing:
    """Return what becomes of the alert when somebody has taken it on; the others only see who."""
    text = words("answer-staff-claimed", staff=by.name)
    heading = _heading(practice, conversation, patient, words)
    rows: tuple[tuple[Button, ...], ...] = ()
    if to.id == by.id:
        rows = ((_button(conversation, "reply", words), _button(conversation, "resolve", words)),)
    return Outgoing(
        f"{heading}\n\n{text}", buttons=rows, anchor=anchor_of(conversation), silent=True
    )


def resolved(conversation: Conversation, patient: Patient, words: Words, by: Staff) -> Outgoing:
    """Return what becomes of the alert at its end."""
    name = words("answer-staff-name", name=shown_name(patient, words))
    text = words("answer-staff-resolved", staff=by.name)
    return Outgoing(f"{name}\n{text}", anchor=anchor_of(conversation), silent=True)


def written(
    conversation: Conversation, patient: Patient, words: Words, text: str, *, silent: bool
) -> Outgoing:
    """Return what the patient has written, as staff read it."""
    shown = words("answer-staff-wrote", name=shown_name(patient, words), text=text[:LONGEST])
    rows: list[tuple[Button, ...]] = [
        (_button(conversation, "reply", words), _button(conversation, "resolve", words))
    ]
    if conversation.claimed_by is None:
        rows.insert(0, (_button(conversation, "claim", words),))
    return Outgoing(shown, buttons=tuple(rows), silent=silent)


def from_clinic(practice: Practice, patient: Patient, text: str) -> Outgoing:
    """Return what a staff member has typed, as the clinic's words to the patient."""
    words = practice.words(patient.language)
    parts = [words("answer-from-clinic", text=text, **contact(practice, words))]
    if patient.another_person and patient.name:
        parts.insert(0, words("aftercare-for-name", name=patient.name))
    return Outgoing("\n\n".join(parts))


def reply_asked(
    conversation: Conversation, patient: Patient, words: Words, minutes: int
) -> Outgoing:
    """Return what asks a staff member for the clinic's words."""
    text = words("answer-staff-reply-ask", name=shown_name(patient, words), minutes=minutes)
    return Outgoing(text, buttons=((_button(conversation, "reply-cancel", words),),))


def not_claimed(practice: Practice, patient: Patient) -> Outgoing:
    """Return what the patient is told when nobody has claimed it in time: to phone."""
    words = practice.words(patient.language)
    return Outgoing(words("answer-not-claimed", **contact(practice, words)))


def _heading(
    practice: Practice, conversation: Conversation, patient: Patient, words: Words
) -> Html:
    zone = ZoneInfo(practice.profile.zone)
    concern = conversation.concern.value.replace("_", "-")
    lines = [
        words(
            f"answer-staff-{concern}",
            name=shown_name(patient, words),
            when=words.moment(conversation.opened_at, zone),
        ),
        words("answer-staff-waits"),
    ]
    if conversation.told_at is not None:
        lines.append(words("answer-staff-told"))
    return Html("\n".join(lines))


def _every_button(conversation: Conversation, words: Words) -> tuple[tuple[Button, ...], ...]:
    return (
        (_button(conversation, "claim", words), _button(conversation, "reply", words)),
        (_button(conversation, "resolve", words),),
    )


def _button(conversation: Conversation, verb: str, words: Words) -> Button:
    return Button(words.plain(f"answer-{verb}-button"), f"s:talk-{verb}:{conversation.id}")
