"""Drafted rows as rules ask for them, wherever they come from."""

from __future__ import annotations

from typing import Protocol, TypeVar

from app.domain.drafted import Draft

D = TypeVar("D", bound=Draft)


class Rows(Protocol):
    """Whatever can list the drafted rows of a case: all of them, or those that may be shared."""

    def of_case(self, kind: type[D], case_id: str) -> list[D]:
        """The rows of a kind, in no particular order."""
