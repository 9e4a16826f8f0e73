"""The program without a screen, as a script meets it: a real process for each command."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from app.operations import casebooks

ROOT = Path(__file__).parents[2]
EXPORT = ROOT / "tests/data/slack-export/tidewater"
PASSPHRASE = "four calm river stones"
EDITED = "2024-03-30T02:47:40Z"
"""When the first message of the incident channel was edited, after it had been read."""

LOG = """\
2024-03-30 02:46:00,120 INFO pool size is 40
2024-03-30 02:47:00,000 ERROR cannot take a connection
PoolError: no connection left
    at take (pool.py:12)
2024-03-30 02:48:30,500 INFO pool size is 4 \x1b[31mred\x1b[0m
"""


class Goldseam:
    """The program, and one casebook that it works on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.casebook = folder / "orders.casebook"
        self.command = [sys.executable, "-m", "app"]
        self.environment = {
            **os.environ,
            "GOLDSEAM_PASSPHRASE": PASSPHRASE,
            "HOME": str(folder),
            # Where the window opened by mistake, no test would ever end.
            "QT_QPA_PLATFORM": "none",
        }

    def run(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.command, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def ask(self, name: str, *arguments: object) -> list[dict[str, Any]]:
        """What a command that succeeds prints with ``--json``."""
        done = self.run(name, self.casebook, "--json", *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def refused(self, status: int, *arguments: object, **environment: str) -> str:
        """The one sentence on stderr of a command that fails."""
        failed = self.run(*arguments, **environment)
        assert failed.returncode == status, failed.stderr
        assert failed.stdout == ""
        assert failed.stderr.count("\n") == 1
        return failed.stderr.strip()

    def new_case(self, title: str = "Orders API unavailable", zone: str = "UTC") -> str:
        options = ["--kind", "incident", "--title", title, "--zone", zone]
        return self.run("case", self.casebook, "add", *options).stdout.strip()

    def log(self, name: str = "orders-api.log", text: str = LOG) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture(scope="module")
def goldseam(tmp_path_factory: pytest.TempPathFactory) -> Goldseam:
    """A casebook for all tests here; each begins a case of its own in it."""
    made = Goldseam(tmp_path_factory.mktemp("casebook"))
    made.run("new", made.casebook)
    return made


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a workspace, in which `inc-412` was the channel of the incident."""
    path = tmp_path_factory.mktemp("export") / "tidewater.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for file in sorted(EXPORT.rglob("*.json")):
            packed.write(file, file.relative_to(EXPORT))
    return path


@pytest.fixture(scope="module")
def full_case(goldseam: Goldseam, archive: Path) -> str:
    """A case with a chat export and a log in it."""
    case = goldseam.new_case(zone="Europe/Lisbon")
    goldseam.ask("import", "--case", case, archive, goldseam.log())
    return case


# -- casebooks and cases ----------------------------------------------------------------------


def test_a_new_casebook_is_encrypted_and_for_its_owner_only(tmp_path: Path) -> None:
    goldseam = Goldseam(tmp_path)

    made = goldseam.run("new", goldseam.casebook)

    assert (made.returncode, made.stdout, made.stderr) == (0, f"{goldseam.casebook}\n", "")
    assert stat.S_IMODE(goldseam.casebook.stat().st_mode) == 0o600
    assert goldseam.casebook.read_bytes().startswith(b"GOLDSEAM")
    assert "already exists" in goldseam.refused(1, "new", goldseam.casebook)


def test_a_new_casebook_can_bring_the_sample_case(tmp_path: Path) -> None:
    goldseam = Goldseam(tmp_path)

    (made,) = goldseam.ask("new", "--sample")

    (case, trust) = goldseam.ask("case")
    assert made == {"casebook": str(goldseam.casebook), "case": case["id"]}
    assert (case["kind"], trust["kind"]) == ("incident", "trust")
    assert len(goldseam.ask("entries", "--case", case["id"])) >= 6


def test_a_case_is_begun_and_listed(goldseam: Goldseam) -> None:
    options = ["--kind", "trust", "--title", "After the outage", "--zone", "Europe/Berlin"]

    added = goldseam.run("case", goldseam.casebook, "add", *options).stdout.strip()

    assert {
        "id": added,
        "kind": "trust",
        "title": "After the outage",
        "zone": "Europe/Berlin",
    } in goldseam.ask("case")
    assert f"{added}  trust  After the outage\n" in goldseam.run("case", goldseam.casebook).stdout


# -- who may come in --------------------------------------------------------------------------


def test_without_a_passphrase_it_says_how_to_give_one(goldseam: Goldseam) -> None:
    sentence = goldseam.refused(2, "case", goldseam.casebook, GOLDSEAM_PASSPHRASE="")

    assert "GOLDSEAM_PASSPHRASE" in sentence
    assert "--passphrase-file" in sentence


def test_the_passphrase_can_lie_in_a_file(goldseam: Goldseam, tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    command = ("case", goldseam.casebook, "--passphrase-file")

    assert goldseam.run(*command, file, GOLDSEAM_PASSPHRASE="another").returncode == 0
    assert "cannot be read" in goldseam.refused(2, *command, tmp_path / "none")


def test_a_wrong_passphrase_is_refused(goldseam: Goldseam) -> None:
    sentence = goldseam.refused(1, "case", goldseam.casebook, GOLDSEAM_PASSPHRASE="a guess")

    assert "passphrase is wrong" in sentence


def test_a_casebook_that_is_open_elsewhere_is_refused(goldseam: Goldseam) -> None:
    with casebooks.open_casebook(goldseam.casebook, PASSPHRASE):
        assert "open in another" in goldseam.refused(1, "case", goldseam.casebook)


def test_a_casebook_that_is_not_there_is_refused(goldseam: Goldseam) -> None:
    assert "no casebook at" in goldseam.refused(1, "verify", goldseam.folder / "none.casebook")


@pytest.mark.parametrize(
    "command",
    [
        ("items", "--case", "none"),
        ("entries", "--case", "none"),
        ("entry", "--case", "none", "add", "--time", "unknown", "--text", "x"),
        ("import", "--case", "none", "--zone", "UTC", EXPORT),
        ("export", "--case", "none", "--format", "md", "-o", "none.md"),
    ],
    ids=lambda command: command[0],
)
def test_a_case_that_is_not_there_is_refused(
    goldseam: Goldseam, command: tuple[object, ...]
) -> None:
    sentence = goldseam.refused(1, command[0], goldseam.casebook, *command[1:])

    assert sentence == "There is no case “none” in this casebook."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["case", "CB", "add", "--kind", "incident"], "--title"),
        (["case", "CB", "add", "--kind", "party", "--title", "T"], "party"),
        (["case", "CB", "add", "--kind", "incident", "--title", "T", "--zone", "Mars/A"], "Mars/A"),
        (["items", "CB"], "--case"),
        (["items", "CB", "--case", "C", "--limit", "few"], "few"),
        (["items", "CB", "--case", "C", "--sorted"], "--sorted"),
        (["entry", "CB", "--case", "C", "add", "--time", "noonish", "--text", "x"], "noonish"),
        (["entries", "CB", "--case", "C", "--as-of", "2024-13-01"], "2024-13-01"),
        (["import", "CB", "--case", "C", "--channels", " , ", "x.zip"], "no channel"),
        (["export", "CB", "--case", "C", "--format", "pdf", "-o", "x"], "pdf"),
        (["--no-such-option"], "COMMAND"),
        (["exprot", "CB"], "exprot"),
    ],
)
def test_wrong_use_is_told_apart(goldseam: Goldseam, arguments: list[str], said: str) -> None:
    assert said in goldseam.refused(2, *arguments)


# -- evidence ---------------------------------------------------------------------------------


def test_a_chat_export_leaves_a_receipt(goldseam: Goldseam, archive: Path) -> None:
    case = goldseam.new_case()

    (receipt,) = goldseam.ask("import", "--case", case, archive)

    assert receipt["source"] == "tidewater.zip"
    assert receipt["format"] == "slack-export"
    assert receipt["taken"] == len(goldseam.ask("items", "--case", case)) == 20
    assert (receipt["left_out"], receipt["undated"]) == (3, 1)
    assert {s["code"] for s in receipt["skips"]} == {"not_evidence", "direct_messages"}
    assert (receipt["first"], receipt["zone"]) == ("2024-03-30T00:53:20.000100Z", "UTC")
    assert len(receipt["sha256"]["tidewater.zip"]) == 64


def test_channels_and_a_window_are_chosen(goldseam: Goldseam, archive: Path) -> None:
    case = goldseam.new_case(zone="Europe/Berlin")
    window = ["--since", "2024-03-30 03:48", "--until", "2024-03-30T02:50Z"]

    goldseam.ask("import", "--case", case, "--channels", "inc-412, #deploys", *window, archive)

    times = [item["time"] for item in goldseam.ask("items", "--case", case)]
    # What has no time cannot be shown to lie outside.
    assert times == ["2024-03-30T02:48:21.000300Z", "2024-03-30T02:49:15.000400Z", None]


def test_direct_messages_come_only_when_asked_for(goldseam: Goldseam, archive: Path) -> None:
    case = goldseam.new_case()

    (receipt,) = goldseam.ask("import", "--case", case, "--with-direct-messages", archive)

    assert (receipt["taken"], receipt["left_out"]) == (23, 0)


def test_a_channel_that_is_not_there_leaves_nothing(goldseam: Goldseam, archive: Path) -> None:
    case = goldseam.new_case()

    sentence = goldseam.refused(
        1, "import", goldseam.casebook, "--case", case, "--channels", "general", archive
    )

    assert "“general”" in sentence
    assert "#inc-412" in sentence
    assert goldseam.ask("items", "--case", case) == []


def test_a_log_is_read_in_the_zone_that_is_named(goldseam: Goldseam) -> None:
    case = goldseam.new_case(zone="Europe/Berlin")
    log = goldseam.log()

    of_case, named = (
        goldseam.ask("import", "--case", case, *zone, log)[0]
        for zone in ([], ["--zone", "America/New_York", "--again"])
    )

    assert (of_case["zone"], of_case["zone_basis"]) == ("Europe/Berlin", "case")
    assert (of_case["first"], of_case["last"]) == (
        "2024-03-30T01:46:00.120000Z",
        "2024-03-30T01:48:30.500000Z",
    )
    assert (named["zone"], named["zone_basis"]) == ("America/New_York", "source")
    assert named["first"] == "2024-03-30T06:46:00.120000Z"


def test_what_cannot_be_taken_does_not_keep_the_rest_out(goldseam: Goldseam) -> None:
    case = goldseam.new_case()
    empty = goldseam.log("empty.log", "")

    done = goldseam.run(
        "import", goldseam.casebook, "--case", case, "--json", empty, goldseam.log()
    )

    assert done.returncode == 1
    assert done.stderr == "“empty.log” is empty; choose another file.\n"
    assert json.loads(done.stdout)["taken"] == 3


def test_an_item_is_one_object_with_known_fields(goldseam: Goldseam, full_case: str) -> None:
    (item,) = goldseam.ask("items", "--case", full_case, "--query", '"no connection left"')

    assert isinstance(item.pop("id"), int)
    assert item == {
        "source": "orders-api.log",
        "line": 2,
        "time": "2024-03-30T02:47:00Z",
        "time_text": "2024-03-30 02:47:00,000",
        "precision": "millisecond",
        "zone_basis": "case",
        "who": None,
        "text": "\n".join(LOG.splitlines()[1:4]).removeprefix("2024-03-30 02:47:00,000 "),
        "thread": None,
        "edited": None,
        "place": "",
        "caveats": [],
        "weight": 1,
    }


def test_a_message_says_who_where_and_whether_it_changed(
    goldseam: Goldseam, full_case: str
) -> None:
    (message,) = goldseam.ask("items", "--case", full_case, "--query", "from:toma v214")
    items = goldseam.ask("items", "--case", full_case)

    assert message["who"] == "Toma Reyes"
    assert message["thread"] is not None
    assert (message["time_text"], message["zone_basis"]) == ("1711766901.000300", "data")
    assert [item["edited"] for item in items if item["edited"]] == [EDITED]
    undated = [item for item in items if item["time"] is None]
    assert [(item["time_text"], item["precision"]) for item in undated] == [(None, "none")]


def test_items_come_in_time_order_or_as_their_sources_have_them(
    goldseam: Goldseam, full_case: str
) -> None:
    by_time = goldseam.ask("items", "--case", full_case)
    by_source = goldseam.ask("items", "--case", full_case, "--order", "source")
    limited = goldseam.ask("items", "--case", full_case, "--limit", "4")

    times = [item["time"] for item in by_time]
    assert times[-1] is None
    assert times[:-1] == sorted(times[:-1])
    assert limited == by_time[:4]
    assert [item["source"] for item in by_source] == ["tidewater.zip"] * 20 + ["orders-api.log"] * 3
    assert [item["line"] for item in by_source[-3:]] == [1, 2, 5]


def test_evidence_cannot_act_on_the_terminal(goldseam: Goldseam, full_case: str) -> None:
    printed = goldseam.run("items", goldseam.casebook, "--case", full_case, "--query", "pool")

    assert "pool size is 4" in printed.stdout
    assert "\x1b" not in printed.stdout


# -- the timeline and what leaves -------------------------------------------------------------


def test_entries_say_how_surely_they_are_placed(goldseam: Goldseam, full_case: str) -> None:
    first, second = (i["id"] for i in goldseam.ask("items", "--case", full_case, "--limit", "2"))
    times = {
        "2024-03-30 02:46:58": ("exact", "2024-03-30T02:46:58Z", None),
        "~02:50": ("about", "2024-03-30T02:50:00Z", None),
        "02:52/2024-03-30T03:28Z": ("range", "2024-03-30T02:52:00Z", "2024-03-30T03:28:00Z"),
        "unknown": ("unknown", None, None),
    }
    for time in times:
        options = ["--time", time, "--kind", "signal", "--text", f"At {time}"]
        goldseam.ask("entry", "--case", full_case, "add", *options, "--cite", first, second)

    entries = goldseam.ask("entries", "--case", full_case)

    assert [entry["text"] for entry in entries] == [f"At {time}" for time in times]
    assert [(e["time_kind"], e["start"], e["end"]) for e in entries] == list(times.values())
    assert all(entry["items"] == [first, second] for entry in entries)
    assert all((entry["kind"], entry["certainty"]) == ("signal", "unjudged") for entry in entries)

    then = goldseam.ask("entries", "--case", full_case, "--as-of", "02:55")
    assert [entry["text"] for entry in then] == ["At 2024-03-30 02:46:58", "At ~02:50"]


def test_an_entry_cites_only_what_is_there(goldseam: Goldseam, full_case: str) -> None:
    case = goldseam.new_case()
    (other,) = goldseam.ask("items", "--case", full_case, "--limit", "1")
    add = ["entry", goldseam.casebook, "--case", case, "add", "--text", "Pool exhausted"]

    assert "of another" in goldseam.refused(1, *add, "--time", "unknown", "--cite", other["id"])
    assert "no item 999999" in goldseam.refused(1, *add, "--time", "unknown", "--cite", 999999)
    assert "no date" in goldseam.refused(1, *add, "--time", "02:46")
    assert goldseam.ask("entries", "--case", case) == []


def test_the_review_is_written_in_both_formats(goldseam: Goldseam, tmp_path: Path) -> None:
    case = goldseam.new_case("Orders API unavailable")
    options = ["--time", "2024-03-30 02:46", "--text", "Pool exhausted"]
    goldseam.ask("entry", "--case", case, "add", *options)
    export = ["--case", case, "--document", "incident-review", "--format"]

    goldseam.ask("export", *export, "md", "-o", tmp_path / "review.md")
    (written,) = goldseam.ask("export", *export, "docx", "-o", tmp_path)

    assert "Pool exhausted" in (tmp_path / "review.md").read_text(encoding="utf-8")
    assert Path(written["file"]).parent == tmp_path
    assert "preliminary" in Path(written["file"]).name
    with zipfile.ZipFile(written["file"]) as docx:
        assert "Pool exhausted" in docx.read("word/document.xml").decode()


def test_a_review_that_cannot_be_written_leaves_nothing(goldseam: Goldseam, tmp_path: Path) -> None:
    case = goldseam.new_case()
    export = ["export", goldseam.casebook, "--case", case, "--format", "md", "-o"]

    assert "folder does not exist" in goldseam.refused(1, *export, tmp_path / "none" / "review.md")
    assert "no document called" in goldseam.refused(
        1, *export, tmp_path / "review.md", "--document", "novel"
    )
    assert not [path for path in tmp_path.iterdir() if path.name != "home"]


# -- the casebook as a whole ------------------------------------------------------------------


def test_a_whole_casebook_is_found_whole(goldseam: Goldseam, full_case: str) -> None:
    del full_case
    (report,) = goldseam.ask("verify")

    assert report["problems"] == []
    assert report["checked"]["originals"] >= 2


def test_damage_is_found(goldseam: Goldseam, full_case: str, tmp_path: Path) -> None:
    del full_case
    damaged = Goldseam(tmp_path)
    shutil.copy(goldseam.casebook, damaged.casebook)
    with damaged.casebook.open("r+b") as file:
        file.seek(damaged.casebook.stat().st_size // 2)
        file.write(bytes(64))

    checked = damaged.run("verify", damaged.casebook, "--json")

    assert checked.returncode == 1
    assert "is damaged" in checked.stderr
    assert not list(tmp_path.glob("*.backup-*"))


# -- how a command may end --------------------------------------------------------------------


@pytest.fixture
def many_lines(tmp_path: Path) -> Path:
    times = ((n, n // 3600 % 24, n // 60 % 60, n % 60) for n in range(200_000))
    lines = (
        f"2024-03-30 {h:02}:{m:02}:{s:02} INFO request {n} was answered" for n, h, m, s in times
    )
    path = tmp_path / "many.log"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def started(goldseam: Goldseam) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that a test starts; none outlives it."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.kill()
        process.communicate()


def test_whoever_reads_may_stop_reading(
    goldseam: Goldseam, tmp_path: Path, started: list[subprocess.Popen[str]]
) -> None:
    case = goldseam.new_case()
    goldseam.ask("import", "--case", case, goldseam.log("long.log", LOG * 2_000))
    process = subprocess.Popen(
        [*goldseam.command, "items", goldseam.casebook, "--case", case],
        cwd=ROOT,
        env=goldseam.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    started.append(process)
    assert process.stdout is not None
    assert process.stderr is not None

    assert "pool size is 40" in process.stdout.readline()
    process.stdout.close()

    assert process.wait() == 0
    assert process.stderr.read() == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")
def test_a_full_disk_is_told(goldseam: Goldseam, full_case: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*goldseam.command, "items", goldseam.casebook, "--case", full_case],
            cwd=ROOT,
            env=goldseam.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr == "The output could not be written: No space left on device.\n"


def test_an_import_that_is_stopped_leaves_nothing(
    goldseam: Goldseam, many_lines: Path, started: list[subprocess.Popen[str]]
) -> None:
    case = goldseam.new_case()
    process = subprocess.Popen(
        [*goldseam.command, "import", goldseam.casebook, "--case", case, many_lines],
        cwd=ROOT,
        env=goldseam.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A job in the background of a shell is deaf to Ctrl-C, and so is what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    started.append(process)
    log = goldseam.casebook.with_name(goldseam.casebook.name + "-wal")
    while process.poll() is None and not (log.exists() and log.stat().st_size > 2**20):
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.01)

    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does: all its processes hear it
    printed, said = process.communicate()  # ends only once its child, too, has let go of the pipes

    assert (process.returncode, printed) == (1, "")
    assert said == "Stopped; nothing half-done remains.\n"
    assert goldseam.ask("items", "--case", case) == []
    assert goldseam.ask("verify")[0]["problems"] == []


# -- names in documents -----------------------------------------------------------------------


def test_names_are_listed_answered_and_exported_as_roles(
    goldseam: Goldseam, archive: Path, tmp_path: Path
) -> None:
    case = goldseam.new_case()
    goldseam.ask("import", "--case", case, archive)
    options = ["--time", "2024-03-30 02:46", "--text", "Then Mira asked; the Toma test failed."]
    goldseam.ask("entry", "add", "--case", case, *options)
    entry = [name for name in goldseam.ask("names", "--case", case) if name["place"] == "entry 1"]
    assert [name["words"] for name in entry] == ["Mira", "Toma"]
    assert all(name["instead"].startswith("[participant ") for name in entry)

    goldseam.ask("names", "--case", case, "--words", "toma", "--because", "a test of that name")
    goldseam.ask("export", "--case", case, "--format", "md", "-o", tmp_path / "review.md")

    written = (tmp_path / "review.md").read_text(encoding="utf-8").replace("\\", "")
    assert re.search(r"Then \[participant [A-Z]\] asked; the Toma test failed\.", written)
    assert "Mira" not in written


def test_an_answer_needs_its_words_and_they_must_be_there(
    goldseam: Goldseam, full_case: str
) -> None:
    options = ["names", goldseam.casebook, "--case", full_case, "--because", "an ordinary word"]

    assert "need --words" in goldseam.refused(2, *options)
    assert "not among the names" in goldseam.refused(1, *options, "--words", "Nobody")


def test_a_review_is_checked_without_a_casebook(goldseam: Goldseam) -> None:
    review = goldseam.folder / "review.md"
    review.write_text(
        "# Review\n\nThe outage came down to human error.\n\n> [02:14] dana: never again, sorry\n",
        encoding="utf-8",
    )
    checked = goldseam.run("lint", review, "--json", "--narrative-only", "--strict")
    assert (checked.returncode, checked.stderr) == (1, "")
    found = [json.loads(line) for line in checked.stdout.splitlines()]
    assert {(one["line"], one["group"]) for one in found} >= {(3, "blame")}
    assert {one["line"] for one in found} == {3}
    assert all(one["question"] and one["text"] in one["sentence"] for one in found)
    assert goldseam.run("lint", review).returncode == 0
    assert "no-such.md" in goldseam.refused(2, "lint", goldseam.folder / "no-such.md")
