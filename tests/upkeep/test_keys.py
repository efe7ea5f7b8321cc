"""Other keys: everything can be read at each step, and every look-up still finds."""

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import select

from reminder.errors import AlreadyRunning, KeysNotChanged, KeyWrong
from reminder.settings import Settings
from reminder.store import rotation
from reminder.store.keyfile import change_keys, read_key_lines, read_keys
from reminder.store.keyring import Keyring
from reminder.store.lock import FolderLock
from reminder.store.tables import Invitation, Patient
from reminder.upkeep.keys import finish, rotate
from tests.cast import ANNA_CHAT, NOW
from tests.practice.arrange import invited, joined
from tests.upkeep.conftest import opened, rita

OLD = "3pLVlFZyHVk2cX4fB6tF3zvVwqE3QmMzYh8mN5o5b2I="


async def fill(settings: Settings, key_file_text: str) -> str:
    """Let Anna join and Boris be invited under these keys; return the invitation's token."""
    settings.key_file.write_text(key_file_text)
    async with opened(settings) as clinic:
        staff = await rita(clinic)
        async with clinic.store.writing() as db:
            await joined(db, clinic.practice, staff, NOW, ANNA_CHAT, "Anna")
            return (await invited(db, clinic.practice, staff, NOW, "Boris")).token


async def test_rotation_keeps_every_look_up_and_the_old_key_goes(settings: Settings) -> None:
    """Also with a key file of the first versions, whose only line all else was derived from."""
    token = await fill(settings, f"# a first version's file\n{OLD}\n")
    before = read_keys(settings.key_file)
    lines = await rotate(settings)
    assert "A new key stands in front" in lines[0]
    keys = read_key_lines(settings.key_file)
    assert len(keys.encryption) == 2
    assert keys.encryption[1] == OLD
    assert settings.key_file.stat().st_mode & 0o077 == 0
    assert len(await finish(settings)) == 2
    assert OLD not in settings.key_file.read_text()
    after = read_keys(settings.key_file)
    assert after.chat(ANNA_CHAT) == before.chat(ANNA_CHAT)
    async with opened(settings) as clinic, clinic.store.reading() as db:
        names = (await db.exec(select(Patient.name).order_by(Patient.name))).all()
        found = (
            await db.exec(select(Patient).where(Patient.chat_hash == after.chat(ANNA_CHAT)))
        ).one()
        nonces = (await db.exec(select(Invitation.nonce))).all()
    assert sorted(names) == ["Anna", "Boris"]
    assert found.name == "Anna"
    assert token in {after.invitation_token(nonce) for nonce in nonces}
    engine = create_async_engine(settings.database_url)
    async with engine.connect() as connection:
        stored = (await connection.execute(sa.text("SELECT name, chat_id FROM patient"))).all()
    await engine.dispose()
    with pytest.raises(KeyWrong):
        before.decrypt(stored[0][0])
    assert await finish(settings) == [
        "There is one key in the key file: nothing is left to finish."
    ]


async def test_a_rotation_that_was_broken_off_goes_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In between everything reads, the old key cannot be taken away, and no third key is made."""
    await fill(settings, f"{OLD}\n")
    monkeypatch.setattr(rotation, "BATCH", 1)
    renewed = Keyring.renewed
    calls = 0

    def breaking(self: Keyring, token: str) -> str | None:
        nonlocal calls
        calls += len(read_key_lines(settings.key_file).encryption) == 2
        if calls > 3:
            raise OSError
        return renewed(self, token)

    with monkeypatch.context() as broken:
        broken.setattr(Keyring, "renewed", breaking)
        with pytest.raises(KeysNotChanged, match="run `reminder keys rotate` again"):
            await rotate(settings)
    keys = read_key_lines(settings.key_file)
    assert len(keys.encryption) == 2
    async with opened(settings) as clinic, clinic.store.reading() as db:
        assert set((await db.exec(select(Patient.name))).all()) == {"Anna", "Boris"}
    with pytest.raises(KeysNotChanged, match="still need an older key"):
        await finish(settings)
    lines = await rotate(settings)
    assert "it goes on" in lines[0]
    assert read_key_lines(settings.key_file) == keys
    await finish(settings)
    async with opened(settings) as clinic, clinic.store.reading() as db:
        assert set((await db.exec(select(Patient.name))).all()) == {"Anna", "Boris"}


async def test_nothing_is_rotated_that_cannot_be_read(sqlite_settings: Settings) -> None:
    """A foreign key file is refused before it is changed; so is one beside a running service."""
    await fill(sqlite_settings, f"{OLD}\n")
    foreign = f"{Keyring.new_key()}\n"
    sqlite_settings.key_file.write_text(foreign)
    with pytest.raises(KeyWrong):
        await rotate(sqlite_settings)
    assert sqlite_settings.key_file.read_text() == foreign
    lock = FolderLock(sqlite_settings.data_dir)
    lock.acquire()
    with pytest.raises(AlreadyRunning):
        await rotate(sqlite_settings)
    lock.release()


def test_a_key_file_that_cannot_be_replaced_stays(sqlite_settings: Settings) -> None:
    """The folder is named, and the old file is whole."""
    path = sqlite_settings.key_file
    before = path.read_text()
    blocked = path.with_name(f".{path.name}.new")
    blocked.mkdir()
    (blocked / "x").touch()
    with pytest.raises(KeysNotChanged, match=r"keys: .*able to write in its folder"):
        change_keys(path, read_key_lines(path).with_new_key())
    assert path.read_text() == before
