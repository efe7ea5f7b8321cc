"""Why a reminder or a message is where it is: every code that a row's `reason` may hold.

Staff read each in words of their own (`why-reason-…` in the catalogue; a test holds that). What
Telegram or the network says of a failed send is kept as it was said, and read by `reason_of`.
"""

from enum import StrEnum


class Reason(StrEnum):
    """A code of the `reason` column of reminders and deliveries."""

    NOT_ACTIVE = "not_active"
    """The patient was not to be written to when the turn came."""
    EXPIRED = "expired"
    """It was no longer useful when its turn came."""
    IN_FORCE_AGAIN = "in_force_again"
    """What it would have set free is forbidden, by another treatment."""
    NOTHING_LEFT = "nothing_left"
    """Nothing of it was true or useful any more when it was put into words."""

    UNCLEAR_STOP = "unclear_stop"
    """Waits: something like STOP inside a sentence is not settled."""
    SAME_PERSON = "same_person"
    """Waits: staff have not said who has the phone."""
    COMPLAINT = "complaint"
    """Waits: the patient has said that the skin is not calm."""
    ERASURE = "erasure"
    """Waits: the patient's data are to be erased within minutes, unless that is taken back."""
    QUIET_HOURS = "quiet_hours"
    """Waits for the end of the patient's night."""
    ONE_A_DAY = "one_a_day"
    """Waits for the next day: today's message has gone out."""

    NOT_PLANNED = "not_planned"
    """The plan no longer has it."""
    OPTED_OUT = "opted_out"
    UNREACHABLE = "unreachable"
    PAUSED = "paused"
    UNDONE = "undone"
    JOINED = "joined"
    ERASED = "erased"
    WRONG_PERSON = "wrong_person"
    """The phone was taken away from the patient."""
    STAFF_REMOVED = "staff_removed"
    """It was for somebody who works here no more."""
    RESTORED = "restored"
    """It was out of date when the clinic's data were brought back from a backup."""
    REHEARSAL_ENDED = "rehearsal_ended"
    """Staff ended the rehearsal that the message belonged to."""

    SUPERSEDED = "superseded"
    """A newer state of the same card has taken its place."""
    COULD_NOT_BE_PUT_TOGETHER = "could_not_be_put_together"
    """A fault of ours; the log has it."""
    UNREADABLE = "unreadable"
    """A stored message that this version cannot read."""

    CALLED_OFF = "called_off"
    """Before the wire: it was cancelled after it had been claimed."""
    PLAN_CHANGED = "plan_changed"
    """Before the wire: the plan had changed since, so it is put together anew."""
    BEHIND_AN_EARLIER_ANSWER = "behind_an_earlier_answer"
    """Before the wire: an earlier answer to the chat waits for its retry."""
    WAITED_TOO_LONG = "waited_too_long"
    """Before the wire: its turn came too late to be sure of its lease."""
    STOPPED = "stopped"
    """Before the wire: the service was stopped."""
    ENDED_IN_FLIGHT = "ended_in_flight"
    """The send was broken off on our side."""
    FOUND_SENDING = "found_sending"
    """The service ended while it was on its way."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    CHAT_NOT_FOUND = "chat_not_found"
    BAD_REQUEST = "bad_request"
    UNSUPPORTED = "unsupported"
    """The server of the Bot API does not know how to send it."""

    FLOOD_CONTROL = "flood control"
    TOKEN_REJECTED = "token rejected"  # noqa: S105  (a word for what Telegram did)
    ANOTHER_PROCESS_POLLS = "another process polls"
    NOT_SENT = "not sent"
    """What failed follows: "not sent: ClientConnectorError"."""
    SERVER_FAULT = "HTTP"
    """Its status follows: "HTTP 502"."""
    NO_ANSWER = "no answer"
    """Whatever else ends a send without a word of its fate: the name of the error stands there."""


HOLDS = (Reason.ERASURE, Reason.UNCLEAR_STOP, Reason.SAME_PERSON, Reason.COMPLAINT)
"""Why reminders wait without an end: until somebody settles it. The first one counts."""


def reason_of(code: str) -> Reason:
    """Return what a stored code means."""
    try:
        return Reason(code)
    except ValueError:
        if code.startswith(f"{Reason.NOT_SENT}:"):
            return Reason.NOT_SENT
        if code.startswith(f"{Reason.SERVER_FAULT} "):
            return Reason.SERVER_FAULT
        return Reason.NO_ANSWER
