"""Jira as a source of evidence: issues with comments and changes from its REST API, and webhooks.

Shapes: https://developer.atlassian.com/cloud/jira/platform/rest/v3 (and version 2, and Jira Data
Center's), https://developer.atlassian.com/server/jira/platform/webhooks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain.evidence import ImportChoices, Skip
from app.domain.moments import Stamp
from app.importers.base import Note, Part
from app.importers.readers.json_file import any_stamp, iso_stamp
from app.importers.readers.json_text import (
    Element,
    Json,
    Object,
    inner,
    object_at,
    objects_at,
    text_at,
)
from app.importers.tools.jira_text import plain_text
from app.importers.tools.tool_events import (
    Agent,
    Event,
    digest_of,
    joined,
    machine,
    person,
    raw_of,
    told_by,
)
from app.importers.whole import JsonImporter

_LISTS = ("issues", "comments", "worklogs", "histories", "values")
_FIELDS = {"summary", "created", "reporter", "status", "issuetype", "comment", "updated"}
_HELD = ("comment", "worklog", "attachment")
_WEBHOOK = re.compile(r"(?:jira:)?\w+_(?:created|updated|deleted|released|started|closed)")


class Jira(JsonImporter):
    """Reads issues, pages of comments, work and changes, and webhooks, also as JSON Lines."""

    format = "jira"
    label = "Jira"
    sureness = 0.94
    marks = re.compile(r'"expand"\s*:\s*"[^"]*(?:changelog|names,schema)|"webhookEvent"\s*:')

    def fits(self, value: Json) -> bool:
        """By a key and the fields of an issue, a webhook of Jira, or changes with their items."""
        if not isinstance(value, dict):
            return False
        held = [one for name in _LISTS for one in objects_at(value, name)]
        return any(map(_is_told, [value, *held])) or (
            "issues" in value and ("maxResults" in value or "nextPageToken" in value)
        )

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Each issue where it begins and ends, and every comment, change and piece of work."""
        del choices
        return told_by("Jira", values, _parts_of, _events)


def _is_told(value: Object) -> bool:
    return _is_issue(value) or _is_webhook(value) or _is_change(value) or _is_comment(value)


def _is_issue(value: Object) -> bool:
    return "key" in value and bool(object_at(value, "fields").keys() & _FIELDS)


def _is_webhook(value: Object) -> bool:
    return _WEBHOOK.fullmatch(text_at(value, "webhookEvent")) is not None


def _is_change(value: Object) -> bool:
    items = objects_at(value, "items")
    return "created" in value and any("toString" in one or "fromString" in one for one in items)


def _is_comment(value: Object) -> bool:
    by = object_at(value, "author") or object_at(value, "updateAuthor")
    about = "body" in value or "timeSpentSeconds" in value
    return about and bool(by.keys() & {"accountId", "accountType", "displayName"})


def _parts_of(found: Element) -> list[Element]:
    """The things in a page of a list; the value itself where it is none."""
    value = found.value
    if isinstance(value, dict) and not _is_told(value):
        for name in _LISTS:
            if isinstance(value.get(name), list):
                return inner(found, name)
    return [found]


def _events(found: Element) -> Iterator[Event]:
    value = found.value
    if not isinstance(value, dict):
        return
    base = Event("", found.line, None, "", machine("Jira"))
    if _is_webhook(value):
        yield _webhook(base, value)
    elif "fields" in value:
        yield from _issue(base, value)
    elif _is_change(value):
        yield _change(base, value, "change")
    elif "body" in value or "timeSpentSeconds" in value:
        yield _comment(base, value, "comment")


