"""What a check of a casebook found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """``problems`` are sentences, none where all is well; ``checked`` counts what was looked at."""

    problems: tuple[str, ...]
    checked: Mapping[str, int]
