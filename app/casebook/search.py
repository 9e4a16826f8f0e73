"""From what a reader asks to rows of the time order: the word index answers with ids of items.

Whatever the order in memory can tell (source, time) is asked of it; the file is asked for words,
writers, places and what is cited.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Integer, bindparam, select, text
from sqlalchemy.sql.expression import ColumnClause, ColumnElement, Select, column

from app.casebook import as_of, schema
from app.casebook.timeorder import UNDATED, Mask, TimeOrder, numbers
from app.casebook.unindexed import holder_of, may_hold
from app.casebook.writers import Writers
from app.domain.query import EvidenceFilter, Query, Term

_items = schema.items
_settings = schema.source_settings
_sources = schema.sources
_FTS_ROW: ColumnClause[int] = column("rowid", Integer)
_ONE_BY_ONE = 2_000
"""Up to so many items are looked at by their ids, more of them in one sweep."""

FoundRows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The items that were asked for, as rows of a time order."""

    order: TimeOrder
    rows: FoundRows

    def ids(self) -> array[int]:
        """Their ids in time order, undated ones last, 8 bytes each."""
        return array("q", self.order.ids[self.rows].tobytes())

    def ids_by_source(self) -> array[int]:
        """Their ids as the sources have them."""
        ids, sources = self.order.ids[self.rows], self.order.sources[self.rows]
        return array("q", ids[np.lexsort((ids, sources))].tobytes())

    def counts_by_source(self) -> dict[int, int]:
        """How many of them each source has; sources without any are left out."""
        sources, counts = np.unique(self.order.sources[self.rows], return_counts=True)
        return dict(zip(sources.tolist(), counts.tolist(), strict=True))

    def span(self) -> tuple[int, int] | None:
        """The first and the last time among them, None where none is dated."""
        times = self.order.times[self.rows]
        times = times[times != UNDATED]
        return (int(times[0]), int(times[-1])) if len(times) else None

    def slice_counts(self, start_us: int, width_us: int, slices: int) -> list[int]:
        """How many of them fall into each of ``slices`` equal parts of time."""
        times = self.order.times[self.rows]
        bounds = start_us + width_us * np.arange(slices + 1)
        counts: list[int] = np.diff(np.searchsorted(times, bounds)).tolist()
        return counts


def find(
    connection: Connection, case_id: str, order: TimeOrder, asked: EvidenceFilter, query: Query
) -> Found:
    """The items of a case that somebody asks for; ``order`` is the case's."""
    return Found(order, _Search(connection, case_id, order).rows(asked, query))


