"""Giving the focus to a widget, in whichever window it is."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_to(widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    """Give a widget the focus, and its window the keys."""
    if not widget.isActiveWindow():
        widget.activateWindow()
    widget.setFocus(reason)


def focus_first(area: QWidget) -> None:
    """Give the focus to what an area offers it to: its proxy, or its first widget by Tab."""
    places = [area]
    while (proxy := places[-1].focusProxy()) is not None:
        places.append(proxy)
    for place in reversed(places):
        for widget in _by_tab(place):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and _can_be_used(widget):
                go_to(widget, Qt.FocusReason.TabFocusReason)
                return


def _by_tab(place: QWidget) -> Iterator[QWidget]:
    """A widget and all inside it, in the order that Tab goes."""
    yield place
    following = place.nextInFocusChain()
    while following is not None and following is not place:
        if place.isAncestorOf(following):
            yield following
        following = following.nextInFocusChain()


def _can_be_used(widget: QWidget) -> bool:
    return widget.isEnabled() and widget.isVisibleTo(widget.window())
