"""Keys: made once, kept apart, rotated without losing what was written or looked up."""

import stat
from pathlib import Path

import pytest

from reminder.errors import AlreadyRunning, KeyMissing, KeyWrong
from reminder.store.keyfile import make_keys, read_key_lines, read_keys
from reminder.store.keylines import Keys
from reminder.store.keyring import Keyring
from reminder.store.lock import FolderLock


def test_what_is_encrypted_comes_back() -> None:
    """A text survives the way in and out, and looks like nothing in between."""
    ring = Keyring([Keyring.new_key()])
    hidden = ring.encrypt("Anna")
    assert "Anna" not in hidden
    assert ring.decrypt(hidden) == "Anna"


def test_a_newer_key_in_front_changes_no_hash() -> None:
    """After a rotation old texts are read and old look-ups still find."""
    old = Keyring.new_key()
    before, after = Keyring([old]), Keyring([Keyring.new_key(), old])
    assert after.decrypt(before.encrypt("Anna")) == "Anna"
    assert after.chat(2001) == before.chat(2001)
    assert after.invitation_token("n") == before.invitation_token("n")


def test_hashes_depend_on_the_key_and_the_purpose() -> None:
    """Nobody can look a chat up without the key, nor mistake one look-up for another."""
    one, other = Keyring([Keyring.new_key()]), Keyring([Keyring.new_key()])
    assert one.chat(2001) != other.chat(2001)
    assert one.hashed("chat", "1") != one.hashed("code", "1")


def test_an_invitation_token_fits_a_deep_link() -> None:
    """128 bits in 22 characters that Telegram's links allow."""
    token = Keyring([Keyring.new_key()]).invitation_token("nonce")
    assert len(token) == 22
    assert token.replace("-", "").replace("_", "").isalnum()


def test_a_key_file_is_its_owners_alone_and_is_made_once(tmp_path: Path) -> None:
    """Nobody else may read it, and it is never overwritten."""
    path = tmp_path / "secrets" / "keys"
    made = make_keys(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_keys(path).decrypt(made.encrypt("x")) == "x"
    with pytest.raises(FileExistsError):
        make_keys(path)


def test_missing_and_wrong_keys_say_what_to_do(tmp_path: Path) -> None:
    """Each error names the way out."""
    with pytest.raises(KeyMissing, match="REMINDER_KEY_FILE"):
        read_keys(tmp_path / "keys")
    with pytest.raises(KeyMissing):
        Keyring.from_text("# nothing but a comment\n\n")
    with pytest.raises(KeyWrong):
        Keyring(["not a key"])


def test_keys_do_not_show_themselves() -> None:
    """A keyring that is printed by mistake gives nothing away."""
    key = Keyring.new_key()
    assert key not in repr(Keyring([key]))


def test_one_folder_one_process(tmp_path: Path) -> None:
    """A second holder is told plainly; afterwards the lock is free again."""
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire()
    with pytest.raises(AlreadyRunning, match="another REMINDER_DATA_DIR"):
        second.acquire()
    first.release()
    second.acquire()
    second.release()


def test_a_key_file_keeps_its_look_ups_apart(tmp_path: Path) -> None:
    """What a new file holds survives any change of its encryption keys, and a strange line is an
    error, not a key that is passed over.
    """
    path = tmp_path / "keys"
    before = make_keys(path)
    keys = read_key_lines(path)
    changed = Keyring(keys.with_new_key().newest_only())
    assert changed.chat(2001) == before.chat(2001)
    assert changed.invitation_token("n") == before.invitation_token("n")
    assert Keys.parse(keys.text()) == keys
    for strange in ("look-up: xyz\n", "lookup: 00\n"):
        with pytest.raises(KeyWrong):
            Keys.parse(f"{Keyring.new_key()}\n{strange}")


def test_what_is_under_the_newest_key_is_left_alone() -> None:
    """Encrypting anew changes what an older key has encrypted, and nothing else."""
    old, new = Keyring.new_key(), Keyring.new_key()
    ring = Keyring([new, old])
    renewed = ring.renewed(Keyring([old]).encrypt("Anna"))
    assert renewed is not None
    assert Keyring([new]).decrypt(renewed) == "Anna"
    assert ring.renewed(renewed) is None
    with pytest.raises(KeyWrong):
        ring.renewed(Keyring([Keyring.new_key()]).encrypt("Anna"))


def test_those_who_share_a_folder_bar_who_wants_it_alone(tmp_path: Path) -> None:
    """Services on PostgreSQL stand side by side; who changes everything needs it alone."""
    one, another, alone = FolderLock(tmp_path), FolderLock(tmp_path), FolderLock(tmp_path)
    one.acquire(shared=True)
    another.acquire(shared=True)
    one.release()
    with pytest.raises(AlreadyRunning):
        alone.acquire()
    another.release()
    alone.acquire()
    with pytest.raises(AlreadyRunning):
        one.acquire(shared=True)
    alone.release()
