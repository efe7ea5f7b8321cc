"""What stands in a key file, line by line.

One Fernet key a line, the newest first; older ones still decrypt. Two more lines, `look-up:` and
`invitation:`, hold the keys of the hashes by which chats and links are found, so that no change of
the encryption keys changes a hash. A file without them (as the first versions wrote it) has them
derived from its last, oldest key.
"""

import hmac
import secrets
from dataclasses import dataclass

from cryptography.fernet import Fernet

from reminder.errors import KeyMissing, KeyWrong

LOOK_UP = "look-up"
INVITATION = "invitation"

HEADER = """\
# The keys that this clinic's data is encrypted with, the newest first.
# Without this file the database cannot be read. Keep a copy apart from the data and its backups.
"""


@dataclass(frozen=True, repr=False)
class Keys:
    """Fernet keys as text, the newest first, and the keys of the look-ups and the invitations."""

    encryption: tuple[str, ...]
    look_up: bytes
    invitation: bytes

    @classmethod
    def fresh(cls) -> "Keys":
        """Return new keys, none of which follows from another."""
        return cls((new_key(),), secrets.token_bytes(32), secrets.token_bytes(32))

    @classmethod
    def of(cls, encryption: tuple[str, ...]) -> "Keys":
        """Return the keys of a file that holds nothing but encryption keys."""
        if not encryption:
            raise KeyMissing
        root = encryption[-1].encode()
        return cls(
            encryption,
            hmac.digest(root, b"look-up", "sha256"),
            hmac.digest(root, b"invitation", "sha256"),
        )

    @classmethod
    def parse(cls, text: str) -> "Keys":
        """Return the keys of a file's text; blank and `#` lines are passed over.

        Raises:
            KeyMissing: there is no key in it.
            KeyWrong: a line is no key.
        """
        lines = [line.strip() for line in text.splitlines()]
        lines = [line for line in lines if line and not line.startswith("#")]
        keys = cls.of(tuple(line for line in lines if ":" not in line))
        named = dict(line.split(":", 1) for line in lines if ":" in line)
        try:
            look_up = bytes.fromhex(named.pop(LOOK_UP, keys.look_up.hex()))
            invitation = bytes.fromhex(named.pop(INVITATION, keys.invitation.hex()))
        except ValueError as error:
            raise KeyWrong("(a line of the key file cannot be read)") from error
        if named:
            raise KeyWrong("(a line of the key file cannot be read)")
        return cls(keys.encryption, look_up, invitation)

    def text(self) -> str:
        """Return what is written into the file."""
        return (
            HEADER
            + "".join(f"{key}\n" for key in self.encryption)
            + "# By these two, chats and links are found; they stay when the keys above change.\n"
            + f"{LOOK_UP}: {self.look_up.hex()}\n{INVITATION}: {self.invitation.hex()}\n"
        )

    def with_new_key(self) -> "Keys":
        """Return the same with a new encryption key in front."""
        return Keys((new_key(), *self.encryption), self.look_up, self.invitation)

    def newest_only(self) -> "Keys":
        """Return the same without the older encryption keys."""
        return Keys(self.encryption[:1], self.look_up, self.invitation)


def new_key() -> str:
    """Return a fresh Fernet key as text."""
    return Fernet.generate_key().decode()
