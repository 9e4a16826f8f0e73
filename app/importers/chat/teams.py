"""Microsoft Teams as a source of evidence: what Graph answers, and what scripts make of it.

A file holds messages; a folder or archive also says who is who and what channels are called
(``users/usersList.json``, ``teams/teamsList.json``, ``teams/<id>/channels_<id>.json``,
``messages_<id>.json``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import Enum
from functools import partial

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.people import AliasKind
from app.importers.archive import Archive, UnreadableMemberError
from app.importers.base import HEAD_BYTES, EvidenceFile, Note, Part, Position, Probe, Shape
from app.importers.chat.chat_channels import ChannelsImporter
from app.importers.chat.chat_parts import Writers
from app.importers.chat.teams_messages import CHAT, TeamsMessages, is_message, words_at
from app.importers.containers import is_tar
from app.importers.originals import original
from app.importers.readers.json_file import JsonFile
from app.importers.readers.json_text import Element, Json, Object, inner, list_at, objects_at
from app.importers.whole import JsonImporter

_ENVELOPES = ("value", "messages")


class _Kind(Enum):
    """What a file of an export holds, by the pattern of its path."""

    USERS = r"(?:.*/)?usersList\.json"
    TEAMS = r"(?:.*/)?teamsList\.json"
    CHANNELS = r"(?:.*/)?channels_[^/]*\.json"
    MESSAGES = r"(?:.*/)?messages_[^/]*\.json"


class TeamsExport(ChannelsImporter, JsonImporter):
    """Reads messages of Teams: a file, or the folder or archive of an export."""

    format = "teams-export"
    label = "Teams export"
    marks = re.compile(r'"(?:messageType|chatId|channelIdentity|MessageType|ChatId)"\s*:')

    def score(self, probe: Probe) -> float:
        """By a message; for a folder or archive by the lists and the files of messages inside."""
        if probe.shape is Shape.FILE:
            return super().score(probe)
        kinds = set(map(_kind, probe.members))
        return 0.9 if _Kind.MESSAGES in kinds and kinds & {_Kind.USERS, _Kind.TEAMS} else 0.0

    def fits(self, value: Json) -> bool:
        """Whether it is a message, or a list of them as Graph answers."""
        return is_message(value) or any(is_message(one) for one in _listed(value)[:20])

    def is_direct(self, record: Record) -> bool:
        """Whether it was said in a chat; a single file was chosen for what it holds."""
        return bool(record.path) and record.key.startswith(CHAT)

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Every message of a file."""
        del choices
        yield from _told(values, TeamsMessages(Writers(), {}), "")

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The originals, and every message. Raises `EvidenceError` where nothing can be read."""
        if not _is_archive(source):
            yield from super().parts(source, choices)
            return
        with Archive(source) as archive:
            yield from _Export(source, archive).parts()


def _is_archive(source: EvidenceFile) -> bool:
    if source.is_folder:
        return True
    with source.open() as stream:
        head = stream.read(HEAD_BYTES)
    return head.startswith(b"PK") or is_tar(head)


def _listed(value: Json) -> list[Object]:
    return [one for name in _ENVELOPES for one in objects_at(value, name)]


def _told(
    values: Iterable[Element | Skip | Note], messages: TeamsMessages, path: str
) -> Iterator[Part]:
    """The messages that values are, or that a list in them holds."""
    for found in values:
        if not isinstance(found, Element):
            yield found if isinstance(found, Note) else replace(found, path=path)
            continue
        name = next((each for each in _ENVELOPES if list_at(found.value, each)), "")
        inside = inner(found, name) if name else [found]
        for message in inside:
            messages.learn_reply(message.value)
        for message in inside:
            yield from messages.parts(message, path)


class _Export:
    """A folder or an archive with the messages of many teams and chats."""

    def __init__(self, source: EvidenceFile, archive: Archive) -> None:
        self._source = source
        self._archive = archive
        self._writers = Writers()
        self._names: dict[str, str] = {}
        self._done = 0
        self._total = sum(member.size for member in archive.members)

    def parts(self) -> Iterator[Part]:
        """The originals, what stands in lists, then the messages of each file."""
        yield from self._archive.skips
        if not self._source.is_folder:
            yield from original(self._source.name, _pieces(self._source))
        members = [(member.path, _kind(member.path)) for member in self._archive.members]
        for path, kind in members:
            if kind is not None and kind is not _Kind.MESSAGES:
                yield from self._file(path, partial(self._learn, kind))
        messages = TeamsMessages(self._writers, self._names)
        for path, kind in members:
            if kind is _Kind.MESSAGES:
                yield from self._file(path, partial(_told, messages=messages, path=path))
            elif kind is None:
                yield from self._file(path, None)
                yield Skip(SkipCode.NOT_EVIDENCE, path, detail="no messages of an export")
        yield Position(self._total, self._total)

    def _file(
        self, path: str, read: Callable[[Iterator[Element | Skip | Note]], Iterator[Part]] | None
    ) -> Iterator[Part]:
        """One file: of a folder also as an original."""
        try:
            file = self._archive.file(path)
            if self._source.is_folder:
                yield from original(path, _pieces(file))
        except UnreadableMemberError as error:
            yield error.skip
            return
        if read is not None:
            yield from read(JsonFile(file).values())
        self._done += file.size
        yield Position(self._done, self._total)

    def _learn(self, kind: _Kind, values: Iterator[Element | Skip | Note]) -> Iterator[Part]:
        for found in values:
            if not isinstance(found, Element):
                continue  # a list that is broken costs names, no message
            if kind is _Kind.USERS:
                self._learn_user(found.value)
                continue
            key = words_at(found.value, "id") or words_at(found.value, "groupsId")
            name = words_at(found.value, "displayName") or words_at(found.value, "name")
            if key and name:
                self._names.setdefault(key, name)
        yield from ()

    def _learn_user(self, user: Json) -> None:
        names = [
            (AliasKind.NAME, words_at(user, "displayName")),
            (AliasKind.ADDRESS, words_at(user, "mail") or words_at(user, "userPrincipalName")),
        ]
        self._writers.learn(words_at(user, "id"), names)


def _kind(path: str) -> _Kind | None:
    return next((kind for kind in _Kind if re.fullmatch(kind.value, path)), None)


def _pieces(file: EvidenceFile) -> Iterator[bytes]:
    return JsonFile(file).pieces()
