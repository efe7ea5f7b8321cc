"""The tables. Every root row carries its clinic; personal data is encrypted column by column.

A plain `datetime` field is an aware UTC instant on both databases. A chat is looked up by its keyed
hash (`chat_hash`); the chat id itself stands encrypted beside it.
"""

from datetime import datetime, time
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from reminder.care.kinds import ReminderKind, ReminderState, Shift
from reminder.store.encryption import Encrypted

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

NEVER_AGAIN = {"sqlite_autoincrement": True}
"""For tables whose rows are erased while buttons in old messages still carry their ids: on SQLite
too an id is never given to somebody else's row."""


def words(enum: type[StrEnum]) -> Any:
    """Return a column type that stores the enum's values as words, alike on both databases."""
    return sa.Enum(
        enum,
        native_enum=False,
        values_callable=lambda members: [member.value for member in members],
        length=32,
        create_constraint=False,
    )


def saved(row_id: int | None) -> int:
    """Return the id of a row that is in the database; before it is flushed there is none."""
    if row_id is None:
        message = "the row has not been flushed"
        raise ValueError(message)
    return row_id


class PatientState(StrEnum):
    """Where a patient stands with the service. Drawn in docs/states.md."""

    INVITED = "invited"
    """Enrolled; has not agreed. Nothing is sent."""
    ACTIVE = "active"
    """Has agreed and gets messages."""
    PAUSED = "paused"
    """Has asked for silence until a day (`paused_until`); then active again."""
    OPTED_OUT = "opted_out"
    """Has left. Coming back needs Agree again."""
    UNREACHABLE = "unreachable"
    """Has blocked the bot, or Telegram refuses the chat. Coming back needs Agree again."""
    ON_PAPER = "on_paper"
    """Has the printed sheet; never chased."""
    DECLINED = "declined"
    """Wanted neither; never chased."""
    UNDONE = "undone"
    """The enrolment was taken back by staff."""
    JOINED = "joined"
    """Turned out to be a patient already known, whose history now holds it all."""
    ERASED = "erased"


class Role(StrEnum):
    """What a staff member may do."""

    OWNER = "owner"
    MEMBER = "member"


class EnrolmentState(StrEnum):
    """What became of an enrolment."""

    WAITING = "waiting"
    """The invitation is out; nobody has agreed."""
    CONNECTED = "connected"
    ON_PAPER = "on_paper"
    DECLINED = "declined"
    """The patient said no, to staff or on the phone."""
    REFUSED = "refused"
    """Somebody pressed "Not me", or staff said "wrong person": the link is dead."""
    UNDONE = "undone"
    EXPIRED = "expired"
    """Nobody agreed within the invitation's time."""


class DeliveryState(StrEnum):
    """Where one Telegram message stands. Drawn in docs/states.md."""

    QUEUED = "queued"
    """An answer waiting for its turn (`wake_at`: from when)."""
    SENDING = "sending"
    """On its way (`wake_at`: the end of the lease)."""
    DELIVERED = "delivered"
    DEFERRED = "deferred"
    """Surely not delivered; a reminder goes back to planned, an answer waits until `wake_at`."""
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    """It cannot be told whether it arrived."""
    CANCELLED = "cancelled"
    """Called off before the wire: opted out, undone, superseded."""
    DROPPED = "dropped"
    """Nothing left to say, or the message itself was at fault; `reason` says which."""


class InboxState(StrEnum):
    """Where a Telegram update stands."""

    NEW = "new"
    DONE = "done"
    SET_ASIDE = "set_aside"
    """Its handler failed again and again; the owner is told."""


class HoldKind(StrEnum):
    """Why a patient's reminders wait."""

    UNCLEAR_STOP = "unclear_stop"
    """Something like STOP inside a sentence: everything waits until it is answered."""
    SAME_PERSON = "same_person"
    """The chat has a second enrolment that staff have not placed: lifts wait."""
    COMPLAINT = "complaint"
    """The patient is not well: lifts wait."""
    ERASURE = "erasure"
    """All that is kept about the patient is about to be erased: everything waits."""


class Concern(StrEnum):
    """What a conversation with a patient is about."""

    WORRIED = "worried"
    """The patient has answered "I'm worried"."""
    STILL_SORE = "still_sore"
    """The patient has answered "still sore" twice."""
    UNCLEAR_STOP = "unclear_stop"
    """The patient wrote what may be a complaint, and wants to keep the messages."""


