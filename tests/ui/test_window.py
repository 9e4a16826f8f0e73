"""The window as a whole: first screen, casebooks, menus, undo, and coming back to one's place."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
)

from app.casebook import schema
from app.domain.drafts import Case, CaseKind
from app.domain.errors import StorageError
from app.domain.progress import Progress
from app.operations import casebooks, cases, imports
from app.ui.actions import listed, menu_of
from app.ui.main_window import MainWindow
from app.ui.pages import PAGES
from app.ui.tasks import Lane
from tests.ui.shell import (
    PASSPHRASE,
    Shell,
    case,
    casebook_path,
    dressed,
    make_shell,
    opened,
    shell,
)

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]


def actions(window: MainWindow) -> list[QAction]:
    return listed(window.action_owners())


def type_into(shell: Shell, name: str, text: str) -> None:
    field = shell.find(QLineEdit, name)
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)


def press(shell: Shell, name: str) -> None:
    QTest.mouseClick(shell.find(QPushButton, name), Qt.MouseButton.LeftButton)


# -- the first screen and casebooks ------------------------------------------------------------


def test_the_first_screen_offers_what_there_is_to_do(shell: Shell) -> None:
    assert shell.find(QPushButton, "new-casebook-button").hasFocus()
    assert shell.find(QPushButton, "open-casebook-button")
    assert not shell.window.header.isVisible()


def test_a_new_casebook_and_a_first_case(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "Outages.casebook"
    press(shell, "new-casebook-button")
    type_into(shell, "path", str(path))
    type_into(shell, "passphrase", PASSPHRASE)
    type_into(shell, "passphrase-again", PASSPHRASE)
    press(shell, "accept")
    shell.settle()
    assert path.is_file()

    press(shell, "first-case-button")
    type_into(shell, "title", "Orders API unavailable")
    press(shell, "accept")
    shell.settle()

    assert shell.find(QLabel, "case-title").text() == "Orders API unavailable"
    assert shell.window.session.case.zone == "UTC"


def test_two_passphrases_must_agree(shell: Shell, tmp_path: Path) -> None:
    press(shell, "new-casebook-button")
    type_into(shell, "path", str(tmp_path / "Outages.casebook"))
    type_into(shell, "passphrase", PASSPHRASE)
    type_into(shell, "passphrase-again", PASSPHRASE + "!")
    press(shell, "accept")

    assert "differ" in shell.find(QLabel, "problem").text()
    assert shell.window.tasks.running == 0


def test_a_casebook_that_is_there_is_not_overwritten(shell: Shell, casebook_path: Path) -> None:
    before = casebook_path.read_bytes()
    press(shell, "new-casebook-button")
    type_into(shell, "path", str(casebook_path))
    type_into(shell, "passphrase", PASSPHRASE)
    type_into(shell, "passphrase-again", PASSPHRASE)
    press(shell, "accept")
    shell.settle()

    assert "already exists" in shell.find(QLabel, "problem").text()
    assert casebook_path.read_bytes() == before


def unlock(shell: Shell, path: Path, passphrase: str = PASSPHRASE) -> None:
    shell.window.ask_to_unlock(path)
    type_into(shell, "unlock-passphrase", passphrase)
    QTest.keyClick(shell.find(QLineEdit, "unlock-passphrase"), Qt.Key.Key_Return)
    shell.settle()


def test_unlocking_leads_to_the_cases(shell: Shell, casebook_path: Path, case: Case) -> None:
    unlock(shell, casebook_path)

    rows = shell.find(QListWidget, "case-list")
    assert [rows.item(row).text() for row in range(rows.count())] == [case.title]
    QTest.keyClick(rows, Qt.Key.Key_Return)
    shell.settle()
    assert shell.window.session.case == case


def refusals(folder: Path, good: Path) -> dict[str, Path]:
    """Files that do not open, each for a reason of its own."""
    plain = folder / "notes.casebook"
    plain.write_bytes(b"just a few notes" * 512)
    newer = folder / "newer.casebook"
    shutil.copyfile(good, newer)
    casebook = casebooks.open_casebook(newer, PASSPHRASE)
    with casebook.batch() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 9999")
    casebook.close()
    assert schema.APPLICATION_ID
    return {"not a casebook": plain, "newer": newer}


def test_each_refusal_has_a_sentence_of_its_own(
    shell: Shell, casebook_path: Path, tmp_path: Path
) -> None:
    files = refusals(tmp_path, casebook_path)
    sentences = []
    for path, passphrase in (
        (casebook_path, "wrong words"),
        (files["not a casebook"], PASSPHRASE),
        (files["newer"], PASSPHRASE),
    ):
        unlock(shell, path, passphrase)
        sentences.append(shell.find(QLabel, "unlock-problem").text())
    elsewhere = casebooks.open_casebook(casebook_path, PASSPHRASE)
    unlock(shell, casebook_path)
    sentences.append(shell.find(QLabel, "unlock-problem").text())
    elsewhere.close()

    for sentence, word in zip(
        sentences, ("passphrase", "not a casebook", "newer", "open"), strict=True
    ):
        assert word in sentence
    assert len(set(sentences)) == 4


def test_a_missing_recent_casebook_can_be_taken_off_the_list(
    make_shell: Callable[[], Shell], tmp_path: Path
) -> None:
    make_shell().window.settings.remember(tmp_path / "gone.casebook")
    shell = make_shell()
    rows = shell.find(QListWidget, "recent-list")
    assert rows.item(0).text() == "gone"

    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert shell.window.session is None
    QTest.keyClick(rows, Qt.Key.Key_Delete)

    assert shell.window.settings.recent == []


def test_another_passphrase_opens_it_afterwards(opened: Shell, casebook_path: Path) -> None:
    opened.window.trigger("change-passphrase")
    type_into(opened, "passphrase-now", PASSPHRASE)
    type_into(opened, "passphrase", "four other calm words")
    type_into(opened, "passphrase-again", "four other calm words")
    press(opened, "accept")
    opened.settle()
    opened.close()

    casebooks.open_casebook(casebook_path, "four other calm words").close()


def test_a_copy_opens_with_the_same_passphrase(opened: Shell, tmp_path: Path) -> None:
    opened.chooser.answer = tmp_path / "copy.casebook"
    opened.window.trigger("save-copy")
    opened.settle()

    copy = casebooks.open_casebook(tmp_path / "copy.casebook", PASSPHRASE)
    assert len(cases.cases(copy)) == 1
    copy.close()


def test_checking_a_casebook_says_that_it_is_whole(opened: Shell) -> None:
    opened.window.trigger("verify")
    opened.settle()

    assert "whole" in opened.window.messages.bar.text


def test_closing_a_casebook_leaves_nothing_of_it_on_the_screen(opened: Shell) -> None:
    opened.window.leave()
    opened.settle()

    assert opened.window.session is None
    assert not opened.window.header.isVisible()
    assert opened.find(QPushButton, "new-casebook-button")
    assert opened.window.windowTitle() == "Goldseam"


# -- actions -----------------------------------------------------------------------------------


def test_the_focus_begins_where_evidence_comes_in_and_goes_on_to_it(opened: Shell) -> None:
    assert opened.window.focusWidget().objectName() == "evidence-import-first"
    session = opened.window.session
    imports.import_text(session.casebook, session.case.id, "2024-03-30T02:00:00Z down\n", "a.log")
    opened.settle()
    assert opened.window.focusWidget().objectName() == "evidence-table"


def test_ids_and_shortcuts_are_unique(opened: Shell) -> None:
    """Keys of one pane may mean something else in another, but nothing else on its own page.

    So may the keys of pages that only the other kind of case has.
    """
    window = opened.window
    for kind in CaseKind:
        window.open_case(cases.add_case(window.session.casebook, kind, "Another").id)
        window.build_all()
        opened.settle()
        assert twice(action.objectName() for action in actions(window)) == []
        expect_unique_keys(window, kind)


def expect_unique_keys(window: MainWindow, kind: CaseKind) -> None:
    anywhere = Qt.ShortcutContext.WindowShortcut
    shown = [each for each in actions(window) if each.isVisible()]
    everywhere = [each for each in shown if each.shortcutContext() == anywhere]
    assert twice(keys_of(everywhere)) == []
    in_hand = [each for each in window.case_pages.by_id.values() if kind in each.page.kinds]
    assert len(in_hand) > 5
    for page in in_hand:
        owners = page.action_owners()
        for owner in owners:
            around = [each for each in owners if each is owner or each.isAncestorOf(owner)]
            here = [each for each in listed(around) if each.shortcutContext() != anywhere]
            assert twice(keys_of([*everywhere, *here])) == [], page.page.id


def keys_of(offered: Iterable[QAction]) -> list[str]:
    return [key.toString() for action in offered for key in action.shortcuts()]


def twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def test_every_action_has_a_shortcut_and_a_menu_place(opened: Shell) -> None:
    opened.window.build_all()
    bar = opened.window.menuBar()
    in_menus = {
        action
        for menu in bar.findChildren(QMenu)
        if menu.menuAction() in bar.actions()
        for action in [*menu.actions(), *inside_of(menu)]
    }

    for action in actions(opened.window):
        assert not action.shortcut().isEmpty(), action.objectName()
        assert action in in_menus, action.objectName()


def inside_of(menu: QMenu) -> list[QAction]:
    return [each for inner in menu.findChildren(QMenu) for each in inner.actions()]


def test_a_menu_of_many_pages_keeps_the_keys_of_each_apart(opened: Shell) -> None:
    opened.window.build_all()
    bar = opened.window.menuBar()
    (review,) = [each.menu() for each in bar.actions() if each.text() == "&Review"]
    pages = {inner.title(): inner for inner in review.findChildren(QMenu)}

    assert {"Response", "Chain", "Context", "Actions", "Meeting", "Follow-up"} <= set(pages)
    for title, inner in [*pages.items(), ("", review)]:
        assert twice(keys_of(inner.actions())) == [], title
        assert len(inner.actions()) < 25, title


def test_no_action_is_built_without_being_listed(opened: Shell) -> None:
    built = {
        action.objectName()
        for action in opened.window.findChildren(QAction)
        if menu_of(action) is not None
    }

    assert built == {action.objectName() for action in actions(opened.window)}


def test_without_a_case_nothing_of_a_case_is_offered(shell: Shell) -> None:
    enabled = {a.objectName() for a in actions(shell.window) if a.isEnabled()}

    assert "show-cases" in enabled
    assert not enabled & {"show-timeline", "lock", "new-case", "edit-case", "save-copy"}


# -- undo --------------------------------------------------------------------------------------


def rename(shell: Shell, title: str) -> None:
    session = shell.window.session
    with shell.qtbot.waitSignal(session.changed):
        cases.update_case(session.casebook, replace(session.case, title=title), "Rename case")


def action_called(shell: Shell, name: str) -> QAction:
    return next(a for a in actions(shell.window) if a.objectName() == name)


def test_the_menu_says_what_would_be_undone(opened: Shell, case: Case) -> None:
    rename(opened, "Orders API slow")
    assert action_called(opened, "undo").text() == "Undo Rename case"

    opened.window.trigger("undo")
    opened.settle()

    assert opened.find(QLabel, "case-title").text() == case.title
    assert action_called(opened, "redo").text() == "Redo Rename case"
    opened.window.trigger("redo")
    opened.settle()
    assert opened.find(QLabel, "case-title").text() == "Orders API slow"


def test_undo_inside_a_message_takes_the_change_back(opened: Shell, case: Case) -> None:
    rename(opened, "Orders API slow")
    opened.window.session.notify("The case was renamed.", undo=True)

    press(opened, "message-undo")
    opened.settle()

    assert opened.find(QLabel, "case-title").text() == case.title


def test_a_focused_field_undoes_its_own_typing_first(opened: Shell, case: Case) -> None:
    rename(opened, "Orders API slow")
    search = opened.window.findChild(QLineEdit, "evidence-search")
    search.setFocus()
    QTest.keyClicks(search, "pool")

    for _ in range(6):
        QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        if not search.text():
            break
    opened.settle()
    assert opened.find(QLabel, "case-title").text() == "Orders API slow"

    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert opened.find(QLabel, "case-title").text() == case.title


# -- keyboard ----------------------------------------------------------------------------------


def test_f6_goes_round_the_areas(opened: Shell) -> None:
    window = opened.window
    visited = []
    for _ in window.areas():
        QTest.keyClick(window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        visited += [
            area for area in window.areas() if area is focused or area.isAncestorOf(focused)
        ]

    assert len(visited) == len(window.areas()) == 3
    assert set(map(id, visited)) == set(map(id, window.areas()))


def test_the_pages_are_reached_by_keys(opened: Shell) -> None:
    window = opened.window
    keys = {action.objectName(): action.shortcut() for action in actions(window)}
    of_incidents = [page for page in PAGES if CaseKind.INCIDENT in page.kinds or not page.kinds]
    assert len(of_incidents) > 10
    for page in of_incidents:
        sequence = keys[f"show-{page.id}"]
        QTest.keySequence(window, sequence)
        opened.settle()
        assert window.rail.findChild(object, f"page-{page.id}").isChecked()


def test_doing_what_is_there_waits_for_no_page_and_what_is_elsewhere_is_found(
    opened: Shell,
) -> None:
    def left() -> list[str]:
        of_case = opened.window.case_pages.by_id.values()
        return [
            each.page.id
            for each in of_case
            if CaseKind.INCIDENT in each.page.kinds and not each.is_built
        ]

    before = left()
    opened.window.trigger("toggle-names")
    assert left() == before
    assert len(before) > 5

    opened.window.trigger("responder-asked")
    assert left() == []


def test_what_can_be_focused_has_a_name(opened: Shell) -> None:
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in opened.window.findChildren(QLineEdit)
        if widget.isVisible() and not (widget.accessibleName() or widget.placeholderText())
    ]

    assert nameless == []


# -- one's place -------------------------------------------------------------------------------


def test_case_page_and_zone_come_back(
    make_shell: Callable[[], Shell], casebook_path: Path, case: Case
) -> None:
    first = make_shell()
    unlock(first, casebook_path)
    first.window.open_case(case.id)
    first.window.show_page("review")
    first.settle()
    first.close()

    second = make_shell()
    unlock(second, casebook_path)

    assert second.window.session.case == case
    assert second.window.rail.findChild(object, "page-review").isChecked()


def test_the_place_survives_a_crash(
    make_shell: Callable[[], Shell], casebook_path: Path, case: Case, tmp_path: Path
) -> None:
    first = make_shell()
    unlock(first, casebook_path)
    first.window.open_case(case.id)
    first.window._memory._clock.setInterval(0)
    first.window.findChild(QLineEdit, "evidence-search").setText("pool exhausted")
    first.window._touched()
    first.qtbot.waitUntil(lambda: not first.window._memory._clock.isActive())
    first.settle()
    left = tmp_path / "left by a crash"
    left.mkdir()
    for file in casebook_path.parent.glob(f"{casebook_path.name}*"):
        if not file.name.endswith(".lock") and file.is_file():
            shutil.copyfile(file, left / file.name)

    second = make_shell()
    unlock(second, left / casebook_path.name)

    assert second.window.session.case == case
    assert second.window.findChild(QLineEdit, "evidence-search").text() == "pool exhausted"


# -- locking -----------------------------------------------------------------------------------


def test_locking_closes_the_casebook_and_starts_anew(opened: Shell, casebook_path: Path) -> None:
    opened.window.trigger("lock")
    opened.settle()

    assert opened.relaunched == [casebook_path]
    assert opened.window.session is None
    casebooks.open_casebook(casebook_path, PASSPHRASE).close()


def test_locking_waits_for_what_is_running_and_hides_the_case(
    opened: Shell, casebook_path: Path
) -> None:
    go = threading.Event()
    opened.window.tasks.run("Importing", lambda _progress: go.wait(), lambda _none: None)

    opened.window.lock()
    assert opened.relaunched == []
    assert not opened.window.header.isVisible()
    assert not any(page.isVisible() for page in opened.window.case_pages.by_id.values())
    go.set()
    opened.settle()

    assert opened.relaunched == [casebook_path]


def test_locking_leaves_open_dialogs(opened: Shell, casebook_path: Path) -> None:
    opened.window.trigger("edit-case")
    opened.find(QDialog, "case-dialog")

    opened.window.lock()
    opened.settle()

    assert not any(dialog.isVisible() for dialog in opened.window.findChildren(QDialog))
    assert opened.relaunched == [casebook_path]


def test_closing_stays_where_something_could_not_be_saved(opened: Shell) -> None:
    go = threading.Event()

    def work(_progress: Progress) -> None:
        go.wait()
        raise StorageError("The disk is full; the entry was not saved.")

    opened.window.tasks.run("Saving", work, lambda _none: None, lane=Lane.WRITE)
    opened.window.close()
    go.set()
    opened.settle()

    assert opened.window.isVisible()
    assert opened.window.session is not None
    assert "not saved" in opened.window.messages.bar.text
    assert opened.window.rail.findChild(object, "page-timeline").isChecked()


def test_an_idle_window_locks_itself(
    opened: Shell, casebook_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle = opened.window._idle
    idle.set_minutes(0)
    idle._touched = (0.0, 0.0)
    idle.check()
    assert opened.relaunched == []

    opened.window.set_lock_minutes(15)
    idle.check()
    assert opened.relaunched == []
    idle._touched = tuple(moment - 15 * 60 for moment in idle._touched)
    idle.check()
    opened.settle()

    assert opened.relaunched == [casebook_path]


def test_touching_the_window_keeps_it_open(opened: Shell) -> None:
    idle = opened.window._idle
    idle._touched = (0.0, 0.0)

    QTest.keyClick(opened.window.windowHandle(), Qt.Key.Key_F6)
    idle.check()

    assert opened.relaunched == []


def test_the_sample_opens_without_asking_and_again(shell: Shell) -> None:
    shell.window.trigger("open-sample")
    shell.settle()

    assert shell.window.session is not None
    assert shell.window.session.case.title == "No delivery times at checkout (sample)"
    assert "sample" in shell.window.messages.bar.text
    path = shell.window.session.casebook.path
    shell.window.trigger("close-casebook")
    shell.settle()
    shell.window.trigger("open-sample")
    shell.settle()
    assert shell.window.session.casebook.path == path
    kinds = [case.kind for case in cases.cases(shell.window.session.casebook)]
    assert kinds == [CaseKind.INCIDENT, CaseKind.TRUST]


# -- the keyboard and the pointer, wherever they are -------------------------------------------


def test_enter_presses_the_button_in_focus(shell: Shell) -> None:
    button = shell.find(QPushButton, "new-casebook-button")
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert shell.find(QLineEdit, "passphrase")


@pytest.mark.parametrize("page", ["timeline", "sources", "review"])
def test_files_dropped_on_any_page_are_taken_in(opened: Shell, tmp_path: Path, page: str) -> None:
    log = tmp_path / "orders.log"
    log.write_text("2024-03-30T02:00:00Z one\n2024-03-30T02:00:10Z two\n")
    opened.window.show_page(page)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(log))])
    drop(opened.window, data)
    opened.settle()
    session = opened.window.session
    assert session is not None
    assert [source.items for source in imports.sources(session.casebook, session.case.id)] == [2]


def test_files_dropped_without_a_case_are_refused(shell: Shell, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    assert not drop(shell.window, data)


def drop(window: MainWindow, data: QMimeData) -> bool:
    """Drag onto the window and let go there; whether it was accepted."""
    copy, left, plain = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(50, 50), copy, data, left, plain)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, left, plain))
    return entering.isAccepted()


def test_a_sample_that_does_not_open_says_why(shell: Shell, home: Path) -> None:
    casebooks.new_casebook(home / "Goldseam sample.casebook", "another passphrase").close()
    shell.window.trigger("open-sample")
    shell.settle()

    assert shell.window.session is None
    assert "Goldseam sample.casebook" in shell.window.messages.bar.text


def test_a_legal_hold_can_be_put_on_a_case_and_lifted(opened: Shell) -> None:
    hold = action_called(opened, "legal-hold")

    hold.trigger()
    opened.settle()
    assert opened.window.session.case.legal_hold
    assert hold.text() == "Lift the legal hold"
    assert "nothing in it can be erased" in opened.window.messages.bar.text
    hold.trigger()
    opened.settle()
    assert not opened.window.session.case.legal_hold
    assert hold.text() == "Put under legal hold"
