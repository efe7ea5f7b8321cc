"""Consent: the text that is agreed to, and the record of who agreed to it and when."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import update
from sqlmodel import col, select

from reminder.practice.clinic import Db, Practice
from reminder.practice.contact import contact
from reminder.store.tables import Consent, ConsentScope, Patient, saved


class By(StrEnum):
    """Who agreed."""

    PATIENT = "patient"
    CARER = "carer"


class Withdrawn(StrEnum):
    """How a consent came to its end."""

    STOP_WORD = "stop_word"
    STOP_COMMAND = "stop_command"
    STOP_BUTTON = "stop_button"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    CHAT_NOT_FOUND = "chat_not_found"
    MOVED = "moved"
    """The chat has moved to another phone, where a consent of its own was given."""
    RENEWED = "renewed"
    """Agreed again in the same chat."""
    ERASED = "erased"
    """All that is kept about the patient is erased, on request."""
    NO_OFFERS = "no_offers"
    """Wants to hear no more of what may come after a course."""


def consent_text(practice: Practice, language: str) -> str:
    """Return the text that is agreed to, as Telegram HTML."""
    words = practice.words(language)
    return words("patient-consent", **contact(practice, words))


def consent_version(practice: Practice, language: str) -> str:
    """Return the version of that very text: 16 hex digits that change with any letter of it, the
    two buttons that agree and the privacy notice that it points to included.
    """
    words = practice.words(language)
    parts = (
        consent_text(practice, language),
        words("patient-consent-agree-button"),
        words("patient-consent-carer-button"),
        words("patient-privacy", **contact(practice, words)),
    )
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


async def give_consent(
    db: Db,
    practice: Practice,
    patient: Patient,
    *,
    chat_id: int,
    by: By,
    language: str,
    now: datetime,
) -> None:
    """Record that the person in this chat has agreed; an earlier consent of the patient's ends."""
    await withdraw_consent(db, [patient], Withdrawn.RENEWED, now)
    db.add(
        Consent(
            clinic_id=patient.clinic_id,
            patient_id=saved(patient.id),
            by=by,
            text_version=consent_version(practice, language),
            language=language,
            chat_hash=practice.keyring.chat(chat_id),
            given_at=now,
        )
    )
    patient.language = language
    patient.consented_at = now


async def withdraw_consent(
    db: Db, patients: Sequence[Patient], how: Withdrawn, now: datetime
) -> None:
    """End the consents in force of these patients, if there are any."""
    await db.exec(
        update(Consent)
        .where(
            col(Consent.patient_id).in_([patient.id for patient in patients]),
            col(Consent.withdrawn_at).is_(None),
        )
        .values(withdrawn_at=now, withdrawn_how=how)
    )
    for patient in patients:
        patient.consented_at = None


async def agree_to_offers(db: Db, practice: Practice, patient: Patient, now: datetime) -> None:
    """Record that a patient wants to hear, long after a course, of what may come: an agreement of
    its own, in the words of its question, which STOP ends with the other.
    """
    words = practice.words(patient.language)
    text = f"{words('course-offers-ask')}\0{words('course-offers-button')}"
    given = (
        await db.exec(
            select(Consent)
            .where(
                Consent.patient_id == patient.id,
                Consent.scope == ConsentScope.REMINDERS,
                col(Consent.withdrawn_at).is_(None),
            )
            .order_by(col(Consent.id).desc())
            .limit(1)
        )
    ).first()
    db.add(
        Consent(
            clinic_id=patient.clinic_id,
            patient_id=saved(patient.id),
            scope=ConsentScope.OFFERS,
            # Who holds the phone: the patient, or who looks after them.
            by=By.PATIENT if given is None else given.by,
            text_version=sha256(text.encode()).hexdigest()[:16],
            language=patient.language,
            chat_hash=patient.chat_hash or "",
            given_at=now,
        )
    )


async def end_offers(db: Db, patient: Patient, now: datetime) -> None:
    """End a patient's agreement to hear of what may come after a course; the reminders go on."""
    await db.exec(
        update(Consent)
        .where(
            col(Consent.patient_id) == patient.id,
            col(Consent.scope) == ConsentScope.OFFERS,
            col(Consent.withdrawn_at).is_(None),
        )
        .values(withdrawn_at=now, withdrawn_how=Withdrawn.NO_OFFERS)
    )
