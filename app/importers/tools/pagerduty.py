"""PagerDuty as a source of evidence: what its REST API lists and its webhooks send, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.people import AliasKind, Author, AuthorName
from app.importers.base import Note, Part
from app.importers.readers.json_file import iso_stamp
from app.importers.readers.json_text import Element, Json, Object, as_stood, text_at
from app.importers.tools.pagerduty_facts import (
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
    openings = _openings(values)
    seen: set[str] = set()
    unnamed: dict[str, bool] = {}
    for found in values:
        if isinstance(found, Skip | Note):
            yield found
            continue
        yield from _authors(found, unnamed)
        parts = parts_of(found)
        if not parts:
            yield Skip(SkipCode.EMPTY, "", found.line, detail="a list with nothing in it")
        for part in parts:
            here = facts(part)
            if not here:
                yield _nothing(part)
            for fact in here:
                yield _record(fact, openings) if fact.key not in seen else _told_before(fact)
                seen.add(fact.key)
    for key in (key for key, is_unnamed in unnamed.items() if is_unnamed):
        yield Author(key, (AuthorName(AliasKind.NAME, key),))


def _authors(found: Element, unnamed: dict[str, bool]) -> Iterator[Author]:
    """The users in a value with their names; ``unnamed`` learns of whom none is known so far."""
    for user in users(found.value):
        key, names = text_at(user, "id"), tuple(_names(user))
        unnamed[key] = unnamed.get(key, True) and not names
        if names:
            yield Author(key, names)


def _openings(values: Iterable[Element | Skip | Note]) -> dict[str, str]:
    """The key of what opened each incident; it often stands after all that followed."""
    openings: dict[str, str] = {}
    for found in values:
        for part in parts_of(found) if isinstance(found, Element) else ():
            for fact in facts(part):
                if fact.opens and fact.incident:
                    openings.setdefault(fact.incident, fact.key)
    return openings


def _nothing(part: Element) -> Skip:
    detail = f"entry {part.index} is nothing that PagerDuty logs"
    return Skip(SkipCode.BROKEN_RECORD, "", part.line, detail=detail)


def _told_before(fact: Fact) -> Skip:
    return Skip(SkipCode.DUPLICATE, "", fact.source.line, detail="told before in this file")


def _record(fact: Fact, openings: dict[str, str]) -> Record:
    return Record(
        key=fact.key,
        path="",
        line=fact.source.line,
        stamp=iso_stamp(fact.at),
        text=fact.text or "an event without words",
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
