"""Nothing secret leaves in a finished document, and nothing else is stopped."""

from __future__ import annotations

import base64
import io
import random
import zipfile
from dataclasses import replace

import pytest
from docx import Document

from app.domain.errors import ExportError
from app.domain.leaks import Leak, LeakKind, PrivateText, Secrets
from app.domain.names import folded
from app.domain.people import AliasKind, KnownName, NameAnswer, Verdict
from app.domain.review import review_of
from app.domain.timeline import CitedEntry
from app.domain.wording import Wording
from app.exporters.leak_gate import leaks
from app.exporters.manifest import document
from app.exporters.markdown import escaped
from app.exporters.rendering import render_document
from tests.unit.domain.name_uses import NAMES, NO_NAMES, USED
from tests.unit.exporters import leak_files
from tests.unit.exporters.leak_cases import Canary, case
from tests.unit.review_samples import CASE, NOW, SOURCE, cited, entry

MIRA = KnownName("Mira Olsen", AliasKind.NAME, "mira", "on-call engineer A")
MARK = KnownName("Mark", AliasKind.NAME, "mark", "incident lead")
NOTE = PrivateText("Thin ice. The vendor lied to us about the failover.", "the private notes")
SECRETS = Secrets((MIRA, MARK), (NOTE,))
CASES, STEP = 200, 10


@pytest.mark.parametrize("first", range(0, CASES, STEP))
def test_every_canary_is_found_and_its_twin_is_let_through(first: int):
    """200 documents with 50 secrets each, in every disguise, format and place; and without."""
    for number in range(first, first + STEP):
        made = case(number)
        found = leaks(made.data, made.fmt, made.file_name, made.secrets)
        clean = leaks(made.clean, made.fmt, made.clean_name, made.secrets)

        assert [each for each in made.canaries if not _is_told(each, found)] == [], number
        assert clean == [], number


def _is_told(canary: Canary, found: list[Leak]) -> bool:
    roles = {role for leak in found for role in leak.instead.strip("[]").split(" or ")}
    return canary.mark in roles or canary.mark in {leak.source for leak in found}


def told(text: str, secrets: Secrets = SECRETS, fmt: str = "md") -> list[str]:
    return [leak.words for leak in leaks(text.encode(), fmt, f"Review.{fmt}", secrets)]


def word(*paragraphs: str) -> bytes:
    document, raw = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(raw)
    return raw.getvalue()


def test_a_leak_says_what_stands_where_and_what_could_stand_there():
    (leak,) = leaks(word("At 14:03 we asked Mira to roll back."), "docx", "Review.docx", SECRETS)

    assert leak == Leak(
        LeakKind.NAME, "the text", "At 14:03 we asked ", "Mira", " to roll back.",
        "[on-call engineer A]", key=("at1403weasked", "torollback"),
    )  # fmt: skip


def test_a_private_leak_says_whose_text_it_is():
    (leak,) = leaks(b"So **the vendor** lied to us about it.", "md", "Review.md", SECRETS)

    assert (leak.kind, leak.words, leak.instead) == (
        LeakKind.PRIVATE,
        "the vendor lied to us about",
        "[left out]",
    )
    assert leak.source == "the private notes"


def test_a_name_in_the_file_name_is_found():
    (leak,) = leaks(b"Nothing here.", "md", "Orders_Mira – preliminary.md", SECRETS)

    assert (leak.place, leak.words) == ("the file name", "Mira")


@pytest.mark.parametrize(
    "text",
    ["Mi**ra**", "Mi\\_ra", "&#77;ira", "[Mi](https://x.example)ra", "`Mira`", "M%69ra", "TWlyYQ==",
     "![x](mira.png)", "<!-- Mira -->", "Mi<b>ra</b>", "_Mi_ra", "Mi\\\nra"],
)  # fmt: skip
def test_a_name_in_markdown_is_found_whatever_marks_part_it(text: str):
    assert told(f"So {text} was there") != []


