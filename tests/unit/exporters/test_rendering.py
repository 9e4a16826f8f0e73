"""Whatever stands in a template of one's own, the answer is a document or one sentence."""

from __future__ import annotations

import io
import multiprocessing
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from app import confined, crash
from app.confined import Limits
from app.domain.errors import CancelledError, ExportError
from app.domain.review import review_of
from app.exporters import rendering
from app.exporters.manifest import DocumentTemplate, document
from app.exporters.rendering import render_document
from tests.unit.exporters.word_files import (
    RELATIONS,
    body,
    field,
    paragraph,
    relation,
    relations,
    word_file,
)
from tests.unit.review_samples import NOW, large_case, small_case

VIEW = review_of(*small_case(), NOW)


def own(folder: Path, fmt: str, content: str | bytes) -> DocumentTemplate:
    file = folder / f"own.{fmt}"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return DocumentTemplate("incident-review", "Own", {fmt: file})


def refused(template: DocumentTemplate) -> str:
    """The sentence with which a template of one format is refused."""
    [fmt] = template.formats
    with pytest.raises(ExportError) as failure:
        render_document(VIEW, template, fmt)
    sentence = str(failure.value)
    assert f"own.{fmt}" in sentence
    assert "\n" not in sentence
    assert multiprocessing.active_children() == []
    return sentence


def word(*parts: str) -> bytes:
    return word_file(body(*(paragraph(part) for part in parts)))


def test_an_own_template_is_filled_in_a_child(tmp_path: Path, monkeypatch) -> None:
    asked = []
    answer = confined.answer
    monkeypatch.setattr(confined, "answer", lambda *args: (asked.append(args), answer(*args))[1])

    made = render_document(VIEW, own(tmp_path, "md", "# {{ view.title | md }}"), "md")
    assert made.decode() == f"# {VIEW.title}"
    assert len(asked) == 1
    render_document(VIEW, document("incident-review"), "md")
    assert len(asked) == 1


@pytest.mark.parametrize("fmt", document("incident-review").formats)
def test_a_copy_makes_the_same_document_also_of_a_long_case(tmp_path: Path, fmt: str) -> None:
    shipped = document("incident-review")
    copy = own(tmp_path, fmt, shipped.file(fmt).read_bytes())
    for case in (small_case(), large_case(2_000)):
        view = review_of(*case, NOW)
        assert render_document(view, copy, fmt) == render_document(view, shipped, fmt)


# Each needs the child: it would take the whole program with it.
EXHAUSTING = {
    "nested loops": (
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "not done after 2 seconds",
    ),
    "a number without end": ("{{ 9 ** (9 ** 9) }}", "not done after 2 seconds"),
    "a text without end": ("{{ 'a' * 10 ** 10 }}", "more memory than a document may use"),
    "texts that double": (
        "{% set n = namespace(t='aaaaaaaa') %}{% for i in range(60) %}"
        "{% set n.t = n.t ~ n.t %}{% endfor %}{{ n.t }}",
        "more memory than a document may use",
    ),
    "a document too large": ("{{ 'a' * 10 ** 8 }}", "more than 64 MB"),
}


@pytest.mark.parametrize(("text", "sentence"), EXHAUSTING.values(), ids=EXHAUSTING)
def test_what_exhausts_a_machine_ends_with_a_sentence(
    tmp_path: Path, monkeypatch, text: str, sentence: str
) -> None:
    monkeypatch.setattr(rendering, "LIMITS", Limits(1024**3, seconds=2, writes=False))

    assert sentence in refused(own(tmp_path, "md", text))


@pytest.mark.parametrize("exhausting", ["nested loops", "a text without end"])
def test_the_same_in_a_word_file(tmp_path: Path, monkeypatch, exhausting: str) -> None:
    monkeypatch.setattr(rendering, "LIMITS", Limits(1024**3, seconds=2, writes=False))
    text, sentence = EXHAUSTING[exhausting]

    assert sentence in refused(own(tmp_path, "docx", word(text)))


CLOSED = {
    "the way out through classes": ("{{ ''.__class__.__mro__ }}", "__class__ is unsafe"),
    "the same by filter": ("{{ '' | attr('__class__') }}", "__class__ is unsafe"),
    "the same by format": ("{{ '{0.__class__}'.format(view) }}", "__class__ is unsafe"),
    "the same by item": ("{{ view['__class__'] }}", "__class__ is unsafe"),
    "the globals of a function": ("{{ cycler.__init__.__globals__ }}", "__init__ is unsafe"),
    "a range without end": ("{% for i in range(10**9) %}{% endfor %}", "100,000 at most"),
    "a macro that calls itself": (
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "calls itself without end",
    ),
    "another file": ("{% include '/etc/passwd' %}", "cannot include another"),
    "a module": ("{% from 'os' import system %}", "cannot import another"),
    "a parent": ("{% extends '../x' %}", "cannot extend another"),
    "escaping switched off": (
        "{% autoescape false %}{{ view.title }}{% endautoescape %}",
        "cannot switch the escaping",
    ),
    "a text called safe": ("{{ view.title | safe }}", "No filter named 'safe'"),
    "a changed list": ("{{ [1].append(2) }}", "append is unsafe"),
    "brackets without end": ("{{" + "(" * 3000 + "1" + ")" * 3000 + "}}", "nested too deeply"),
    "half a tag": ("{% if view.title", "unexpected "),
    "a sum of unlike things": ("{{ 1 + view.title }}", "unsupported operand"),
    "a long name": ("{{ view['a' * 10**6] }}", "aaa does not exist"),
    "a name of two lines": ("{{ view['a\\nb'] }}", "a b does not exist"),
    "a division": ("{{ 1 / 0 }}", "division by zero"),
}


