"""Where Tab goes: from one thing to the next as they are read, whatever was built first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)

_WHOLE = (QAbstractSpinBox, QComboBox, QLineEdit)
"""What Tab goes to as one thing."""

_OWN = "own_tab_order"
_SLACK = 2
"""By how many pixels two things may overlap that stand below or beside each other."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of an area: where it stands there, and what Tab reaches in it."""

    place: QRect
    stops: Sequence[QWidget]


def keep_own_order(area: QWidget) -> None:
    """Let Tab go through an area in the order that was set there by hand."""
    area.setProperty(_OWN, True)


def go_on(area: QWidget, *, forward: bool) -> bool:
    """Give the focus to what comes next in an area; False where it is not in the area."""
    stops = stops_of(area)
    here: QWidget | None = QApplication.focusWidget()
    while here is not None and here not in stops:
        here = here.parentWidget()
    if here is None:
        return False
    following = stops[(stops.index(here) + (1 if forward else -1)) % len(stops)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    following.setFocus(reason)
    bring_into_view(following)
    return True


def bring_into_view(widget: QWidget) -> None:
    """Scroll what is around a widget so that it can be seen."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def stops_of(area: QWidget) -> list[QWidget]:
    """What Tab reaches in an area, in the order that one reads it."""
    if area.property(_OWN):
        return [each for each in _by_chain(area) if _stops(each)]
    inside: list[QWidget] = []
    if not isinstance(area, _WHOLE):
        pieces = [
            _Piece(child.geometry(), stops_of(child))
            for child in area.children()
            if isinstance(child, QWidget) and not child.isHidden() and not child.isWindow()
        ]
        inside = _read([piece for piece in pieces if piece.stops])
    # What only scrolls is no stop of its own where there are stops in it.
    if _stops(area) and not (inside and isinstance(area, QScrollArea)):
        return [area, *inside]
    return inside


def _stops(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and not widget.isHidden() and widget.focusProxy() is None


def _by_chain(area: QWidget) -> Iterator[QWidget]:
    yield area
    following = area.nextInFocusChain()
    while following is not None and following is not area:
        if area.isAncestorOf(following):
            yield following
        following = following.nextInFocusChain()


def _read(pieces: Sequence[_Piece]) -> list[QWidget]:
    """Row by row, and in a row column by column; what cannot be told apart from the top."""
    for parts in (_apart(pieces, QRect.top, QRect.bottom), _apart(pieces, QRect.left, QRect.right)):
        if len(parts) > 1:
            return [stop for part in parts for stop in _read(part)]
    in_order = sorted(pieces, key=lambda piece: (piece.place.top(), piece.place.left()))
    return [stop for piece in in_order for stop in piece.stops]


def _apart(
    pieces: Sequence[_Piece], begin: Callable[[QRect], int], end: Callable[[QRect], int]
) -> list[list[_Piece]]:
    parts: list[list[_Piece]] = []
    reach = 0
    for piece in sorted(pieces, key=lambda piece: begin(piece.place)):
        if parts and begin(piece.place) + _SLACK <= reach:
            parts[-1].append(piece)
        else:
            parts.append([piece])
            reach = end(piece.place)
        reach = max(reach, end(piece.place))
    return parts
