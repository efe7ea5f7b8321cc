"""The keys at work: encrypting columns, the keyed hashes of look-ups, the tokens of invitations."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from reminder.errors import KeyWrong
from reminder.store.keylines import Keys, new_key


class Keyring:
    """Encrypts, decrypts and hashes. `keys` are Fernet keys as text, the newest first, or a key
    file's `Keys`.
    """

    def __init__(self, keys: list[str] | Keys) -> None:
        keys = keys if isinstance(keys, Keys) else Keys.of(tuple(keys))
        try:
            fernets = [Fernet(key.encode()) for key in keys.encryption]
        except ValueError as error:
            raise KeyWrong from error
        self._newest = fernets[0]
        self._fernet = MultiFernet(fernets)
        self._hash_key = keys.look_up
        self._token_key = keys.invitation

    @classmethod
    def from_text(cls, text: str) -> "Keyring":
        """Return the keyring of a key file's text."""
        return cls(Keys.parse(text))

    @staticmethod
    def new_key() -> str:
        """Return a fresh Fernet key as text."""
        return new_key()

    def encrypt(self, text: str) -> str:
        """Return the text encrypted under the newest key."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        """Return the text; raises `KeyWrong` where no key of the ring fits."""
        try:
            return self._fernet.decrypt(token.encode()).decode()
        except InvalidToken as error:
            raise KeyWrong from error

    def renewed(self, token: str) -> str | None:
        """Return what was encrypted anew under the newest key; None where it is that already.

        Raises `KeyWrong` where no key of the ring fits.
        """
        try:
            self._newest.decrypt(token.encode())
        except InvalidToken:
            try:
                return self._fernet.rotate(token.encode()).decode()
            except InvalidToken as error:
                raise KeyWrong from error
        return None

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
