"""A folder or an archive that holds many files: each is read by its own format.

Every file is kept as it is and has its line in the receipt, also where no format fits it. What is
an archive itself is taken apart in its turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from app.domain.errors import EvidenceError
from app.domain.evidence import (
    ImportChoices,
    Inspection,
    MemberReceipt,
    OriginalFile,
    Record,
    Skip,
    SkipCode,
)
from app.domain.people import Author
from app.domain.questions import ColumnsQuestion, Question
from app.importers.archive import Archive, Member, UnreadableMemberError
from app.importers.base import (
    EvidenceFile,
    Importer,
    Note,
    OriginalBytes,
    Part,
    Position,
    Probe,
    Shape,
    Tell,
)
from app.importers.containers import OFFICE_MARK
from app.importers.originals import PIECE_BYTES, original

Recognise = Callable[[EvidenceFile], Importer]

_SOME, _DEEPEST = 0.3, 3
_LOOKED_INTO = 200
"""So many files of a bundle are looked into before an import; the others are read unasked."""
_JUNK = re.compile(
    r"(?:.*/)?(?:__MACOSX/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|\.git/.*|~\$[^/]*)"
)


class Bundle:
    """Takes a folder or an archive apart."""

    format = "bundle"
    label = "Folder or archive of many files"

    def __init__(self, recognise: Recognise, depth: int = 0) -> None:
        self._recognise = recognise
        self._depth = depth

    def score(self, probe: Probe) -> float:
        """0.3 for whatever holds files, but for an Office document."""
        holds = probe.shape is not Shape.FILE and bool(probe.members)
        return _SOME if holds and OFFICE_MARK not in probe.members else 0.0

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """What each file is, and what they leave open together.

        Raises `EvidenceError` where the whole cannot be opened.
        """
        with Archive(source) as archive:
            look = _Look()
            units = self._units(source, archive)
            for number, unit in enumerate(units):
                tell(Position(number, len(units)))
                if number < _LOOKED_INTO and not _JUNK.fullmatch(unit.path):
                    self._look_into(archive, unit, look)
        return Inspection(
            self.format,
            source.name,
            first_us=min(look.firsts, default=None),
            last_us=max(look.lasts, default=None),
            has_zone=look.has_zone,
            questions=tuple(look.questions.values()),
            members=tuple(look.members),
        )

    def _units(self, source: EvidenceFile, archive: Archive) -> list[_Unit]:
        """What is read by one format: each file, or a folder that is an export as a whole."""
        units: list[_Unit] = []
        for folder in _folders(source, archive):
            if any(folder.startswith(f"{unit.path}/") for unit in units):
                continue
            place = (source.path or Path()) / folder
            if not isinstance(self._recognise(EvidenceFile(folder, place)), Bundle):
                within = [one for one in archive.members if one.path.startswith(f"{folder}/")]
                units.append(_Unit(folder, tuple(within), place))
        taken = {member.path for unit in units for member in unit.members}
        units += [_Unit(one.path, (one,)) for one in archive.members if one.path not in taken]
        return sorted(units, key=lambda unit: unit.path)

    def _look_into(self, archive: Archive, unit: _Unit, look: _Look) -> None:
        try:
            file = unit.file(archive)
            importer = self._importer(file)
            found = importer.inspect(file, lambda _position: None)
        except (UnreadableMemberError, EvidenceError):
            look.members.append((unit.path, ""))  # the receipt says why
            return
        look.add(unit.path, importer.format, found)

    def _importer(self, file: EvidenceFile) -> Importer:
        importer = self._recognise(file)
        if not isinstance(importer, Bundle):
            return importer
        if self._depth + 1 >= _DEEPEST:
            raise EvidenceError("archives inside archives inside archives; unpack it first")
        return Bundle(self._recognise, self._depth + 1)

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The parts of every file, each under its path.

        Raises `EvidenceError` where the whole cannot be opened.
        """
        with Archive(source) as archive:
            if not source.is_folder and not self._depth:
                yield from original(source.name, _pieces(source))
            yield from archive.skips
            total = sum(member.size for member in archive.members)
            done = 0
            for unit in self._units(source, archive):
                yield from self._unit(archive, unit, choices, source)
                done += sum(member.size for member in unit.members)
                yield Position(done, total)

    def _unit(
        self, archive: Archive, unit: _Unit, choices: ImportChoices, source: EvidenceFile
    ) -> Iterator[Part]:
        path = unit.path
        if _JUNK.fullmatch(path):
            detail = "put there by the system, not by people"
            yield Skip(SkipCode.NOT_EVIDENCE, path, detail=detail)
            return
        try:
            file = unit.file(archive)
            for member in unit.members if source.is_folder else ():
                yield from original(member.path, _pieces(archive.file(member.path)))
        except UnreadableMemberError as error:
            yield error.skip
            yield MemberReceipt(path, "", skipped=error.skip.count)
            return
        counting = _Counting(path)
        try:
            importer = self._importer(file)
            counting.format = importer.format
            for part in importer.read(file, _choices_for(importer, file, choices)):
                yield from counting.taken(part)
        except EvidenceError as error:
            code = SkipCode.BROKEN_FILE if counting.format else SkipCode.BINARY
            skip = Skip(SkipCode.EMPTY if not file.size else code, path, detail=str(error))
            counting.skipped += skip.count
            yield skip
        yield counting.receipt()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A file of the whole, or a folder in it that is read as one; then it has a ``place``."""

    path: str
    members: tuple[Member, ...]
    place: Path | None = None

    def file(self, archive: Archive) -> EvidenceFile:
        """What an importer is handed. Raises `UnreadableMemberError`."""
        return (
            archive.file(self.path) if self.place is None else EvidenceFile(self.path, self.place)
        )


def _folders(source: EvidenceFile, archive: Archive) -> list[str]:
    """The folders inside a folder, the outer ones first."""
    if not source.is_folder:
        return []
    found = {
        str(folder)
        for member in archive.members
        for folder in PurePosixPath(member.path).parents
        if folder.parts
    }
    return sorted(found, key=lambda folder: (folder.count("/"), folder))[:_LOOKED_INTO]


@dataclass(slots=True)
class _Look:
    """What was seen of the files so far."""

    firsts: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    has_zone: bool = True
    questions: dict[type, Question] = field(default_factory=dict)
    members: list[tuple[str, str]] = field(default_factory=list)

    def add(self, path: str, format_id: str, found: Inspection) -> None:
        """What one file offers; of each kind of question, the first file's is asked."""
        self.members.append((path, format_id))
        self.members += [(f"{path}/{inner}", of) for inner, of in found.members]
        self.firsts += [] if found.first_us is None else [found.first_us]
        self.lasts += [] if found.last_us is None else [found.last_us]
        self.has_zone = self.has_zone and found.has_zone
        for question in found.questions:
            self.questions.setdefault(type(question), question)


