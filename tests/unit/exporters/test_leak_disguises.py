"""Disguises of names and private text that the leak gate must see through, one cause each."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib

import pytest

from app.domain.leaks import LeakKind, PrivateText, Secrets
from app.domain.names import NameFinder
from app.domain.people import AliasKind, KnownName
from app.exporters.leak_gate import leaks

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PRIVATE = "Legal thinks Jörg broke the vendor contract; keep it quiet. 数据库密码已经泄露。"


def named(text: str, name: str, kind: AliasKind = AliasKind.NAME) -> list[str]:
    """What the finder sees of one person in a text."""
    finder = NameFinder([KnownName(name, kind, "p", "participant A")])
    return [mention.words for mention in finder.find(text)]


def leaked(
    data: str | bytes, fmt: str = "md", name: str = "Zoë Brännström", file: str = "r.md"
) -> bool:
    """Whether the gate finds a person in a file."""
    known = KnownName(name, AliasKind.NAME, "p", "participant A")
    raw = data.encode() if isinstance(data, str) else data
    return bool(leaks(raw, fmt, file, Secrets((known,))))


def word(parts: dict[str, str | bytes]) -> bytes:
    """A Word file of the given parts and an empty text."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", document(""))
        for path, content in parts.items():
            package.writestr(path, content)
    return written.getvalue()


def document(runs: str) -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body><w:p>{runs}</w:p></w:body></w:document>'


def test_vowel_signs_belong_to_the_word():
    assert named("पूछा प्रिया से", "प्रिया") == ["प्रिया"]


def test_a_handle_of_short_letters_and_digits_is_no_ordinary_word():
    assert named("so x1ng99 went there", "x1ng99", AliasKind.HANDLE) == ["x1ng99"]
    assert named("of r2d2 there", "R2D2", AliasKind.HANDLE) == ["r2d2"]


def test_a_number_in_base_16_is_no_name():
    assert named("ada42 saw code ada392 and 1ada3", "Ada") == ["ada"]


def test_a_name_letter_by_letter_is_found():
    assert named("by M i r a and m-i-r-a", "Mira Olsen") == ["M i r a", "m-i-r-a"]


def test_a_genitive_without_apostrophe_is_found_but_another_name_is_left():
    assert named("Jörgs Laptop", "Jörg Müller") == ["Jörgs"]
    known = [
        KnownName(text, AliasKind.NAME, text, text) for text in ("Andrea Berg", "Andreas Holm")
    ]
    assert NameFinder(known).find("Andreas slept")[0].roles == ("Andreas Holm",)
    assert named("it wills and marks", "Will Marks") == []


@pytest.mark.parametrize("name", ["Eva", "Jim", "Zoë"])
def test_base64_of_a_short_name_is_found(name: str):
    for encoding in ("utf-8", "latin-1", "utf-16-le"):
        run = base64.b64encode(name.encode(encoding)).decode()
        assert leaked(f"token {run} seen", name=name), encoding


@pytest.mark.parametrize("run", ["d2lsbA==", "=57=69=6C=6C", r"\u0057\u0069\u006c\u006c\u0027s"])
def test_an_ordinary_name_that_somebody_encoded_is_a_name(run: str):
    assert leaked(f"so {run} seen", name="Will")
    assert not leaked("it&nbsp;will&nbsp;be", name="Will")


@pytest.mark.parametrize(
    "written",
    [
        r"Zo\xc3\xab", r"Zo\303\253", r"\u{5a}o\u{eb}", r"\U0000005Ao\U000000eb",
        "0x5a6fc3ab", "5a6fc3ab", "5a 6f c3 ab", "5A:6F:C3:AB",
    ],
)  # fmt: skip
def test_bytes_and_code_points_are_read_as_they_are_written(written: str):
    assert leaked(f"path {written} seen")


def test_escapes_of_a_style_sheet_are_read_over_the_spaces_that_end_them():
    assert leaked(r'<style>p::after{content:"\5a \6f \eb "}</style>', fmt="html")


def test_short_lines_of_base64_are_joined():
    run = base64.b64encode("The alert went out to Brännström at night.".encode()).decode()
    assert leaked("\n".join(run[at : at + 20] for at in range(0, len(run), 20)))


def test_a_long_path_is_no_encoded_run():
    assert leaked("/home/zoebrannstrom/" + "projects/of/the/team/" * 8)


def test_latin_letters_in_a_picture_are_read():
    body = b"Author\0Zo\xeb"
    chunk = struct.pack(">I", len(body)) + b"tEXt" + body + struct.pack(">I", zlib.crc32(body))
    assert leaked(b"\x89PNG\r\n\x1a\n" + chunk, fmt="png")


def test_letters_beside_broken_bytes_are_read():
    assert leaked(word({"word/embeddings/o.bin": b"\xd0\xcf\0\xff\x80" + "Zoë".encode() + b"\0"}))


def test_a_name_half_of_which_is_deleted_is_found():
    runs = "<w:r><w:t>Zo</w:t></w:r><w:del><w:r><w:delText>ë</w:delText></w:r></w:del>"
    assert leaked(word({"word/header1.xml": document(runs)}), fmt="docx")


def test_a_name_split_in_an_embedded_sheet_is_found():
    sheet = word({"xl/sharedStrings.xml": "<sst><si><t>Zo</t><t>ë</t></si></sst>"})
    assert leaked(word({"word/embeddings/s.xlsx": sheet}), fmt="docx")


@pytest.mark.parametrize("text", ["==Zo==ë", "^Zo^ë", "[Zo]ë\n\n[Zo]: x.png"])
def test_marks_that_only_some_readers_know_hide_nothing(text: str):
    assert leaked(f"So {text}")


@pytest.mark.parametrize("file", ["Mark review.md", "2026_Mark_x.md", "review-mark.md", "mark.md"])
def test_an_ordinary_name_in_a_file_name_is_found(file: str):
    assert leaked("x", name="Mark", file=file)
    assert not leaked("x", name="Will", file="The disk will fill – review.md")


@pytest.mark.parametrize(
    "text",
    [
        "Contacted mark about it", "mark does not remember", "because mark had merged it",
        "Mark, please check", "on-call was mark", "see /home/mark/x", "mailto:mark",
        "## Mark", "done.\n—Mark", "so mark was paged", "per mark it was DNS",
    ],
)  # fmt: skip
def test_sentences_that_use_an_ordinary_word_as_a_name(text: str):
    assert named(text, "Mark Hansen") != []


@pytest.mark.parametrize(
    "text",
    [
        "we will mark the node", "pods per zone are even", "it hung, they said so",
        "logs of 10 min were tan", "the -per-repo limit", "rows ran dry via ping",
    ],
)  # fmt: skip
def test_ordinary_words_are_left(text: str):
    for name in ["Mark", "Will", "Per", "Even", "Hung", "Said", "Min", "Tan", "Ran", "Ping"]:
        assert named(text, name) == []


@pytest.mark.parametrize(
    "text",
    [
        r"Legal thinks J\u00f6rg broke the vendor contract", "legal thinks Joerg broke the vendor",
        "Legal=20thinks J=C3=B6rg broke the vendor contract", "数据库密码已经泄露",
    ],
)  # fmt: skip
def test_private_text_is_found_with_escapes_in_it_and_without_spaces(text: str):
    found = leaks(
        f"So: {text} now".encode(), "md", "r.md", Secrets((), (PrivateText(PRIVATE, "notes"),))
    )
    assert {leak.kind for leak in found} == {LeakKind.PRIVATE}
