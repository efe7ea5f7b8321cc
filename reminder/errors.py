"""Every error that a person may see. The docstring is the message; what varies is given by name."""

from typing import ClassVar


class ReminderError(Exception):
    """Something went wrong."""

    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str = "") -> None:
        message = (type(self).__doc__ or "").strip()
        super().__init__(f"{message} {detail}".strip() if detail else message)


class ConfigurationError(ReminderError):
    """The configuration has mistakes; each line below names its place."""

    exit_code = 2

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n" + "\n".join(problems))


class KeyMissing(ReminderError):
    """No encryption key: set REMINDER_KEY_FILE to the file that was saved when the service first ran."""


class KeyWrong(ReminderError):
    """The encryption key does not fit this data: put the key file back that belongs to it."""


class AlreadyRunning(ReminderError):
    """Another process already serves this data folder: stop it first, or use another REMINDER_DATA_DIR."""


class DatabaseTooNew(ReminderError):
    """The database was written by a newer version of this program: install that version, or restore a backup."""


class DatabaseDamaged(ReminderError):
    """The database cannot be read: restore the last backup, and keep the damaged file for inspection."""