def _issue(base: Event, issue: Object) -> Iterator[Event]:
    """An issue where it begins, all that was written to it, its changes, and its resolution."""
    fields, key = object_at(issue, "fields"), text_at(issue, "key") or digest_of(issue)
    title = f"[{key}] {text_at(fields, 'summary')}"
    stated = ("status", "priority", "assignee")
    named = {name: _name(object_at(fields, name)) for name in stated}
    shown = ", ".join(f"{name}: {text}" for name, text in named.items() if text)
    own = {name: value for name, value in fields.items() if name not in _HELD}
    base = replace(base, thread=key, place=key)
    yield replace(
        base,
        key=key,
        stamp=_stamp(fields.get("created")),
        text=joined((title, plain_text(fields.get("description")), shown)),
        agent=_agent(object_at(fields, "reporter") or object_at(fields, "creator")),
        raw=raw_of({**issue, "fields": own, "changelog": None}),
    )
    for comment in objects_at(object_at(fields, "comment"), "comments"):
        yield _comment(base, comment, f"{key}/comment")
    for work in objects_at(object_at(fields, "worklog"), "worklogs"):
        yield _comment(base, work, f"{key}/worklog")
    for attached in objects_at(fields, "attachment"):
        yield replace(
            base,
            key=f"{key}/attachment/{text_at(attached, 'id') or digest_of(attached)}",
            stamp=_stamp(attached.get("created")),
            text=f"Attached to {key}: {text_at(attached, 'filename')}",
            agent=_agent(object_at(attached, "author")),
            raw=raw_of(attached),
        )
    histories = objects_at(object_at(issue, "changelog"), "histories")
    for change in histories:
        yield _change(base, change, f"{key}/change")
    ended = _stamp(fields.get("resolutiondate"))
    if ended is not None and not any(map(_resolves, histories)):
        how = _name(object_at(fields, "resolution"))
        text = f"Resolved ({how}): {title}" if how else f"Resolved: {title}"
        yield replace(base, key=f"{key}/resolved", stamp=ended, text=text)


def _resolves(change: Object) -> bool:
    """Whether a change is the resolution, which then need not be told again."""
    return any(text_at(item, "field") == "resolution" for item in objects_at(change, "items"))


def _comment(base: Event, said: Object, kind: str) -> Event:
    """A comment, or work with what was written to it."""
    created, updated = text_at(said, "created"), text_at(said, "updated")
    spent = text_at(said, "timeSpent") or text_at(said, "timeSpentSeconds")
    text = plain_text(said.get("body", said.get("comment")))
    return replace(
        base,
        key=f"{kind}/{text_at(said, 'id') or digest_of(said)}",
        stamp=_stamp(said.get("started") or said.get("created")),
        text=joined((f"Worked {spent}" if spent else "", text)) or "(an empty comment)",
        agent=_agent(object_at(said, "author")),
        raw=raw_of(said),
        edited=iso_stamp(updated) if "body" in said and updated != created else None,
    )


def _change(base: Event, change: Object, kind: str) -> Event:
    return replace(
        base,
        key=f"{kind}/{text_at(change, 'id') or digest_of(change)}",
        stamp=_stamp(change.get("created")),
        text=joined(_changes(change)) or "changed",
        agent=_agent(object_at(change, "author")),
        raw=raw_of(change),
    )


def _changes(change: Object) -> Iterator[str]:
    for item in objects_at(change, "items"):
        before, after = text_at(item, "fromString"), text_at(item, "toString")
        yield f"{text_at(item, 'field')}: {before or '–'} → {after or '–'}"


def _webhook(base: Event, sent: Object) -> Event:
    """What a webhook tells: a comment, a change, or what became of an issue."""
    issue, said = object_at(sent, "issue"), object_at(sent, "comment")
    key = text_at(issue, "key")
    event = text_at(sent, "webhookEvent").removeprefix("jira:").replace("_", " ")
    title = " ".join(filter(None, (key and f"[{key}]", text_at(issue, "fields", "summary"))))
    user = object_at(sent, "user") or object_at(said, "updateAuthor") or object_at(said, "author")
    number = text_at(sent, "timestamp") or digest_of(sent)
    return replace(
        base,
        key=f"{key or 'event'}/{event}/{number}",
        stamp=any_stamp(sent.get("timestamp"), unit_is_fixed=True) or _stamp(said.get("updated")),
        text=joined(
            (
                f"{event.capitalize()}: {title}" if title else event.capitalize(),
                *_changes(object_at(sent, "changelog")),
                plain_text(said.get("body")),
            )
        ),
        agent=_agent(user),
        raw=raw_of(sent),
        thread=key or None,
        place=key,
    )


def _name(value: Object) -> str:
    return text_at(value, "displayName") or text_at(value, "name")


def _agent(user: Object) -> Agent:
    """A user by the id of Jira Cloud, or by the name or key of Data Center; apps are machines."""
    name = text_at(user, "displayName")
    if text_at(user, "accountType") == "app":
        return machine(name or "Jira")
    handle, address = text_at(user, "name"), text_at(user, "emailAddress")
    key = text_at(user, "accountId") or text_at(user, "key") or handle
    return person(key, name=name, handle=handle, address=address) or machine("Jira")


def _stamp(value: Json) -> Stamp | None:
    return any_stamp(value, unit_is_fixed=True)
