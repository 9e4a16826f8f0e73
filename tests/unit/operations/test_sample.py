"""The sample case is whole, tells a story that its evidence bears out, and can be exported."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.candour.findings import Group, Scope
from app.domain.drafts import Case, CaseKind, Certainty, Entry, EntryKind, Known, quote_of
from app.domain.errors import CancelledError
from app.domain.evidence import Item
from app.domain.moments import SECOND_US, UTC_ZONE, TimeKind
from app.domain.people import Alias, Person, Role
from app.domain.practice.corrective import ActionState
from app.domain.practice.corrective_rules import asked_of
from app.domain.query import EvidenceFilter
from app.domain.timeline import CitedEntry, as_of
from app.domain.trust.repairs import Repair
from app.domain.trust.signals import Signal
from app.operations import (
    audiences,
    casebooks,
    cases,
    evidence,
    exports,
    imports,
    now,
    people,
    sample,
    timeline,
)
from app.operations import sample_story as story
from app.operations.candour.checking import checker_for
from app.operations.practice import context, corrective, entry_ties


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
    sources = imports.sources(casebook, case.id)

    assert [source.title for source in sources] == list(story.FILES)
    assert {source.receipt.format for source in sources} == {
        "slack-export",
        "alertmanager",
        "text-log",
        "mail",
    }
    for source in sources:
        assert source.receipt.taken >= 6
        assert source.receipt.undated == 0
        # Two notifications only say again that an alert still fires.
        repeated = 2 if source.title == story.ALERTS else 0
        assert sum(skip.count for skip in source.receipt.skips) == repeated


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

    assert 8 <= len(drafted) <= 10
    left = {EntryKind.ESCALATION, EntryKind.COMMUNICATION, EntryKind.RECOVERY}
    assert left.isdisjoint(entry.kind for entry in drafted)
    assert {entry.certainty for entry in drafted} == set(Certainty)
    assert {entry.time_kind for entry in drafted} == set(TimeKind)
    later = {entry.known_by for entry in drafted if entry.known is Known.LATER}
    assert later == {"web engineer", "support lead"}
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
    then = [cited.entry for cited in as_of(entries, case_closed, UTC_ZONE)]

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


def found(casebook: Casebook, case: Case, title: str, words: str) -> Item:
    """The first item of a source that says something."""
    [source] = [one for one in imports.sources(casebook, case.id) if one.title == title]
    asked = EvidenceFilter(query=f'"{words}"', sources=frozenset({source.id}))
    return evidence.item(casebook, evidence.item_ids(casebook, case.id, asked)[0])


def clock_differences(casebook: Casebook, case: Case) -> list[float]:
    """How many seconds later the web shop logged each request that both logs hold."""
    times: dict[str, dict[str, int]] = {story.LOG: {}, story.WEB_LOG: {}}
    for item in evidence.items(casebook, evidence.item_ids(casebook, case.id)):
        request = re.search(r"request=(\w{8})", item.text)
        if item.source_title in times and request and item.utc_us is not None:
            times[item.source_title][request[1]] = item.utc_us
    web, slots = times[story.WEB_LOG], times[story.LOG]
    assert len(web) > 50
    return [(web[request] - slots[request]) / SECOND_US for request in web]


class TestTraps:
    def test_a_message_was_edited_after_it_was_read(self, casebook: Casebook, case: Case) -> None:
        message = found(casebook, case, story.CHAT, "Rolled back to 3.17.4.")
        assert message.utc_us is not None
        assert message.edited_us is not None
        assert message.edited_us - message.utc_us > 4 * 60 * SECOND_US

    def test_the_same_requests_show_that_a_clock_runs_40_s_ahead(
        self, casebook: Casebook, case: Case
    ) -> None:
        assert all(40 < seconds < 40.1 for seconds in clock_differences(casebook, case))
        said = evidence.item_ids(casebook, case.id, EvidenceFilter(query="clock is left as it is"))
        assert said, "the log itself says that its clock is not set"
        [web] = [one for one in imports.sources(casebook, case.id) if one.title == story.WEB_LOG]
        assert web.clock_offset_us == 0, "left for a person to find"

    def test_setting_the_clock_right_brings_the_logs_together(self, tmp_path: Path) -> None:
        with sample.open_at(tmp_path / "one.casebook") as casebook:
            case = cases.cases(casebook)[0]
            [web] = [
                one for one in imports.sources(casebook, case.id) if one.title == story.WEB_LOG
            ]
            imports.change_source(
                casebook, web.id, title=web.title, zone=None, clock_offset_us=40 * SECOND_US
            )
            assert all(0 < seconds < 0.1 for seconds in clock_differences(casebook, case))

    def test_sources_contradict_each_other(self, casebook: Casebook, case: Case) -> None:
        mail = found(casebook, case, story.MAIL, "only an empty list")
        assert mail.time_text == "Tue, 10 Feb 2026 10:04:12 +0100"
        assert "The first one came at 10:06" in found(casebook, case, story.CHAT, "23 chats").text
        assert "about 10:15" in found(casebook, case, story.MAIL, "It began").text
        alert = found(casebook, case, story.ALERTS, "SlotsApiSlow")
        assert alert.time_text == "2026-02-10T09:06:42.507Z"

    def test_mark_is_a_person_and_a_word(self, casebook: Casebook, case: Case) -> None:
        both = found(casebook, case, story.CHAT, "please mark each chat")
        assert "Mark, are you here" in both.text
        for document in exports.offered(casebook):
            if document.id == exports.INCIDENT_REVIEW:
                review = exports.preview(casebook, case.id, document.id).replace("\\", "")
                assert "[web engineer] saw that the flag" in review
                assert "asked to mark, with the times" in review


class TestPeople:
    def test_everybody_has_a_role_and_mail_and_chat_know_the_same_people(
        self, casebook: Casebook, case: Case
    ) -> None:
        known = people.people_of(casebook, case.id)
        assert {known.label(one) for one in known.in_case} == set(story.ROLES.values())
        tomas = [one for one in known.in_case if known.label(one) == "incident lead"]
        sources = {alias.source_id for alias in known.names_of(tomas[0])}
        assert len(sources - {None}) == 2

    @pytest.mark.parametrize("fmt", ["md", "docx", "html"])
    def test_no_document_names_anybody(
        self, casebook: Casebook, case: Case, fmt: str, tmp_path: Path
    ) -> None:
        names = re.compile(r"\b(?:Mira|Tomas|Aiko|Mark|Priya|Ingrid|Signe|Ellery|Solberg|Holm)\b")
        for choice in exports.choices(casebook, case.id):
            document, about = choice.template.id, choice.subject.id if choice.subject else ""
            rendered = exports.render(casebook, case.id, document, fmt, subject_id=about)
            assert rendered.leaks == ()
            text = words_of(rendered.data) if fmt == "docx" else rendered.data.decode()
            assert names.findall(text + rendered.file_name) == []
            for private in ("paged twice", "two windows with the same graph"):
                assert private not in text
            exports.export(casebook, case.id, document, fmt, tmp_path, subject_id=about)

    def test_stakeholders_are_told_some_things_in_other_words(
        self, casebook: Casebook, case: Case
    ) -> None:
        chosen = audiences.chosen(casebook, case.id, Audience.STAKEHOLDERS).values()
        assert sum(choice.shown for choice in chosen) == 2
        assert [choice.reason for choice in chosen if not choice.shown] == ["technical detail"]


def words_of(docx: bytes) -> str:
    """All text of all parts of a Word file, its runs joined."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        return re.sub(r"<[^>]+>", "", " ".join(parts))


