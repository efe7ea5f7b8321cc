"""The command menus: what patients see, in each language; staff's own come with their chats."""

from reminder.bot.gateway import Menu
from reminder.practice.clinic import Practice
from reminder.store.tables import Role, Staff

PATIENT_COMMANDS = (
    "today",
    "plan",
    "pause",
    "time",
    "language",
    "help",
    "privacy",
    "mydata",
    "forget",
    "stop",
)
STAFF_COMMANDS = ("enrol", "session", "next", "day", "why", "rehearse", "protocols", "help")
OWNER_COMMANDS = (*STAFF_COMMANDS, "invite", "staff")


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


def staff_menu(practice: Practice, staff: Staff) -> Menu:
    """Return the menu of a staff member's chat; once removed it is the patients'."""
    chat_id = int(staff.chat_id)
    if staff.removed_at is not None:
        return Menu(_patients(practice, staff.language), chat_id=chat_id)
    words = practice.words(staff.language)
    names = OWNER_COMMANDS if staff.role is Role.OWNER else STAFF_COMMANDS
    commands = tuple((name, words.plain(f"staff-{name}-command")) for name in names)
    return Menu(commands, chat_id=chat_id)
