"""Exports of Discord, Mattermost, Rocket.Chat and Teams: who said what, when, in answer to what."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.errors import InvalidInputError
from app.domain.evidence import (
    NO_CHOICES,
    ChannelChoice,
    ImportChoices,
    OriginalFile,
    Record,
    Skip,
    SkipCode,
)
from app.domain.people import AliasKind
from app.importers.base import EvidenceFile, Importer
from app.importers.chat.discord import Discord
from app.importers.chat.mattermost import Mattermost
from app.importers.chat.rocketchat import RocketChat
from app.importers.chat.teams import TeamsExport
from app.importers.registry import FORMATS, probe
from tests.unit.importers.conftest import DATA, MakeZip, files_of
from tests.unit.importers.reading import Reading

CARD = "Seat map latency above 4 s\np99 on seatmap-2 is 6.1 s"
SCRIPT = DATA / "teams-export" / "script"
ROOMS = DATA / "rocketchat" / "messages.jsonl"
WITH_DIRECT = ImportChoices(with_direct_messages=True)


def by_key(reading: Reading) -> dict[str, Record]:
    return {record.key: record for record in reading.records}


def names(reading: Reading) -> dict[str, list[tuple[AliasKind, str]]]:
    return {one.key: [(name.kind, name.text) for name in one.names] for one in reading.authors}


# Discord


def test_a_channel_of_discord() -> None:
    reading = Reading(Discord(), DATA / "discord" / "channel.json")
    assert [record.who for record in reading.records] == [
        *("Watchtower", "Ines Karst", "oduya", "Ines Karst", "oduya")
    ]
    assert reading.times()[0] == "2024-03-30T03:46:58.12+01:00"
    first = reading.records[0].stamp
    assert first is not None
    assert (first.clock_us, first.zoned) == (1_711_766_818_120_000, True)
    assert {record.place for record in reading.records} == {"#incidents"}
    assert reading.skips == []


def test_what_a_bot_of_discord_says_in_an_embed_is_its_text() -> None:
    alert = Reading(Discord(), DATA / "discord" / "channel.json").records[0]
    assert alert.text == f"Alerting\n{CARD}\nSeverity: page\nRegion: north\nrule seatmap-slow"
    assert alert.author is None


def test_edits_files_and_stickers_of_discord() -> None:
    _, edited, sticker, *_ = Reading(Discord(), DATA / "discord" / "channel.json").records
    assert edited.text.endswith("\n[file: hall.png]")
    assert edited.edited is not None
    assert edited.edited.text == "2024-03-30T03:49:00+01:00"
    assert sticker.text == "Since when?\n[sticker: Lighthouse]"


def test_answers_on_discord_belong_to_the_message_that_began_them() -> None:
    threads = [one.thread for one in Reading(Discord(), DATA / "discord" / "channel.json").records]
    opener = "1223456780000000002"
    assert threads == [None, opener, opener, opener, None]


def test_what_discord_passes_on_is_said_too(tmp_path: Path) -> None:
    path = tmp_path / "channel.json"
    message = {"id": "1", "content": "", "forwardedMessage": {"content": "full", "embeds": []}}
    path.write_text(json.dumps({"guild": {}, "channel": {"name": "ops"}, "messages": [message]}))
    assert Reading(Discord(), path).texts() == ["[forwarded]\nfull"]


def test_people_of_discord_and_no_bots() -> None:
    assert names(Reading(Discord(), DATA / "discord" / "channel.json")) == {
        "700000000000000001": [(AliasKind.NAME, "Ines Karst"), (AliasKind.HANDLE, "ines.k")],
        "700000000000000002": [(AliasKind.NAME, "oduya"), (AliasKind.HANDLE, "oduya")],
    }


# Mattermost


def test_posts_and_replies_of_mattermost() -> None:
    reading = Reading(Mattermost(), DATA / "mattermost" / "export.jsonl")
    assert [(record.who, record.text.partition("\n")[0]) for record in reading.records] == [
        ("Watchtower", "Seat map latency above 4 s"),
        ("Ines Karst", "I have it. Buyers see an empty hall."),
        ("Odu", "Since when?"),
        ("Ines Karst", "About ten minutes."),
    ]
    assert reading.times() == ["1711766818120", "1711766890003", "1711767104500", "1711767121000"]
    assert {record.place for record in reading.records} == {"#Incident seat map"}
    _, opener, *replies = reading.records
    assert {record.thread for record in (opener, *replies)} == {opener.key}
    assert opener.edited is not None
    assert opener.edited.text == "1711766940000"


def test_people_of_mattermost_have_all_their_names() -> None:
    found = names(Reading(Mattermost(), DATA / "mattermost" / "export.jsonl"))
    assert found["oduya"] == [
        (AliasKind.NAME, "Odu"),
        (AliasKind.NAME, "Oduya Brand"),
        (AliasKind.HANDLE, "oduya"),
        (AliasKind.ADDRESS, "oduya@harborlight.example"),
    ]
    assert "watchtower" not in found


def test_lines_about_the_server_are_counted() -> None:
    skips = Reading(Mattermost(), DATA / "mattermost" / "export.jsonl").skips
    counted = {skip.detail.rpartition(": ")[2]: skip.count for skip in skips if skip.detail}
    assert counted == {
        "version": 1,
        "team": 1,
        "channel": 1,
        "user": 2,
        "bot": 1,
        "direct channel": 1,
    }


# Conversations that are chosen


@pytest.mark.parametrize(
    ("importer", "path", "direct"),
    [
        (Mattermost(), DATA / "mattermost" / "export.jsonl", "ines & oduya"),
        (
            RocketChat(),
            DATA / "rocketchat" / "messages.jsonl",
            "uInesKarst0000001uOduyaBrand000002",
        ),
        (TeamsExport(), SCRIPT, "19:a-ines_a-gone@unq.gbl.spaces"),
    ],
    ids=lambda value: getattr(value, "format", ""),
)
def test_direct_messages_come_in_only_when_asked_for(
    importer: Importer, path: Path, direct: str
) -> None:
    source = EvidenceFile.at(path)
    said = "Shall I call the venue?"
    without = list(importer.read(source, NO_CHOICES))
    assert all(said not in one.text for one in without if isinstance(one, Record))
    [skip] = [
        one for one in without if isinstance(one, Skip) and one.code is SkipCode.DIRECT_MESSAGES
    ]
    assert (skip.count, skip.detail) == (1, "")
    asked = list(importer.read(source, WITH_DIRECT))
    assert [one.place for one in asked if isinstance(one, Record) and one.text == said] == [direct]
    offered = importer.inspect(source, lambda _position: None).channels
    assert ChannelChoice(direct, 1, direct=True) in offered
    assert [one.direct for one in offered].count(False) == 1


def test_a_channel_is_chosen_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    post = {"team": "t", "user": "ines", "message": "hello", "create_at": 1_711_766_818_120}
    path.write_text(
        "".join(
            json.dumps({"type": "post", "post": {**post, "channel": channel}}) + "\n"
            for channel in ("ops", "lunch", "lunch")
        )
    )
    reading = Reading(Mattermost(), path, ImportChoices(channels=("#OPS",)))
    assert [record.place for record in reading.records] == ["#ops"]
    assert [(skip.code, skip.count, skip.detail) for skip in reading.skips] == [
        (SkipCode.DUPLICATE, 1, "a post that was there before"),
        (SkipCode.CHANNEL_NOT_CHOSEN, 1, "#lunch"),
    ]
    with pytest.raises(InvalidInputError, match=r"no channel called “dinner”.*#ops, #lunch"):
        Reading(Mattermost(), path, ImportChoices(channels=("dinner",)))


# Rocket.Chat


def test_messages_of_rocketchat_as_its_database_writes_them() -> None:
    reading = Reading(RocketChat(), ROOMS, WITH_DIRECT)
    found = by_key(reading)
    assert [found[key].text for key in ("mA1", "mA3", "mA4", "mA5")] == [
        f"{CARD}\nSeverity: page",
        "Since when?",
        "joined the channel oduya",
        "[deleted message]",
    ]
    assert found["mA2"].text.endswith("\n[file: hall.png]")
    assert {
        key: one.stamp.clock_us // 1000 for key, one in found.items() if one.stamp and key < "mA4"
    } == {"mA1": 1_711_766_818_120, "mA2": 1_711_766_890_003, "mA3": 1_711_767_104_500}
    assert found["mA2"].edited is not None
    assert found["mA2"].edited.clock_us == 1_711_766_940_000_000
    assert found["mA3"].thread == found["mA2"].thread == "mA2"
    assert (found["mA1"].who, found["mA1"].author) == ("Watchtower", None)
    assert (found["mA2"].who, found["mA2"].author) == ("Ines Karst", "uInesKarst0000001")


def test_the_history_of_a_room_as_the_api_lists_it() -> None:
    reading = Reading(RocketChat(), DATA / "rocketchat" / "history.json")
    assert sorted(reading.times(), key=str) == [
        "2024-03-30T03:04:41.250Z",
        "2024-03-30T03:10:05.000Z",
    ]


def test_a_room_exported_as_a_page() -> None:
    reading = Reading(RocketChat(), DATA / "rocketchat" / "room.html")
    assert [(record.who, record.text) for record in reading.records] == [
        ("ines", "I have it. Buyers see an empty hall.\n> two halls & counting"),
        ("oduya", "User oduya joined the channel"),
        ("oduya", "Since when?\n\nhall.png"),
    ]
    assert reading.times()[1] == "Sat, 30 Mar 2024 02:51:44 GMT"
    assert [record.line for record in reading.records] == [1, 5, 8]


# Teams


def test_a_channel_of_teams_as_graph_answers() -> None:
    reading = Reading(TeamsExport(), DATA / "teams-export" / "channel.json")
    reply, opener, alert, event = reading.records
    assert (reply.who, reply.text, reply.author) == ("Brand, Oduya", "Since when?", "a-oduya")
    assert opener.text == (
        "Seat map\nI have it, Oduya 👀\ncurl -s seatmap-2/health\n  status: slow\n[file: hall.png]"
    )
    assert reply.thread == opener.thread == opener.key
    assert opener.edited is not None
    assert opener.edited.text == "2024-03-30T02:49:00Z"
    assert (alert.who, alert.author, alert.text) == (
        *("Watchtower", None, "Seat map latency above 4 s\nSeverity: page"),
    )
    assert event.text == "[members added]"
    assert {record.place for record in reading.records} == {"19:seat@thread.tacv2"}


def read_script(path: Path) -> list[Record]:
    parts = TeamsExport().read(EvidenceFile.at(path), WITH_DIRECT)
    return [part for part in parts if isinstance(part, Record)]


def test_an_export_of_teams_made_by_a_script(make_zip: MakeZip) -> None:
    records = read_script(SCRIPT)
    found = {record.key.rpartition("/")[2]: record for record in records}
    assert found["1711766890003"].text == "I have it.\nBuyers see an empty hall.\nstatus:  slow"
    assert found["1711766890003"].place == "Ticketing / Seat map"
    assert found["1711767104500"].who == "a-gone"  # deleted members are in no list
    assert found["1711766700000"].text == "[call started]"
    assert found["1711767300000"].text == "[deleted message]"
    assert found["1711767200000"].place == "19:a-ines_a-gone@unq.gbl.spaces"
    zipped = read_script(make_zip(files_of(SCRIPT, "TeamsData/")))
    assert [record.text for record in zipped] == [record.text for record in records]


def test_every_file_of_a_teams_export_is_kept_or_named() -> None:
    parts = list(TeamsExport().read(EvidenceFile.at(SCRIPT), NO_CHOICES))
    originals = {one.path for one in parts if isinstance(one, OriginalFile)}
    assert originals == set(files_of(SCRIPT))
    skips = [one for one in parts if isinstance(one, Skip)]
    assert ("teams/t1/teamMembers_t1.json", SkipCode.NOT_EVIDENCE) in [
        (skip.path, skip.code) for skip in skips
    ]


def test_a_mail_of_graph_is_no_message_of_teams(tmp_path: Path) -> None:
    path = tmp_path / "mail.json"
    mail = {"createdDateTime": "2024-03-30T02:51:44Z", "subject": "x", "body": {"content": "y"}}
    path.write_text(json.dumps({"value": [mail]}))
    assert TeamsExport().score(probe(EvidenceFile.at(path))) == 0


# Imperfect exports


def broken(change: Callable[[str], str], sample: Path, tmp_path: Path) -> Path:
    path = tmp_path / sample.name
    path.write_text(change(sample.read_text("utf-8")), encoding="utf-8")
    return path


SAMPLES = [
    (Discord(), DATA / "discord" / "channel.json"),
    (Mattermost(), DATA / "mattermost" / "export.jsonl"),
    (RocketChat(), ROOMS),
    (RocketChat(), DATA / "rocketchat" / "room.html"),
    (TeamsExport(), DATA / "teams-export" / "channel.json"),
]


def named(value: Importer | Path) -> str:
    return value.name if isinstance(value, Path) else value.format


@pytest.mark.parametrize(("importer", "sample"), SAMPLES, ids=named)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: len(text) * 2 // 3],
        lambda text: text.replace('"', '"\\u0000', 9),
        lambda text: text.replace("2024", "99999").replace("17117", "9e40"),
        lambda text: text.replace('": "', '": 7, "x": "').replace('":"', '":7,"x":"'),
        lambda text: text.replace("Ines", "\\ud800"),
        lambda text: text.replace(': "', ': {"a": [').replace('",', '"]},'),
    ],
    ids=["cut off", "nul", "times", "types", "surrogates", "objects"],
)
def test_an_imperfect_export_is_read_to_its_end(
    importer: Importer, sample: Path, change: Callable[[str], str], tmp_path: Path
) -> None:
    reading = Reading(importer, broken(change, sample, tmp_path), WITH_DIRECT)
    assert reading.records or reading.skips


@pytest.mark.parametrize(("importer", "sample"), SAMPLES, ids=named)
def test_a_chat_export_is_only_what_it_is(importer: Importer, sample: Path) -> None:
    probed = probe(EvidenceFile.at(sample))
    surest = [one.format for one in FORMATS if one.score(probed) >= 0.9]
    assert surest == [importer.format]
