"""PagerDuty as a source of evidence: what its REST API lists and its webhooks send, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.people import AliasKind, Author, AuthorName
from app.importers.base import Note, Part
from app.importers.json_file import iso_stamp
from app.importers.json_text import Element, Json, Object, as_stood, text_at
from app.importers.pagerduty_facts import (
    MARKS,
    Fact,
    facts,
    is_of_pagerduty,
    is_user,
    parts_of,
    users,
)
from app.importers.whole import JsonImporter


class PagerDuty(JsonImporter):
    """Reads log entries, incidents, notes and webhooks: one value, a list, or JSON Lines."""

    format = "pagerduty"
    label = "PagerDuty"
    marks = MARKS

    def fits(self, value: Json) -> bool:
        """By the kinds of things that only PagerDuty tells."""
        return is_of_pagerduty(value)

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Everything that happened in each incident."""
        del choices
        return _parts(values)


def _parts(values: Iterable[Element | Skip | Note]) -> Iterator[Part]:
    """All parts of the values of a file: authors, records, and what is none."""
    happened: list[Fact] = []
    names: dict[str, dict[AuthorName, None]] = {}
    for found in values:
        if isinstance(found, Skip | Note):
            yield found
            continue
        for user in users(found.value):
            names.setdefault(text_at(user, "id"), {}).update(dict.fromkeys(_names(user)))
        parts = parts_of(found)
        if not parts:
            yield Skip(SkipCode.EMPTY, "", found.line, detail="a list with nothing in it")
        for part in parts:
            here = facts(part)
            happened += here
            if not here:
                yield _nothing(part)
    for key, known in names.items():
        yield Author(key, tuple(known) or (AuthorName(AliasKind.NAME, key),))
    yield from _records(happened)


def _nothing(part: Element) -> Skip:
    detail = f"entry {part.index} is nothing that PagerDuty logs"
    return Skip(SkipCode.BROKEN_RECORD, "", part.line, detail=detail)


def _records(happened: list[Fact]) -> Iterator[Record | Skip]:
    openings: dict[str, str] = {}
    for fact in happened:
        if fact.opens and fact.incident:
            openings.setdefault(fact.incident, fact.key)
    seen: set[str] = set()
    for fact in happened:
        if fact.key in seen:
            detail = "told before in this file"
            yield Skip(SkipCode.DUPLICATE, "", fact.source.line, detail=detail)
            continue
        seen.add(fact.key)
        yield Record(
            key=fact.key,
            path="",
            line=fact.source.line,
            stamp=iso_stamp(fact.at),
            text=fact.text,
            raw=as_stood(fact.source),
            who=_shown(fact.agent),
            author=text_at(fact.agent, "id") if is_user(fact.agent) else None,
            thread=openings.get(fact.incident),
            place=fact.place,
        )


def _shown(agent: Object) -> str:
    names = (text_at(agent, "name"), text_at(agent, "summary"))
    return next(filter(None, names), "") or text_at(agent, "id") or "PagerDuty"


def _names(user: Object) -> Iterator[AuthorName]:
    """The names of a user, the one to show first."""
    for kind, key in (
        (AliasKind.NAME, "name"),
        (AliasKind.NAME, "summary"),
        (AliasKind.ADDRESS, "email"),
    ):
        if text := text_at(user, key).strip():
            yield AuthorName(kind, text)