@pytest.mark.parametrize(("text", "sentence"), CLOSED.values(), ids=CLOSED)
@pytest.mark.parametrize("fmt", ["md", "docx", "html"])
def test_what_a_template_may_not_do_is_said(
    tmp_path: Path, monkeypatch, fmt: str, text: str, sentence: str
) -> None:
    monkeypatch.setattr(confined, "answer", lambda work, job, *_: work(job))

    assert sentence in refused(own(tmp_path, fmt, word(text) if fmt == "docx" else text))


def test_an_error_names_the_line_and_the_variable(tmp_path: Path) -> None:
    sentence = refused(own(tmp_path, "md", "# A\n\n{{ view.sumary | md }}\n"))

    assert sentence == (
        f"The template {tmp_path.name}/own.md cannot be filled in near line 3: "
        "view.sumary does not exist; did you mean view.summary? Correct the template."
    )


def test_an_error_in_a_word_file_names_the_words_there(tmp_path: Path) -> None:
    template = own(tmp_path, "docx", word("Title", "What happened: {{ view.sumary }}", "End"))

    assert refused(template) == (
        f"The template {tmp_path.name}/own.docx cannot be filled in "
        "near “What happened: {{ view.sumary }}”: "
        "view.sumary does not exist; did you mean view.summary? Correct the template."
    )


@pytest.mark.parametrize(
    ("fmt", "content", "sentence"),
    [
        ("md", "ok\ncaf\xe9".encode("latin-1"), "not saved as UTF-8 (line 2)"),
        ("md", "# A\n<script>alert(1)</script>", "holds <script>, which no document may (line 2)"),
        ("html", "<p>\n<script>1</script>", "holds <script>, which no document may (line 2)"),
        ("html", "{% if false %}<img src='https://a.example/p'>{% endif %}", "leads to “https:"),
        ("html", "<{{ 'img onerror=x' }}>", "has “onerror”, which no document may"),
        ("html", "<a href='{{ 'javascript:' ~ view.title }}'>a</a>", "leads to “javascript:"),
        ("html", "caf\xe9".encode("latin-1"), "not saved as UTF-8 (line 1)"),
        ("docx", word_file(body(field("DDEAUTO x"))), "a field “DDEAUTO”"),
        ("docx", b"PK broken", "no whole Word file"),
        ("md", "<{{ 'script' }}>", "holds <script>"),
        ("md", "{{ '!' }}[a](https://example.org/{{ view.as_of_day }})", "picture from elsewhere"),
    ],
)
def test_what_acts_or_reaches_out_is_refused(
    tmp_path: Path, fmt: str, content: str | bytes, sentence: str
) -> None:
    assert sentence in refused(own(tmp_path, fmt, content))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ view.summary }}", r"&lt;b> \*a\* !\[c\](https://example.org)"),
        ("{{ view.summary | upper }}", r"&lt;B> \*A\* !\[C\](HTTPS://EXAMPLE.ORG)"),
        ("{{ view.summary | md }}", r"&lt;b> \*a\* !\[c\](https://example.org)"),
        (
            "{% macro m(t) %}**{{ t }}**{% endmacro %}{{ m(view.summary) }}",
            r"**&lt;b> \*a\* !\[c\](https://example.org)**",
        ),
        (
            "{% set t %}> {{ view.summary }}{% endset %}{{ t }}",
            r"> &lt;b> \*a\* !\[c\](https://example.org)",
        ),
        ("{{ [view.summary, 1] | join(', ') }}", r"&lt;b> \*a\* !\[c\](https://example.org), 1"),
        ("{{ 7 }}{{ ', ' }}{{ 'x' if false }}", "7, "),
    ],
)
def test_text_is_escaped_in_markdown_with_a_filter_or_without(
    tmp_path: Path, text: str, made: str
) -> None:
    view = replace(VIEW, summary="<b> *a* ![c](https://example.org)")
    job = rendering._Job(view, own(tmp_path, "md", text), "md")

    assert rendering._made_from_own(job).decode() == made


