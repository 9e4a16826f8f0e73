"""Going from a finding to what it means: the thing on its page, its field, the words selected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.domain.candour.case_findings import CaseFinding, Thing
from app.operations.standing import Standing, standing_of
from app.ui.focus import go_to
from app.ui.marking import marker
from app.ui.marking.field_marks import FieldMarks
from app.ui.reading_order import bring_into_view
from app.ui.session import Session
from app.ui.widgets.plain_text import to_utf16

_ENDS_IT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Close)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The words of a field to go to; ``start`` is where they began, in code points."""

    thing_id: str
    part: str
    words: str
    start: int


class Going(QObject):
    """Waits until the page shows the field that a person wants, and goes into it.

    Pages read beside the window, so that it may take a moment; whoever presses a key meanwhile
    is not taken away from what they do.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: _Wanted | None = None
        marker.current().looked.connect(self._looked)
        session.case_selected.connect(lambda _id: self._end())

    def go(self, finding: CaseFinding, thing: Thing | None) -> None:
        """Go to a thing that a finding means; to the page where something is missing."""
        if thing is None:
            self._session.page_wanted.emit(finding.page)
            return
        casebook, case_id, part = self._session.casebook, self._session.case.id, finding.part
        self._session.tasks.run(
            "Looking for the place",
            lambda _progress: standing_of(casebook, case_id, thing, part),
            lambda standing: self._stand(finding, thing, standing),
            quiet=True,
        )

    def _stand(self, finding: CaseFinding, thing: Thing, standing: Standing | None) -> None:
        if standing is None:
            self._session.notify("It is not kept in the case any more.")
            return
        self._end()
        self._session.page_wanted.emit(standing.page)
        if finding.finding is not None:
            self._begin(_Wanted(thing.id, finding.part, finding.words, finding.finding.start))
        self._session.thing_wanted.emit(standing.thing)
        if self._wanted is not None:
            self._session.words_wanted.emit(thing.id, finding.part)
            self._look_round()

    # Waiting for the field

    def _begin(self, wanted: _Wanted) -> None:
        self._wanted = wanted
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self)

    def _end(self) -> None:
        self._wanted = None
        if (app := QApplication.instance()) is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ENDS_IT:
            self._end()
        return False

    def _look_round(self) -> None:
        """It may be shown already."""
        for window in QApplication.topLevelWidgets():
            for marks in window.findChildren(FieldMarks):
                self._looked(marks)

    def _looked(self, marks: FieldMarks) -> None:
        wanted = self._wanted
        if (
            wanted is not None
            and marks.field.isVisible()
            and marks.is_of(wanted.thing_id, wanted.part)
        ):
            # The page goes to a field of its own choice first.
            QTimer.singleShot(0, marks, partial(self._arrive, marks, wanted))

    def _arrive(self, marks: FieldMarks, wanted: _Wanted) -> None:
        if wanted is not self._wanted or not marks.is_of(wanted.thing_id, wanted.part):
            return
        self._end()
        go_to(marks.field)
        bring_into_view(marks.field)
        _select(marks.surface.field, wanted)


def _select(field: QLineEdit | QPlainTextEdit, wanted: _Wanted) -> None:
    """Select the words, those nearest to where they began; nothing where they are gone."""
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    start = _nearest(text, wanted)
    if start < 0:
        return
    first, last = (to_utf16(text, at) for at in (start, start + len(wanted.words)))
    if isinstance(field, QLineEdit):
        field.setSelection(first, last - first)
    else:
        cursor = QTextCursor(field.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
        field.ensureCursorVisible()


def _nearest(text: str, wanted: _Wanted) -> int:
    places = []
    at = text.find(wanted.words)
    while at >= 0:
        places.append(at)
        at = text.find(wanted.words, at + 1)
    return min(places, key=lambda place: abs(place - wanted.start), default=-1)