class Clinic(SQLModel, table=True):
    """A clinic: one bot. `update_offset` is the next update to ask Telegram for; `halted_until` a
    429's end; `bot_id` the bot's own id, so that a changed token is noticed. `key_check` reads only
    under the right key. `leader_epoch` counts the leaders; `webhook_secret` is made where the
    operator gives none.

    `key` is its name among several. `token` and `config_dir` are None where the settings say them.
    `changed_at`: when staff last changed either; `removed_at`: since when it is not served any
    more. `fault`: why the last try to serve it failed, in words for the operator (None: it works).
    """

    __tablename__ = "clinic"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=64)
    token: str | None = Field(default=None, sa_type=Encrypted)
    config_dir: str | None = None
    changed_at: datetime | None = None
    removed_at: datetime | None = None
    fault: str | None = None
    bot_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    bot_username: str | None = None
    update_offset: int = Field(default=0, sa_type=sa.BigInteger)
    halted_until: datetime | None = None
    leader_epoch: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    webhook_secret: str | None = Field(default=None, sa_type=Encrypted)
    key_check: str = Field(default="the key fits", sa_type=Encrypted)
    created_at: datetime
    __table_args__ = (
        # One bot writes for one clinic: what a patient sees must be from whom it seems to be.
        sa.Index(
            "ix_clinic_bot",
            "bot_id",
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        ),
    )


class Staff(SQLModel, table=True):
    """Somebody who works at the clinic. `removed_at` ends every right at once."""

    __tablename__ = "staff"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    chat_hash: str = Field(max_length=64)
    chat_id: str = Field(sa_type=Encrypted)
    name: str = Field(sa_type=Encrypted)
    role: Role = Field(sa_type=words(Role))
    language: str = Field(max_length=16)
    created_at: datetime
    removed_at: datetime | None = None
    __table_args__ = (sa.Index("ix_staff_clinic_chat", "clinic_id", "chat_hash"),)


class ClaimCode(SQLModel, table=True):
    """A one-time owner's code: only its keyed hash, its end and the tries left."""

    __tablename__ = "claim_code"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    code_hash: str = Field(max_length=64)
    created_at: datetime
    expires_at: datetime
    tries_left: int
    used_at: datetime | None = None


class StaffInvitation(SQLModel, table=True):
    """A one-time link by which an owner invites somebody to work here: only its token's keyed hash.

    `opened_hash`: the chat that has opened it, which alone can use it. `ended_at`: used, declined
    or replaced; `staff_id`: who came by it.
    """

    __tablename__ = "staff_invitation"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    invited_by: int = Field(foreign_key="staff.id")
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime
    expires_at: datetime
    opened_hash: str | None = Field(default=None, max_length=64)
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    __table_args__ = (NEVER_AGAIN,)


class Patient(SQLModel, table=True):
    """One person treated. `chat_id` is None until someone has agreed on a phone.

    `zone` is an IANA name; `message_hour` the local time of the day's message (None: the clinic's).
    `another_person`: a second person on a phone already known, so messages begin with the name.
    `plan_revision` grows with each planning: what was claimed under an older one is claimed anew.
    `card_digest`: what the pinned card shows, so that it is edited only when that changes (None:
    there is no card; empty: one that was out of reach). `card_at`: when it is to be looked at.
    `left_told_at`: when staff were last told that the patient has left.
    """

    __tablename__ = "patient"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    name: str = Field(default="", sa_type=Encrypted)
    chat_hash: str | None = Field(default=None, max_length=64)
    chat_id: str | None = Field(default=None, sa_type=Encrypted)
    telegram_name: str | None = Field(default=None, sa_type=Encrypted)
    language: str = Field(max_length=16)
    zone: str = Field(max_length=64)
    message_hour: time | None = None
    state: PatientState = Field(sa_type=words(PatientState))
    another_person: bool = False
    consented_at: datetime | None = None
    resumed_at: datetime | None = None
    paused_until: datetime | None = None
    last_audible_at: datetime | None = None
    plan_revision: int = 0
    card_digest: str | None = Field(default=None, max_length=64)
    card_at: datetime | None = None
    left_told_at: datetime | None = None
    created_at: datetime
    __table_args__ = (
        sa.Index("ix_patient_clinic_chat", "clinic_id", "chat_hash"),
        sa.Index(
            "ix_patient_paused",
            "clinic_id",
            "paused_until",
            sqlite_where=sa.text("paused_until IS NOT NULL"),
            postgresql_where=sa.text("paused_until IS NOT NULL"),
        ),
        sa.Index(
            "ix_patient_card",
            "clinic_id",
            "card_at",
            sqlite_where=sa.text("card_at IS NOT NULL"),
            postgresql_where=sa.text("card_at IS NOT NULL"),
        ),
    )


