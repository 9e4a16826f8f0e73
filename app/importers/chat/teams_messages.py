"""Messages of Microsoft Teams as records.

Graph calls a field ``createdDateTime`` (https://learn.microsoft.com/graph/api/resources/chatmessage),
scripts that export through it ``CreatedDateTime``; both are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from app.domain.evidence import Record, Skip, SkipCode
from app.domain.people import AliasKind
from app.importers.base import Part
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
from app.importers.readers.json_file import iso_stamp
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

_EMOJI = re.compile(r"<emoji\b[^>]*?\balt=\"([^\"]{0,40})\"[^>]*>", re.IGNORECASE)
_CODE_BLOCK = re.compile(r"<(/?)codeblock\b[^>]*>", re.IGNORECASE)
_EVENT = re.compile(r"\.(\w+?)(?:Event)?MessageDetail$")
_CARD_WORDS = ("title", "text", "name", "value")
_MOST_CARD_PARTS = 2_000
_SIGNS = {"messageType", "MessageType", "chatId", "ChatId", "channelIdentity", "ChannelIdentity"}
CHAT = "chat:"
"""How the keys of messages begin that were said in a chat, not in a channel."""


def value_at(of: Json, *keys: str) -> Json:
    """What is found by following keys, each written as Graph does or as scripts do."""
    for key in keys:
        if not isinstance(of, dict):
            return None
        of = of.get(key) if key in of else of.get(key[:1].upper() + key[1:])
    return of


def words_at(of: Json, *keys: str) -> str:
    """The text found by following keys; else empty."""
    return text_at({"found": value_at(of, *keys)}, "found")


def _object(of: Json, *keys: str) -> Object:
    return object_at({"found": value_at(of, *keys)}, "found")


def is_message(value: Json) -> bool:
    """Whether a value is a message of Teams, and not for instance a mail."""
    return (
        isinstance(value, dict)
        and not _SIGNS.isdisjoint(value)
        and bool(words_at(value, "createdDateTime"))
    )


class TeamsMessages:
    """Makes records of messages; ``places`` are the names of channels by their ids."""

    def __init__(self, writers: Writers, places: Mapping[str, str]) -> None:
        self._writers = writers
        self._places = places
        self._keys = Keys()
        self._openers: set[str] = set()

    def learn_reply(self, message: Json) -> None:
        """Remember that a message answers another, which thereby opens a thread."""
        if opener := words_at(message, "replyToId"):
            self._openers.add(opener)

    def parts(self, found: Element, path: str) -> Iterator[Part]:
        """The record of a value in the file at a path, and its replies, or why it is none."""
        message = found.value
        if not isinstance(message, dict) or not is_message(message):
            detail = f"entry {found.index} of the file is not a message"
            yield Skip(SkipCode.BROKEN_RECORD, path, found.line, detail=detail)
            return
        replies = inner(found, "replies") or inner(found, "Replies")
        yield from self._message(found, message, path, opens=bool(replies))
        for reply in replies:
            if isinstance(reply.value, dict) and is_message(reply.value):
                yield from self._message(reply, reply.value, path, opens=False)
            else:
                detail = f"a reply in entry {found.index} of the file is not a message"
                yield Skip(SkipCode.BROKEN_RECORD, path, reply.line, detail=detail)

    def _message(
        self, found: Element, message: Object, path: str, *, opens: bool
    ) -> Iterator[Part]:
        given = words_at(message, "id")
        ground = _ground(message)
        key = self._keys.fresh(f"{ground}/{given or f'entry:{found.index}'}", found.text)
        if key is None:
            detail = f"entry {found.index} of the file repeats an earlier message"
            yield Skip(SkipCode.DUPLICATE, path, found.line, detail=detail)
            return
        author, who = self._author(message)
        yield from self._writers.introduce(author)
        opener = words_at(message, "replyToId")
        if not opener and (opens or given in self._openers):
            opener = given
        edited = words_at(message, "lastEditedDateTime") or words_at(message, "deletedDateTime")
        yield Record(
            key=key,
            path=path,
            line=found.line,
            stamp=iso_stamp(words_at(message, "createdDateTime")),
            text=self._text(message),
            raw=as_stood(found),
            who=who,
            author=author,
            thread=f"{ground}/{opener}" if opener else None,
            edited=iso_stamp(edited),
            place=self._place(message),
        )

    def _place(self, message: Object) -> str:
        channel = words_at(message, "channelIdentity", "channelId")
        team = words_at(message, "channelIdentity", "teamId")
        if channel:
            names = (self._places.get(team, ""), self._places.get(channel, ""))
            return " / ".join(name for name in names if name) or channel
        return words_at(message, "chatId") or "Teams"

    def _author(self, message: Object) -> tuple[str | None, str | None]:
        """The id of the human being who wrote, None for a bot or an event, and the name to show."""
        sender = value_at(message, "from")
        app = words_at(sender, "application", "displayName")
        user = _object(sender, "user") or _object(message, "eventDetail", "initiator", "user")
        key, name = words_at(user, "id"), words_at(user, "displayName")
        if app or not key:
            return None, app or name or None
        self._writers.learn(key, [(AliasKind.NAME, name)])
        return key, self._writers.shown(key)

    def _text(self, message: Object) -> str:
        """What a message says: its subject, words, cards and files, or what happened."""
        body = words_at(message, "body", "content")
        if words_at(message, "body", "contentType").lower() == "html":
            body = text_of(_CODE_BLOCK.sub(r"<\1pre>", _EMOJI.sub(r"\1", body)))
        attached = objects_at({"found": value_at(message, "attachments")}, "found")
        said = joined(
            [
                words_at(message, "subject"),
                body,
                *map(_card, attached),
                files_text(_files(attached)),
            ]
        )
        if not said and words_at(message, "deletedDateTime"):
            return DELETED
        return said or _event(_object(message, "eventDetail")) or NOTHING_SAID


def _ground(message: Object) -> str:
    """Within what the id of a message is unique."""
    channel = words_at(message, "channelIdentity", "channelId")
    return channel or CHAT + words_at(message, "chatId")


def _is_card(attachment: Object) -> bool:
    return words_at(attachment, "contentType").startswith("application/vnd.microsoft.")


def _files(attachments: list[Object]) -> Iterator[str]:
    for one in attachments:
        name = words_at(one, "name")
        if name and not _is_card(one):
            yield name


def _card(attachment: Object) -> str:
    """What the card of an app says; its content is JSON inside a text."""
    if not _is_card(attachment):
        return ""
    try:
        content: Json = json.loads(words_at(attachment, "content"))
    except (ValueError, RecursionError):
        return ""
    if not isinstance(content, dict):
        return ""
    return card_text(content) if "sections" in content else joined(_card_words(content))


def _card_words(card: Object) -> Iterator[str]:
    """The words in the nested parts of an adaptive card, in their order."""
    waiting: list[Json] = [card]
    for _ in range(_MOST_CARD_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if isinstance(part, list):
            waiting += reversed(part)
        elif isinstance(part, dict):
            title, value = text_at(part, "title"), text_at(part, "value")
            if title and value:  # a fact
                yield f"{title}: {value}"
            else:
                yield from (text_at(part, word) for word in _CARD_WORDS)
            waiting += [one for one in reversed(part.values()) if isinstance(one, list | dict)]


def _event(detail: Object) -> str:
    """What happened in a channel, in words: ``[members added]``."""
    found = _EVENT.search(text_at(detail, "@odata.type"))
    name = found[1] if found else next(filter(None, (_told(detail))), "")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return f"[{words}]" if words else "[event of the channel]" if detail else ""


def _told(detail: Object) -> Iterator[str]:
    for key, value in detail.items():
        if key not in {"Initiator", "initiator", "EventType"} and value:
            yield key
