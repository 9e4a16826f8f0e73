"""GitHub as a source of evidence: what its APIs list, and what its webhooks send, as JSON."""

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
    as_stood,
    inner,
    object_at,
    objects_at,
    text_at,
)
from app.importers.tools.github_cli import in_words_of_rest
from app.importers.tools.github_things import (
    agent_of,
    deployment_of,
    is_from_github,
    issue_of,
    kind_of,
    repository_of,
    said_by,
    time_of,
)
from app.importers.tools.graphql import things_answered
from app.importers.tools.tool_events import (
    Agent,
    Event,
    digest_of,
    joined,
    raw_of,
    told_by,
)
from app.importers.whole import JsonImporter

_LISTS = ("workflow_runs", "check_runs", "check_suites", "jobs", "items", "commits", "statuses")
_FEED = re.compile(r"[A-Z]\w+Event")
_CARRIED = (
    "deployment_status",
    "deployment",
    "comment",
    "review",
    "check_run",
    "workflow_job",
    "workflow_run",
    "check_suite",
    "release",
    "pull_request",
    "issue",
    "discussion",
    "alert",
)
"""What a webhook can be about; what stands later is what it happened to."""
_OPENED = {"issue", "pull_request", "deployment", "workflow_run", "check_run", "check_suite"}
_FRAME = {"repository", "sender", "organization", "installation", "enterprise"}
"""What stands in every webhook, and is not what it is about."""
_ANSWERED = {"issue", "pull_request", "comment", "release"}
_RUNS = {"check_run", "check_suite", "workflow_run", "workflow_job"}


