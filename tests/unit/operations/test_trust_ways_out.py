"""A trust case leaves in its own documents only, and each reader gets only what is theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.casebook.sharing import SharedDrafts
from app.domain.audiences import READERS, Audience, AudienceChoice
from app.domain.drafted import Draft
from app.domain.drafts import Case, CaseKind, Entry, new_id
from app.domain.errors import ExportError, GoldseamError, InvalidInputError
from app.domain.publication import Publication
from app.domain.timeline import Span
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.pieces import WORDED, prose, worded
from app.domain.trust.repairs import Repair, RepairState
from app.domain.trust.repairs_document import NO_UNCERTAINTY
from app.domain.trust.signal_readings import Read
from app.domain.trust.signals import LEAST_GROUP, Signal, SignalReading
from app.domain.trust.support import PacketPiece, SupportPacket
from app.operations import (
    cases,
    copying,
    drafting,
    evidence,
    exports,
    imports,
    pictures,
    presenting,
    publishing,
)
from app.operations.documents import KINDS
from app.operations.practice import action_exports
from app.operations.secret_texts import secrets_of
from app.operations.trust import leaving, packets, repairs, showing, signals
from tests.unit.operations.full_trust import (
    DAY,
    add_trust_case,
    pack_everything,
    show_everything,
    trust_rows,
)

INSTEAD = "It was put right"


def few_words(_kind: type[Draft], field: str) -> str:
    """So few that no gate looks for them."""
    return f"Hush {field}"


def test_it_leaves_in_no_document_and_no_file_of_an_incident(
    casebook: Casebook, case: Case, tmp_path: Path
) -> None:
    trust = add_trust_case(casebook, few_words)
    show_everything(casebook, trust.id)
    (entry,) = drafting.of_case(casebook, Entry, trust.id)
    ways: list[Callable[[], object]] = [
        lambda: publishing.publish(casebook, trust.id),
        lambda: publishing.reminder(casebook, trust.id),
        lambda: presenting.presentation(casebook, trust.id),
        lambda: pictures.picture_of(casebook, trust.id, pictures.Drawing.TIMELINE, "svg"),
        lambda: copying.cited_entry_text(casebook, trust.id, entry.id),
        lambda: exports.suggested_name(casebook, trust.id, "incident-review", "md"),
        *(
            partial(action_exports.export, casebook, trust.id, fmt, tmp_path)
            for fmt in ("jira", "ics")
        ),
    ]
    before = set(tmp_path.iterdir())
    for template in exports.offered(casebook):
        other = case if KINDS[template.view].kinds == (CaseKind.TRUST,) else trust
        for subject in ("", "team"):
            args = (casebook, other.id, template.id, "md", tmp_path)
            ways.append(partial(exports.export, *args, subject_id=subject))
    for way in ways:
        with pytest.raises(GoldseamError, match=r"private|cases only"):
            way()
    assert set(tmp_path.iterdir()) == before
    assert cases.case(casebook, trust.id).published_us is None


def test_what_another_case_chose_or_for_other_readers_shows_nothing(
    casebook: Casebook, case: Case
) -> None:
    trust = add_trust_case(casebook, few_words)
    with casebook.drafts() as drafts:
        ids = [row.id for kind in WORDED for row in drafts.of_case(kind, trust.id)]
    unsaid = SupportPacket(new_id(), trust.id, recipient="Somebody", purpose=" ")
    foreign = SupportPacket(new_id(), case.id, recipient="Somebody", purpose="To help")
    with casebook.edit("By mistake", trust.id) as edit:
        edit.add(unsaid)
        for target in ids:
            edit.add(AudienceChoice(new_id(), trust.id, target, Audience.ENGINEERS, shown=True))
            edit.add(AudienceChoice(new_id(), trust.id, target, Audience.LEADERSHIP, shown=False))
            edit.add(PacketPiece(new_id(), trust.id, unsaid.id, target))
    with casebook.edit("Elsewhere", case.id) as edit:
        edit.add(foreign)
        for target in ids:
            edit.add(AudienceChoice(new_id(), case.id, target, Audience.TEAM, shown=True))
            edit.add(PacketPiece(new_id(), case.id, foreign.id, target))
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        for kind in WORDED:
            assert shared.of_case(kind, trust.id) == [], kind
        for of in (case, trust):
            assert shared.audience_choices(of.id) == []
    made = exports.preview(casebook, case.id, "incident-review")
    assert "Hush" not in made


def test_words_of_their_own_are_all_that_readers_get_of_a_piece(casebook: Casebook) -> None:
    for row in trust_rows("case", few_words):
        if field := WORDED.get(type(row), ""):
            assert list(prose(worded(row, INSTEAD))) == [INSTEAD], (type(row), field)
            assert worded(row, "  ") == row

    trust = add_trust_case(casebook, lambda kind, field: f"The {kind.__name__} says its {field}")
    with casebook.drafts() as drafts:
        rows: list[Draft] = [row for kind in WORDED for row in drafts.of_case(kind, trust.id)]
    written = {text for row in rows if WORDED[type(row)] for text in prose(row)}
    for row in rows:
        showing.show(casebook, trust.id, row.id, Audience.LEADERSHIP, INSTEAD)
    for document in ("repair-frame", "shared-account", "trust-break-map", "repair-actions"):
        said = exports.preview(casebook, trust.id, document, subject_id="leadership")
        assert INSTEAD in said
        assert not [text for text in written if text in said], document
    assert NO_UNCERTAINTY not in said, "the record may well name one"
    (repair,) = drafting.of_case(casebook, Repair, trust.id)
    assert exports.preview(casebook, trust.id, "repair-actions", subject_id="team")
    assert repair.before.startswith("The Repair")


def test_notes_lead_nobody_but_the_team_to_a_message(casebook: Casebook) -> None:
    trust = cases.add_case(casebook, CaseKind.TRUST, "Between two")
    log = "2026-03-02T08:14:05.120Z WARN label 5531 printed again\n"
    imports.import_text(casebook, trust.id, log, "labels.log")
    (item,) = evidence.item_ids(casebook, trust.id)
    with casebook.edit("Draft", trust.id) as edit:
        edit.add(Paragraph("p1", trust.id, text="Labels came out twice"))
    drafting.cite(casebook, trust.id, "p1", [Span(int(item))])
    quote = "label 5531 printed again"
    assert not any(quote in text for text in secrets_of(casebook, trust.id).shown)
    for reader in READERS:
        showing.show(casebook, trust.id, "p1", reader)
        assert any(quote in text for text in secrets_of(casebook, trust.id).shown)
        said = exports.preview(casebook, trust.id, "shared-account", subject_id=reader.value)
        assert "2026-03-02 08:14" in said
        close = [words for words in ("5531", "08:14:05", "line 1") if words in said]
        assert bool(close) is (reader is Audience.TEAM), reader


def test_what_is_said_to_leave_is_what_stands_in_the_document(casebook: Casebook) -> None:
    trust = add_trust_case(casebook, lambda kind, field: f"{kind.__name__} tells its {field} here")
    show_everything(casebook, trust.id)
    pack_everything(casebook, trust.id)
    with casebook.drafts() as drafts:
        pieces = {row.id: row for kind in WORDED for row in drafts.of_case(kind, trust.id)}
    packet = drafting.of_case(casebook, SupportPacket, trust.id)[0].id
    said = exports.preview(casebook, trust.id, "support-packet", subject_id=packet)
    for words in ("About: a part of the account", "How far it is: open", "no evidence cited"):
        assert words in said, "how far, of what, and how sure go along"
    for line in leaving.documents(casebook, trust.id):
        if line.subject_id.endswith((Audience.LEADERSHIP, Audience.OUTSIDE)):
            continue  # they see the same here
        found = leaving.leaving(casebook, trust.id, line.document_id, line.subject_id)
        listed = {type(pieces[each.id]) for each in found.leaves if each.id in pieces}
        told = {kind for kind in WORDED if f"{kind.__name__} tells" in found.text}
        if line.document_id == "trust-break-map":
            assert "(verified)" in found.text, "a repair is no more than it is"
        if line.document_id == "recovery-review":
            told.add(GroupStatement)  # that a group called it true, not in which words
        named_only = {AffectedGroup} if line.document_id != "repair-frame" else set()
        assert listed - named_only == told - named_only, (line.document_id, line.words)


def test_a_case_stays_private_whatever_is_saved_of_it(casebook: Casebook) -> None:
    trust = add_trust_case(casebook, few_words)
    with pytest.raises(InvalidInputError, match="stays of the kind"):
        cases.update_case(casebook, replace(trust, kind=CaseKind.INCIDENT))
    # What an older version of the program published of a trust case stays where it is.
    old = Publication(new_id(), trust.id, 1, 1, 0, hashlib.sha256(b"Hush").hexdigest(), "Hush")
    with casebook.edit("Long ago", trust.id) as edit:
        edit.add(old)
    with pytest.raises(ExportError, match="private"):
        publishing.write_version(casebook, old.id, casebook.path.with_name("out.md"))


def test_a_packet_holds_what_it_is_said_to_hold(casebook: Casebook) -> None:
    trust = cases.add_case(casebook, CaseKind.TRUST, "Between two")
    entry = Entry(new_id(), trust.id, "The date was promised in the hall", private=True)
    packet = SupportPacket(new_id(), trust.id, recipient="The mediator", purpose="To prepare")
    with casebook.edit("Draft", trust.id) as edit:
        edit.add(entry)
        edit.add(packet)
    packets.hold(casebook, trust.id, packet.id, [entry.id])
    found = leaving.leaving(casebook, trust.id, "support-packet", packet.id)
    assert entry.text in found.text
    assert [each.id for each in found.leaves] == [entry.id]
    with casebook.edit("Keep it", trust.id) as edit:
        edit.save(entry)
    found = leaving.leaving(casebook, trust.id, "support-packet", packet.id)
    assert entry.text not in found.text
    assert found.leaves == ()


def test_a_week_is_read_once_and_a_signal_of_few_never_leaves(casebook: Casebook) -> None:
    trust = add_trust_case(casebook, lambda kind, field: f"The {kind.__name__} says its {field}")
    show_everything(casebook, trust.id)
    pack_everything(casebook, trust.id)
    (signal,) = drafting.of_case(casebook, Signal, trust.id)
    twice = [Read(signal.id, "2026-03-10", 1.0), Read(signal.id, "2026-03-11", 2.0)]
    with pytest.raises(InvalidInputError, match="twice"):
        signals.write_readings(casebook, trust.id, twice)
    assert [one.week for one in drafting.of_case(casebook, SignalReading, trust.id)] == [DAY]
    with casebook.edit("Past the rule", trust.id) as edit:
        edit.save(replace(signal, group_size=LEAST_GROUP - 1))
    (packet,) = drafting.of_case(casebook, SupportPacket, trust.id)
    for document, subject in (("recovery-review", "team"), ("support-packet", packet.id)):
        said = exports.preview(casebook, trust.id, document, subject_id=subject)
        assert "The Signal" not in said, document
        assert "Given up because" not in said, "nothing is given up"


def test_a_repair_that_is_due_on_no_day_breaks_no_chart(casebook: Casebook) -> None:
    trust = add_trust_case(casebook, few_words)
    show_everything(casebook, trust.id)
    (repair,) = drafting.of_case(casebook, Repair, trust.id)
    undated = {"due": "after the summer", "state": RepairState.OPEN, "done_us": None}
    repairs.change(casebook, trust.id, repair.id, undated)
    assert signals.board(casebook, trust.id).charts
    said = exports.preview(casebook, trust.id, "recovery-review", subject_id="team")
    assert "after the summer" in said
