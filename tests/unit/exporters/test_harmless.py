"""Whatever acts or reaches out is refused by its name; whatever lies still is let through."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from app.exporters.harmless import (
    HarmfulError,
    check_html,
    check_markdown,
    without_tags_of_jinja,
)
from app.exporters.harmless_word import check_word
from app.paths import TEMPLATES
from tests.unit.exporters.word_files import (
    NAMES,
    RELATIONS,
    body,
    field,
    paragraph,
    relation,
    relations,
    types,
    word_file,
)

PLAIN = body(paragraph("Hello"))

# -- HTML and Markdown ----------------------------------------------------------------------------

HARMFUL_HTML = {
    "a script": "<p>x</p>\n<script>alert(1)</script>",
    "a script in capitals": "<SCRIPT src=x></SCRIPT>",
    "a script after what some take for a comment": "<!--><script>alert(1)</script>-->",
    "a script inside a style": "<style></style><script>1</script>",
    "a handler": '<p onclick="x()">a</p>',
    "a handler after a slash": "<img/onerror=x()/src=#>",
    "a handler behind a quote": "<p title=a\"b onmouseover='x()'>",
    "a remote picture": '<img src="https://example.org/p.png">',
    "a remote picture without a scheme": "<img src=//example.org/p.png>",
    "a local file": '<img src="file:///etc/passwd">',
    "several pictures": '<img srcset="data:image/png;base64,AA 1x, http://example.org/p 2x">',
    "a style sheet": '<link rel="stylesheet" href="s.css">',
    "a frame": '<iframe srcdoc="x"></iframe>',
    "a form": '<form action="https://example.org"><p>x</p></form>',
    "an object": "<object data=x></object>",
    "another base": '<base href="https://example.org/">',
    "a new address": '<meta http-equiv="refresh" content="0;url=https://example.org">',
    "a link that runs": '<a href="javascript:alert(1)">a</a>',
    "a link that runs, spelled out": '<a href="&#106;ava&#x09;script&colon;alert(1)">a</a>',
    "a style that imports": "<style>@import 'https://example.org/s.css';</style>",
    "a style that loads": '<p style="background: url(https://example.org/p)">a</p>',
    "a style that loads, escaped": r'<p style="background: \75rl(http://example.org/p)">a</p>',
    "a style with a set": "<style>p { background: image-set('http://e.org/p' 1x) }</style>",
    "a fill from elsewhere": '<svg><rect fill="url(http://example.org/s.svg#a)"/></svg>',
    "a drawing from elsewhere": '<svg><use xlink:href="http://example.org/s.svg#a"/></svg>',
    "a drawing that moves its links": '<svg><animate attributeName="href"/></svg>',
    "a video": "<video src=v.mp4></video>",
}
HARMLESS_HTML = [
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A</title>'
    "<style>@page { margin: 2cm } p::before { content: '\\2014' } /* a // b */</style></head>"
    '<body><h1 id="a">A &amp; B</h1><a href="#a">a</a> <a href="https://example.org/?a=1">b</a>'
    '<img alt="url(x) src=http://" src="data:image/png;base64,AAAA"></body></html>',
    '<svg viewBox="0 0 1 1"><path d="M0 0" fill="url(#a)"/><text>1 < 2</text></svg>',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
    "<p>&lt;script&gt; if a <3 and b</p>",
]


@pytest.mark.parametrize("text", HARMFUL_HTML.values(), ids=HARMFUL_HTML)
def test_html_that_acts_or_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(HarmfulError, match="line"):
        check_html(text)


@pytest.mark.parametrize("text", HARMLESS_HTML)
def test_html_that_lies_still_is_let_through(text: str) -> None:
    check_html(text)


def test_the_line_is_named() -> None:
    with pytest.raises(HarmfulError, match=r"holds <script>, which no document may \(line 3\)"):
        check_html("<p>\n</p>\n<script>")


@pytest.mark.parametrize(
    "text",
    [
        "![a](https://example.org/p.png)",
        "![a](<https://example.org/p.png>)",
        "![a][1]\n\n[1]: https://example.org/p.png",
        "![a]\n\n[a]: https://example.org/p.png",
        "a <script>alert(1)</script>",
        "<img src=https://example.org/p.png>",
        "```\n```\n<script>",
        "<div>\n```text\n<script>alert(1)</script>\n```\n",
        "- <details>\n  ```text\n  <script>alert(1)</script>\n  ```\n",
        "<pre>\n\n```text\n<script>alert(1)</script>\n```\n",
        "<!-- a",
        "<!--> ```\n",
    ],
)
def test_markdown_that_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(HarmfulError):
        check_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org) <https://example.org> <mira@example.org> \\!\\[a\\](x)",
        "- a\n\n  ```text\n  <script>alert(1)</script> ![a](http://x)\n  ```\n",
        "- ```text\n  <script>alert(1)</script>\n  ```\n",
        "<details><summary>a</summary>b</details>",
        "<details>\n\n```text\n<script>alert(1)</script>\n```\n\n</details>",
        "![a](data:image/png;base64,AAAA)",
    ],
)
def test_markdown_that_lies_still_is_let_through(text: str) -> None:
    check_markdown(text)


def test_jinja_is_no_html_and_lines_stay() -> None:
    text = without_tags_of_jinja("a\n{% if a <b\n %}{{ x }}{# <p> #}<p>")

    assert [line.strip() for line in text.split("\n")] == ["a", "", "<p>"]


# -- Word -----------------------------------------------------------------------------------------

HARMFUL_WORD = {
    "macros": (
        word_file(PLAIN, relations(relation("vbaProject", "vbaProject.bin"))),
        r"macros \(word/_rels/document\.xml\.rels\)",
    ),
    "a part with macros": (word_file(PLAIN, more={"word/vbaProject.bin": b"\0"}), "macros"),
    "the type of a file with macros": (
        word_file(
            PLAIN,
            more={
                "[Content_Types].xml": types(
                    "application/vnd.ms-word.document.macroEnabled.main+xml"
                )
            },
        ),
        "macros",
    ),
    "a remote picture": (
        word_file(PLAIN, relations(relation("image", "https://example.org/p.png", outside=True))),
        "outside image, “https://example.org/p.png”",
    ),
    "a remote picture that does not say so": (
        word_file(PLAIN, relations(relation("image", "https://example.org/p.png"))),
        "outside image",
    ),
    "a picture of the old kind": (
        word_file(
            body(
                '<w:p><w:r><w:pict><v:shape><v:imagedata src="http://example.org/p"/>'
                "</v:shape></w:pict></w:r></w:p>"
            )
        ),
        "picture from elsewhere",
    ),
    "an embedded object": (
        word_file(PLAIN, relations(relation("oleObject", "embeddings/oleObject1.xml"))),
        "an embedded object",
    ),
    "an object in the text": (
        word_file(body("<w:p><w:r><w:object/></w:r></w:p>")),
        "an embedded object",
    ),
    "an embedded file": (
        word_file(PLAIN, more={"word/embeddings/sheet.xlsx": b"PK"}),
        "sheet.xlsx",
    ),
    "a control": (word_file(PLAIN, relations(relation("control", "a.xml"))), "ActiveX"),
    "another document": (word_file(body('<w:altChunk r:id="rId9"/>')), "another document inside"),
    "a part in another file": (
        word_file(PLAIN, relations(relation("subDocument", "file:///c:/a.docx", outside=True))),
        "lies in another file",
    ),
    "a frame": (word_file(PLAIN, relations(relation("frame", "http://x", outside=True))), "frame"),
    "a link to a file": (
        word_file(PLAIN, relations(relation("hyperlink", "file://srv/a.docx", outside=True))),
        "a link to a file",
    ),
    "a pane of a web extension": (
        word_file(PLAIN, relations(relation("webextensiontaskpanes", "a.xml"))),
        "webextensiontaskpanes",
    ),
    "DDE": (word_file(body(paragraph("Costs"), field('DDEAUTO c:\\x.exe "a"'))), "“DDEAUTO”"),
    "DDE in pieces": (
        word_file(body(field("DDE</w:instrText></w:r><w:r><w:instrText>AUTO x"))),
        "“DDEAUTO”",
    ),
    "DDE in a simple field": (
        word_file(body('<w:p><w:fldSimple w:instr=" dde x y "/></w:p>')),
        "“DDE”",
    ),
    "a field that never ends": (
        word_file(
            body(
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                "<w:r><w:instrText>DDE x</w:instrText></w:r></w:p>"
            )
        ),
        "“DDE”",
    ),
    "a field outside of any": (
        word_file(body("<w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>")),
        "“DDE”",
    ),
    "a field behind something else": (
        word_file(body(field("<w:b/>DDE x"))),
        "“DDE”",
    ),
    "a field in a field": (
        word_file(
            body(field(f"PAGE </w:instrText></w:r></w:p>{field('PAGE')}<w:p><w:r><w:instrText>"))
        ),
        "a field inside the code",
    ),
    "a field by another prefix": (
        word_file(
            body(
                '<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                '<x:fldSimple x:instr="INCLUDETEXT a"/></x:p>'
            )
        ),
        "INCLUDETEXT",
    ),
    "text from elsewhere": (word_file(body(field('INCLUDETEXT "http://x"'))), "“INCLUDETEXT”"),
    "a picture by field": (word_file(body(field('INCLUDEPICTURE "http://x"'))), "INCLUDEPICTURE"),
    "a field made by the template": (word_file(body(field("{{ view.title }}"))), "a field"),
    "a link to a share": (word_file(body(field('HYPERLINK "\\\\srv\\a"'))), "leads to a file"),
    "mail merge": (
        word_file(
            PLAIN, more={"word/settings.xml": f"<w:settings {NAMES}><w:mailMerge/></w:settings>"}
        ),
        "mail merge",
    ),
    "an entity": (
        word_file('<!DOCTYPE a [<!ENTITY b "c">]>' + PLAIN),
        "declarations that a document must not have",
    ),
    "an entity from a file, in UTF-16": (
        word_file(
            (
                '<?xml version="1.0" encoding="UTF-16"?>'
                '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + PLAIN
            ).encode("utf-16")
        ),
        "declarations",
    ),
    "an unknown encoding": (
        word_file('<?xml version="1.0" encoding="x-klingon"?>' + PLAIN),
        "word/document.xml is broken",
    ),
    "a prefix that stands for nothing": (
        word_file("<x:document/>"),
        "word/document.xml is broken",
    ),
    "broken XML": (word_file("<w:document"), "word/document.xml is broken"),
    "a part hidden under another name": (
        word_file(
            PLAIN,
            more={
                "[Content_Types].xml": types(
                    more='<Override PartName="/word/a.png" ContentType="application/x+xml"/>'
                )
            },
        ),
        "not what its name says",
    ),
    "a template of Word": (
        word_file(
            PLAIN,
            more={
                "[Content_Types].xml": types(
                    "application/vnd.openxmlformats-officedocument.wordprocessingml"
                    ".template.main+xml"
                )
            },
        ),
        "dotx",
    ),
    "a part that leads out": (word_file(PLAIN, more={"../evil.xml": "<a/>"}), "leads out of it"),
    "a part at the root": (word_file(PLAIN, more={"/etc/evil.xml": "<a/>"}), "leads out of it"),
    "a program": (word_file(PLAIN, more={"word/a.exe": b"MZ"}), "“word/a.exe”"),
    "a drawing with a script": (
        word_file(PLAIN, more={"word/media/a.svg": "<svg><script>1</script></svg>"}),
        "<script>",
    ),
    "an old Word file": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "of the old kind"),
    "text": (b"not a zip", "no whole Word file"),
    "half a file": (word_file(PLAIN)[:-30], "no whole Word file"),
    "another kind of zip": (b"PK\x05\x06" + b"\0" * 18, "no Word file"),
}


@pytest.mark.parametrize(("data", "sentence"), HARMFUL_WORD.values(), ids=HARMFUL_WORD)
def test_a_word_file_that_acts_or_reaches_out_is_refused(data: bytes, sentence: str) -> None:
    for finished in (False, True):
        with pytest.raises(HarmfulError, match=sentence):
            check_word(data, finished=finished)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = word_file(PLAIN, more={"word/media/a.png": b"\0" * 100 * 1024**2})
    assert len(bomb) < 200_000

    with pytest.raises(HarmfulError, match="unpacks to more"):
        check_word(bomb, finished=False)
    with pytest.raises(HarmfulError, match="unpacks to more"):
        check_word(word_file(PLAIN, more={f"a{n}.xml": "" for n in range(2000)}), finished=False)


def test_a_part_that_is_there_twice_is_refused() -> None:
    data = io.BytesIO(word_file(PLAIN))
    with zipfile.ZipFile(data, "a") as packed:
        packed.writestr("WORD/document.xml", PLAIN)

    with pytest.raises(HarmfulError, match="two parts of the same name"):
        check_word(data.getvalue(), finished=False)


def test_the_place_in_the_text_is_named() -> None:
    with pytest.raises(HarmfulError, match=r"\(word/document\.xml, near “What it cost”\)"):
        check_word(
            word_file(body(f"<w:p><w:r><w:t>What it cost</w:t></w:r>{field('DDE a')[5:]}")),
            finished=False,
        )


def test_a_harmless_word_file_is_let_through() -> None:
    data = word_file(
        body(
            paragraph("Hello"),
            field(r'TOC \o "1-3" \h'),
            field("PAGE"),
            field('HYPERLINK "https://example.org"'),
            field(r"HYPERLINK \l note_1"),
        ),
        relations(relation("hyperlink", "mailto:mira@example.org", outside=True)),
    )

    check_word(data, finished=True)


def test_what_word_notes_by_itself_is_taken_out_and_not_refused() -> None:
    template = relation("attachedTemplate", "file:///C:/Users/mira/Normal.dotm", outside=True)
    label = relation("classificationlabels", "docMetadata/LabelInfo.xml", key="rId8")

    for noted in (template, label):
        check_word(word_file(PLAIN, relations(noted)), finished=False)
        with pytest.raises(HarmfulError, match=r"it was made from|label of an organisation"):
            check_word(word_file(PLAIN, relations(noted)), finished=True)


def test_what_the_program_ships_lies_still() -> None:
    for file in TEMPLATES.rglob("*.docx"):
        check_word(file.read_bytes(), finished=False)


@pytest.mark.needs("soffice")
def test_what_another_program_saves_is_let_through(tmp_path: Path) -> None:
    shipped = TEMPLATES / "incident-review/incident-review.docx"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/office",
            "--headless",
            "--convert-to",
            "docx:Office Open XML Text",
            "--outdir",
            tmp_path / "out",
            shipped,
        ],
        check=True,
        capture_output=True,
    )

    check_word((tmp_path / "out" / shipped.name).read_bytes(), finished=True)


def test_relations_by_their_strict_names_count_too() -> None:
    strict = RELATIONS.replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml")
    links = relations(relation("image", "http://x", outside=True).replace(RELATIONS, strict))

    with pytest.raises(HarmfulError, match="outside image"):
        check_word(word_file(PLAIN, links), finished=False)
