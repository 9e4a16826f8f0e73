"""Half-typed entries: kept in the casebook's desk until they are saved or thrown away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.drafts import Certainty, Entry, EntryKind, Known
from app.domain.moments import Precision, TimeKind
from app.domain.timeline import Span
from app.operations import desk
from app.ui.session import Session
from app.ui.tasks import Lane

_KEY = "unfinished-entries"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An entry that is still being written, and what it will cite.

    ``time_text`` is what stands in the field of the time, where that cannot be read yet.
    ``is_open`` tells that it was being typed, rather than put aside. ``suggestion_id`` is the
    suggestion that it was begun from, empty otherwise.
    """

    entry: Entry
    spans: tuple[Span, ...] = ()
    time_text: str = ""
    is_open: bool = False
    suggestion_id: str = ""


def to_json(drafts: Iterable[Unfinished]) -> str:
    """What the desk keeps; empty where there is nothing to keep."""
    kept = [asdict(draft) for draft in drafts]
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def from_json(text: str) -> list[Unfinished]:
    """The reverse of `to_json`. Raises `ValueError`, `TypeError` or `KeyError` on anything else."""
    return [_draft(row) for row in json.loads(text)]


def _draft(row: Mapping[str, Any]) -> Unfinished:
    entry = dict(row["entry"])
    for name, kind in (
        ("time_kind", TimeKind),
        ("time_precision", Precision),
        ("kind", EntryKind),
        ("certainty", Certainty),
        ("known", Known),
    ):
        entry[name] = kind(entry[name])
    spans = tuple(Span(**span) for span in row["spans"])
    begun_from = row.get("suggestion_id", "")
    return Unfinished(Entry(**entry), spans, row["time_text"], row["is_open"], begun_from)


class UnfinishedEntries(QObject):
    """The half-typed entries of the case in hand."""

    changed = Signal()
    loaded = Signal()

    pause_ms = 300
    """How long typing must rest before it is kept."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._case_id = ""
        self._drafts: dict[str, Unfinished] = {}
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._keep_now)

    @property
    def drafts(self) -> list[Unfinished]:
        """All of them, the oldest first."""
        return list(self._drafts.values())

    @property
    def is_waiting(self) -> bool:
        """Whether something typed has still to be kept."""
        return self._pause.isActive()

    def load(self, case_id: str) -> None:
        """Read those of a case; `loaded` tells when they are here."""
        self.flush()
        self._case_id, self._drafts = case_id, {}
        casebook = self._session.casebook
        self._session.tasks.run(
            "Reading unfinished entries",
            lambda _progress: desk.recall(casebook, f"{_KEY}:{case_id}"),
            lambda text: self._arrived(case_id, text or ""),
            quiet=True,
            lane=Lane.WRITE,
        )

    def citing(self, item_ids: Iterable[int]) -> Unfinished | None:
        """The one that was begun from exactly these items."""
        wanted = set(item_ids)
        for draft in self._drafts.values():
            if wanted and {span.item_id for span in draft.spans} == wanted:
                return draft
        return None

    def of_suggestion(self, suggestion_id: str) -> Unfinished | None:
        """The one that was begun from this suggestion."""
        drafts = self._drafts.values()
        return next((each for each in drafts if each.suggestion_id == suggestion_id), None)

    def keep(self, draft: Unfinished) -> None:
        """Keep a version of a half-typed entry, soon."""
        if self._drafts.get(draft.entry.id) != draft:
            self._drafts[draft.entry.id] = draft
            self._pause.start(self.pause_ms)
            self.changed.emit()

    def put_aside(self, entry_id: str) -> None:
        """It is no longer being typed, but not finished either."""
        if entry_id in self._drafts:
            self.keep(replace(self._drafts[entry_id], is_open=False))

    def drop(self, entry_id: str) -> None:
        """It was saved, or thrown away."""
        if self._drafts.pop(entry_id, None) is not None:
            self._pause.start(0)
            self.changed.emit()

    def flush(self) -> None:
        """Keep now what waits to be kept."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep_now()

    def _keep_now(self) -> None:
        casebook, key, text = (
            self._session.casebook,
            f"{_KEY}:{self._case_id}",
            to_json(self.drafts),
        )
        self._session.tasks.run(
            "Keeping unfinished entries",
            lambda _progress: desk.remember(casebook, key, text),
            lambda _none: None,
            quiet=True,
            lane=Lane.WRITE,
        )

    def _arrived(self, case_id: str, text: str) -> None:
        if case_id != self._case_id:
            return
        try:
            kept = from_json(text) if text else []
        except (ValueError, TypeError, KeyError):
            kept = []  # written by another version; half-typed text is not worth an error
        self._drafts = {draft.entry.id: draft for draft in kept} | self._drafts
        self.changed.emit()
        self.loaded.emit()
