"""Mattermost's bulk export: JSON Lines with teams, channels, users and their posts.

Format: https://docs.mattermost.com/onboard/bulk-loading-data.html#data-format. Posts have no id: a
channel, a user and the millisecond of its creation tell one from others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.domain.people import AliasKind
from app.importers.base import Note, Part
from app.importers.chat.chat_channels import ChannelsImporter
from app.importers.chat.chat_parts import (
    NOTHING_SAID,
    Keys,
    Writers,
    card_text,
    files_text,
    joined,
)
from app.importers.readers.json_file import epoch_stamp
from app.importers.readers.json_text import (
    Element,
    Json,
    Object,
    as_stood,
    list_at,
    object_at,
    objects_at,
    text_at,
)
from app.importers.whole import JsonImporter

_SAID = ("post", "direct_post")
_ABOUT = {
    *("version", "role", "scheme", "emoji", "team", "channel", "user", "bot"),
    *("direct_channel", "thread_followers", "preference"),
}
_BETWEEN = " & "


class Mattermost(ChannelsImporter, JsonImporter):
    """Reads the bulk export of a Mattermost server."""

    format = "mattermost"
    label = "Mattermost export"
    marks = re.compile(r'\{"type"\s*:\s*"((?:direct_)?post)"\s*,\s*"\1"')

    def fits(self, value: Json) -> bool:
        """Whether it is a line of an export: the version, or what is called by its own kind."""
        kind = text_at(value, "type")
        if not isinstance(value, dict) or kind not in {*_ABOUT, *_SAID}:
            return False
        if kind == "version":
            return isinstance(value.get("version"), int)
        return isinstance(value.get(kind), dict)

    def is_direct(self, record: Record) -> bool:
        """Whether it was said between a few people."""
        return not record.place.startswith("#")

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Every post and reply."""
        del choices
        yield from _Export().parts(values)


@dataclass(frozen=True, slots=True)
class _Said:
    """A post or a reply: its key before it is made unique, where it stands, and its line."""

    post: Object
    natural: str
    place: str
    thread: str | None
    found: Element
    raw: str | None


class _Export:
    """Turns the lines of an export into records; users and channels come before what they say."""

    def __init__(self) -> None:
        self._writers = Writers()
        self._machines: set[str] = set()
        self._channels: dict[tuple[str, str], str] = {}
        self._keys = Keys()

    def parts(self, lines: Iterable[Element | Skip | Note]) -> Iterator[Part]:
        """All parts of the lines."""
        about: Counter[str] = Counter()
        first: dict[str, int] = {}
        for found in lines:
            if not isinstance(found, Element):
                yield found
                continue
            kind = text_at(found.value, "type")
            post = object_at(found.value, kind)
            if kind in _SAID and post:
                yield from self._post(found, post)
            elif kind in _ABOUT:
                self._learn(kind, post)
                about[kind] += 1
                first.setdefault(kind, found.line)
            else:
                detail = f"line {found.line} is nothing that Mattermost exports"
                yield Skip(SkipCode.BROKEN_RECORD, "", found.line, detail=detail)
        for kind, count in about.items():
            detail = f"about the server, not said by anybody: {kind.replace('_', ' ')}"
            yield Skip(SkipCode.NOT_EVIDENCE, "", first[kind], count, detail)

    def _learn(self, kind: str, of: Object) -> None:
        name = text_at(of, "username")
        if kind == "user":
            real = f"{text_at(of, 'first_name')} {text_at(of, 'last_name')}".strip()
            names = [
                *((AliasKind.NAME, text) for text in (text_at(of, "nickname"), real)),
                (AliasKind.HANDLE, name),
                (AliasKind.ADDRESS, text_at(of, "email")),
            ]
            self._writers.learn(name, names)
        elif kind == "bot":
            self._machines.add(name)
            self._writers.learn(name, [(AliasKind.NAME, text_at(of, "display_name") or name)])
        elif kind == "channel":
            key = text_at(of, "team"), text_at(of, "name")
            self._channels[key] = text_at(of, "display_name") or key[1]

    def _post(self, found: Element, post: Object) -> Iterator[Part]:
        """A post, and the replies that stand in it."""
        place, ground = self._place(post)
        replies = objects_at(post, "replies")
        opener = _natural(ground, post, found.line)
        thread = opener if replies else None
        raw = as_stood(found)
        yield from self._said(_Said(post, opener, place, thread, found, raw))
        for number, reply in enumerate(replies, start=1):
            natural = _natural(f"{opener}/{number}", reply, found.line)
            yield from self._said(_Said(reply, natural, place, thread, found, None))

    def _said(self, said: _Said) -> Iterator[Part]:
        post = said.post
        key = self._keys.fresh(said.natural, said.found.text)
        if key is None:
            yield Skip(
                SkipCode.DUPLICATE, "", said.found.line, detail="a post that was there before"
            )
            return
        user = text_at(post, "user")
        machine = user in self._machines or text_at(post, "props", "from_bot") == "true"
        author = None if machine else user or None
        yield from self._writers.introduce(author)
        yield Record(
            key=key,
            path="",
            line=said.found.line,
            stamp=_stamp(post, "create_at"),
            text=_text(post),
            raw=said.raw,
            who=text_at(post, "props", "override_username") or self._writers.shown(user) or None,
            author=author,
            thread=said.thread,
            edited=_stamp(post, "edit_at"),
            place=said.place,
        )

    def _place(self, post: Object) -> tuple[str, str]:
        """Where a post stands: as people call it, and as keys name it."""
        members = [name for name in list_at(post, "channel_members") if isinstance(name, str)]
        if members or "channel_members" in post:
            return _BETWEEN.join(sorted(members)) or "direct", "@" + ",".join(sorted(members))
        team, channel = text_at(post, "team"), text_at(post, "channel")
        name = self._channels.get((team, channel)) or channel or "unknown"
        return f"#{name}", f"{team}/{channel}"


def _natural(ground: str, post: Object, line: int) -> str:
    at = text_at(post, "create_at") or f"line {line}"
    return f"{ground}/{at}/{text_at(post, 'user')}"


def _stamp(post: Object, key: str) -> Stamp | None:
    return epoch_stamp(post.get(key), unit_is_fixed=True)


def _text(post: Object) -> str:
    """What a post says: its words, the cards of apps, and its files."""
    paths = (text_at(one, "path") for one in objects_at(post, "attachments"))
    said = joined(
        [
            text_at(post, "message"),
            *map(card_text, objects_at(object_at(post, "props"), "attachments")),
            files_text(path.rpartition("/")[2] for path in paths if path),
        ]
    )
    return said or NOTHING_SAID
