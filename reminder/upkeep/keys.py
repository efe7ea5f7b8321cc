"""Other keys for the data: a new one in front, everything encrypted anew, the old one away."""

from sqlalchemy.exc import SQLAlchemyError

from reminder.errors import KeysNotChanged, KeyWrong
from reminder.settings import Settings
from reminder.store.database import Store
from reminder.store.keyfile import change_keys, read_key_lines
from reminder.store.keylines import Keys
from reminder.store.keyring import Keyring
from reminder.store.migrate import HEAD, revision_of
from reminder.store.rotation import encrypt_anew, under_older_keys
from reminder.upkeep.holding import folder_held, nobody_serves


async def rotate(settings: Settings) -> list[str]:
    """Put a new key in front and encrypt everything under it; broken off, it goes on next time.

    No service may run. Returns lines that say what was done. Raises a `ReminderError`; whichever it
    is, all data can be read with the key file as it is then.
    """
    with folder_held(settings):
        await nobody_serves(settings)
        keys = read_key_lines(settings.key_file)
        store = await _open(settings, keys)
        try:
            lines = []
            if len(keys.encryption) == 1:
                await under_older_keys(store, Keyring(keys))  # every value can be read
                keys = keys.with_new_key()
                change_keys(settings.key_file, keys)
                lines.append(f"A new key stands in front in {settings.key_file}.")
            else:
                lines.append("A rotation was under way; it goes on.")
            count = await encrypt_anew(store, Keyring(keys))
        except (SQLAlchemyError, OSError) as error:
            raise KeysNotChanged(
                f"(the database: {type(error).__name__}; run `reminder keys rotate` again)"
            ) from error
        finally:
            await store.close()
    return [
        *lines,
        f"{count} values were encrypted anew.",
        f"Copy {settings.key_file} to its safe place now, beside the earlier copy: backups made "
        "before today open with the old key alone. Then: reminder keys rotate --finish",
    ]


async def finish(settings: Settings) -> list[str]:
    """Take the older keys out of the key file, once nothing in the database needs them."""
    with folder_held(settings):
        await nobody_serves(settings)
        keys = read_key_lines(settings.key_file)
        if len(keys.encryption) == 1:
            return ["There is one key in the key file: nothing is left to finish."]
        store = await _open(settings, keys)
        try:
            older = await under_older_keys(store, Keyring(keys))
        finally:
            await store.close()
        if older:
            raise KeysNotChanged(
                f"({older} values still need an older key; run `reminder keys rotate` first)"
            )
        change_keys(settings.key_file, keys.newest_only())
    return [
        f"The older keys are out of {settings.key_file}. Backups made before the rotation open "
        "only with your earlier copy of that file: keep it as long as them.",
        "Make a backup under the new key: reminder backup",
    ]


async def _open(settings: Settings, keys: Keys) -> Store:
    revision = await revision_of(settings.database_url)
    if revision != HEAD:
        raise KeysNotChanged(
            "(the tables are not at their newest shape: start the service once with this program)"
        )
    try:
        return Store(settings.database_url, Keyring(keys))
    except KeyWrong as error:
        raise KeyWrong(f"({settings.key_file})") from error
