"""What GitHub says of its things, by their kind: issues, deployments, runs, commits and others.

Shapes: https://docs.github.com/en/rest and /en/webhooks/webhook-events-and-payloads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.domain.moments import Stamp
from app.importers.readers.json_file import any_stamp
from app.importers.readers.json_text import Json, Object, object_at, objects_at, text_at
from app.importers.tools.tool_events import Agent, counted, machine, person

_ADDRESS = re.compile(r"(?:/repos)?/(?P<repo>[^/\s]+/[^/\s]+)/(?:issues|pulls?)/(?P<number>\d+)")
_REPO = re.compile(
    r"/repos/([^/\s]+/[^/\s]+)/|//[^/\s]+/([^/\s]+/[^/\s]+)/(?:issues|pull|commit|releases|actions)/"
)
_AGENTS = (
    "sender",
    "actor",
    "user",
    "creator",
    "author",
    "committer",
    "pusher",
    "triggering_actor",
)
_SHORT_SHA = 10


def agent_of(value: Object, *names: str) -> Agent:
    """Who is named under the first of the names that holds somebody; bots are machines."""
    for name in names or _AGENTS:
        one = object_at(value, name)
        login = text_at(one, "login") or text_at(one, "username")
        if text_at(one, "type") == "Bot" or login.endswith("[bot]"):
            return machine(login)
        shown, address = text_at(one, "name"), text_at(one, "email")
        # Who pushes is only named by the login, which GitHub calls a name there.
        if name == "pusher":
            login, shown = login or shown, ""
        if found := person(login, name=shown, handle=login, address=address):
            return found
    return machine("GitHub")


def repository_of(value: Object) -> str:
    """The repository of a thing as people write it: ``owner/name``; empty where it is not told."""
    named = text_at(value, "repository", "full_name") or text_at(value, "repo", "name")
    if named:
        return named
    for key in ("url", "repository_url", "html_url", "issue_url", "deployment_url"):
        if found := _REPO.search(text_at(value, key) + "/"):
            return found[1] or found[2] or ""
    return ""


def issue_of(value: Object) -> str:
    """The key of the issue or pull request that a thing is or belongs to; else empty."""
    for key in ("issue_url", "pull_request_url", "html_url", "url"):
        if found := _ADDRESS.search(text_at(value, key)):
            return f"{found['repo']}#{found['number']}"
    number = text_at(value, "number")
    return f"{repository_of(value)}#{number}" if number else ""


def deployment_of(value: Object) -> str:
    """The key of the deployment that a status belongs to; else empty."""
    found = re.search(r"/deployments/(\d+)", text_at(value, "deployment_url"))
    return f"deployment/{found[1]}" if found else ""


def kind_of(value: Json) -> str:
    """What kind of thing a value of the REST API is, by what only this kind has; else empty."""
    if not isinstance(value, dict):
        return ""
    return next((kind for kind, is_one in _SIGNS if is_one(value)), "")


def is_from_github(value: Object) -> bool:
    """Whether a thing bears marks of GitHub, so that nobody else's is taken for it."""
    if any(_REPO.search(text_at(value, key) + "/") for key in ("url", "html_url")):
        return True
    people = (object_at(value, name) for name in _AGENTS)
    return any("login" in one and len(one) > 1 for one in people)


def _has(*keys: str) -> Callable[[Object], bool]:
    return lambda value: all(key in value for key in keys)


def _is_commit(value: Object) -> bool:
    return "sha" in value and ("message" in object_at(value, "commit") or "message" in value)


def _is_workflow_run(value: Object) -> bool:
    return "run_number" in value and bool({"workflow_id", "head_sha"} & value.keys())


_SIGNS: tuple[tuple[str, Callable[[Object], bool]], ...] = (
    ("deployment_status", _has("state", "deployment_url")),
    ("workflow_run", _is_workflow_run),
    ("workflow_job", _has("run_id", "steps")),
    ("check_run", _has("check_suite", "head_sha")),
    ("check_suite", _has("head_sha", "latest_check_runs_count")),
    ("deployment", lambda value: "environment" in value and "ref" in value and "sha" in value),
    ("commit", _is_commit),
    ("event", lambda value: bool(text_at(value, "event")) and "created_at" in value),
    ("review", _has("submitted_at", "state")),
    ("release", _has("tag_name")),
    ("pull_request", _has("number", "title", "head")),
    ("issue", _has("number", "title")),
    ("status", _has("context", "state")),
    ("comment", lambda value: "body" in value or "issue_url" in value),
)


def said_by(kind: str, thing: Object, action: str = "") -> Iterator[str]:
    """The lines in which a thing is told, the first of them what it is."""
    teller = _TELLERS.get(kind)
    if teller is not None:
        yield from teller(thing, action)


def _deployment(thing: Object, action: str) -> Iterator[str]:
    del action
    where = text_at(thing, "environment") or "an environment that is not named"
    yield f"Deployment to {where}: {_reference(thing)}"
    yield text_at(thing, "description")


def _deployment_status(thing: Object, action: str) -> Iterator[str]:
    del action
    yield f"Deployment {text_at(thing, 'state')}: {text_at(thing, 'environment')}".rstrip(": ")
    yield text_at(thing, "description")


def _issue(thing: Object, action: str) -> Iterator[str]:
    yield f"{_verb(action or 'opened')} #{text_at(thing, 'number')}: {text_at(thing, 'title')}"
    if action in {"", "opened", "edited"}:
        yield text_at(thing, "body")


