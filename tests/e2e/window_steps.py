"""What a person does in the window, step by step, each ending in what is seen then."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.window_driver import Screen, Window

PASSPHRASE = "amber lantern quiet harbour"


def create_casebook(window: Window, path: Path) -> None:
    window.press("ctrl+shift+n")
    window.until_focus("path")
    window.fill("path", str(path))
    for name in ("passphrase", "passphrase-again"):
        window.tab_to(name)
        window.fill(name, PASSPHRASE)
    window.press("Return")
    window.until(lambda now: "first-case-button" in now, "an empty casebook is shown")


def add_case(window: Window, title: str) -> None:
    window.press("ctrl+n")
    window.until_focus("title")
    window.fill("title", title)
    window.press("Return")
    window.until(lambda now: now.text("case-title") == title, "the case is in hand")


def begin_import(window: Window, path: Path) -> Screen:
    """Choose a file to import; returns what its dialog asks."""
    window.press("ctrl+i")
    window.choose_file(path)
    return window.until(lambda now: "import-evidence-dialog" in now, "it asks what to take")


def unlock(window: Window, passphrase: str = PASSPHRASE) -> None:
    window.until_focus("unlock-passphrase")
    window.fill("unlock-passphrase", passphrase)
    window.press("Return")


def capture(window: Window, wording: str) -> None:
    """Make an entry of the selected row, and come back to the table."""
    window.press("t")
    window.until_focus("capture-text")
    window.write(wording)
    window.press("Return")
    window.until_focus("evidence-table")


def export(window: Window, fmt: str, path: Path) -> str:
    """Write the review; returns the path that the dialog suggested."""
    window.press("ctrl+shift+e")
    window.until(lambda now: "export-dialog" in now, "it asks what to write")
    formats = ["docx", "md", "html"]
    chosen = next(each for each in formats if window.now().checked(f"export-{each}"))
    if steps := formats.index(fmt) - formats.index(chosen):
        window.tab_to(f"export-{chosen}")
        window.press(*["Right" if steps > 0 else "Left"] * abs(steps))
    screen = window.until(
        lambda now: now.checked(f"export-{fmt}") and now.text("export-path").endswith(f".{fmt}"),
        f"{fmt} is chosen, with a name for the file",
    )
    window.tab_to("export-path")
    window.fill("export-path", str(path))
    window.press("Return")
    window.until(lambda now: "export-dialog" not in now, "it is written")
    return screen.text("export-path")
