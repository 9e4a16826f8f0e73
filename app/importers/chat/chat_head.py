"""The first lines of a file, for formats of text that are recognised by their lines."""

from __future__ import annotations

from app.importers.base import HEAD_BYTES, Probe, Shape
from app.importers.readers.plaintext import is_text, unpacked_head

_WIDE_MARKS = {b"\xff\xfe", b"\xfe\xff"}


def head_lines(probe: Probe, most: int) -> list[str]:
    """The first lines that say something, at most so many; none where the file is no text.

    A line that the head cuts off is left out.
    """
    if probe.shape is not Shape.FILE:
        return []
    head = unpacked_head(probe.head)
    if not head or not is_text(head):
        return []
    text = head.decode("utf-16" if head[:2] in _WIDE_MARKS else "utf-8", "replace")
    lines = text.replace("\0", "").removeprefix("\ufeff").splitlines()
    if len(probe.head) >= HEAD_BYTES and len(lines) > 1:
        lines.pop()
    return [line for line in lines if line.strip()][:most]
