"""The dark rail at the left: the pages of the window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.domain.drafts import CaseKind
from app.ui import theme
from app.ui.widgets.icons import icon

WIDTH = 81


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its stable id, what people read, its icon and its key.

    ``kinds`` are the kinds of case that it shows; without any it needs no case in hand.
    """

    id: str
    label: str
    icon: str
    key: str
    kinds: tuple[CaseKind, ...] = ()

    @property
    def of_case(self) -> bool:
        """Whether it shows a case."""
        return bool(self.kinds)


class Density(StrEnum):
    """How much room the buttons take, as the style knows it; the most first."""

    ROOMY = "roomy"
    DENSE = "dense"
    ICONS = "icons"


class Rail(QFrame):
    """Chooses a page. Pages of a case are hidden while no case is in hand.

    Where the window is low, the buttons stand closer, and at last lose their words.
    """

    chosen = Signal(str)

    def __init__(self, pages: tuple[Page, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName("Pages")
        self._pages = pages
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        # It takes the height there is, however many pages there are.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._column = column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(2)
        for page in pages:
            button = self._button(page)
            column.addWidget(button)
            self._group.addButton(button)
            self._buttons[page.id] = button
        column.addStretch(1)
        theme.current().theme_changed.connect(self._dress)
        self._dress()

    def show_page(self, page_id: str) -> None:
        """Mark the page that is open; Tab comes to it, and the arrows lead on to the others."""
        self._buttons[page_id].setChecked(True)
        for each, button in self._buttons.items():
            by_tab = Qt.FocusPolicy.TabFocus if each == page_id else Qt.FocusPolicy.NoFocus
            button.setFocusPolicy(by_tab)

    def show_pages_of(self, kind: CaseKind | None) -> None:
        """Offer the pages of this kind of case; None where no case is in hand."""
        for page in self._pages:
            self._buttons[page.id].setVisible(not page.of_case or kind in page.kinds)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._fit()

    def _fit(self) -> None:
        for density in Density:
            self._stand(density)
            if self._column.sizeHint().height() <= self.height():
                return

    def _stand(self, density: Density) -> None:
        named = density is not Density.ICONS
        words = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        for page in self._pages:
            button = self._buttons[page.id]
            button.setToolButtonStyle(words if named else Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setToolTip("" if named else page.label)
            button.setProperty("density", density.value)
            button.style().unpolish(button)
            button.style().polish(button)
        self._column.invalidate()

    def _button(self, page: Page) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"page-{page.id}")
        button.setText(page.label)
        button.setAccessibleName(page.label)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.chosen.emit(page.id))
        return button

    def _dress(self) -> None:
        look = theme.current()
        self.setFixedWidth(look.px(WIDTH))
        for page in self._pages:
            button = self._buttons[page.id]
            button.setIcon(icon(page.icon, look.palette.rail_muted, look.palette.rail_ink))
            button.setIconSize(QSize(look.px(18), look.px(18)))
        self._fit()
