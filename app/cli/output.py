"""What the commands print: results on stdout, everything else on stderr."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict

from app.domain.drafts import Case
from app.domain.evidence import Item, Source
from app.domain.moments import Precision, caveats_in, iso_utc, write_event_time, zone_named
from app.domain.review_words import original_words, skip_words, zone_words
from app.domain.timeline import CitedEntry

DONE, COULD_NOT, WRONG_USE = 0, 1, 2

Fields = Mapping[str, object]

# A terminal acts on these; evidence may hold them.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class WrongUseError(Exception):
    """The command line itself is at fault."""


class OutputError(Exception):
    """Stdout takes no more, because the disk is full for example."""


class TerminalProgress:
    """Progress on a terminal's last line; nothing where stderr is no terminal."""

    cancelled = False

    def __init__(self) -> None:
        self._shown = False

    def report(self, done: int, total: int, what: str) -> None:
        """Replace what was shown before."""
        if sys.stderr.isatty():
            share = f" {100 * done // total} %" if total else ""
            sys.stderr.write(f"\r\x1b[K{_plain(what)}{share}")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Make room for a line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


class Output:
    """Results as JSON lines, or as lines that people read; and how the command ended."""

    def __init__(self, *, as_json: bool) -> None:
        self.progress = TerminalProgress()
        self.status = DONE
        self._as_json = as_json
        # A path may hold bytes that are no text; in JSON a backslash form of them is right too.
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")

    def result(self, fields: Fields, words: str) -> None:
        """Print one result in the chosen form. Raises `OutputError`."""
        self._line(json.dumps(fields, ensure_ascii=False) if self._as_json else _plain(words))

    def _line(self, line: str) -> None:
        self.progress.clear()
        try:
            sys.stdout.write(line + "\n")
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(error.strerror) from error

    def finish(self) -> None:
        """Hand over what is still held back. Raises `OutputError`."""
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(error.strerror) from error

    def complain(self, sentence: str, status: int = COULD_NOT) -> None:
        """Say what could not be done; the command ends with that status."""
        self.say(sentence)
        self.status = status

    def say(self, sentence: str) -> None:
        """Say something that is no result."""
        self.progress.clear()
        sys.stderr.write(f"{_plain(sentence)}\n")


def _plain(text: str) -> str:
    return _CONTROL.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def time_field(instant_us: int | None) -> str | None:
    """ISO 8601 in UTC, to the second where there are no finer parts; None for no time."""
    if instant_us is None:
        return None
    whole = instant_us % 1_000_000 == 0
    return iso_utc(instant_us, Precision.SECOND if whole else Precision.MICROSECOND)


def item_fields(item: Item) -> Fields:
    """An item as JSON; ``line`` is 1-based in its file."""
    return {
        "id": item.id,
        "source": item.source_title,
        "line": item.line,
        "time": time_field(item.utc_us),
        "time_text": item.time_text,
        "precision": item.precision,
        "zone_basis": item.zone_basis,
        "who": item.who,
        "text": item.text,
        "thread": item.thread,
        "edited": time_field(item.edited_us),
        "place": item.place,
        "caveats": [caveat.value for caveat in caveats_in(item.caveats)],
        "weight": item.weight,
    }


def item_words(item: Item) -> str:
    """An item as people read it; the further lines of its text are indented."""
    said = f"{item.who}: {item.text}" if item.who else item.text
    where = " ".join(part for part in (item.source_title, item.place) if part)
    head = f"{item.id}  {time_field(item.utc_us) or 'no time'}  {where}  "
    return head + "\n    ".join(said.splitlines())


def entry_fields(cited: CitedEntry) -> Fields:
    """An entry as JSON; ``items`` are the ids of the items it cites."""
    entry = cited.entry
    return {
        "id": entry.id,
        "time_kind": entry.time_kind,
        "start": time_field(entry.start_us),
        "end": time_field(entry.end_us),
        "precision": entry.time_precision,
        "kind": entry.kind,
        "text": entry.text,
        "certainty": entry.certainty,
        "known": entry.known,
        "known_at": time_field(entry.known_us),
        "known_by": entry.known_by,
        "private": entry.private,
        "items": [item.citation.item_id for item in cited.citations],
        "moved": cited.moved,
    }


def entry_words(cited: CitedEntry, case: Case) -> str:
    """An entry as people read it, with its time in the zone of the case."""
    entry = cited.entry
    time = write_event_time(entry.time, zone_named(case.zone))
    mark = " (private)" if entry.private else ""
    return f"{time}  {entry.kind}{mark}  {entry.text}"


def receipt_fields(source: Source, case: Case) -> Fields:
    """A receipt as JSON; ``id`` and ``source`` are the number and the title of the source."""
    receipt = source.receipt
    return {
        "id": source.id,
        "source": source.title,
        "format": receipt.format,
        "taken": receipt.taken,
        "undated": receipt.undated,
        "skipped": receipt.skipped,
        "left_out": receipt.left_out,
        "skips": [asdict(skip) for skip in receipt.skips],
        "sha256": {original.path: original.sha256 for original in receipt.originals},
        "unzoned": receipt.unzoned,
        "zone": source.zone or case.zone,
        "zone_basis": source.zone_basis,
        "first": time_field(source.first_us),
        "last": time_field(source.last_us),
        "notes": list(receipt.notes),
        "members": [asdict(member) for member in receipt.members],
    }


def receipt_words(source: Source, case: Case) -> str:
    """A receipt as people read it: one line, and a line for each thing worth knowing."""
    receipt = source.receipt
    undated = f", {receipt.undated} of them without a time" if receipt.undated else ""
    span = ""
    if source.first_us is not None:
        span = f", from {time_field(source.first_us)} to {time_field(source.last_us)}"
    lines = (
        f"{source.title}: {receipt.taken} items taken{undated}{span}.",
        skip_words(receipt.skips, by_choice=False),
        skip_words(receipt.skips, by_choice=True),
        *receipt.notes,
        zone_words(source, case.zone),
        original_words(receipt.originals),
    )
    return "\n    ".join(line for line in lines if line)
