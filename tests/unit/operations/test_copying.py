"""What is copied out says where it stands, names nobody, and takes nothing private along."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, Certainty, Entry, EntryKind, new_id
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.moments import Precision, TimeKind
from app.domain.timeline import Span
from app.operations import cases, copying, evidence, imports, people, timeline

NINE_US = 1_770_714_000_000_000  # 2026-02-10T09:00:00Z
ROLE = "on-call engineer A"


@pytest.fixture
def items(casebook: Casebook, case: Case, tmp_path: Path) -> list[int]:
    """A message by somebody who has a role, one by another that names them, and a log line."""
    export = tmp_path / "Larkfield Slack"
    (export / "inc-217").mkdir(parents=True)
    users = [
        {"id": "U1", "name": "mira.l", "profile": {"real_name": "Mira Lindqvist"}},
        {"id": "U2", "name": "tomas", "profile": {"real_name": "Tomas Berg"}},
    ]
    (export / "users.json").write_text(json.dumps(users))
    (export / "channels.json").write_text(json.dumps([{"id": "C1", "name": "inc-217"}]))
    lines = [
        {"type": "message", "user": "U1", "ts": "1770714060.000100", "text": "rolling back"},
        {"type": "message", "user": "U2", "ts": "1770714120.000200", "text": "Mira has it, ok"},
    ]
    (export / "inc-217" / "2026-02-10.json").write_text(json.dumps(lines, indent=0))
    imports.import_evidence(casebook, case.id, export)
    imports.import_text(casebook, case.id, "2026-02-10T09:05:00Z pool exhausted", "slots.log")
    for person in people.people_of(casebook, case.id).persons.values():
        if person.name == "Mira Lindqvist":
            people.set_role(casebook, case.id, person.id, ROLE)
    return list(evidence.item_ids(casebook, case.id))


def draft(casebook: Casebook, case: Case, text: str, spans: list[Span] = (), **fields) -> Entry:
    entry = Entry(
        new_id(),
        case.id,
        text,
        time_kind=TimeKind.EXACT,
        start_us=NINE_US,
        time_precision=Precision.SECOND,
    )
    return timeline.add_entry(casebook, replace(entry, **fields), list(spans)).entry


def test_an_item_is_copied_with_where_it_stands(
    casebook: Casebook, case: Case, items: list[int]
) -> None:
    copied = copying.evidence_text(casebook, case.id, [Span(items[0])])

    words, place = copied.split("\n")
    assert words == "rolling back"
    assert place.startswith(
        f"— 2026-02-10 09:01:00.000100 UTC · Larkfield Slack, #inc-217, {ROLE} · "
        "inc-217/2026-02-10.json, line "
    )


def test_names_in_the_text_become_roles(casebook: Casebook, case: Case, items: list[int]) -> None:
    copied = copying.evidence_text(casebook, case.id, [Span(item) for item in items])

    assert f"[{ROLE}] has it, ok" in copied
    assert "Mira" not in copied
    assert "Tomas" not in copied
    assert copied.count("\n— ") == 3
    assert copied.endswith("2026-02-10 09:05:00 UTC · slots.log · line 1")


def test_of_a_span_only_its_words_are_copied(
    casebook: Casebook, case: Case, items: list[int]
) -> None:
    assert copying.evidence_text(casebook, case.id, [Span(items[0], 8, 12)]).startswith("back\n— ")


def test_a_long_item_is_copied_whole(casebook: Casebook, case: Case) -> None:
    imports.import_text(casebook, case.id, "2026-02-10T09:05:00Z " + "pool " * 400, "long.log")
    (item,) = evidence.item_ids(casebook, case.id)

    assert copying.evidence_text(casebook, case.id, [Span(item)]).count("pool") == 400


def test_an_entry_is_copied_with_its_doubts_and_its_evidence(
    casebook: Casebook, case: Case, items: list[int]
) -> None:
    entry = draft(
        casebook,
        case,
        "Mira Lindqvist began the rollback.",
        [Span(items[0]), Span(items[1])],
        kind=EntryKind.ROLLBACK,
        certainty=Certainty.PROBABLE,
    )

    head, text, *origins = copying.cited_entry_text(casebook, case.id, entry.id).split("\n")

    assert head == (
        "Tuesday, 2026-02-10, 10:00:00 Europe/Berlin (09:00:00 UTC) · Rollback · probable"
    )
    assert text == f"[{ROLE}] began the rollback."
    assert [origin[:8] for origin in origins] == ["Note 1: ", "Note 2: "]
    assert f"#inc-217 · {ROLE} · 2026-02-10 09:01:00.000100 UTC" in origins[0]


def test_an_entry_of_unknown_time_says_so(casebook: Casebook, case: Case) -> None:
    entry = draft(
        casebook,
        case,
        "A customer telephoned.",
        time_kind=TimeKind.UNKNOWN,
        start_us=None,
        time_precision=Precision.NONE,
    )

    copied = copying.cited_entry_text(casebook, case.id, entry.id)

    assert copied.startswith("time not known · ")
    assert "no evidence cited" in copied


def test_a_private_entry_is_not_copied(casebook: Casebook, case: Case) -> None:
    entry = draft(casebook, case, "Only between us.", private=True)

    with pytest.raises(InvalidInputError, match="is private and never leaves"):
        copying.cited_entry_text(casebook, case.id, entry.id)


def test_evidence_that_is_gone_is_said_to_be_gone(casebook: Casebook, case: Case) -> None:
    with pytest.raises(NotFoundError):
        copying.evidence_text(casebook, case.id, [Span(99)])


def test_words_of_a_private_note_are_not_copied(
    casebook: Casebook, case: Case, items: list[int]
) -> None:
    private = "Tomas was told to wait by the vendor"
    cases.update_case(casebook, replace(case, private_notes=private))
    entry = draft(casebook, case, f"At nine {private}, and did.")

    with pytest.raises(InvalidInputError, match="private notes of"):
        copying.cited_entry_text(casebook, case.id, entry.id)
