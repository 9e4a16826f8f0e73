"""The suggestion in hand as a card: what it points at, how sure that is and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
)

from app.domain.assist.answers import Decision
from app.domain.assist.suggestions import SuggestionKind
from app.domain.review_words import CERTAINTY_WORDS
from app.ui import suggestion_words, theme
from app.ui.widgets.buttons import button
from app.ui.widgets.certainty_symbol import certainty_icon
from app.ui.widgets.labels import ElidedLabel, badge, label
from app.ui.widgets.shortening_button import ShorteningButton

if TYPE_CHECKING:
    from app.operations.assist.tray import Waiting

_SIDE = 13
_LINES = 2
"""So many lines of the words are in sight at least."""
_ROOMY = 400
"""From this width on, in pixels at zoom 1, there is room to say “suggested”."""
_NARROW = 320
"""In less width what has a key is left to it."""


class SuggestionCard(QFrame):
    """It can have the focus itself, where the list of all is folded away."""

    accept_wanted = Signal()
    dismiss_wanted = Signal()
    unsure_wanted = Signal()
    take_back_wanted = Signal()
    evidence_wanted = Signal()
    answered_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("suggestion-card")
        self.setProperty("kind", "suggestion")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown: Waiting | None = None
        self._time = ElidedLabel("", "mono")
        self._time.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._time.setObjectName("suggestion-time")
        self._kind = badge("", "blue")
        self._kind.setObjectName("suggestion-kind")
        self._symbol = QLabel()
        self._certainty = label("", "gold")
        self._certainty.setObjectName("suggestion-certainty")
        self._state = badge("suggested", "gold")
        self._state.setObjectName("suggestion-state")
        self._text = label("", wrap=True)
        self._text.setObjectName("suggestion-text")
        self._foot = label("", "caption", wrap=True)
        self._foot.setObjectName("suggestion-reasons")
        self._make_buttons()
        self._lay_out()
        theme.current().theme_changed.connect(self._dress)

    def show_suggestion(
        self,
        waiting: Waiting,
        zones: tuple[ZoneInfo, ZoneInfo],
        places: Sequence[str],
        *,
        dated: bool,
        cited: Collection[int],
    ) -> None:
        """Show one; ``places`` says of its quotes, in their order, where they stand and by whom.

        ``cited`` are the items that the draft cites.
        """
        self._shown = waiting
        found = waiting.suggestion
        when = suggestion_words.time_words(found, *zones, dated=dated)
        self._time.setText(when)
        self._time.setVisible(bool(when))
        self._kind.setText(suggestion_words.kind_words(found))
        self._certainty.setText(CERTAINTY_WORDS[found.certainty])
        self._text.setText("\n".join(suggestion_words.card_lines(found, places)))
        self._words.updateGeometry()
        self._foot.setText(suggestion_words.foot_words(waiting, cited))
        self.setAccessibleName(suggestion_words.spoken_words(waiting, *zones))
        self._show_state(waiting)
        self._dress()

    def _show_state(self, waiting: Waiting) -> None:
        decision, is_question = waiting.decision, waiting.suggestion.kind is SuggestionKind.QUESTION
        waits = decision in (None, Decision.UNSURE)
        self._state.setText(
            "suggested" if decision is None else suggestion_words.DECISION_WORDS[decision]
        )
        words = "Go there" if is_question else "Accept…"
        self._accept.say(f"{words}  A", words)
        self._accept.setVisible(waits)
        self._dismiss.setVisible(waits)
        self._answered.setVisible(is_question and waits)
        self._take_back.setVisible(decision in (Decision.DISMISSED, Decision.UNSURE))
        self._fit()

    def _make_buttons(self) -> None:
        self._evidence = button(
            "suggestion-evidence-button",
            "Evidence  E",
            self.evidence_wanted.emit,
            short="Evidence",
            kind="quiet",
        )
        self._dismiss = button(
            "suggestion-dismiss-button", "Dismiss", self.dismiss_wanted.emit, kind="quiet"
        )
        self._unsure = button(
            "suggestion-unsure-button", "Not sure  ?", self.unsure_wanted.emit, short="?"
        )
        self._unsure.setProperty("kind", "quiet")
        self._answered = button(
            "suggestion-answered-button", "Answered  Y", self.answered_wanted.emit, short="Done"
        )
        self._take_back = button(
            "suggestion-take-back-button", "Take back  R", self.take_back_wanted.emit, short="Back"
        )
        self._accept = ShorteningButton("Accept…  A", "Accept…")
        self._accept.setObjectName("suggestion-accept-button")
        self._accept.setProperty("kind", "primary")
        self._accept.clicked.connect(lambda _on: self.accept_wanted.emit())

    @property
    def _buttons(self) -> Sequence[QPushButton]:
        return (
            *(self._evidence, self._dismiss, self._unsure),
            *(self._take_back, self._answered, self._accept),
        )

    def _lay_out(self) -> None:
        head, sure, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        for part in (self._time, self._kind):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._state)
        sure.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        for part, stretch in ((self._symbol, 0), (self._certainty, 0), (self._foot, 1)):
            sure.addWidget(part, stretch, top)
        foot.setSpacing(6)
        foot.addStretch(1)
        for each in self._buttons:
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 9)
        column.setSpacing(6)
        column.addLayout(head)
        self._words = _Words(self._text)
        column.addWidget(self._words)
        column.addLayout(sure)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The tray says already that all in it is suggested; what was decided is always said."""
        if self._shown is None:
            return
        px, decision = theme.current().px, self._shown.decision
        self._state.setVisible(decision is not None or self.width() >= px(_ROOMY))
        all_buttons = self.width() >= px(_NARROW)
        self._unsure.setVisible(all_buttons and decision is None)
        self._evidence.setVisible(all_buttons and bool(self._shown.suggestion.items))

    def _dress(self) -> None:
        """The symbol, which no style sheet can give."""
        if self._shown is None:
            return
        look = theme.current()
        side = look.px(_SIDE)
        certainty = self._shown.suggestion.certainty
        icon = certainty_icon(certainty, look.palette, side, self.devicePixelRatioF())
        self._symbol.setPixmap(icon.pixmap(side, side))


class _Words(QScrollArea):
    """As high as its words; where there is less room they are scrolled."""

    def __init__(self, words: QLabel) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidgetResizable(True)
        self.setWidget(words)
        self._text = words

    def sizeHint(self) -> QSize:
        return QSize(120, self._text.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().lineSpacing() * _LINES
        return QSize(80, min(least, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