def test_its_first_page_has_words(case: Case) -> None:
    filled = (case.impact, case.safe_now, case.changes, case.unknowns, case.next_step, case.next_us)
    assert all(filled)
    assert len(case.unknowns.splitlines()) == 3


def test_a_trust_case_begins_beside_it(casebook: Casebook, case: Case) -> None:
    incident, trust = cases.cases(casebook)
    assert incident == case
    assert (trust.kind, trust.title) == (CaseKind.TRUST, story.TRUST_TITLE)
    assert len(trust.private_notes) > 300
    with casebook.drafts() as drafts:
        kinds = {kind: len(drafts.of_case(kind, trust.id)) for kind in (Entry, Repair, Signal)}
        private = [entry for entry in drafts.of_case(Entry, trust.id) if entry.private]
    assert len(private) == 3
    assert min(kinds.values()) >= 2
    assert "left alone" not in exports.preview(casebook, case.id)


@pytest.mark.parametrize("file", ["deploys.log", "shop-updates.mbox"])
def test_where_it_is_cancelled_nothing_of_it_remains(tmp_path: Path, file: str) -> None:
    with casebooks.new_casebook(tmp_path / "left.casebook", "four calm river stones") as casebook:
        with pytest.raises(CancelledError):
            sample.add(casebook, Impatient(file))

        assert cases.cases(casebook) == []
        with casebook.drafts() as drafts:
            assert (drafts.all(Person), drafts.all(Alias), drafts.all(Role)) == ([], [], [])
        assert casebooks.remove_leftovers(casebook) == 0
        assert casebooks.verify(casebook).problems == ()


class Impatient:
    """Cancels once a file is being read."""

    def __init__(self, file: str) -> None:
        self.cancelled = False
        self._file = file

    def report(self, done: int, total: int, what: str) -> None:
        del done, total
        self.cancelled = self.cancelled or self._file in what


def test_an_action_is_done_one_to_do_and_one_thin(casebook: Casebook, case: Case) -> None:
    plan = corrective.plan(casebook, case.id)
    done, to_do, thin = plan.actions
    assert done.state is ActionState.DONE
    assert len(plan.completion(done.id)) == 1
    today = now.today(casebook, case.id)
    assert [one.field for one in asked_of(plan, done, today)] == ["helped"]
    assert asked_of(plan, to_do, today) == ()
    asked = {one.field for one in asked_of(plan, thin, today)}
    assert asked == {"kind", "priority", "owner", "due", "closes", "shown_by"}
    found = checker_for(casebook, case.id).check(thin.text, Scope.ACTION)
    assert {each.group for each in found} == {Group.GENERIC_ACTION}
    assert len(plan.left_open) == 3


def test_of_two_decisions_one_cites_what_came_too_late(casebook: Casebook, case: Case) -> None:
    points = context.points(casebook, case.id)
    assert [len(one.hindsight) for one in points] == [0, 1]
    assert [tie.flag for tie in entry_ties.ties(casebook, case.id).values() if tie.flag]
