"""Rich text as Slack's own composer writes it: sections, lists, quotes and code, as plain text.

Shape: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.importers.chat.slack_markup import Names, instant, link
from app.importers.readers.json_text import Object, objects_at, text_at

_DEEPEST_INDENT = 12


class RichText:
    """Renders rich text with the names of one export; its text is literal, not markup."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def lines(self, block: Object) -> Iterator[str]:
        """The text of a ``rich_text`` block."""
        for element in objects_at(block, "elements"):
            match text_at(element, "type"):
                case "rich_text_list":
                    yield from self._list(element)
                case "rich_text_quote":
                    yield from (f"> {line}" for line in self._section(element).splitlines())
                case "rich_text_preformatted":
                    yield f"```\n{self._section(element)}\n```"
                case _:
                    yield self._section(element)

    def _section(self, section: Object) -> str:
        return "".join(self._piece(piece) for piece in objects_at(section, "elements")).rstrip()

    def _list(self, listing: Object) -> Iterator[str]:
        indent = "    " * min(_whole(listing, "indent"), _DEEPEST_INDENT)
        ordered = text_at(listing, "style") == "ordered"
        for number, element in enumerate(
            objects_at(listing, "elements"), _whole(listing, "offset") + 1
        ):
            mark = f"{number}." if ordered else "•"
            yield f"{indent}{mark} {self._section(element)}"

    def _piece(self, piece: Object) -> str:
        kind = text_at(piece, "type")
        mention = self._mention(kind, piece)
        if mention:
            return mention
        if kind == "link":
            return link(text_at(piece, "url"), text_at(piece, "text"))
        if kind == "emoji":
            return f":{text_at(piece, 'name')}:"
        if kind == "date":
            return text_at(piece, "fallback") or instant(text_at(piece, "timestamp"))
        return text_at(piece, "text") or text_at(piece, "value")

    def _mention(self, kind: str, piece: Object) -> str:
        match kind:
            case "user":
                return "@" + self._names.member(text_at(piece, "user_id"))
            case "channel":
                return "#" + self._names.channel(text_at(piece, "channel_id"))
            case "usergroup":
                return "@" + text_at(piece, "usergroup_id")
            case "broadcast":
                return "@" + text_at(piece, "range")
            case _:
                return ""


def _whole(holder: Object, key: str) -> int:
    number = holder.get(key)
    return number if isinstance(number, int) and 0 <= number < 1_000_000 else 0
