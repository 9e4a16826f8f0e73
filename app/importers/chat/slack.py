"""The Slack export as a source of evidence: channels, threads, and what apps said."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator

from app.domain.errors import EvidenceError
from app.domain.evidence import (
    ChannelChoice,
    ImportChoices,
    Inspection,
    Record,
    Skip,
    SkipCode,
)
from app.domain.people import Author
from app.importers.archive import Archive, Member, UnreadableMemberError
from app.importers.base import EvidenceFile, Note, OriginalBytes, Part, Position, Probe, Shape, Tell
from app.importers.chat.slack_choice import left_out
from app.importers.chat.slack_export import (
    CONVERSATION_LISTS,
    LONGEST_FILE,
    MEMBER_LISTS,
    Conversation,
    SlackExport,
    is_day,
)
from app.importers.chat.slack_messages import Messages, stamp_of
from app.importers.chat.slack_text import MessageText
from app.importers.originals import PIECE_BYTES, original
from app.importers.readers.json_text import BrokenJsonError, Element, elements, text_at
from app.importers.window import window_of

_ONE_OF_MANY = 0.1
"""Less than for a folder that is taken apart, which then finds the export in it."""


def _stands_beside_others(members: tuple[str, ...]) -> bool:
    """Whether an export lies in a folder below, and other files lie outside that folder."""
    lists = [path for path in members if path.rpartition("/")[2] in CONVERSATION_LISTS]
    top = min((path.rpartition("/")[0] for path in lists), key=len, default="")
    outside = [path for path in members if not path.startswith(f"{top}/")]
    return bool(top) and any(not path.rpartition("/")[2].startswith(".") for path in outside)


class SlackImporter:
    """Reads the export of a Slack workspace, as a zip archive or a folder."""

    format = "slack-export"
    label = "Slack export"

    def score(self, probe: Probe) -> float:
        """By the lists and the day files inside."""
        if probe.shape is Shape.FILE:
            return 0.0
        if probe.shape is Shape.FOLDER and _stands_beside_others(probe.members):
            return _ONE_OF_MANY
        names = {path.rpartition("/")[2] for path in probe.members}
        listed = not names.isdisjoint(CONVERSATION_LISTS)
        people = not names.isdisjoint(MEMBER_LISTS)
        days = any(map(is_day, probe.members))
        return 0.9 if days and listed else 0.7 if people and (days or listed) else 0.0

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """The conversations with their numbers of messages, and the first and last time."""
        bounds: list[int] = []
        channels: list[ChannelChoice] = []
        with Archive(source) as archive:
            export = SlackExport(archive)
            position = _Meter(sum(day.size for one in export.conversations for day in one.days))
            for conversation in export.conversations:
                messages = 0
                for day in conversation.days:
                    here = [
                        found for found in _day(archive, day, None) if isinstance(found, Element)
                    ]
                    stamps = [stamp_of(text_at(found.value, "ts")) for found in here]
                    clocks = [stamp.clock_us for stamp in stamps if stamp]
                    bounds += [min(clocks), max(clocks)] if clocks else []
                    messages += len(here)
                    tell(position.after(day.size))
                channels.append(ChannelChoice(conversation.name, messages, conversation.direct))
        return Inspection(
            self.format,
            source.name.removesuffix(".zip"),
            tuple(channels),
            min(bounds, default=None),
            max(bounds, default=None),
        )

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every message of the chosen conversations within the window.

        Raises `InvalidInputError` where a chosen channel does not exist, before anything else.
        """
        with Archive(source) as archive:
            export = SlackExport(archive)
            codes = left_out(export.conversations, choices)
            days = sum(day.size for one in export.conversations for day in one.days)
            whole = source.size or sum(member.size for member in archive.members)
            meter = _Meter(whole + days)
            reader = _Reader(archive, export, choices, meter)
            yield from archive.skips
            yield from reader.originals(source)
            yield from reader.fresh(export.skips)
            yield from _not_evidence(export.others)
            for conversation in export.conversations:
                code = codes.get(conversation.key)
                yield from reader.count(conversation, code) if code else reader.take(conversation)
            if not export.conversations:
                yield Note("This export holds no messages.")


class _Meter:
    """How far the reading of a source has come."""

    def __init__(self, total: int) -> None:
        self._done, self._total = 0, total

    def after(self, size: int) -> Position:
        """The position after so many more bytes."""
        self._done = min(self._done + size, self._total)
        return Position(self._done, self._total)