def test_names_are_found_once_each():
    page = "<p title='Mira'>M<b>ira</b> Olsen asked <i>Mark</i>.</p><!-- Mira -->"

    assert sorted(told(page, fmt="html")) == ["Mark", "Mira", "Mira", "Mira Olsen"]
    assert told("We *asked* Mira &amp; Mark.") == ["Mira", "Mark"]


def test_an_encoded_name_is_found_wherever_it_comes_again():
    assert told("First TWlyYSBPbHNlbg== asked.\n\nThen TWlyYSBPbHNlbg== answered.") == [
        "TWlyYSBPbHNlbg==",
        "TWlyYSBPbHNlbg==",
    ]


def test_an_encoded_run_is_given_as_it_stands():
    """So that an answer can put something else for it."""
    text = "The header was X-User: TWlyYSBPbHNlbg== and no more."

    assert told(text) == ["TWlyYSBPbHNlbg=="]


def test_what_the_empty_template_says_is_its_own():
    template = b"# Review by the Mira Observatory\n\n{{ view.summary }}\n"
    own = b"# Review by the Mira Observatory\n\nThe queue was full.\n"
    more = b"# Review by the Mira Observatory\n\nMira was paged. By the Mira Observatory.\n"

    assert leaks(own, "md", "Review.md", SECRETS, template) == []
    found = leaks(more, "md", "Review.md", SECRETS, template)
    assert [leak.before[-8:] for leak in found] == ["vatory ", "By the "] or len(found) == 2


