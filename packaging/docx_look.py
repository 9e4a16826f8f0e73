"""How the Word documents look: styles, bullets, pages. Nothing in it is Word's or python-docx's."""

from __future__ import annotations

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

INK, MUTED, GOLD, LINE, SOFT, LINK = "22262B", "5B6470", "B8862B", "D9DBDE", "FAF6EC", "1F5FA8"
# Arial is on Windows and macOS; Liberation Sans, everywhere else, has the same widths.
FONT = "Arial"
PAGE_WIDTH, PAGE_HEIGHT = Cm(21), Cm(29.7)


def new_document() -> WordDocument:
    """A document with the styles of Goldseam and nothing else."""
    document = Document()
    _empty(document)
    _add_styles(document)
    _add_note_styles(document)
    _add_bullets(document)
    return document


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
        '</w:compat><w:themeFontLang w:val="en-GB"/></w:settings>',
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
    paragraph_style(document, "Title", size=22, bold=True, after=8, border=("bottom", 18, 8))
    paragraph_style(document, "Subtitle", size=9, bold=True, color=GOLD, after=2)
    for level, (size, before) in enumerate(((14, 16), (11, 10)), start=1):
        heading = paragraph_style(
            document, f"Heading {level}", size=size, bold=True, before=before, after=5
        )
        heading.paragraph_format.keep_with_next = True
        heading.next_paragraph_style = normal
        outline = f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>'
        heading.element.get_or_add_pPr().append(parse_xml(outline))
    contents = paragraph_style(
        document, "TOC Heading", size=9, color=MUTED, before=14, after=3, style_id="TOCHeading"
    )
    contents.paragraph_format.keep_with_next = True
    for level in (1, 2):
        entry = paragraph_style(document, f"toc {level}", after=1, style_id=f"TOC{level}")
        entry.paragraph_format.left_indent = Cm(0.5 * (level - 1))
        entry.font.color.rgb = RGBColor.from_string(LINK)
    status = paragraph_style(document, "Status", bold=True, after=12, builtin=False)
    shade(status.element.get_or_add_pPr(), at=0)
    _border(status, *(f"<w:{side} {_line(SOFT, 24, 4)}/>" for side in ("top", "bottom")))
    paragraph_style(document, "Notice", border=("left", 18, 8), after=6, builtin=False)
    paragraph_style(document, "Guide", size=9, color=MUTED, after=8, builtin=False)
    paragraph_style(document, "Empty", color=MUTED, builtin=False)
    paragraph_style(document, "List Bullet", after=3)
    paragraph_style(document, "Header", size=8, color=MUTED, after=0)
    paragraph_style(document, "Footer", size=8, color=MUTED, after=0)
    paragraph_style(document, "Cell", size=9.5, after=2, builtin=False)
    paragraph_style(document, "Cell Label", size=9.5, color=MUTED, after=2, builtin=False)
    mark = paragraph_style(document, "Mark", size=8.5, color=MUTED, after=2, builtin=False)
    mark.font.italic = True
    for style in (_FACT_TABLE, _REVIEW_TABLE):
        document.styles.element.append(parse_xml(style))


def _add_note_styles(document: WordDocument) -> None:
    for kind, size, before, tab in (("endnote", 8.5, 6, 0.9), ("footnote", 7, 0, 0.5)):
        text = paragraph_style(
            document,
            f"{kind} text",
            size=size,
            color=MUTED,
            before=before,
            after=1,
            style_id=f"{kind.title()}Text",
        )
        look = text.paragraph_format
        look.left_indent, look.first_line_indent = Cm(tab), Cm(-tab)
        look.line_spacing = 1.0
        look.tab_stops.add_tab_stop(Cm(tab))
        mark = document.styles.add_style(f"{kind} reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.element.set(qn("w:styleId"), f"{kind.title()}Reference")
        mark.font.superscript = True
        text.font.no_proof = True
    quote = paragraph_style(
        document, "Evidence", size=9, after=2, border=("left", 12, 6), builtin=False
    )
    quote.paragraph_format.left_indent = Cm(1.1)
    quote.font.no_proof = True


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
    '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
)


def paragraph_style(  # noqa: PLR0913  each names one property of the style
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
    style_id: str = "",
) -> ParagraphStyle:
    """A paragraph style; lengths are points, ``border`` a side, its width in ⅛ pt, its distance."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    if style_id:
        style.element.set(qn("w:styleId"), style_id)
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


def shade(properties: BaseOxmlElement, at: int) -> None:
    """Give a paragraph or a cell the quiet colour."""
    shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SOFT}"/>'
    properties.insert(at, parse_xml(shading))


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
