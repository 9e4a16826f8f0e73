"""The page of a moment as it is written: nothing later in any format, nothing private, by role."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from app import cli
from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind, Entry, Known, new_id
from app.domain.errors import NotFoundError
from app.domain.moments import MINUTE_US, SECOND_US, TimeKind
from app.domain.practice.context import NOW, DecisionPoint
from app.domain.timeline import Span
from app.operations import casebooks, cases, drafting, exports, imports, timeline
from app.operations import evidence as items

AT = 1_711_756_800 * SECOND_US + 175 * MINUTE_US  # 2024-03-30T02:55Z
PAGE = "moment-page"
EARLY = [f"2024-03-30T02:{minute:02}:00Z tick number {minute}" for minute in range(20, 56)]
LOG = "\n".join([*EARLY, "2024-03-30T02:55:01Z too late by a second"]) + "\n"


@pytest.fixture
def point(casebook: Casebook, case: Case) -> DecisionPoint:
    """A decision at 02:55 that an early, a noticed-later and a late line explain."""
    imports.import_text(casebook, case.id, LOG, "orders.log")
    ids = list(items.item_ids(casebook, case.id))
    imports.import_text(casebook, case.id, "no stamp at all\n", "notes.txt")
    made = DecisionPoint(new_id(), case.id, "Restart?", AT, "on-call", known_now="It was the disk.")
    drafting.add(casebook, case.id, made, "Add decision point")
    drafting.cite(casebook, case.id, made.id, [Span(ids[0]), Span(ids[1]), Span(ids[36])], "saw")
    drafting.cite(casebook, case.id, made.id, [Span(ids[2])], NOW)
    for text, known, span in (
        ("Customers waited.", Known.AT_THE_TIME, ids[0]),
        ("The disk was full.", Known.LATER, ids[1]),
    ):
        entry = Entry(
            new_id(),
            case.id,
            text,
            TimeKind.EXACT,
            AT - MINUTE_US,
            known=known,
            known_us=AT + MINUTE_US if known is Known.LATER else None,
        )
        timeline.add_entry(casebook, entry, [Span(span)])
    secret = Entry(new_id(), case.id, "Slept badly.", TimeKind.EXACT, AT - MINUTE_US, private=True)
    timeline.add_entry(casebook, secret)
    return made


@pytest.mark.parametrize("fmt", ["md", "html", "docx"])
def test_it_holds_the_moment_and_nothing_later(
    casebook: Casebook, case: Case, point: DecisionPoint, fmt: str
) -> None:
    rendered = exports.render(casebook, case.id, PAGE, fmt, subject_id=point.id)
    assert rendered.leaks == ()
    text = _text(rendered.data, fmt)
    for there in ("What could be seen at 03:55", "Customers waited.", "tick number 55", "on-call"):
        assert there in text
    assert "tick number 20" in text, "cited by what was known then"
    for later in ("too late", "The disk was full.", "It was the disk.", "Slept", "no stamp"):
        assert later not in text
    assert "tick number 21" not in text, "only what was noticed later points at it"
    assert "tick number 22" not in text, "only what is known now points at it"
    assert "1 item later, or perhaps later" in text
    assert "1 item without a time" in text
    assert "23 earlier items not shown." in text
    assert "03 55 Restart" in rendered.file_name


def _text(data: bytes, fmt: str) -> str:
    if fmt != "docx":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def test_it_is_offered_for_each_decision_and_asked_for_by_its_id(
    casebook: Casebook, case: Case, point: DecisionPoint
) -> None:
    (choice,) = [one for one in exports.choices(casebook, case.id) if one.template.id == PAGE]
    assert choice.words == "What could be seen: 03:55 Restart?"
    with pytest.raises(NotFoundError, match="03:55 Restart"):
        exports.preview(casebook, case.id, PAGE, subject_id="another")
    review = exports.preview(casebook, case.id)
    assert "Decisions in their context" in review
    assert "no imported item shows it known before 03:55:01" in review


def test_a_script_reads_decisions_with_their_hindsight(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.casebook"
    with casebooks.new_casebook(path, "four calm stones") as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders", "Europe/Berlin")
        imports.import_text(casebook, case.id, LOG, "orders.log")
        made = DecisionPoint(new_id(), case.id, "Restart?", AT, saw="A tick.")
        drafting.add(casebook, case.id, made, "Add decision point")
        late = list(items.item_ids(casebook, case.id))[36]
        drafting.cite(casebook, case.id, made.id, [Span(late)], "saw")
    monkeypatch.setenv("GOLDSEAM_PASSPHRASE", "four calm stones")
    assert cli.main(["context", str(path), "--case", case.id, "--json"]) == 0
    (line,) = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    assert (line["title"], line["at_us"]) == ("Restart?", AT)
    assert line["cited"][0]["field"] == "saw"
    assert line["cited"][0]["hindsight"].startswith("No imported item shows it known before")
    assert cli.main(["context", str(path), "--case", case.id]) == 0
    words = capsys.readouterr().out
    assert "2024-03-30 03:55  Restart?" in words
    assert "    What they saw: A tick." in words
    assert "      ! No imported item" in words
    assert "    ? Which role decided?" in words
