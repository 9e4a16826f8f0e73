"""How each source speaks, which decides what its items can be evidence of."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.assist.requests import Manner

MANNERS: Mapping[str, Manner] = {
    **dict.fromkeys(
        (
            *("text-log", "json-log", "logfmt", "access-log", "w3c-log", "haproxy", "journald"),
            *("container-log", "mysql-log", "postgres-log", "postgres-csvlog", "opentelemetry"),
            *("kubernetes-events", "kubernetes-event-table", "table"),
        ),
        Manner.LOG,
    ),
    **dict.fromkeys(
        (
            *("slack-export", "teams-export", "discord", "mattermost", "rocketchat", "irc"),
            *("chat-copied", "transcript", "mail"),
        ),
        Manner.CHAT,
    ),
    **dict.fromkeys(("alertmanager", "pagerduty", "pagerduty-csv", "opsgenie"), Manner.ALERT),
    **dict.fromkeys(("git-log", "grafana-annotations"), Manner.CHANGE),
    "statuspage": Manner.STATUS,
    **dict.fromkeys(("jira", "jira-csv", "github", "gitlab"), Manner.TICKET),
    **dict.fromkeys(("document", "picture"), Manner.DOCUMENT),
    **dict.fromkeys(("prometheus", "grafana-csv"), Manner.METRIC),
}
"""By the id of the format; a format that is not known any more is taken for a log."""

_FORGES = {"github", "gitlab"}
_CHANGED = re.compile(
    r"(?:Deployment|Push to|Release|Workflow|Check|Status|Pipeline|Job|pipeline|job) \S"
    r"|Merged pull request|(?s:.)*^commit [0-9a-f]{7,}$",
    re.MULTILINE,
)
"""How the importers of GitHub and GitLab begin what tells of a change, and how a commit ends."""
_ANNOTATION = "grafana-annotations"
_STATE = re.compile(r"[^\n]*→")
_TABLE = "table"


def manner_of(format_id: str, text: str, who: str | None) -> Manner:
    """How an item speaks, by the format of its file.

    A table with writers is a conversation; a forge tells of changes among its tickets, and the
    annotations of a dashboard of alerts among the changes.
    """
    manner = MANNERS.get(format_id, Manner.LOG)
    if format_id == _TABLE and who:
        return Manner.CHAT
    if format_id in _FORGES and _CHANGED.match(text):
        return Manner.CHANGE
    if format_id == _ANNOTATION and _STATE.match(text):
        return Manner.ALERT
    return manner
