"""The failure chain as a graph: by mouse, by keys, and in words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.drafts import Certainty
from app.domain.practice.chain import FactorPart, FactorSide, LinkKind, Sign
from app.domain.practice.chain_cards import FactorCard, LinkCard
from app.operations.practice.chain_layout import lay_out
from app.ui import theme
from app.ui.widgets.chain_graph import ChainGraph
from app.ui.widgets.chain_legend import ChainLegend

PARTS = [FactorPart.ENABLING, FactorPart.TRIGGER, FactorPart.AMPLIFIER, FactorPart.FRICTION]
FACTORS = [
    FactorCard(
        id=f"id{number}",
        number=f"F{number}",
        text=f"Condition {number}",
        part=part,
        side=FactorSide.TECHNICAL,
        certainty=Certainty.PROBABLE,
        closed_by=("A2",) if number == 2 else (),
        marked=number == 1,
        x=280 if number == 4 else 0,
        y=180 * (number - 1) if number < 4 else 180,
    )
    for number, part in enumerate(PARTS, 1)
]
LINKS = [
    LinkCard("l12", "id1", "id2", LinkKind.ENABLE, Sign.MORE),
    LinkCard("l23", "id2", "id3", LinkKind.CAUSE, Sign.MORE, in_loop=True, note="Seen twice."),
    LinkCard("l32", "id3", "id2", LinkKind.AMPLIFY, Sign.MORE, in_loop=True),
    LinkCard("l14", "id1", "id4", LinkKind.SLOW, Sign.LESS),
]
LAYOUT = lay_out(FACTORS, LINKS)


@pytest.fixture
def graph(qtbot: QtBot, qapp: QApplication) -> Iterator[ChainGraph]:
    theme.current().attach(qapp)
    theme.current().set_mode(theme.Mode.LIGHT)
    graph = ChainGraph()
    qtbot.addWidget(graph)
    graph.resize(800, 600)
    graph.show_chain(FACTORS, LINKS, LAYOUT)
    with qtbot.waitExposed(graph):
        graph.show()
    graph.activateWindow()
    graph.setFocus()
    qtbot.waitUntil(graph.hasFocus)
    yield graph
    theme.current().set_mode(theme.Mode.LIGHT)


def keys(graph: ChainGraph, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(graph, key)


def drag(graph: ChainGraph, start: QPoint, end: QPoint) -> None:
    paper = graph.viewport()
    QTest.mouseMove(paper, start)
    QTest.mousePress(paper, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(paper, start + (end - start) * share)
    QTest.mouseRelease(paper, Qt.MouseButton.LeftButton, pos=end)


def said(spy: QSignalSpy) -> list[list[object]]:
    return [list(spy.at(number)) for number in range(spy.count())]


def test_arrows_lead_from_card_to_card_enter_opens_and_delete_asks(graph: ChainGraph) -> None:
    chosen, opened = QSignalSpy(graph.chosen), QSignalSpy(graph.opened)
    removed = QSignalSpy(graph.remove_wanted)

    keys(graph, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    keys(graph, Qt.Key.Key_Up, Qt.Key.Key_Delete)

    assert said(chosen) == [["id1"], ["id2"], ["id3"], ["id2"]]
    assert said(opened) == [["id3"]]
    assert said(removed) == [["id2"]]
    keys(graph, Qt.Key.Key_Right)
    assert graph.picked == "id4"
    keys(graph, Qt.Key.Key_Right)
    assert graph.picked == "id4", "nothing lies further that way"


def test_space_leads_through_the_links_of_a_card(graph: ChainGraph) -> None:
    removed = QSignalSpy(graph.remove_wanted)
    graph.select("id1")

    keys(graph, Qt.Key.Key_Space)
    first = graph.picked
    keys(graph, Qt.Key.Key_Space, Qt.Key.Key_Delete)

    assert (first, said(removed)) == ("l12", [["l14"]])


def test_choosing_from_outside_says_nothing_back(graph: ChainGraph) -> None:
    chosen = QSignalSpy(graph.chosen)

    graph.select("id2")

    assert graph.picked == "id2"
    assert graph.accessibleDescription() == (
        "F2, trigger, technical, probable, closed by A2: Condition 2. F1 enables F2 (+). "
        "F2 causes F3 (+). F3 amplifies F2 (+)."
    )
    graph.select("l23")
    assert graph.accessibleDescription() == (
        "F2 causes F3, not yet judged: the more of one, the more of the other. "
        "It is part of a loop. Seen twice."
    )
    graph.select("")
    assert graph.accessibleDescription() == "4 factors, 4 links"
    assert said(chosen) == []


def test_a_link_is_drawn_with_keys_alone(graph: ChainGraph) -> None:
    wanted = QSignalSpy(graph.link_wanted)
    legend = graph.findChild(ChainLegend)
    graph.select("id3")

    keys(graph, Qt.Key.Key_L)
    assert "Enter draws it" in legend.sentence
    keys(graph, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return)

    assert said(wanted) == [["id3", "id1"]]
    assert (graph.picked, legend.sentence) == ("id3", "")
    keys(graph, Qt.Key.Key_L, Qt.Key.Key_Up, Qt.Key.Key_Escape, Qt.Key.Key_Return)
    assert wanted.count() == 1


def test_a_drag_moves_a_card_once_and_a_click_moves_nothing(graph: ChainGraph) -> None:
    moved, chosen = QSignalSpy(graph.moved), QSignalSpy(graph.chosen)
    start = graph.card_centre("id4")

    QTest.mouseClick(graph.viewport(), Qt.MouseButton.LeftButton, pos=start)
    assert (said(chosen), moved.count()) == ([["id4"]], 0)
    drag(graph, start, start + QPoint(60, 90))

    place, scale = LAYOUT.places["id4"], graph.transform().m11()
    [[name, x, y]] = said(moved)
    assert name == "id4"
    assert (x, y) == (
        pytest.approx(place.x + 60 / scale, abs=2),
        pytest.approx(place.y + 90 / scale, abs=2),
    )


def test_what_changes_during_a_drag_is_shown_when_the_mouse_lets_go(graph: ChainGraph) -> None:
    start = graph.card_centre("id4")
    QTest.mousePress(graph.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(graph.viewport(), start + QPoint(40, 40))

    fewer = FACTORS[:2]
    graph.show_chain(fewer, LINKS[:1], lay_out(fewer, LINKS[:1]))
    graph.select("")
    assert graph.accessibleDescription() == "4 factors, 4 links"
    QTest.mouseRelease(graph.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(40, 40))

    assert graph.accessibleDescription() == "2 factors, 1 link"


def test_a_drag_from_the_handle_asks_for_a_link(graph: ChainGraph) -> None:
    wanted, moved = QSignalSpy(graph.link_wanted), QSignalSpy(graph.moved)
    place = LAYOUT.places["id4"]
    QTest.mouseMove(graph.viewport(), graph.card_centre("id4"))
    handle = graph.mapFromScene(QPointF(place.x + place.width / 2, place.bottom))

    drag(graph, handle, graph.card_centre("id3"))
    drag(graph, handle, QPoint(5, 5))

    assert said(wanted) == [["id4", "id3"]]
    assert moved.count() == 0


def test_control_and_arrows_move_a_card_once_for_each_holding(graph: ChainGraph) -> None:
    moved = QSignalSpy(graph.moved)
    graph.select("id2")
    control = Qt.KeyboardModifier.ControlModifier

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyPress(graph, key, control)
    QTest.keyRelease(graph, Qt.Key.Key_Control)

    place = LAYOUT.places["id2"]
    assert said(moved) == [["id2", round(place.x + 40), round(place.y + 20)]]
    assert graph.picked == "id2"


def test_zoom_stays_when_the_chain_changes_until_it_is_fitted_again(graph: ChainGraph) -> None:
    fitted = graph.scale_now

    keys(graph, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus)
    once = graph.scale_now
    wheel = QWheelEvent(
        QPointF(200, 200),
        graph.mapToGlobal(QPointF(200, 200)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    under = graph.mapToScene(QPoint(200, 200))
    QApplication.sendEvent(graph.viewport(), wheel)
    zoomed, after = graph.scale_now, graph.mapToScene(QPoint(200, 200))
    graph.show_chain(FACTORS[:3], LINKS[:3], lay_out(FACTORS[:3], LINKS[:3]))

    assert fitted < once < zoomed == graph.scale_now
    assert (after - under).manhattanLength() < 4, "the point under the mouse stays"
    keys(graph, Qt.Key.Key_0)
    assert graph.scale_now < zoomed


def test_a_click_on_a_line_chooses_the_link_and_one_beside_it_nothing(graph: ChainGraph) -> None:
    chosen, opened = QSignalSpy(graph.chosen), QSignalSpy(graph.opened)
    on_line = graph.mapFromScene(QPointF(*LAYOUT.label_at["l14"]))

    QTest.mouseClick(graph.viewport(), Qt.MouseButton.LeftButton, pos=on_line)
    QTest.mouseDClick(graph.viewport(), Qt.MouseButton.LeftButton, pos=on_line)
    QTest.mouseClick(graph.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))

    assert said(chosen) == [["l14"], [""]]
    assert said(opened) == [["l14"]]


@pytest.mark.parametrize("mode", [theme.Mode.LIGHT, theme.Mode.DARK])
def test_every_state_is_painted_in_both_palettes(graph: ChainGraph, mode: theme.Mode) -> None:
    theme.current().set_mode(mode)
    plain = graph.grab().toImage()
    graph.select("id3")
    chosen = graph.grab().toImage()
    keys(graph, Qt.Key.Key_L, Qt.Key.Key_Up)
    linking = graph.grab().toImage()
    keys(graph, Qt.Key.Key_Escape)
    graph.zoom_by(0.1)
    small = graph.grab().toImage()

    pictures = [plain, chosen, linking, small]
    assert all(one != other for one, other in itertools.pairwise(pictures))
    corner = plain.pixelColor(400, 3)
    assert (corner.lightness() < 128) is (mode is theme.Mode.DARK)
