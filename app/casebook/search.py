"""From what a reader asks to SQL: which items of a case, in time order."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import cached_property
from itertools import chain
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    bindparam,
    func,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.sql.expression import ColumnClause, Select, column

from app.casebook import evidence, schema
from app.casebook.people import people_of
from app.domain.folding import folded
from app.domain.people import AliasKind, People
from app.domain.query import EvidenceFilter, Query, Term

_items = schema.items
_settings = schema.source_settings
_FTS_ROW: ColumnClause[int] = column("rowid", Integer)


def _conditions(
    connection: Connection, case_id: str, asked: EvidenceFilter, query: Query
) -> list[ColumnElement[bool]]:
    """What an item must be to be shown."""
    shown = select(_settings.c.source_id).where(_settings.c.case_id == case_id)
    found = [_items.c.case_id == case_id, _items.c.source_id.in_(shown)]
    if asked.sources is not None:
        found.append(_items.c.source_id.in_(sorted(asked.sources)))
    writers = _Writers(connection, case_id)
    if asked.people is not None:
        found.append(writers.wrote(asked.people))
    if asked.uncited_only:
        found.append(_items.c.id.not_in(select(schema.citations.c.item_id)))
    if asked.bookmarked_only:
        found.append(_items.c.id.in_(select(schema.bookmarks.c.item_id)))
    if asked.thread is not None:
        source_id, thread = asked.thread
        found += [_items.c.source_id == source_id, _items.c.thread == thread]
    if asked.place is not None:
        found.append(_items.c.place == asked.place)
    found += _within(asked.since_us, asked.until_us)
    found += _within(query.since_us, query.until_us)
    found += [_unless(name, writers.wrote(writers.called(name))) for name in query.who]
    found += [_unless(name, _from_source(case_id, name)) for name in query.sources]
    found += _words(query.terms)
    return found


def _within(since_us: int | None, until_us: int | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if since_us is not None:
        found.append(_items.c.utc_us >= since_us)
    if until_us is not None:
        found.append(_items.c.utc_us < until_us)
    return found


def _unless(term: Term, holds: ColumnElement[bool]) -> ColumnElement[bool]:
    return ~holds if term.negated else holds


class _Writers:
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

    def wrote(self, writers: Iterable[str]) -> ColumnElement[bool]:
        """What these wrote: ids of people, or names of those who are none.

        By the index of names: to look at every item for who wrote it takes seconds. The names of
        a person hold every name that the evidence shows for them.
        """
        chosen = frozenset(writers)
        persons = chosen & self._people.persons.keys() if chosen else chosen
        items = _items.alias()
        by_name = select(items.c.id).where(
            items.c.source_id.in_(self._shown), items.c.who.in_(sorted(chosen - persons))
        )
        if not persons:
            return _items.c.id.in_(by_name)
        aliases = [alias for one in persons for alias in self._people.names_of(one)]
        keys = [
            (alias.source_id, alias.text)
            for alias in aliases
            if alias.kind is AliasKind.KEY and alias.source_id is not None
        ]
        by_person = select(items.c.id).where(
            items.c.source_id.in_(self._shown),
            items.c.who.in_(sorted({alias.text for alias in aliases})),
            # "+ 0": this narrows, but must not be what the index is chosen by
            tuple_(items.c.source_id + 0, items.c.author).in_(keys),
        )
        return or_(_items.c.id.in_(by_name), _items.c.id.in_(by_person))


def _from_source(case_id: str, name: Term) -> ColumnElement[bool]:
    titled = select(_settings.c.source_id).where(
        _settings.c.case_id == case_id, _settings.c.title.icontains(name.text, autoescape=True)
    )
    return or_(_items.c.source_id.in_(titled), _items.c.place.icontains(name.text, autoescape=True))


def _words(terms: Sequence[Term]) -> list[ColumnElement[bool]]:
    wanted = [_fts(term) for term in terms if not term.negated and _has_words(term)]
    unwanted = [_fts(term) for term in terms if term.negated and _has_words(term)]
    found: list[ColumnElement[bool]] = []
    if wanted:
        found.append(_items.c.id.in_(_matching(" AND ".join(wanted))))
    if unwanted:
        found.append(_items.c.id.not_in(_matching(" OR ".join(unwanted))))
    # A term of signs alone ("->", "%") is in no word index: look at the text itself.
    for term in terms:
        if not _has_words(term):
            holds = _items.c.text.contains(term.text, autoescape=True)
            found.append(_unless(term, holds))
    return found


def _has_words(term: Term) -> bool:
    return any(character.isalnum() for character in term.text)


def _fts(term: Term) -> str:
    """One FTS5 string: quoted, so that no sign in it is an operator."""
    quoted = '"' + term.text.replace('"', '""').replace("\0", " ") + '"'
    return quoted + "*" if term.prefix else quoted


def _matching(expression: str) -> Select[int]:
    return (
        select(_FTS_ROW)
        .select_from(text("items_fts"))
        .where(
            # unique: a query has one for the words wanted and one for those unwanted
            text("items_fts MATCH :expression")
            .bindparams(bindparam("expression", expression, unique=True))
            .self_group()
        )
    )


def ids_in_time_order(
    connection: Connection, case_id: str, asked: EvidenceFilter, query: Query
) -> array[int]:
    """The ids of the matching items in time order, undated ones last, 8 bytes each."""
    found = _conditions(connection, case_id, asked, query)
    in_time = (_items.c.utc_us.nulls_last(), _items.c.source_id, _items.c.id)
    return _ids(connection, select(_items.c.id).where(*found).order_by(*in_time))


def ids_in_source_order(
    connection: Connection, case_id: str, asked: EvidenceFilter, query: Query
) -> array[int]:
    """The ids of the matching items as their sources have them."""
    found = _conditions(connection, case_id, asked, query)
    in_source = (_items.c.source_id, _items.c.id)
    return _ids(connection, select(_items.c.id).where(*found).order_by(*in_source))


def _ids(connection: Connection, wanted: Select[int]) -> array[int]:
    """Straight from the driver: a million rows would spend most of their time in between."""
    with closing(connection.execute(wanted)) as result:
        return array("q", chain.from_iterable(cast(Iterable[tuple[int]], result.cursor)))


def slice_counts(
    connection: Connection,
    case_id: str,
    asked: EvidenceFilter,
    query: Query,
    start_us: int,
    width_us: int,
    slices: int,
) -> list[int]:
    """How many matching items fall into each of ``slices`` equal parts of time."""
    part = (_items.c.utc_us - start_us) // width_us
    rows = connection.execute(
        select(part, func.count())
        .where(
            *_conditions(connection, case_id, asked, query),
            _items.c.utc_us >= start_us,
            _items.c.utc_us < start_us + width_us * slices,
        )
        .group_by(text("1"))
    )
    counts = [0] * slices
    for index, count in rows:
        counts[int(index)] = count
    return counts
