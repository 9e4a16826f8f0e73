"""The marks of one field: found while a person types, shown once a word is ended."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.candour.case_findings import CaseFinding
from app.domain.candour.findings import Finding, Scope
from app.ui import theme
from app.ui.marking.checks import Check, Checks, in_case
from app.ui.marking.pieces import Pieces
from app.ui.marking.surfaces import Extent, Surface
from app.ui.widgets.plain_text import to_code_points, to_utf16

if TYPE_CHECKING:
    from app.domain.drafted import Draft
    from app.ui.marking.marker import Marker

AT_ONCE = 4_000
"""So many characters are checked while a key is pressed; more of them beside the window."""
_WIDE = re.compile(r"[\U00010000-\U0010ffff]")
_WORD_BEFORE = re.compile(r"[\w'’-]+\Z")
_WORD_AFTER = re.compile(r"[\w'’-]*")
_LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding, with where it begins and ends in the field, in UTF-16 units."""

    finding: Finding
    start: int
    end: int

    @property
    def extent(self) -> Extent:
        """Where it stands."""
        return self.start, self.end

    @property
    def words(self) -> str:
        """What is marked, as one line."""
        return f"“{' '.join(self.finding.text.split())}”"

    @property
    def told(self) -> str:
        """All there is to say of it."""
        return f"{self.words}\n{self.finding.message}\n{self.finding.question}"


