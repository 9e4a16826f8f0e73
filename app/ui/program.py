"""Starts the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app import crash
from app.ui import theme, window_place
from app.ui.main_window import MainWindow
from app.ui.settings import Settings
from app.ui.widgets.icons import application_icon


def run(arguments: Sequence[str]) -> int:
    """Show the window, with the casebook that was named, until it is closed.

    With ``--sample`` a person who has opened none yet is shown the sample.
    """
    crash.watch_for_faults()
    app = QApplication([sys.argv[0]])
    app.setApplicationName("goldseam")
    app.setApplicationDisplayName("Goldseam")
    app.setDesktopFileName("goldseam")
    app.setWindowIcon(application_icon())
    settings = Settings()
    look = theme.current()
    look.set_mode(settings.mode)
    look.set_zoom(settings.zoom)
    look.attach(app)
    window = MainWindow(settings)
    crash.catch_everything(window.messages.bar.complain)
    window_place.show_where_it_was(window, settings)
    if arguments == ["--sample"]:
        if not settings.recent:
            window.trigger("open-sample")
    elif arguments:
        window.ask_to_unlock(Path(arguments[0]).absolute())
    return app.exec()