def test_markup_in_evidence_stays_text_in_html(tmp_path: Path) -> None:
    view = replace(VIEW, summary="<script>alert('a')</script> & <img src=https://a.example/p>")
    template = own(tmp_path, "html", "<p>{{ view.summary }}</p>{{ view.summary | lines }}")

    made = rendering._made_from_own(rendering._Job(view, template, "html")).decode()

    shown = (
        "&lt;script&gt;alert(&#39;a&#39;)&lt;/script&gt; &amp; &lt;img src=https://a.example/p&gt;"
    )
    assert made == f"<p>{shown}</p><p>{shown}</p>"


def test_markup_in_evidence_stays_text_in_a_word_file(tmp_path: Path) -> None:
    said = "</w:t></w:r></w:p><w:p><w:fldSimple w:instr='DDEAUTO x'/></w:p> {{ 1 }} & <b>"
    view = replace(VIEW, summary=said)
    template = own(tmp_path, "docx", word("{{ view.summary }}", "{{ view.summary | upper }}"))

    made = render_document(view, template, "docx")

    texts = [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs]
    assert texts == [said, said.upper()]


def test_parts_that_do_not_fit_together_are_a_sentence_and_a_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[BaseException] = []
    monkeypatch.setattr(crash, "saved", logged.append)
    data = word_file(body(paragraph("a")), "<Relations/>")

    assert "do not fit together (a AttributeError" in refused(own(tmp_path, "docx", data))
    assert [type(error) for error in logged] == [confined.CrashedError]


def test_what_word_notes_by_itself_is_not_in_the_document(tmp_path: Path) -> None:
    links = relations(
        relation("attachedTemplate", "file:///C:/Users/mira/Normal.dotm", outside=True),
        relation("classificationlabels", "label.xml", key="rId8"),
    )
    data = word_file(body(paragraph("{{ view.title }}")), links, {"word/label.xml": "<tenant/>"})

    made = render_document(VIEW, own(tmp_path, "docx", data), "docx")

    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist())
        assert VIEW.title.encode() in packed.read("word/document.xml")
    assert b"Normal.dotm" not in whole
    assert b"tenant" not in whole


def test_the_properties_that_libreoffice_writes_are_not_in_the_document(tmp_path: Path) -> None:
    office = RELATIONS.replace("officeDocument", "officedocument")
    kind = f"{office}/metadata/core-properties"
    more = {
        "_rels/.rels": relations(
            relation("officeDocument", "word/document.xml"),
            f'<Relationship Id="rId2" Type="{kind}" Target="docProps/core.xml"/>',
        ),
        "docProps/core.xml": "<coreProperties><creator>Mira Kern</creator></coreProperties>",
    }
    data = word_file(body(paragraph("{{ view.title }}")), more=more)

    made = render_document(VIEW, own(tmp_path, "docx", data), "docx")

    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        names = packed.namelist()
        assert len(names) == len(set(names))
        assert not any(b"Mira Kern" in packed.read(name) for name in names)


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    class Cancelled:
        cancelled = True

        def report(self, done: int, total: int, what: str) -> None:
            del done, total, what

    with pytest.raises(CancelledError):
        render_document(VIEW, own(tmp_path, "md", "a"), "md", Cancelled())


def test_a_template_that_went_away_is_named(tmp_path: Path) -> None:
    template = own(tmp_path, "md", "a")
    template.file("md").unlink()

    assert "cannot be read" in refused(template)


WORDS = """
{{ }} {% %} {# #} {%- -%} {{r {%p {%tr if endif for endfor else set macro endmacro call in not is
view view.title view.timeline view.notes [0] .rows .x | md md_lines md_code upper join defined raw
map(attribute='text') first last length list ( ) ' " , ~ + * / 1 7 true none loop.index endraw item
block endblock filter endfilter with endwith <w:p> </w:p> <b> & &lt; namespace() range(3) self
caller() varargs __class__ .__mro__
"""
PIECES = st.one_of(st.text(max_size=12), st.sampled_from(WORDS.split()))
TEXTS = st.lists(PIECES, max_size=14).map(" ".join)


@pytest.mark.parametrize("fmt", ["md", "docx", "html"])
@settings(max_examples=60)
@given(text=TEXTS)
def test_any_text_makes_a_document_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, fmt: str, text: str
) -> None:
    if fmt == "docx":
        text = "".join(character for character in text if character.isprintable())
        content: str | bytes = word(text.replace("&", "&amp;").replace("<", "&lt;"))
    else:
        content = text.encode("utf-8", "replace")
    template = own(tmp_path_factory.mktemp("own"), fmt, content)

    # The same that runs in the child; here a bug shows as what it is.
    assert made_or_refused(lambda: rendering._made_from_own(rendering._Job(VIEW, template, fmt)))


@settings(max_examples=3)
@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_the_same_holds_through_the_child(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    for text in texts:
        template = own(tmp_path_factory.mktemp("own"), "md", text.encode("utf-8", "replace"))
        assert made_or_refused(lambda template=template: render_document(VIEW, template, "md"))


def made_or_refused(make: Callable[[], bytes]) -> bool:
    """Whether there is a document, or one sentence that names the template."""
    try:
        return isinstance(make(), bytes)
    except ExportError as error:
        return "\n" not in str(error) and "own." in str(error)