@dataclass(slots=True)
class _Counting:
    """The parts of one file on their way: put under its path, and counted."""

    path: str
    format: str = ""
    items: int = 0
    undated: int = 0
    skipped: int = 0

    def taken(self, part: Part) -> Iterator[Part]:
        """A part as one of the whole; originals and progress are the bundle's own."""
        match part:
            case Record():
                self.items += 1
                self.undated += part.stamp is None
                yield self._record(part)
            case Author():
                yield replace(part, key=self._writer(part.key))
            case Skip():
                self.skipped += 0 if part.code.by_choice else part.count
                yield replace(part, path=self._inside(part.path))
            case Note():
                yield Note(f"{self.path}: {part.sentence}")
            case MemberReceipt():
                yield replace(part, path=self._inside(part.path))
            case OriginalBytes() | OriginalFile() | Position():
                pass

    def _record(self, record: Record) -> Record:
        return replace(
            record,
            key=f"{self.path}:{record.key}",
            path=self._inside(record.path),
            author=None if record.author is None else self._writer(record.author),
            thread=None if record.thread is None else f"{self.path}:{record.thread}",
        )

    def _inside(self, path: str) -> str:
        return f"{self.path}/{path}" if path and path != self.path else self.path

    def _writer(self, key: str) -> str:
        """Ids of two formats are not the same person's for being alike."""
        if "@" in key[1:] or self.format == Bundle.format:
            return key
        return f"{self.format.removesuffix('-csv')}:{key}"

    def receipt(self) -> MemberReceipt:
        """What became of the file."""
        return MemberReceipt(self.path, self.format, self.items, self.undated, self.skipped)


def _choices_for(importer: Importer, file: EvidenceFile, choices: ImportChoices) -> ImportChoices:
    """What was chosen, as far as it is about this file: a mapping only where it has the columns."""
    mapping = choices.columns
    if mapping is not None:
        wanted = {mapping.time, mapping.who, mapping.place, *mapping.text} - {None}
        questions = importer.inspect(file, lambda _position: None).questions
        tables = [one for one in questions if isinstance(one, ColumnsQuestion)]
        if not any(wanted <= set(table.columns) for table in tables):
            mapping = None
    return replace(choices, channels=None, columns=mapping)


def _pieces(file: EvidenceFile) -> Iterator[bytes]:
    with file.open() as stream:
        while piece := stream.read(PIECE_BYTES):
            yield piece
