"""The texts of the frame: the gap, and operations beside the talks about trust."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.drafts import Certainty
from app.domain.review_words import CERTAINTY_WORDS
from app.domain.trust.frame import FramePart, FramePiece
from app.domain.trust.frame_rules import asked_of_gap, asked_of_two_sides
from app.domain.trust.frame_topics import Topic
from app.domain.trust.frame_words import GAP, PART_WORDS
from app.operations.trust.frame import FramePage
from app.ui.panes.trust.frame_edits import FrameEdits
from app.ui.panes.trust.frame_part import FramePartPage
from app.ui.panes.trust.frame_questions import Items, rows_of_fit
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.labels import label

_HINTS: Mapping[FramePart, str] = {
    FramePart.PROMISED: "What people had been told, or could rightly count on",
    FramePart.HAPPENED: "The act or decision, and the day; no general mood",
    FramePart.TO_WHOM: "The groups it reached",
    FramePart.OPERATIONS: "What is fixed, checked and changed, and by when",
    FramePart.TALKS: "Who talks with whom, where and when, with nothing else to decide there",
}
CERTAINTIES = tuple((each, CERTAINTY_WORDS[each].capitalize()) for each in Certainty)


class PieceField(QWidget):
    """One text of the frame, how sure one is of it, and who may see it."""

    def __init__(self, session: Session, part: FramePart, edits: FrameEdits) -> None:
        super().__init__()
        name = f"frame-{part.value.replace('_', '-')}"
        self.setObjectName(name)
        self._edits = edits
        self._part = part
        self._piece: FramePiece | None = None
        self.form = DraftForm(
            f"{name}-form",
            (
                (Field("text", PART_WORDS[part], Kind.TEXT, _HINTS[part]),),
                (Field("certainty", "How sure this is", Kind.CHOICE, choices=CERTAINTIES),),
            ),
        )
        self._shown_to = ShownTo(session, f"{name}-shown")
        self.form.edited.connect(self._write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.form)
        column.addWidget(self._shown_to)
        column.addStretch(1)

    @property
    def piece(self) -> FramePiece | None:
        """The text that is shown, stored or not."""
        return self._piece

    def show_frame(self, shown: FramePage) -> None:
        """Show the text as it stands, but for what is being typed."""
        self.form.show_thing(shown.frame[self._part])
        self._piece = shown.frame[self._part]
        stored = self._part in shown.stored
        self._shown_to.show_target(self._piece.id if stored else None, FramePiece)

    def commit(self) -> None:
        """Hand over what is half typed."""
        self.form.commit()
        self._shown_to.commit()

    def _write(self, changes: Mapping[str, object]) -> None:
        if isinstance(self.form.thing, FramePiece):
            self._edits.write(self.form.thing.case_id, self._part, changes)


class _TextsPart(FramePartPage):
    """A part with texts of the frame, and a question about them."""

    def __init__(
        self, topic: Topic, session: Session, edits: FrameEdits, parts: tuple[FramePart, ...]
    ) -> None:
        super().__init__(topic)
        self.fields = {part: PieceField(session, part, edits) for part in parts}
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName(f"frame-{topic.id}-questions")

    def ask(self, questions: tuple[str, ...]) -> None:
        """Show what is asked about the texts."""
        self._asked.setText("\n".join(questions))
        self._asked.setVisible(bool(questions))

    def show_frame(self, shown: FramePage) -> None:
        for field in self.fields.values():
            field.show_frame(shown)

    def commit(self) -> None:
        for field in self.fields.values():
            field.commit()

    def stand_on(self, thing_id: str) -> bool:
        for field in self.fields.values():
            if field.piece is not None and field.piece.id == thing_id:
                field.form.field("text").setFocus()
                return True
        return False


class GapPart(_TextsPart):
    """What was promised, what happened, to whom; and what speaks for a repair."""

    answered = Signal(str, object, str)

    def __init__(self, topic: Topic, session: Session, edits: FrameEdits, items: Items) -> None:
        super().__init__(topic, session, edits, GAP)
        self.column.addWidget(self._asked)
        for field in self.fields.values():
            self.column.addWidget(field)
        self.column.addWidget(label("Why trust needs repair here", "strong"))
        self.fits = rows_of_fit(items)
        for row in self.fits.rows.values():
            row.answered.connect(self.answered)
        self.column.addLayout(self.fits)
        self.column.addStretch(1)

    def show_frame(self, shown: FramePage) -> None:
        super().show_frame(shown)
        self.fits.show_answers(shown)
        self.ask(asked_of_gap(shown.frame))

    def commit(self) -> None:
        super().commit()
        self.fits.commit()

    def stand_on(self, thing_id: str) -> bool:
        return super().stand_on(thing_id) or self.fits.stand_on(thing_id)


class ApartPart(_TextsPart):
    """Operational follow-up and the talks about trust, side by side."""

    def __init__(self, topic: Topic, session: Session, edits: FrameEdits) -> None:
        super().__init__(topic, session, edits, (FramePart.OPERATIONS, FramePart.TALKS))
        self.column.addWidget(self._asked)
        sides = QHBoxLayout()
        sides.setSpacing(18)
        for field in self.fields.values():
            sides.addWidget(field, 1)
        self.column.addLayout(sides)
        self.column.addStretch(1)

    def show_frame(self, shown: FramePage) -> None:
        super().show_frame(shown)
        self.ask(asked_of_two_sides(shown.frame))
