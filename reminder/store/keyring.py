"""The keys: one for encrypting columns, one for the keyed hashes that look-ups use.

A key file holds one Fernet key a line, the newest first; older ones still decrypt. The hash key and
the invitation key are derived from the *last* (oldest) line, so that adding a key in front changes
no hash.
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from reminder.errors import KeyMissing, KeyWrong


class Keyring:
    """Encrypts, decrypts and hashes. `keys` are Fernet keys as text, the newest first."""

    def __init__(self, keys: list[str]) -> None:
        if not keys:
            raise KeyMissing
        try:
            self._fernet = MultiFernet([Fernet(key.encode()) for key in keys])
        except ValueError as error:
            raise KeyWrong from error
        root = keys[-1].encode()
        self._hash_key = hmac.digest(root, b"look-up", "sha256")
        self._token_key = hmac.digest(root, b"invitation", "sha256")

    @classmethod
    def from_text(cls, text: str) -> "Keyring":
        """Return the keyring of a key file's text; blank and `#` lines are passed over."""
        lines = (line.strip() for line in text.splitlines())
        return cls([line for line in lines if line and not line.startswith("#")])

    @staticmethod
    def new_key() -> str:
        """Return a fresh Fernet key as text."""
        return Fernet.generate_key().decode()

    def encrypt(self, text: str) -> str:
        """Return the text encrypted under the newest key."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        """Return the text; raises `KeyWrong` where no key of the ring fits."""
        try:
            return self._fernet.decrypt(token.encode()).decode()
        except InvalidToken as error:
            raise KeyWrong from error

    def hashed(self, purpose: str, text: str) -> str:
        """Return the keyed hash (64 hex digits) by which `text` is looked up for this purpose."""
        return hmac.digest(self._hash_key, f"{purpose}\0{text}".encode(), "sha256").hex()

    def chat(self, chat_id: int | str) -> str:
        """Return the hash by which a chat is looked up."""
        return self.hashed("chat", str(chat_id))

    def invitation_token(self, nonce: str) -> str:
        """Return the 128-bit token (22 characters of `A-Za-z0-9_-`) that belongs to a nonce."""
        digest = hmac.new(self._token_key, nonce.encode(), sha256).digest()
        return urlsafe_b64encode(digest[:16]).decode().rstrip("=")

    def __repr__(self) -> str:
        return "Keyring(…)"
