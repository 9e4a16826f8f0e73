"""Apologies on the Frame page: the act, the harm, what changes, and one's own words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from app.domain.trust.apology import Apology, Counsel
from app.domain.trust.apology_rules import asked_of, refusal
from app.domain.trust.frame_topics import Topic
from app.domain.trust.frame_words import COUNSEL_WORDS
from app.domain.trust.position import guidance
from app.operations.trust.frame import FramePage
from app.ui.panes.trust.frame_edits import FrameEdits
from app.ui.panes.trust.frame_things import ThingsPart
from app.ui.widgets.buttons import button
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.headed_list import HeadedRow
from app.ui.widgets.labels import label

_FORM = (
    (Field("recipient", "To whom", hint="A group or a role, one recipient"),),
    (Field("act", "The act", Kind.TEXT, "What was done or left undone, and by whom"),),
    (Field("harm", "The harm", Kind.TEXT, "What it did to them, in a way they would sign"),),
    (Field("changes", "What changes", Kind.TEXT, "What is different from which day on"),),
    (
        Field(
            "words", "In your own words", Kind.TEXT, "As you will say it; no condition, no excuse"
        ),
    ),
    (
        Field(
            "counsel",
            "Should counsel see it first?",
            Kind.CHOICE,
            choices=tuple((each, words.capitalize()) for each, words in COUNSEL_WORDS.items()),
        ),
        Field("given_on", "Given on", Kind.DAY),
    ),
)
_READY = "It can leave: to {}, as a document of its own."
_STATES: Mapping[Counsel, str] = {
    Counsel.UNASKED: "private",
    Counsel.NOT_NEEDED: "may leave",
    Counsel.FIRST: "counsel first",
    Counsel.SEEN: "may leave",
}


class ApologiesPart(ThingsPart):
    """The apologies, and one of them. An export asks to whom it goes, and for counsel."""

    page_wanted = Signal(str)

    def __init__(self, topic: Topic, edits: FrameEdits) -> None:
        form = DraftForm("apology-form", _FORM)
        super().__init__(topic, "apology", "Begin apology", form, "recipient")
        self._edits = edits
        self._shown: FramePage | None = None
        self._leaves = label("", "caption", wrap=True)
        self._leaves.setObjectName("apology-leaves")
        export = button(
            "apology-documents",
            "Look at what would leave",
            lambda: self.page_wanted.emit("documents"),
            kind="link",
        )
        self.below_column.addWidget(self._leaves)
        self.below_column.addWidget(export)
        self.list.stood_on.connect(lambda _id: self._show_apology())
        self.list.unwanted.connect(edits.remove_apology)
        self.add_wanted.connect(self._begin)
        form.edited.connect(self._change)

    def show_frame(self, shown: FramePage) -> None:
        self._shown = shown
        apart = () if shown.apologies else (guidance(shown.settings.position).apart,)
        self.show_rows([_row(apology) for apology in shown.apologies], list(filter(None, apart)))
        self._show_apology()

    def _show_apology(self) -> None:
        shown, apology = self._shown, self._apology
        if shown is None:
            return
        self.form.show_thing(apology)
        if apology is None:
            self.ask(())
            return
        position = shown.settings.position
        asked = asked_of(apology, position, shown.today, repairs=shown.repairs)
        self.ask(list(dict.fromkeys(one.words for one in asked)))
        self._leaves.setText(refusal(apology) or _READY.format(apology.recipient.strip()))

    @property
    def _apology(self) -> Apology | None:
        apologies = () if self._shown is None else self._shown.apologies
        return next((one for one in apologies if one.id == self.list.current_id), None)

    def _begin(self) -> None:
        self.commit()
        self._edits.add_apology(lambda apology: self.begin(apology.id))

    def _change(self, changes: Mapping[str, object]) -> None:
        if isinstance(self.form.thing, Apology):
            self._edits.change_apology(self.form.thing, changes)


def _row(apology: Apology) -> HeadedRow:
    to = f"To {apology.recipient.strip()}" if apology.recipient.strip() else "To nobody yet"
    act = " ".join(apology.act.split()) or "No act named yet"
    given = apology.given_on.strip()
    return HeadedRow(
        apology.id, to, act, f"given on {given}" if given else _STATES[apology.counsel]
    )
