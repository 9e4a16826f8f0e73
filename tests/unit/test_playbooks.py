"""The playbooks: every item of the practice is there, in our words, with a place that exists."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain as chained
from pathlib import Path

import pytest

from app.domain.drafts import CaseKind, Entry
from app.domain.practice.chain import Factor
from app.domain.practice.lessons import LessonKind
from app.domain.practice.playbook import Place, PlaceKind, PlaybookItem
from app.domain.trust.document import VIEWS
from app.operations import casebooks, cases, exports, timeline
from app.operations.practice import chain, corrective, lessons, playbooks
from tests.unit.operations.full_trust import add_trust_case, show_everything
from tests.unit.playbook_places import missing_place

IDS = {
    playbooks.INCIDENT_REVIEW: """
        IR-F1 IR-F2 IR-F3 IR-F4 IR-G1 IR-G2 IR-G3 IR-R1 IR-I1 IR-I2 IR-I3 IR-I4 IR-I5 IR-I6
        IR-1 IR-1.1 IR-1.2 IR-1.3 IR-2 IR-2.1 IR-2.2 IR-2.3 IR-3 IR-3.1 IR-3.2 IR-3.3
        IR-4 IR-4.1 IR-4.2 IR-4.3 IR-5 IR-5.1 IR-5.2 IR-5.3
        IR-Q1 IR-Q2 IR-Q3 IR-Q4 IR-Q5 IR-Q6 IR-M1 IR-M2 IR-M3 IR-M4 IR-M5
        IR-W1 IR-W2 IR-W3 IR-W4 IR-K1 IR-K2 IR-K3 IR-K4 IR-K5 IR-K6
        IR-A1 IR-A2 IR-A3 IR-AI1 IR-AI2 IR-AI3 IR-AI4
    """,
    playbooks.POST_MORTEM: """
        PM-P1 PM-P2 PM-P3 PM-P4 PM-P5 PM-T1 PM-T2 PM-T3 PM-T4 PM-1 PM-2 PM-3 PM-4 PM-5 PM-6
        PM-D1 PM-D2 PM-D3 PM-D4 PM-D5 PM-D6 PM-D7 PM-D8 PM-R1 PM-K1 PM-K2 PM-K3 PM-K4
        PM-C1 PM-C2 PM-C3 PM-C4
    """,
    playbooks.LEADING: "LI-0 LI-R1 LI-R2 LI-R3 LI-1 LI-2 LI-3 LI-4",
    playbooks.TRUST_REPAIR: """
        TR-F1 TR-F2 TR-F3 TR-F4 TR-G1 TR-G2 TR-G3 TR-G4 TR-G5 TR-G6 TR-R1 TR-R2
        TR-I1 TR-I2 TR-I3 TR-I4 TR-I5 TR-I6
        TR-1 TR-1.1 TR-1.2 TR-1.3 TR-2 TR-2.1 TR-2.2 TR-2.3 TR-3 TR-3.1 TR-3.2 TR-3.3
        TR-4 TR-4.1 TR-4.2 TR-4.3 TR-5 TR-5.1 TR-5.2 TR-5.3
        TR-Q1 TR-Q2 TR-Q3 TR-Q4 TR-Q5 TR-M1 TR-M2 TR-M3 TR-M4 TR-W1 TR-W2 TR-W3 TR-W4
        TR-K1 TR-K2 TR-K3 TR-K4 TR-K5 TR-K6 TR-A1 TR-A2 TR-A3 TR-AI1 TR-AI2
    """,
    playbooks.LEADER_MISTAKE: """
        LM-0 LM-V1 LM-V2 LM-V3 LM-V4 LM-V5 LM-V6 LM-S1 LM-S2 LM-S3 LM-S4 LM-S5 LM-S6 LM-S7 LM-S8
        LM-B1 LM-B2 LM-B3 LM-B4 LM-B5 LM-B6 LM-B7 LM-B8 LM-H1 LM-H2 LM-H3 LM-H4 LM-H5 LM-H6
        LM-H7 LM-H8 LM-H9 LM-H10 LM-H11 LM-H12 LM-N1 LM-X1 LM-X2 LM-X3
    """,
}
_ID = re.compile(r"\b((?:IR|PM|LI|TR|LM)-(?:[A-Z]{1,2})?\d+(?:\.\d)?)(?:\.\.(\d))?")
ITEMS = tuple(playbooks.items().values())
IN_CODE = tuple(
    item for item in ITEMS if item.place.kind not in (PlaceKind.PAGE, PlaceKind.DOCUMENT)
)
IN_DOCUMENTS = tuple(item for item in ITEMS if item.place.kind is PlaceKind.DOCUMENT)


def stated(shared: Path) -> str:
    """What the practice states."""
    return (shared / "playbooks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("playbook_id", playbooks.PLAYBOOKS)
def test_a_playbook_has_its_items_and_each_once(playbook_id):
    ids = [item.id for item in playbooks.playbook(playbook_id).items]
    assert len(ids) == len(set(ids))
    assert set(ids) == set(IDS[playbook_id].split())


def test_every_item_of_the_practice_is_there(shared):
    named = {match.group(1) for match in _ID.finditer(stated(shared))}
    assert len(named) > 190, "the practice is read as it is written"
    assert named == set(playbooks.items())


def test_the_words_are_our_own(shared):
    theirs = " ".join(stated(shared).casefold().split())
    for item in ITEMS:
        parts = [part.text for part in item.parts]
        for words in chained((item.text, item.ask, item.hint, item.if_not), parts):
            plain = " ".join(words.casefold().split()).rstrip(".?")
            assert len(plain.split()) < 5 or plain not in theirs, f"{item.id}: {words}"


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_says_something_short_and_shows_no_id(item: PlaybookItem):
    assert item.text
    assert len(item.text) <= 140
    for words in (item.text, item.ask, item.hint, item.if_not):
        assert _ID.search(words) is None
        assert words == words.strip()
    assert item.place.part, "a place is something, not a whole page or module"


@pytest.mark.parametrize("item", IN_CODE, ids=lambda item: item.id)
def test_a_place_in_code_exists(item: PlaybookItem):
    assert missing_place(item.place) == ""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Documents of a case with a little of everything, as Markdown."""
    path = tmp_path_factory.mktemp("playbooks") / "c.casebook"
    with casebooks.new_casebook(path, "four calm stones") as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders fail")
        cases.update_case(casebook, replace(case, summary="x", links="https://example.org"))
        timeline.add_entry(casebook, Entry("e", case.id, "Orders fail"))
        chain.add_factor(casebook, Factor("f", case.id, "No limit was set"))
        for kind in LessonKind:
            lessons.add(casebook, case.id, kind, "x")
        corrective.add(casebook, case.id, "Set a limit", ("f",))
        trust = add_trust_case(casebook, lambda _kind, _field: "x")
        show_everything(casebook, trust.id)
        return {
            each: exports.preview(casebook, trust.id, each, subject_id="team")
            if each in VIEWS
            else exports.preview(casebook, case.id, each)
            for each in {item.place.at for item in IN_DOCUMENTS}
        }


