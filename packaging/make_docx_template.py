"""Builds templates/incident-review/incident-review.docx: styles, layout, tags; nothing of Word's.

Run it after a change here: ``python packaging/make_docx_template.py``. A test compares the two.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "templates" / "incident-review" / "incident-review.docx"

INK, MUTED, GOLD, LINE, SOFT = "22262B", "5B6470", "B8862B", "D9DBDE", "FAF6EC"
# Arial is on Windows and macOS; Liberation Sans, everywhere else, has the same widths.
FONT = "Arial"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2)
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN


def build() -> bytes:
    """The template as the bytes of a Word file."""
    sys.path.insert(0, str(ROOT))
    from app.exporters.scrub import scrubbed

    document = Document()
    _empty(document)
    _add_styles(document)
    _add_bullets(document)
    _set_page(document)
    _write_head(document)
    _write_timeline(document)
    _write_sources(document)
    _write_notes(document)
    return scrubbed(document, "Incident review")


def _empty(document: WordDocument) -> None:
    """Drop all that python-docx brings along: its styles, theme, session ids, fonts."""
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    kept = ("/styles", "/settings", "/numbering")
    for key, relation in list(document.part.rels.items()):
        if not relation.reltype.endswith(kept):
            del document.part.rels[key]
    _refill(
        document.settings.element,
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>",
    )
    _refill(
        document.styles.element,
        f"<w:styles {nsdecls('w')}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults></w:styles>",
    )


def _refill(element: BaseOxmlElement, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _add_styles(document: WordDocument) -> None:
    normal = document.styles.add_style("Normal", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    normal.element.set(qn("w:default"), "1")
    normal.quick_style = True
    _paragraph_style(document, "Title", size=24, bold=True, after=10, border=("bottom", 18, 8))
    _paragraph_style(document, "Subtitle", size=9, bold=True, color=GOLD, after=2)
    for level, (size, before) in enumerate(((15, 20), (11, 12)), start=1):
        heading = _paragraph_style(
            document, f"Heading {level}", size=size, bold=True, before=before, after=5
        )
        heading.paragraph_format.keep_with_next = True
        heading.next_paragraph_style = normal
        outline = f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>'
        heading.element.get_or_add_pPr().append(parse_xml(outline))
    status = _paragraph_style(document, "Status", bold=True, after=14, builtin=False)
    _shade(status.element.get_or_add_pPr(), at=0)
    _border(status, *(f"<w:{side} {_line(SOFT, 24, 4)}/>" for side in ("top", "bottom")))
    _paragraph_style(document, "Guide", size=9, color=MUTED, after=8, builtin=False)
    _paragraph_style(document, "List Bullet", after=3)
    _paragraph_style(document, "Header", size=8, color=MUTED, after=0)
    _paragraph_style(document, "Footer", size=8, color=MUTED, after=0)
    _paragraph_style(document, "Cell", size=9.5, after=2, builtin=False)
    _paragraph_style(document, "Cell Label", size=9.5, color=MUTED, after=2, builtin=False)
    _paragraph_style(document, "Day", size=9.5, bold=True, before=4, after=3, builtin=False)
    mark = _paragraph_style(document, "Mark", size=8.5, color=MUTED, after=2, builtin=False)
    mark.font.italic = True
    note = _paragraph_style(
        document, "Note", size=8.5, color=MUTED, before=8, after=2, builtin=False
    )
    note.paragraph_format.keep_with_next = True
    note.paragraph_format.left_indent, note.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    note.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
    quote = _paragraph_style(
        document, "Evidence", size=9, after=2, border=("left", 12, 6), builtin=False
    )
    quote.paragraph_format.left_indent = Cm(1.1)
    for style in (note, quote):
        style.font.no_proof = True
    _character_style(document, "NoteLink", color="1F5FA8")
    _character_style(document, "NoteNumber", bold=True, color=INK)
    for style in (_FACT_TABLE, _REVIEW_TABLE):
        document.styles.element.append(parse_xml(style))


_FACT_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="FactTable">'
    '<w:name w:val="Fact Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblCellMar>'
    '<w:left w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
)
_REVIEW_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReviewTable">'
    '<w:name w:val="Review Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="70" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
)


def _paragraph_style(  # noqa: PLR0913  each names one property of the style
    document: WordDocument,
    name: str,
    *,
    size: float | None = None,
    bold: bool | None = None,
    color: str = INK,
    before: float = 0,
    after: float = 5,
    border: tuple[str, int, int] | None = None,
    builtin: bool = True,
) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(size) if size else None
    style.font.bold = bold
    style.font.color.rgb = RGBColor.from_string(color)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if border:
        side, width, space = border
        _border(style, f"<w:{side} {_line(GOLD, width, space)}/>")
    return style


def _line(color: str, width: int, space: int) -> str:
    return f'w:val="single" w:sz="{width}" w:space="{space}" w:color="{color}"'


def _border(style: ParagraphStyle, *sides: str) -> None:
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{''.join(sides)}</w:pBdr>")
    style.element.get_or_add_pPr().insert(0, borders)


def _shade(properties: BaseOxmlElement, at: int) -> None:
    shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SOFT}"/>'
    properties.insert(at, parse_xml(shading))


def _character_style(
    document: WordDocument, name: str, *, color: str, bold: bool | None = None
) -> CharacterStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor.from_string(color)
    style.font.bold = bold
    return style


def _add_bullets(document: WordDocument) -> None:
    _refill(
        document.part.numbering_part.element,
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    )
    numbering = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    properties = document.styles["List Bullet"].element.get_or_add_pPr()
    properties.insert(0, parse_xml(numbering))


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    header = section.header.paragraphs[0]
    header.style = document.styles["Header"]
    header.add_run("{{ view.title }}{% if view.preliminary %} · Preliminary{% endif %}")
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    footer.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(
        "Incident review · {% if view.preliminary %}preliminary as of{% else %}published"
        "{% endif %} {{ view.as_of_day }}\tPage "
    )
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _write_head(document: WordDocument) -> None:
    document.add_paragraph("Incident review", "Subtitle")
    document.add_paragraph("{{ view.title }}", "Title")
    document.add_paragraph("{{ view.status }}.", "Status")
    table = _table(document, (Cm(3), Cm(14)), "Fact Table")
    _loop(table, "fact in view.facts")
    row = _row(table)
    _fill(row.cells[0], "{{ fact.label }}", "Cell Label")
    _fill(row.cells[1], "{{ fact.text }}", "Cell")
    _tag_row(table, "endfor")
    document.add_heading("Summary")
    document.add_paragraph("{{ view.summary or 'No summary has been written.' }}")


def _write_timeline(document: WordDocument) -> None:
    document.add_heading("Timeline")
    _when(document, "not view.timeline", "The timeline has no entries.")
    document.add_paragraph("{%p if view.guide %}")
    document.add_paragraph("{{ view.guide|join(' ') }}", "Guide")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if view.timeline %}")
    table = _table(document, (Cm(3), Cm(2.7), Cm(9.5), Cm(1.8)), "Review Table")
    head = _row(table)
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell, words in zip(head.cells, ("Time", "Kind", "What happened", "Notes"), strict=True):
        _fill(cell, words, "Cell Label")
        properties = cell._tc.get_or_add_tcPr()
        _shade(properties, at=len(properties))
    _loop(table, "day in view.timeline")
    _tag_row(table, "if day.heading")
    heading = _row(table)
    heading.cells[0].merge(heading.cells[3])
    _fill(heading.cells[0], "{{ day.heading }}", "Day")
    heading.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    _tag_row(table, "endif")
    _loop(table, "row in day.rows")
    _write_entry(_row(table))
    _tag_row(table, "endfor")
    _tag_row(table, "endfor")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if view.gaps %}")
    document.add_heading("Open in this timeline", 2)
    document.add_paragraph("{%p for gap in view.gaps %}")
    document.add_paragraph("{{ gap }}", "List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _write_entry(row: _Row) -> None:
    time, kind, what, notes = row.cells
    _fill(time, "{{ row.time }}", "Cell").runs[0].bold = True
    for text, style in (
        ("{%p if row.utc %}", "Cell"),
        ("{{ row.utc }}", "Mark"),
        ("{%p endif %}", "Cell"),
    ):
        time.add_paragraph(text, style)
    _fill(kind, "{{ row.kind }}", "Cell")
    _fill(what, "{{ row.text }}", "Cell")
    what.add_paragraph("{{ row.marks|join('; ') }}", "Mark")
    links = _fill(notes, "{%r for number in row.notes %}", "Cell")
    links.add_run("{{r number|note_link }}")
    links.add_run("{% if not loop.last %}, {% endif %}")
    links.add_run("{%r endfor %}")


def _write_sources(document: WordDocument) -> None:
    document.add_heading("Sources gathered")
    _when(document, "not view.sources", "No source has been gathered.")
    document.add_paragraph("{%p for source in view.sources %}")
    line = document.add_paragraph(style="List Bullet")
    line.add_run("{{ source.title }}.").bold = True
    line.add_run(" {{ source.sentences|join(' ') }}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("Sources missing")
    _when(document, "not view.missing_sources", "Nobody has said which sources are missing.")
    document.add_paragraph("{%p for line in view.missing_sources %}")
    document.add_paragraph("{{ line }}", "List Bullet")
    document.add_paragraph("{%p endfor %}")


def _write_notes(document: WordDocument) -> None:
    document.add_heading("Notes to the evidence")
    _when(document, "not view.notes", "No evidence is cited.")
    document.add_paragraph("{%p for note in view.notes %}")
    head = document.add_paragraph(style="Note")
    head.add_run("{{r note.number|note_mark }}")
    head.add_run("\t{{ note.origin|join(' · ') }}")
    head.add_run("{% for mark in note.marks %} · {{ mark }}{% endfor %}").italic = True
    document.add_paragraph("{{ note.quote }}", "Evidence")
    document.add_paragraph("{%p endfor %}")


def _when(document: WordDocument, condition: str, sentence: str) -> None:
    document.add_paragraph(f"{{%p if {condition} %}}")
    document.add_paragraph(sentence)
    document.add_paragraph("{%p endif %}")


def _table(document: WordDocument, widths: tuple[int, ...], style: str) -> Table:
    table = document.add_table(0, len(widths), style=style)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _row(table: Table) -> _Row:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
    return row


def _tag_row(table: Table, tag: str) -> None:
    table.add_row().cells[0].text = f"{{%tr {tag} %}}"


def _loop(table: Table, what: str) -> None:
    _tag_row(table, f"for {what}")


def _fill(cell: _Cell, text: str, style: str) -> Paragraph:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
    return paragraph


if __name__ == "__main__":
    TARGET.write_bytes(build())
    print(f"Wrote {TARGET.relative_to(ROOT)}")
