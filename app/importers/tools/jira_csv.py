"""Issues of Jira as it exports them to CSV, with all columns or those that were chosen.

Headers are in the language of whoever exported them and stand several times (comments, attachments,
work logs). A comment is one cell: ``date;author;text``. Times have no zone: they are those of
whoever exported them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.evidence import Skip, SkipCode
from app.importers.base import Note, Part
from app.importers.readers.csv_rows import Row
from app.importers.times.field_time import numbers_date
from app.importers.tools.sheets import Sheet, SheetImporter, SheetTimes
from app.importers.tools.tool_events import Agent, Event, Events, digest_of, joined, machine, person

_COLUMNS = {
    "key": "issue key; key; vorgangsschlüssel; schlüssel; clé de ticket; clé; clave de incidencia;"
    " clave; chave da item; chave do item; chave; issuesleutel; sleutel; chiave segnalazione",
    "summary": "summary; zusammenfassung; résumé; resumen; resumo; samenvatting; riepilogo",
    "created": "created; erstellt; création; créée; créé; creada; creado; criado; criada;"
    " aangemaakt; gemaakt; creato",
    "resolved": "resolved; erledigt; gelöst; résolu; résolue; resuelta; resuelto; resolvido;"
    " resolvida; opgelost; risolto",
    "resolution": "resolution; lösung; résolution; resolución; resolução; oplossing; risoluzione",
    "description": "description; beschreibung; descripción; descrição; beschrijving; descrizione",
    "status": "status; état; estado; stato",
    "priority": "priority; priorität; priorité; prioridad; prioridade; prioriteit; priorità",
    "reporter": "reporter; autor; berichterstatter; rapporteur; informador; relator; melder",
    "reporter id": "reporter id",
    "creator": "creator; ersteller; créateur; creador; criador; maker",
    "creator id": "creator id",
    "comment": "comment; kommentar; commentaire; comentario; comentário; comentar; opmerking;"
    " commento",
    "attachment": "attachment; anhang; pièce jointe; adjunto; archivo adjunto; anexo; bijlage;"
    " allegato",
    "work": "log work; arbeit protokollieren",
}
_NAMES = {name: column for column, names in _COLUMNS.items() for name in names.split("; ")}
_KEY = re.compile(r"[A-Z][A-Z0-9_]*-\d+")
_MENTION = re.compile(r"\[~(?:accountid:)?([^\]\s]{1,200})\]")
_ID = re.compile(r"(?P<name>.+) id")


class JiraCsv(SheetImporter):
    """Reads issues with their comments, attachments and logged work, and their resolution."""

    format = "jira-csv"
    label = "Jira issues (CSV)"

    def sureness(self, header: Sequence[str], rows: Sequence[Row]) -> float:
        """By keys of issues in their column, and a column with when they were created."""
        columns = [_NAMES.get(cell.casefold()) for cell in header]
        if "key" not in columns or not {"created", "comment"} & set(columns):
            return 0.0
        place = columns.index("key")
        keys = [row.cells[place] for row in rows if len(row.cells) > place and row.cells[place]]
        return 0.93 if keys and all(map(_KEY.fullmatch, keys)) else 0.0

    def dates(self, header: Sequence[str], row: Row) -> Iterable[str]:
        """When the issue was created and resolved, and when comments were written."""
        issue = _Issue(header, row)
        yield from (issue.one(name) for name in ("created", "resolved"))
        for name in ("comment", "attachment"):
            yield from (cell.partition(";")[0] for cell in issue.all(name))

    def records(self, sheet: Sheet) -> Iterator[Part]:
        """Each issue where it begins and ends, and what was written or attached in between."""
        rows: list[Row] = []
        for part in sheet.rows:
            if isinstance(part, Row):
                rows.append(part)
            else:
                yield part
        issues = [_Issue(sheet.header, row) for row in rows]
        people = _People(issues)
        events = Events()
        dated = False
        for issue in issues:
            if not issue.one("key") and not issue.one("summary"):
                detail = "a row without the key and summary of an issue"
                yield Skip(SkipCode.BROKEN_RECORD, "", issue.row.line, detail=detail)
                continue
            for event in _events(issue, people, sheet.times):
                dated = dated or event.stamp is not None
                yield from events.parts(event)
        if dated:
            yield Note(
                "Jira writes times in the zone of whoever exported them and does not name it; say"
                " that zone for this source where it is not the case's."
            )


class _Issue:
    """One row: its cells by the column they mean; several may mean the same."""

    def __init__(self, header: Sequence[str], row: Row) -> None:
        self.row = row
        self._cells: dict[str, list[str]] = {}
        self.named: dict[str, str] = {}
        for name, cell in zip(header, row.cells, strict=False):
            if not cell.strip():
                continue
            folded = name.casefold()
            self.named.setdefault(folded, cell.strip())
            if column := _NAMES.get(folded):
                self._cells.setdefault(column, []).append(cell.strip())

    def one(self, column: str) -> str:
        """The first filled cell of a column."""
        return next(iter(self.all(column)), "")

    def all(self, column: str) -> list[str]:
        """Every filled cell of the columns of that meaning."""
        return self._cells.get(column, [])


class _People:
    """Who ids stand for: Jira Cloud names them in pairs of columns, a name and its id."""

    def __init__(self, issues: Iterable[_Issue]) -> None:
        self._names: dict[str, str] = {}
        for issue in issues:
            for name, cell in issue.named.items():
                if (found := _ID.fullmatch(name)) and (shown := issue.named.get(found["name"])):
                    self._names.setdefault(cell, shown)
        self._ids = {name: key for key, name in self._names.items()}

    def agent(self, said: str) -> Agent:
        """A person by their id or by their name."""
        key = said if said in self._names else self._ids.get(said, said)
        return person(key, name=self._names.get(key, said)) or machine("Jira")

    def named(self, text: str) -> str:
        """A text with names for the ids that are mentioned in it."""
        return _MENTION.sub(lambda found: f"@{self._names.get(found[1], found[1])}", text)


def _events(issue: _Issue, people: _People, times: SheetTimes) -> Iterator[Event]:
    key = issue.one("key") or digest_of(issue.one("summary"))
    title = f"[{key}] {issue.one('summary')}"
    facts = (f"{name}: {issue.one(name)}" for name in ("status", "priority") if issue.one(name))
    opening = Event(
        key=key,
        line=issue.row.line,
        stamp=times.read(issue.one("created")),
        text=joined((title, people.named(issue.one("description")), ", ".join(facts))),
        agent=people.agent(issue.one("reporter") or issue.one("creator")),
        raw=issue.row.text,
        thread=key,
        place=key,
    )
    yield opening
    for number, cell in enumerate(issue.all("comment"), start=1):
        yield _comment(replace(opening, key=f"{key}/comment/{number}"), cell, people, times)
    for number, cell in enumerate(issue.all("attachment"), start=1):
        at, author, name, *_ = (*cell.split(";"), "", "", "")
        yield replace(
            opening,
            key=f"{key}/attachment/{number}",
            stamp=times.read(at),
            text=f"Attached to {key}: {name or cell}",
            agent=people.agent(author),
            raw=cell,
        )
    for number, cell in enumerate(issue.all("work"), start=1):
        yield _work(replace(opening, key=f"{key}/worklog/{number}"), cell, people, times)
    if ended := issue.one("resolved"):
        resolution = f" ({issue.one('resolution')})" if issue.one("resolution") else ""
        yield replace(
            opening,
            key=f"{key}/resolved",
            stamp=times.read(ended),
            text=f"Resolved{resolution}: {title}",
            agent=machine("Jira"),
        )


def _comment(at_issue: Event, cell: str, people: _People, times: SheetTimes) -> Event:
    """A comment: its date, its author and its text; a cell that is no such thing is all text."""
    at, author, text = (*cell.split(";", 2), "", "")[:3]
    stamp = times.read(at)
    if stamp is None and numbers_date(at) is None:
        agent = machine("Jira")
        return replace(at_issue, stamp=None, text=people.named(cell), agent=agent, raw=cell)
    said = people.named(text.replace("\r\n", "\n")).strip() or "(an empty comment)"
    return replace(at_issue, stamp=stamp, text=said, agent=people.agent(author), raw=cell)


def _work(at_issue: Event, cell: str, people: _People, times: SheetTimes) -> Event:
    """Logged work: a comment, its date, its author and the seconds."""
    *said, at, author, seconds = ("", "", "", *cell.split(";"))
    text = joined((f"Worked {seconds} s on {at_issue.place}", people.named(";".join(said))))
    stamp, agent = times.read(at), people.agent(author)
    return replace(at_issue, stamp=stamp, text=text.strip("; "), agent=agent, raw=cell)