class FieldMarks(QObject):
    """Keeps the marks of a field; a child of it, by which others find them."""

    moved = Signal()
    """Other words are marked, the caret stands elsewhere, or the field was left."""

    rest_ms = 250
    """How long typing must rest before a long text is checked beside the window."""

    def __init__(
        self,
        marker: Marker,
        surface: Surface,
        thing: Callable[[], Draft | None],
        part: str,
        worded: Callable[[], Draft | None] | None = None,
    ) -> None:
        super().__init__(surface.field)
        self.surface = surface
        self._marker = marker
        self._thing = thing
        self._part = part
        self._worded = worded
        self._pieces = Pieces()
        self._known_by: tuple[Checks, Scope] | None = None
        self._found: Sequence[Mark] = ()
        self._shown: Sequence[Mark] = ()
        self._typed_at: int | None = None
        self._looked_at = surface.revision()
        self._is_stale = True
        self._rest = QTimer(self, singleShot=True, interval=self.rest_ms)
        self._rest.timeout.connect(self._check_beside)
        surface.field.textChanged.connect(self._edited)
        surface.field.cursorPositionChanged.connect(self._caret_moved)
        theme.current().theme_changed.connect(self._paint)
        marker.changed.connect(self.look)
        for watched in {surface.field, surface.pointed}:
            watched.installEventFilter(self)
        self.look()

    # What is marked

    @property
    def field(self) -> QWidget:
        """The field."""
        return self.surface.field

    @property
    def shown(self) -> Sequence[Mark]:
        """The marks that can be seen, in the order of the text."""
        return self._shown

    @property
    def here(self) -> Mark | None:
        """The mark that the caret stands in or at."""
        return next(iter(self.around(self.surface.caret())), None)

    def around(self, position: int) -> list[Mark]:
        """The marks around a position."""
        return [one for one in self._shown if one.start <= position <= one.end]

    def in_case(self, mark: Mark) -> CaseFinding | None:
        """A mark as a finding in the case; None where the field shows nothing any more."""
        thing = self._thing()
        return None if thing is None else in_case(mark.finding, thing, self._part)

    def is_of(self, thing_id: str, part: str) -> bool:
        """Whether the field shows that part of that thing."""
        thing = self._thing()
        return thing is not None and thing.id == thing_id and self._part == part

    # Looking

    def look(self) -> None:
        """Find what is to be marked in the text as it stands, once somebody can see it."""
        self._rest.stop()
        if not self.field.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        self._found = self._look()
        self._show()
        self._marker.looked.emit(self)

    def _look(self) -> Sequence[Mark]:
        thing, text = self._thing(), self.surface.text()
        if thing is None or not text.strip():
            return ()
        check = self._marker.check()
        scope = None if check is None else self._scope(check, thing)
        if check is None or scope is None:
            return ()
        self._check_by(check.checker, scope)
        unknown = self._pieces.read(text)
        if sum(map(len, unknown)) > AT_ONCE:
            self._rest.start()
        else:
            self._pieces.learn({piece: check.checker.check(piece, scope) for piece in unknown})
        units = _units_of(text)
        return [
            Mark(one, units(begins + one.start), units(begins + one.end))
            for begins, one in self._pieces.findings()
            if check.asks(one, thing, self._part)
        ]

    def _scope(self, check: Check, thing: Draft) -> Scope | None:
        if self._worded is None:
            return check.scope_of(thing, self._part)
        statement = self._worded()
        return None if statement is None else check.scope_of_wording(statement)

    def _check_by(self, checker: Checks, scope: Scope) -> None:
        if self._known_by != (checker, scope):
            self._known_by = (checker, scope)
            self._pieces.forget()

    def _check_beside(self) -> None:
        """Check a long text beside the window; what is typed meanwhile is looked at after it."""
        session, known_by = self._marker.session, self._known_by
        if session is None or known_by is None:
            return
        checker, scope = known_by
        unknown = self._pieces.read(self.surface.text())

        def learn(found: dict[str, list[Finding]]) -> None:
            if self._known_by == known_by:
                self._pieces.learn(found)
                self.look()

        session.tasks.run(
            "Looking at the words",
            lambda _progress: {piece: checker.check(piece, scope) for piece in unknown},
            learn,
            quiet=True,
        )

    # Following a person

    def _edited(self) -> None:
        typing = self.field.hasFocus() and self.surface.is_typed
        self._typed_at = self.surface.caret() if typing else None
        self._looked_at = self.surface.revision()
        self.look()

    def _caret_moved(self) -> None:
        is_text_next = self.surface.revision() != self._looked_at
        if self._typed_at not in (None, self.surface.caret()) and not is_text_next:
            self._typed_at = None
            self._show()
        self.moved.emit()

    def _left(self) -> None:
        if self._typed_at is not None:
            self._typed_at = None
            self._show()
        self.moved.emit()

    def _show(self) -> None:
        """Mark what was found, except at a word that is not ended yet."""
        unfinished = self._unfinished()
        shown = [one for one in self._found if not _touches(one, unfinished)]
        if shown == self._shown:
            return
        self._shown = shown
        self._paint()
        many = f"{len(shown)} marked places" if len(shown) > 1 else "1 marked place"
        self.field.setAccessibleDescription(f"{many}; F8 goes to the next" if shown else "")
        self.moved.emit()

    def _unfinished(self) -> Extent | None:
        """The word that is being typed; None where none is."""
        if self._typed_at is None:
            return None
        text = self.surface.text()
        here = self._typed_at if text.isascii() else to_code_points(text, self._typed_at)
        before = _WORD_BEFORE.search(text, max(0, here - _LONGEST_WORD), here)
        after = _WORD_AFTER.match(text, here, here + _LONGEST_WORD)
        if before is None or after is None:
            return None
        units = _units_of(text)
        return units(before.start()), units(after.end())

    def _paint(self) -> None:
        self.surface.show([one.extent for one in self._shown])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QHelpEvent() if event.type() is QEvent.Type.ToolTip:
                return watched is self.surface.pointed and self._tell(event)
            case QContextMenuEvent():
                return self._offer(watched, event)
        if watched is self.field:
            if event.type() is QEvent.Type.Show and self._is_stale:
                self.look()
            elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
                self._left()
        return False

    def _tell(self, event: QHelpEvent) -> bool:
        marks = self._pointed_at(event.pos())
        if not marks:
            return False
        # Escaped, so that words of the draft are never taken for markup; long lines then break.
        told = (html.escape(mark.told).replace("\n", "<br>") for mark in marks)
        text = "".join(f"<p>{each}</p>" for each in told)
        QToolTip.showText(event.globalPos(), text, self.surface.pointed)
        return True

    def _offer(self, watched: QObject, event: QContextMenuEvent) -> bool:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            marks = self.around(self.surface.caret())
        elif watched is self.surface.pointed:
            marks = self._pointed_at(event.pos())
        else:
            return False
        if marks:
            self._marker.offer(self, marks[0], event.globalPos())
        return bool(marks)

    def _pointed_at(self, point: QPoint) -> list[Mark]:
        position = self.surface.position_at(point)
        return [] if position is None else self.around(position)


def _units_of(text: str) -> Callable[[int], int]:
    """What tells where a code point of a text stands in UTF-16 units."""
    return partial(to_utf16, text) if _WIDE.search(text) else int


def _touches(mark: Mark, word: Extent | None) -> bool:
    return word is not None and mark.start < word[1] and word[0] < mark.end