class _Search:
    def __init__(self, connection: Connection, case_id: str, order: TimeOrder) -> None:
        self._connection = connection
        self._case_id = case_id
        self._order = order

    def rows(self, asked: EvidenceFilter, query: Query) -> FoundRows:
        found = np.ones(len(self._order.ids), np.bool_)
        self._by_order(found, asked, query)
        if asked.as_of_us is not None:
            as_of.narrow(self._connection, self._case_id, self._order, found, asked.as_of_us)
        self._by_file(found, asked, query)
        self._by_words(found, query.terms)
        return np.flatnonzero(found)

    def _by_order(self, found: Mask, asked: EvidenceFilter, query: Query) -> None:
        order = self._order
        if asked.sources is not None:
            found &= np.isin(order.sources, sorted(asked.sources))
        for bounds in ((asked.since_us, asked.until_us), (query.since_us, query.until_us)):
            within = order.within(*bounds)
            found[: within.start] = False
            found[within.stop :] = False

    def _by_file(self, found: Mask, asked: EvidenceFilter, query: Query) -> None:
        writers = Writers(self._connection, self._case_id)
        if asked.people is not None:
            found &= self._order.marked(writers.wrote(asked.people))
        if asked.uncited_only:
            found &= ~self._marked(select(schema.citations.c.item_id))
        if asked.bookmarked_only:
            found &= self._marked(select(schema.bookmarks.c.item_id))
        if asked.thread is not None:
            source_id, thread = asked.thread
            of_thread = (_items.c.source_id == source_id) & (_items.c.thread == thread)
            found &= self._marked(select(_items.c.id).where(of_thread))
        if asked.place is not None:
            found &= self._placed(_items.c.place == asked.place)
        for name in query.who:
            _narrow(found, name, self._order.marked(writers.wrote(writers.called(name))))
        for name in query.sources:
            _narrow(found, name, self._from_source(name))

    def _marked(self, wanted: Select[int]) -> Mask:
        return self._order.marked(numbers(self._connection, wanted))

    def _from_source(self, name: Term) -> Mask:
        """The items of a source that is called so, or from a place that is."""
        shown = select(_settings.c.source_id).where(_settings.c.case_id == self._case_id)
        titled = shown.where(_settings.c.title.icontains(name.text, autoescape=True))
        placed = self._placed(_items.c.place.icontains(name.text, autoescape=True))
        return placed | np.isin(self._order.sources, numbers(self._connection, titled))

    def _placed(self, holds: ColumnElement[bool]) -> Mask:
        """By the index of places."""
        shown = select(_settings.c.source_id).where(_settings.c.case_id == self._case_id)
        somewhere = _items.c.source_id.in_(shown) & (_items.c.place != "")
        return self._marked(select(_items.c.id).where(somewhere, holds))

    # Words

    def _by_words(self, found: Mask, terms: Sequence[Term]) -> None:
        words = [term for term in terms if _has_words(term)]
        wanted = [_fts(term) for term in words if not term.negated]
        unwanted = [_fts(term) for term in words if term.negated]
        waiting = self._waiting(found) if words else np.zeros_like(found)
        if wanted:
            found &= self._marked(_matching(" AND ".join(wanted)))
        if unwanted:
            found &= ~self._marked(_matching(" OR ".join(unwanted)))
        for term in words if waiting.any() else ():
            _narrow(waiting, term, self._reading(waiting, term))
        found |= waiting
        # A term of signs alone ("->", "%") is in no word index: look at the text itself.
        for term in terms:
            if not _has_words(term):
                holds = _items.c.text.contains(term.text, autoescape=True)
                self._look(found, ~holds if term.negated else holds)

    def _waiting(self, candidates: Mask) -> Mask:
        """Those whose words are not in the index yet; they are no candidates any more."""
        waiting = np.zeros_like(candidates)
        behind = select(_sources.c.id, _sources.c.words_to).where(_sources.c.words_to.is_not(None))
        for source_id, words_to in self._connection.execute(behind):
            order = self._order
            waiting |= candidates & (order.sources == source_id) & (order.ids > words_to)
        candidates &= ~waiting
        return waiting

    def _reading(self, candidates: Mask, term: Term) -> Mask:
        """Those of the candidates that hold a term, by reading them one after the other."""
        near = select(_items.c.id, _items.c.text, _items.c.who, _items.c.place).where(
            self._among(candidates), may_hold(term)
        )
        holds = holder_of(term)
        rows = self._connection.execute(near)
        found = (row[0] for row in rows if any(text and holds(text) for text in row[1:]))
        return self._order.marked(np.fromiter(found, np.int64))

    def _look(self, candidates: Mask, holds: ColumnElement[bool]) -> None:
        """Keep those candidates for which the file itself says that something holds."""
        candidates &= self._marked(select(_items.c.id).where(self._among(candidates), holds))

    def _among(self, candidates: Mask) -> ColumnElement[bool]:
        """A few by their ids; many by the stretch in which all of them lie."""
        ids = self._order.ids[candidates]
        if len(ids) <= _ONE_BY_ONE:
            return _items.c.id.in_(ids.tolist())
        return _items.c.id.between(int(ids.min()), int(ids.max()))


def _narrow(found: Mask, term: Term, holds: Mask) -> None:
    found &= ~holds if term.negated else holds


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
        .where(text("items_fts MATCH :expression").bindparams(bindparam("expression", expression)))
    )
