"""Presenting on a real screen: the whole of it, by keys, and back to where one was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.timeline import Span
from app.operations import casebooks, cases, evidence, imports, timeline
from tests.e2e import window_steps as person
from tests.e2e.window_driver import running
from tests.e2e.window_steps import PASSPHRASE

pytestmark = pytest.mark.needs("Xvfb", "xdotool")

LOG = "".join(f"2026-02-10T09:1{minute}:00Z lookup {minute} failed\n" for minute in range(6))


def test_the_timeline_is_presented_and_left_again(display: str, tmp_path: Path) -> None:
    path = tmp_path / "Walk.casebook"
    casebook = casebooks.new_casebook(path, PASSPHRASE)
    case = cases.add_case(casebook, "incident", "Lookups failed")
    imports.import_text(casebook, case.id, LOG, "slots.log")
    for item in evidence.item_ids(casebook, case.id):
        entry = timeline.entry_from_items(casebook, case.id, [item])
        timeline.add_entry(casebook, replace(entry, text=f"Lookups failed, {item}."), [Span(item)])
    casebook.close()
    with running(tmp_path, path) as window:
        person.unlock(window)
        window.until_focus("case-list")
        window.press("Return")
        window.until(lambda now: now.rows("timeline-list") == 6, "the draft is here")
        window.until_focus("evidence-table")
        window.press("Home", "Down", "Down")
        before = window.until(lambda now: now.row("evidence-table") == 2, "the third row")

        window.press("F5")
        screen = window.until(lambda now: "presenting" in now, "it is presented")
        assert screen.widgets["presenting"]["place"] == [0, 0, 1280, 800]
        window.press("Right", "Right", "space")
        window.until(lambda now: now.text("slide-place") == "3 of 6", "the third entry")
        window.press("End", "Left")
        window.until(lambda now: now.text("slide-place") == "5 of 6", "the last but one")
        window.press("Escape")
        after = window.until(lambda now: "presenting" not in now, "it is left")

        after = window.until_focus("evidence-table")
        assert after.row("evidence-table") == before.row("evidence-table")
        window.press("Down")
        window.until(lambda now: now.row("evidence-table") == 3, "keys go on where they were")
        assert window.log == ""
