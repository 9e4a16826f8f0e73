"""Mail as a source of evidence: a message (EML), a mailbox (mbox), or a folder or zip of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.domain.evidence import ImportChoices, Inspection, OriginalFile, Record, Skip, SkipCode
from app.domain.people import AliasKind, Author, AuthorName
from app.importers.archive import Archive, Member, UnreadableMemberError
from app.importers.base import EvidenceFile, Note, OriginalBytes, Part, Position, Probe, Shape, Tell
from app.importers.mail.mail_message import Mail, digest_of, read_mail
from app.importers.mail.mailbox_file import Messages, RawMail, is_mbox
from app.importers.originals import PIECE_BYTES, original
from app.importers.window import taken

_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_NAMED = re.compile(rb"^([A-Za-z-]+):", re.MULTILINE)
_KNOWN = {b"from", b"to", b"date", b"subject", b"message-id", b"received", b"mime-version"}
_MAIL = re.compile(r".*\.(?:eml|mbox|mbx)|(?:.*/)?(?:cur|new)/\d[^/]*", re.IGNORECASE)
_RAW_CHARS = 200_000


class MailImporter:
    """Reads mail, and knows which messages answer which."""

    format = "mail"
    label = "Mail"

    def score(self, probe: Probe) -> float:
        """By its headers; a folder or zip, by most of its files being called like mail."""
        if probe.shape is not Shape.FILE:
            mails = sum(1 for member in probe.members if _MAIL.fullmatch(member))
            return 0.8 if 0 < len(probe.members) < 2 * mails else 0.0
        if is_mbox(probe.head):
            return 0.95
        header = _HEADER.match(probe.head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"))
        names = {name.lower() for name in _NAMED.findall(header[0])} if header else set()
        return 0.9 if len(names & _KNOWN) >= 3 and names & {b"from", b"received"} else 0.0

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """The first and last time. Raises `EvidenceError` where nothing can be read."""
        clocks: list[int] = []
        zoned = True
        for part in _Reader().parts(source):
            if isinstance(part, Record) and part.stamp:
                clocks.append(part.stamp.clock_us)
                zoned = zoned and part.stamp.zoned
            elif isinstance(part, Position):
                tell(part)
        return Inspection(
            self.format,
            source.name.removesuffix(".zip"),
            first_us=min(clocks, default=None),
            last_us=max(clocks, default=None),
            has_zone=zoned,
        )

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every mail within the window.

        Raises `EvidenceError` where nothing can be read.
        """
        yield from taken(_Reader().parts(source), choices)


