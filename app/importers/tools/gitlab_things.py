"""What GitLab says of its things, by their kind: issues, notes, pipelines, deployments, commits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.domain.moments import Stamp
from app.importers.readers.json_file import any_stamp, iso_stamp
from app.importers.readers.json_text import Object, object_at, objects_at, text_at
from app.importers.tools.tool_events import Agent, counted, machine, person

_NAMED_ZONE = re.compile(r" (?:UTC|GMT)$")
_BOT = re.compile(r"(?:project|group)_\d+_bot\w*|.*[-_]bot|ghost")
_ADDRESS = re.compile(r"//[^/]+/(?P<project>.+?)/-/(?:issues|merge_requests|pipelines|jobs)/")


def stamp_at(thing: Object, name: str) -> Stamp | None:
    """The stamp under a name; GitLab also writes ``2024-03-30 02:31:10 UTC``."""
    text = text_at(thing, name)
    if _NAMED_ZONE.search(text):
        found = iso_stamp(_NAMED_ZONE.sub("+00:00", text))
        return found and Stamp(text, found.clock_us, found.precision, True, 0)
    return any_stamp(thing.get(name), unit_is_fixed=True)


def agent_of(value: Object, *names: str) -> Agent:
    """Who is named first: a user in an object, or flat, as webhooks and audit events have it."""
    for name in names:
        one = object_at(value, name)
        handle, shown = text_at(one, "username"), text_at(one, "name")
        if found := _person(handle, shown, text_at(one, "email")):
            return found
    for prefix in ("user_", "author_"):
        handle, shown = text_at(value, f"{prefix}username"), text_at(value, f"{prefix}name")
        if found := _person(handle, shown, text_at(value, f"{prefix}email")):
            return found
    audited = text_at(value, "details", "author_name")
    known = person(text_at(value, "author_id"), name=audited) if audited else None
    return known or machine("GitLab")


def _person(handle: str, shown: str, address: str) -> Agent | None:
    if _BOT.fullmatch(handle):
        return machine(handle)
    address = "" if address == "[REDACTED]" else address
    return person(handle, name=shown, handle=handle, address=address)


def kind_of(value: Object) -> str:
    """What kind of thing a value of the REST API is, by what only this kind has; else empty."""
    return next((kind for kind, is_one in _SIGNS if is_one(value)), "")


def _has(*keys: str) -> Callable[[Object], bool]:
    return lambda value: all(key in value for key in keys)


_SIGNS: tuple[tuple[str, Callable[[Object], bool]], ...] = (
    ("note", _has("noteable_type", "body")),
    ("commit", _has("short_id", "authored_date")),
    ("job", _has("stage", "pipeline", "status")),
    ("pipeline", _has("sha", "ref", "status", "project_id", "web_url")),
    ("deployment", lambda one: "iid" in one and "environment" in one and "sha" in one),
    ("merge_request", _has("iid", "title", "source_branch")),
    ("issue", lambda one: "iid" in one and "title" in one and bool(_user(one))),
    ("audit", _has("entity_type", "details", "author_id")),
    ("event", _has("action_name", "author_username")),
    ("release", _has("tag_name", "released_at")),
)


def _user(value: Object) -> str:
    return text_at(value, "author", "username")


def project_of(thing: Object) -> str:
    """The path of the project of a thing, out of its address; empty where it has none."""
    found = _ADDRESS.search(text_at(thing, "web_url"))
    return found["project"] if found else ""


def thread_of(kind: str, thing: Object, frame: Object) -> str:
    """The key of the issue, merge request, pipeline or deployment a thing belongs to."""
    if kind == "note":
        about = object_at(frame, "issue") or object_at(frame, "merge_request")
        sign = "!" if "merge_request" in frame or _is_of_merge(thing) else "#"
        number = text_at(about, "iid") or text_at(thing, "noteable_iid")
        return f"{_project(frame, thing)}{sign}{number}" if number else ""
    if kind in {"issue", "merge_request", "work_item"}:
        sign = "!" if kind == "merge_request" else "#"
        return f"{_project(frame, thing)}{sign}{text_at(thing, 'iid')}"
    if kind in {"pipeline", "deployment"}:
        number = text_at(thing, "id") or text_at(frame, "deployment_id")
        return f"{kind}/{number}" if number else ""
    return ""


def _is_of_merge(thing: Object) -> bool:
    return text_at(thing, "noteable_type") == "MergeRequest"


def _project(frame: Object, thing: Object) -> str:
    """The number of the project: the only name that everything of it bears."""
    return text_at(frame, "project", "id") or text_at(thing, "project_id")


def said_by_webhook(sent: Object, thing: Object) -> Iterator[str]:
    """The lines in which a webhook is told."""
    kind = text_at(sent, "object_kind")
    teller = _SENT.get(kind)
    if teller is not None:
        yield from teller(sent, thing)
        return
    state = text_at(thing, "action") or text_at(thing, "status")
    title = text_at(thing, "title") or text_at(thing, "name") or text_at(thing, "description")
    yield " ".join(filter(None, (kind.replace("_", " ").capitalize(), state)))
    yield title


def _sent_push(sent: Object, thing: Object) -> Iterator[str]:
    del thing
    commits = objects_at(sent, "commits")
    yield f"Push to {text_at(sent, 'ref')} ({counted(len(commits), 'commit')})"
    for commit in commits:
        subject = text_at(commit, "title") or text_at(commit, "message").partition("\n")[0]
        yield f"{text_at(commit, 'id')[:10]} {text_at(commit, 'timestamp')} {subject}"


def _sent_note(sent: Object, thing: Object) -> Iterator[str]:
    about = object_at(sent, "issue") or object_at(sent, "merge_request")
    title, sign = text_at(about, "title"), "!" if "merge_request" in sent else "#"
    yield f"On {sign}{text_at(about, 'iid')}: {title}" if title else ""
    yield text_at(thing, "note") or text_at(thing, "description")


def _sent_deployment(sent: Object, thing: Object) -> Iterator[str]:
    del thing
    where, sha = text_at(sent, "environment"), text_at(sent, "short_sha")
    yield f"Deployment {text_at(sent, 'status')}: {where}"
    yield " ".join(filter(None, (text_at(sent, "ref"), sha, text_at(sent, "commit_title"))))


def _sent_pipeline(sent: Object, thing: Object) -> Iterator[str]:
    yield f"Pipeline {text_at(thing, 'status')}: {text_at(thing, 'ref')}"
    yield text_at(sent, "commit", "title") or text_at(thing, "sha")[:10]


def _sent_build(sent: Object, thing: Object) -> Iterator[str]:
    del thing
    yield f"Job {text_at(sent, 'build_status')}: {text_at(sent, 'build_name')}"
    yield " ".join(filter(None, (text_at(sent, "build_stage"), text_at(sent, "ref"))))
    yield text_at(sent, "build_failure_reason")


def _sent_issue(sent: Object, thing: Object) -> Iterator[str]:
    kind = "merge request" if text_at(sent, "object_kind") == "merge_request" else "issue"
    action = text_at(thing, "action") or text_at(thing, "state")
    yield f"{action.capitalize()} {kind} {text_at(thing, 'iid')}: {text_at(thing, 'title')}"
    if action == "open":
        yield text_at(thing, "description")


_SENT: dict[str, Callable[[Object, Object], Iterator[str]]] = {
    "push": _sent_push,
    "tag_push": _sent_push,
    "note": _sent_note,
    "deployment": _sent_deployment,
    "pipeline": _sent_pipeline,
    "build": _sent_build,
    "issue": _sent_issue,
    "merge_request": _sent_issue,
}


def lines_of(kind: str, thing: Object) -> Iterator[str]:
    """The lines in which a thing of the REST API is told, the first of them what it is."""
    match kind:
        case "note":
            yield text_at(thing, "body")
        case "commit":
            yield text_at(thing, "message") or text_at(thing, "title")
            yield f"commit {text_at(thing, 'id')}"
        case "job":
            yield f"job {text_at(thing, 'name')} ({text_at(thing, 'stage')})"
            yield text_at(thing, "failure_reason")
        case "pipeline":
            yield f"pipeline {text_at(thing, 'ref')} {text_at(thing, 'sha')[:10]}"
        case "deployment":
            where = text_at(thing, "environment", "name") or text_at(thing, "environment")
            yield f"Deployment to {where}: {text_at(thing, 'ref')} {text_at(thing, 'sha')[:10]}"
        case "issue" | "merge_request":
            sign = "!" if kind == "merge_request" else "#"
            yield f"Opened {sign}{text_at(thing, 'iid')}: {text_at(thing, 'title')}"
            yield text_at(thing, "description")
        case "audit":
            yield from _audit(thing)
        case "event":
            about = (text_at(thing, name) for name in ("action_name", "target_type"))
            yield " ".join(filter(None, about)).capitalize()
            yield text_at(thing, "target_title") or text_at(thing, "push_data", "commit_title")
            yield text_at(thing, "note", "body")
        case "release":
            yield f"Release {text_at(thing, 'tag_name')}: {text_at(thing, 'name')}"
            yield text_at(thing, "description")


def _audit(thing: Object) -> Iterator[str]:
    details = object_at(thing, "details")
    said = text_at(details, "custom_message") or text_at(thing, "event_name").replace("_", " ")
    change = text_at(details, "change") or text_at(details, "add") or text_at(details, "remove")
    yield said or f"Audit: {change}"
    pair = (text_at(details, "from"), text_at(details, "to"))
    yield f"{change}: {pair[0] or '–'} → {pair[1] or '–'}" if any(pair) else ""
    yield " ".join(
        filter(None, (text_at(details, "target_type"), text_at(details, "target_details")))
    )
