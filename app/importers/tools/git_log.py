"""The history of a repository as ``git log`` prints it, in any of its formats and date styles.

Formats: https://git-scm.com/docs/git-log (``medium``, ``full``, ``fuller``, ``raw``, ``short``,
``oneline`` and ``reference``, with ``--graph``, ``--stat`` and ``-p``). The time of an author is
not that of the commit, and neither is that of a deployment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from app.domain.evidence import ImportChoices, Skip, SkipCode
from app.domain.moments import Stamp
from app.importers.base import EvidenceFile, Part, Probe, Shape
from app.importers.readers.json_file import epoch_stamp, iso_stamp
from app.importers.readers.plaintext import Lines, PlainText, is_text, unpacked_head
from app.importers.times.stamps import MONTHS
from app.importers.times.wallclock import zone_offset_us
from app.importers.tools.tool_events import Agent, Event, Events, joined, machine, person
from app.importers.whole import WholeImporter

MOST_LINES = 200
"""How many lines of changed files and differences stand in the text of a commit."""
MOST_LETTERS = 256 * 1024
"""How long the text of a commit gets; what comes after is counted."""

_COMMIT = re.compile(
    r"(?P<graph>(?:[|/\\_ ]*\*[|/\\_ -]*)?)commit (?P<sha>[0-9a-f]{7,64})\b(?P<refs>.*)"
)
_SHORT = re.compile(
    r"[|/\\ *]*(?P<sha>(?=\w*\d)[0-9a-f]{7,40}) (?!\d{4}-\d\d|\d{9,})(?P<said>\S.*)"
)
_EDGES = re.compile(r"[|/\\_ *-]+")
_REFERENCE = re.compile(r"\((?P<said>.*), (?P<day>\d{4}-\d\d-\d\d)\)")
_REFLOG = re.compile(r"\S+@\{(?P<date>[^}]+)\}: ")
_HEADER = re.compile(r"(?P<name>[A-Z]\w+): *(?P<value>.*)|(?P<raw>[a-z]+) (?P<rest>.*)")
_SIGNATURE = re.compile(r"(?P<name>.*?) ?<(?P<address>[^>]*)>(?: (?P<date>.+))?")
_NAMED_MONTH = re.compile(
    r"(?:[A-Z][a-z]{2},? )?(?:(?P<d1>\d{1,2}) )?(?P<month>[A-Z][a-z]{2}) (?:(?P<d2>\d{1,2}) )?"
    r"(?:(?P<y1>\d{4}) )?(?P<clock>\d\d:\d\d(?::\d\d)?)(?: (?P<y2>\d{4}))?(?P<zone> [+-]\d{4})?"
)
_EPOCH = re.compile(r"(?P<epoch>\d{9,12})(?: (?P<zone>[+-]\d{4}))?")
_INDENT = "    "


class GitLog(WholeImporter):
    """Reads commits: the message with its author, and the files or differences that follow."""

    format = "git-log"
    label = "Git log"

    def score(self, probe: Probe) -> float:
        """By the line that opens a commit and its author, or by short ids on all lines."""
        head = unpacked_head(probe.head)
        if probe.shape is not Shape.FILE or not is_text(head):
            return 0.0
        lines = [line for line in head.decode("utf-8-sig", "replace").splitlines() if line.strip()]
        return _sureness(lines)

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every commit. Raises `EvidenceError` where the file is empty, binary or unreadable."""
        del choices
        events = Events()
        commit: _Commit | None = None
        short = None
        for part in PlainText(source).parts():
            if not isinstance(part, Lines):
                yield part
                continue
            for number, line in enumerate(part.lines, start=part.first):
                if short is None and line.strip():
                    short = _COMMIT.fullmatch(line) is None and bool(_SHORT.fullmatch(line))
                if short:
                    yield from _short(number, line, events)
                    continue
                found = _COMMIT.match(line)
                if found is not None and (commit is None or bool(found["graph"]) is commit.graph):
                    yield from _told(commit, events)
                    commit = _Commit(
                        number, found["sha"], found["refs"].strip(), found.end("graph")
                    )
                elif commit is not None:
                    commit.take(line)
                elif line.strip():
                    yield Skip(SkipCode.BROKEN_RECORD, "", number, detail="no commit stands before")
        yield from _told(commit, events)


def _sureness(lines: list[str]) -> float:
    if not lines:
        return 0.0
    if _COMMIT.match(lines[0]) is not None:
        after = (line.lstrip("|* ") for line in lines[1:6])
        return 0.95 if any(one.startswith(("Author:", "tree ", "author ")) for one in after) else 0
    told = [line for line in lines if not _EDGES.fullmatch(line)]
    # The last line may be cut off.
    return 0.75 if len(told) > 1 and all(map(_SHORT.fullmatch, told[:-1])) else 0.0