class ConsentScope(StrEnum):
    """What somebody has agreed to."""

    REMINDERS = "reminders"
    OFFERS = "offers"
    """To be told, long after a course, that its effect may fade or that a session may refresh it:
    an agreement of its own, without which nothing of the kind is planned."""


class Consent(SQLModel, table=True):
    """Who agreed to what (`scope`), by which text, in which language, when; and when it was
    withdrawn. Never deleted but by erasure. `by` is "patient" or "carer".
    """

    __tablename__ = "consent"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    scope: ConsentScope = Field(
        default=ConsentScope.REMINDERS,
        sa_type=words(ConsentScope),
        sa_column_kwargs={"server_default": ConsentScope.REMINDERS.value},
    )
    by: str = Field(max_length=16)
    text_version: str = Field(max_length=32)
    language: str = Field(max_length=16)
    chat_hash: str = Field(max_length=64)
    given_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_how: str | None = Field(default=None, max_length=32)


class ProtocolVersion(SQLModel, table=True):
    """A protocol as it stood when a course was begun with it: timing comes from here."""

    __tablename__ = "protocol_version"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    name: str = Field(max_length=64)
    version: int
    content: str
    stored_at: datetime
    __table_args__ = (sa.UniqueConstraint("clinic_id", "name", "version"),)


class Course(SQLModel, table=True):
    """A series of sessions of one protocol. `areas` are joined by commas. `unbooked_told_at`: when
    staff were told that the next session is due and the patient has not answered.
    """

    __tablename__ = "course"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    protocol: str = Field(max_length=64)
    protocol_version: int
    areas: str = ""
    sessions_planned: int | None = None
    begun_at: datetime
    finished_at: datetime | None = None
    unbooked_told_at: datetime | None = None
    undone_at: datetime | None = None
    __table_args__ = (NEVER_AGAIN,)


class Session(SQLModel, table=True):
    """One treatment held."""

    __tablename__ = "session"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    course_id: int = Field(foreign_key="course.id", index=True)
    held_at: datetime
    number: int | None = None
    recorded_at: datetime
    recorded_by: int | None = Field(default=None, foreign_key="staff.id")
    revision: int = 0
    corrected_at: datetime | None = None
    undone_at: datetime | None = None
    __table_args__ = (NEVER_AGAIN,)


class Appointment(SQLModel, table=True):
    """A session still to come. Cancelled ones keep their row.

    `moved_at` and `moved_from`: when it was last moved, and what its time was before.
    `confirmed_at` and `move_asked_at` are the patient's answers the day before. Once past, staff
    are asked (`asked_at` last, on `asked_mornings` so far; then the owners, at `owners_asked_at`)
    and say held (`held_as`), missed (`missed_at`) or cancelled.
    """

    __tablename__ = "appointment"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    course_id: int = Field(foreign_key="course.id", index=True)
    begins_at: datetime
    booked_at: datetime
    booked_by: int | None = Field(default=None, foreign_key="staff.id")
    revision: int = 0
    moved_at: datetime | None = None
    moved_from: datetime | None = None
    confirmed_at: datetime | None = None
    move_asked_at: datetime | None = None
    cancelled_at: datetime | None = None
    missed_at: datetime | None = None
    asked_at: datetime | None = None
    asked_mornings: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    owners_asked_at: datetime | None = None
    held_as: int | None = Field(default=None, foreign_key="session.id")
    __table_args__ = (NEVER_AGAIN,)


class CheckInAnswer(SQLModel, table=True):
    """What a patient answered about one session. `told`: the reply said what it set free."""

    __tablename__ = "check_in_answer"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    session_id: int = Field(foreign_key="session.id")
    question: str = Field(max_length=128)
    reply: str = Field(max_length=16)
    answered_at: datetime
    told: bool = False


class Chosen(SQLModel, table=True):
    """What a patient has pressed under a question about sessions to come: `question` is the key of
    the reminder that asked, `choice` one of `reminder.care.history.Choice`.
    """

    __tablename__ = "chosen"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    question: str = Field(max_length=128)
    choice: str = Field(max_length=16)
    chosen_at: datetime


