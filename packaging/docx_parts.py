"""The pieces that the Word templates are put together from: pages, tables, lines, tags."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from docx_look import INK, MUTED, PAGE_HEIGHT, PAGE_WIDTH, shade


def set_page(document: WordDocument, name: str, side: Length, top: Length) -> Length:
    """A4 with a header and a footer that say how final the document is; the width of its text."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = side
    section.top_margin, section.bottom_margin = top, Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    header = section.header.paragraphs[0]
    header.style = document.styles["Header"]
    header.add_run("{{ view.title }}{% if view.preliminary %} · Preliminary{% endif %}")
    width = Length(PAGE_WIDTH - 2 * side)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    _fill_footer(footer, name, width)
    return width


def _fill_footer(footer: Paragraph, name: str, width: Length) -> None:
    footer.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(
        f"{name} · {{% if view.preliminary %}}preliminary as of"
        "{% elif view.preliminary is none %}as of{% else %}published{% endif %}"
        " {{ view.as_of_day }}\tPage "
    )
    for words, code in (("", "PAGE"), (" of ", "NUMPAGES")):
        footer.add_run(words)
        field = (
            f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
        footer._p.append(parse_xml(field))


def end_section(document: WordDocument, paragraph: Paragraph, across: str = "") -> None:
    """End a section of pages with a paragraph; ``across`` names the footer of pages across."""
    properties = deepcopy(document.element.body.sectPr)
    if across:
        _turn(properties)
        part, relation = document.part.add_footer_part()
        footer = Paragraph(part.element.p_lst[0], part)
        footer.style = document.styles["Footer"]
        margins = properties.find(qn("w:pgMar"))
        sides = int(margins.get(qn("w:left"))) + int(margins.get(qn("w:right")))
        _fill_footer(footer, across, Length(PAGE_HEIGHT - sides * 635))
        properties.find(qn("w:footerReference")).set(qn("r:id"), relation)
    paragraph._p.get_or_add_pPr().append(properties)


def _turn(section: BaseOxmlElement) -> None:
    size = section.find(qn("w:pgSz"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")


def write_head(document: WordDocument, name: str) -> None:
    """What it is, what it is about, how final it is."""
    document.add_paragraph(name, "Subtitle")
    document.add_paragraph("{{ view.title }}", "Title")
    document.add_paragraph("{{ view.status }}.", "Status")


def write_facts(document: WordDocument, width: Length, of: str = "view.facts") -> None:
    """Facts, a row each; those of the header unless said otherwise."""
    facts = table(document, (Cm(3.4), Length(width - Cm(3.4))), "Fact Table")
    tag_row(facts, f"for fact in {of}")
    line = row(facts)
    fill(line.cells[0], "{{ fact.label }}", "Cell Label")
    fill(line.cells[1], "{{ fact.text }}", "Cell")
    tag_row(facts, "endfor")


def write_contents(document: WordDocument) -> None:
    """A contents field; `app.exporters.word_contents` fills it."""
    field = "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> TOC \\o "1-1" \\n \\h \\z </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>Contents</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    document.add_paragraph("Contents", "TOC Heading")
    paragraph = document.add_paragraph(style="toc 1")
    for run in list(parse_xml(f"<w:p {nsdecls('w')}>{field}</w:p>")):
        paragraph._p.append(run)


def write_timeline(
    document: WordDocument, widths: tuple[Length, ...], notes: str = "", *, tight: bool = False
) -> None:
    """The timeline, a table for each day; ``notes`` is the filter that cites the evidence.

    A ``tight`` one has no numbers, and each entry in as few lines as may be.
    """
    tag(document, "for day in view.timeline")
    tag(document, "if day.heading")
    document.add_heading("{{ day.heading }}", 2)
    tag(document, "endif")
    entries = table(document, widths, "Review Table")
    head = row(entries)
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    titles = ("No.", "Time", "Kind", "What happened")
    for cell, words in zip(head.cells, titles[1 if tight else 0 :], strict=True):
        fill(cell, words, "Cell Label")
        properties = cell._tc.get_or_add_tcPr()
        shade(properties, at=len(properties))
    tag_row(entries, "for row in day.rows")
    if tight:
        _write_tight_entry(row(entries), notes)
    else:
        _write_entry(row(entries), notes)
    tag_row(entries, "endfor")
    tag(document, "endfor")


def _write_entry(line: _Row, notes: str) -> None:
    number, time, kind, what = line.cells
    fill(number, "{{ row.number }}", "Cell Label")
    fill(time, "{{ row.time }}", "Cell").runs[0].bold = True
    for text, style in (
        ("{%p if row.utc %}", "Cell"),
        ("{{ row.utc }}", "Mark"),
        ("{%p endif %}", "Cell"),
    ):
        time.add_paragraph(text, style)
    fill(kind, "{{ row.kind }}", "Cell")
    cite(fill(what, "{{ row.text }}", "Cell"), notes)
    what.add_paragraph("{{ row.marks|join('; ') }}", "Mark")


def _write_tight_entry(line: _Row, notes: str) -> None:
    time, kind, what = line.cells
    times = fill(time, "{{ row.time }}", "Cell")
    times.runs[0].bold = True
    _small(times.add_run("{% if row.utc %} {{ row.utc }}{% endif %}"))
    fill(kind, "{{ row.kind }}", "Cell")
    words = fill(what, "{{ row.text }}", "Cell")
    cite(words, notes)
    _small(words.add_run(" {{ row.marks|join('; ') }}"))


def ink() -> RGBColor:
    """The colour of running text."""
    return RGBColor.from_string(INK)


def _small(run: Run) -> None:
    run.italic = True
    run.font.size = Pt(7.5)
    run.font.color.rgb = RGBColor.from_string(MUTED)


def cite(words: Paragraph, notes: str) -> None:
    """Set the notes that a row cites, with the filter of that name; none for no name."""
    if not notes:
        return
    words.add_run("{%r for number in row.notes %}")
    words.add_run(f"{{{{r number|{notes} }}}}")
    words.add_run("{%r if not loop.last %}")
    words.add_run(", ").font.superscript = True
    words.add_run("{%r endif %}")
    words.add_run("{%r endfor %}")


def lines(document: WordDocument | _Cell, what: str, style: str = "List Bullet") -> None:
    """A list of texts of the view, a bullet each."""
    tag(document, f"for line in {what}")
    document.add_paragraph("{{ line }}", style)
    tag(document, "endfor")


def tag(place: WordDocument | _Cell, words: str) -> None:
    """A tag that stands in a paragraph of its own, which vanishes."""
    place.add_paragraph(f"{{%p {words} %}}")


def when(place: WordDocument | _Cell, condition: str, sentence: str, style: str = "Empty") -> None:
    """A sentence that stands there only sometimes."""
    tag(place, f"if {condition}")
    place.add_paragraph(sentence, style)
    tag(place, "endif")


def table(document: WordDocument, widths: tuple[Length, ...], style: str) -> Table:
    """A table of fixed widths, without rows."""
    made = document.add_table(0, len(widths), style=style)
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    return made


def row(owner: Table) -> _Row:
    """A new row that no page break splits."""
    made = owner.add_row()
    made._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    for cell, column in zip(made.cells, owner.columns, strict=True):
        cell.width = column.width
    return made


def tag_row(owner: Table, words: str) -> None:
    """A tag that stands in a row of its own, which vanishes."""
    owner.add_row().cells[0].text = f"{{%tr {words} %}}"


def fill(cell: _Cell, text: str, style: str) -> Paragraph:
    """The first paragraph of a cell."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
    return paragraph