@dataclass(slots=True)
class _Commit:
    """One commit while its lines come; ``width`` is how far ``--graph`` indents it."""

    line: int
    sha: str
    refs: str
    width: int
    headers: dict[str, str] = field(default_factory=dict)
    message: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    letters: int = 0
    left_out: int = 0
    in_message: bool = False

    @property
    def graph(self) -> bool:
        """Whether the log was drawn with ``--graph``."""
        return self.width > 0

    def take(self, line: str) -> None:
        """Take in the next line: a header, a line of the message, or what follows it."""
        if self.width and (edges := _EDGES.match(line[: self.width])):
            line = line[edges.end() :]
        if not self.in_message:
            self._header(line)
            return
        said = not self.rest and (line.startswith(_INDENT) or not line.strip())
        self.letters += len(line)
        if self.letters > MOST_LETTERS or (not said and len(self.rest) >= MOST_LINES):
            self.left_out += 1
        elif said:
            self.message.append(line.removeprefix(_INDENT))
        else:
            self.rest.append(line)

    def _header(self, line: str) -> None:
        if not line.strip():
            self.in_message = True
        elif found := _HEADER.fullmatch(line):
            name = found["name"] or found["raw"]
            self.headers.setdefault(name.lower(), found["value"] or found["rest"] or "")

    def raw(self) -> str:
        """The commit as it stood, as far as it is kept here."""
        headers = (f"{name.capitalize()}: {value}" for name, value in self.headers.items())
        indented = (_INDENT + line if line else line for line in self.message)
        return "\n".join((f"commit {self.sha}", *headers, "", *indented, *self.rest))


def _told(commit: _Commit | None, events: Events) -> Iterator[Part]:
    """The records of a commit: at the time of its author, and where it was committed later."""
    if commit is None:
        return
    author, written = _signed(commit.headers, ("author",), ("authordate", "date"))
    committer, entered = _signed(commit.headers, ("commit", "committer"), ("commitdate",))
    message = "\n".join(commit.message).strip("\n")
    left_out = f"… {commit.left_out:,} more lines, which the original keeps"
    first = Event(
        key=f"commit/{commit.sha}",
        line=commit.line,
        stamp=written or entered,
        text=joined(
            (
                message,
                f"commit {commit.sha} {commit.refs}",
                f"Merge: {merged}" if (merged := commit.headers.get("merge")) else "",
                "\n".join(commit.rest),
                left_out if commit.left_out else "",
            )
        ),
        agent=author,
        raw=commit.raw(),
    )
    if written is None or entered is None or written.clock_us == entered.clock_us:
        yield from events.parts(first)
        return
    yield from events.parts(replace(first, thread=first.key))
    yield from events.parts(
        replace(
            first,
            key=f"{first.key}/committed",
            stamp=entered,
            text=f"Committed: {message.partition(chr(10))[0]}",
            agent=committer,
            thread=first.key,
        )
    )


def _signed(
    headers: dict[str, str], names: Iterable[str], dates: Iterable[str]
) -> tuple[Agent, Stamp | None]:
    """Who signed a commit as author or committer, and when."""
    signature = next((headers[name] for name in names if name in headers), "")
    found = _SIGNATURE.fullmatch(signature)
    date = next((headers[name] for name in dates if name in headers), found and found["date"])
    if found is None:
        return machine(signature or "git"), stamp_of(date or "")
    agent = person(found["address"].lower(), name=found["name"], address=found["address"])
    return agent or machine("git"), stamp_of(date or "")


def _short(number: int, line: str, events: Events) -> Iterator[Part]:
    """A commit of one line, which has no time, or only a day."""
    if not line.strip() or _EDGES.fullmatch(line):
        return
    found = _SHORT.fullmatch(line)
    if found is None:
        yield Skip(SkipCode.BROKEN_RECORD, "", number, detail="no commit begins this line")
        return
    dated = _REFERENCE.fullmatch(found["said"])
    moved = _REFLOG.match(found["said"])
    date = dated["day"] if dated else moved["date"] if moved else ""
    yield from events.parts(
        Event(
            key=f"commit/{found['sha']}",
            line=number,
            stamp=stamp_of(date),
            text=f"{dated['said'] if dated else found['said']}\ncommit {found['sha']}",
            agent=machine("git"),
            raw=line,
        )
    )


def stamp_of(text: str) -> Stamp | None:
    """The stamp of a date in any style of git; None for relative ones such as “2 days ago”."""
    text = text.strip()
    if found := _EPOCH.fullmatch(text):
        stamp = epoch_stamp(found["epoch"], unit_is_fixed=True)
        shift = zone_offset_us(found["zone"]) if found["zone"] else 0
        return stamp and replace(stamp, text=text, offset_us=shift)
    if found := _NAMED_MONTH.fullmatch(text):
        day, year = found["d1"] or found["d2"], found["y1"] or found["y2"]
        month = MONTHS.get(found["month"].lower())
        if not (day and year and month):
            return None
        zone = (found["zone"] or "").strip()
        stamp = iso_stamp(f"{year}-{month:02}-{int(day):02}T{found['clock']}{zone}")
        return stamp and replace(stamp, text=text)
    return iso_stamp(text)
