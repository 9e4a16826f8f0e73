"""One key hides all content, over dialogs and menus too, and brings it back as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui.dialogs.about import AboutDialog
from tests.ui.shell import Shell, case, casebook_path, dressed, make_shell, opened, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]


def told(widget: QWidget) -> str:
    """What is visible in a widget, as assistive technology and a task bar tell of it."""
    found = [widget.windowTitle()]
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        one = waiting.pop()
        if one is None or (one.state().invisible and one.object() is not widget):
            continue
        kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        found += [one.text(kind) for kind in kinds]
        waiting += [one.child(number) for number in range(one.childCount())]
    return "\n".join(found)


def do(shell: Shell, action_id: str) -> None:
    """Trigger an action of what is built."""
    (action,) = shell.window.findChildren(QAction, action_id)
    action.trigger()
    QApplication.processEvents()


def press(window: QWidget, key: Qt.Key) -> None:
    """A key as the desktop sends it: to the window that has the keys."""
    QTest.keyClick(window.windowHandle(), key)


def cover_of(window: QWidget) -> QWidget:
    """The surface that covers a window."""
    covers = window.findChildren(QWidget, "content-cover")
    (cover,) = (each for each in covers if each.window() is window)
    return cover


def test_the_key_hides_every_window_and_brings_back_half_typed_text(opened: Shell) -> None:
    window = opened.window
    do(opened, "draft-window")
    (second,) = (
        each for each in QApplication.topLevelWidgets() if each.objectName() == "draft-window"
    )
    window.activateWindow()
    do(opened, "edit-case")
    field = opened.find(QLineEdit, "title")
    dialog = field.window()
    QTest.keyClicks(field, "half-typed words on Orders")
    windows = (window, second, dialog)
    assert all("Orders" in told(each) for each in windows)

    press(dialog, Qt.Key.Key_F12)
    assert window.hiding.is_hidden
    for each in windows:
        assert each.windowTitle() == "Goldseam"
        assert "Orders" not in told(each)
        assert cover_of(each).isVisible()
        assert cover_of(each).geometry() == each.rect()

    press(dialog, Qt.Key.Key_Escape)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()  # no key reaches what nobody sees
    second.setWindowTitle("Orders, again")
    dialog.resize(dialog.width() + 40, dialog.height() + 40)
    assert cover_of(dialog).geometry() == dialog.rect()
    about = AboutDialog(window)
    about.open()  # what opens meanwhile is covered too
    assert about.windowTitle() == second.windowTitle() == "Goldseam"
    assert "MIT" not in told(about)
    about.close()

    dialog.activateWindow()
    press(dialog, Qt.Key.Key_F12)
    assert not window.hiding.is_hidden
    assert field.text() == "half-typed words on Orders"
    assert QApplication.focusWidget() is field
    assert second.windowTitle() == "Orders, again"
    assert all("Orders" in told(each) for each in windows)
    dialog.reject()


def test_the_key_works_over_an_open_menu_and_the_button_shows_all_again(opened: Shell) -> None:
    window = opened.window
    menu = window.menuBar().actions()[2].menu()
    assert menu is not None
    menu.popup(window.pos())
    press(window, Qt.Key.Key_F12)
    assert window.hiding.is_hidden
    assert not menu.isVisible()

    press(window, Qt.Key.Key_Space)
    assert not window.hiding.is_hidden
    press(window, Qt.Key.Key_F12)  # now by the shortcut of the View menu
    assert window.hiding.is_hidden
    press(window, Qt.Key.Key_F12)
    assert not window.hiding.is_hidden
