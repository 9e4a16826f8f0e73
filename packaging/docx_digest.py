"""The Word template of the digest of a quarter."""

from __future__ import annotations

import docx_parts as parts
from docx.shared import Cm, Length
from docx_look import new_document

from app.exporters.scrub import scrubbed

_GUIDE = (
    "Only what was published is told here. Shares of few cases are given as counts, because a "
    "percentage of three says more than is known. Nothing is counted by person."
)


def digest() -> bytes:
    """Reviews of the quarter, what all reviews show, open actions in a table."""
    name = "Digest of the quarter"
    document = new_document()
    width = parts.set_page(document, name, side=Cm(2), top=Cm(2.2))
    foot = document.sections[0].footer.paragraphs[0].runs[0]
    foot.text = f"{name} · as of {{{{ view.as_of_day }}}}\tPage "
    parts.write_head(document, name)
    document.add_paragraph(_GUIDE, "Guide")
    document.add_heading("Reviews published in this quarter")
    parts.when(document, "not view.cases", "No review was published in this quarter.")
    parts.tag(document, "for case in view.cases")
    document.add_heading("{{ case.title }}", 2)
    document.add_paragraph("{{ case.about }}", "Guide")
    parts.lines(document, "case.lessons")
    parts.tag(document, "endfor")
    parts.when(document, "view.untold", "{{ view.untold }}", "Guide")
    document.add_heading("What all published reviews show")
    parts.when(document, "not view.measures", "Nothing can be told of them yet.")
    parts.tag(document, "for measure in view.measures")
    document.add_heading("{{ measure.title }}", 2)
    document.add_paragraph("{{ measure.sentence }}")
    parts.lines(document, "measure.lines")
    parts.when(document, "measure.counted_so", "{{ measure.counted_so }}", "Guide")
    parts.tag(document, "endfor")
    document.add_heading("Open actions")
    parts.when(document, "not view.actions", "No action is open.")
    parts.tag(document, "if view.actions")
    widths = (Length(width - Cm(10.4)), Cm(4.4), Cm(2.8), Cm(3.2))
    table = parts.table(document, widths, "Review Table")
    heads = parts.row(table)
    for cell, words in zip(heads.cells, ("Action", "Review", "Owner", "Due"), strict=True):
        parts.fill(cell, words, "Cell Label")
    parts.tag_row(table, "for action in view.actions")
    line = parts.row(table)
    for cell, field in zip(line.cells, ("text", "case", "owner", "due"), strict=True):
        parts.fill(cell, f"{{{{ action.{field} }}}}", "Cell")
    parts.tag_row(table, "endfor")
    parts.tag(document, "endif")
    return scrubbed(document, name)
