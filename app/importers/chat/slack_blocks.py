"""The blocks of a Slack message as plain text.

Shapes: https://docs.slack.dev/reference/block-kit/blocks. Alerts and deployments live here, so a
block of an unknown type gives whatever text it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.importers.chat.slack_markup import Names, instant, joined, link, plain
from app.importers.chat.slack_rich_text import RichText
from app.importers.readers.json_text import Object, list_at, object_at, objects_at, text_at

_DEEPEST = 12
"""How many blocks inside blocks are followed; Slack's own go three deep."""


class Blocks:
    """Renders blocks with the names of one export."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._rich = RichText(names)
        self._kinds: dict[str, Callable[[Object], Iterable[str]]] = {
            "section": self._section,
            "header": self._section,
            "markdown": self._section,
            "context": self._elements,
            "actions": self._elements,
            "context_actions": self._elements,
            "rich_text": self._rich.lines,
            "image": self._image,
            "video": self._video,
            "call": lambda block: [call(object_at(object_at(block, "call"), "v1"), names)],
            "divider": lambda block: (),
            "file": lambda block: (),  # repeats the message's own list of files
        }

    def text(self, holder: Object) -> str:
        """The text of all blocks of a message or an attachment."""
        return joined(line for block in objects_at(holder, "blocks") for line in self._lines(block))

    def _lines(self, block: Object, depth: int = 0) -> Iterable[str]:
        kind = text_at(block, "type")
        if kind in self._kinds:
            return self._kinds[kind](block)
        if depth > _DEEPEST:
            return ()
        if kind == "table":
            return self._table(block, depth)
        return self._unknown(block, depth)

    def _section(self, block: Object) -> Iterator[str]:
        yield self._said(block)
        for field in objects_at(block, "fields"):
            yield self._said({"text": field})
        yield self._element(object_at(block, "accessory"))

    def _elements(self, block: Object) -> Iterator[str]:
        texts = (self._element(element) for element in objects_at(block, "elements"))
        yield " ".join(text for text in texts if text)

    def _element(self, element: Object) -> str:
        """One element of a context, or one thing that can be pressed or chosen."""
        kind = text_at(element, "type")
        if kind in {"mrkdwn", "plain_text"}:
            return self._said({"text": element})
        if kind == "image":
            return joined(self._image(element))
        label = self._said(element) or self._said({"text": element.get("placeholder")})
        return f"[{label}]" if label else ""

    def _said(self, holder: Object) -> str:
        """The text of a holder, be it a string or a text object; plain_text has no markup."""
        text = holder.get("text")
        if not isinstance(text, dict):
            return plain(text_at(holder, "text"), self._names).strip()
        said = text_at(text, "text").strip()
        return said if text_at(text, "type") == "plain_text" else plain(said, self._names)

    def _image(self, block: Object) -> Iterator[str]:
        name = self._said({"text": block.get("title")}) or text_at(block, "alt_text")
        yield f"[image: {name}]" if name else "[image]"

    def _video(self, block: Object) -> Iterator[str]:
        title = self._said({"text": block.get("title")})
        yield f"[video: {link(text_at(block, 'title_url'), title)}]"
        yield self._said({"text": block.get("description")})

    def _table(self, block: Object, depth: int) -> Iterator[str]:
        for row in list_at(block, "rows"):
            cells = (
                [cell for cell in row if isinstance(cell, dict)] if isinstance(row, list) else []
            )
            yield " | ".join(joined(self._lines(cell, depth + 1)) for cell in cells)

    def _unknown(self, block: Object, depth: int) -> Iterator[str]:
        said = self._said(block)
        yield said
        for key, value in block.items():
            if said and key == "text":
                continue
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict):
                    yield from self._lines(inner, depth + 1)


def call(room: Object, names: Names) -> str:
    """A huddle or call as text: when it ran, and who took part; empty where there is none."""
    if not room:
        return ""
    start, end = (instant(text_at(room, key)) for key in ("date_start", "date_end"))
    people = list_at(room, "participant_history") or list_at(room, "participants")
    present = [names.member(person) for person in people if isinstance(person, str)]
    parts = [
        "call",
        text_at(room, "name"),
        f"from {start}" if start else "",
        f"to {end}" if end and text_at(room, "date_end") != "0" else "",
        f"with {', '.join(present)}" if present else "",
    ]
    return f"[{' '.join(part for part in parts if part)}]"
