"""What really stands in a casebook file: every page of it decrypted, used or not.

The layout of SQLCipher 4: pages of 4,096 bytes, of which the last 80 hold 16 bytes of IV and an
HMAC-SHA512; AES-256 in CBC mode; the first 16 bytes of the file are the salt.
Source: https://www.zetetic.net/sqlcipher/design/
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.casebook.keys import SALT_BYTES, derive

PAGE = 4096
RESERVE = 80
IV = 16
WAL_HEADER = 32
FRAME_HEADER = 24


def plain_bytes(path: Path, passphrase: str) -> bytes:
    """All that can be read, with the passphrase, in a casebook and in its write-ahead log."""
    secret = derive(passphrase, path.read_bytes()[:SALT_BYTES]).secret
    pages = _pages_of(path.read_bytes(), 0, 0)
    log = path.with_name(path.name + "-wal")
    if log.exists():
        pages += _pages_of(log.read_bytes(), WAL_HEADER, FRAME_HEADER)
    return b"".join(_decrypted(page, secret) for page in pages)


def _pages_of(data: bytes, start: int, header: int) -> list[bytes]:
    step = header + PAGE
    return [data[at + header : at + step] for at in range(start, len(data), step)]


def _decrypted(page: bytes, secret: bytes) -> bytes:
    start = SALT_BYTES if page.startswith(b"GOLDSEAM") else 0
    iv = page[PAGE - RESERVE : PAGE - RESERVE + IV]
    decryptor = Cipher(algorithms.AES(secret), modes.CBC(iv)).decryptor()
    return decryptor.update(page[start : PAGE - RESERVE]) + decryptor.finalize()
