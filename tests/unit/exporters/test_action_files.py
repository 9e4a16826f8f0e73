"""Actions as trackers and calendars take them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.domain.drafts import Case, CaseKind, new_id
from app.domain.moments import UTC_ZONE
from app.domain.practice.action_plan import ActionPlan
from app.domain.practice.action_sheet import ActionSheet, sheet_of
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import ActionKind, ActionState, CorrectiveAction, Priority
from app.domain.practice.failure_chain import FailureChain
from app.domain.practice.lessons import FollowUp
from app.exporters.action_calendar import calendar_bytes
from app.exporters.action_tables import harmless, table_bytes
from tests.unit.review_samples import at

NOW = at("2026-11-21 09:30")
CASE = Case("case", CaseKind.INCIDENT, "Orders API unavailable")
CHAIN = FailureChain((Factor("f1", "case", "No limit on rows"),))


def action(text: str, **fields: object) -> CorrectiveAction:
    return CorrectiveAction(new_id(), "case", text, **fields)


def sheet(*listed: CorrectiveAction, follow_ups: tuple[FollowUp, ...] = ()) -> ActionSheet:
    actions = tuple(replace(one, rank=rank) for rank, one in enumerate(listed))
    plan = ActionPlan(actions, {one.id: ("f1",) for one in actions}, CHAIN)
    return sheet_of(CASE, plan, follow_ups, UTC_ZONE, NOW)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


CAP = action(
    "Refuse queries that would read more than 100,000 rows",
    kind=ActionKind.SYSTEMIC,
    priority=Priority.HIGH,
    owner="platform lead",
    due="2026-12-01",
    shown_by="A query over the limit,\nrefused",
)
BODY = (
    "Action A1 of the review “Orders API unavailable”, preliminary as of 2026-11-21, causes not "
    "analysed\n"
    "Owner: platform lead\n"
    "Due: 2026-12-01\n"
    "Closes: F1 No limit on rows\n"
    "Shown to be done by: A query over the limit, refused"
)


def test_jira_gets_its_columns_with_a_column_for_each_label() -> None:
    table = list(csv.reader(io.StringIO(table_bytes(sheet(CAP), "jira").decode())))
    assert table == [
        [
            *("Summary", "Issue Type", "Description", "Priority", "Due Date"),
            *("Labels", "Labels", "Assignee"),
        ],
        [
            *(CAP.text, "Task", BODY, "High", "2026-12-01"),
            *("incident-review", "systemic", "platform lead"),
        ],
    ]


def test_linear_gets_the_columns_of_its_own_export() -> None:
    under_way = action("Alert by service", state=ActionState.UNDER_WAY)
    first, second = rows(table_bytes(sheet(CAP, under_way), "linear"))
    assert first == {
        "Title": CAP.text,
        "Description": BODY,
        "Status": "Todo",
        "Priority": "High",
        "Assignee": "platform lead",
        "Labels": "incident-review, systemic",
        "Due Date": "2026-12-01",
    }
    assert (second["Status"], second["Priority"]) == ("In Progress", "No priority")
    assert (second["Labels"], second["Due Date"]) == ("incident-review", "")


def test_github_gets_the_fields_of_an_issue() -> None:
    assert rows(table_bytes(sheet(CAP), "github")) == [
        {
            "title": CAP.text,
            "body": BODY,
            "labels": "incident-review,systemic",
            "assignees": "",
            "milestone": "",
        }
    ]


def test_what_is_published_is_no_longer_preliminary() -> None:
    published = replace(CASE, published_us=NOW)
    told = sheet_of(published, ActionPlan((CAP,), {}, CHAIN), (), UTC_ZONE, NOW)
    assert told.rows[0].lines[0] == "Action A1 of the review “Orders API unavailable”"
    assert not told.preliminary


def test_only_what_is_still_to_be_done_and_not_there_yet_is_handed_on() -> None:
    done = action("Done", state=ActionState.DONE)
    dropped = action("Dropped", state=ActionState.DROPPED)
    there = action("There", tracker="OPS-77", due="2026-12-02")
    empty = action("  ")
    told = sheet(done, dropped, there, empty, CAP)
    assert [row.number for row in told.for_tracker] == ["A5"]
    assert [row.number for row in told.with_day] == ["A3", "A5"]


def test_a_long_text_is_cut_in_the_title_and_whole_in_the_description() -> None:
    text = "word " * 100
    row = rows(table_bytes(sheet(action(text)), "jira"))[0]
    assert len(row["Summary"]) <= 252
    assert row["Summary"].endswith("word …")
    assert text.strip() in row["Description"]


@given(st.text())
def test_no_cell_is_ever_a_formula(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", " "))
    assert "\0" not in cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=4, max_size=4))
def test_what_people_write_comes_back_from_every_table(texts: list[str]) -> None:
    title, owner, shown_by, due = texts
    told = sheet(action(f"x{title}", owner=owner, shown_by=shown_by, due=due))
    for tracker in ("jira", "linear", "github"):
        table = list(csv.reader(io.StringIO(table_bytes(told, tracker).decode(), newline="")))
        assert len(table) == 2
        assert len(table[0]) == len(table[1])
        for cell in table[1]:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_formula_stays_words() -> None:
    row = rows(table_bytes(sheet(action("=cmd|'/c calc'!A1", owner="@mira")), "linear"))[0]
    assert (row["Title"], row["Assignee"]) == ("'=cmd|'/c calc'!A1", "'@mira")


def events(data: bytes) -> list[tuple[str, date, str]]:
    calendar = Calendar.from_ical(data)
    return [
        (str(event["SUMMARY"]), event.decoded("DTSTART"), str(event["UID"]))
        for event in calendar.walk("VEVENT")
    ]


def test_a_calendar_holds_due_days_and_follow_ups_as_whole_days() -> None:
    looking = FollowUp(new_id(), "case", "2027-01-15", "Did the limit help?")
    over = FollowUp(new_id(), "case", "2026-11-01", "Done", done_us=NOW)
    no_day = FollowUp(new_id(), "case", "in spring")
    told = sheet(CAP, action("No day"), follow_ups=(looking, over, no_day))
    data = calendar_bytes(told, NOW)
    first, second = events(data)
    assert first[:2] == (f"Due: {CAP.text}", date(2026, 12, 1))
    assert second[:2] == ("Follow-up: Did the limit help?", date(2027, 1, 15))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert str(Calendar.from_ical(data).walk("VEVENT")[0]["DESCRIPTION"]) == BODY


def test_a_later_calendar_replaces_the_days_of_an_earlier_one() -> None:
    later = CorrectiveAction(CAP.id, "case", "Refuse them", due="9999-12-31")
    first, second = (events(calendar_bytes(sheet(each), NOW))[0] for each in (CAP, later))
    assert first[2] == second[2]
    assert second[1] == date(9999, 12, 31)


def test_what_people_write_cannot_add_lines_to_a_calendar() -> None:
    text = "Cap; then, \\n\r\nEND:VEVENT\rATTENDEE:mailto:x"
    data = calendar_bytes(sheet(action(text, due="2026-12-01", owner=text)), NOW)
    assert len(Calendar.from_ical(data).walk("VEVENT")) == 1
    assert b"\nATTENDEE" not in data
    assert events(data)[0][0] == f"Due: {' '.join(text.split())}"
