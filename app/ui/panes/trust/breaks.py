"""The Breaks page: the table of trust breaks first, one of them below, and the map beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from app.casebook import Casebook
from app.domain.trust.break_list import BreakList
from app.domain.trust.break_map import MapLayout
from app.domain.trust.break_rules import asked_of_all
from app.domain.trust.break_words import SIDE_WORDS
from app.domain.trust.breaks import Side, TrustBreak
from app.operations.trust import break_map, breaks
from app.ui.actions import Action, Menu
from app.ui.break_words import ROOM_FOR, TITLES, Column, break_rows, count_words
from app.ui.choosers import FileChooser
from app.ui.feed import Feed
from app.ui.focus import go_to, type_ahead
from app.ui.itemmodels.lines import LinesModel
from app.ui.page_actions import PageActions
from app.ui.panes.trust.break_edits import BreakEdits
from app.ui.panes.trust.break_export import BreakExport
from app.ui.panes.trust.break_form import BreakForm
from app.ui.session import Session
from app.ui.widgets.break_graph import BreakGraph
from app.ui.widgets.buttons import button, chip_button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import ElidedLabel, label
from app.ui.widgets.line_table import LineTable
from app.ui.widgets.panels import panel_of, scrolling

PAGE = "breaks"

_WATCHED = {
    *("trust_breaks", "affected_groups", "repairs", "repair_targets", "audience_choices"),
    *("citations", "items", "source_settings", "people", "aliases", "roles"),
}
_SECTION = 7
_SIDES = (None, Side.INSIDE, Side.UPWARD, Side.OUTWARD)
_WHAT = (
    "A break says who trusts whom, or what, less than before, and what they fear will happen "
    "again. It runs inside the team, upward, or outward; often there are several. Add one with N."
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The breaks as they stood when they were read, and how their map is laid out."""

    found: BreakList = field(default_factory=BreakList)
    layout: MapLayout = field(default_factory=lambda: MapLayout({}, {}, {}, {}))


def _read(casebook: Casebook, case_id: str) -> _Reading:
    found = breaks.breaks(casebook, case_id)
    return _Reading(found, break_map.lay_out(found.map))


