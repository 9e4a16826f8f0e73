"""What chats that come as JSON have in common: ids, times, cards of apps, and who wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from app.domain.moments import Stamp
from app.domain.people import AliasKind, Author, AuthorName
from app.importers.readers.json_file import iso_stamp
from app.importers.readers.json_text import Json, Object, objects_at, text_at

_OPENINGS = (
    ("pretext",),
    ("author_name",),
    ("author", "name"),
    ("activityTitle",),
    ("title",),
    ("activitySubtitle",),
    ("subtitle",),
    ("text",),
    ("activityText",),
    ("description",),
)
_FOOTERS = (("footer",), ("footer", "text"))
NOTHING_SAID = "[message without text]"
DELETED = "[deleted message]"


def stamp_at(value: Json, key: str) -> Stamp | None:
    """The stamp of an ISO 8601 time under a key; None where there is none."""
    return iso_stamp(text_at(value, key))


class Writers:
    """Who wrote what a chat holds: each is told once, when the first record of theirs is."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[AuthorName, ...]] = {}
        self._told: set[str] = set()

    def learn(self, key: str, names: Iterable[tuple[AliasKind, str]]) -> None:
        """The names of somebody by their id, the one to show first; the first telling counts."""
        plain = (AuthorName(kind, " ".join(text.split())) for kind, text in names)
        known = tuple(dict.fromkeys(name for name in plain if name.text))
        if key and known:
            self._names.setdefault(key, known)

    def shown(self, key: str) -> str:
        """The name to show for an id: the first that is known, else the id."""
        names = self._names.get(key)
        return names[0].text if names else key

    def introduce(self, key: str | None) -> Iterator[Author]:
        """Who wrote a record, where it is the first of theirs."""
        if key and key not in self._told:
            self._told.add(key)
            yield Author(key, self._names.get(key) or (AuthorName(AliasKind.NAME, key),))


class Keys:
    """Makes natural keys unique, and tells a message that is only repeated."""

    def __init__(self) -> None:
        self._seen: dict[str, bytes] = {}

    def fresh(self, natural: str, written: str) -> str | None:
        """The key, numbered where another message has it already; None for the same message.

        ``written`` is the message as it stands.
        """
        digest = hashlib.blake2b(written.encode(errors="replace"), digest_size=16).digest()
        number, key = 1, natural
        while key in self._seen:
            if self._seen[key] == digest:
                return None
            number += 1
            key = f"{natural}#{number}"
        self._seen[key] = digest
        return key


def joined(parts: Iterable[str]) -> str:
    """The parts that say something, each on a line of its own, each once."""
    return "\n".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def card_text(card: Object) -> str:
    """What an app's card says (Slack-like attachments, Discord's embeds, Office's sections)."""
    parts = [card, *objects_at(card, "sections")]
    said = joined(line for part in parts for line in _card_lines(part))
    return said or text_at(card, "fallback")


def _card_lines(card: Object) -> Iterator[str]:
    yield from (text_at(card, *keys) for keys in _OPENINGS)
    yield from map(_fact, (*objects_at(card, "fields"), *objects_at(card, "facts")))
    yield from (text_at(card, *keys) for keys in _FOOTERS)


def _fact(field: Object) -> str:
    name = text_at(field, "title") or text_at(field, "name")
    return ": ".join(part for part in (name, text_at(field, "value")) if part)


def files_text(names: Iterable[str]) -> str:
    """Uploaded files as ``[file: name]``, a line each; their bytes are not part of an export."""
    return "\n".join(f"[file: {name}]" for name in names)
