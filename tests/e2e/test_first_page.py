"""The meeting is at 14:00: from a chat export, a log and alerts to one page to hand over."""

from __future__ import annotations

import html
import re
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.e2e import window_steps as person
from tests.e2e.window_driver import Window, running
from tests.e2e.window_steps import PASSPHRASE

pytestmark = pytest.mark.needs("Xvfb", "xdotool")

SAMPLE = Path(__file__).parents[2] / "resources/sample"
TITLE = "No delivery times at checkout"

# What to search for, and what to say about the first thing found.
STORY = [
    ('"live-capacity: 10 %"', "The flag live-capacity went from 10 % to 100 %."),
    ('"Connection is not available"', "slots-api found no free connection to read capacity."),
    ('"FIRING: slots-api"', "An alert told that slots-api answered slowly."),
    ('"23 chats in ten minutes"', "Support had 23 chats in ten minutes."),
    ('"I take the lead"', "The incident lead took over, at severity 2."),
    ('"My first guess"', "Mira's first guess was release 3.18.0."),
    ('"Rolled back to 3.17.4"', "slots-api was rolled back; nothing changed."),
    ('"set live-capacity back"', "Tomas decided to set live-capacity back to 10 %."),
    ("source:alerts resolved", "The alert resolved."),
    ('"asks again every 2 s"', "Checkout pages asked again every 2 s."),
    ("source:alerts checkout", "An alert told that few checkouts were completed."),
    ("source:slots WARN", "The log warned of slow lookups."),
]

FIRST_PAGE = {
    "review-summary": "From about 10:05 until 11:03 customers saw no delivery times.",
    "review-impact": "Nobody could finish an order with delivery.",
    "review-safe-now": "Orders work. The flag stays at 10 %.",
    "review-unknowns": "Why the pool filled.",
    "review-next": "2026-02-12 14:00",
    "review-next-step": "What we found out about the pool.",
    "review-missing": "Graphs of the capacity database",
}


@dataclass
class Watch:
    """How long the machine kept the person waiting, and how many keys each part took."""

    window: Window
    begun: float = field(default_factory=time.monotonic)
    keys: int = 0
    told: list[str] = field(default_factory=list)

    def part(self, name: str) -> None:
        """Close a part of the work."""
        spent = time.monotonic() - self.begun
        self.told.append(f"{name}: {self.window.keys - self.keys} keys, {spent:.1f} s")
        self.begun, self.keys = time.monotonic(), self.window.keys


def test_from_an_archive_a_log_and_alerts_to_one_page(display: str, tmp_path: Path) -> None:
    with running(tmp_path) as window:
        watch = Watch(window)
        person.create_casebook(window, tmp_path / "Meeting.casebook")
        person.add_case(window, TITLE)
        watch.part("casebook and case")
        import_evidence(window, tmp_path)
        watch.part("three imports")
        draft(window)
        watch.part("twelve cited entries")
        fill_in_first_page(window)
        watch.part("the words of the first page")
        page = export_page(window, tmp_path)
        watch.part("names looked through, page written")
        assert window.log == ""
    print("\n".join(watch.told))  # noqa: T201  the figures that a person asks for
    read(page)
    assert PASSPHRASE not in page.read_text(encoding="utf-8")


def import_evidence(window: Window, folder: Path) -> None:
    archive = folder / "larkfield.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted((SAMPLE / "slack").rglob("*.json")):
            packed.write(file, file.relative_to(SAMPLE / "slack"))
    for path in (archive, SAMPLE / "slots-api-2.log", SAMPLE / "alerts.jsonl"):
        rows = window.now().rows("evidence-table") if "evidence-table" in window.now() else 0
        window.press("ctrl+i")
        window.choose_file(path)
        window.until(
            lambda now, rows=rows: (
                "import-evidence-dialog" in now or now.rows("evidence-table") > rows
            ),
            "it asks, or it is in",
        )
        if "import-evidence-dialog" in window.now():
            window.press("Return")
        window.until(lambda now, rows=rows: now.rows("evidence-table") > rows, f"{path.name} is in")
        window.until_at_rest()


def draft(window: Window) -> None:
    for number, (search, wording) in enumerate(STORY, start=1):
        window.press("ctrl+f")
        window.until_focus("evidence-search")
        window.fill("evidence-search", search)
        window.until_at_rest()
        assert window.now().rows("evidence-table") > 0, f"nothing found for {search}"
        window.press("Return")
        window.until_focus("evidence-table")
        window.press("Home")
        window.until(lambda now: now.row("evidence-table") == 0, "the first hit is selected")
        person.capture(window, wording)
        window.until(lambda now, n=number: now.rows("timeline-list") == n, "the entry is there")


def fill_in_first_page(window: Window) -> None:
    window.press("ctrl+9")
    window.until(lambda now: "review-summary" in now, "the review is shown")
    window.click("review-title")  # Tab in the preview would go from link to link
    window.until_focus("review-title")
    for name, words in FIRST_PAGE.items():
        window.tab_to(name, most=40)
        window.fill(name, words)
    window.until_at_rest()


def export_page(window: Window, folder: Path) -> Path:
    window.press("ctrl+shift+e")
    window.until(lambda now: "export-dialog" in now, "it asks what to write")
    window.tab_to("export-document")
    while window.now().text("export-document") != "Preliminary page":
        before = window.now().text("export-document")
        window.press("Down")
        window.until(
            lambda now, before=before: now.text("export-document") != before, "another is chosen"
        )
    window.tab_to("export-docx")
    window.press("Right", "Right")
    suggested = Path(
        window.until(lambda now: now.text("export-path").endswith(".html"), "HTML it is").text(
            "export-path"
        )
    ).name
    window.tab_to("export-path")
    window.fill("export-path", str(folder))  # the document brings its name along
    window.press("Return")
    window.until(lambda now: "names-dialog" in now, "the names are shown")
    window.press("a")
    window.until(lambda now: "export-dialog" not in now, "it is written")
    return folder / suggested


def read(page: Path) -> None:
    """What the file says, and what it does not say."""
    assert re.search(r"preliminary as of \d{4}-\d\d-\d\d, causes not analysed\.html$", page.name)
    text = page.read_text(encoding="utf-8")
    flat = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    assert "Preliminary, as of" in flat
    assert "causes not analysed" in flat
    for wording in FIRST_PAGE.values():
        assert wording in flat or wording == FIRST_PAGE["review-next"]
    assert "2026-02-12 14:00" in flat
    for _, wording in STORY:
        if not wording.startswith(("Mira", "Tomas")):
            assert wording in flat
    for name in ("Mira", "Tomas"):
        assert name not in text
    assert re.search(r"\[participant [A-Z]\]['’]s first guess was release", flat)