class _Reader:
    """Reads one export: its originals first, then each conversation, taken or only counted."""

    def __init__(
        self, archive: Archive, export: SlackExport, choices: ImportChoices, meter: _Meter
    ) -> None:
        self._archive = archive
        self._people = export.people
        self._inside = window_of(choices)
        self._meter = meter
        self._hashes: dict[str, str] = {}
        self._unread: set[str] = set()
        self._introduced: set[str] = set()

    def originals(self, source: EvidenceFile) -> Iterator[Part]:
        """The zip archive as one original; of a folder, every file as one."""
        if self._archive.is_zip:
            with source.open() as stream:
                yield from self._original(source.name, iter(lambda: stream.read(PIECE_BYTES), b""))
            return
        for member in self._archive.members:
            try:
                yield from self._original(member.path, self._archive.pieces(member.path))
            except UnreadableMemberError as error:
                self._unread.add(member.path)
                yield error.skip

    def _original(self, path: str, pieces: Iterable[bytes]) -> Iterator[Part]:
        for part in original(path, pieces):
            yield part
            if isinstance(part, OriginalBytes):
                yield self._meter.after(len(part.data))
            else:
                self._hashes[path] = part.sha256

    def fresh(self, skips: Iterable[Skip]) -> Iterator[Skip]:
        """The skips of files whose original was not already reported as unreadable."""
        return (skip for skip in skips if skip.path not in self._unread)

    def take(self, conversation: Conversation) -> Iterator[Part]:
        """The messages within the window, and how many lie outside."""
        messages = Messages(conversation, self._people, MessageText(self._people))
        outside = 0
        for day, found in self._days(conversation):
            if not isinstance(found, Element):
                yield found
                continue
            part = messages.part(found, day.path)
            if isinstance(part, Record):
                if part.stamp and self._inside and not self._inside(part.stamp):
                    outside += 1
                    continue
                yield from self._introduce(part.author)
            yield part
        if outside:
            yield Skip(
                SkipCode.OUTSIDE_WINDOW, conversation.folder, None, outside, conversation.place
            )

    def _introduce(self, key: str | None) -> Iterator[Author]:
        """Who wrote a record, where it is the first of theirs."""
        writer = self._people.writer(key)
        if writer is not None and writer.key not in self._introduced:
            self._introduced.add(writer.key)
            yield writer

    def count(self, conversation: Conversation, code: SkipCode) -> Iterator[Part]:
        """Only how many messages are left out; who talked to whom directly is not told."""
        count = 0
        for _, found in self._days(conversation):
            if isinstance(found, Element):
                count += 1
            elif isinstance(found, Position):
                yield found
        if count:
            detail = "" if conversation.direct else conversation.place
            yield Skip(code, conversation.folder, None, count, detail)

    def _days(
        self, conversation: Conversation
    ) -> Iterator[tuple[Member, Element | Skip | Note | Position]]:
        for day in conversation.days:
            if day.path not in self._unread:
                for found in _day(self._archive, day, self._hashes.get(day.path)):
                    yield day, found
            yield day, self._meter.after(day.size)


def _day(archive: Archive, day: Member, sha256: str | None) -> Iterator[Element | Skip | Note]:
    """The messages of one day file, and what keeps the rest of it from being read.

    Raises `EvidenceError` where it is no longer the file that was hashed.
    """
    try:
        data = archive.read(day.path, LONGEST_FILE)
    except UnreadableMemberError as error:
        yield error.skip
        return
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise EvidenceError(
            f"“{day.path}” changed while it was being read; wait until nothing writes into"
            " this folder and import it again."
        )
    if not data.strip():
        yield Skip(SkipCode.EMPTY, day.path, detail="an empty file")
        return
    encoding = json.detect_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        yield Note(f"“{day.path}” holds bytes that are no text; they are shown as �.")
    try:
        yield from elements(text)
    except BrokenJsonError as error:
        detail = f"broken JSON: {error.problem}"
        yield Skip(SkipCode.BROKEN_FILE, day.path, error.line, detail=detail)


def _not_evidence(others: Iterable[Member]) -> Iterator[Skip]:
    """Files that hold no messages; those of one folder together."""
    tops = Counter(member.path.partition("/")[0] for member in others)
    for top, count in sorted(tops.items()):
        detail = "no messages of an export" if count == 1 else f"{count} files without messages"
        yield Skip(SkipCode.NOT_EVIDENCE, top, None, count, detail)
