"""The key of a casebook: as SQLCipher derives it, from the passphrase and a salt of its own."""

from __future__ import annotations

import hashlib

import pytest

from app.casebook.keys import MARK, SALT_BYTES, derive, new_salt
from app.domain.errors import InvalidInputError

SALT = MARK + b"12345678"


def test_each_salt_is_another_and_marks_a_casebook() -> None:
    salts = [new_salt() for _ in range(50)]

    assert len(set(salts)) == 50
    assert {len(salt) for salt in salts} == {SALT_BYTES}
    assert all(salt.startswith(MARK) for salt in salts)


def test_a_key_takes_all_the_rounds_of_sqlcipher() -> None:
    expected = hashlib.pbkdf2_hmac("sha512", "größe".encode(), SALT, 256_000, 32)

    assert derive("größe", SALT).secret == expected


@pytest.mark.parametrize(("passphrase", "salt"), [("kite lamb", SALT), ("kite lamp", SALT[::-1])])
def test_another_passphrase_or_salt_makes_another_key(passphrase: str, salt: bytes) -> None:
    assert derive(passphrase, salt).secret != derive("kite lamp", SALT).secret


def test_a_key_does_not_show_itself() -> None:
    key = derive("kite lamp", SALT)

    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        derive("", SALT)
