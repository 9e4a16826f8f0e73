"""One link of the chain: between which factors, what the one does to the other, how sure."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.practice.chain import FactorLink
from app.domain.practice.chain_words import LINK_WORDS, SIGN_SYMBOLS, SIGN_WORDS
from app.domain.review_words import CERTAINTY_WORDS
from app.ui.chain_words import link_line, named, offered
from app.ui.panes.practice.chain_edits import ChainEdits
from app.ui.panes.practice.chain_feed import ChainReading
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import label

_SIGNS = tuple((sign, f"{SIGN_SYMBOLS[sign]}  {words}") for sign, words in SIGN_WORDS.items())
_FORM = (
    (
        Field("kind", "What it does", Kind.CHOICE, choices=offered(LINK_WORDS)),
        Field("certainty", "Certainty", Kind.CHOICE, choices=offered(CERTAINTY_WORDS)),
    ),
    (Field("sign", "Direction", Kind.CHOICE, choices=_SIGNS),),
    (Field("note", "Note", Kind.TEXT, "How it led there, or under which condition"),),
)


class LinkEditor(QWidget):
    """Edits the link that is shown."""

    factor_opened = Signal(str)

    def __init__(self, edits: ChainEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("link-editor")
        self._edits = edits
        self._link: FactorLink | None = None
        self.form = DraftForm("link-form", _FORM)
        self._heading = label("", "heading")
        self._ends = (label("", wrap=True), label("", wrap=True))
        self._closed = label("", "caption", wrap=True)
        self._loop = label("This link is part of a loop.", "caption", wrap=True)
        removing = button("link-remove-button", "Remove link", self.remove)
        going = [self._goer("Show the first", 0), self._goer("Show the second", 1)]
        buttons = QHBoxLayout()
        for each in (*going, removing):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        for end in self._ends:
            column.addWidget(end)
        column.addWidget(self.form)
        column.addWidget(self._loop)
        column.addWidget(self._closed)
        column.addLayout(buttons)
        column.addStretch(1)
        self.form.edited.connect(self._change)
        self.setFocusProxy(self.form.field("kind"))

    def _goer(self, words: str, end: int) -> QPushButton:
        return button(f"link-end-{end + 1}", words, partial(self._go, end), kind="link")

    def _go(self, end: int) -> None:
        if self._link is not None:
            self.factor_opened.emit((self._link.from_id, self._link.to_id)[end])

    def show_link(self, reading: ChainReading, link: FactorLink) -> None:
        """Show a link as it stands."""
        chain = reading.chain
        if self._link is None or link.id != self._link.id:
            self.commit()
        self._link = link
        self._heading.setText(link_line(chain, link))
        for end, factor_id in zip(self._ends, (link.from_id, link.to_id), strict=True):
            end.setText(named(chain, factor_id))
        in_loop = any(one.id == link.id for loop in chain.loops for one in loop.links)
        self._loop.setVisible(in_loop)
        closing = ", ".join(chain.closing(link.id))
        self._closed.setText(f"Closed by {closing}" if closing else "")
        self._closed.setVisible(bool(closing))
        self.form.show_thing(link)

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()

    def remove(self) -> None:
        """Remove the link."""
        if self._link is not None:
            self._edits.remove_link(self._link.id)

    def _change(self, changes: dict[str, object]) -> None:
        if self._link is not None:
            self._edits.change_link(self._link.id, changes)
