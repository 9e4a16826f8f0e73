"""GitLab as a source of evidence: what its REST API lists, and what its webhooks send, as JSON.

Shapes: https://docs.gitlab.com/api/rest and
https://docs.gitlab.com/user/project/integrations/webhook_events. Of a time such as
``2024-03-30 02:31:10 UTC`` the zone is in the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain.evidence import ImportChoices, Skip
from app.domain.moments import Stamp
from app.importers.base import Note, Part
from app.importers.readers.json_text import Element, Json, Object, as_stood, object_at, text_at
from app.importers.tools.gitlab_things import (
    agent_of,
    kind_of,
    lines_of,
    project_of,
    said_by_webhook,
    stamp_at,
    thread_of,
)
from app.importers.tools.graphql import things_answered
from app.importers.tools.tool_events import Event, Events, digest_of, joined, nothing_of
from app.importers.whole import JsonImporter

_RUNS = {"pipeline", "job"}
_ENDS = (("merged_at", "merged_by", "Merged"), ("closed_at", "closed_by", "Closed"))
_FINISHED = {"success", "failed", "canceled", "skipped"}


class GitLab(JsonImporter):
    """Reads things and lists of the REST API, audit events, and webhooks, also as JSON Lines."""

    format = "gitlab"
    label = "GitLab"
    sureness = 0.92
    marks = re.compile(r'"object_kind"\s*:|"path_with_namespace"\s*:|"noteable_type"\s*:')

    def fits(self, value: Json) -> bool:
        """By the frame of a webhook, or by what only GitLab calls its things."""
        if not isinstance(value, dict):
            return False
        known = _is_webhook(value) or bool(kind_of(value))
        return known or bool(things_answered(Element(1, 1, "", value), _is_on_timeline))

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Everything that happened, with the issue, pipeline or deployment it belongs to."""
        del choices
        events, pushes = Events(), 0
        for found in values:
            if not isinstance(found, Element):
                yield found
                continue
            pushes += text_at(found.value, "object_kind") in {"push", "tag_push"}
            answered = things_answered(found, _is_on_timeline)
            told = [event for one in answered or [found] for event in _events(one)]
            if not told:
                yield nothing_of("GitLab", found.line, found.index)
            for event in told:
                yield from events.parts(event)
        if pushes:
            yield Note(
                "GitLab does not tell when something was pushed, so a push has the time of its last"
                f" commit: {pushes:,}."
            )


def _is_webhook(value: Object) -> bool:
    about = "project" in value or "project_id" in value or "group" in value
    return bool(text_at(value, "object_kind")) and about


def _is_on_timeline(value: Object) -> bool:
    """Whether this is an entry in the timeline of an incident, which only GraphQL tells."""
    return "occurredAt" in value and "note" in value


def _entry(found: Element, entry: Object) -> Event:
    """An entry in the timeline of an incident: when it happened, as somebody noted it."""
    number = text_at(entry, "id").rpartition("/")[2]
    incident = text_at(entry, "incident", "iid")
    return Event(
        key=f"timeline/{number or digest_of(entry)}",
        line=found.line,
        stamp=stamp_at(entry, "occurredAt"),
        text=text_at(entry, "note") or "timeline entry",
        agent=agent_of(entry, "author"),
        raw=as_stood(found),
        thread=f"#{incident}" if incident else None,
    )


def _events(found: Element) -> Iterator[Event]:
    value = found.value
    if not isinstance(value, dict):
        return
    if _is_on_timeline(value):
        yield _entry(found, value)
    elif _is_webhook(value):
        yield _sent(found, value)
    elif kind := kind_of(value) or ("note" if "body" in value else ""):
        yield from _listed(found, value, kind)


