"""Mail: what was said to whom comes in whole, whatever mailboxes do to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.evidence import ImportChoices, OriginalFile, Record, Skip, SkipCode
from app.domain.moments import Precision
from app.domain.people import AliasKind, Author
from app.importers.base import EvidenceFile, Probe, Shape
from app.importers.mail import mailbox_file
from app.importers.mail.mail import MailImporter
from app.importers.mail.mailbox_file import Messages
from app.importers.readers.html_text import text_of
from app.importers.registry import recognise
from tests.unit.importers.conftest import DATA, MakeFolder, MakeZip
from tests.unit.importers.reading import Reading

SAMPLES = DATA / "mail"
HEAD = "From: Ada <ada@tide.example>\nDate: Sat, 30 Mar 2024 03:50:00 +0100\nSubject: hello\n"


def read(path: Path, choices: ImportChoices | None = None) -> Reading:
    return Reading(MailImporter(), path, choices or ImportChoices())


@pytest.fixture
def traps() -> Reading:
    return read(SAMPLES / "traps.mbox")


def mail(tmp_path: Path, text: str | bytes) -> Reading:
    path = tmp_path / "one.eml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


class TestMailbox:
    def test_from_inside_a_text_begins_no_mail(self, traps: Reading) -> None:
        assert [record.line for record in traps.records] == [2, 22, 59, 74]
        first = traps.records[0]
        assert first.text.splitlines() == [
            "Checkout is slow – we are looking",
            'To: shop-updates@tide.example, "Reyes, Toma" <toma@tide.example>',
            "Cc: Küste <coast@tide.example>",
            "",
            "Hello,",
            "",
            "From 10:30 on Sat we see slow answers in 2024.",
            "Note: this line and the one above belong to the text.",
            "From the alerts it began at 02:46.",
            ">From was written with one mark.",
            "",
            "Mira",
        ]
        assert ">From the alerts" in (first.raw or "")

    def test_the_line_of_a_mailbox_is_not_the_time_of_sending(self, traps: Reading) -> None:
        assert traps.times()[1] == "Sat, 30 Mar 2024 03:01:07 -0000"

    def test_a_second_copy_is_named(self, traps: Reading) -> None:
        assert [(skip.code, skip.line) for skip in traps.skips] == [(SkipCode.DUPLICATE, 83)]

    @pytest.mark.parametrize(
        "postmark",
        [
            "From ada@tide.example Sat Mar 30 02:50:00 2024",
            "From 18@xxx Sat Mar 30 02:50:00 +0000 2024",
            "From ada at tide.example  Sat Mar 30 02:50:00 2024",
            "From - Sat Mar 30 02:50:00 2024",
            "From ???@??? Sat, 30 Mar 2024 02:50:00 +0000",
            "From -",
            "From ",
        ],
    )
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_every_kind_of_postmark(self, tmp_path: Path, postmark: str, end: str) -> None:
        text = f"{postmark}\n{HEAD}\nfirst\n\n{postmark}\n{HEAD}\nsecond\n"
        reading = mail(tmp_path, text.replace("\n", end))
        assert reading.texts() == ["hello\n\nfirst", "hello\n\nsecond"]

    @pytest.mark.parametrize("size", [1, 7, 64])
    def test_where_the_bytes_are_cut_does_not_matter(self, size: int) -> None:
        data = (SAMPLES / "traps.mbox").read_bytes()
        messages = Messages()
        whole = [*messages.feed(data), *messages.end()]
        # The beginning decides what kind of file it is.
        pieces = [data[:256], *(data[at : at + size] for at in range(256, len(data), size))]
        messages = Messages()
        cut = [raw for piece in pieces for raw in messages.feed(piece)] + [*messages.end()]
        assert cut == whole
        assert len(whole) == 5

    def test_a_mail_beyond_all_limits_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mailbox_file, "MOST_BYTES", 2_000)
        monkeypatch.setattr(mailbox_file, "_LONGEST_LINE", 100)
        mark = "From - Sat Mar 30 02:50:00 2024\n"
        big = f"{mark}{HEAD}\n{'x' * 1_500}\nFrom {'x' * 1_500}\n\n"
        reading = mail(tmp_path, f"{mark}{HEAD}\nfirst\n\n{big}{mark}{HEAD}\nlast\n")
        assert reading.texts() == ["hello\n\nfirst", "hello\n\nlast"]
        assert [(skip.code, skip.line) for skip in reading.skips] == [(SkipCode.TOO_LONG, 9)]


class TestText:
    def test_of_two_forms_the_plain_one_and_what_stands_below_a_file(self, traps: Reading) -> None:
        assert traps.texts()[1].splitlines()[3:] == [
            "Rolled back to 213, it is better – I think.",
            "[file: p99.png]",
            "A text below the picture.",
        ]
        assert traps.notes == ["Files that came with mails are named and not read: 1."]

    def test_html_alone_becomes_text(self, traps: Reading) -> None:
        assert traps.texts()[2].splitlines()[3:] == [
            "Café is on the page (https://status.tide.example/412).",
            "Next news at 11:00.",
            "",
            "pool  40",
            "      4",
            "• one",
            "• two & three",
        ]

    def test_a_text_shown_within_the_mail_is_read_though_it_has_a_name(
        self, tmp_path: Path
    ) -> None:
        part = "Content-Type: text/plain; name=pool.log\nContent-Disposition: {}\n\npool full\n"
        head = f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        shown = mail(tmp_path, f"{head}{part.format('inline')}--b--\n")
        assert shown.texts() == ["hello\n\n[file: pool.log]\npool full"]
        assert shown.notes == []
        attached = mail(tmp_path, f"{head}{part.format('attachment')}--b--\n")
        assert attached.texts() == ["hello\n\n[file: pool.log]"]
        assert len(attached.notes) == 1

    def test_an_attached_mail_is_named(self, tmp_path: Path) -> None:
        inner = f"--b\nContent-Type: message/rfc822\n\n{HEAD}\nsecret\n--b--\n"
        head = f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        assert mail(tmp_path, head + inner).texts() == ["hello\n\n[file: mail “hello”]"]

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            (b"Content-Type: text/plain; charset=nonsense\n\ncaf\xc3\xa9", "café"),
            (b"Content-Type: text/plain; charset=utf-8\n\ncaf\xe9", "café"),
            (b"Content-Type: multipart/mixed\n\nno boundary", "no boundary"),
            (b"Content-Type: multipart/mixed; boundary=b\n\nodd", "odd"),
            (b"Content-Type: ;;;===\n\nodd", "odd"),
            (b"Content-Transfer-Encoding: base64\n\n%%%", None),
            (b"Content-Type: text/html\n\n<![if !x]>a<![endif]><!doctype x><p>b", "a\nb"),
            (b"\x00\x01", None),
        ],
    )
    def test_broken_mail_comes_in(self, tmp_path: Path, body: bytes, text: str | None) -> None:
        reading = mail(tmp_path, HEAD.encode() + body)
        assert len(reading.records) == 1
        if text is not None:
            assert reading.texts()[0].partition("\n\n")[2] == text

    def test_a_mail_folded_into_itself_without_end(self, tmp_path: Path) -> None:
        deep = "".join(
            f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000)
        )
        reading = mail(tmp_path, HEAD + deep + "Content-Type: text/plain\n\nbottom\n")
        assert reading.texts()[0].startswith("hello\n\n--b0")
        assert reading.records[0].who == "Ada"
        assert reading.notes == [
            "Mails whose parts could not be told apart, shown as they stand: 1."
        ]

    def test_text_of_html(self) -> None:
        assert text_of("") == ""
        assert text_of("<p>a<p>b<br><br>c</p><script>x<b>y</b>") == "a\nb\n\nc"
        assert text_of('<a href="https://a.example">https://a.example</a>') == "https://a.example"
        assert text_of("<table><tr><td>a<td>b<tr><td>c</table>") == "a b\n c"


class TestTime:
    def test_a_zone_that_is_not_told_is_not_told(self, traps: Reading) -> None:
        stamps = [record.stamp for record in traps.records if record.stamp]
        assert [stamp.zoned for stamp in stamps] == [True, True, False, True]
        assert stamps[0].clock_us == 1_711_767_000_000_000
        assert (
            not MailImporter()
            .inspect(EvidenceFile.at(SAMPLES / "traps.mbox"), lambda _: None)
            .has_zone
        )

    @pytest.mark.parametrize(
        ("date", "precision"),
        [
            ("Sat, 30 Mar 2024 03:50:00 +0100", Precision.SECOND),
            ("30 Mar 24 03:50 +0100 (CET)", Precision.MINUTE),
            ("whenever", None),
            ("Sat, 30 Mar 2024 29:50:00 +0100", None),
            ("", None),
        ],
    )
    def test_a_date_is_read_or_left(
        self, tmp_path: Path, date: str, precision: Precision | None
    ) -> None:
        [record] = mail(tmp_path, f"From: a@b.c\nTo: d@e.f\nDate: {date}\nSubject: x\n\n").records
        assert (record.stamp.precision if record.stamp else None) is precision

    def test_the_window(self) -> None:
        reading = read(SAMPLES / "traps.mbox", ImportChoices(since_us=1_711_767_600_000_000))
        assert len(reading.records) == 3
        assert {skip.code: skip.count for skip in reading.skips} == {
            SkipCode.DUPLICATE: 1,
            SkipCode.OUTSIDE_WINDOW: 1,
        }


class TestWriters:
    def test_people_are_known_by_all_their_names_and_machines_not_at_all(
        self, traps: Reading
    ) -> None:
        names = {
            author.key: [(name.kind, name.text) for name in author.names]
            for author in traps.authors
        }
        name, address = AliasKind.NAME, AliasKind.ADDRESS
        assert names == {
            "mira@tide.example": [
                (name, "Mira Kovác"),
                (address, "mira@tide.example"),
                (name, "Mira K."),
            ],
            "toma@tide.example": [(name, "Toma Reyes"), (address, "toma@tide.example")],
        }
        assert traps.records[3].who == "Alerts"

    @pytest.mark.parametrize(
        ("sender", "who", "author"),
        [
            ("ada at tide.example (Ada L)", "Ada L", "ada@tide.example"),
            ('"Reyes, Toma" <t@tide.example>', "Reyes, Toma", "t@tide.example"),
            ("=?utf-8?q?Reyes=2C_Toma?= <t@tide.example>", "Reyes, Toma", "t@tide.example"),
            ("=?utf-8?q?Luc=eda?= <l@tide.example>", "Lucía", "l@tide.example"),
            ("Lucía <l@tide.example>", "Lucía", "l@tide.example"),
            ("L@Tide.Example", "l@tide.example", "l@tide.example"),
            ("", None, None),
        ],
    )
    def test_senders(
        self, tmp_path: Path, sender: str, who: str | None, author: str | None
    ) -> None:
        head = f"From: {sender}\nTo: x@y.z\nDate: Sat, 30 Mar 2024 03:50:00 +0100\nSubject: x\n\n"
        [record] = mail(tmp_path, head).records
        assert (record.who, record.author) == (who, author)


class TestConversations:
    def test_answers_belong_to_the_mail_that_began(self, traps: Reading) -> None:
        assert [record.thread for record in traps.records] == [
            "first@tide.example",
            "first@tide.example",
            "first@tide.example",
            "fourth@alerts.example",
        ]

    def test_an_answer_before_the_mail_it_answers(self, tmp_path: Path) -> None:
        mark = "From - Sat Mar 30 02:50:00 2024\n"
        answer = f"{HEAD}Message-ID: <b@x>\nIn-Reply-To: <a@x>\n\nyes\n\n"
        text = f"{mark}{answer}{mark}{HEAD}Message-ID: <a@x>\n\nwell?\n"
        assert {record.thread for record in mail(tmp_path, text).records} == {"a@x"}


class TestFolders:
    def test_a_folder_of_mail_is_one_source_with_each_file_kept(self) -> None:
        folder = EvidenceFile.at(SAMPLES / "archive")
        parts = list(MailImporter().read(folder, ImportChoices()))
        read_of = [part for part in parts if isinstance(part, Record)]
        assert [record.path for record in read_of] == ["0001.eml", "0002.eml"]
        assert {record.thread for record in read_of} == {"dale1@tide.example"}
        assert read_of[1].stamp is None
        kept = {part.path: part.size for part in parts if isinstance(part, OriginalFile)}
        assert kept == {path.name: path.stat().st_size for path in (SAMPLES / "archive").iterdir()}

    def test_a_zip_is_kept_as_it_is(self, make_zip: MakeZip) -> None:
        one = (SAMPLES / "one.eml").read_bytes()
        path = make_zip({"a/1.eml": one, "a/2.eml": HEAD + "\nx", "readme.txt": "x"})
        assert recognise(EvidenceFile.at(path)).format == "mail"
        parts = list(MailImporter().read(EvidenceFile.at(path), ImportChoices()))
        assert [part.path for part in parts if isinstance(part, Record)] == ["a/1.eml", "a/2.eml"]
        assert [part.path for part in parts if isinstance(part, OriginalFile)] == ["made.zip"]
        assert [part.path for part in parts if isinstance(part, Skip)] == ["readme.txt"]
        assert len([part for part in parts if isinstance(part, Author)]) == 2

    def test_a_maildir_and_a_folder_of_other_things(self, make_folder: MakeFolder) -> None:
        one = (SAMPLES / "one.eml").read_bytes()
        folder = make_folder({"cur/1711766895.M1.host:2,S": one, "new/1711766896.M2.host": one})
        assert recognise(EvidenceFile.at(folder)).format == "mail"
        assert MailImporter().score(_probe_of("a.log", "new/b.log", "c.eml")) == 0


def _probe_of(*members: str) -> Probe:
    return Probe("x", b"", Shape.FOLDER, members)


def test_what_is_not_mail(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    for text in (
        "2024-03-30 02:46:58 INFO From: here\nSubject: none\n",
        "Date: 2024-03-30\nSubject: notes\nTo: do\n\ntext\n",
        "From here on everything is a note.\nAnd goes on.\n",
    ):
        path.write_text(text)
        assert recognise(EvidenceFile.at(path)).format == "text-log"


WORDS = st.sampled_from(
    [
        b"From - Sat Mar 30 02:50:00 2024\n",
        b"From: a@b.c\n",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Type: text/html\n",
        b"Content-Type: message/rfc822\n",
        b"Message-ID: <a@b>\n",
        b"References: <a@b> <c@d\n",
        b"Subject: =?utf-8?b?4oCT?= =?x?q?=\n",
        b"Content-Disposition: attachment; filename*=utf-8''%E2\n",
        b"\n",
        b"--b\n",
        b"--b--\n",
        b">From x\n",
        b"<p>",
        b"\xff\x00",
    ]
)


@given(pieces=st.lists(WORDS | st.binary(max_size=20), max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_is_read_to_its_end(pieces: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / "any.mbox"
    path.write_bytes(b"From - Sat Mar 30 02:50:00 2024\nFrom: a@b.c\n" + b"".join(pieces))
    reading = read(path)
    assert reading.records or reading.skips


def test_the_public_samples_come_in(shared: Path) -> None:
    folder = shared / "evidence/formats/mail"
    boxes = {path.name: read(path) for path in (folder / "mbox").iterdir()}
    assert {name: len(reading.records) for name, reading in boxes.items()} == {
        "hyperkitty_2016_march.mbox": 1,
        "mbox_iso8859_encoding.mbox": 1,
        "mbox_multipart.mbox": 2,
    }
    assert boxes["hyperkitty_2016_march.mbox"].records[0].who == "Germán Poo-Caamaño"
    parts = list(MailImporter().read(EvidenceFile.at(folder / "notmuch_default"), ImportChoices()))
    assert len([part for part in parts if isinstance(part, Record)]) == 15
    assert all(record.stamp for record in parts if isinstance(record, Record))


@pytest.mark.parametrize("stray", ["<v <v ", "<!--", "<a href='", "</", "<![CDATA["])
def test_html_that_never_ends_is_read_as_it_stands(stray: str) -> None:
    assert stray.strip()[:1] in text_of(f"<p>down</p>{stray * 2_000}")
    assert text_of(f"<p>a < b</p>{stray}").startswith("a < b")
