"""Which configuration folders a command is about."""

import asyncio
from pathlib import Path

from reminder.opening import added_clinics, folder_of_clinic
from reminder.settings import Settings
from reminder.store.database import sqlite_file


def folder_of(settings: Settings, clinic: str | None) -> Path:
    """Return the folder of a clinic; without a name, the settings'.

    Raises:
        OptionWrong: there is no such clinic.
    """
    return asyncio.run(folder_of_clinic(settings, clinic))


def folders_to_check(settings: Settings, clinic: str | None) -> list[Path]:
    """Return the folder of a clinic; without a name, those of all clinics, the settings' first if
    it is used.
    """
    if clinic is not None:
        return [folder_of(settings, clinic)]
    own = [settings.config_dir]
    if sqlite_file(settings.database_url) is not None:
        return own
    added = [one.config_dir for one in asyncio.run(added_clinics(settings))]
    return list(dict.fromkeys([*([] if added and settings.bot_token is None else own), *added]))
