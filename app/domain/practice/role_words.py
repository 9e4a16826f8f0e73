"""Roles in texts: whether a text speaks of a role, and not only of one whose label is longer."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.folding import folded
from app.domain.wording import passages


class RoleFinder:
    """Looks for the roles of a case as whole words, in brackets or not.

    “The database engineer” does not speak of the role “engineer” where both are roles.
    """

    def __init__(self, roles: Iterable[str]) -> None:
        tidy = {same_role(role): " ".join(role.split()) for role in roles if same_role(role)}
        # The longest first: a shorter one that stands inside it is not meant.
        self._roles = sorted(tidy.values(), key=lambda role: (-len(same_role(role)), role))
        self._known: dict[str, tuple[str, ...]] = {}

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that are looked for."""
        return tuple(self._roles)

    def roles_in(self, text: str) -> tuple[str, ...]:
        """The roles that a text speaks of, in the order of the text; a text is read once."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> tuple[str, ...]:
        letters = same_role(text)
        found: list[tuple[int, int, str]] = []
        for role in self._roles:
            if same_role(role) not in letters:
                continue
            for start, end in passages(text, role):
                inside = any(first <= start and end <= last for first, last, _ in found)
                if not inside and _is_meant(text[start:end], role):
                    found.append((start, end, role))
        return tuple(dict.fromkeys(role for _, _, role in sorted(found)))

    def speaks_of(self, text: str, role: str) -> bool:
        """Whether a text speaks of a role."""
        wanted = same_role(role)
        return any(same_role(found) == wanted for found in self.roles_in(text))


def same_role(role: str) -> str:
    """The letters of a role: what two ways to write it have in common."""
    return "".join(filter(str.isalnum, folded(role)))


def _is_meant(words: str, role: str) -> bool:
    """Of a role that ends in one letter, that letter as it is written: A is no article."""
    last = role.rsplit(maxsplit=1)[-1]
    return len(last) > 1 or words.endswith(last)
