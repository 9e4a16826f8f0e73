"""A packet holds the pieces chosen for it, private ones too, and nothing else of the case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Case, CaseKind, Certainty, Entry
from app.domain.errors import GoldseamError, NotFoundError
from app.domain.trust import packet_rules
from app.domain.trust.breaks import TrustBreak
from app.domain.trust.packet_document import NOTICE
from app.domain.trust.repairs import Repair
from app.domain.trust.setting import TrustSettings
from app.domain.trust.signals import Signal, SignalReading
from app.domain.trust.support import PacketPiece, SupportPacket
from app.operations import cases, exports, history, timeline
from app.operations import drafting as drafts
from app.operations.trust import packets, showing


@pytest.fixture
def trust(casebook: Casebook) -> Case:
    """A case of which a little is in every packet, and the rest in none."""
    case = cases.add_case(casebook, CaseKind.TRUST, "The hardest talk of the year")
    rows = (
        TrustSettings("s", case.id, about="Delivery times", partner="Morgan keeps the checkpoint"),
        TrustBreak("b1", case.id, "Support", "Leadership", text="Promises were not kept",
                   fear="The next date will slip unsaid", certainty=Certainty.PROBABLE),
        TrustBreak("b2", case.id, text="Nobody dares to say no"),
        Repair("r1", case.id, "Status says what is not known", before="Green meant nothing"),
        Signal("g1", case.id, name="Second approvals asked", group_name="Support", group_size=7,
               note="Mostly on Mondays"),
        SignalReading("w1", case.id, "g1", "2026-03-02", 4.0, note="Two of them twice"),
    )  # fmt: skip
    with casebook.edit("Draft", case.id) as edit:
        for row in rows:
            edit.add(row)
    return case


def begun(casebook: Casebook, trust: Case, *pieces: str) -> SupportPacket:
    packet = packets.add(casebook, trust.id, "LM-X2")
    said = {"recipient": "The mediator", "purpose": "To bring two departments to one table"}
    packets.change(casebook, trust.id, packet.id, said)
    packets.hold(casebook, trust.id, packet.id, pieces)
    return packet


def test_it_leaves_with_its_pieces_and_with_nothing_else(
    casebook: Casebook, trust: Case, tmp_path: Path
) -> None:
    packet = begun(casebook, trust, "b1", "g1")
    text = exports.preview(casebook, trust.id, "support-packet", subject_id=packet.id)
    for held in (
        *("Delivery times", NOTICE, "The mediator", "To bring two departments to one table"),
        *("Promises were not kept", "The next date will slip unsaid", "probable"),
        *("Second approvals asked", "7 people", "week of 2026-03-02: 4"),
        packet.prepared_on,
    ):
        assert held in text
    kept = ("hardest talk", "Nobody dares", "Status says", "Mondays", "twice", "Morgan", "b1")
    for fmt in ("md", "docx", "html"):
        made = exports.export(
            casebook, trust.id, "support-packet", fmt, tmp_path, subject_id=packet.id
        )
        told = made.read_text() if fmt != "docx" else _words_of(made)
        assert "Promises were not kept" in told
        assert not [words for words in kept if words in told]
        assert "hardest" not in made.name


def _words_of(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_without_a_recipient_or_a_purpose_it_is_not_even_offered(
    casebook: Casebook, trust: Case
) -> None:
    packet = begun(casebook, trust, "b1")

    def offered() -> list[str]:
        found = exports.choices(casebook, trust.id)
        return [one.subject.id for one in found if one.template.id == "support-packet"]  # type: ignore[union-attr]

    assert offered() == [packet.id]
    for missing in ("recipient", "purpose"):
        packets.change(casebook, trust.id, packet.id, {missing: " "})
        assert offered() == []
        with pytest.raises(NotFoundError):
            exports.preview(casebook, trust.id, "support-packet", subject_id=packet.id)
        history.undo(casebook, trust.id)


def test_a_packet_shows_its_pieces_to_no_other_reader(casebook: Casebook, trust: Case) -> None:
    packet = begun(casebook, trust, "b1")
    other = begun(casebook, trust, "r1")
    showing.show(casebook, trust.id, "b2", Audience.TEAM)
    texts = {
        packet.id: exports.preview(casebook, trust.id, "support-packet", subject_id=packet.id),
        other.id: exports.preview(casebook, trust.id, "support-packet", subject_id=other.id),
    }
    assert "Green meant nothing" not in texts[packet.id]
    assert "Nobody dares" not in texts[packet.id]
    assert "Promises were not kept" not in texts[other.id]
    # What it says of one piece is said in no other's words, even where somebody types them in.
    packets.change(casebook, trust.id, other.id, {"purpose": "Promises were not kept, I hear"})
    assert (
        exports.render(casebook, trust.id, "support-packet", "md", subject_id=packet.id).leaks == ()
    )


def test_choosing_is_one_step_and_what_is_removed_leaves_the_packet(
    casebook: Casebook, trust: Case
) -> None:
    packet = begun(casebook, trust, "b1", "r1")
    packets.hold(casebook, trust.id, packet.id, ["r1", "g1"])
    assert packets.packets(casebook, trust.id).held_by(packet.id) == {"r1", "g1"}
    history.undo(casebook, trust.id)
    assert packets.packets(casebook, trust.id).held_by(packet.id) == {"b1", "r1"}
    with casebook.edit("Remove", trust.id) as edit:
        edit.remove(Repair, "r1")
    assert packets.packets(casebook, trust.id).held_by(packet.id) == {"b1"}
    with pytest.raises(NotFoundError):
        packets.hold(casebook, trust.id, packet.id, ["no such piece"])
    packets.remove(casebook, trust.id, packet.id)
    assert drafts.of_case(casebook, PacketPiece, trust.id) == []
    assert drafts.one(casebook, TrustBreak, "b1").text == "Promises were not kept"


def test_the_pieces_to_choose_from_stand_in_reading_order(casebook: Casebook, trust: Case) -> None:
    timeline.add_entry(casebook, Entry("e1", trust.id, "The date was promised"))
    found = packets.packets(casebook, trust.id).pieces
    assert [line.heading for line in found] == [
        *("Timeline", "Trust breaks", "Trust breaks", "Repairs", "Signals")
    ]
    assert found[1].words == "Support → Leadership: Promises were not kept"


def test_what_is_asked_before_it_leaves() -> None:
    packet = SupportPacket("p", "c")
    assert len(packet_rules.asked(packet, 0)) == 4
    assert not packet_rules.may_leave(packet)
    said = replace(packet, recipient="HR", purpose="To agree on a mediator", left_out="The rest")
    assert packet_rules.may_leave(said)
    assert packet_rules.asked(said, 3) == ()
    assert "40 pieces" in packet_rules.asked(said, 40)[0]
    for words in ("Her performance since May", "a warning letter", "prepare his appraisal"):
        assert "performance record" in packet_rules.asked(replace(said, purpose=words), 3)[0]
    assert issubclass(NotFoundError, GoldseamError)
