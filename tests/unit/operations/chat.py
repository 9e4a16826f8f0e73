"""A chat as an importer would send it, with its authors, without a child process or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.evidence import ImportChoices, Record, Source
from app.domain.moments import MINUTE_US, Precision, Stamp
from app.domain.people import AliasKind, Author, AuthorName
from app.domain.progress import Progress
from app.importers.base import EvidenceFile
from app.importers.batches import Batch
from app.operations import imports

START_US = 1_773_000_000_000_000
FORMAT = "slack-export"

Said = tuple[str | None, str, str]
"""Author's key, name shown, text."""


def author(key: str, *names: str) -> Author:
    """An author with a display name and, after it, further names, handles and addresses."""
    return Author(key, tuple(AuthorName(_kind(name), name) for name in names))


def _kind(name: str) -> AliasKind:
    if name.startswith("@"):
        return AliasKind.HANDLE
    return AliasKind.ADDRESS if "@" in name else AliasKind.NAME


MIRA = author("U1", "mira", "Mira Olsen", "@mira", "mira.olsen@example.test")
MARK = author("U2", "Mark", "Mark Hale", "@mhale")
BOTH = (("U1", "mira", "pool exhausted"), ("U2", "Mark", "rolling back"), ("B1", "Pager", "fired"))

TakeIn = Callable[..., Source]


def take_in_with(monkeypatch: pytest.MonkeyPatch, casebook: Casebook) -> TakeIn:
    """Imports what was said into a case as one source."""

    def take_in(
        case: Case,
        said: Sequence[Said] = BOTH,
        authors: Sequence[Author] = (MIRA, MARK),
        *,
        title: str = "chat",
        format_id: str = FORMAT,
        fails: Exception | None = None,
    ) -> Source:
        @contextmanager
        def read(
            _file: EvidenceFile, _choices: ImportChoices, _progress: Progress
        ) -> Iterator[Iterator[Batch]]:
            yield batches()

        def batches() -> Iterator[Batch]:
            records = tuple(_record(number, *one) for number, one in enumerate(said))
            yield Batch(format_id, records, authors=tuple(authors))
            if fails is not None:
                raise fails

        with monkeypatch.context() as patch:
            patch.setattr(imports, "read_in_child", read)
            return imports.import_evidence(
                casebook, case.id, Path("chat"), ImportChoices(title=title)
            )

    return take_in


def _record(number: int, key: str | None, who: str, text: str) -> Record:
    at_us = START_US + number * MINUTE_US
    stamp = Stamp(str(at_us), at_us, Precision.MICROSECOND, zoned=True)
    return Record(
        f"{number}", "general", number + 1, stamp, text, who=who, author=key, place="#general"
    )