class _Reader:
    """Turns the messages of a source into records, and knows the ones it has seen."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}
        self._roots: dict[str, str] = {}
        self._files = self._unparted = 0
        self._done = self._total = 0

    def parts(self, source: EvidenceFile) -> Iterator[Part]:
        """All parts of a source: originals, authors, records, and what is none."""
        if source.is_folder:
            yield from self._folder(source)
        else:
            with source.open() as stream:
                zipped = stream.read(2) == b"PK"
            yield from self._zip(source) if zipped else self._file(source)
        if self._files:
            yield Note(f"Files that came with mails are named and not read: {self._files:,}.")
        if self._unparted:
            yield Note(
                "Mails whose parts could not be told apart, shown as they stand:"
                f" {self._unparted:,}."
            )

    def _file(self, source: EvidenceFile) -> Iterator[Part]:
        self._total = source.size
        with source.open() as stream:
            pieces = iter(lambda: stream.read(PIECE_BYTES), b"")
            yield from self._kept("", original(source.name, pieces))

    def _zip(self, source: EvidenceFile) -> Iterator[Part]:
        with Archive(source) as archive:
            self._total = source.size + sum(member.size for member in archive.members)
            with source.open() as stream:
                for part in original(source.name, iter(lambda: stream.read(PIECE_BYTES), b"")):
                    yield part
                    if isinstance(part, OriginalBytes):
                        yield self._after(len(part.data))
            yield from archive.skips
            for member in archive.members:
                pieces = (OriginalBytes("", piece) for piece in archive.pieces(member.path))
                yield from self._member(member, self._unkept(member.path, pieces))

    def _folder(self, source: EvidenceFile) -> Iterator[Part]:
        with Archive(source) as archive:
            self._total = sum(member.size for member in archive.members)
            yield from archive.skips
            for member in archive.members:
                kept = original(member.path, archive.pieces(member.path))
                yield from self._member(member, self._kept(member.path, kept))

    def _member(self, member: Member, parts: Iterator[Part]) -> Iterator[Part]:
        try:
            yield from parts
        except UnreadableMemberError as error:
            yield error.skip

    def _kept(self, path: str, parts: Iterable[OriginalBytes | OriginalFile]) -> Iterator[Part]:
        """The messages of one file, whose bytes are kept as they pass by."""
        messages = Messages()
        mail_like = not path or _MAIL.fullmatch(path) is not None
        for part in parts:
            yield part
            if isinstance(part, OriginalBytes):
                if mail_like:
                    for raw in messages.feed(part.data):
                        yield from self._mail(path, raw)
                yield self._after(len(part.data))
        if not mail_like:
            yield Skip(SkipCode.NOT_EVIDENCE, path, detail="not called like mail")
        for raw in messages.end():
            yield from self._mail(path, raw)

    def _unkept(self, path: str, pieces: Iterable[OriginalBytes]) -> Iterator[Part]:
        """The same, of a file inside a zip, which is kept as a whole."""
        return (
            part
            for part in self._kept(path, pieces)
            if not isinstance(part, OriginalBytes | OriginalFile)
        )

    def _after(self, size: int) -> Position:
        self._done = min(self._done + size, self._total)
        return Position(self._done, self._total)

    def _mail(self, path: str, raw: RawMail) -> Iterator[Part]:
        if not raw.data:
            detail = f"a mail of {raw.size // 1024**2:,} MB"
            yield Skip(SkipCode.TOO_LONG, path, raw.line, detail=detail)
            return
        mail = read_mail(raw.message)
        digest = digest_of(mail)
        key = mail.id or f"sha256:{digest}"
        if self._digests.get(key) == digest:
            yield Skip(SkipCode.DUPLICATE, path, raw.line, detail="another copy of a mail")
            return
        self._files += mail.files
        self._unparted += not mail.whole
        author = mail.address or None
        if author and not mail.by_machine:
            yield Author(author, tuple(_names(mail)))
        yield Record(
            key=self._fresh(key, digest),
            path=path,
            line=raw.line,
            stamp=mail.stamp,
            text=mail.text,
            raw=_raw(raw.data),
            who=mail.name or mail.address or None,
            author=author,
            thread=self._root(key, mail.references),
        )

    def _fresh(self, key: str, digest: str) -> str:
        """The key, numbered where another mail has it already."""
        number, free = 1, key
        while free in self._digests:
            number += 1
            free = f"{key}#{number}"
        self._digests[free] = digest
        return free

    def _root(self, key: str, references: tuple[str, ...]) -> str:
        """The mail that began the conversation, as far as it is told."""
        known = next((self._roots[one] for one in references if one in self._roots), None)
        root = known or (references[0] if references else key)
        for one in (*references, key):
            self._roots.setdefault(one, root)
        return self._roots[key]


def _names(mail: Mail) -> Iterator[AuthorName]:
    """The names of a writer, the one to show first."""
    if mail.name and mail.name.lower() != mail.address:
        yield AuthorName(AliasKind.NAME, mail.name)
    yield AuthorName(AliasKind.ADDRESS, mail.address)


def _raw(data: bytes) -> str:
    """A mail as it stood; of a long one, its beginning."""
    text = data[:_RAW_CHARS].decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    more = len(data) - _RAW_CHARS
    return f"{text}\n[{more:,} more bytes are in the original]" if more > 0 else text
