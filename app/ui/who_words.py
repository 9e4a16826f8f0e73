"""How people are spoken of in the window: by role, or by name where a person chose so. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.people import People


class Written(Protocol):
    """A record, or what cites it, as far as it tells who wrote it."""

    @property
    def source_id(self) -> int:
        """The source that it comes from."""

    @property
    def author(self) -> str | None:
        """The author's stable id in that source."""

    @property
    def who(self) -> str | None:
        """The name that the source shows."""


def person_words(people: People, person_id: str, *, by_name: bool) -> str:
    """``on-call engineer A``, or the name."""
    return people.persons[person_id].name if by_name else people.label(person_id)


def who_words(people: People, written: Written, *, by_name: bool) -> str:
    """Who wrote it; a machine is shown as its source calls it."""
    person_id = people.author(written.source_id, written.author)
    if person_id is None:
        return written.who or ""
    return person_words(people, person_id, by_name=by_name)


def offered_writers(
    people: People, shown: Sequence[str], *, by_name: bool
) -> list[tuple[str, str]]:
    """Whom the evidence can be filtered by, as (key, words): people, then machines.

    ``shown`` are all names that the evidence shows for whoever wrote it.
    """
    persons = [(one, person_words(people, one, by_name=by_name)) for one in people.in_case]
    if by_name:
        persons.sort(key=lambda person: person[1].casefold())
    of_people = {alias.text for one in people.in_case for alias in people.names_of(one)}
    return [*persons, *((name, name) for name in shown if name not in of_people)]
