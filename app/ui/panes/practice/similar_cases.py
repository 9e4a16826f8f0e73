"""Earlier cases like the one in hand: why they are alike, and links that a person makes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.practice.lessons import CaseLink
from app.domain.practice.lessons_section import case_words
from app.domain.review_words import capital
from app.operations.practice import similar
from app.operations.practice.similar import SimilarCase
from app.ui.feed import Feed
from app.ui.focus import go_to
from app.ui.marking import marker
from app.ui.panes.practice.learning_edits import LearningEdits
from app.ui.session import Session
from app.ui.widgets.buttons import button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.headed_list import HeadedList, HeadedRow
from app.ui.widgets.labels import WrappedLabel, label
from app.ui.widgets.panels import panel
from app.ui.widgets.plain_section import PlainSection

_WATCHED = {"case_links", "cases", "factors", "entries", "people", "aliases"}


class SimilarCases(QSplitter):
    """The linked cases and those that are alike, and why; a link needs a reason."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("similar-cases")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._edits = LearningEdits(session, self)
        self._found: Sequence[SimilarCase] = ()
        self._shown = self._wanted = ""
        self._feed = Feed(
            session,
            self,
            "Looking for similar cases",
            _WATCHED,
            similar.similar,
            self._show,
            of_any_case=True,
        )
        self.list = HeadedList("similar-list", "Earlier cases like this one")
        self._title = WrappedLabel()
        self._title.setProperty("role", "heading")
        self._about = label("", "caption", wrap=True)
        self._reasons = PlainSection("similar-reasons", "Why it is alike")
        self._question = label("", "question", wrap=True)
        self._question.setObjectName("similar-question")
        self.why = GrowingText(least=2, most=6)
        self.why.setObjectName("similar-why")
        self.why.setPlaceholderText("In your words; the review shows them beside the title")
        self.why.setAccessibleName("In what is it similar?")
        self._lay_out()
        self._right.hide()  # until there is a case to compare with
        self._connect()
        self.setFocusProxy(self.list)

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._left, self._right] if self._found else [self]

    def link(self) -> None:
        """Link the case in hand, for the reason that was typed."""
        if (one := self._current) is None:
            return
        if not self.why.toPlainText().strip():
            self._session.notify("Say first in what the two cases are similar.")
            go_to(self.why)
            return
        self._edits.link(one.case.id, self.why.toPlainText())

    def unlink(self) -> None:
        """Take the link of the case in hand away."""
        if (one := self._current) is not None and one.link is not None:
            self._edits.unlink(one.link.id)

    def stand_on(self, link_id: str) -> None:
        """Go to a linked case, as soon as it is read."""
        self._wanted = link_id
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        for one in self._found:
            if one.link is not None and one.link.id == self._wanted:
                self._wanted = ""
                self.list.stand_on(one.case.id)
                go_to(self.why)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    # Keeping up

    def _enter_case(self, _case_id: str) -> None:
        self._shown = self._wanted = ""

    def _link_in_hand(self) -> CaseLink | None:
        """The link that the reason belongs to; without an id where there is none yet."""
        one = self._current
        return None if one is None else one.link or CaseLink("", "", one.case.id)

    @property
    def _current(self) -> SimilarCase | None:
        return next((one for one in self._found if one.case.id == self.list.current_id), None)

    def _show(self, found: list[SimilarCase]) -> None:
        self._found = found
        self._pages.setCurrentIndex(1 if found else 0)
        self._right.setVisible(bool(found))
        self.list.show_rows(_rows(found))
        self._show_case()
        self._go_to_wanted()

    def _show_case(self) -> None:
        one = self._current
        if one is None:
            return
        self._title.setText(" ".join(one.case.title.split()))
        self._about.setText(_sentence(case_words(one.case)))
        reasons = [_sentence(reason) for reason in one.reasons]
        self._reasons.show_words(reasons or ["A person linked it; nothing else is alike."])
        self._question.setText(one.question)
        self._question.setVisible(bool(one.question))
        if one.case.id != self._shown or not self.why.hasFocus():
            self.why.setPlainText("" if one.link is None else one.link.why)
        self._shown = one.case.id
        self._link.setText("Link it" if one.link is None else "Change the reason")
        self._unlink.setVisible(one.link is not None)

    # How it is made

    def _lay_out(self) -> None:
        self._link = button("similar-link", "Link it", self.link)
        self._unlink = button("similar-unlink", "Remove the link", self.unlink, kind="quiet")
        self._pages = QStackedWidget()
        self._pages.addWidget(
            EmptyState(
                "No similar case yet",
                "Earlier incident cases of this casebook appear here where their class, their "
                "factors or their words are alike. Only those that you link stand in the review.",
                width=300,
            )
        )
        self._pages.addWidget(self.list)
        self._left = panel("similar-left")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(14, 12, 5, 12)
        left.addWidget(self._pages)
        self._right = panel("similar-right")
        right = QVBoxLayout(self._right)
        right.setContentsMargins(14, 12, 14, 12)
        right.setSpacing(8)
        for part in (self._title, self._about, self._reasons, self._question):
            right.addWidget(part)
        right.addWidget(label("In what is it similar?", "strong"))
        right.addWidget(self.why)
        buttons = QHBoxLayout()
        buttons.addWidget(self._link)
        buttons.addWidget(self._unlink)
        buttons.addStretch(1)
        right.addLayout(buttons)
        right.addStretch(1)
        for side, share in ((self._left, 45), (self._right, 55)):
            self.addWidget(side)
            self.setStretchFactor(self.indexOf(side), share)
        self.setSizes([450, 550])

    def _connect(self) -> None:
        self.list.stood_on.connect(lambda _id: self._show_case())
        self._session.case_selected.connect(self._enter_case)
        marker.current().follow(self.why, self._link_in_hand, "why")


def _rows(found: Sequence[SimilarCase]) -> list[HeadedRow]:
    rows: list[HeadedRow] = []
    for heading, linked in (("Linked", True), ("Alike, not linked", False)):
        those = [one for one in found if (one.link is not None) is linked]
        if those:
            rows.append(HeadedRow("", heading))
        rows += (_row(one) for one in those)
    return rows


def _sentence(words: str) -> str:
    return f"{capital(words)}."


def _row(one: SimilarCase) -> HeadedRow:
    why = one.link.why if one.link is not None else "; ".join(one.reasons)
    return HeadedRow(one.case.id, " ".join(one.case.title.split()), " ".join(why.split()))
