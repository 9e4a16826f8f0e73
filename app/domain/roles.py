"""Roles in a case: which label somebody gets, and what is doubtful about one.

A label stands in documents where a name would; so it must not hold a name, nor mean two people.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import count

from app.domain.folding import folded
from app.domain.people import AliasKind, People

USUAL_LABELS = (
    "incident lead",
    "on-call engineer A",
    "on-call engineer B",
    "service owner",
    "communications lead",
    "support lead",
    "database engineer",
    "release manager",
    "security engineer",
    "customer contact",
)
"""Labels that are offered while one is written."""

_AUTOMATIC = "participant"
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_NAME = 3
_ROLE_WORDS = frozenset(word for label in USUAL_LABELS for word in _WORD.findall(label))
"""Words that are no names here, even where somebody's address holds one: support@example.org."""


def automatic_labels(taken: Collection[str]) -> Iterator[str]:
    """Labels for people new to a case, without end: ``participant A`` … ``participant AA``.

    ``taken`` are the labels of all who have one. As many letters are passed over as there are
    people, so that the letter of somebody who was given another label means nobody else.
    """
    for number in count(len(taken)):
        label = f"{_AUTOMATIC} {_letters(number)}"
        if label not in taken:
            yield label


def _letters(number: int) -> str:
    letters = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        letters = chr(ord("A") + letter) + letters
        number -= 1
    return letters


class Doubts:
    """What is doubtful about the labels of a case."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._bearers: dict[str, list[str]] = {}
        for person_id in people.in_case:
            self._bearers.setdefault(_alike(people.label(person_id)), []).append(person_id)
        self._names: dict[str, str] = {}
        for alias in people.aliases:
            if alias.kind is not AliasKind.KEY:
                for word in _WORD.findall(folded(alias.text)):
                    self._names.setdefault(word, alias.text)

    def about(self, person_id: str, label: str) -> str:
        """What is doubtful about a label for a person, as a sentence; empty where nothing is."""
        head = self._people.head(person_id)
        if any(other != head for other in self._bearers.get(_alike(label), ())):
            return f"Somebody else is “{label}” too; readers could not tell the two apart."
        for word in _WORD.findall(folded(label)):
            if len(word) >= _SHORTEST_NAME and word in self._names and word not in _ROLE_WORDS:
                return (
                    f"“{label}” seems to hold a name ({self._names[word]}), which documents would "
                    "show with it."
                )
        return ""


def same_names(people: People) -> list[tuple[str, str]]:
    """Pairs of people of a case who bear one name: who could be merged, and into whom.

    Only proposed: two people may well be called the same, and a first name alone says nothing.
    """
    bearers: dict[str, str] = {}
    pairs: dict[tuple[str, str], None] = {}
    for person_id in people.in_case:
        for name in sorted(_full_names(people, person_id)):
            first = bearers.setdefault(name, person_id)
            if first != person_id:
                pairs[person_id, first] = None
    return list(pairs)


def _full_names(people: People, person_id: str) -> set[str]:
    members = people.members(person_id)
    names = {people.persons[member].name for member in members}
    names |= {alias.text for alias in people.names_of(person_id) if alias.kind is AliasKind.NAME}
    alike = (_alike(name) for name in names)
    return {name for name in alike if " " in name or not name.isascii()}


def _alike(text: str) -> str:
    return " ".join(folded(text).split())