def _pull_request(thing: Object, action: str) -> Iterator[str]:
    if action == "closed" and thing.get("merged"):
        action = "merged"
    number, title = text_at(thing, "number"), text_at(thing, "title")
    yield f"{_verb(action or 'opened')} pull request #{number}: {title}"
    if action in {"", "opened", "edited"}:
        yield text_at(thing, "body")


def _comment(thing: Object, action: str) -> Iterator[str]:
    if action and action != "created":
        yield f"{_verb(action)} comment"
    if path := text_at(thing, "path"):
        yield f"On {path}"
    yield text_at(thing, "body")


def _review(thing: Object, action: str) -> Iterator[str]:
    del action
    yield f"Review: {text_at(thing, 'state').replace('_', ' ').lower()}"
    yield text_at(thing, "body")


def _release(thing: Object, action: str) -> Iterator[str]:
    names = dict.fromkeys((text_at(thing, "tag_name"), text_at(thing, "name")))
    yield f"Release {action or 'published'}: {' '.join(filter(None, names))}"
    yield text_at(thing, "body")


def _commit(thing: Object, action: str) -> Iterator[str]:
    del action
    inner = object_at(thing, "commit") or thing
    yield text_at(inner, "message")
    yield f"commit {text_at(thing, 'sha') or text_at(thing, 'id')}"


def _status(thing: Object, action: str) -> Iterator[str]:
    del action
    yield f"Status {text_at(thing, 'context')}: {text_at(thing, 'state')}"
    yield text_at(thing, "description")


def _run(thing: Object, action: str) -> Iterator[str]:
    number = text_at(thing, "run_number")
    name = " ".join(filter(None, (text_at(thing, "name"), number and f"#{number}")))
    what = "Workflow" if number else "Check"
    state = text_at(thing, "conclusion") or text_at(thing, "status")
    yield f"{what} {name}: {action if action in {'started', 'requested'} else state}"
    yield text_at(thing, "display_title")
    branch, sha = text_at(thing, "head_branch"), text_at(thing, "head_sha")[:_SHORT_SHA]
    yield " ".join(filter(None, (branch, sha)))
    yield text_at(thing, "output", "title")
    yield text_at(thing, "output", "summary")


def _push(thing: Object, action: str) -> Iterator[str]:
    del action
    commits = objects_at(thing, "commits")
    forced = "forced, " if thing.get("forced") is True else ""
    yield f"Push to {text_at(thing, 'ref')} ({forced}{counted(len(commits), 'commit')})"
    for commit in commits:
        sha = (text_at(commit, "id") or text_at(commit, "sha"))[:_SHORT_SHA]
        subject = text_at(commit, "message").partition("\n")[0]
        yield " ".join(filter(None, (sha, text_at(commit, "timestamp"), subject)))


def _event(thing: Object, action: str) -> Iterator[str]:
    del action
    name = text_at(thing, "event").replace("_", " ").replace("-", " ")
    details = (
        text_at(thing, "label", "name"),
        text_at(thing, "milestone", "title"),
        text_at(thing, "assignee", "login"),
        text_at(thing, "commit_id")[:_SHORT_SHA],
        text_at(thing, "source", "issue", "title"),
        " → ".join(filter(None, (text_at(thing, "rename", name) for name in ("from", "to")))),
    )
    yield f"{_verb(name)} {' '.join(filter(None, details))}".rstrip()
    title = text_at(thing, "issue", "title")
    yield f"#{text_at(thing, 'issue', 'number')}: {title}" if title else ""
    yield text_at(thing, "body")


_TELLERS: dict[str, Callable[[Object, str], Iterator[str]]] = {
    "deployment": _deployment,
    "deployment_status": _deployment_status,
    "issue": _issue,
    "pull_request": _pull_request,
    "comment": _comment,
    "review": _review,
    "release": _release,
    "commit": _commit,
    "status": _status,
    "check_run": _run,
    "check_suite": _run,
    "workflow_run": _run,
    "workflow_job": _run,
    "push": _push,
    "event": _event,
}

_BY_ACTION = {
    "closed": ("merged_at", "closed_at"),
    "completed": ("completed_at",),
    "published": ("published_at",),
    "released": ("published_at",),
    "submitted": ("submitted_at",),
    "in_progress": ("started_at", "run_started_at"),
    "created": ("created_at", "started_at"),
    "opened": ("created_at",),
    "queued": ("created_at", "started_at"),
    "requested": ("created_at",),
}
_ANYWAY = ("updated_at", "submitted_at", "created_at", "timestamp", "completed_at", "started_at")


def time_of(thing: Object, action: str = "created") -> Stamp | None:
    """When the action happened to a thing; of most actions GitHub only tells the last change."""
    names = (*_BY_ACTION.get(action, ()), *_ANYWAY)
    stamps = (any_stamp(thing.get(name), unit_is_fixed=True) for name in names)
    return next((stamp for stamp in stamps if stamp is not None), None)


def _reference(thing: Object) -> str:
    ref, sha = text_at(thing, "ref"), text_at(thing, "sha")[:_SHORT_SHA]
    return ref if not sha or ref.startswith(sha) else f"{ref} ({sha})"


def _verb(action: str) -> str:
    return action.replace("_", " ").capitalize()
