"""Every error that a person may see. The docstring is the message; what varies is given by name."""

from typing import ClassVar


class ReminderError(Exception):
    """Something went wrong."""

    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str = "") -> None:
        message = " ".join((type(self).__doc__ or "").split())
        super().__init__(f"{message} {detail}".strip() if detail else message)


class ConfigurationError(ReminderError):
    """The configuration has mistakes; each line below names its place."""

    exit_code = 2

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n" + "\n".join(problems))


class OptionWrong(ReminderError):
    """The command cannot be carried out as typed."""

    exit_code = 2


class TokenRejected(ReminderError):
    """The bot's token was rejected by Telegram (REMINDER_BOT_TOKEN, or `reminder clinic token` for
    a clinic of several): copy it anew from @BotFather (/mybots, your bot, API Token).
    """

    exit_code = 2


class BotTaken(ReminderError):
    """Another clinic has this bot: each clinic needs a bot of its own from @BotFather."""

    exit_code = 2


class ClinicRefused(ReminderError):
    """The clinic is as it was."""

    exit_code = 2


class SeveralClinics(ReminderError):
    """On SQLite one clinic is served, the settings' own, and this database has others: move to
    PostgreSQL (docs/operations.md), or take them out with `reminder clinic remove`.
    """

    exit_code = 2


class KeyMissing(ReminderError):
    """No encryption key: set REMINDER_KEY_FILE to the key file that the first start has made."""


class KeyWrong(ReminderError):
    """The encryption key does not fit this data: put the key file back that belongs to it."""


class OtherBot(ReminderError):
    """This token is another bot's than this clinic's: set the token of the clinic's own bot."""


class AlreadyRunning(ReminderError):
    """Another process serves this data folder: stop it, or set another REMINDER_DATA_DIR."""


class FolderUnusable(ReminderError):
    """The data folder cannot be used: let this account write there, or set REMINDER_DATA_DIR."""


class PortTaken(ReminderError):
    """The address for /healthz cannot be opened: set REMINDER_WEB_PORT to one that is free."""


class DemoPortTaken(ReminderError):
    """The demo's page cannot be opened there: end what uses the port, or choose a --port."""


class DatabaseTooNew(ReminderError):
    """The database is newer than this program: install the newer one, or restore a backup."""

    exit_code = 3


class DatabaseDamaged(ReminderError):
    """The database cannot be read: restore the last backup and keep the damaged file apart."""


class BackupFailed(ReminderError):
    """No backup was made, and the earlier ones are as they were."""


class BackupUnusable(ReminderError):
    """This backup cannot be used: take another one; nothing was touched."""


class RestoreFailed(ReminderError):
    """The restore was given up, and what was there before is in its place."""


class MoveRefused(ReminderError):
    """Nothing was moved, and the database in use is untouched."""


class ForeignTables(ReminderError):
    """The database holds another program's tables of the same names: use a database of its own."""


class KeysNotChanged(ReminderError):
    """The keys could not be changed; what was encrypted before can be read as before."""
