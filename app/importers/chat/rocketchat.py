"""Rocket.Chat: what its API lists, its database holds, and "Export messages" writes.

Messages as JSON (``rid``, ``ts``, ``u``, ``msg``; a room's own export has ``username`` instead), or
as the HTML file that a room is exported to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import Precision, Stamp, microseconds
from app.domain.people import AliasKind
from app.importers.base import HEAD_BYTES, EvidenceFile, Note, Part, Position, Probe, Shape
from app.importers.chat.chat_channels import ChannelsImporter
from app.importers.chat.chat_parts import (
    DELETED,
    NOTHING_SAID,
    Keys,
    Writers,
    card_text,
    files_text,
    joined,
)
from app.importers.readers.html_text import text_of
from app.importers.readers.json_file import epoch_stamp, iso_stamp
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
from app.importers.readers.plaintext import Lines, PlainText
from app.importers.whole import JsonImporter

_HEADING = re.compile(
    r"<p><strong>(?P<who>[^<>]{0,200})</strong> \((?P<at>[^()<>]{0,60})\):<br ?/?>"
)
_EVENTS = {
    "uj": "joined the channel",
    "ul": "left the channel",
    "au": "added to the channel:",
    "ru": "removed from the channel:",
    "r": "renamed the channel:",
    "message_pinned": "pinned a message",
    "room_changed_topic": "changed the topic:",
    "room_changed_announcement": "changed the announcement:",
    "room_changed_description": "changed the description:",
    "discussion-created": "began a discussion:",
}


class RocketChat(ChannelsImporter, JsonImporter):
    """Reads messages of Rocket.Chat."""

    format = "rocketchat"
    label = "Rocket.Chat export"
    marks = re.compile(r'"rid"\s*:\s*"')
    sureness = 0.9

    def score(self, probe: Probe) -> float:
        """By a message, or by the headings of an exported room."""
        if probe.shape is Shape.FILE and _is_page(probe.head):
            return 0.95
        return super().score(probe)

    def fits(self, value: Json) -> bool:
        """Whether it is a message, or a list of them as the API gives it."""
        return _is_message(value) or any(map(_is_message, objects_at(value, "messages")[:20]))

    def is_direct(self, record: Record) -> bool:
        """Whether it was said between two people: the id of their room is made of theirs."""
        author = record.author or ""
        return bool(author) and author != record.place and author in record.place

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The original, and its messages. Raises `EvidenceError` where it is unreadable."""
        with source.open() as stream:
            is_page = _is_page(stream.read(HEAD_BYTES))
        yield from _page(source) if is_page else super().parts(source, choices)

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Every message."""
        del choices
        messages = _Messages()
        for found in values:
            if not isinstance(found, Element):
                yield found
            elif isinstance(found.value, dict) and "messages" in found.value:
                listed = inner(found, "messages")
                if not listed:
                    yield Skip(SkipCode.EMPTY, "", found.line, detail="no messages in it")
                for message in listed:
                    yield from messages.parts(message)
            else:
                yield from messages.parts(found)


def _is_page(head: bytes) -> bool:
    """Whether a file begins with the heading of a message in an exported room."""
    return _HEADING.match(head.decode("utf-8-sig", "replace").lstrip()) is not None


def _is_message(value: Json) -> bool:
    if not isinstance(value, dict) or "msg" not in value or "ts" not in value:
        return False
    return ("rid" in value and isinstance(value.get("u"), dict)) or "username" in value


class _Messages:
    """Turns messages into records."""

    def __init__(self) -> None:
        self._writers = Writers()
        self._keys = Keys()

    def parts(self, found: Element) -> Iterator[Part]:
        """The record of a value, or why it is none."""
        message = found.value
        if not isinstance(message, dict) or not {"msg", "ts", "_id"} & message.keys():
            detail = f"entry {found.index} is not a message"
            yield Skip(SkipCode.BROKEN_RECORD, "", found.line, detail=detail)
            return
        given = text_at(message, "_id")
        key = self._keys.fresh(given or _made_up(message, found), found.text)
        if key is None:
            detail = f"entry {found.index} repeats an earlier message"
            yield Skip(SkipCode.DUPLICATE, "", found.line, detail=detail)
            return
        author, who = self._author(message)
        yield from self._writers.introduce(author)
        replied = "tcount" in message or bool(message.get("replies"))
        yield Record(
            key=key,
            path="",
            line=found.line,
            stamp=_stamp(message.get("ts")),
            text=_text(message),
            raw=as_stood(found),
            who=who,
            author=author,
            thread=text_at(message, "tmid") or (key if replied else None),
            edited=_stamp(message.get("editedAt")),
            place=text_at(message, "rid"),
        )

    def _author(self, message: Object) -> tuple[str | None, str | None]:
        """The id of the human being who wrote, None for a bot, and the name to show."""
        user = object_at(message, "u")
        handle = text_at(user, "username") or text_at(message, "username")
        key, name = text_at(user, "_id") or handle, text_at(user, "name")
        shown = text_at(message, "alias") or name or handle
        if message.get("bot") or message.get("alias"):
            return None, shown or None
        self._writers.learn(key, [(AliasKind.NAME, name or handle), (AliasKind.HANDLE, handle)])
        return key or None, shown or key or None


def _made_up(message: Object, found: Element) -> str:
    stamp = _stamp(message.get("ts"))
    return f"{stamp.text}/{text_at(message, 'username')}" if stamp else f"entry:{found.index}"


def _stamp(value: Json) -> Stamp | None:
    """The stamp of a time: ISO 8601, milliseconds, or either as MongoDB writes it."""
    if isinstance(value, dict):
        value = value.get("$date")
    if isinstance(value, dict):
        value = value.get("$numberLong")
    found = iso_stamp(value) if isinstance(value, str) else None
    return found or epoch_stamp(value, unit_is_fixed=True)


def _text(message: Object) -> str:
    """What a message says: its words, or what happened, the cards of apps, and files."""
    kind, words = text_at(message, "t") or text_at(message, "type"), text_at(message, "msg")
    if kind == "rm":
        return DELETED
    event = _EVENTS.get(kind, "")
    cards = objects_at(message, "attachments")
    files = [*objects_at(message, "files"), object_at(message, "file")]
    names = dict.fromkeys(name for one in files if (name := text_at(one, "name")))
    said = joined(
        [f"{event} {words}" if event else words, *map(_card, cards), files_text(names)],
    )
    return said or (f"[{kind.replace('_', ' ')}]" if kind else NOTHING_SAID)


def _card(card: Object) -> str:
    if text_at(card, "type") == "file" or text_at(card, "fileName"):
        return files_text([text_at(card, "fileName") or text_at(card, "title") or "unnamed"])
    return card_text(card)


def _page(source: EvidenceFile) -> Iterator[Part]:
    """The messages of a room that was exported as a page."""
    writers, keys = Writers(), Keys()
    heading: re.Match[str] | None = None
    first, lines = 0, list[str]()

    def close() -> Iterator[Part]:
        if heading is None:
            return
        who, at = text_of(heading["who"]), heading["at"]
        written = "\n".join(lines)
        text = text_of(written[heading.end() :].replace("\n", "<br>"))  # words keep their lines
        key = keys.fresh(f"{at}/{who}", written)
        if key is None:
            yield Skip(SkipCode.DUPLICATE, "", first, detail="repeats an earlier message")
            return
        writers.learn(who, [(AliasKind.HANDLE, who)])
        yield from writers.introduce(who or None)
        stamp = _mail_stamp(at)
        yield Record(key, "", first, stamp, text or NOTHING_SAID, written, who or None, who or None)

    for part in PlainText(source).parts():
        if not isinstance(part, Lines):
            yield part
            continue
        for number, line in enumerate(part.lines, start=part.first):
            if found := _HEADING.match(line):
                yield from close()
                heading, first, lines = found, number, [line]
            elif heading is not None:
                lines.append(line)
            elif line.strip():
                yield Skip(SkipCode.BROKEN_RECORD, "", number, detail="belongs to no message")
    yield from close()
    yield Position(source.size, source.size)


def _mail_stamp(text: str) -> Stamp | None:
    """The stamp of a date as in mail: ``Sat, 30 Mar 2024 02:46:58 GMT``."""
    try:
        moment = parsedate_to_datetime(text)
        return Stamp(text, microseconds(moment), Precision.SECOND, zoned=True, offset_us=0)
    except (ValueError, OverflowError):
        return None
