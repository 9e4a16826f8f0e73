"""A published report becomes a review in the real window, by keyboard alone, and is published."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.e2e import window_steps as person
from tests.e2e.window_driver import Window, running

pytestmark = pytest.mark.needs("Xvfb", "xdotool")

REPORT = (
    Path(__file__).parents[3] / "shared/evidence/postmortems/gitlab-2017-01-31-database/source.md"
)
ENTRIES = ("Load rose on the database.", "A directory was removed.", "Work came back.")
FACTORS = (
    "The directory of the serving host was removed",
    "Two hosts looked alike at the prompt",
    "No backup could be restored",
    "Nobody owned the test of backups",
    "The way back ran on a slow machine",
)
DECISIONS = ("Remove the directory", "Copy back from the staging host")
ACTIONS = ("Show the host in each prompt", "Restore a backup each night", "Be more careful")
REASON = "The wording of the group itself, kept on purpose"


@pytest.mark.skipif(not REPORT.is_file(), reason="the real reports are not here")
def test_from_a_report_to_a_published_review(display: str, tmp_path: Path) -> None:
    with running(tmp_path) as window:
        person.create_casebook(window, tmp_path / "Review.casebook")
        person.add_case(window, "A database was emptied")
        import_report(window)
        for number, wording in enumerate(ENTRIES, 1):
            person.capture(window, wording)
            window.until(lambda now, n=number: now.rows("timeline-list") == n, "it is drafted")
        draft_chain(window)
        draft(window, "ctrl+6", "d", "context-title", DECISIONS)
        draft(window, "ctrl+7", "n", "action-form-text", ACTIONS)
        set_aside(window)
        publish(window)
        read(window, tmp_path / "review.docx")
        window.press("ctrl+z")
        window.until(lambda now: "Until it is" in now.text("review-standing"), "it is taken back")
        assert window.log == ""


def import_report(window: Window) -> None:
    window.press("ctrl+i")
    window.choose_file(REPORT)
    window.until(lambda now: "import-evidence-dialog" in now, "it asks what to take")
    window.press("Return")
    window.until(lambda now: now.rows("evidence-table") > 0, "it is in")
    window.until_at_rest()
    window.press("Home")


def draft_chain(window: Window) -> None:
    draft(window, "ctrl+5", "n", "factor-form-text", FACTORS)
    for _ in range(2):
        window.press("shift+l")
        window.until_focus("link-way")
        window.tab_to("link-other")
        window.press("Down")
        window.tab_to("link-add")
        window.press("space")
        window.until_at_rest()


def draft(window: Window, page: str, key: str, field: str, wordings: tuple[str, ...]) -> None:
    """Add things on a page: the key of the page begins one, Escape leads back to the list."""
    window.press(page)
    window.until(lambda now: now.at_rest and f"page-{page}" not in now, "the page is shown")
    for wording in wordings:
        window.press(key)
        window.until_focus(field)
        window.fill(field, wording)
        window.press("Escape")
        window.until(lambda now: now.at_rest and now.focus != field, "the list has the focus")


def set_aside(window: Window) -> None:
    """Answer what the candour check asks first, for oneself."""
    window.press("ctrl+alt+4")
    window.until(lambda now: now.rows("finding-list") > 0 and now.at_rest, "there are questions")
    window.press("w")
    window.until(lambda now: now.at_rest and now.checked("candour-chip-words"), "words only")
    before = window.now().text("candour-count")
    window.press("Home")
    window.press("Delete")
    window.until_focus("set-aside-reason")
    window.fill("set-aside-reason", REASON)
    window.press("Return")
    window.until(lambda now: now.at_rest and now.text("candour-count") != before, "it is kept")


def publish(window: Window) -> None:
    window.press("ctrl+9")
    window.until(lambda now: "review-standing" in now and now.at_rest, "the review is shown")
    window.press("ctrl+alt+p")
    window.until_focus("publish-place")
    window.fill("publish-place", "https://wiki.example/database")
    window.press("Return")
    window.until(lambda now: "paste-dialog" in now, "there is a text that invites readers")
    assert "https://wiki.example/database" in window.now().text("paste-text")
    window.press("Escape")
    window.until(lambda now: "Version 1" in now.text("review-standing"), "it is published")


def read(window: Window, path: Path) -> None:
    person.export(window, "docx", path)
    with zipfile.ZipFile(path) as word:
        text = word.read("word/document.xml").decode()
    for words in (*ENTRIES, *FACTORS, *DECISIONS, *ACTIONS, "version 1", " causes "):
        assert words in text, words
    assert REASON not in text
