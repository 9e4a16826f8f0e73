"""The messages of one Slack conversation as records."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from app.domain.evidence import Record, Skip, SkipCode
from app.domain.moments import SECOND_US, Precision, Stamp
from app.importers.chat.slack_export import Conversation
from app.importers.chat.slack_markup import strip_tokens
from app.importers.chat.slack_people import People
from app.importers.chat.slack_text import MessageText
from app.importers.readers.json_text import Element, Object, as_stood, object_at, text_at

_TS = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,9}))?")
_LAST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z
_HIDDEN_ASCII = re.compile(r"\\u00[2-7]")
_KNOWN = {"ts", "text", "type", "subtype", "user", "bot_id", "attachments", "blocks", "files"}


class Messages:
    """Makes records of the messages of one conversation, and knows the ones it has seen.

    A message's key is its conversation and its ``ts``, the string as it stands.
    """

    def __init__(self, conversation: Conversation, people: People, texts: MessageText) -> None:
        self._conversation = conversation
        self._people = people
        self._texts = texts
        self._seen: dict[str, bytes] = {}

    def part(self, element: Element, path: str) -> Record | Skip:
        """The record of one element of the day file at a path, or why it is none."""
        message = element.value
        if not isinstance(message, dict) or not _KNOWN & message.keys():
            detail = f"entry {element.index} of the file is not a message"
            return Skip(SkipCode.BROKEN_RECORD, path, element.line, detail=detail)
        self._people.learn(message)
        ts = text_at(message, "ts")
        stamp = stamp_of(ts)
        key = self._key(ts) if stamp else self._key(f"{path.rpartition('/')[2]}:{element.index}")
        digest = hashlib.blake2b(element.text.encode(errors="replace"), digest_size=16).digest()
        if self._seen.get(key) == digest:
            detail = f"entry {element.index} of the file repeats an earlier message"
            return Skip(SkipCode.DUPLICATE, path, element.line, detail=detail)
        author, who = self._people.author(_speaking(message))
        return Record(
            key=self._fresh(key, digest),
            path=path,
            line=element.line,
            stamp=stamp,
            text=self._texts.of(message),
            raw=_raw(element, message),
            who=who,
            author=author,
            thread=self._thread(message, ts),
            edited=stamp_of(text_at(message, "edited", "ts")),
            place=self._conversation.place,
        )

    def _key(self, rest: str) -> str:
        return f"{self._conversation.key}/{rest}"

    def _fresh(self, key: str, digest: bytes) -> str:
        """The key, numbered where another message has it already."""
        number, free = 1, key
        while free in self._seen:
            number += 1
            free = f"{key}#{number}"
        self._seen[free] = digest
        return free

    def _thread(self, message: Object, ts: str) -> str | None:
        opener = text_at(message, "thread_ts") or text_at(message, "message", "thread_ts")
        if not opener and (message.get("replies") or message.get("reply_count")):
            opener = ts
        return self._key(opener) if stamp_of(opener) else None


def stamp_of(ts: str) -> Stamp | None:
    """The stamp of a Slack ``ts``: epoch seconds in UTC with a fraction; None where it is none."""
    found = _TS.fullmatch(ts)
    if found is None or int(found[1]) > _LAST_SECOND:
        return None
    fraction = found[2] or ""
    micros = int(fraction[:6].ljust(6, "0"))
    precision = Precision.MICROSECOND if len(fraction) > 3 else Precision.MILLISECOND
    if not fraction:
        precision = Precision.SECOND
    return Stamp(ts, int(found[1]) * SECOND_US + micros, precision, zoned=True)


def _speaking(message: Object) -> Object:
    """The message whose author counts: an entry of the edit log may only have one inside."""
    if message.get("user") or message.get("bot_id"):
        return message
    inner: Iterator[Object] = (
        object_at(message, key) for key in ("message", "original", "previous_message")
    )
    return next((one for one in inner if one), message)


def _raw(element: Element, message: Object) -> str:
    """The message as it stood, moved to the margin.

    Written anew where it stood on a single line, and where letters are hidden behind escapes,
    as an access token could be.
    """
    if "\n" in element.text and not _HIDDEN_ASCII.search(element.text):
        return strip_tokens(as_stood(element))
    return strip_tokens(json.dumps(message, ensure_ascii=False, indent=4))
