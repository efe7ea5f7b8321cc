"""The command menus: what patients see, in each language; staff's own come with their chats."""

from reminder.bot.gateway import Menu
from reminder.practice.clinic import Practice

PATIENT_COMMANDS = ("today", "plan", "pause", "time", "language", "help", "privacy", "stop")
STAFF_COMMANDS = ("enrol", "session", "next", "day", "why", "rehearse", "protocols", "help")


def menus(practice: Practice) -> list[Menu]:
    """Return the patients' menu in every language, and once for all other languages."""
    languages: tuple[str | None, ...] = (None, *practice.catalogue.languages)
    return [Menu(_patients(practice, language), language) for language in languages]


def _patients(practice: Practice, language: str | None) -> tuple[tuple[str, str], ...]:
    words = practice.words(language or practice.profile.language)
    return tuple(
        (command, words.plain(f"patient-{command}-command")) for command in PATIENT_COMMANDS
    )


def patient_menu(practice: Practice, language: str, chat_id: int) -> Menu:
    """Return the menu of a patient's chat, in the language that the patient has chosen."""
    return Menu(_patients(practice, language), chat_id=chat_id)


def staff_menu(practice: Practice, language: str, chat_id: int) -> Menu:
    """Return the menu of a staff member's chat."""
    words = practice.words(language)
    commands = tuple(
        (command, words.plain(f"staff-{command}-command")) for command in STAFF_COMMANDS
    )
    return Menu(commands, chat_id=chat_id)
