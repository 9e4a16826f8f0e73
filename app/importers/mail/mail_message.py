"""One mail as people read it: who wrote it to whom, when, and what.

Headers are read raw and decoded here: mail from the wild breaks the standard library's stricter
policies, which also take five times as long.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

from app.domain.moments import (
    EPOCH,
    Caveat,
    Precision,
    Stamp,
    caveats_text,
    is_shown_everywhere,
)
from app.importers.readers.html_text import text_of

_BROKEN = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)
"""What the standard library raises for mail that breaks the rules."""

_FOLDED = re.compile(r"\r?\n[ \t]+")
_ID = re.compile(r"<([^<>\s]+)>")
_OBSCURED = re.compile(r"(\S+) at (\S+?\.\S+?)\s*(?:\((.*)\))?")
_SECONDS = re.compile(r"\d:\d\d:\d\d")
_ZONE_NAME = re.compile(r":\d\d\s+[AECMP][SD]T\b", re.IGNORECASE)
"""The zones that RFC 5322 knows by name and reads as fixed offsets."""
_UTC_UNPLACED = re.compile(r"-0000\b")
_MACHINES = re.compile(
    r"(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|notifications?|alerts?)(?:[+-].*)?@",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail. ``references`` are the ids of the mails it follows, the oldest first.

    ``whole`` is false where its parts could not be told apart and it is shown as it stands;
    ``files`` counts what is named in the text and not read.
    """

    id: str
    references: tuple[str, ...]
    name: str
    address: str
    by_machine: bool
    stamp: Stamp | None
    text: str
    files: int
    whole: bool


def read_mail(data: bytes) -> Mail:
    """The mail that bytes hold; what cannot be told is empty."""
    parts, whole = _Parts(), True
    try:
        message = message_from_bytes(data)
        body = "\n".join(text for text in parts.texts(message) if text)
    except _BROKEN:
        message = BytesHeaderParser().parsebytes(data)
        body, whole = _shown(data.replace(b"\r\n", b"\n").partition(b"\n\n")[2]), False
    name, address = _sender(message)
    own = _ID.search(_header(message, "Message-ID"))
    subject = _header(message, "Subject")
    to = [f"{title}: {text}" for title in ("To", "Cc") if (text := _header(message, title))]
    return Mail(
        id=own[1] if own else "",
        references=tuple(
            _ID.findall(_header(message, "References"))
            or _ID.findall(_header(message, "In-Reply-To"))
        ),
        name=name,
        address=address,
        by_machine=_by_machine(message, address),
        stamp=_stamp(_header(message, "Date")),
        text="\n".join([subject or "(no subject)", *to, "", body]).strip(),
        files=parts.files,
        whole=whole,
    )


def digest_of(mail: Mail) -> str:
    """What two copies of one mail share, whichever way each of them came."""
    said = f"{mail.address}\0{mail.stamp.text if mail.stamp else ''}\0{mail.text}"
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:16]


class _Parts:
    """Walks through the parts of a message; counts those that are files."""

    def __init__(self) -> None:
        self.files = 0

    def texts(self, part: Message) -> Iterator[str]:
        """The texts of a part in their order; files and attached mails by name."""
        kind, name = part.get_content_type(), part.get_filename() or ""
        attached = part.get_content_disposition() == "attachment"
        if attached or (name and not kind.startswith("text/")):
            yield self._file(_words(name or kind))
        elif kind == "multipart/alternative" and part.is_multipart():
            yield from self._preferred(part)
        elif kind == "message/rfc822" and part.is_multipart():
            for inner in _inside(part):
                yield self._file(f"mail “{_header(inner, 'Subject')}”")
        elif part.is_multipart():
            for inner in _inside(part):
                yield from self.texts(inner)
        elif kind.startswith(("text/", "multipart/")):
            text = _content(part)
            yield f"[file: {_words(name)}]" if name else ""
            yield (text_of(text) if kind == "text/html" else text).strip("\r\n")
        else:
            yield self._file(kind)

    def _preferred(self, part: Message) -> Iterator[str]:
        """Of several forms of one text the plain one, else the first that says something."""
        forms = sorted(_inside(part), key=lambda one: one.get_content_type() != "text/plain")
        for form in forms:
            counted = self.files
            texts = [text for text in self.texts(form) if text.strip()]
            if texts:
                yield from texts
                return
            self.files = counted

    def _file(self, name: str) -> str:
        self.files += 1
        return f"[file: {' '.join(name.split())}]"


def _inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if part.is_multipart() else []


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return _decoded(data, part.get_content_charset() or "utf-8").replace("\r\n", "\n")


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return _shown(data)


def _shown(data: bytes) -> str:
    """Bytes of unknown encoding as text."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _header(message: Message, name: str) -> str:
    """A header on one line, its encoded words decoded; empty where it is missing."""
    return _words(_raw_header(message, name))


def _words(text: str) -> str:
    """A header's text with its encoded words decoded (RFC 2047), as well as they can be."""
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(
        piece if isinstance(piece, str) else _decoded(piece, charset or "ascii")
        for piece, charset in pieces
    )


def _raw_header(message: Message, name: str) -> str:
    found = next((text for key, text in message.raw_items() if key.lower() == name.lower()), "")
    text = _FOLDED.sub(" ", str(found)).strip()
    return _shown(text.encode("utf-8", "surrogateescape"))


def _sender(message: Message) -> tuple[str, str]:
    """Name and address of the writer; archives write "ada at example.com (Ada)"."""
    text = _raw_header(message, "From") or _raw_header(message, "Sender")
    obscured = _OBSCURED.fullmatch(text)
    if obscured:
        name, address = obscured[3] or "", f"{obscured[1]}@{obscured[2]}"
    else:
        name, address = _first_address(text)
    name = _words(name)
    if not address and not name:
        name = text
    return " ".join(name.split()), address.strip().lower()


def _first_address(text: str) -> tuple[str, str]:
    """The first name and address of a header; brackets within brackets without end are none."""
    try:
        return next(iter(getaddresses([text])), ("", ""))
    except RecursionError:
        return "", ""


def _by_machine(message: Message, address: str) -> bool:
    """Whether a program wrote it (RFC 3834, and addresses that nobody answers from)."""
    automatic = _header(message, "Auto-Submitted").lower()
    return automatic not in {"", "no"} or _MACHINES.match(address) is not None


def _stamp(text: str) -> Stamp | None:
    """The stamp of a ``Date``; "-0000" is UTC, said by somebody whose zone is not told."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # a number too large for a calendar
        return None
    zoned = moment.tzinfo is not None or _UTC_UNPLACED.search(text) is not None
    try:
        wall = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except OverflowError:
        return None
    clock_us = round((wall - EPOCH).total_seconds()) * 1_000_000
    precision = Precision.SECOND if _SECONDS.search(text) else Precision.MINUTE
    if not is_shown_everywhere(clock_us):
        return None
    offset = moment.utcoffset()
    named = offset is not None and _ZONE_NAME.search(text) is not None
    return Stamp(
        text,
        clock_us,
        precision,
        zoned,
        None if offset is None else offset // timedelta(microseconds=1),
        caveats_text(Caveat.ZONE_NAME) if named else "",
    )
