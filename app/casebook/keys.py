"""From a passphrase to the key of a casebook.

SQLCipher 4 derives its key with PBKDF2-HMAC-SHA512, 256,000 rounds, over the 16-byte salt that
opens the file. We derive it ourselves, the same way, for three reasons: further connections cost
nothing, a passphrase that looks like a raw key is still a passphrase, and the salt can begin with
a mark by which a casebook is recognised without its passphrase.
Source: https://www.zetetic.net/sqlcipher/design/ (key derivation), sqlcipher-api (raw key data).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import InvalidInputError, NotACasebookError

MARK = b"GOLDSEAM"
SALT_BYTES = 16
_ROUNDS = 256_000
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """The raw key of one casebook, with its salt. Never shown: its repr holds neither."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def pragma_value(self) -> str:
        """The key in the form that ``PRAGMA key`` takes as it is."""
        return f"\"x'{(self.secret + self.salt).hex()}'\""


def new_salt() -> bytes:
    """A fresh salt that marks the file as a casebook."""
    return MARK + os.urandom(SALT_BYTES - len(MARK))


def derive(passphrase: str, salt: bytes) -> Key:
    """The key for a passphrase; takes about a tenth of a second.

    Raises `InvalidInputError` for an empty passphrase.
    """
    if not passphrase:
        raise InvalidInputError("A casebook needs a passphrase; it cannot be empty.")
    secret = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, _ROUNDS, _KEY_BYTES)
    return Key(secret, salt)


def salt_of(path: Path) -> bytes:
    """The salt of a casebook file.

    To be called only while no connection to the file is open in this process: closing the file
    would drop SQLite's lock on it. Raises `NotACasebookError` where the mark is missing.
    """
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES)
    if len(salt) < SALT_BYTES or not salt.startswith(MARK):
        raise NotACasebookError(
            f"“{path.name}” is not a casebook; choose a file that Goldseam has made."
        )
    return salt
