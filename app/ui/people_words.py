"""How the People page words a person: their role, their names, and where these come from. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.people import Alias, AliasKind, People
from app.domain.roles import Doubts

KIND_WORDS = {
    AliasKind.KEY: "id",
    AliasKind.NAME: "name",
    AliasKind.HANDLE: "handle",
    AliasKind.ADDRESS: "address",
}
ADDED = "added here"
_ELSEWHERE = "outside this case"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a case as a row: what each column says."""

    person_id: str
    label: str
    name: str
    known_as: str
    named_because: str
    doubt: str

    @property
    def in_documents(self) -> str:
        """How documents show the person."""
        return f"by name: {self.named_because}" if self.named_because else "by role"


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of a person, and where it comes from; ``alias_id`` where it can be removed."""

    text: str
    kind: str
    origin: str
    alias_id: str | None


def person_rows(people: People) -> list[PersonRow]:
    """The people of a case, by their roles."""
    doubts = Doubts(people)
    return [_row(people, doubts, person_id) for person_id in people.in_case]


def _row(people: People, doubts: Doubts, person_id: str) -> PersonRow:
    label, role = people.label(person_id), people.role(person_id)
    name, aliases = people.persons[person_id].name, people.names_of(person_id)
    spoken = (alias.text for alias in aliases if alias.kind is not AliasKind.KEY)
    return PersonRow(
        person_id,
        label,
        name,
        ", ".join(text for text in dict.fromkeys(spoken) if text != name),
        "" if role is None else role.named_because,
        doubts.about(person_id, label),
    )


def name_rows(people: People, person_id: str, titles: Mapping[int, str]) -> list[NameRow]:
    """Every name of a person once, with the sources that give it; ``titles`` are theirs."""
    found: dict[tuple[str, AliasKind], list[Alias]] = {}
    for alias in people.names_of(person_id):
        found.setdefault((alias.text, alias.kind), []).append(alias)
    spoken = {text for text, kind in found if kind is not AliasKind.KEY}
    return [
        _name_row(text, kind, given, titles)
        for (text, kind), given in found.items()
        if kind is not AliasKind.KEY or text not in spoken  # mail knows people by their address
    ]


def _name_row(
    text: str, kind: AliasKind, given: Sequence[Alias], titles: Mapping[int, str]
) -> NameRow:
    origins = (
        ADDED if alias.source_id is None else titles.get(alias.source_id, _ELSEWHERE)
        for alias in given
    )
    by_hand = [alias.id for alias in given if alias.source_id is None]
    return NameRow(
        text,
        KIND_WORDS[kind],
        ", ".join(dict.fromkeys(origins)),
        by_hand[0] if by_hand else None,
    )


def choice_words(people: People, person_id: str) -> str:
    """``incident lead (Mira Olsen)``, to choose a person by."""
    return f"{people.label(person_id)} ({people.persons[person_id].name})"


def twins_words(people: People, one: str, other: str) -> str:
    """What to ask about two people of one name."""
    return (
        f"{choice_words(people, other)} and {choice_words(people, one)} bear the same name. "
        "Are they one person?"
    )