@pytest.mark.parametrize("item", IN_DOCUMENTS, ids=lambda item: item.id)
def test_a_place_in_a_document_is_a_heading_of_the_finished_one(item: PlaybookItem, documents):
    assert missing_place(item.place, documents=documents) == ""


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place(PlaceKind.RULE, "app.domain.practice.steps", "gone"), "has no 'gone'"),
        (Place(PlaceKind.RULE, "app.domain.gone", "thin"), "no module"),
        (Place(PlaceKind.OPERATION, "os", "getcwd"), "has no 'getcwd'"),
        (Place(PlaceKind.METRIC, "app.domain.practice.metrics", "Gone"), "no measure"),
        (Place(PlaceKind.DOCUMENT, "gone", "Summary"), "no document"),
        (Place(PlaceKind.DOCUMENT, "review", "Gone"), "no heading"),
        (Place(PlaceKind.DOCUMENT, "review", "Orders"), "no heading"),
        (Place(PlaceKind.DOCUMENT, "review", ""), "no heading"),
        (Place(PlaceKind.PAGE, "gone", "start-pane"), "no page"),
        (Place(PlaceKind.PAGE, "start", "gone"), "nothing on the page"),
    ],
)
def test_a_place_that_is_not_there_is_found_out(place, told):
    review = {"review": "# Orders fail\n\n## Summary\n\nGone"}
    assert told in missing_place(place, {"start": {"start-pane"}}, review)
