"""One trust break: who trusts whom less, what they fear, how deep it is, what shows it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.names import NameFinder
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.trust.break_list import BreakList
from app.domain.trust.break_rules import asked_of
from app.domain.trust.break_words import KIND_WORDS, SEVERITY_WORDS, SIDE_WORDS, TREND_WORDS
from app.domain.trust.breaks import TrustBreak
from app.ui.corrective_words import offered
from app.ui.panes.cited import CitedField
from app.ui.panes.trust.break_edits import BreakEdits
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import label

_FORM = (
    (
        Field("party", "Who trusts less", hint="A group or a role"),
        Field("toward", "Whom, or what", hint="A group, a role or a system"),
    ),
    (
        Field("side", "Direction", Kind.CHOICE, choices=offered(SIDE_WORDS)),
        Field("kind", "What is trusted less", Kind.CHOICE, choices=offered(KIND_WORDS)),
    ),
    (Field("text", "What broke", Kind.TEXT, "What they relied on, and can rely on no more"),),
    (Field("fear", "What they fear will happen again", Kind.TEXT, "In their words"),),
    (
        Field("severity", "Severity", Kind.CHOICE, choices=offered(SEVERITY_WORDS)),
        Field("trend", "Trend", Kind.CHOICE, choices=offered(TREND_WORDS)),
        Field("certainty", "Certainty", Kind.CHOICE, choices=offered(CERTAINTY_WORDS)),
    ),
)


class BreakForm(QWidget):
    """Edits the break that is shown; what is asked about it stands above."""

    def __init__(self, session: Session, edits: BreakEdits) -> None:
        super().__init__()
        self.setObjectName("break-editor")
        self._session = session
        self._edits = edits
        self._heading = label("", "heading")
        self._heading.setObjectName("break-heading")
        self._repairs = label("", "caption", wrap=True)
        self._repairs.setObjectName("break-repairs")
        self._questions = label("", "question", wrap=True)
        self._questions.setObjectName("break-questions")
        self.form = DraftForm("break-form", _FORM)
        self.cited = CitedField(session, "break-cited", "this trust break")
        self.shown_to = ShownTo(session, "break-shown-to")
        self.form.edited.connect(self._change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        for part in (
            *(self._heading, self._repairs, self._questions, self.form),
            *(label("What shows it", "strong"), self.cited, self.shown_to),
        ):
            column.addWidget(part)
        column.addStretch(1)
        self.setFocusProxy(self.form.field("party"))

    def show_break(self, found: BreakList, each: TrustBreak) -> None:
        """Show a break as it stands; what is being typed into it stays."""
        self._heading.setText(f"Break {found.numbers[each.id]}")
        repairs = found.repaired_by.get(each.id, ())
        self._repairs.setText(f"Repaired by {', '.join(repairs)}" if repairs else "No repair yet")
        names = NameFinder(self._session.people.all_names)
        asked = [one.words for one in asked_of(found, each, names)]
        self._questions.setText("\n".join(asked))
        self._questions.setVisible(bool(asked))
        self.form.show_thing(each, self._session.zone)
        self.cited.show_target(each.id, found.cited.get(each.id, ()))
        self.shown_to.show_target(each.id, TrustBreak)

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()
        self.shown_to.commit()

    def _change(self, changes: dict[str, Any]) -> None:
        each = self.form.thing
        if isinstance(each, TrustBreak):
            self._edits.change(each, changes)
