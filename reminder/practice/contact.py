"""How the clinic is reached, as the patient's texts name it."""

from reminder.catalogue import Words
from reminder.practice.clinic import Practice
from reminder.practice.enrolments import shown_name
from reminder.store.tables import Patient


def contact(practice: Practice, words: Words) -> dict[str, str]:
    """Return what the texts in `patient.ftl` say of the clinic.

    Keys: `clinic`, `telephone`, `hours` (in that language), `emergency`, `contact` (for questions
    about data: the privacy contact, else the telephone).
    """
    profile = practice.profile
    return {
        "clinic": profile.name,
        "telephone": profile.telephone,
        "hours": profile.hours(words.language),
        "emergency": profile.emergency_number,
        "contact": profile.privacy_contact or profile.telephone,
    }


def names(patients: list[Patient], words: Words) -> str:
    """Return whom staff are told about: each one's noted name, else Telegram's."""
    return words.listing(shown_name(patient, words) for patient in patients)
