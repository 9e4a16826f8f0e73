"""How a passphrase is judged, cautiously and in words."""

from __future__ import annotations

import pytest

from app.domain.passphrases import Strength, strength


@pytest.mark.parametrize(
    ("passphrase", "expected"),
    [
        ("", Strength.EMPTY),
        ("   ", Strength.EMPTY),
        ("password", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("12345678901234567890", Strength.WEAK),
        ("abcdefghijklmnopqrstuvwxyz", Strength.WEAK),
        ("the the the the the the the", Strength.WEAK),
        ("kite lamp", Strength.WEAK),
        ("kite lamp orbit", Strength.FAIR),
        ("kite lamp orbit seven", Strength.STRONG),
        ("vQ8#rT2!xM5&", Strength.STRONG),
    ],
)
def test_strength(passphrase: str, expected: Strength) -> None:
    assert strength(passphrase) is expected


def test_every_strength_has_a_sentence() -> None:
    assert len({each.sentence for each in Strength}) == len(Strength)
