"""What can be wrong with files, disks and passphrases: a clear sentence, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.casebook import Casebook, intake
from app.domain.drafts import CaseKind
from app.domain.timeline import Span
from app.operations import casebooks, cases, evidence, imports, timeline
from tests.e2e.test_cli import PASSPHRASE, Goldseam

SMALL_DISK = 6 * 1024 * 1024
GENERAL, LATER = "general/2024-03-30.json", "general/2024-03-31.json"
_AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", "--"]
"""Even root may then only do what the mode of a file allows its owner."""


@dataclass(frozen=True)
class Kept:
    """A casebook as it was before anything went wrong: one entry, which cites one of two items."""

    path: Path
    case: str

    def unharmed_at(self, path: Path) -> bool:
        """Whether a casebook is sound, and holds exactly what this one does."""
        with Casebook.open(path, PASSPHRASE) as casebook:
            assert casebooks.verify(casebook).problems == ()
            [cited] = timeline.entries(casebook, self.case)
            items = evidence.item_ids(casebook, self.case)
            [source] = imports.sources(casebook, self.case)
        return (cited.entry.text, len(items), source.items) == ("The pool was full", 2, 2)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    path = tmp_path_factory.mktemp("kept") / "orders.casebook"
    with Casebook.create(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Orders API unavailable").id
        log = "2024-03-30 02:46:00 pool is full\n2024-03-30 02:47:00 pool is empty\n"
        imports.import_text(casebook, case, log, "orders-api.log")
        drafted = timeline.entry_from_items(casebook, case, [1])
        timeline.add_entry(casebook, replace(drafted, text="The pool was full"), [Span(1)])
    return Kept(path, case)


@pytest.fixture
def goldseam(tmp_path: Path, kept: Kept) -> Goldseam:
    """The program, and a copy of that casebook to work on."""
    return on(tmp_path / "orders", kept)


def on(folder: Path, kept: Kept) -> Goldseam:
    folder.mkdir(exist_ok=True)
    made = Goldseam(folder)
    shutil.copy(kept.path, made.casebook)
    return made


def slack_export(path: Path, files: dict[str, bytes]) -> Path:
    """A small Slack export, with more files in it."""
    whole = {
        "users.json": json.dumps([{"id": "U1", "name": "ana", "real_name": "Ana Lopes"}]).encode(),
        "channels.json": json.dumps([{"id": "C1", "name": "general", "members": ["U1"]}]).encode(),
        GENERAL: day(1_711_763_160, "the pool is full"),
        **files,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in whole.items():
            archive.writestr(name, data)
    return path


def day(ts: int, *texts: str) -> bytes:
    messages = [
        {"type": "message", "user": "U1", "ts": f"{ts + number}.000100", "text": text}
        for number, text in enumerate(texts)
    ]
    return json.dumps(messages).encode()


# -- evidence ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.log", b"", "“empty.log” is empty; choose another file."),
        (
            "core.bin",
            bytes(range(256)) * 400,
            "“core.bin” cannot be read as evidence: it holds binary data, not text.",
        ),
        (
            "tool",
            b"\x7fELF\x02\x01\x01" + bytes(5_000),
            "“tool” cannot be read as evidence: it is a program.",
        ),
        (
            "half.zip",
            b"PK\x03\x04" + bytes(3_000),
            "“half.zip” is a damaged or incomplete zip archive; download or copy it again.",
        ),
    ],
)
def test_a_file_that_is_no_evidence(
    goldseam: Goldseam, kept: Kept, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    said = goldseam.refused(1, "import", goldseam.casebook, "--case", kept.case, path)
    assert said.endswith(sentence)
    assert kept.unharmed_at(goldseam.casebook)


def test_a_file_that_is_not_there(goldseam: Goldseam, kept: Kept, tmp_path: Path) -> None:
    said = goldseam.refused(
        1, "import", goldseam.casebook, "--case", kept.case, tmp_path / "gone.log"
    )
    assert "“gone.log”" in said
    assert kept.unharmed_at(goldseam.casebook)


@pytest.mark.parametrize(
    "name", ["../x.json", "general/../../x.json", "/x-of-goldseam.json", "C:/x.json"]
)
def test_a_zip_that_reaches_outside(
    goldseam: Goldseam, kept: Kept, tmp_path: Path, name: str
) -> None:
    path = slack_export(tmp_path / "export.zip", {name: day(1_711_763_200, "from outside")})
    before = everything_below(tmp_path)
    [receipt] = goldseam.ask("import", "--case", kept.case, path)
    assert receipt["taken"] == 1
    assert [(skip["code"], skip["path"]) for skip in receipt["skips"]] == [("unsafe_path", name)]
    assert everything_below(tmp_path) == before
    assert not Path("/x.json").exists()
    texts = {item["text"] for item in goldseam.ask("items", "--case", kept.case)}
    assert "from outside" not in texts
    assert "the pool is full" in texts


def everything_below(folder: Path) -> set[str]:
    ours = ("orders.", ".goldseam")
    return {str(path) for path in folder.rglob("*") if not path.name.startswith(ours)}


def test_a_bomb_in_a_zip(goldseam: Goldseam, kept: Kept, tmp_path: Path) -> None:
    big = b"[" + b" " * 200_000_000 + b"]"
    path = slack_export(tmp_path / "export.zip", {LATER: big})
    assert path.stat().st_size < 1_000_000
    done = goldseam.run("import", goldseam.casebook, "--case", kept.case, "--json", path)
    if done.returncode:
        assert "“export.zip” unpacks to more than" in done.stderr
        assert kept.unharmed_at(goldseam.casebook)
    else:
        [receipt] = map(json.loads, done.stdout.splitlines())
        assert [(skip["code"], skip["path"]) for skip in receipt["skips"]] == [("too_long", LATER)]
        assert receipt["taken"] == 1
    assert goldseam.casebook.stat().st_size < 2_000_000
    assert goldseam.run("verify", goldseam.casebook).returncode == 0


def test_broken_json_in_one_file_of_a_channel(
    goldseam: Goldseam, kept: Kept, tmp_path: Path
) -> None:
    cut_off = day(1_711_850_000, "one", "two", "three")[:-40]
    path = slack_export(
        tmp_path / "export.zip",
        {LATER: cut_off, "general/2024-04-01.json": day(1_711_940_000, "after the broken one")},
    )
    [receipt] = goldseam.ask("import", "--case", kept.case, path)
    assert {skip["path"] for skip in receipt["skips"]} == {LATER}
    texts = [item["text"] for item in goldseam.ask("items", "--case", kept.case)]
    assert "the pool is full" in texts
    assert "after the broken one" in texts
    assert goldseam.run("verify", goldseam.casebook).returncode == 0


# -- disks ---------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of a few megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={SMALL_DISK},mode=700"]
    if shutil.which("mount") is None:
        pytest.skip("this machine has no mount")
    done = subprocess.run(["mount", *options, "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk: Path) -> Path:
    """Leave not a byte free."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        piece = 1 << 20
        while piece:
            try:
                if file.write(bytes(piece)) < piece:
                    piece //= 2
            except OSError:
                piece //= 2
    return filler


