"""The timeline picture in a Word file, with the words that stand for it."""

from __future__ import annotations

import io

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm
from markupsafe import Markup

from app.domain.views import WithTimeline
from app.exporters.picture import picture_png, picture_words

_NAME = "Timeline"
_BESIDE = Mm(30)
"""What a heading and a few lines on the picture's page need of its height."""


class Picture:
    """What ``{{r picture }}`` stands for: drawn when a template shows it."""

    def __init__(self, document: Document, view: WithTimeline) -> None:
        self._document = document
        self._view = view

    def __html__(self) -> Markup:
        """The run that shows the picture."""
        png = io.BytesIO(picture_png(self._view))
        inline = self._document.part.new_pic_inline(png, width=Mm(170))
        inline.docPr.set("name", _NAME)
        inline.docPr.set("descr", picture_words(self._view))
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # LibreOffice takes an eighth of an inch otherwise
        for picture in inline.iter(qn("pic:cNvPr")):
            picture.set("name", _NAME)
        return Markup("<w:r><w:drawing>{0}</w:drawing></w:r>").format(
            Markup(inline.xml)  # noqa: S704  written by python-docx
        )


def fit_pictures(document: Document) -> None:
    """Make each timeline picture as large as the page of its section has room for."""
    waiting: list[BaseOxmlElement] = []
    for block in document.element.body:
        # The last paragraph of a section has its page among its properties, before its pictures.
        found = block.iter(qn("wp:inline"))
        waiting += [inline for inline in found if inline.docPr.get("name") == _NAME]
        for section in block.iter(qn("w:sectPr")):
            for inline in waiting:
                _fit(inline, section)
            waiting = []


def _fit(inline: BaseOxmlElement, section: BaseOxmlElement) -> None:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return

    def room(along: str, before: str, after: str) -> int:
        twips = int(size.get(qn(f"w:{along}"))) - sum(
            int(margins.get(qn(f"w:{side}"))) for side in (before, after)
        )
        return twips * 635  # English Metric Units, 914,400 to the inch

    extent = inline.extent
    scale = min(
        room("w", "left", "right") / extent.cx, (room("h", "top", "bottom") - _BESIDE) / extent.cy
    )
    width, height = Emu(int(extent.cx * scale)), Emu(int(extent.cy * scale))
    extent.cx, extent.cy = width, height
    shape = inline.graphic.graphicData.pic.spPr
    shape.cx, shape.cy = width, height