class Conversation(SQLModel, table=True):
    """Something about which staff and a patient have to talk: open until `resolved_at`.

    `raise_at` is when it is looked at again while nobody has claimed or resolved it, `raised` how
    often staff have been alerted, `told_at` when the patient was told to phone. What `reply_by`
    types before `reply_until` goes to the patient.
    """

    __tablename__ = "conversation"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    session_id: int | None = Field(default=None, foreign_key="session.id")
    concern: Concern = Field(sa_type=words(Concern))
    opened_at: datetime
    raise_at: datetime | None = None
    raised: int = 0
    told_at: datetime | None = None
    claimed_by: int | None = Field(default=None, foreign_key="staff.id")
    claimed_at: datetime | None = None
    reply_by: int | None = Field(default=None, foreign_key="staff.id")
    reply_until: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: int | None = Field(default=None, foreign_key="staff.id")
    __table_args__ = (
        sa.Index(
            "ix_conversation_raise",
            "clinic_id",
            "raise_at",
            sqlite_where=sa.text("raise_at IS NOT NULL"),
            postgresql_where=sa.text("raise_at IS NOT NULL"),
        ),
        NEVER_AGAIN,
    )


class DraftPurpose(StrEnum):
    """What a staff member is filling in."""

    ENROL = "enrol"
    SESSION = "session"
    """Another session of a known patient."""
    APPOINTMENT = "appointment"
    """A booking, or another time for one."""


class Draft(SQLModel, table=True):
    """A form that a staff member is filling in. `form` is encrypted JSON; `awaits` is the part that
    the next typed message answers. One open draft a staff member.
    """

    __tablename__ = "draft"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    staff_id: int = Field(foreign_key="staff.id", index=True)
    purpose: DraftPurpose = Field(
        default=DraftPurpose.ENROL,
        sa_type=words(DraftPurpose),
        sa_column_kwargs={"server_default": DraftPurpose.ENROL.value},
    )
    form: str = Field(sa_type=Encrypted)
    awaits: str | None = Field(default=None, max_length=32)
    created_at: datetime
    closed_at: datetime | None = None
    __table_args__ = (NEVER_AGAIN,)


