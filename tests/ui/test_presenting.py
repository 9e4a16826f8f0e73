"""Presenting: walked by keys, readable in any size, and showing this case and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget

from app.domain.drafts import Case, Certainty, Entry, Known, new_id
from app.domain.moments import Precision, TimeKind
from app.domain.timeline import Span
from app.operations import cases, evidence, imports, people, timeline
from app.ui.panes.presenting import PresentingWindow
from app.ui.theme import Mode, Theme
from tests.ui.shell import Shell, case, casebook_path, dressed, make_shell, opened, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]

MINUTE_US = 60_000_000
START_US = 1_770_714_000_000_000  # 2026-02-10T09:00:00Z
Key = Qt.Key


def add(shell: Shell, text: str, minute: int, items: list[int] = (), **fields) -> Entry:
    session = shell.window.session
    entry = Entry(
        new_id(),
        session.case.id,
        text,
        time_kind=TimeKind.EXACT,
        start_us=START_US + minute * MINUTE_US,
        time_precision=Precision.SECOND,
        **fields,
    )
    return timeline.add_entry(session.casebook, entry, [Span(item) for item in items]).entry


def present(shell: Shell) -> PresentingWindow:
    shell.settle()
    shell.window.activateWindow()
    shell.window.trigger("present")
    shell.settle()
    (window,) = presenting()
    shell.qtbot.waitUntil(window.isActiveWindow)
    return window


def presenting() -> list[PresentingWindow]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, PresentingWindow) and each.isVisible()
    ]


def place(window: PresentingWindow) -> str:
    return window.findChild(QLabel, "slide-place").text()


def spoken(window: PresentingWindow) -> str:
    return window.findChild(QWidget, "slide").accessibleName()


def everything_in(window: PresentingWindow) -> str:
    """Every word of every page, as a screen reader would be told it, and the labels around."""
    words = []
    for number in range(len(window._shown.slides) + 1):
        window.show_number(number)
        words.append(spoken(window))
        words += [label.text() for label in window.findChildren(QLabel)]
    return "\n".join([*words, repr(window._shown), window.windowTitle()])


def test_keys_walk_through_the_entries_and_back_to_where_one_was(opened: Shell) -> None:
    for minute, text in enumerate(("It began.", "It spread.", "It ended.")):
        add(opened, text, minute)
    opened.settle()
    field = opened.window.findChild(QWidget, "timeline-list")
    field.setFocus()

    window = present(opened)
    assert window.isFullScreen()
    assert spoken(window).startswith("Orders API unavailable after release 4412. Preliminary")
    assert place(window) == "3 entries"

    walked = []
    keys = (Key.Key_Right, Key.Key_Space, Key.Key_PageDown, Key.Key_Down, Key.Key_Left)
    for key in (*keys, Key.Key_Home, Key.Key_End, Key.Key_PageUp):
        QTest.keyClick(window, key)
        walked.append(place(window))
    assert walked == [
        *("1 of 3", "2 of 3", "3 of 3", "3 of 3", "2 of 3"),
        *("3 entries", "3 of 3", "2 of 3"),
    ]
    assert spoken(window).endswith("It spread.")

    QTest.keyClick(window, Key.Key_Escape)
    opened.qtbot.waitUntil(opened.window.isActiveWindow)
    assert presenting() == []
    assert opened.window.focusWidget() is field


def test_it_shows_this_case_and_nothing_else(opened: Shell, tmp_path: Path, case: Case) -> None:
    export = tmp_path / "larkfield"
    (export / "inc-217").mkdir(parents=True)
    user = {"id": "U1", "name": "mira.l", "profile": {"real_name": "Mira Lindqvist"}}
    (export / "users.json").write_text(json.dumps([user]))
    (export / "channels.json").write_text(json.dumps([{"id": "C1", "name": "inc-217"}]))
    lines = [{"type": "message", "user": "U1", "ts": "1770714060.000100", "text": "rolling back"}]
    (export / "inc-217" / "2026-02-10.json").write_text(json.dumps(lines))
    session = opened.window.session
    imports.import_evidence(session.casebook, case.id, export)
    (item,) = evidence.item_ids(session.casebook, case.id)
    (person,) = people.people_of(session.casebook, case.id).persons
    people.set_role(session.casebook, case.id, person, "on-call engineer A")
    add(opened, "Mira Lindqvist rolled back; Lindqvist's second try helped.", 1, [item])
    add(opened, "Nobody outside may read this.", 2, private=True)

    shown = everything_in(present(opened))

    assert "[on-call engineer A] rolled back" in shown
    assert "larkfield · #inc-217 · on-call engineer A" in shown
    assert "Mira" not in shown
    assert "Lindqvist" not in shown
    assert "Nobody outside" not in shown
    assert "1 entry" in shown


def test_doubt_and_what_was_known_later_stay_marked(opened: Shell) -> None:
    add(
        opened,
        "The query read every row.",
        1,
        certainty=Certainty.DISPUTED,
        known=Known.LATER,
        known_us=START_US + 30 * MINUTE_US,
        known_by="service owner",
    )
    window = present(opened)
    window.show_number(1)

    assert "disputed, known only later, since 09:30, by service owner" in spoken(window)


def test_private_words_in_an_entry_are_asked_about_before_anybody_sees_them(
    opened: Shell,
) -> None:
    private = "the vendor asked us to keep this between us"
    session = opened.window.session
    cases.update_case(session.casebook, replace(session.case, private_notes=private))
    add(opened, f"At nine {private}.", 1)
    opened.settle()
    opened.window.trigger("present")
    opened.settle()

    assert presenting() == []
    opened.find(QDialog, "leak-dialog").reject()


def test_it_is_left_again_when_it_was_begun_from_the_palette(opened: Shell) -> None:
    opened.window.activateWindow()
    opened.qtbot.waitUntil(opened.window.isActiveWindow)
    opened.window.trigger("command-palette")
    field = opened.find(QLineEdit, "palette-field")
    QTest.keyClicks(field, "present")
    QTest.keyClick(field, Key.Key_Return)
    opened.qtbot.waitUntil(lambda: len(presenting()) == 1)

    QTest.keyClick(presenting()[0], Key.Key_Escape)

    opened.qtbot.waitUntil(opened.window.isActiveWindow)
    assert presenting() == []


def test_an_empty_timeline_is_said_to_be_empty(opened: Shell) -> None:
    window = present(opened)
    QTest.keyClick(window, Key.Key_Right)

    assert place(window) == "The timeline is empty."


@pytest.mark.parametrize("size", [(1024, 700), (1920, 1080)])
@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_a_very_long_text_is_scrolled_through_before_the_next_entry(
    opened: Shell, dressed: Theme, size: tuple[int, int], zoom: float
) -> None:
    add(opened, "The pool was looked at again and found empty. " * 60, 1)
    add(opened, "It ended.", 2)
    dressed.set_zoom(zoom)
    window = present(opened)
    window.showNormal()
    window.resize(*size)
    QTest.keyClick(window, Key.Key_Right)
    presses = 0
    while place(window) == "1 of 2" and presses < 40:
        QTest.keyClick(window, Key.Key_Space)
        presses += 1

    assert 3 <= presses < 40
    assert place(window) == "2 of 2"
    QTest.keyClick(window, Key.Key_Left)
    QTest.keyClick(window, Key.Key_Right)
    assert place(window) == "2 of 2"


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_text_is_large_and_stands_out(opened: Shell, dressed: Theme, mode: Mode) -> None:
    add(opened, "HHHHHHHH", 1)
    dressed.set_mode(mode)
    window = present(opened)
    window.showNormal()
    window.resize(1600, 900)
    window.show_number(1)
    slide = window.findChild(QWidget, "slide")
    picture = slide.grab().toImage()

    ink = dressed.palette.ink.rgb()
    left = round(slide.width() * 0.07)
    rows = [
        y
        for y in range(slide.height() // 5, slide.height())
        if any(picture.pixel(x, y) == ink for x in range(left, left + 60))
    ]
    assert len(rows) > slide.height() * 0.05


def test_only_what_shows_nothing_more_can_be_done_while_others_watch(
    opened: Shell, dressed: Theme
) -> None:
    add(opened, "It began.", 1)
    window = present(opened)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Key.Key_Z, control)
    QTest.keyClick(window, Key.Key_K, control)
    opened.settle()
    session = opened.window.session
    assert len(timeline.entries(session.casebook, session.case.id)) == 1
    assert opened.window.findChild(QWidget, "command-palette") is None

    QTest.keyClick(window, Key.Key_D, control | Qt.KeyboardModifier.ShiftModifier)
    assert dressed.palette.dark
    QTest.keyClick(window, Key.Key_L, control)
    assert presenting() == []
    opened.qtbot.waitUntil(lambda: len(opened.relaunched) == 1)
