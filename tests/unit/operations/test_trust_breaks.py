"""Trust breaks: added, ordered, removed with what hangs on them; each reader gets the chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Case, CaseKind, new_id
from app.domain.errors import ExportError, NotFoundError
from app.domain.leaks import LeakError
from app.domain.timeline import Span
from app.domain.trust.breaks import BreakKind, Severity, Side, TrustBreak
from app.domain.trust.frame import AffectedGroup
from app.operations import cases, drafting, evidence, exports, history, imports
from app.operations.trust import break_map, breaks, repairs, showing

TEAM, LEADERSHIP = Audience.TEAM, Audience.LEADERSHIP
LOG = "2024-03-30T02:47:31Z the question of support stood unread\n"


@pytest.fixture
def trust(casebook: Casebook) -> Case:
    return cases.add_case(casebook, CaseKind.TRUST, "What nobody may read")


def added(casebook: Casebook, case: Case, party: str, **changes: object) -> TrustBreak:
    made = breaks.add(casebook, case.id, party)
    return breaks.change(casebook, case.id, made.id, changes)


def test_breaks_are_numbered_in_their_order_and_tell_what_repairs_them(
    casebook: Casebook, trust: Case
) -> None:
    one, two = added(casebook, trust, "Support"), added(casebook, trust, "Users")
    repairs.add(casebook, trust.id, breaks=(two.id,))
    breaks.move(casebook, trust.id, two.id, -1)

    found = breaks.breaks(casebook, trust.id)

    assert [each.party for each in found.breaks] == ["Users", "Support"]
    assert found.numbers == {two.id: "B1", one.id: "B2"}
    assert found.repaired_by == {two.id: ("R1",)}
    assert [line.id for line in found.map.lines] == [two.id, one.id]


def test_a_break_goes_with_what_hangs_on_it_and_undo_brings_all_back(
    casebook: Casebook, trust: Case
) -> None:
    one = added(casebook, trust, "Support")
    repairs.add(casebook, trust.id, breaks=(one.id,))
    repairs.accept(casebook, trust.id, one.id, "not now")
    showing.show(casebook, trust.id, one.id, TEAM)
    before = breaks.breaks(casebook, trust.id)

    breaks.remove(casebook, trust.id, one.id)
    assert breaks.breaks(casebook, trust.id).breaks == ()
    assert repairs.plan(casebook, trust.id).targets == {}
    with pytest.raises(NotFoundError):
        breaks.remove(casebook, trust.id, one.id)

    assert history.undo(casebook, trust.id) == "Remove trust break"
    assert breaks.breaks(casebook, trust.id) == before


def test_each_reader_gets_only_the_breaks_chosen_for_them_in_their_words(
    casebook: Casebook, trust: Case, tmp_path: Path
) -> None:
    imports.import_text(casebook, trust.id, LOG, "api.log")
    span = Span(next(iter(evidence.item_ids(casebook, trust.id))))
    inside = {"side": Side.INSIDE, "kind": BreakKind.SYSTEM, "toward": "The channel"}
    one = added(casebook, trust, "Support", text="Unread.", fear="Unread again", **inside)
    drafting.cite(casebook, trust.id, one.id, [span])
    two = added(casebook, trust, "On call", text="Blamed.", severity=Severity.BROKEN)
    kept = added(
        casebook, trust, "A hidden party", text="I keep this to myself.", fear="A hidden fear"
    )
    group = AffectedGroup(new_id(), trust.id, "Support", side=Side.OUTWARD)
    drafting.add(casebook, trust.id, group, "Add group")
    for each in (one, two):
        showing.show(casebook, trust.id, each.id, TEAM)
    showing.show(casebook, trust.id, one.id, LEADERSHIP, "A question stood unread.")

    team = exports.render(casebook, trust.id, "trust-break-map", "html", subject_id="team")
    text = team.data.decode()
    assert not team.leaks
    for shown in ("Unread.", "Blamed.", "Unread again", "The channel", "<svg", "stood unread"):
        assert shown in text
    assert "No repair is told here for B1 and B2." in text
    above = exports.render(casebook, trust.id, "trust-break-map", "md", subject_id="leadership")
    assert not above.leaks
    assert "A question stood unread." in above.data.decode()
    for absent in ("Blamed.", "On call", "the question of support"):
        assert absent not in above.data.decode()

    svg = break_map.picture_of(casebook, trust.id, TEAM, "svg")
    assert not svg.leaks
    assert "break map for the team" in svg.file_name
    path = break_map.export_picture(casebook, trust.id, TEAM, "svg", tmp_path)
    drawn = path.read_text(encoding="utf-8")
    assert drawn.encode() == svg.data
    assert "B2, from On call toward not said who" in drawn
    for private in ("hidden", "I keep this", "What nobody may read"):
        assert private not in drawn + text + path.name
    assert kept.id not in drawn
    with pytest.raises(ExportError, match="No break is shown to partners and users yet"):
        break_map.told(casebook, trust.id, Audience.OUTSIDE)
    breaks.change(
        casebook, trust.id, two.id, {"party": "I keep this to myself."}
    )  # as the third one says
    with pytest.raises(LeakError):
        break_map.export_picture(casebook, trust.id, TEAM, "png", tmp_path)
    breaks.remove(casebook, trust.id, kept.id)
    assert break_map.export_picture(casebook, trust.id, TEAM, "png", tmp_path).exists()
    word = exports.render(casebook, trust.id, "trust-break-map", "docx", subject_id="team")
    assert not word.leaks
