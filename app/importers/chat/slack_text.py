"""What a Slack message says, as the plain text that people read, search and cite.

Attachments: https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments.
"""

from __future__ import annotations

from app.importers.chat.slack_blocks import Blocks, call
from app.importers.chat.slack_markup import Names, joined, link, plain, strip_tokens, unescape
from app.importers.readers.json_text import Object, object_at, objects_at, text_at

_EDIT_LOG = {"message_changed": "[edited]", "message_deleted": "[deleted]"}
_FILE_STATES = {
    "tombstone": "deleted",
    "hidden_by_limit": "hidden by the limit of the plan",
    "access_denied": "access denied",
    "file_not_found": "not found",
}
_FORMATTING = str.maketrans("", "", "*_~`")


class MessageText:
    """Turns messages of one export into text; access tokens never get through."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._blocks = Blocks(names)

    def of(self, message: Object) -> str:
        """The whole text of a message, attachments and all; never empty."""
        mark = _EDIT_LOG.get(text_at(message, "subtype"))
        text = self._logged(mark, message) if mark else self._body(message)
        return strip_tokens(text) or _nothing(message)

    def _logged(self, mark: str, message: Object) -> str:
        """An entry of the edit log: what stands now, and what stood before."""
        now = self._body(object_at(message, "message")) or self._body(message)
        before = self._body(object_at(message, "original")) or self._body(
            object_at(message, "previous_message")
        )
        return joined([f"{mark} {now}", f"[before] {before}" if before else ""])

    def _body(self, message: Object) -> str:
        text = self._at(message, "text") or self._at(message, "comment", "comment")
        files = objects_at(message, "files") or [object_at(message, "file")]
        return joined(
            [
                *_without_repetition(text, self._blocks.text(message)),
                *(self._attachment(one) for one in objects_at(message, "attachments")),
                *(self._file(file) for file in files if file),
                call(object_at(message, "room"), self._names),
            ]
        )

    def _at(self, holder: Object, *keys: str) -> str:
        text = text_at(holder, *keys)
        return plain(text, self._names).strip("\r\n") if text else ""

    def _attachment(self, one: Object) -> str:
        """The text of one attachment; its fallback only where it says nothing else."""
        author = f"{self._at(one, 'author_name')} {self._at(one, 'author_subname')}".strip()
        title = self._at(one, "title")
        buttons = [f"[{text_at(button, 'text')}]" for button in objects_at(one, "actions")]
        said = joined(
            [
                self._at(one, "pretext"),
                author or self._at(one, "service_name"),
                link(unescape(text_at(one, "title_link")), title) if title else "",
                *_without_repetition(self._at(one, "text"), self._quoted(one)),
                *(self._field(field) for field in objects_at(one, "fields")),
                " ".join(buttons),
            ]
        )
        fallback = self._at(one, "fallback") or ("[image]" if text_at(one, "image_url") else "")
        return joined([said or fallback, self._at(one, "footer")])

    def _quoted(self, one: Object) -> str:
        """The blocks of an attachment; those of a message it quotes only in place of its text."""
        own = self._blocks.text(one)
        if own or text_at(one, "text"):
            return own
        quoted = objects_at(one, "message_blocks")
        return joined(self._blocks.text(object_at(each, "message")) for each in quoted)

    def _field(self, field: Object) -> str:
        parts = (self._at(field, "title"), self._at(field, "value"))
        return ": ".join(part for part in parts if part)

    def _file(self, file: Object) -> str:
        """One uploaded file as ``[file: name]``; its bytes are never part of an export."""
        title = self._at(file, "title")
        name = self._at(file, "name") or title or text_at(file, "id") or "unnamed"
        states = (text_at(file, "mode"), text_at(file, "file_access"))
        parts = [name, f"“{title}”" if title not in {"", name} else ""]
        parts += [_FILE_STATES.get(state, "") for state in states]
        return f"[file: {', '.join(part for part in parts if part)}]"


def _without_repetition(text: str, rich: str) -> list[str]:
    """Both texts, or only the one that holds the other: blocks often repeat the plain text."""
    if not text or not rich:
        return [text or rich]
    words, rich_words = _words(text), _words(rich)
    if rich_words in words:
        return [text]
    return [rich] if words in rich_words else [text, rich]


def _words(text: str) -> str:
    return f" {' '.join(text.translate(_FORMATTING).split())} ".replace("  ", " ")


def _nothing(message: Object) -> str:
    """What stands for a message that says nothing."""
    subtype = strip_tokens(text_at(message, "subtype"))
    if subtype == "tombstone":
        return "[deleted message]"
    words = subtype.replace("_", " ").strip()
    return f"[{words}]" if words else "[message without text]"