class Enrolment(SQLModel, table=True):
    """A patient put on a course by staff. `session_id` or `appointment_id`: what it was for.
    `unopened_told_at`: when staff were told that nobody opened the link.
    `placed_at`: when staff confirmed who it is, where a known chat agreed.
    """

    __tablename__ = "enrolment"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    staff_id: int = Field(foreign_key="staff.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    course_id: int = Field(foreign_key="course.id")
    session_id: int | None = Field(default=None, foreign_key="session.id")
    appointment_id: int | None = Field(default=None, foreign_key="appointment.id")
    state: EnrolmentState = Field(sa_type=words(EnrolmentState))
    created_at: datetime
    connected_at: datetime | None = None
    unopened_told_at: datetime | None = None
    placed_at: datetime | None = None
    __table_args__ = (NEVER_AGAIN,)


class Invitation(SQLModel, table=True):
    """A one-time link. The token is derived from the keys and `nonce`, so it can be shown again;
    the database holds only its hash. `opened_at`: first scan; `ended_at`: used, refused, revoked.
    """

    __tablename__ = "invitation"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    enrolment_id: int = Field(foreign_key="enrolment.id", index=True)
    nonce: str = Field(max_length=64)
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime
    expires_at: datetime
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    ended_how: str | None = Field(default=None, max_length=32)
    __table_args__ = (NEVER_AGAIN,)


class Hold(SQLModel, table=True):
    """A reason for a patient's reminders to wait, until `released_at`."""

    __tablename__ = "hold"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    kind: HoldKind = Field(sa_type=words(HoldKind))
    about: int | None = None
    placed_at: datetime
    released_at: datetime | None = None


class Reminder(SQLModel, table=True):
    """One dated intention. `due_at` is the plan's; `wake_at` the queue's (due, retry, or end of
    usefulness while held; NULL when final or on its way). `wanted_at` is when it would be due if
    there were no nights and no day's message to join, `shift` why it is not. `attempts` counts
    sends begun; `repeated` says that an earlier attempt may have arrived. `closed_at`: a question
    was answered, or withdrawn.
    """

    __tablename__ = "reminder"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id")
    key: str = Field(max_length=128)
    kind: ReminderKind = Field(sa_type=words(ReminderKind))
    course_id: int | None = None
    session_id: int | None = None
    appointment_id: int | None = None
    topics: str = ""
    until: datetime | None = None
    wanted_at: datetime | None = None
    shift: Shift | None = Field(default=None, sa_type=words(Shift))
    due_at: datetime
    useful_until: datetime
    wake_at: datetime | None = None
    state: ReminderState = Field(sa_type=words(ReminderState))
    reason: str | None = Field(default=None, max_length=64)
    attempts: int = 0
    repeated: bool = False
    delivery_id: int | None = Field(default=None, index=True)
    closed_at: datetime | None = None
    created_at: datetime
    changed_at: datetime
    __table_args__ = (
        sa.UniqueConstraint("patient_id", "key"),
        sa.Index(
            "ix_reminder_wake",
            "clinic_id",
            "wake_at",
            sqlite_where=sa.text("wake_at IS NOT NULL"),
            postgresql_where=sa.text("wake_at IS NOT NULL"),
        ),
        NEVER_AGAIN,
    )


class Delivery(SQLModel, table=True):
    """One Telegram message: reminders of one patient's day, or an answer to a person.

    `payload` (encrypted `Outgoing` JSON) is kept for answers until they are final, then emptied;
    a delivery of reminders is composed when it is sent and stores no text. `sequence` orders a
    chat's answers. `anchor` lets later edits find it.
    """

    __tablename__ = "delivery"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int | None = Field(default=None, foreign_key="patient.id", index=True)
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    chat_hash: str = Field(max_length=64, index=True)
    chat_id: str = Field(sa_type=Encrypted)
    purpose: str = Field(max_length=32)
    payload: str | None = Field(default=None, sa_type=Encrypted)
    anchor: str | None = Field(default=None, max_length=64, index=True)
    state: DeliveryState = Field(sa_type=words(DeliveryState))
    reason: str | None = Field(default=None, max_length=64)
    attempts: int = 0
    repeated: bool = False
    audible: bool = True
    message_id: int | None = Field(default=None, sa_type=sa.BigInteger)
    wake_at: datetime | None = None
    created_at: datetime
    begun_at: datetime | None = None
    finished_at: datetime | None = None
    __table_args__ = (
        sa.Index(
            "ix_delivery_wake",
            "clinic_id",
            "wake_at",
            sqlite_where=sa.text("wake_at IS NOT NULL"),
            postgresql_where=sa.text("wake_at IS NOT NULL"),
        ),
        NEVER_AGAIN,
    )


class Erasure(SQLModel, table=True):
    """The erasing of all that is kept about a patient: asked for, then carried out or taken back.

    `asked_by` is the staff member, None where the patient asked. `due_at` is when the next step is
    taken (None: over). `farewell_id` is the delivery of the last message, which is sent before
    anything is erased. Once `done_at` is set, `pseudonym` stands in the audit log in the patient's
    place.
    """

    __tablename__ = "erasure"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    patient_id: int = Field(foreign_key="patient.id", index=True)
    asked_by: int | None = Field(default=None, foreign_key="staff.id")
    asked_at: datetime
    due_at: datetime | None = None
    farewell_id: int | None = None
    withdrawn_at: datetime | None = None
    done_at: datetime | None = None
    pseudonym: str | None = Field(default=None, max_length=64)
    __table_args__ = (
        sa.Index(
            "ix_erasure_due",
            "clinic_id",
            "due_at",
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        ),
        NEVER_AGAIN,
    )


class InboxUpdate(SQLModel, table=True):
    """A Telegram update, stored before it is confirmed. `payload` (encrypted JSON) is emptied when
    it is done. `chat_hash` keeps a chat's updates in order.
    """

    __tablename__ = "inbox"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    update_id: int = Field(sa_type=sa.BigInteger)
    chat_hash: str = Field(max_length=64)
    payload: str | None = Field(default=None, sa_type=Encrypted)
    state: InboxState = Field(sa_type=words(InboxState))
    attempts: int = 0
    fault: str | None = Field(default=None, max_length=128)
    received_at: datetime
    done_at: datetime | None = None
    __table_args__ = (
        sa.UniqueConstraint("clinic_id", "update_id"),
        sa.Index(
            "ix_inbox_new",
            "clinic_id",
            "id",
            sqlite_where=sa.text("state = 'new'"),
            postgresql_where=sa.text("state = 'new'"),
        ),
    )


class AuditEvent(SQLModel, table=True):
    """Who did what to whose record, when; no message text, no names. Append-only: nothing takes an
    event out. Where a patient is erased, `pseudonym` (a keyed digest) takes the place of
    `patient_id`, and `detail` is emptied. `role`: what the staff member was at that time.
    """

    __tablename__ = "audit_event"
    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id")
    staff_id: int | None = None
    role: Role | None = Field(default=None, sa_type=words(Role))
    patient_id: int | None = Field(default=None, index=True)
    pseudonym: str | None = Field(default=None, max_length=64)
    action: str = Field(max_length=64)
    detail: str | None = Field(default=None, max_length=128)
    at: datetime
