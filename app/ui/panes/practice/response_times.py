"""The Response page, its times: moments that were marked, and what the timeline tells or lacks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.drafts import EntryKind
from app.domain.practice import completeness
from app.domain.practice.completeness import EXPECTED, SHOWN, Part, Presence, Silence
from app.domain.practice.incident_times import (
    MEASURE_WORDS,
    MILESTONE_WORDS,
    SINCE,
    header_questions,
    lapse_words,
    measures,
    order_questions,
)
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.response import MilestoneKind
from app.domain.practice.response_words import marked_words, silence_words, when_words
from app.domain.review_words import KIND_WORDS, counted
from app.ui.focus import go_to
from app.ui.marking import marker
from app.ui.panes.practice.response_edits import ResponseEdits
from app.ui.panes.practice.response_part import Scrolled, Shown
from app.ui.session import Session
from app.ui.widgets.labels import ElidedLabel, label

_HINT = "Why there was none"


class TimesPart(QSplitter):
    """Marked times on the left, completeness on the right."""

    entry_wanted = Signal(str)

    def __init__(self, session: Session, edits: ResponseEdits) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("response-times")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._marks = MarkedTimes(session, edits)
        self._told = Told(session, edits)
        for part, share in ((self._marks, 56), (self._told, 44)):
            part.entry_wanted.connect(self.entry_wanted)
            self.addWidget(part)
            self.setStretchFactor(self.indexOf(part), share)
        self.setSizes([560, 440])
        self.setFocusProxy(self._marks)

    def show_record(self, shown: Shown) -> None:
        """Show the times of a case."""
        self._marks.show_record(shown)
        self._told.show_record(shown)

    def show_linked(self, thing_id: str) -> bool:
        """Go to the reason that was given by that id, why a part is absent."""
        return self._told.show_linked(thing_id)

    def commit(self) -> None:
        """Hand over what is half typed."""
        self._told.commit()

    def forget(self) -> None:
        """Another case: what was typed for the one before stays nowhere."""
        self._told.forget()

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self._marks, self._told]


class MarkedTimes(Scrolled):
    """The five moments with their entries, and the four times between them."""

    entry_wanted = Signal(str)

    def __init__(self, session: Session, edits: ResponseEdits) -> None:
        super().__init__("marked-times")
        self._session = session
        self._edits = edits
        self._moments = {kind: self._moment(kind) for kind in MilestoneKind}
        self._lengths = {kind: self._length(kind) for kind in SINCE}
        self._questions = label("", "question", wrap=True)
        self._questions.setObjectName("times-questions")
        self._lay_out()

    def show_record(self, shown: Shown) -> None:
        """Show the marks of a case and what is measured between them."""
        marked, zone = shown.record.marked, self._session.zone
        for kind, (words, show, remove) in self._moments.items():
            words.setText(marked_words(marked, kind, zone))
            words.setEnabled(kind in marked)
            show.setVisible(kind in marked)
            remove.setVisible(kind in marked)
            show.setProperty("entry", marked[kind].id if kind in marked else "")
        for one in measures(marked):
            text, basis = self._lengths[one.kind]
            text.setText("not known yet" if one.lapse is None else lapse_words(one.lapse))
            since = MILESTONE_WORDS[one.since]
            basis.setText(f"from {since} to {MILESTONE_WORDS[one.kind]}")
        asked = [*order_questions(marked), *header_questions(marked, self._session.case, zone)]
        self._questions.setText("\n".join(asked))
        self._questions.setVisible(bool(asked))

    def _moment(self, kind: MilestoneKind) -> tuple[ElidedLabel, QPushButton, QPushButton]:
        words = ElidedLabel()
        words.setObjectName(f"moment-{kind}")
        name = MILESTONE_WORDS[kind]
        show = _link("Show", f"moment-{kind}-show", f"Show the entry marked as {name}")
        show.clicked.connect(lambda: self.entry_wanted.emit(str(show.property("entry"))))
        remove = _link("Remove", f"moment-{kind}-remove", f"Remove the mark “{name}”")
        remove.clicked.connect(lambda: self._edits.unmark(kind))
        return words, show, remove

    @staticmethod
    def _length(kind: MilestoneKind) -> tuple[QLabel, ElidedLabel]:
        text, basis = label(""), ElidedLabel(role="caption")
        text.setObjectName(f"length-{kind}")
        return text, basis

    def _lay_out(self) -> None:
        grid = _grid()
        for row, (kind, (words, show, remove)) in enumerate(self._moments.items()):
            grid.addWidget(label(MILESTONE_WORDS[kind].capitalize(), "strong"), row, 0)
            grid.addWidget(words, row, 1)
            grid.addWidget(show, row, 2)
            grid.addWidget(remove, row, 3)
        lengths = _grid(widest=2)
        for row, (kind, (text, basis)) in enumerate(self._lengths.items()):
            lengths.addWidget(label(MEASURE_WORDS[kind], "strong"), row, 0)
            lengths.addWidget(text, row, 1)
            lengths.addWidget(basis, row, 2)
        hint = "To mark one, select its entry on the Timeline page and press S."
        column = self.content
        column.addWidget(label("Marked times", "heading"))
        column.addWidget(label(hint, "caption", wrap=True))
        column.addLayout(grid)
        column.addSpacing(8)
        column.addWidget(label("How long it took", "heading"))
        column.addLayout(lengths)
        column.addWidget(self._questions)
        column.addStretch(1)


class Told(Scrolled):
    """The five parts that a timeline tells, or was said not to have; and its long silences."""

    entry_wanted = Signal(str)

    def __init__(self, session: Session, edits: ResponseEdits) -> None:
        super().__init__("timeline-told")
        self._session = session
        self._edits = edits
        self._answers: dict[str, str] = {}
        self._rows = {kind: PartRow(kind) for kind in EXPECTED}
        for row in self._rows.values():
            row.reason_given.connect(self._say_absent)
            row.entry_wanted.connect(self.entry_wanted)
        self._ends = label("", "caption", wrap=True)
        self._ends.setObjectName("timeline-ends")
        self._silences = [self._silence(number) for number in range(SHOWN)]
        self._quiet = label("", "caption", wrap=True)
        self._lay_out()

    def show_record(self, shown: Shown) -> None:
        """Show what the timeline of a case tells and lacks."""
        record, zone = shown.record, self._session.zone
        self._answers = {answer.id: answer.item for answer in record.answers}
        for part in completeness.parts(record.entries, record.answers):
            item = completeness.item_of(part.kind)
            answer = next((one for one in record.answers if one.item == item), None)
            self._rows[part.kind].show_part(part, answer)
        ends = completeness.ends(record.entries)
        if ends is None:
            self._ends.setText("The timeline has no entry with a time yet.")
        else:
            first, last = (when_words(entry.time, zone) for entry in ends)
            number = counted(len(record.entries), "entry", "entries")
            self._ends.setText(f"{number}, from {first} to {last}.")
        silences = completeness.silences(record.entries, record.marked)
        for place, (row, words, show) in enumerate(self._silences):
            row.setVisible(place < len(silences))
            if place < len(silences):
                silence: Silence = silences[place]
                words.setText(silence_words(silence, zone))
                show.setProperty("entry", silence.after.id)
        none = "None stands out." if ends is not None else ""
        self._quiet.setText("" if silences else none)
        self._quiet.setVisible(not silences)

    def show_linked(self, thing_id: str) -> bool:
        """Go to the reason that was given by that id."""
        item = self._answers.get(thing_id)
        for kind, row in self._rows.items():
            if item == completeness.item_of(kind):
                row.go_to_reason()
                return True
        return False

    def commit(self) -> None:
        """Hand over what is half typed."""
        for row in self._rows.values():
            row.commit()

    def forget(self) -> None:
        """Another case: empty every reason."""
        for row in self._rows.values():
            row.forget()

    def _say_absent(self, kind: str, reason: str) -> None:
        self._edits.say_absent(EntryKind(kind), reason)

    def _silence(self, number: int) -> tuple[QWidget, QLabel, QPushButton]:
        row, words = QWidget(), label("", wrap=True)
        words.setObjectName(f"silence-{number}")
        show = _link("Show", f"silence-{number}-show", "Show the entry before this silence")
        show.clicked.connect(lambda: self.entry_wanted.emit(str(show.property("entry"))))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        line.addWidget(show)
        return row, words, show

    def _lay_out(self) -> None:
        column = self.content
        column.addWidget(label("In the timeline", "heading"))
        column.addWidget(self._ends)
        for row in self._rows.values():
            column.addWidget(row)
        column.addSpacing(8)
        column.addWidget(label("Long silences", "heading"))
        column.addWidget(self._quiet)
        for silence, _, _ in self._silences:
            column.addWidget(silence)
        column.addStretch(1)


class PartRow(QWidget):
    """One expected part: which entries tell it, or a field to say why there was none."""

    reason_given = Signal(str, str)
    entry_wanted = Signal(str)

    def __init__(self, kind: EntryKind) -> None:
        super().__init__()
        self._part = Part(kind, Presence.MISSING)
        self._answer: PlaybookAnswer | None = None
        self._words = ElidedLabel()
        self._words.setObjectName(f"part-{kind}")
        self._show = _link("Show", f"part-{kind}-show", f"Show the first entry of {kind}")
        self._show.clicked.connect(lambda: self.entry_wanted.emit(self._part.entry_ids[0]))
        self._reason = QLineEdit()
        self._reason.setObjectName(f"part-{kind}-reason")
        self._reason.setAccessibleName(f"{KIND_WORDS[kind]}: why there was none")
        self._reason.setPlaceholderText(_HINT)
        self._reason.editingFinished.connect(self.commit)
        marker.current().follow(self._reason, self._said, "text")
        head = QHBoxLayout()
        head.addWidget(label(KIND_WORDS[kind], "strong"))
        head.addWidget(self._words, 1)
        head.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._reason)

    def show_part(self, part: Part, answer: PlaybookAnswer | None) -> None:
        """Show where the part stands, and what was answered; what is being typed stays."""
        before, self._part, self._answer = self._part, part, answer
        here = part.presence is Presence.PRESENT
        self._words.setText(_STANDS[part.presence].format(counted(len(part.entry_ids), *_ENTRY)))
        self._show.setVisible(here)
        self._reason.setVisible(not here)
        if part.reason != before.reason or not self._reason.isModified():
            self._reason.setText(part.reason)

    def _said(self) -> PlaybookAnswer:
        item = completeness.item_of(self._part.kind)
        return self._answer or PlaybookAnswer("", "", item, AnswerState.ABSENT)

    def go_to_reason(self) -> None:
        """Let a person change the reason."""
        go_to(self._reason)

    def forget(self) -> None:
        """Drop what was typed."""
        self._reason.clear()

    def commit(self) -> None:
        """Hand over a reason that was typed."""
        reason = self._reason.text().strip()
        if self._reason.isModified() and reason != self._part.reason:
            self._reason.setModified(False)
            self.reason_given.emit(self._part.kind.value, reason)


_ENTRY = ("entry", "entries")
_STANDS = {
    Presence.PRESENT: "{}",
    Presence.SAID_ABSENT: "there was none",
    Presence.MISSING: "not told yet",
}


def _link(text: str, name: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("kind", "link")
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)  # rows keep their height
    button.setSizePolicy(policy)
    return button


def _grid(widest: int = 1) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(widest, 1)
    return grid
