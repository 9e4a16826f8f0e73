"""Those affected: groups, what is acknowledged to each in plain words, by whom, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal

from app.domain.names import NameFinder
from app.domain.review_words import CERTAINTY_WORDS, counted
from app.domain.trust.breaks import Side
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.frame_rules import asked_of_group, asked_of_groups
from app.domain.trust.frame_topics import Topic
from app.domain.trust.frame_words import SIDE_WORDS
from app.operations.trust.frame import FramePage
from app.ui.panes.cited import CitedField
from app.ui.panes.trust.frame_edits import FrameEdits
from app.ui.panes.trust.frame_texts import CERTAINTIES
from app.ui.panes.trust.frame_things import ThingsPart
from app.ui.panes.trust.shown_to import ShownTo
from app.ui.session import Session
from app.ui.widgets.draft_form import DraftForm, Field, Kind
from app.ui.widgets.headed_list import HeadedRow
from app.ui.widgets.labels import label

_FORM = (
    (
        Field("name", "Group", hint="A group or a role, such as “support shift”; no names"),
        Field(
            "side",
            "Where they stand",
            Kind.CHOICE,
            choices=tuple((side, words.capitalize()) for side, words in SIDE_WORDS.items()),
        ),
        Field("size", "How many", Kind.NUMBER, "0 where that is not known", most=100_000),
    ),
    (Field("harm", "How they were affected", Kind.TEXT, "What it did to them"),),
    (
        Field(
            "acknowledged",
            "What is acknowledged to them",
            Kind.TEXT,
            "In the plain words that they will hear",
        ),
    ),
    (
        Field("said_by", "Said by", hint="A role that they can ask back"),
        Field("told_on", "Told on", Kind.DAY),
    ),
    (
        Field(
            "detail",
            "How much detail they need",
            Kind.TEXT,
            "What they need to know to do their part, and what would only burden them",
        ),
    ),
    (Field("certainty", "How sure this is", Kind.CHOICE, choices=CERTAINTIES),),
)
_NAMES = "This names a person. Which group or role is it?"


class GroupsPart(ThingsPart):
    """The groups, and one of them with its evidence."""

    dialog_opened = Signal(object)

    def __init__(self, topic: Topic, session: Session, edits: FrameEdits) -> None:
        form = DraftForm("group-form", _FORM)
        super().__init__(topic, "group", "Add group", form, "name")
        self._session = session
        self._edits = edits
        self._shown: FramePage | None = None
        self.cited = CitedField(session, "group-cited", "this group")
        self.shown_to = ShownTo(session, "group-shown")
        form.add_below("acknowledged", self.shown_to)
        self.below_column.addWidget(label("Evidence that speaks for it", "strong"))
        self.below_column.addWidget(self.cited)
        self.list.stood_on.connect(lambda _id: self._show_group())
        self.list.unwanted.connect(edits.remove_group)
        self.add_wanted.connect(self._begin)
        form.edited.connect(self._change)
        self.cited.dialog_opened.connect(self.dialog_opened)

    def show_frame(self, shown: FramePage) -> None:
        self._shown = shown
        rows = [_row(group) for group in shown.groups]
        self.show_rows(rows, asked_of_groups(shown.groups, shown.frame))
        self._show_group()

    def commit(self) -> None:
        super().commit()
        self.shown_to.commit()

    def move_thing(self, by: int) -> None:
        if self.list.current_id:
            self._edits.move_group(self.list.current_id, by)

    def _show_group(self) -> None:
        shown, group = self._shown, self._group
        if shown is None:
            return
        # A number box has no “not known”; the operations read 0 so.
        self.form.show_thing(None if group is None else replace(group, size=group.size or 0))
        self.cited.show_target(
            None if group is None else group.id,
            () if group is None else shown.cited.get(group.id, ()),
        )
        self.shown_to.show_target(None if group is None else group.id, AffectedGroup)
        self.ask(() if group is None else self._questions(group, shown))

    def _questions(self, group: AffectedGroup, shown: FramePage) -> list[str]:
        asked = [one.words for one in asked_of_group(group, shown.today)]
        if NameFinder(self._session.people.all_names).find(group.name):
            asked.insert(0, _NAMES)
        return asked

    @property
    def _group(self) -> AffectedGroup | None:
        groups = () if self._shown is None else self._shown.groups
        return next((one for one in groups if one.id == self.list.current_id), None)

    def _begin(self) -> None:
        self.commit()
        self._edits.add_group(lambda group: self.begin(group.id))

    def _change(self, changes: Mapping[str, object]) -> None:
        if isinstance(self.form.thing, AffectedGroup):
            self._edits.change_group(self.form.thing, changes)


def _row(group: AffectedGroup) -> HeadedRow:
    said = []
    if group.side is not Side.UNSAID:
        said.append(SIDE_WORDS[group.side])
    if group.size:
        said.append(counted(group.size, "person", "people"))
    said.append(CERTAINTY_WORDS[group.certainty])
    if not group.acknowledged.strip():
        state = "nothing acknowledged"
    else:
        state = f"told on {group.told_on}" if group.told_on.strip() else "not told yet"
    return HeadedRow(group.id, group.name.strip() or "Not named yet", " · ".join(said), state)