class GitHub(JsonImporter):
    """Reads things and lists of both APIs, event feeds and webhooks, also as JSON Lines."""

    format = "github"
    label = "GitHub"
    sureness = 0.9
    marks = re.compile(
        r'"data"\s*:\s*\{\s*"repository"\s*:|"(?:deployment_url|statuses_url|issue_url|full_name)"\s*:\s*"|/repos/'
    )

    def fits(self, value: Json) -> bool:
        """By addresses of the API, users with a login, or the frame of a webhook or feed."""
        if not isinstance(value, dict):
            return False
        value = in_words_of_rest(value)
        held = [one for name in _LISTS for one in _objects(value.get(name))]
        listed = "total_count" in value and any(map(_is_told, held))
        return _is_told(value) or listed or bool(_answered(Element(1, 1, "", value)))

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Everything that happened, with the issue or deployment it belongs to."""
        del choices
        return told_by("GitHub", values, _parts_of, _events)


def _objects(value: Json) -> list[Object]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _is_told(value: Object) -> bool:
    return _is_webhook(value) or _is_feed(value) or (bool(kind_of(value)) and is_from_github(value))


def _is_webhook(value: Object) -> bool:
    about = (
        "full_name" in object_at(value, "repository"),
        "login" in object_at(value, "organization"),
        "id" in object_at(value, "installation"),
    )
    return any(about) and "login" in object_at(value, "sender")


def _is_feed(value: Object) -> bool:
    frame = "payload" in value and "login" in object_at(value, "actor")
    return frame and _FEED.fullmatch(text_at(value, "type")) is not None


def _parts_of(found: Element) -> list[Element]:
    """The things in a page of a list; the value itself where it is none."""
    if isinstance(found.value, dict) and "total_count" in found.value:
        for name in _LISTS:
            if isinstance(found.value.get(name), list):
                return inner(found, name)
    return _answered(found) or [found]


def _answered(found: Element) -> list[Element]:
    """The issues, pull requests and comments in an answer of the GraphQL API."""
    asked = object_at(found.value, "data")

    def is_one(value: Object) -> bool:
        thing = in_words_of_rest(value)
        told = kind_of(thing) in _ANSWERED and iso_stamp(text_at(thing, "created_at")) is not None
        return told and ("repository" in asked or is_from_github(thing))

    return things_answered(found, is_one)


def _events(found: Element) -> Iterator[Event]:
    if not isinstance(found.value, dict):
        return
    value = in_words_of_rest(found.value)
    if _is_webhook(value):
        yield _sent(found, value, value, text_at(value, "action"), None)
    elif _is_feed(value):
        payload = object_at(value, "payload")
        at = iso_stamp(text_at(value, "created_at"))
        yield _sent(found, value, payload, text_at(payload, "action"), at)
    elif kind := kind_of(value):
        yield from _listed(found, value, kind)


def _sent(found: Element, frame: Object, payload: Object, action: str, at: Stamp | None) -> Event:
    """What a webhook or a feed tells."""
    name = next((name for name in _CARRIED if object_at(payload, name)), "")
    if not name:
        name = "push" if "ref" in payload and "commits" in payload else kind_of(payload)
    thing = object_at(payload, name) or payload
    issue = object_at(payload, "issue") or object_at(payload, "pull_request")
    repository = repository_of(frame)
    number = text_at(issue, "number")
    thread = f"{repository}#{number}" if number else _thread(thing, name, payload)
    opening = thread if name in _OPENED and action in {"opened", "created", "requested"} else ""
    number_of = text_at(thing, "id") or text_at(payload, "after") or digest_of(frame)
    lines = [*said_by(name, thing, action)] or [*_any_event(frame, payload, action)]
    if name in {"comment", "review"} and number:
        lines.insert(0, f"On #{number}: {text_at(issue, 'title')}")
    return Event(
        key=opening or text_at(frame, "id") or f"{name}/{number_of}/{action}",
        line=found.line,
        stamp=at or _sent_at(frame, thing, name, action),
        text=joined(lines) or name,
        agent=_sender(frame, thing, name),
        raw=as_stood(found),
        thread=thread or None,
        place=repository,
    )


def _sent_at(frame: Object, thing: Object, name: str, action: str) -> Stamp | None:
    if name == "push" or "ref_type" in frame:
        pushed = any_stamp(object_at(frame, "repository").get("pushed_at"), unit_is_fixed=True)
        return pushed or iso_stamp(text_at(frame, "head_commit", "timestamp"))
    return time_of(thing, action)


def _sender(frame: Object, thing: Object, name: str) -> Agent:
    """Who did it: of a deployment its creator, else who caused the webhook."""
    if name in {"deployment", "deployment_status"} and object_at(thing, "creator"):
        return agent_of(thing, "creator")
    return agent_of(frame, "sender", "actor", "pusher")


def _any_event(frame: Object, payload: Object, action: str) -> Iterator[str]:
    """What can be said of an event of any kind."""
    kind = text_at(frame, "type").removesuffix("Event")
    if ref_type := text_at(payload, "ref_type"):
        verb = "Created" if kind == "Create" or "master_branch" in payload else "Deleted"
        yield f"{verb} {ref_type} {text_at(payload, 'ref')}"
        yield text_at(payload, "description")
        return
    objects = [name for name, one in payload.items() if isinstance(one, dict)]
    about = next((name for name in objects if name not in _FRAME), (*objects, "event")[0])
    yield " ".join(filter(None, (kind or about.replace("_", " "), action))).capitalize()
    thing = object_at(payload, about)
    yield text_at(thing, "title") or text_at(thing, "name") or text_at(payload, "description")
    yield text_at(thing, "rule", "description") or text_at(thing, "body")


def _thread(thing: Object, kind: str, payload: Object) -> str:
    match kind:
        case "deployment":
            return f"deployment/{text_at(thing, 'id')}"
        case "deployment_status":
            number = text_at(payload, "deployment", "id")
            return f"deployment/{number}" if number else deployment_of(thing)
        case "issue" | "pull_request" | "comment" | "review" | "event":
            inside = object_at(thing, "issue")
            return issue_of(inside) if inside else issue_of(thing)
    if kind in _RUNS:
        return f"{kind}/{text_at(thing, 'id')}"
    return ""


def _listed(found: Element, thing: Object, kind: str) -> Iterator[Event]:
    """What the REST API lists: where it began, and what became of it."""
    thread = _thread(thing, kind, thing)
    number = text_at(thing, "sha") if kind == "commit" else text_at(thing, "id")
    key = f"{kind}/{number or digest_of(thing)}"
    if kind in {"issue", "pull_request", "deployment"}:
        key = thread or key
    first = Event(
        key=key,
        line=found.line,
        stamp=time_of(thing, _FIRST.get(kind, "created")),
        text=joined(said_by(kind, thing, "started" if kind in _RUNS else "")) or kind,
        agent=agent_of(thing),
        raw=as_stood(found),
        thread=thread or None,
        place=repository_of(thing),
        edited=_edited(thing) if kind == "comment" else None,
    )
    if kind == "commit":
        yield from _commit(first, thing)
    elif kind in _RUNS:
        yield from _run(first, thing, kind)
    else:
        yield first
        yield from _written(first, thing)
        yield from _ended(first, thing, kind)


def _written(first: Event, thing: Object) -> Iterator[Event]:
    """Comments and reviews, where they stand in the issue or pull request that they belong to."""
    for kind, name in (("comment", "comments"), ("review", "reviews")):
        for said in objects_at(thing, name):
            yield replace(
                first,
                key=f"{kind}/{text_at(said, 'id') or digest_of(said)}",
                stamp=time_of(said, _FIRST.get(kind, "created")),
                text=joined(said_by(kind, said)) or kind,
                agent=agent_of(said),
                raw=raw_of(said),
                edited=None,
            )


def _commit(first: Event, thing: Object) -> Iterator[Event]:
    """A commit at the time of its author, and where it was committed at another."""
    inside = object_at(thing, "commit") or thing
    author, committer = object_at(inside, "author"), object_at(inside, "committer")
    written = iso_stamp(text_at(author, "date"))
    entered = iso_stamp(text_at(committer, "date"))
    people = thing if object_at(thing, "commit") else {}
    first = replace(first, stamp=written or entered, agent=_who(people, inside, "author"))
    if written is None or entered is None or written.clock_us == entered.clock_us:
        yield first
        return
    subject = text_at(inside, "message").partition("\n")[0]
    yield replace(first, thread=first.key)
    yield replace(
        first,
        key=f"{first.key}/committed",
        stamp=entered,
        text=f"Committed: {subject}",
        agent=_who(people, inside, "committer"),
        thread=first.key,
    )


def _who(people: Object, inside: Object, name: str) -> Agent:
    """The user that GitHub found for an author, else the author as git names them."""
    return agent_of(people, name) if object_at(people, name) else agent_of(inside, name)


def _run(first: Event, thing: Object, kind: str) -> Iterator[Event]:
    times = ("run_started_at", "started_at", "created_at")
    stamps = (iso_stamp(text_at(thing, name)) for name in times)
    agent = agent_of(thing, "triggering_actor", "actor")
    first = replace(first, stamp=next(filter(None, stamps), None), agent=agent, thread=first.key)
    yield first
    if text_at(thing, "status") == "completed":
        ended = iso_stamp(text_at(thing, "completed_at") or text_at(thing, "updated_at"))
        text = joined(said_by(kind, thing))
        yield replace(first, key=f"{first.key}/end", stamp=ended, text=text)


def _ended(first: Event, thing: Object, kind: str) -> Iterator[Event]:
    for name, by, action in _ENDS:
        if (stamp := iso_stamp(text_at(thing, name))) is not None:
            text = joined(said_by(kind, thing, action))
            key, agent = f"{first.key}/{action}", agent_of(thing, by)
            yield replace(first, key=key, stamp=stamp, text=text, agent=agent, edited=None)
            return


def _edited(thing: Object) -> Stamp | None:
    """When a comment was last changed; None where it still is as it was written."""
    created, updated = text_at(thing, "created_at"), text_at(thing, "updated_at")
    return iso_stamp(updated) if updated != created else None


_FIRST = {"review": "submitted", "release": "published"}
_ENDS = (("merged_at", "merged_by", "merged"), ("closed_at", "closed_by", "closed"))
