"""Plain text out of what Jira Cloud keeps as a document (the Atlassian Document Format).

Format: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure
"""

from __future__ import annotations

import re

from app.importers.readers.json_text import Json, list_at, object_at, text_at

_BLOCKS = {
    "blockquote",
    "bulletList",
    "codeBlock",
    "decisionItem",
    "expand",
    "heading",
    "listItem",
    "mediaSingle",
    "orderedList",
    "panel",
    "paragraph",
    "rule",
    "tableRow",
    "taskItem",
}
_WRITTEN = {"hardBreak": "\n", "listItem": "• ", "tableCell": " ", "tableHeader": " "}
_NAMED_BY = {
    "mention": ("text", "id"),
    "emoji": ("text", "shortName"),
    "inlineCard": ("url",),
    "blockCard": ("url",),
    "embedCard": ("url",),
    "status": ("text",),
    "date": ("timestamp",),
    "media": ("alt",),
}
"""Nodes without content, and which of their attributes a reader sees."""
_GAPS = re.compile(r"\n{2,}")
_BARE_BULLET = re.compile(r"• \n+")


def plain_text(value: Json) -> str:
    """The text of a field: as it is where it is text, else what a reader of the document sees."""
    if isinstance(value, str):
        return value
    said: list[str] = []
    waiting: list[Json] = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            said.append(node)
        elif isinstance(node, dict):
            ends = ["\n"] if text_at(node, "type") in _BLOCKS else []
            said += [*ends, _own_text(node)]
            waiting += [*ends, *reversed(list_at(node, "content"))]
    return _GAPS.sub("\n", _BARE_BULLET.sub("• ", "".join(said))).strip()


def _own_text(node: Json) -> str:
    """What a node says besides what it contains."""
    kind, attributes = text_at(node, "type"), object_at(node, "attrs")
    shown = (text_at(attributes, name) for name in _NAMED_BY.get(kind, ()))
    return text_at(node, "text") or _WRITTEN.get(kind) or next(filter(None, shown), "")
