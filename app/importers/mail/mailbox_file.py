"""Messages out of a file of mail, whether one (EML) or many (mbox), as their bytes pass by.

The mbox formats are told in RFC 4155 and https://www.loc.gov/preservation/digital/formats/fdd/
fdd000383.shtml. A line that begins with "From " and does not look like a postmark belongs to the
text, as many programs do not escape it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 64 * 1024 * 1024
"""A larger message is not read; mail servers refuse such messages."""
_LONGEST_LINE = 1024 * 1024

_POSTMARK = re.compile(
    rb"From (?:-?[ \t]*|.*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?=.*(?:19|20)\d\d).*\d\d:\d\d"
    rb"(?::\d\d)?(?: [+-]\d{4}| [A-Z]{1,5})*(?: \d{4})?(?: [+-]\d{4})?[ \t]*)\r?$"
)
"""Also "From -" and a bare "From ", as Thunderbird writes them."""
_FIELD = re.compile(rb"[A-Za-z][!-9;-~]*[ \t]*:|>From ")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BLANK = re.compile(rb"\r?\n\r?\n")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class RawMail:
    """The bytes of one message and the line of the file it begins at.

    ``data`` is empty where the message is larger than `MOST_BYTES`; ``size`` tells. ``escaped``
    is whether lines of its text may have been escaped, as in a mbox.
    """

    line: int
    data: bytes
    size: int
    escaped: bool

    @property
    def message(self) -> bytes:
        """The message as it was sent, ``>From`` in its text unescaped."""
        if not self.escaped or b"\n>" not in self.data:
            return self.data
        end = _BLANK.search(self.data)
        cut = end.end() if end else len(self.data)
        return self.data[:cut] + _ESCAPED.sub(rb"\1", self.data[cut:])


def is_mbox(head: bytes) -> bool:
    """Whether bytes are the beginning of a mbox: a postmark, then a header."""
    first, _, rest = head.removeprefix(_BOM).partition(b"\n")
    return first.startswith(b"From ") and _FIELD.match(rest) is not None


class Messages:
    """The messages of one file; its bytes are fed in order."""

    def __init__(self) -> None:
        self._mbox: bool | None = None
        self._number = 0
        self._carry = b""
        self._inside_line = False
        self._postmark = b""
        self._lines: list[bytes] = []
        self._begun = 1
        self._size = 0

    def feed(self, data: bytes) -> Iterator[RawMail]:
        """The messages that the next bytes complete."""
        if self._mbox is None:
            data = data.removeprefix(_BOM)
            self._mbox = is_mbox(data)
        if not self._mbox:
            self._append(data)
            return
        *lines, self._carry = (self._carry + data).split(b"\n")
        for line in lines:
            yield from self._take(line + b"\n")
        if len(self._carry) > _LONGEST_LINE:
            self._append(self._carry)
            self._carry, self._inside_line = b"", True

    def end(self) -> Iterator[RawMail]:
        """The last message."""
        if self._carry:
            yield from self._take(self._carry)
        self._append(self._postmark)
        yield from self._closed()

    def _take(self, line: bytes) -> Iterator[RawMail]:
        """One line of a mbox; what looks like a postmark is one where a header follows."""
        if self._inside_line:
            self._inside_line = False
            self._append(line)
            return
        self._number += 1
        postmark, self._postmark = self._postmark, b""
        if postmark and _FIELD.match(line):
            yield from self._closed()
            self._begun = self._number
        else:
            self._append(postmark)
        if self._number == 1 or _POSTMARK.match(line.rstrip(b"\n")):
            self._postmark = line
        else:
            self._append(line)

    def _append(self, data: bytes) -> None:
        self._size += len(data)
        if self._size <= MOST_BYTES:
            self._lines.append(data)
        else:
            self._lines.clear()

    def _closed(self) -> Iterator[RawMail]:
        data = b"".join(self._lines)
        if self._size > MOST_BYTES or data.strip():
            yield RawMail(self._begun, data, self._size, escaped=bool(self._mbox))
        self._lines, self._size = [], 0