def test_what_a_word_template_says_passes_in_the_same_part_only():
    template = word("Mira Observatory, Department of Reviews", "{{ view.summary }}")
    document = word("Mira Observatory, Department of Reviews", "The queue was full.")
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as before, zipfile.ZipFile(moved, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
        after.writestr("word/footer9.xml", before.read("word/document.xml"))

    assert leaks(document, "docx", "Review.docx", SECRETS, template) == []
    found = leaks(moved.getvalue(), "docx", "Review.docx", SECRETS, template)
    assert [leak.place for leak in found] == ["a page footer"]


def answer(leak: Leak, verdict: Verdict = Verdict.KEEP) -> NameAnswer:
    before, after = leak.key
    return NameAnswer("1", "case", verdict, folded(leak.words), before, after, "x", "a river")


def test_a_kept_name_passes_in_its_place_only():
    text = b"We walked along the Mira river. Later we called Mira at home."
    river, _ = leaks(text, "md", "Review.md", SECRETS)
    kept = Secrets(SECRETS.names, SECRETS.private, (answer(river),))

    assert [leak.before[-7:] for leak in leaks(text, "md", "Review.md", kept)] == ["called "]


def test_an_answer_given_in_a_field_holds_in_every_format():
    field = "We walked *along* the Mira river & back, [then] on."
    (seen,) = leaks(field.encode(), "", "x", SECRETS)
    kept = Secrets(SECRETS.names, SECRETS.private, (answer(seen),))
    more = "At 14:03 the queue was full."

    assert told(f"{more}\n\n**Then:** {escaped(field)}\n\n{more}", kept) == []
    assert leaks(word(more, field, more), "docx", "Review.docx", kept) == []
    assert told(f"<p>{more}<p>{field.replace('&', '&amp;')}<p>{more}", kept, "html") == []


@pytest.mark.parametrize("document_id", ["incident-review", "preliminary-page"])
@pytest.mark.parametrize("fmt", ["md", "docx", "html"])
def test_nothing_leaks_once_every_name_is_answered(document_id: str, fmt: str):
    """Replacement and gate read alike: by role or kept, no name is left to ask about."""
    names = tuple(
        KnownName(each, AliasKind.NAME, each, f"role {at}") for at, each in enumerate(USED)
    )
    texts = [*NAMES, *NO_NAMES]
    entries = [
        CitedEntry(entry(text, f"2024-03-30 {at // 60:02}:{at % 60:02}"), (cited(at, text),))
        for at, text in enumerate(texts)
    ]
    view = review_of(replace(CASE, summary="\n".join(texts)), entries, [SOURCE], NOW)
    template = document(document_id)
    wording = Wording(Secrets(names))
    by_role = wording.of(view)
    kept = tuple(
        NameAnswer(str(at), "case", Verdict.KEEP, folded(seen.words), *seen.key, reason="x")
        for at, seen in enumerate(wording.seen)
    )

    for shown, secrets in ((by_role, Secrets(names)), (view, Secrets(names, answers=kept))):
        data = render_document(shown, template, fmt)
        own = template.file(fmt).read_bytes()
        assert leaks(data, fmt, f"Review.{fmt}", secrets, own) == []


def test_private_text_never_passes():
    text = b"The vendor lied to us about the failover."
    (leak,) = leaks(text, "md", "Review.md", SECRETS)
    kept = Secrets((), SECRETS.private, (answer(leak),))

    assert leaks(text, "md", "Review.md", kept) == [leak]


def test_words_that_were_to_be_replaced_and_still_stand_there_leak():
    text = b"We called Mira at home."
    (leak,) = leaks(text, "md", "Review.md", SECRETS)
    to_replace = Secrets(SECRETS.names, (), (answer(leak, Verdict.REPLACE),))

    assert leaks(text, "md", "Review.md", to_replace) == [leak]


def test_a_damaged_part_is_searched_as_it_stands():
    torn = leak_files.zipped({"word/document.xml": b"<w:p><w:t>Then Mira came</w:p"})

    assert [leak.words for leak in leaks(torn, "docx", "Review.docx", SECRETS)] == ["Mira"]
    assert [
        leak.words for leak in leaks(b"PK\x03\x04 then Mira came", "docx", "R.docx", SECRETS)
    ] == ["Mira"]


def test_what_lies_between_the_parts_of_a_zip_is_searched():
    whole = leak_files.zipped({"word/document.xml": b"<w:p/>"}, "made by Mira")
    ahead = b"then Mark Olsen came " + leak_files.zipped({"word/document.xml": b"<w:p/>"})

    assert [leak.words for leak in leaks(whole, "docx", "R.docx", SECRETS)] == ["Mira"]
    assert [leak.words for leak in leaks(ahead, "docx", "R.docx", SECRETS)] == ["Mark", "Olsen"]


def test_files_within_files_without_end_are_refused():
    nested = b"x"
    for _ in range(8):
        nested = leak_files.zipped({"inner.zip": nested})

    with pytest.raises(ExportError, match="files within files"):
        leaks(nested, "docx", "Review.docx", SECRETS)


def test_a_locked_part_is_refused():
    locked = bytearray(leak_files.zipped({"word/document.xml": b"<w:p/>"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + flags] |= 1

    with pytest.raises(ExportError, match="locked"):
        leaks(bytes(locked), "docx", "Review.docx", SECRETS)


def test_pixels_and_packed_bytes_make_no_names():
    """Noise in a picture, in a page and in a Word file; short names asked for."""
    names = tuple(
        KnownName(each, AliasKind.NAME, each, each) for each in ("Ian", "Kim", "Jo", "Ada")
    )
    noise = random.Random(7).randbytes(200_000)  # noqa: S311  repeatable, no secret
    photo = (
        b"\xff\xd8\xff\xda\0\x08\1\1\0\0\x3f\0" + noise.replace(b"\xff", b"\xff\0") + b"\xff\xd9"
    )
    embedded = leak_files.zipped({"word/media/a.jpg": photo, "word/fonts/a.odttf": noise})
    encoded = base64.b64encode(noise).decode()
    page = f'<p><img src="data:application/x-font;base64,{encoded}"></p>'

    assert leaks(photo, "", "a.jpg", Secrets(names)) == []
    assert leaks(embedded, "docx", "a.docx", Secrets(names)) == []
    assert leaks(page.encode(), "html", "a.html", Secrets(names)) == []
