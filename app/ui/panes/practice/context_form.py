"""The form of a decision point: what people saw, believed and put first, with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.drafts import Certainty
from app.domain.names import NameFinder
from app.domain.practice.context import NOW, THEN
from app.domain.practice.context_rules import (
    FIELD_WORDS,
    QUESTIONS,
    Explained,
    hindsight_words,
    questions,
)
from app.domain.review_words import CERTAINTY_WORDS
from app.ui.dialogs.case_fields import MomentField
from app.ui.panes.cited import CitedField
from app.ui.session import Session
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import label

_WAY_OUT = "Move to what we know now"
_NAMES = "{} names a person. Which role was it? Documents show the role."

_HEAD = (
    (Field("title", "Decision", Kind.LINE, "What was decided, or had to be"),),
    (
        Field("at_us", "As of", Kind.MOMENT),
        Field("role", "Role", Kind.LINE, "Who decided, by role"),
    ),
)
_SURE = Field(
    "certainty",
    "How sure this is",
    Kind.CHOICE,
    choices=tuple((each, CERTAINTY_WORDS[each].capitalize()) for each in Certainty),
)
_THEN = tuple((Field(name, FIELD_WORDS[name], Kind.TEXT, QUESTIONS[name]),) for name in THEN)
_NOW = ((Field(NOW, FIELD_WORDS[NOW], Kind.TEXT, QUESTIONS[NOW]),),)


class ContextForm(QScrollArea):
    """Shows one decision point. Below a line stands what is known today."""

    edited = Signal(str, object)
    """The id of a decision point, and its changed fields by name."""
    way_out_taken = Signal(str)
    """The id of a citation that should stand in “What we know now”."""
    part_changed = Signal(str)
    """The field of the moment that evidence would be cited under."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Explained | None = None
        self._part = THEN[0]
        self.setObjectName("context-form-area")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = DraftForm("context", (*_HEAD, *_THEN, (_SURE,)))
        self.now = DraftForm("context-now", _NOW)
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName("context-questions")
        self.cited = {name: self._cited_field(name) for name in (*THEN, NOW)}
        self._lay_out()
        self.form.edited.connect(partial(self._tell, self.form))
        self.now.edited.connect(partial(self._tell, self.now))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.setFocusProxy(self.form.field("title"))

    def _cited_field(self, name: str) -> CitedField:
        field = CitedField(
            self._session, f"context-{name.replace('_', '-')}-cited", f"“{FIELD_WORDS[name]}”"
        )
        (self.now if name == NOW else self.form).add_below(name, field)
        field.way_out_taken.connect(self.way_out_taken)
        return field

    def _lay_out(self) -> None:
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setProperty("kind", "rule")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 8)
        column.setSpacing(10)
        column.addWidget(self._asked)
        column.addWidget(self.form)
        column.addWidget(rule)
        column.addWidget(self.now)
        column.addStretch(1)
        self.setWidget(inside)

    # What is shown

    def show_point(self, shown: Explained | None) -> None:
        """Show a decision point as it stands, keeping what is being typed into it."""
        self._shown = shown
        point = None if shown is None else shown.point
        zone = self._session.zone
        for form in (self.form, self.now):
            form.show_thing(point, zone)
        for name, field in self.cited.items():
            if shown is None or point is None:
                field.show_target(None, ())
                continue
            at_us = point.at_us
            warnings = {
                citation_id: hindsight_words(found, at_us, zone)
                for citation_id, found in shown.hindsight.items()
                if at_us is not None
            }
            bound = None if name == NOW else at_us
            field.show_target(point.id, shown.cited, name, bound, warnings, _WAY_OUT)
        self._ask()

    def _ask(self) -> None:
        """What is worth asking, quietly above the form."""
        asked = [] if self._shown is None else list(questions(self._shown.point, self._shown.cited))
        if self._shown is not None:
            asked += self._names(self._shown)
        self._asked.setText("\n".join(asked))
        self._asked.setVisible(bool(asked))

    def _names(self, shown: Explained) -> list[str]:
        finder = NameFinder(self._session.people.all_names)
        fields = {"title": "The title", "role": "“Role”"}
        fields |= {name: f"“{words}”" for name, words in FIELD_WORDS.items()}
        return [
            _NAMES.format(words)
            for name, words in fields.items()
            if finder.find(shown.point.said(name))
        ]

    def set_day(self, day_of_us: int | None) -> None:
        """A clock typed without a date falls on this day."""
        moment = self.form.field("at_us")
        if isinstance(moment, MomentField):
            moment.day_of_us = day_of_us

    def _tell(self, form: DraftForm, changes: Mapping[str, object]) -> None:
        if form.thing is not None:
            self.edited.emit(form.thing.id, changes)

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()
        self.now.commit()

    # The field in hand

    @property
    def part(self) -> str:
        """The field that evidence would be cited under: the one a person was in last."""
        return self._part

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        for name, cited in self.cited.items():
            field = (self.now if name == NOW else self.form).field(name)
            if name != self._part and (new is field or cited is new or cited.isAncestorOf(new)):
                self._part = name
                self.part_changed.emit(name)
        self.ensureWidgetVisible(new, 0, 40)
