"""A channel of Discord as DiscordChatExporter writes it: one JSON file a channel or thread.

Format: https://github.com/Tyrrrz/DiscordChatExporter (JsonMessageWriter).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.people import AliasKind
from app.importers.base import Note, Part
from app.importers.chat.chat_parts import (
    NOTHING_SAID,
    Keys,
    Writers,
    card_text,
    files_text,
    joined,
    stamp_at,
)
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
from app.importers.whole import JsonImporter

_KNOWN = {"id", "timestamp", "content", "author", "embeds"}


class Discord(JsonImporter):
    """Reads what DiscordChatExporter made of a channel."""

    format = "discord"
    label = "Discord export"
    marks = re.compile(r'"guild"\s*:\s*\{[^{}]{0,2000}\}\s*,\s*"channel"\s*:\s*\{')

    def fits(self, value: Json) -> bool:
        """Whether a value is the export of a channel."""
        return (
            isinstance(value, dict)
            and {"guild", "channel", "messages"} <= value.keys()
            and isinstance(value["messages"], list)
        )

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """The messages of each channel in the file."""
        del choices
        channels: dict[str, _Channel] = {}
        for found in values:
            if not isinstance(found, Element):
                yield found
            elif not self.fits(found.value):
                detail = f"entry {found.index} is not the export of a channel"
                yield Skip(SkipCode.BROKEN_RECORD, "", found.line, detail=detail)
            else:
                channel = object_at(found.value, "channel")
                name = text_at(channel, "id")
                yield from channels.setdefault(name, _Channel(channel)).parts(found)


class _Channel:
    """One exported channel, thread or direct conversation; it may come in pieces."""

    def __init__(self, channel: Object) -> None:
        name = text_at(channel, "name") or text_at(channel, "id") or "unknown"
        self._place = name if text_at(channel, "type").startswith("Direct") else f"#{name}"
        self._writers = Writers()
        self._keys = Keys()
        self._openers: dict[str, str] = {}

    def parts(self, found: Element) -> Iterator[Part]:
        """Each message, and what is none."""
        messages = inner(found, "messages")
        if not messages:
            yield Skip(SkipCode.EMPTY, "", found.line, detail="no messages in it")
        for message in messages:
            self._learn_reply(message.value)
        for message in messages:
            value = message.value
            if isinstance(value, dict) and _KNOWN & value.keys():
                yield from self._part(message, value)
            else:
                detail = f"message {message.index} is none"
                yield Skip(SkipCode.BROKEN_RECORD, "", message.line, detail=detail)

    def _learn_reply(self, message: Json) -> None:
        """Remember which message opened the chain of replies that a message belongs to."""
        replied_to = text_at(message, "reference", "messageId")
        if replied_to and text_at(message, "type") == "Reply":
            opener = self._openers.setdefault(replied_to, replied_to)
            self._openers.setdefault(text_at(message, "id"), opener)

    def _part(self, found: Element, message: Object) -> Iterator[Part]:
        given = text_at(message, "id")
        key = self._keys.fresh(given or f"entry:{found.index}", found.text)
        if key is None:
            detail = f"message {found.index} repeats an earlier one"
            yield Skip(SkipCode.DUPLICATE, "", found.line, detail=detail)
            return
        author, who = self._author(message)
        yield from self._writers.introduce(author)
        yield Record(
            key=key,
            path="",
            line=found.line,
            stamp=stamp_at(message, "timestamp"),
            text=_text(message),
            raw=as_stood(found),
            who=who,
            author=author,
            thread=self._openers.get(given),
            edited=stamp_at(message, "timestampEdited"),
            place=self._place,
        )

    def _author(self, message: Object) -> tuple[str | None, str | None]:
        """The id of the human being who wrote, None for a bot, and the name to show."""
        author = object_at(message, "author")
        key, name = text_at(author, "id"), text_at(author, "name")
        shown = text_at(author, "nickname") or name
        if author.get("isBot") is True:
            return None, shown or key or None
        self._writers.learn(key, [(AliasKind.NAME, shown), (AliasKind.HANDLE, name)])
        return key or None, self._writers.shown(key) or shown or None


def _text(message: Object) -> str:
    """What a message says: its words, cards, stickers and files, and what it passes on."""
    passed_on = _said(object_at(message, "forwardedMessage"))
    return joined([_said(message), passed_on and f"[forwarded]\n{passed_on}"]) or NOTHING_SAID


def _said(message: Object) -> str:
    files = (
        text_at(one, "fileName") or text_at(one, "id") for one in objects_at(message, "attachments")
    )
    stickers = (f"[sticker: {text_at(one, 'name')}]" for one in objects_at(message, "stickers"))
    return joined(
        [
            text_at(message, "content"),
            *map(card_text, objects_at(message, "embeds")),
            *stickers,
            files_text(files),
        ]
    )
