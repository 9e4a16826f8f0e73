"""One factor of the chain: its words, what it is, its evidence, its links, what closes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.practice.chain import Factor, FactorLink, LinkKind
from app.domain.practice.chain_rules import ChainQuestion, Thin
from app.domain.practice.chain_words import NATURE_WORDS, PART_WORDS, SIDE_WORDS
from app.domain.practice.failure_chain import FailureChain
from app.domain.review_words import CERTAINTY_WORDS
from app.ui.chain_words import link_line_from, named, offered
from app.ui.focus import go_to
from app.ui.panes.cited import CitedField
from app.ui.panes.practice.chain_edits import ChainEdits
from app.ui.panes.practice.chain_feed import ChainReading
from app.ui.session import Session
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.link_adder import LinkAdder

_PARTS = """\
Trigger: it set things off.
Enabling condition: it had to be so beforehand; without it the trigger would have done little.
Amplifier: it made the impact larger or longer.
Recovery friction: it slowed noticing, understanding or recovery."""
_SIDES = """\
Technical: systems, data, tools.
Organisational: ownership, handoffs, priorities, how things are decided and told."""

_FORM = (
    (Field("text", "Factor", Kind.TEXT, "A condition or decision that contributed"),),
    (
        Field("part", "Part it played", Kind.CHOICE, _PARTS, choices=offered(PART_WORDS)),
        Field("side", "Side", Kind.CHOICE, _SIDES, choices=offered(SIDE_WORDS)),
    ),
    (
        Field("nature", "Nature", Kind.CHOICE, choices=offered(NATURE_WORDS)),
        Field("certainty", "Certainty", Kind.CHOICE, choices=offered(CERTAINTY_WORDS)),
    ),
    (Field("why_open", "Why was this path open?", Kind.TEXT, "What left it so until that day"),),
)
_ASKED_BY_THE_FORM = (Thin.NOT_WHY_OPEN, Thin.NO_TEXT)
_MARK_FORM = ((Field("text", "Why this one?", Kind.TEXT, "What would have been without it"),),)


class FactorEditor(QWidget):
    """Edits the factor that is shown."""

    link_opened = Signal(str)
    """A person wants to see a link, by its id."""
    action_wanted = Signal(str)
    """A person wants to add an action that closes the factor, by its id."""
    whys_wanted = Signal(str)
    """A person wants to ask five whys of the factor, by its id."""

    def __init__(self, session: Session, edits: ChainEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("factor-editor")
        self._session = session
        self._edits = edits
        self._factor_id = ""
        self.form = DraftForm("factor-form", _FORM)
        self.cited = CitedField(session, "factor-cited", "this factor")
        self.adder = LinkAdder()
        self._heading = ElidedLabel(role="heading")
        self._heading.setObjectName("factor-heading")
        self._questions = label("", "question", wrap=True)
        self._questions.setObjectName("factor-questions")
        self._missing = label("", "caption", wrap=True)
        self._missing.setObjectName("factor-missing")
        self._marked = QCheckBox("This one weighed most")
        self._marked.setObjectName("factor-marked")
        self._marked.setToolTip("The one condition that raised the impact or slowed recovery most")
        self._mark_form = DraftForm("mark-form", _MARK_FORM)
        self._closed = ElidedLabel(role="caption")
        self._closed.setObjectName("factor-closed")
        self._act = QPushButton("Add an action…")
        self._act.setObjectName("factor-action")
        self._act.setProperty("kind", "link")
        self._whys = QPushButton("Ask five whys…")
        self._whys.setObjectName("factor-whys")
        self._whys.setProperty("kind", "link")
        self._links = QVBoxLayout()
        self._lines: list[tuple[FactorLink, str]] = []
        self._no_links = label("No link with another factor yet.", "caption")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.form.add_below("text", self.cited)
        asking = QHBoxLayout()
        asking.addWidget(self._whys)
        asking.addStretch(1)
        self._links.setSpacing(2)
        closing = QHBoxLayout()
        closing.addWidget(self._closed, 1)
        closing.addWidget(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._questions)
        column.addWidget(self._missing)
        column.addWidget(self.form)
        column.addLayout(asking)
        column.addWidget(self._marked)
        column.addWidget(self._mark_form)
        column.addWidget(label("Links", "strong"))
        column.addWidget(self._no_links)
        column.addLayout(self._links)
        column.addWidget(self.adder)
        column.addWidget(label("Closed by", "strong"))
        column.addLayout(closing)
        column.addStretch(1)
        self.setFocusProxy(self.form.field("text"))

    def _connect(self) -> None:
        self.form.edited.connect(lambda changes: self._edits.change(self._factor_id, changes))
        self._mark_form.edited.connect(self._explain_mark)
        self._marked.clicked.connect(self._mark)
        self.adder.wanted.connect(self._link)
        self._whys.clicked.connect(lambda: self.whys_wanted.emit(self._factor_id))
        self._act.clicked.connect(lambda: self.action_wanted.emit(self._factor_id))

    # What is shown

    def show_factor(self, reading: ChainReading, factor: Factor) -> None:
        """Show a factor as it stands; what is being typed into it stays."""
        if factor.id != self._factor_id:
            self.commit()
        chain = reading.chain
        self._factor_id = factor.id
        closing = ", ".join(chain.closing(factor.id))
        self._heading.setText(f"Factor {chain.number(factor.id)}")
        self._closed.setText(closing or "No action closes it.")
        self._ask([one for one in reading.questions if one.about == factor.id])
        self.form.show_thing(factor, self._session.zone)
        self.cited.show_target(factor.id, chain.cited.get(factor.id, ()))
        is_marked = chain.is_marked(factor.id)
        self._marked.setChecked(is_marked)
        self._mark_form.show_thing(chain.marked if is_marked else None)
        self._mark_form.setVisible(is_marked)
        self._show_links(chain, chain.links_of(factor.id))
        self.adder.offer([(one.id, named(chain, one.id)) for one in chain.factors], factor.id)
        self.adder.setVisible(len(chain.factors) > 1)

    def _ask(self, questions: Sequence[ChainQuestion]) -> None:
        """First whom it names, then what is missing, except for what the form itself asks."""
        about = [one.text for one in questions if one.thin is Thin.NAMES_A_PERSON]
        missing = [
            one.text
            for one in questions
            if one.thin not in (Thin.NAMES_A_PERSON, *_ASKED_BY_THE_FORM)
        ]
        for shown, texts in ((self._questions, about), (self._missing, missing)):
            shown.setText("\n".join(texts))
            shown.setVisible(bool(texts))

    def _show_links(self, chain: FailureChain, links: Sequence[FactorLink]) -> None:
        lines = [(link, link_line_from(chain, link, self._factor_id)) for link in links]
        if lines == self._lines:
            return
        self._lines = lines
        while (item := self._links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._no_links.setVisible(not lines)
        for link, words in lines:
            self._links.addWidget(self._link_row(link, words))

    def _link_row(self, link: FactorLink, words: str) -> QWidget:
        row = QWidget()
        opening = _LinkButton(words)
        opening.clicked.connect(lambda: self.link_opened.emit(link.id))
        removing = QPushButton("Remove")
        removing.setObjectName("link-remove")
        removing.setProperty("kind", "link")
        removing.setAccessibleName(f"Remove the link: {words}")
        removing.clicked.connect(lambda: self._edits.remove_link(link.id))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(opening, 1)
        line.addWidget(removing)
        return row

    # What a person does

    def write(self) -> None:
        """Go on writing what the factor says."""
        text = self.form.field("text")
        go_to(text)
        if isinstance(text, QPlainTextEdit):
            text.moveCursor(QTextCursor.MoveOperation.End)

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()
        self._mark_form.commit()

    def toggle_mark(self) -> None:
        """Mark this factor as the one that weighed most, or take the mark away."""
        self._marked.click()

    def _mark(self, is_marked: bool) -> None:
        if is_marked:
            self._edits.mark(self._factor_id)
        else:
            self._edits.unmark()

    def _explain_mark(self, changes: dict[str, Any]) -> None:
        self._edits.mark(self._factor_id, changes["text"])

    def _link(self, kind: LinkKind, onward: bool, other_id: str) -> None:
        ends = (self._factor_id, other_id) if onward else (other_id, self._factor_id)
        self._edits.link(*ends, kind)


class _LinkButton(QPushButton):
    """A link of the chain on one line, shortened where there is no room."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setObjectName("link-open")
        self.setProperty("kind", "link")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - 2 * self.fontMetrics().horizontalAdvance("n")
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&"))