def test_a_new_casebook_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk)
    goldseam = Goldseam(small_disk)
    said = goldseam.refused(1, "new", goldseam.casebook)
    assert "“orders.casebook” could not be made" in said
    assert "full" in said
    assert not list(small_disk.glob("orders.casebook*[!k]"))


def test_an_edit_on_a_full_disk(small_disk: Path, kept: Kept) -> None:
    goldseam = on(small_disk, kept)
    filler = fill(small_disk)
    options = ["--time", "unknown", "--kind", "other", "--text", "x" * 100_000]
    said = goldseam.refused(1, "entry", goldseam.casebook, "--case", kept.case, "add", *options)
    assert "orders.casebook" in said
    assert "full" in said
    filler.unlink()
    assert kept.unharmed_at(goldseam.casebook)
    goldseam.ask("entry", "--case", kept.case, "add", *options)


def test_an_import_that_fills_the_disk(small_disk: Path, kept: Kept, tmp_path: Path) -> None:
    goldseam = on(small_disk, kept)
    log = tmp_path / "big.log"
    lines = (f"2024-03-30 02:46:00 line {n} {os.urandom(40).hex()}\n" for n in range(40_000))
    log.write_text("".join(lines))
    said = goldseam.refused(1, "import", goldseam.casebook, "--case", kept.case, log)
    assert "disk is full" in said
    assert "orders.casebook" in said
    assert kept.unharmed_at(goldseam.casebook)
    small = tmp_path / "small.log"
    small.write_text("2024-03-30 02:46:00 fits\n")
    subprocess.run(["mount", "-o", f"remount,size={10 * SMALL_DISK}", small_disk], check=True)
    [receipt] = goldseam.ask("import", "--case", kept.case, small)
    assert receipt["taken"] == 1
    with Casebook.open(goldseam.casebook, PASSPHRASE) as casebook, casebook.read() as connection:
        assert intake.leftovers(connection) == []


def test_an_export_on_a_full_disk(
    goldseam: Goldseam, kept: Kept, small_disk: Path, tmp_path: Path
) -> None:
    target = small_disk / "review.docx"
    target.write_bytes(b"the review of yesterday")
    fill(small_disk)
    options = ["--document", "incident-review", "--format", "docx", "-o", target]
    said = goldseam.refused(1, "export", goldseam.casebook, "--case", kept.case, *options)
    assert str(target) in said
    assert "full" in said
    assert target.read_bytes() == b"the review of yesterday"
    assert {path.name for path in small_disk.iterdir()} == {"review.docx", "filler"}
    assert kept.unharmed_at(goldseam.casebook)


