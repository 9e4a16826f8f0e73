"""Slack exports: everything people and apps said comes in, and nothing that opens doors."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import EvidenceError, InvalidInputError
from app.domain.evidence import ImportChoices, OriginalFile, Record, Skip, SkipCode
from app.domain.moments import Precision
from app.domain.people import AliasKind, Author
from app.importers.base import EvidenceFile, Note, Part, Position
from app.importers.chat.slack import SlackImporter
from tests.unit.importers.conftest import MakeFolder, MakeZip, files_of

TOKEN = re.compile(r"xox[a-z](?:\.xox[a-z])*-\w")
CHANNELS = [{"id": "C1", "name": "general"}]
DAY = "general/2024-03-30.json"


def parts_of(path: Path, choices: ImportChoices | None = None) -> list[Part]:
    return list(SlackImporter().read(EvidenceFile.at(path), choices or ImportChoices()))


def records(path: Path, choices: ImportChoices | None = None) -> list[Record]:
    return [part for part in parts_of(path, choices) if isinstance(part, Record)]


def skips(path: Path, choices: ImportChoices | None = None) -> list[Skip]:
    return [part for part in parts_of(path, choices) if isinstance(part, Skip)]


@pytest.fixture
def by_ts(tidewater: Path) -> dict[str, Record]:
    return {record.key.partition("/")[2]: record for record in records(tidewater)}


class TestLayouts:
    def test_folder_zip_and_zip_with_a_top_folder_give_the_same(
        self, tidewater: Path, make_zip: MakeZip
    ) -> None:
        folder = records(tidewater)
        assert len(folder) == 20
        assert records(make_zip(files_of(tidewater))) == folder
        top = "Tidewater export/"
        inner = records(make_zip(files_of(tidewater, top)))
        assert [replace(each, path=each.path.removeprefix(top)) for each in inner] == folder

    def test_originals_of_a_folder_are_its_files_and_of_a_zip_the_zip(
        self, tidewater: Path, make_zip: MakeZip
    ) -> None:
        path = make_zip(files_of(tidewater))
        zipped = [part for part in parts_of(path) if isinstance(part, OriginalFile)]
        assert [(one.path, one.size) for one in zipped] == [("made.zip", path.stat().st_size)]
        single = [part for part in parts_of(tidewater) if isinstance(part, OriginalFile)]
        assert {one.path for one in single} == set(files_of(tidewater))

    def test_grid_workspaces_keep_their_channels_apart_and_share_their_shared_ones(
        self, grid: Path
    ) -> None:
        read = {record.key: record for record in records(grid)}
        assert {key.partition("/")[0] for key in read} == {"C0HARBOUR", "C0LIGHT", "C0SHARED"}
        places = {record.place for record in read.values()}
        assert places == {"#general (teams/harbour)", "#general (teams/lighthouse)", "#shared"}
        assert read["C0LIGHT/1711766896.000100"].text == "hello @Ana from lighthouse"
        assert [skip.code for skip in skips(grid)] == [SkipCode.DUPLICATE]

    def test_a_folder_that_no_list_names_comes_in(self, by_ts: dict[str, Record]) -> None:
        assert by_ts["1711766895.000100"].place == "#left-over"

    def test_other_files_are_named(self, make_folder: MakeFolder, tidewater: Path) -> None:
        extra = {"__MACOSX/._a": "x", "__MACOSX/._b": "x", "notes.txt": "x", "general/c.json": "{}"}
        found = skips(make_folder({**files_of(tidewater), **extra}))
        others = {skip.path: skip.count for skip in found if skip.code is SkipCode.NOT_EVIDENCE}
        assert others == {"__MACOSX": 2, "notes.txt": 1, "general": 1, "canvases.json": 1}

    def test_an_export_without_messages_says_so(self, make_folder: MakeFolder) -> None:
        folder = make_folder({"channels.json": CHANNELS, "users.json": []})
        assert Note("This export holds no messages.") in parts_of(folder)

    def test_progress_ends_at_the_end(self, tidewater: Path, make_zip: MakeZip) -> None:
        for path in (tidewater, make_zip(files_of(tidewater))):
            told = [part for part in parts_of(path) if isinstance(part, Position)]
            assert told == sorted(told, key=lambda position: position.done)
            assert told[-1].done == told[-1].total > 0


class TestMessages:
    def test_what_an_app_said_in_attachments_is_its_text(self, by_ts: dict[str, Record]) -> None:
        alert = by_ts["1711766818.120001"]
        assert alert.who == "Alertmanager"
        assert alert.author == "B0ALERT"
        assert alert.text.splitlines() == [
            "@oncall new alert",
            "[FIRING:1] CheckoutLatency (https://alerts.example.com/#/alerts?q=a%3Db&r=1)",
            "p99 latency > 2s for *5m*",
            "Cluster: eu-1",
            "Errors: 37",
            "Prometheus",
        ]

    def test_what_an_app_said_in_blocks_is_its_text_once(self, by_ts: dict[str, Record]) -> None:
        deploy = by_ts["1711766400.000300"]
        assert deploy.who == "Rollout"
        assert deploy.text.splitlines() == [
            "Deploy v214",
            "*checkout* by @dale",
            "*Region*",
            "eu-1",
            "*Canary*",
            "5 < 10",
            "[Roll back]",
            "[image: green light] took 3m12s",
            "[Approve] [Reject]",
            "Changes",
            "• pool size 40 → 4",
            "    1. abc123 (https://git.example.com/c/1)",
            "    2. :rocket:",
            "> ship it",
            "```",
            "kubectl rollout status",
            "```",
            "[image: graph of requests]",
            "an unknown kind of block",
        ]

    def test_a_fallback_counts_where_there_is_nothing_else(self, by_ts: dict[str, Record]) -> None:
        build = by_ts["1711760100.000200"]
        assert (build.text, build.who) == ("build 213 passed", "harbour-ci")

    def test_the_text_that_blocks_repeat_is_said_once(self, by_ts: dict[str, Record]) -> None:
        assert by_ts["1711766841.000200"].text == (
            "looking, @Toma Reyes can you check #deploys? <b> &amp; @here"
        )

    def test_threads_hold_together_across_days(self, by_ts: dict[str, Record]) -> None:
        opener = "C0INC412/1711766841.000200"
        thread = [ts for ts, record in by_ts.items() if record.thread == opener]
        assert thread == [
            "1711766841.000200",
            "1711766901.000300",
            "1711766955.000400",
            "1711843200.000100",
        ]

    def test_an_edit_keeps_both_times(self, by_ts: dict[str, Record]) -> None:
        message = by_ts["1711766841.000200"]
        assert message.stamp is not None
        assert message.edited is not None
        assert (message.stamp.text, message.edited.text) == (
            "1711766841.000200",
            "1711766860.000000",
        )

    def test_the_edit_log_tells_before_and_after(self, by_ts: dict[str, Record]) -> None:
        changed, deleted = by_ts["1711767050.001000"], by_ts["1711767060.001100"]
        assert changed.text == "[edited] rolling back 214\n[before] rolling back 213"
        assert changed.who == "Toma Reyes"
        assert deleted.text == "[deleted]\n[before] wrong channel"

    def test_times_are_exact(self, by_ts: dict[str, Record]) -> None:
        stamp = by_ts["1711766818.120001"].stamp
        assert stamp is not None
        assert stamp.clock_us == 1_711_766_818_120_001
        assert stamp.zoned
        assert stamp.precision is Precision.MICROSECOND

    def test_people_have_the_name_that_slack_shows(self, by_ts: dict[str, Record]) -> None:
        names = {record.author: record.who for record in by_ts.values()}
        assert names["U01MIRA"] == "mira"
        assert names["U02TOMA"] == "Toma Reyes"
        assert names["U03DALE"] == "dale"
        assert names["U0GONE99"] == "Visiting Vendor"
        assert names["U99UNKNOWN"] == "U99UNKNOWN"
        assert names["USLACKBOT"] == "Slackbot"

    def test_whoever_adds_an_app_did_so_themselves(self, by_ts: dict[str, Record]) -> None:
        assert by_ts["1711760000.000100"].who == "mira"

    def test_files_are_named_and_their_tokens_gone(self, by_ts: dict[str, Record]) -> None:
        message = by_ts["1711767000.000500"]
        assert message.text.splitlines() == [
            "graph attached",
            "[file: p99.png, “p99 over the night”]",
            "[file: F02, deleted]",
            "[file: old.log, hidden by the limit of the plan]",
            "[file: secret.txt, access denied]",
        ]
        assert message.raw is not None
        assert 'https:\\/\\/files.example.com\\/T1-F01\\/p99.png"' in message.raw
        assert "p99.png?pub=1" in message.raw
        assert "xox" not in message.raw

    def test_missing_fields_stop_nothing(self, by_ts: dict[str, Record]) -> None:
        undated = [record for record in by_ts.values() if record.stamp is None]
        assert [record.text for record in undated] == ["no time stamp here"]
        assert by_ts["1711767030.000800"].text == "[message without text]"
        assert by_ts["1711767040.000900"].text == "This message was deleted."

    def test_a_huddle_tells_when_and_with_whom(self, by_ts: dict[str, Record]) -> None:
        assert by_ts["1711843260.000200"].text == (
            "[call from 2024-03-30T02:51:40Z to 2024-03-30T03:21:40Z with mira, Toma Reyes]"
        )

    def test_the_raw_record_is_as_it_stood_with_its_line(
        self, by_ts: dict[str, Record], tidewater: Path
    ) -> None:
        message = by_ts["1711766901.000300"]
        lines = (tidewater / message.path).read_text().splitlines()
        assert message.line is not None
        assert lines[message.line - 1].strip() == "{"
        assert message.raw is not None
        assert message.raw.splitlines()[0] == "{"
        assert message.raw.splitlines()[1] == lines[message.line].removeprefix("    ")
        assert json.loads(message.raw)["ts"] == "1711766901.000300"

    def test_keys_are_the_same_each_time_and_unique(self, tidewater: Path) -> None:
        keys = [record.key for record in records(tidewater)]
        assert keys == [record.key for record in records(tidewater)]
        assert len(set(keys)) == len(keys)


class TestBrokenInput:
    def test_broken_json_in_one_day_leaves_the_rest(self, make_folder: MakeFolder) -> None:
        good = {"type": "message", "user": "U1", "text": "fine", "ts": "1711766895.000100"}
        folder = make_folder(
            {
                "channels.json": CHANNELS,
                "general/2024-03-29.json": [good],
                DAY: json.dumps([{**good, "ts": "1711766896.000100"}], indent=4)[:-2]
                + ",\n  {oops",
                "general/2024-03-31.json": [{**good, "ts": "1711766897.000100"}],
            }
        )
        assert [record.key for record in records(folder)] == [
            "C1/1711766895.000100",
            "C1/1711766896.000100",
            "C1/1711766897.000100",
        ]
        [skip] = skips(folder)
        assert (skip.code, skip.path, skip.line) == (SkipCode.BROKEN_FILE, DAY, 8)
        assert "oops" not in skip.detail

    @pytest.mark.parametrize(
        ("day", "code"),
        [
            ("", SkipCode.EMPTY),
            (" \n", SkipCode.EMPTY),
            ("{}", SkipCode.BROKEN_FILE),
            ("[", SkipCode.BROKEN_FILE),
            ("[" * 100_000, SkipCode.BROKEN_FILE),
            (f"[{'9' * 5000}]", SkipCode.BROKEN_FILE),
            (b"\x00\x01\x02\x03", SkipCode.BROKEN_FILE),
            ('[[], 1, null, true, "x"]', SkipCode.BROKEN_RECORD),
            ('[{"strange": 1}]', SkipCode.BROKEN_RECORD),
        ],
    )
    def test_a_day_that_holds_no_messages_is_named(
        self, make_folder: MakeFolder, day: str | bytes, code: SkipCode
    ) -> None:
        found = skips(make_folder({"channels.json": CHANNELS, DAY: day}))
        assert {(skip.code, skip.path) for skip in found} == {(code, DAY)}

    def test_a_broken_list_of_people_costs_names_only(self, make_folder: MakeFolder) -> None:
        message = {"type": "message", "user": "U1", "text": "hi", "ts": "1711766895.000100"}
        folder = make_folder({"channels.json": CHANNELS, "users.json": "[{]", DAY: [message]})
        assert [record.who for record in records(folder)] == ["U1"]
        assert [(skip.code, skip.path) for skip in skips(folder)] == [
            (SkipCode.BROKEN_FILE, "users.json")
        ]

    def test_a_path_out_of_the_zip_is_named_and_the_rest_comes_in(
        self, make_zip: MakeZip, tidewater: Path
    ) -> None:
        path = make_zip({"../inc-412/2024-03-30.json": "[]", **files_of(tidewater)})
        assert len(records(path)) == 20
        unsafe = [skip for skip in skips(path) if skip.code is SkipCode.UNSAFE_PATH]
        assert [skip.path for skip in unsafe] == ["../inc-412/2024-03-30.json"]

    def test_broken_letters_are_shown_and_told(self, make_folder: MakeFolder) -> None:
        day = b'[{"type": "message", "text": "caf\xe9", "ts": "1711766895.000100"}]'
        folder = make_folder({"channels.json": CHANNELS, DAY: day})
        assert [record.text for record in records(folder)] == ["caf�"]
        assert any(isinstance(part, Note) and DAY in part.sentence for part in parts_of(folder))

    def test_the_same_message_twice_is_one_and_two_of_one_time_are_two(
        self, make_folder: MakeFolder
    ) -> None:
        one = {"type": "message", "text": "one", "ts": "1711766895.000100"}
        two = {"type": "message", "text": "two", "ts": "1711766895.000100"}
        folder = make_folder({"channels.json": CHANNELS, DAY: [one, two, one]})
        assert [record.key for record in records(folder)] == [
            "C1/1711766895.000100",
            "C1/1711766895.000100#2",
        ]
        assert [(skip.code, skip.line) for skip in skips(folder)] == [(SkipCode.DUPLICATE, 12)]

    def test_a_time_as_a_number_is_as_exact(self, make_folder: MakeFolder) -> None:
        day = '[{"type": "message", "text": "x", "ts": 1711766895.000100}]'
        [record] = records(make_folder({"channels.json": CHANNELS, DAY: day}))
        assert record.stamp is not None
        assert record.stamp.clock_us == 1_711_766_895_000_100


def authors(path: Path, choices: ImportChoices | None = None) -> dict[str, Author]:
    found = [part for part in parts_of(path, choices) if isinstance(part, Author)]
    by_key = {author.key: author for author in found}
    assert len(found) == len(by_key)
    return by_key


class TestAuthors:
    def test_everybody_who_wrote_is_one_with_all_their_names(self, tidewater: Path) -> None:
        wrote = authors(tidewater)
        assert set(wrote) == {"U01MIRA", "U02TOMA", "U03DALE", "U0GONE99", "U99UNKNOWN"}
        names = {key: [(n.kind, n.text) for n in author.names] for key, author in wrote.items()}
        name, handle = AliasKind.NAME, AliasKind.HANDLE
        assert names["U01MIRA"] == [(name, "mira"), (name, "Mira Kovac"), (handle, "mira.k")]
        assert names["U02TOMA"] == [(name, "Toma Reyes"), (handle, "toma")]
        assert names["U0GONE99"] == [(name, "Visiting Vendor"), (handle, "vendor")]
        assert names["U99UNKNOWN"] == []  # no list names them: the id alone is known

    def test_the_first_name_is_the_one_shown(self, tidewater: Path) -> None:
        shown = {record.author: record.who for record in records(tidewater)}
        for key, author in authors(tidewater).items():
            assert [name.text for name in author.names[:1]] in ([shown[key]], [])

    def test_an_author_comes_before_their_first_record(self, tidewater: Path) -> None:
        met: set[str] = set()
        wrote = set(authors(tidewater))
        for part in parts_of(tidewater):
            if isinstance(part, Author):
                met.add(part.key)
            elif isinstance(part, Record) and part.author in wrote:
                assert part.author in met

    def test_apps_bots_and_silent_members_are_nobody(self, make_folder: MakeFolder) -> None:
        users = [
            {"id": "U1", "name": "ana", "profile": {"email": "ana@tide.example"}},
            {"id": "U2", "name": "silent"},
            {"id": "U3", "name": "deploys", "is_bot": True},
        ]
        day = [
            {"type": "message", "user": who, "text": "x", "ts": f"171176689{number}.000100"}
            for number, who in enumerate(["U1", "U3", "USLACKBOT"])
        ]
        day.append({"bot_id": "B1", "username": "Ana", "text": "x", "ts": "1711766899.000100"})
        day.append({"bot_id": "B2", "user": "U2", "username": "CI", "text": "x", "ts": "1.000100"})
        wrote = authors(make_folder({"channels.json": CHANNELS, "users.json": users, DAY: day}))
        assert list(wrote) == ["U1"]
        assert [name.kind for name in wrote["U1"].names] == [
            AliasKind.NAME,
            AliasKind.HANDLE,
            AliasKind.ADDRESS,
        ]

    def test_whoever_only_wrote_what_was_not_chosen_is_not_named(self, tidewater: Path) -> None:
        for choices in (ImportChoices(channels=("deploys",)), ImportChoices(until_us=0)):
            wrote = {record.author for record in records(tidewater, choices)}
            assert set(authors(tidewater, choices)) == wrote & set(authors(tidewater))

    def test_a_member_of_several_workspaces_is_one_author(self, grid: Path) -> None:
        wrote = authors(grid)
        assert "W01ANA" in wrote
        assert wrote["W01ANA"].names[0].text == "Ana"


class TestChoices:
    def test_direct_messages_stay_out_and_are_counted(self, tidewater: Path) -> None:
        direct = [skip for skip in skips(tidewater) if skip.code is SkipCode.DIRECT_MESSAGES]
        assert {skip.path: skip.count for skip in direct} == {
            "D0MIRATOMA": 2,
            "mpdm-mira.k--toma--dale-1": 1,
        }
        assert not any(skip.detail for skip in direct)

    def test_direct_messages_come_in_where_asked_for(self, tidewater: Path) -> None:
        read = records(tidewater, ImportChoices(with_direct_messages=True))
        assert len(read) == 23
        places = {record.place for record in read}
        assert places >= {"DM: mira, Toma Reyes", "Group DM: mira, Toma Reyes, dale"}

    def test_one_direct_conversation_can_be_chosen(self, tidewater: Path) -> None:
        choices = ImportChoices(
            channels=("inc-412", "DM: mira, Toma Reyes"), with_direct_messages=True
        )
        places = {record.place for record in records(tidewater, choices)}
        assert places == {"#inc-412", "DM: mira, Toma Reyes"}

    @pytest.mark.parametrize("name", ["inc-412", "#inc-412", "INC-412", "C0INC412"])
    def test_channels_are_chosen_by_name(self, tidewater: Path, name: str) -> None:
        choices = ImportChoices(channels=(name,))
        assert {record.place for record in records(tidewater, choices)} == {"#inc-412"}
        left = {
            skip.path: skip.count
            for skip in skips(tidewater, choices)
            if skip.code is SkipCode.CHANNEL_NOT_CHOSEN
        }
        assert left == {"bridge": 1, "deploys": 3, "left-over": 1}

    def test_every_channel_offered_can_be_chosen(self, tidewater: Path, grid: Path) -> None:
        for path in (tidewater, grid):
            inspection = SlackImporter().inspect(EvidenceFile.at(path), lambda position: None)
            for channel in inspection.channels:
                choices = ImportChoices(
                    channels=(channel.name,), with_direct_messages=channel.direct
                )
                assert len({record.place for record in records(path, choices)}) == 1

    def test_an_unknown_channel_is_refused_with_what_there_is(self, tidewater: Path) -> None:
        with pytest.raises(InvalidInputError) as caught:
            parts_of(tidewater, ImportChoices(channels=("inc-413",)))
        assert "“inc-413”" in str(caught.value)
        assert "#bridge, #deploys, #inc-412, #left-over" in str(caught.value)
        assert "DM" not in str(caught.value)

    def test_naming_a_direct_conversation_is_not_asking_for_them(self, tidewater: Path) -> None:
        with pytest.raises(InvalidInputError, match="direct"):
            parts_of(tidewater, ImportChoices(channels=("D0MIRATOMA",)))

    def test_the_window_includes_its_start_and_excludes_its_end(self, tidewater: Path) -> None:
        choices = ImportChoices(
            channels=("inc-412",),
            since_us=1_711_766_818_120_001,
            until_us=1_711_766_901_000_300,
        )
        read = [record for record in records(tidewater, choices) if record.stamp]
        assert [record.key.partition("/")[2] for record in read] == [
            "1711766818.120001",
            "1711766841.000200",
        ]
        outside = [
            skip for skip in skips(tidewater, choices) if skip.code is SkipCode.OUTSIDE_WINDOW
        ]
        assert [(skip.path, skip.count) for skip in outside] == [("inc-412", 12)]

    def test_the_window_knows_the_clock_offset(self, tidewater: Path) -> None:
        hour = 3_600_000_000
        choices = ImportChoices(channels=("bridge",), since_us=1_711_766_830_000_100)
        assert len(records(tidewater, choices)) == 1
        assert records(tidewater, replace(choices, clock_offset_us=hour)) == []

    def test_every_message_is_taken_or_told(self, tidewater: Path) -> None:
        for choices in (
            ImportChoices(),
            ImportChoices(channels=("deploys",)),
            ImportChoices(since_us=1_711_766_900_000_000),
            ImportChoices(with_direct_messages=True, until_us=0),
        ):
            told = sum(
                skip.count
                for skip in skips(tidewater, choices)
                if skip.code is not SkipCode.NOT_EVIDENCE
            )
            assert len(records(tidewater, choices)) + told == 23


class TestInspection:
    def test_it_lists_channels_with_their_messages(self, tidewater: Path) -> None:
        told: list[Position] = []
        inspection = SlackImporter().inspect(EvidenceFile.at(tidewater), told.append)
        assert inspection.title == "tidewater"
        assert inspection.has_zone
        assert {(one.name, one.messages, one.direct) for one in inspection.channels} == {
            ("inc-412", 15, False),
            ("deploys", 3, False),
            ("bridge", 1, False),
            ("left-over", 1, False),
            ("DM: mira, Toma Reyes", 2, True),
            ("Group DM: mira, Toma Reyes, dale", 1, True),
        }
        assert inspection.first_us == 1_711_760_000_000_100
        assert inspection.last_us == 1_711_843_260_000_200
        assert told[-1].done == told[-1].total


def test_the_public_sample_comes_in_whole(shared: Path) -> None:
    path = shared / "evidence/formats/slack/slack-export-viewer_testarchive.zip"
    read = records(path)
    assert len(read) == 158
    silent = [
        record
        for record in read
        if record.raw and '"subtype": "bot_message"' in record.raw and '"text": ""' in record.raw
    ]
    assert len(silent) == 94
    assert all(len(record.text) > 20 and record.who for record in silent)
    assert not any(TOKEN.search(f"{record.text} {record.raw}") for record in read)
    assert [part for part in parts_of(path) if isinstance(part, Skip)] == []


def test_a_folder_that_changes_while_it_is_read_is_refused(
    make_folder: MakeFolder,
) -> None:
    message = {"type": "message", "text": "x", "ts": "1711766895.000100"}
    folder = make_folder({"channels.json": CHANNELS, DAY: [message]})
    reading = SlackImporter().read(EvidenceFile.at(folder), ImportChoices())
    closed = 0
    for part in reading:
        closed += isinstance(part, OriginalFile)
        if closed == 2:
            break
    (folder / DAY).write_text("[]")
    with pytest.raises(EvidenceError, match="changed while it was being read"):
        list(reading)
