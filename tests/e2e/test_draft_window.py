"""The draft in a window of its own, by real keys: one person, two windows, nothing is lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.operations import casebooks, cases, imports, timeline
from tests.e2e import window_steps as person
from tests.e2e.window_driver import running
from tests.e2e.window_steps import PASSPHRASE

pytestmark = pytest.mark.needs("Xvfb", "xdotool")

LOG = "".join(f"2026-02-10T09:1{minute}:00Z lookup {minute} failed\n" for minute in range(6))
WORDS = ("Lookups began to fail", "They went on failing", "A third instance joined them")


def test_capturing_in_one_breath_across_two_windows(display: str, tmp_path: Path) -> None:
    path = tmp_path / "Walk.casebook"
    casebook = casebooks.new_casebook(path, PASSPHRASE)
    case = cases.add_case(casebook, "incident", "Lookups failed")
    imports.import_text(casebook, case.id, LOG, "slots.log")
    casebook.close()
    with running(tmp_path, path) as window:
        person.unlock(window)
        window.until_focus("case-list")
        window.press("Return")
        window.until(lambda now: now.rows("evidence-table") == 6, "the evidence is here")
        window.press("ctrl+shift+t")
        window.until(lambda now: "draft-window" in now, "the draft has a window of its own")
        window.until(lambda now: now.title.startswith("Timeline draft"), "it has the keys")
        window.press("shift+F6")
        window.until_focus("evidence-table")
        window.press("Home")
        for words in WORDS:
            # Nobody looks between these keys whether another window has the keyboard yet.
            typed = ["key", "t", "type", "--delay", "8", "--", words]
            subprocess.run(["xdotool", *typed], check=True)
            window.until(lambda now, words=words: now.text("capture-text") == words, words)
            window.press("Return")
            window.until_focus("evidence-table")
        window.until(lambda now: now.rows("timeline-list") == 3, "the entries are in the draft")
        window.press("ctrl+q")
        assert window.ended() == 0
        assert window.log == ""

    opened = casebooks.open_casebook(path, PASSPHRASE)
    entries = timeline.entries(opened, case.id)
    opened.close()
    assert [cited.entry.text for cited in entries] == list(WORDS)
    assert [cited.citations[0].line for cited in entries] == [1, 2, 3]