@pytest.fixture
def as_anybody(goldseam: Goldseam) -> Goldseam:
    """The program without root's right to write everywhere."""
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("this machine has no setpriv")
        goldseam.command = [*_AS_ANYBODY, *goldseam.command]
    return goldseam


@pytest.fixture
def closed(goldseam: Goldseam) -> Iterator[Path]:
    """The folder of the casebook, which nobody may write to."""
    goldseam.folder.chmod(0o500)
    yield goldseam.folder
    goldseam.folder.chmod(0o700)


def test_a_new_casebook_in_a_read_only_folder(closed: Path, as_anybody: Goldseam) -> None:
    said = as_anybody.refused(1, "new", closed / "another.casebook")
    assert "another.casebook" in said
    assert str(closed) in said
    assert not (closed / "another.casebook").exists()


def test_a_casebook_in_a_read_only_folder(
    closed: Path, goldseam: Goldseam, as_anybody: Goldseam, kept: Kept
) -> None:
    said = as_anybody.refused(1, "entries", goldseam.casebook, "--case", kept.case)
    assert "“orders.casebook”" in said
    assert str(closed) in said
    assert "Copy" in said
    closed.chmod(0o700)
    assert kept.unharmed_at(goldseam.casebook)


def test_an_export_into_a_read_only_folder(
    goldseam: Goldseam, as_anybody: Goldseam, kept: Kept, tmp_path: Path
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    options = ["--document", "incident-review", "--format", "md", "-o", folder / "review.md"]
    said = as_anybody.refused(1, "export", goldseam.casebook, "--case", kept.case, *options)
    assert str(folder / "review.md") in said
    assert list(folder.iterdir()) == []


def test_evidence_that_may_not_be_read(
    goldseam: Goldseam, as_anybody: Goldseam, kept: Kept, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.log"
    secret.write_text("2024-03-30 02:46:00 not for you\n")
    secret.chmod(0)
    said = as_anybody.refused(1, "import", goldseam.casebook, "--case", kept.case, secret)
    assert "“secret.log” may not be read with your permissions" in said
    assert kept.unharmed_at(goldseam.casebook)


# -- casebooks -----------------------------------------------------------------------------------


def test_a_wrong_passphrase(goldseam: Goldseam, kept: Kept) -> None:
    said = goldseam.refused(1, "verify", goldseam.casebook, GOLDSEAM_PASSPHRASE="not it")
    assert "“orders.casebook” does not open: the passphrase is wrong or the file is damaged" in said
    assert kept.unharmed_at(goldseam.casebook)


@pytest.mark.parametrize(
    ("cut", "sentence"),
    [
        (lambda size: 0, "is not a casebook"),
        (lambda size: 3_000, "newest backup beside"),
        (lambda size: size // 2, "newest backup beside"),
        (lambda size: size - 1, "newest backup beside"),
    ],
)
def test_a_truncated_casebook(
    goldseam: Goldseam, kept: Kept, cut: Callable[[int], int], sentence: str
) -> None:
    whole = goldseam.casebook.read_bytes()
    goldseam.casebook.write_bytes(whole[: cut(len(whole))])
    said = goldseam.refused(1, "verify", goldseam.casebook)
    assert "“orders.casebook”" in said
    assert sentence in said
    assert goldseam.casebook.read_bytes() == whole[: cut(len(whole))]
    goldseam.casebook.write_bytes(whole)
    assert kept.unharmed_at(goldseam.casebook)


def test_a_casebook_of_a_newer_version(goldseam: Goldseam, kept: Kept) -> None:
    with Casebook.open(goldseam.casebook, PASSPHRASE) as casebook, casebook.batch() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql("PRAGMA user_version = 999")
    before = goldseam.casebook.read_bytes()
    said = goldseam.refused(1, "verify", goldseam.casebook)
    assert "“orders.casebook” was made by a newer Goldseam" in said
    assert goldseam.casebook.read_bytes() == before
    assert version < 999


def test_a_casebook_that_another_process_has_open(goldseam: Goldseam, kept: Kept) -> None:
    holding = (
        "import sys; from pathlib import Path; from app.operations import casebooks\n"
        "book = casebooks.open_casebook(Path(sys.argv[1]), sys.argv[2])\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(goldseam.casebook), PASSPHRASE],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        said = goldseam.refused(1, "entries", goldseam.casebook, "--case", kept.case)
        assert "“orders.casebook” is open in another window or process" in said
        holder.kill()
    assert kept.unharmed_at(goldseam.casebook)
