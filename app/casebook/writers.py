"""Who wrote the evidence of a case, and which items are theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from sqlalchemy import Connection, select, tuple_

from app.casebook import evidence, schema
from app.casebook.people import people_of
from app.casebook.timeorder import Numbers, numbers
from app.domain.folding import folded
from app.domain.people import AliasKind, People
from app.domain.query import Term

_items = schema.items
_settings = schema.source_settings


class Writers:
    """Who wrote the evidence of a case: people, known by name or by role, and machines by name."""

    def __init__(self, connection: Connection, case_id: str) -> None:
        self._connection = connection
        self._shown = select(_settings.c.source_id).where(_settings.c.case_id == case_id)
        self._case_id = case_id

    @cached_property
    def _people(self) -> People:
        return people_of(self._connection, self._case_id)

    @cached_property
    def _names(self) -> Sequence[str]:
        return evidence.writers(self._connection, self._case_id)

    def called(self, name: Term) -> list[str]:
        """The ids of people, and the names shown in the evidence, that a reader may mean."""
        wanted, people = folded(name.text), self._people
        of_people = (
            person_id
            for person_id in people.in_case
            if any(wanted in folded(text) for text in self._said(person_id))
        )
        return [*of_people, *(shown for shown in self._names if wanted in folded(shown))]

    def _said(self, person_id: str) -> Iterator[str]:
        yield self._people.label(person_id)
        yield self._people.persons[person_id].name
        for alias in self._people.names_of(person_id):
            if alias.kind is not AliasKind.KEY:
                yield alias.text

    def wrote(self, writers: Iterable[str]) -> Numbers:
        """The ids of what these wrote: ids of people, or names of those who are none.

        By the index of names: to look at every item for who wrote it takes seconds. The names of
        a person hold every name that the evidence shows for them.
        """
        chosen = frozenset(writers)
        persons = chosen & self._people.persons.keys() if chosen else chosen
        by_name = numbers(
            self._connection,
            select(_items.c.id).where(
                _items.c.source_id.in_(self._shown), _items.c.who.in_(sorted(chosen - persons))
            ),
        )
        if not persons:
            return by_name
        aliases = [alias for one in persons for alias in self._people.names_of(one)]
        keys = [
            (alias.source_id, alias.text)
            for alias in aliases
            if alias.kind is AliasKind.KEY and alias.source_id is not None
        ]
        by_person = select(_items.c.id).where(
            _items.c.source_id.in_(self._shown),
            _items.c.who.in_(sorted({alias.text for alias in aliases})),
            # "+ 0": this narrows, but must not be what the index is chosen by
            tuple_(_items.c.source_id + 0, _items.c.author).in_(keys),
        )
        return np.concatenate([by_name, numbers(self._connection, by_person)])
