"""Documents: each statement that tells its time comes in there, all else undated, in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import docx.enum.style
import pytest
from pypdf import PdfReader, PdfWriter

from app.domain.errors import EvidenceError
from app.domain.evidence import NO_CHOICES, ImportChoices, Record, SkipCode
from app.domain.moments import Caveat, Precision, Stamp, caveats_in
from app.domain.questions import DateOrder, DateOrderQuestion, DayQuestion
from app.importers.base import EvidenceFile
from app.importers.documents import document, document_pdf, document_word
from app.importers.documents.document import Document
from app.importers.documents.document_columns import rows_together
from app.importers.registry import FORMATS, probe, recognise
from tests.unit.importers.conftest import DATA
from tests.unit.importers.document_table import DATED, ITEMS
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "document"
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str, name: str = "report.md") -> Path:
        path = tmp_path / name
        path.write_text(text)
        return path

    return written


@pytest.fixture
def lines(write: Write) -> Callable[..., list[str]]:
    """The dated statements of a text: time, a space, words."""

    def told(text: str, name: str = "report.md", choices: ImportChoices = NO_CHOICES) -> list[str]:
        return [f"{when(record)} {record.text}" for record in dated(write(text, name), choices)]

    return told


Told = Callable[..., list[str]]


def read(path: Path, choices: ImportChoices = NO_CHOICES) -> Reading:
    return Reading(Document(), path, choices)


def dated(path: Path, choices: ImportChoices = NO_CHOICES) -> list[Record]:
    return [record for record in read(path, choices).records if record.stamp]


def when(record: Record) -> str:
    stamp = stamp_of(record)
    moment = datetime.fromtimestamp(stamp.clock_us / 1_000_000, UTC)
    form = {Precision.DAY: "%Y-%m-%d", Precision.MINUTE: "%Y-%m-%dT%H:%M"}
    written = moment.strftime(form.get(stamp.precision, "%Y-%m-%dT%H:%M:%S"))
    return written + ("Z" if stamp.zoned else "")


def stamp_of(record: Record) -> Stamp:
    assert record.stamp is not None
    return record.stamp


def caveats(record: Record) -> set[Caveat]:
    return set(caveats_in(stamp_of(record).caveats))


def test_every_sample_is_in_the_table() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(DATED) == set(ITEMS)


@pytest.mark.parametrize("name", DATED)
def test_each_statement_of_a_sample_comes_in_at_its_time(name: str) -> None:
    reading = read(SAMPLES / name)
    found = [(when(record), record.text) for record in reading.records if record.stamp]
    assert [time for time, _ in found] == [time for time, _ in DATED[name]]
    for (_, text), (_, begins) in zip(found, DATED[name], strict=True):
        assert text.startswith(begins)
    assert len(reading.records) == ITEMS[name]


@pytest.mark.parametrize(
    "day",
    [
        *("May 14, 2024", "14 May", "14.05.2024", "14.05.", "2024-05-14", "Tuesday, May 14th:"),
        *("Dienstag, den 14. Mai 2024", "mardi 14 mai 2024", "14 de mayo de 2024", "14 mei 2024"),
    ],
)
@pytest.mark.parametrize("mark", ["", "- "])
def test_a_line_that_is_only_a_day_dates_the_times_below(day: str, mark: str, write: Write) -> None:
    path = write(f"{day}\n{mark}09:02 Alert fires\n{mark}09:10 Rolled back\n", "any.txt")
    assert recognise(EvidenceFile.at(path)).format == "document"
    assert [(when(one), one.text) for one in dated(path, ImportChoices(day=date(2024, 5, 14)))] == [
        ("2024-05-14T09:02", "Alert fires"),
        ("2024-05-14T09:10", "Rolled back"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "14 May 2024\n09:02 <mira> slow\n09:03 <oduya> looking\n",
        "14 May 2024\n" + "\n".join(f"step {n}" for n in range(30)) + "\n09:02 a\n09:03 b\n",
        "4.2.\n09:02 pump on\n09:03 pump off\n",
        "5 ago\n09:02 pump on\n09:03 pump off\n",
    ],
)
def test_a_log_with_a_day_or_a_number_above_it_is_no_document(text: str, write: Write) -> None:
    assert recognise(EvidenceFile.at(write(text, "any.txt"))).format != "document"


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Am 14. März 2024 um 09:02 Uhr fiel die Kasse aus.", "2024-03-14T09:02"),
        ("Le 1er août 2024 à 09h02, la caisse est tombée.", "2024-08-01T09:02"),
        ("El 14 de mayo de 2024 a las 9:02 cayó la caja.", "2024-05-14T09:02"),
    ],
)
def test_months_of_other_languages_are_read_in_sentences(
    words: str, time: str, write: Write
) -> None:
    [record] = dated(write(f"# Notes\n\n{words}\n", "any.md"), NO_CHOICES)
    assert when(record) == time


@pytest.mark.parametrize("name", DATED)
def test_no_other_format_wants_a_document(name: str) -> None:
    probed = probe(EvidenceFile.at(SAMPLES / name))
    scores = {importer.format: importer.score(probed) for importer in FORMATS}
    assert max(scores, key=lambda format_id: scores[format_id]) == "document"
    assert scores.pop("document") > max(scores.values())


def test_an_item_says_where_it_stood() -> None:
    records = {record.text: record for record in read(SAMPLES / "bullets.md").records}
    joined = records["Someone else joins"]
    assert (joined.place, joined.line) == ("Timeline", 24)
    assert joined.raw == "* **02:58** Someone else joins"
    assert stamp_of(joined).text == "02:58"
    assert "kubelet: eviction manager" in "".join(
        text for text, record in records.items() if record.stamp is None
    )


def test_what_stands_below_an_entry_belongs_to_it() -> None:
    [called] = [r for r in dated(SAMPLES / "bullets.md") if r.text.startswith("Pager calls")]
    assert called.text.splitlines()[2::2] == ["• she opens the dashboard", "• and asks for help"]
    first = dated(SAMPLES / "clock-headings.md")[0]
    assert first.text.endswith("17:41:00 hits 3")


def test_what_a_time_did_not_say_is_kept_with_it() -> None:
    found = {record.text: caveats(record) for record in dated(SAMPLES / "bullets.md")}
    assert found["Someone else joins"] == {Caveat.DAY, Caveat.ZONE_HEADING}
    assert found["(mitigation) the job is stopped"] == {Caveat.DAY, Caveat.ABOUT}
    notes = read(SAMPLES / "bullets.md").notes
    assert any("without a date" in note and "2024-03-30" in note for note in notes)
    assert any("read as UTC" in note for note in notes)


def test_an_abbreviated_zone_is_marked_and_its_offset_kept() -> None:
    start = dated(SAMPLES / "confluence.html")[0]
    assert caveats(start) == {Caveat.ZONE_NAME}
    assert stamp_of(start).offset_us == 11 * 3600 * 1_000_000


def test_rows_of_a_template_are_no_events() -> None:
    texts = {record.text for record in read(SAMPLES / "template.md").records if not record.stamp}
    assert {
        "14:05 | <what happened>",
        "12:00 | Example: the alert fired",
        "XX:XX | TODO",
        "10:05",
        "<time> - <event>",
        "14:30 - an example of an entry",
        "15:00 - describe what you saw",
    } <= texts
    [comment] = read(SAMPLES / "template.md").skips
    assert (comment.code, comment.line) == (SkipCode.NOT_EVIDENCE, 6)


@pytest.mark.parametrize(
    ("order", "first"), [(DateOrder.DAY_FIRST, "04-03"), (DateOrder.MONTH_FIRST, "03-04")]
)
def test_the_order_of_day_and_month_is_asked_and_the_answer_kept(
    order: DateOrder, first: str
) -> None:
    path = SAMPLES / "numeric.md"
    [question] = Document().inspect(EvidenceFile.at(path), lambda _: None).questions
    assert isinstance(question, DateOrderQuestion)
    assert question.orders == (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    assert question.readings[0] == (date(2024, 4, 3), date(2024, 4, 4))
    records = dated(path, ImportChoices(date_order=order))
    assert [when(record) for record in records] == [
        f"2024-{first}T14:05",
        f"2024-{first}T14:20",
        "2024-04-04T08:10",
        "2024-04-04T08:45",
    ]
    assert Caveat.ORDER in caveats(records[0])


def test_unanswered_dates_stay_unread_and_the_receipt_says_so() -> None:
    reading = read(SAMPLES / "numeric.md")
    assert not [record for record in reading.records if record.stamp]
    assert any("left unread" in note for note in reading.notes)


def test_a_document_proves_the_order_of_its_dates(lines: Told) -> None:
    text = "# Outage of March 30, 2024\n\n- 30/03/2024 14:05: a\n- 31/03/2024 09:00: b\n"
    assert lines(text) == ["2024-03-30T14:05 a", "2024-03-31T09:00 b"]
    near = "# Outage of April 3, 2024\n\n- 04/03/2024 14:05: a\n"
    assert lines(near) == ["2024-04-03T14:05 a"]


def test_the_day_is_asked_where_nothing_tells_it() -> None:
    path = SAMPLES / "day-open.md"
    [question] = Document().inspect(EvidenceFile.at(path), lambda _: None).questions
    assert question == DayQuestion(("14:05", "14:32", "15:10", "00:20"), None)
    assert read(path).texts()[2] == "14:05 — webhooks queue up"
    records = dated(path, ImportChoices(day=date(2024, 3, 30)))
    assert [when(record) for record in records] == [
        "2024-03-30T14:05",
        "2024-03-30T14:32",
        "2024-03-30T15:10",
        "2024-03-31T00:20",
    ]
    assert caveats(records[0]) == {Caveat.DAY}


def test_the_day_in_a_file_name_is_proposed(tmp_path: Path) -> None:
    path = tmp_path / "2024-03-30-webhooks.md"
    path.write_bytes((SAMPLES / "day-open.md").read_bytes())
    [question] = Document().inspect(EvidenceFile.at(path), lambda _: None).questions
    assert isinstance(question, DayQuestion)
    assert question.proposed == date(2024, 3, 30)


def test_a_zone_of_several_countries_is_left_open_and_named(write: Write) -> None:
    path = write("# 2024-03-30 x\n\n## Timeline\n\nAll times in IST\n\n- 14:05 a b\n", "r.md")
    [record] = dated(path)
    assert when(record) == "2024-03-30T14:05"
    assert any("“IST”" in note for note in read(path).notes)
    stated = write("# 2024-03-30 x\n\nAll times in IST (India)\n\n- 14:05 a b\n", "s.md")
    assert [when(record) for record in dated(stated)] == ["2024-03-30T08:35Z"]


def test_a_place_keeps_its_summer_time(lines: Told) -> None:
    text = "All times in {}.\n\n## Timeline\n\n- 2024-03-30 12:00 a\n- 2024-03-31 12:00 b\n"
    assert lines(text.format("UK time")) == ["2024-03-30T12:00Z a", "2024-03-31T11:00Z b"]
    assert lines(text.format("GMT")) == ["2024-03-30T12:00Z a", "2024-03-31T12:00Z b"]


def test_an_hour_that_clocks_show_twice_is_told(write: Write) -> None:
    path = write("# 2024-11-03\n\nAll times in Pacific Time.\n\n- 01:30 a b\n- 03:30 c d\n")
    assert [when(record) for record in dated(path)] == ["2024-11-03T08:30Z", "2024-11-03T11:30Z"]
    assert [note for note in read(path).notes if note.startswith("One time lies in an hour")]


def test_a_table_and_a_heading_have_zones_of_their_own(lines: Told) -> None:
    text = (
        "# 2024-03-30\n\n## Timeline (CET)\n\n- 14:05 a\n\n## Seen by the vendor\n\n"
        "| Time (UTC) | Event |\n|--|--|\n| 14:05 | b |\n\n- 14:06 c\n"
    )
    assert lines(text) == ["2024-03-30T13:05Z a", "2024-03-30T14:05Z b", "2024-03-30T14:06 c"]


def test_a_list_that_passes_midnight_goes_on_the_next_day(lines: Told) -> None:
    text = (
        "# 2024-12-31\n\n- 23:50 UTC a\n- 23:40 UTC b, noted late\n- 00:10 UTC c\n- 00:20 UTC d\n"
    )
    assert lines(text) == [
        "2024-12-31T23:50Z a",
        "2024-12-31T23:40Z b, noted late",
        "2025-01-01T00:10Z c",
        "2025-01-01T00:20Z d",
    ]


def test_all_events_on_one_day_but_those_that_say_another(lines: Told) -> None:
    text = (
        "# Disk full\n\nUnless otherwise noted all events happened on 2024-03-30, in UTC.\n\n"
        "All times are in UTC.\n\n- 2024-03-29 00:55: a\n- 01:38: b\n"
    )
    assert lines(text) == ["2024-03-29T00:55Z a", "2024-03-30T01:38Z b"]


def test_a_year_is_taken_from_a_date_nearby(write: Write) -> None:
    path = write("# Outage\n\nDate: 2023-12-30\n\n- Dec 31, 23:50 UTC a\n- Jan 1, 00:10 UTC b\n")
    records = dated(path)
    assert [when(record) for record in records] == ["2023-12-31T23:50Z", "2024-01-01T00:10Z"]
    assert all(Caveat.YEAR in caveats(record) for record in records)


@pytest.mark.parametrize(
    "sentence",
    [
        "We will finish the review by 2024-04-15 at 10:00 UTC.",
        "The job runs every night at 01:00 UTC.",
        "It took 5:30 hours to copy the data.",
        "The picture has a ratio of 16:9 on 10.20.30.40:8443.",
        "Version 3.12:04 was never built.",
        "It is scheduled for 2024-05-01 at 14:00 UTC.",
        "This page was last updated on 2024-04-02 at 10:00 UTC.",
        "For example, 14:05 UTC would be written like this.",
        "It would have been seen at 14:05 UTC.",
        "20244-03-30 14:05 is a misprint.",
    ],
)
def test_what_is_no_event_stays_undated(lines: Told, sentence: str) -> None:
    assert lines(f"# Report of 30 March 2024\n\n## Summary\n\n{sentence}\n") == []


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("At 14:05 the job failed.", "2024-03-30T14:05"),
        ("Around 9pm PST everything was well.", "2024-03-31T05:00Z"),
        ("On 29 March 2024 at 14:05 UTC it began.", "2024-03-29T14:05Z"),
        ("On Friday 29 March 2024, the disk was full.", "2024-03-29"),
        ("Between 14:05 and 14:20 UTC nobody could log in.", "2024-03-30T14:05Z"),
        ("From 14:05 until 15:10 CET we were down.", "2024-03-30T13:05Z"),
    ],
)
def test_a_sentence_that_tells_when_is_a_statement(lines: Told, sentence: str, time: str) -> None:
    text = f"# Report of 30 March 2024\n\n## Summary\n\n{sentence} Nobody saw it.\n"
    assert lines(text) == [f"{time} {sentence}"]


def test_due_dates_are_no_events(lines: Told) -> None:
    text = (
        "# 2024-03-30 Outage\n\n## Action items\n\n| Action | Owner | Due |\n|--|--|--|\n"
        "| write a test | us | 2024-05-01 |\n\n- 2024-05-02: review\n- [ ] rename by 2024-05-03\n"
    )
    assert lines(text) == []


def test_a_range_keeps_its_words_and_begins_at_its_start(write: Write) -> None:
    [record] = dated(write("# 2024-03-30\n\n- 8:20 - 8:24 PM UTC: a pause\n"))
    assert (stamp_of(record).text, when(record)) == ("8:20 - 8:24 PM UTC", "2024-03-30T20:20Z")


def test_pages_of_a_status_site(lines: Told) -> None:
    text = "Uploads\n\nResolved - It is over.\nPosted 2 days ago. Mar 30, 2024 - 05:12 UTC\n"
    assert lines(text, "page.txt") == ["2024-03-30T05:12Z Resolved - It is over."]


def test_a_log_with_a_few_words_stays_a_log(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    rows = "".join(f"2024-03-30 02:{i:02}:00 INFO worker {i} started\n" for i in range(40))
    path.write_text(f"# Log of the worker\n\nIt was slow.\n\n{rows}")
    assert recognise(EvidenceFile.at(path)).format == "text-log"


def test_a_script_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "run.sh"
    path.write_text("#!/bin/sh\n# start the worker\n# then wait\nexport A=1\nworker --port 8080\n")
    assert recognise(EvidenceFile.at(path)).format != "document"


def test_deleted_words_of_a_word_file_are_gone_and_added_ones_there() -> None:
    texts = read(SAMPLES / "table.docx").texts()
    assert "the order is sent to the vendor" in texts
    assert not any("forgotten" in text for text in texts)


def test_words_in_a_content_control_are_read(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("30 March 2024")
    held = made.add_paragraph("At 14:05 UTC it began.")
    body = held._p.getparent()
    control = docx.oxml.OxmlElement("w:sdt")
    content = docx.oxml.OxmlElement("w:sdtContent")
    body.replace(held._p, control)
    control.append(content)
    content.append(held._p)
    path = tmp_path / "controls.docx"
    made.save(str(path))
    assert [when(record) for record in dated(path)] == ["2024-03-30T14:05Z"]


def test_text_in_western_encoding(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    text = "# Störung am 30 March 2024\n\n## Timeline\n\n- 14:05 UTC: Züge stehen überall\n"
    path.write_bytes(text.encode("cp1252"))
    assert "Züge stehen überall" in read(path).texts()


def test_a_pdf_of_pictures_is_one_item(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    path = tmp_path / "scan.pdf"
    writer.write(str(path))
    [record] = read(path).records
    assert record.stamp is None
    assert "scan.pdf" in record.text


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(SAMPLES / "table.pdf"))
    writer.encrypt("secret", algorithm="AES-256")
    path = tmp_path / "locked.pdf"
    writer.write(str(path))
    with pytest.raises(EvidenceError, match="locked by a password"):
        read(path)


@pytest.mark.parametrize("name", ["table.pdf", "table.docx"])
def test_a_damaged_file_is_told(tmp_path: Path, name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(data[:200] + bytes(2000))
    with pytest.raises(EvidenceError, match="damaged"):
        read(path)


def test_a_word_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_word, "MOST_BYTES", 100_000)
    packed = io.BytesIO((SAMPLES / "table.docx").read_bytes())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/more.xml", bytes(1_000_000))
    path = tmp_path / "bomb.docx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(EvidenceError, match="more than a Word document"):
        read(path)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_pdf, "MOST_PAGES", 0)
    with pytest.raises(EvidenceError, match="pages"):
        read(SAMPLES / "table.pdf")


def test_a_document_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_BYTES", 100)
    with pytest.raises(EvidenceError, match="larger than"):
        read(SAMPLES / "bullets.md")


def test_headers_and_footers_are_taken_once(tmp_path: Path) -> None:
    writer = PdfWriter()
    for _ in range(3):
        writer.append(SAMPLES / "pager.pdf")
    path = tmp_path / "thrice.pdf"
    writer.write(str(path))
    reading = read(path)
    assert [skip.code for skip in reading.skips] == [SkipCode.DUPLICATE]
    assert reading.texts().count("Status: Reviewed") == 1


def test_one_very_long_line_is_kept_and_not_searched(write: Write) -> None:
    path = write("# 2024-03-30\n\n## Timeline\n\n- 14:05 UTC a\n\n" + "14:06 x " * 20_000 + "\n")
    reading = read(path)
    assert [when(record) for record in reading.records if record.stamp] == ["2024-03-30T14:05Z"]
    assert len(reading.texts()[-1]) > 150_000


def test_impossible_times_stay_undated(lines: Told) -> None:
    text = (
        "# x\n\n- 2024-02-30 10:00 UTC: a\n- 0001-01-01 00:00 UTC: b\n- 2024-03-30 27:99 UTC: c\n"
        "- 9999-12-31 23:59 UTC: d\n- 13:60 e\n"
    )
    assert lines(text) == []


def test_lines_of_one_paragraph_are_statements_of_their_own(lines: Told) -> None:
    text = (
        "# Log\n\n**3 June 2022**\n\n7:02am: first\n7:15am - 7:30am: second\nstill second\n\n"
        "## Cause\n\nThe tables were filled again by a job that had waited for\n"
        "a disk. Nobody knew of it.\n"
    )
    assert lines(text) == [
        "2022-06-03T07:02 first",
        "2022-06-03T07:15 second\nstill second",
    ]


def test_a_line_that_begins_with_a_time_by_chance_is_no_statement(lines: Told) -> None:
    text = (
        "Report of 30 March 2024\n\nSummary\n\nThe copy of the night had been stopped by hand at\n"
        "02:44 UTC because a disk was full. Nobody was told.\n\nTimeline\n\n02:50 UTC a call\n"
    )
    assert lines(text, "report.txt") == [
        "2024-03-30T02:44Z The copy of the night had been stopped by hand at\n"
        "02:44 UTC because a disk was full.",
        "2024-03-30T02:50Z a call",
    ]


def test_a_time_alone_on_its_line_dates_what_follows(lines: Told) -> None:
    text = "# 2024-03-30\n\n**14:05 UTC**\n\nThe disk is full.\n\n**14:20 UTC**\n\nIt is empty.\n"
    assert lines(text) == ["2024-03-30T14:05Z The disk is full.", "2024-03-30T14:20Z It is empty."]


def test_lines_of_a_log_among_typed_ones_are_only_quoted(lines: Told) -> None:
    text = (
        "Report of 30 March 2024\n\nTimeline (UTC+2)\n\n14:05 the hub fails\n14:20 we look\n\n"
        "[E 2024-03-30 12:04:59.120 hub] out of memory\n\n14:31 all is well\n"
    )
    assert lines(text, "report.txt") == [
        "2024-03-30T12:05Z the hub fails",
        "2024-03-30T12:20Z we look",
        "2024-03-30T12:31Z all is well",
    ]


def test_the_time_below_a_status_dates_it(tmp_path: Path) -> None:
    path = tmp_path / "status.html"
    path.write_text(
        "<!doctype html><html><body><h1>Uploads fail</h1>"
        "<div><b>Resolved</b> - It is over.<br><small>Mar <var>30</var>, 2024 - "
        "<var>05:12</var> UTC</small></div><div><span>We watch it.</span>"
        "<div>Posted 2 days ago. Mar 30, 2024 - 03:12 UTC</div></div></body></html>"
    )
    assert [(when(record), record.text) for record in dated(path)] == [
        ("2024-03-30T05:12Z", "Resolved - It is over."),
        ("2024-03-30T03:12Z", "We watch it."),
    ]


def test_code_in_a_word_file_is_quoted_whole(tmp_path: Path) -> None:
    made = docx.Document()
    made.styles.add_style("Preformatted Text", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("At 14:05 UTC on 30 March 2024 it began.")
    for line in ("14:04:01 hits 12", "14:04:02 hits 3"):
        made.add_paragraph(line, style="Preformatted Text")
    path = tmp_path / "code.docx"
    made.save(str(path))
    reading = read(path)
    assert reading.texts()[-1] == "14:04:01 hits 12\n14:04:02 hits 3"
    assert [record.stamp is not None for record in reading.records] == [True, False]


@pytest.mark.parametrize(
    ("lines_of_page", "together"),
    [
        (
            ["2024-   Disk full", "03-30   in the", "14:05   hall"],
            ["2024-03-30 14:05   Disk full", " " * 19 + "in the", " " * 19 + "hall"],
        ),
        (
            ["10:58    Triggered", "PM       by a probe", "11:20    Seen", "PM       by us"],
            [
                "10:58 PM   Triggered",
                " " * 11 + "by a probe",
                "11:20 PM   Seen",
                " " * 11 + "by us",
            ],
        ),
        (["14:05   a", "14:10   b"], ["14:05   a", "14:10   b"]),
        (["Owner   we", "Status  done"], ["Owner   we", "Status  done"]),
    ],
)
def test_times_that_a_narrow_column_broke_apart(
    lines_of_page: list[str], together: list[str]
) -> None:
    assert rows_together(lines_of_page) == together


def test_what_an_encoding_cannot_say_is_shown_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(b"\xef\xbb\xbf# 2024-03-30\n\n- 14:05 UTC: a \x00 b \xed\xa0\x80 c\n")
    reading = read(path)
    assert reading.texts()[-1] == "a \ufffd b \ufffd\ufffd\ufffd c"
    assert "no text" in "".join(reading.notes)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("`09:14` words", "2024-03-12T09:14"),
        ("[x] 09:14 words", "2024-03-12T09:14"),
        ("🔴 09:14 – words", "2024-03-12T09:14"),
        ("**[09:14]** words", "2024-03-12T09:14"),
        ("(09:14) words", "2024-03-12T09:14"),
        ("09:14, words", "2024-03-12T09:14"),
        ("09:14 - 09:20 words", "2024-03-12T09:14"),
        ("09:14-10:00: words", "2024-03-12T09:14"),
        ("09:14 UTC+1: words", "2024-03-12T08:14Z"),
        ("09:14 +0100: words", "2024-03-12T08:14Z"),
        ("09:14 UTC (05:14 EDT): words", "2024-03-12T09:14Z"),
        ("09:14 (08:14 GMT): words", "2024-03-12T08:14Z"),
        ("9:14 PM words", "2024-03-12T21:14"),
        ("9:14-9:20 p.m. words", "2024-03-12T21:14"),
        ("9pm: words", "2024-03-12T21:00"),
        ("0914Z: words", "2024-03-12T09:14Z"),
        ("09h14 words", "2024-03-12T09:14"),
        ("09:14:33.120 words", "2024-03-12T09:14:33"),
        ("13 Mar 09:14 words", "2024-03-13T09:14"),
        ("Mar 13, 9:14 words", "2024-03-13T09:14"),
        ("Wed, 13 March 2024, 09:14 UTC - words", "2024-03-13T09:14Z"),
        ("Wed Mar 13 09:14:05 UTC 2024 words", "2024-03-13T09:14:05Z"),
        ("13.03.2024 09:14 words", "2024-03-13T09:14"),
        ("13.03. 09:14 words", "2024-03-13T09:14"),
        ("13/03 09:14 words", "2024-03-13T09:14"),
        ("3/13/24, 9:14 AM: words", "2024-03-13T09:14"),
        ("2024-03-13T09:14:05+01:00 words", "2024-03-13T08:14:05Z"),
        ("2024-03-13 09:14:05 +0000 UTC words", "2024-03-13T09:14:05Z"),
        ("2024-03-13: 09:14 UTC - words", "2024-03-13T09:14Z"),
        ("20240313 09:14 words", "2024-03-13T09:14"),
        ("09:14 on 13 March words", "2024-03-13T09:14"),
        ("next day, 09:14: words", "2024-03-13T09:14"),
        ("Wednesday 09:14 words", "2024-03-13T09:14"),
        ("2024-03-13 --:-- words", "2024-03-13"),
        ("2024-03-13: words", "2024-03-13"),
    ],
)
def test_a_time_in_front_is_read_however_it_is_written(
    lines: Told, written: str, time: str
) -> None:
    assert lines(f"# Outage of 12 March 2024\n\n## Timeline\n\n- {written}\n") == [f"{time} words"]


@pytest.mark.parametrize("written", ["~09:14", "± 09:14", "09:14~", "09:14-ish", "09:14 (approx.)"])
def test_an_approximate_time_stays_one(write: Write, written: str) -> None:
    [record] = dated(write(f"# 2024-03-12\n\n## Timeline\n\n- {written}: words\n"))
    assert (stamp_of(record).text, record.text) == (written, "words")
    assert caveats(record) == {Caveat.DAY, Caveat.ABOUT}


def test_a_column_of_dates_without_years_and_clocks_without_colons(lines: Told) -> None:
    text = (
        "# Outage of 12 March 2024\n\n| Date | Time (UTC) | What |\n|--|--|--|\n"
        "| 12/03 | 0914 | a |\n| | 9.20 | b |\n| 13/03 | 00:16 | c |\n"
    )
    assert lines(text) == [
        "2024-03-12T09:14Z a",
        "2024-03-12T09:20Z b",
        "2024-03-13T00:16Z c",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Settings of the server\n# They are read once\n# and never again\n\nport = 80\nname = a",
        "import os\n\n# Start\n\ndef start():\n    # At 14:05 UTC\n    return os.name\n",
        "a,b,c\n" + ",".join(["some text 12"] * 600) + "\n" * 2 + "1,2,3\n" * 50,
        "key: value\nother: 14:05\nlist:\n  - a\n  - b\n",
    ],
    ids=["settings", "program", "wide table", "yaml"],
)
def test_settings_programs_and_tables_are_no_documents(write: Write, text: str) -> None:
    assert Document().score(probe(EvidenceFile.at(write(text, "any.txt")))) == 0


def test_the_day_of_publication_is_not_the_day_of_what_happened(lines: Told) -> None:
    text = (
        "---\ntitle: Our outage\ndate: 2024-04-10\n---\n\nOn March 30th, 2024 we were down.\n\n"
        "## Timeline\n\n- 14:05 UTC: down\n\n## Next steps\n\n- [ ] alerts by 2024-05-01\n"
    )
    assert lines(text) == [
        "2024-03-30 On March 30th, 2024 we were down.",
        "2024-03-30T14:05Z down",
    ]


def test_without_another_date_the_day_is_that_of_the_front_matter(lines: Told) -> None:
    text = (
        "---\ntitle: Our outage\ndate: 2024-03-30\n---\n\n## Timeline\n\n- 14:05 UTC: down\n\n"
        "## Next steps\n\n- [ ] alerts by 2024-05-01\n"
    )
    assert lines(text) == ["2024-03-30T14:05Z down"]


def test_nothing_lies_beyond_the_calendar(lines: Told) -> None:
    text = "# x\n\n- 9999-12-31 23:50: a\n- next day, 00:10: b\n- 23:59: c\n- 00:01: d\n"
    assert lines(text) == []
