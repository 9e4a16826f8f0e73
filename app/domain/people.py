"""People: who wrote something in the evidence, under which names, and in which role.

People belong to the casebook, roles to a case. Only observed authors become people; nobody is
guessed out of a text. Merging two people is a pointer, so that splitting them again loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

UNKNOWN_ROLE = "person"
"""How somebody without a role in a case appears there."""


class AliasKind(StrEnum):
    """What a name under which somebody is known is."""

    KEY = "key"
    """The stable id of an author in a source, such as Slack's ``U024BE7LH``."""
    NAME = "name"
    HANDLE = "handle"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class AuthorName:
    """One name that a source gives for an author."""

    kind: AliasKind
    text: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote items of a source, as an importer meets them. ``key`` is `Record.author`.

    ``names`` are all the names the source gives, the one to show first.
    """

    key: str
    names: tuple[AuthorName, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote evidence. ``merged_into`` points at the person they turned out to be."""

    id: str
    name: str
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a person; ``source_id`` is the source that gave it, None where a person did."""

    id: str
    person_id: str
    kind: AliasKind
    text: str
    source_id: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is called in a case and its documents: "on-call engineer A".

    ``named_because`` is the stated reason for showing the name in documents; mostly empty.
    """

    id: str
    case_id: str
    person_id: str
    label: str
    named_because: str = ""


class Verdict(StrEnum):
    """What a person decided about words that a document must not show as they are."""

    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """What a person decided about words found in a document.

    *Keep*: "not this person here", with the ``reason``. *Replace*: ``instead`` stands for them.
    ``words`` are the words as found, folded (`app.domain.names.folded`). ``before`` and ``after``
    are the letters and digits around them; both empty mean everywhere in the case.
    """

    id: str
    case_id: str
    verdict: Verdict
    words: str
    before: str = ""
    after: str = ""
    instead: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name to look for, and the role that stands for it.

    ``person_id`` is that of the (merged) person.
    """

    text: str
    kind: AliasKind
    person_id: str
    role: str


class People:
    """The people of a casebook, as one case meets them."""

    def __init__(
        self, persons: Iterable[Person], aliases: Iterable[Alias], roles: Iterable[Role]
    ) -> None:
        self.persons: Mapping[str, Person] = {person.id: person for person in persons}
        self.aliases: Sequence[Alias] = tuple(aliases)
        self.roles: Mapping[str, Role] = {role.person_id: role for role in roles}

    def head(self, person_id: str) -> str:
        """The person that somebody was merged into, or they themselves."""
        seen = {person_id}
        while (into := self.persons[person_id].merged_into) and into not in seen:
            seen.add(into)
            person_id = into
        return person_id

    def members(self, person_id: str) -> tuple[str, ...]:
        """Everybody who was merged into the same person, that person first."""
        return self._groups[self._heads[person_id]]

    def role(self, person_id: str) -> Role | None:
        """The role of a person in this case: their own, else that of one merged into them."""
        return next(
            (self.roles[member] for member in self.members(person_id) if member in self.roles),
            None,
        )

    def label(self, person_id: str) -> str:
        """What the person is called in this case."""
        role = self.role(person_id)
        return role.label if role is not None and role.label else UNKNOWN_ROLE

    def author(self, source_id: int, key: str | None) -> str | None:
        """The (merged) person who is the author ``key`` of a source; None for a machine."""
        return None if key is None else self._authors.get((source_id, key))

    def in_document(self, source_id: int, key: str | None, who: str | None) -> str:
        """How the author of an item appears in a document: by role, unless a reason is stated."""
        person = self.author(source_id, key)
        if person is None:
            return (who or "").strip()
        return self.persons[person].name if self.is_named(person) else self.label(person)

    @cached_property
    def all_names(self) -> tuple[KnownName, ...]:
        """Every name of everybody, for documents that show roles only."""
        found: dict[tuple[str, str], KnownName] = {}
        for alias in self.aliases:
            head = self.head(alias.person_id)
            name = KnownName(alias.text, alias.kind, head, self.label(head))
            found.setdefault((head, alias.text), name)
        return tuple(found.values())

    @cached_property
    def known_names(self) -> tuple[KnownName, ...]:
        """Every name but those of people who are named for a stated reason."""
        return tuple(name for name in self.all_names if not self.is_named(name.person_id))

    def is_named(self, person_id: str) -> bool:
        """Whether documents for engineers show this person's name, for a stated reason."""
        role = self.role(person_id)
        return role is not None and bool(role.named_because)

    def names_of(self, person_id: str) -> tuple[Alias, ...]:
        """Every name of a (merged) person, as sources or people gave it."""
        return self._names.get(self._heads[person_id], ())

    @cached_property
    def _names(self) -> Mapping[str, tuple[Alias, ...]]:
        names: dict[str, list[Alias]] = {}
        for alias in self.aliases:
            names.setdefault(self._heads[alias.person_id], []).append(alias)
        return {head: tuple(aliases) for head, aliases in names.items()}

    @cached_property
    def in_case(self) -> tuple[str, ...]:
        """The (merged) people who have a role in this case, by the words of their roles."""
        heads = {self.head(person_id) for person_id in self.roles}
        return tuple(sorted(heads, key=lambda head: (*_in_order(self.label(head)), head)))

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = {head: [head] for head in self._heads.values()}
        for person_id, head in self._heads.items():
            if person_id != head:
                groups[head].append(person_id)
        return {head: tuple(members) for head, members in groups.items()}

    @cached_property
    def _heads(self) -> Mapping[str, str]:
        return {person_id: self.head(person_id) for person_id in self.persons}

    @cached_property
    def _authors(self) -> Mapping[tuple[int, str], str]:
        return {
            (alias.source_id, alias.text): self.head(alias.person_id)
            for alias in self.aliases
            if alias.kind is AliasKind.KEY and alias.source_id is not None
        }


def _in_order(label: str) -> tuple[str, int, str]:
    """Z before AA."""
    words, _, last = label.casefold().rpartition(" ")
    return words, len(last), last


NOBODY = People((), (), ())
"""The people of a case whose evidence names no author."""
