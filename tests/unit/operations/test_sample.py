"""The sample case is whole, tells a story that its evidence bears out, and can be exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, Certainty, Known, quote_of
from app.domain.errors import CancelledError
from app.domain.moments import TimeKind
from app.domain.timeline import CitedEntry, as_of
from app.operations import casebooks, cases, evidence, exports, imports, sample, timeline


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    folder = tmp_path_factory.mktemp("sample")
    with casebooks.new_casebook(folder / "sample.casebook", "four calm river stones") as made:
        yield made


@pytest.fixture(scope="module")
def case(casebook: Casebook) -> Case:
    return sample.add(casebook)


@pytest.fixture(scope="module")
def entries(casebook: Casebook, case: Case) -> list[CitedEntry]:
    return timeline.entries(casebook, case.id)


def test_every_part_of_its_evidence_is_taken(casebook: Casebook, case: Case) -> None:
    sources = {source.title: source for source in imports.sources(casebook, case.id)}

    assert list(sources) == ["Larkfield Slack", "deploys.log", "slots-api-2.log"]
    for source in sources.values():
        assert source.receipt.taken > 30
        assert (source.receipt.undated, source.receipt.skips) == (0, ())


def test_its_evidence_holds_what_a_real_one_would(casebook: Casebook, case: Case) -> None:
    items = evidence.items(casebook, evidence.item_ids(casebook, case.id))

    assert {"#inc-217-delivery-slots", "#releases", "#slots-alerts"} <= {i.place for i in items}
    assert any(item.edited_us for item in items)
    assert any(item.thread for item in items)
    assert any("\n    at larkfield.pool" in item.text for item in items)
    # Three clocks tell of one moment only where each is read in the right zone.
    flag = [i.utc_us for i in items if "live-capacity" in i.text and "10 % -> 100 %" in i.text]
    logged = [i.utc_us for i in items if "live-capacity=100 % (was 10 %)" in i.text]
    assert flag[0] is not None
    assert logged[0] is not None
    assert abs(flag[0] - logged[0]) < 1_000_000


def test_its_timeline_shows_what_an_entry_can_be(entries: list[CitedEntry]) -> None:
    drafted = [cited.entry for cited in entries]

    assert 6 <= len(drafted) <= 8
    assert len({entry.kind for entry in drafted}) >= 6
    assert len({entry.certainty for entry in drafted}) >= 4
    assert {entry.time_kind for entry in drafted} == set(TimeKind)
    assert [entry.known_by for entry in drafted if entry.known is Known.LATER] == ["web engineer"]
    assert sum(entry.private for entry in drafted) == 1
    assert any(entry.certainty is Certainty.UNJUDGED for entry in drafted)


def test_what_can_leave_is_cited_word_for_word(
    casebook: Casebook, case: Case, entries: list[CitedEntry]
) -> None:
    shared = [cited for cited in entries if not cited.entry.private]
    quotes = [item for cited in shared for item in cited.citations]

    assert all(cited.citations for cited in shared)
    assert any(item.citation.start is not None for item in quotes)
    for item in quotes:
        text = evidence.item(casebook, item.citation.item_id).text
        assert item.quote == quote_of(text, item.citation.start, item.citation.end)
    assert casebooks.verify(casebook).problems == ()


def test_what_was_learned_later_is_not_known_at_the_time(entries: list[CitedEntry]) -> None:
    case_closed = max(cited.entry.start_us or 0 for cited in entries)
    then = [cited.entry for cited in as_of(entries, case_closed)]

    assert all(entry.known is Known.AT_THE_TIME for entry in then)
    assert len(then) < len(entries)


@pytest.mark.parametrize("fmt", ["md", "docx"])
def test_it_can_be_exported(casebook: Casebook, case: Case, fmt: str, tmp_path: Path) -> None:
    document = exports.INCIDENT_REVIEW

    assert exports.export(casebook, case.id, document, fmt, tmp_path).stat().st_size > 5_000


def test_its_private_entry_stays(casebook: Casebook, case: Case, entries: list[CitedEntry]) -> None:
    (private,) = [cited.entry.text for cited in entries if cited.entry.private]
    review = exports.preview(casebook, case.id)

    assert private not in review
    assert "paged twice" not in review
    assert "known only later, since 2026-02-11 09:41, by web engineer" in review


class Impatient:
    """Cancels once the second file is being read."""

    def __init__(self) -> None:
        self.cancelled = False

    def report(self, done: int, total: int, what: str) -> None:
        del done, total
        self.cancelled = self.cancelled or "deploys.log" in what


def test_where_it_is_cancelled_nothing_of_it_remains(tmp_path: Path) -> None:
    with casebooks.new_casebook(tmp_path / "left.casebook", "four calm river stones") as casebook:
        with pytest.raises(CancelledError):
            sample.add(casebook, Impatient())

        assert cases.cases(casebook) == []
        assert casebooks.remove_leftovers(casebook) == 0
        assert casebooks.verify(casebook).problems == ()