class BreaksPane(QSplitter):
    """Table, form and map stand on the same break."""

    dialog_opened = Signal(object)

    def __init__(
        self, session: Session, chooser: FileChooser, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("breaks-pane")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self._session = session
        self._edits = BreakEdits(session, self)
        self._export = BreakExport(session, chooser, self)
        self._reading = _Reading()
        self._chosen = self._begun = ""
        self._model = LinesModel(TITLES, self)
        self._table = LineTable("break-table", "Trust breaks", self._model, Column.FEAR, ROOM_FOR)
        self._graph = BreakGraph()
        self._form = BreakForm(session, self._edits)
        self._count = ElidedLabel(role="caption")
        self._asked = label("", "question", wrap=True)
        self._asked.setObjectName("breaks-questions")
        self._sides = QButtonGroup(self)
        self._pages = QStackedWidget()
        self._lay_out()
        self._feed = Feed(session, self, "Reading trust breaks", _WATCHED, _read, self._show)
        self._feed.wait_for(self._edits)
        self._connect()
        for action in self._offered():
            action.build(self)
        self.setFocusProxy(self._table)

    # How it is made

    def _lay_out(self) -> None:
        self._empty = EmptyState(
            "No trust break yet",
            _WHAT,
            (button("first-break", "Add break", self.add, kind="primary"),),
        )
        self._empty.tell(known=False)
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        self.addWidget(self._table_panel())
        lower = self._lower = QSplitter(Qt.Orientation.Horizontal)
        lower.setChildrenCollapsible(False)
        lower.setHandleWidth(12)
        self._form_panel = panel_of("break-panel", scrolling(self._form))
        lower.addWidget(self._form_panel)
        lower.addWidget(panel_of("map-panel", self._graph))
        lower.setSizes([450, 550])
        self.addWidget(lower)
        lower.hide()
        self._heights = [290, 410]
        self.setStretchFactor(1, 1)

    def _table_panel(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label("Trust breaks", "heading"))
        head.addWidget(self._count, 1)
        for place, side in enumerate(_SIDES):
            words = SIDE_WORDS[side].capitalize() if side else "All"
            chip = chip_button(f"breaks-{words.lower()}", words)
            self._sides.addButton(chip, place)
            head.addWidget(chip)
        self._sides.button(0).setChecked(True)
        self._large = chip_button("breaks-large-map", "Large map", "Map")
        head.addWidget(self._large)
        head.addWidget(button("add-break-button", "Add break", self.add, short="Add"))
        self._export_button = button(
            "export-map-button", "Export map…", self.export, short="Export…"
        )
        head.addWidget(self._export_button)
        return panel_of("breaks-panel", head, self._asked, self._pages)

    def _connect(self) -> None:
        self._table.current_changed.connect(self.choose)
        self._table.opened.connect(self._open)
        self._graph.chosen.connect(self.choose)
        self._graph.opened.connect(self._open)
        self._graph.remove_wanted.connect(self._remove)
        self._sides.idClicked.connect(lambda _place: self._see())
        self._large.toggled.connect(lambda _on: self._see_map())
        self._form.cited.dialog_opened.connect(self.dialog_opened)
        self._export.dialog_opened.connect(self.dialog_opened)
        self._session.case_selected.connect(lambda _id: self._enter_case())
        self._session.thing_wanted.connect(self._want)
        self._session.zone_changed.connect(self._see)
        self._session.who_changed.connect(self._see)

    def _offered(self) -> list[Action]:
        keys: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("break-add", "Add trust break", "N", self.add),
            ("break-up", "Move trust break up", "Alt+Up", partial(self._move, -1)),
            ("break-down", "Move trust break down", "Alt+Down", partial(self._move, 1)),
            ("break-remove", "Remove trust break", "Del", lambda: self._remove(self._chosen)),
            ("break-readers", "Choose who sees the trust break", "W", self._readers),
            ("break-cite", "Cite what shows the trust break", "E", self._cite),
            ("break-map", "Table or map of trust breaks", "G", self._toggle),
            ("break-large-map", "Large map of trust breaks", "M", self._large.toggle),
            *(
                (f"breaks-side-{place}", f"Trust breaks: {words}", f"{place + 1}", slot)
                for place, words, slot in (
                    (place, SIDE_WORDS[side] if side else "all", partial(self.filter, place))
                    for place, side in enumerate(_SIDES)
                )
            ),
        )
        page = PageActions(self, self._session, PAGE, Menu.CASE, _SECTION)
        local = [page.local(*each) for each in keys]
        export = page.general("export-break-map", "Export break map…", "Ctrl+Alt+B", self.export)
        return [*local, export]

    def areas(self) -> list[QWidget]:
        """What F6 goes round."""
        if self._large.isChecked():
            return [self._graph]
        return [self._table, self._form, self._graph] if self._found.breaks else [self._empty]

    # What is shown

    @property
    def _found(self) -> BreakList:
        return self._reading.found

    @property
    def _side(self) -> Side | None:
        return _SIDES[self._sides.checkedId()]

    def _enter_case(self) -> None:
        self._form.commit()
        self._chosen = self._begun = ""
        self._sides.button(0).setChecked(True)
        self._show(_Reading(), known=False)

    def _show(self, reading: _Reading, *, known: bool = True) -> None:
        self._reading = reading
        self._empty.tell(known=known)
        self._graph.show_map(reading.found.map, reading.layout)
        self._see()

    def _see(self) -> None:
        """Show what was read, of the direction that is chosen, on the break one stands on."""
        found = self._found
        self._count.setText(count_words(found))
        asked = asked_of_all(found)
        self._asked.setText("\n".join(asked))
        self._asked.setVisible(bool(asked))
        self._pages.setCurrentIndex(0 if found.breaks else 1)
        self._large.setEnabled(bool(found.breaks))
        if not found.breaks:
            self._large.setChecked(False)
        self._show_lower(shown=bool(found.breaks))
        self._export_button.setEnabled(bool(found.breaks))
        self.setFocusProxy(self._table if found.breaks else self._empty)
        if self._begun and self._begun in found.by_id:
            self._chosen = self._begun
        chosen = found.by_id.get(self._chosen)
        if chosen is not None and self._side not in {None, chosen.side} and self._begun:
            self._sides.button(0).setChecked(True)
        rows = break_rows(found, self._side)
        if rows and self._chosen not in {row.id for row in rows}:
            self._chosen = rows[0].id
        self._model.show_rows(rows)
        self._stand()

    def _show_lower(self, *, shown: bool) -> None:
        """Show form and map only where there is a break, in the room that they had before."""
        if shown == self._lower.isVisibleTo(self):
            return
        if not shown:
            self._heights = self.sizes()
        self._lower.setVisible(shown)
        if shown:
            self.setSizes(self._heights)

    def _stand(self) -> None:
        """Let table, map and form stand on the break in hand."""
        each = self._found.by_id.get(self._chosen)
        self._table.stand_on(self._chosen)
        self._graph.select(self._chosen)
        self._form.setEnabled(each is not None)
        if each is not None:
            self._form.show_break(self._found, each)
        if each is not None and each.id == self._begun:
            self._begun = ""  # not before it is shown: the words would go into another break
            go_to(self._form)

    # What a person does

    def choose(self, break_id: str) -> None:
        """Stand on a break; on one of another direction, all are shown again."""
        if not break_id or break_id == self._chosen:
            return
        self._form.commit()
        self._chosen = break_id
        each = self._found.by_id.get(break_id)
        if each is not None and self._side not in {None, each.side}:
            self._sides.button(0).setChecked(True)
            self._model.show_rows(break_rows(self._found))
        self._stand()

    def _open(self, break_id: str) -> None:
        self._large.setChecked(False)
        self.choose(break_id)
        go_to(self._form)

    def add(self) -> None:
        """Add a break of the direction that is shown, and say who trusts less."""
        self._large.setChecked(False)
        self._form.commit()
        type_ahead(self)
        self._edits.add(self._side or Side.UNSAID, self._write)

    def _write(self, added: TrustBreak) -> None:
        self._begun = added.id
        self._see()

    def filter(self, place: int) -> None:
        """Show the breaks of one direction, or all."""
        self._sides.button(place).setChecked(True)
        self._see()

    def export(self) -> None:
        """Ask for which readers, show what leaves, and write the map."""
        self._form.commit()
        self._export.ask(self._export_button)

    def _toggle(self) -> None:
        go_to(self._table if self._graph.hasFocus() else self._graph)

    def _see_map(self) -> None:
        """Give the map the room of table and form, or give it back."""
        large = self._large.isChecked()
        if large:
            self._form.commit()
            self._heights = self.sizes()
        self._pages.setVisible(not large)
        self._form_panel.setVisible(not large)
        self.setSizes([0, sum(self._heights)] if large else self._heights)
        go_to(self._graph if large else self._table)

    def _readers(self) -> None:
        if self._chosen:
            self._large.setChecked(False)
            self._form.shown_to.open_choice()

    def _cite(self) -> None:
        if self._chosen:
            self._form.cited.pick()

    def _move(self, by: int) -> None:
        if self._chosen:
            self._edits.reorder(self._chosen, by)

    def _remove(self, break_id: str) -> None:
        ids = [each.id for each in self._found.of_side(self._side)]
        if break_id not in ids:
            return
        near = ids.index(break_id)
        left = ids[:near] + ids[near + 1 :]
        self._chosen = left[min(near, len(left) - 1)] if left else ""
        self._edits.remove(break_id)

    def _want(self, thing_id: str) -> None:
        if self.isVisible():
            self._begun = ""
            self._chosen = thing_id
            self._sides.button(0).setChecked(True)
            self._see()

    # Keys and where one was

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            go_to(self._table)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._feed.catch_up()

    def hideEvent(self, event: QHideEvent) -> None:
        self._form.commit()
        super().hideEvent(event)

    def state(self) -> Mapping[str, Any]:
        """Where the person is."""
        whole = self._lower.isVisibleTo(self) and not self._large.isChecked()
        heights = self.sizes() if whole else self._heights
        return {"break": self._chosen, "split": heights, "lower": self._lower.sizes()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._chosen = str(state.get("break", ""))
        if isinstance(heights := state.get("split"), list) and all(heights):
            self._heights = heights
            self.setSizes(heights)
        if isinstance(widths := state.get("lower"), list) and any(widths):
            self._lower.setSizes(widths)
        self._see()