def _sent(found: Element, sent: Object) -> Event:
    """What a webhook tells."""
    thing = object_at(sent, "object_attributes") or sent
    kind = text_at(sent, "object_kind")
    number = text_at(thing, "id") or text_at(sent, "deployment_id") or text_at(sent, "build_id")
    state = text_at(thing, "action") or text_at(thing, "status") or text_at(sent, "build_status")
    number = number or text_at(sent, "checkout_sha") or digest_of(sent)
    return Event(
        key=f"{kind}/{number}/{state}",
        line=found.line,
        stamp=_sent_at(sent, thing, state),
        text=joined(said_by_webhook(sent, thing)) or kind,
        agent=agent_of({**thing, **sent}, "user", "author"),
        raw=as_stood(found),
        thread=thread_of(kind, thing, sent) or None,
        place=text_at(sent, "project", "path_with_namespace"),
    )


def _sent_at(sent: Object, thing: Object, state: str) -> Stamp | None:
    """When it happened: a webhook has no time of its own, so the thing's latest that fits."""
    finished = ("finished_at", "build_finished_at") if state in _FINISHED else ()
    opened = ("created_at",) if state in {"open", "create", "pending", "created"} else ()
    names = (
        *finished,
        *opened,
        "status_changed_at",
        "closed_at" if state == "close" else "updated_at",
        "build_started_at",
        "updated_at",
        "created_at",
        "build_created_at",
    )
    stamp = next(filter(None, (stamp_at(thing, name) for name in names)), None)
    commits = sent.get("commits")
    last = commits[-1] if isinstance(commits, list) and commits else None
    return stamp or (stamp_at(last, "timestamp") if isinstance(last, dict) else None)


def _listed(found: Element, thing: Object, kind: str) -> Iterator[Event]:
    """What the REST API lists: where it began, and what became of it."""
    thread = thread_of(kind, thing, thing)
    number = text_at(thing, "id") or text_at(thing, "tag_name") or digest_of(thing)
    updated = stamp_at(thing, "updated_at")
    created = stamp_at(thing, "created_at")
    edited = updated and created and updated.clock_us != created.clock_us
    first = Event(
        key=thread if kind in {"issue", "merge_request"} and thread else f"{kind}/{number}",
        line=found.line,
        stamp=stamp_at(thing, "authored_date") or stamp_at(thing, "released_at") or created,
        text=joined(lines_of(kind, thing)) or kind,
        agent=agent_of(thing, "author", "user"),
        raw=as_stood(found),
        thread=thread or None,
        place=project_of(thing),
        edited=updated if kind == "note" and edited else None,
    )
    if kind in _RUNS:
        yield from _run(first, thing)
        return
    yield first
    entered = stamp_at(thing, "committed_date")
    if entered and first.stamp and entered.clock_us != first.stamp.clock_us:
        who = {name: thing.get(f"committer_{name}") for name in ("name", "email")}
        text = f"Committed: {text_at(thing, 'title')}"
        agent = agent_of({"committer": who}, "committer")
        yield replace(first, key=f"{first.key}/committed", stamp=entered, text=text, agent=agent)
    for name, by, word in _ENDS:
        if ended := stamp_at(thing, name):
            text = f"{word}: {text_at(thing, 'title')}"
            key = f"{first.key}/{word.lower()}"
            yield replace(first, key=key, stamp=ended, text=text, agent=agent_of(thing, by))
            break
    if kind == "deployment" and text_at(thing, "status") in _FINISHED and updated:
        text = f"Deployment {text_at(thing, 'status')}: {text_at(thing, 'environment', 'name')}"
        yield replace(first, key=f"{first.key}/end", stamp=updated, text=text)


def _run(first: Event, thing: Object) -> Iterator[Event]:
    """A pipeline or a job: a start, and an end where it has one."""
    started = stamp_at(thing, "started_at")
    title = first.text.partition("\n")[0]
    first = replace(first, thread=first.key, stamp=started or first.stamp)
    yield replace(first, text=f"Started: {first.text}")
    status = text_at(thing, "status")
    if status in _FINISHED:
        ended = stamp_at(thing, "finished_at") or stamp_at(thing, "updated_at")
        text = f"{status.capitalize()}: {title}"
        yield replace(first, key=f"{first.key}/end", stamp=ended, text=text)
