"""The card of the tour, and the ring around what it speaks of."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.labels import label

WIDTH = 330
_GAP = 14
_EDGE = 12
_PAD = 14


class TourCard(QFrame):
    """One step: what it is called, a few sentences, and the ways on, back and out."""

    next_wanted = Signal()
    back_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tour-card")
        self._title = label("", "heading")
        self._title.setObjectName("tour-title")
        self._text = label("")
        self._text.setObjectName("tour-text")
        self._count = label("", "caption")
        self._count.setObjectName("tour-count")
        self.next = _button("Next", "tour-next", "primary")
        self.back = _button("Back", "tour-back")
        self.leave = _button("Leave", "tour-leave", "quiet")
        self.next.clicked.connect(self.next_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._count, 1)
        for button in (self.leave, self.back, self.next):
            foot.addWidget(button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(2)
        column.addLayout(foot)
        self.setTabOrder(self.next, self.back)
        self.setTabOrder(self.back, self.leave)
        self.setFocusProxy(self.next)
        self.hide()

    def show_step(self, title: str, text: str, number: int, total: int) -> None:
        """Show step ``number``, counted from 1, of ``total``."""
        self._title.setText(title)
        self._text.setText(text)
        self._count.setText(f"{number} of {total}")
        self.back.setEnabled(number > 1)
        self.next.setText("Done" if number == total else "Next")
        self.setAccessibleName(f"Tour, {number} of {total}: {title}. {text}")

    def place(self, beside: QRect, window: QRect) -> None:
        """Stand beside a part of the window, where there is room; beside none, at the bottom."""
        look = theme.current()
        room = window.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        width = min(look.px(WIDTH), room.width())
        for words in (self._title, self._text):
            words.setWordWrap(True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            inner = width - 2 * (_PAD + 2)
            words.setFixedSize(inner, words.heightForWidth(inner))
        self._column.invalidate()
        self.resize(self._column.sizeHint())
        corner = QPoint(room.right() - self.width(), room.bottom() - self.height())
        if not beside.isEmpty():
            corner = _corner(self.size(), beside, room)
        self.move(corner)
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)


class TourRing(QWidget):
    """A line around a part of the window; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tour-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def place(self, around: QRect, window: QRect) -> None:
        """Go round a part of the window; hide where it is empty."""
        self.setVisible(not around.isEmpty())
        if not around.isEmpty():
            self.setGeometry(around.adjusted(-4, -4, 4, 4) & window)
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().palette.accent, 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 7, 7)


def _button(text: str, name: str, kind: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    if kind:
        button.setProperty("kind", kind)
    return button


def _corner(size: QSize, beside: QRect, room: QRect) -> QPoint:
    """The first of right, below, left and above where the card fits; else inside, at the end."""
    wide, tall = size.width(), size.height()
    middle = beside.center().y() - tall // 2
    places = (
        QPoint(beside.right() + _GAP, middle),
        QPoint(beside.center().x() - wide // 2, beside.bottom() + _GAP),
        QPoint(beside.left() - _GAP - wide, middle),
        QPoint(beside.center().x() - wide // 2, beside.top() - _GAP - tall),
        QPoint(beside.right() - _GAP - wide, beside.bottom() - _GAP - tall),
    )
    inside = [_into(place, size, room) for place in places]
    return next(
        (place for place in inside if not QRect(place, size).intersects(beside)), inside[-1]
    )


def _into(place: QPoint, size: QSize, room: QRect) -> QPoint:
    return QPoint(
        max(room.left(), min(place.x(), room.right() - size.width())),
        max(room.top(), min(place.y(), room.bottom() - size.height())),
    )
