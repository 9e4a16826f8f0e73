"""The candour check of files: any review in Markdown, plain text or Word, without a casebook."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from app.domain.candour.findings import Finding, Group
from app.domain.errors import EvidenceError, GoldseamError
from app.lint.checker import Checker
from app.lint.prose import Passage, passages, passages_in
from app.lint.prose.blocks import Block, BlockKind, Line
from app.lint.prose.passages import with_line_feeds
from app.operations.candour_rules import rules

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is no review."""

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_WORD = frozenset({".docx", ".docm", ".dotx"})
_OTHERS = frozenset({".doc", ".htm", ".html", ".odt", ".pages", ".pdf", ".rtf"})
_LOCKED = b"\xd0\xcf\x11\xe0"
"""How a Word file with a password begins, and one of the kind before DOCX."""
_BREAK = "\v"
_DEEPEST_HEADING = 6
_CONTROLS = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_QUOTE_MARKS = re.compile(r"\n[ \t]*(?:>[ \t]?)+")


class UncheckableError(GoldseamError):
    """A file cannot be checked."""


@dataclass(frozen=True, slots=True)
class FileFinding:
    """A finding in a file.

    ``line`` and ``column`` count from 1, columns in code points; ``end`` is the column just after
    the last character, on ``end_line``, where the words end. A line of a Word file is a paragraph.
    """

    file: str
    line: int
    column: int
    end: int
    end_line: int
    sentence: str
    rule: str
    group: Group
    text: str
    message: str
    question: str


def checker(more: Sequence[Path] = (), groups: Collection[Group] = ()) -> Checker:
    """A checker with the rules of this installation and of ``more`` files.

    With ``groups`` only those of these groups.
    """
    found = rules(more)
    wanted = frozenset(groups) or frozenset(Group)
    return Checker(found.without(rule.id for rule in found.rules if rule.group not in wanted))


def lint_file(path: Path, checker: Checker, *, narrative_only: bool = False) -> list[FileFinding]:
    """What the rules ask about a file, in its order.

    With ``narrative_only`` quoted evidence is left out: block quotes and lines of a chat. Raises
    `UncheckableError`.
    """
    text, found = _read(path, narrative_only)
    places = _Places(str(path), text)
    return [
        places.finding(passage, finding)
        for passage in found
        for finding in checker.check(passage.text, passage.scope)
    ]


class _Places:
    """Tells where in a file findings stand."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def finding(self, passage: Passage, finding: Finding) -> FileFinding:
        """A finding of a passage as one of the file."""
        start, end = passage.start + finding.start, passage.start + finding.end
        line, end_line = self._line(start), self._line(end - 1)
        return FileFinding(
            file=self._file,
            line=line + 1,
            column=start - self._starts[line] + 1,
            end=end - self._starts[end_line] + 1,
            end_line=end_line + 1,
            sentence=_one_line(self._sentence(passage, finding)),
            rule=finding.rule,
            group=finding.group,
            text=_one_line(self._text[start:end]),
            message=finding.message,
            question=finding.question,
        )

    def _line(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _sentence(self, passage: Passage, finding: Finding) -> str:
        """The sentence as it is written, with what sets its words."""
        length = len(finding.sentence)
        first = max(0, finding.end - length)
        start = passage.text.find(finding.sentence, first, finding.start + length)
        end = start + length
        while start > 0 and self._is_blanked(passage, start - 1):
            start -= 1
        while end < len(passage.text) and self._is_blanked(passage, end):
            end += 1
        return self._text[passage.start + start : passage.start + end]

    def _is_blanked(self, passage: Passage, place: int) -> bool:
        return passage.text[place] != self._text[passage.start + place]


def _one_line(text: str) -> str:
    return " ".join(_QUOTE_MARKS.sub("\n", text).split())


# -- reading --------------------------------------------------------------------------------------


def _read(path: Path, narrative_only: bool) -> tuple[str, Iterator[Passage]]:
    """The text of a file, and its passages."""
    kind = path.suffix.lower()
    if kind in _OTHERS:
        raise UncheckableError(
            f"“{path}” is of a kind that is not read here; save it as Markdown, plain text or DOCX."
        )
    data = _bytes_of(path)
    if kind in _WORD:
        text, blocks = _word(data, path)
        return text, passages_in(blocks, markup=False, narrative_only=narrative_only)
    text = with_line_feeds(_decoded(data, path))
    return text, passages(text, markdown=kind in _MARKDOWN, narrative_only=narrative_only)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UncheckableError(f"“{path}” is a folder; name the files in it.")
        if path.exists() and not path.is_file():
            raise UncheckableError(f"“{path}” is no file that can be read as a whole.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UncheckableError(f"“{path}” cannot be read ({why}).") from error
    if len(data) > MOST_BYTES:
        raise UncheckableError(
            f"“{path}” is larger than {MOST_BYTES // 1024**2} MB; check what people wrote."
        )
    return data


def _decoded(data: bytes, path: Path) -> str:
    """The text of a file in whatever encoding it is."""
    try:
        text = data.decode("utf-8-sig")
        readable = True
    except UnicodeDecodeError:
        # Loaded only here: most files are UTF-8, and a check starts at every save of an editor.
        from app.importers.documents.document import decoded
        from app.importers.readers.plaintext import is_text

        readable = is_text(data[: 64 * 1024])
        text = decoded(data) if readable else ""
    if not readable or len(_CONTROLS.findall(text)) > len(text) // 32:
        raise UncheckableError(
            f"“{path}” holds binary data, not text; save it as Markdown, plain text or DOCX."
        )
    return text


def _word(data: bytes, path: Path) -> tuple[str, list[Block]]:
    """The paragraphs of a Word file, one a line, and its blocks."""
    from app.importers.documents.document_word import word_paragraphs  # late: it takes long to load

    if data.startswith(_LOCKED):
        raise UncheckableError(
            f"“{path}” has a password or is of an old kind; save it as DOCX without a password."
        )
    try:
        paragraphs = word_paragraphs(data, path.name)
    except EvidenceError as error:
        raise UncheckableError(
            f"“{path}” is damaged or no Word document; open it in Word and save it again as DOCX."
        ) from error
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for each in paragraphs:
        text = each.text.replace("\r", " ").replace("\n", _BREAK)
        lines = tuple(_lines(start, text))
        texts.append(text)
        start += len(text) + 1
        if not lines or each.is_code:
            continue
        kind, level = BlockKind.PARAGRAPH, 0
        if each.heading:
            kind, level = BlockKind.HEADING, min(each.heading, _DEEPEST_HEADING)
        elif each.depth:
            kind, level = BlockKind.ITEM, each.depth
        elif each.in_table:
            kind = BlockKind.CELL
        blocks.append(Block(kind, lines, level, each.is_quote))
    return "\n".join(texts), blocks


def _lines(start: int, text: str) -> Iterator[Line]:
    """The lines of a paragraph that somebody broke by hand."""
    for piece in text.split(_BREAK):
        if words := piece.strip():
            yield Line(start + piece.index(words), words)
        start += len(piece) + 1
