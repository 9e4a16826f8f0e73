"""Pictures in a Word file that are drawn from its view, with the words that stand for them."""

from __future__ import annotations

import io
from collections.abc import Callable

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm
from markupsafe import Markup

from app.exporters.sandbox import printable

TIMELINE, CHAIN, BREAKS, SIGNAL = "Timeline", "Failure chain", "Trust break map", "Signal"
"""What the pictures are called in the file."""

_FITTED = (TIMELINE, CHAIN, BREAKS, SIGNAL)
_BESIDE = Mm(30)
"""What a heading and a few lines on the picture's page need of its height."""


class Picture:
    """What ``{{r picture }}`` stands for: drawn when a template shows it."""

    def __init__(
        self,
        document: Document,
        name: str,
        drawn: Callable[[], bytes],
        words: Callable[[], str],
    ) -> None:
        self._document = document
        self._name = name
        self._drawn = drawn
        self._words = words

    def __html__(self) -> Markup:
        """The run that shows the picture."""
        png = io.BytesIO(self._drawn())
        inline = self._document.part.new_pic_inline(png, width=Mm(170))
        inline.docPr.set("name", self._name)
        inline.docPr.set("descr", printable(self._words()))
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # LibreOffice takes an eighth of an inch otherwise
        for picture in inline.iter(qn("pic:cNvPr")):
            picture.set("name", self._name)
        return Markup("<w:r><w:drawing>{0}</w:drawing></w:r>").format(
            Markup(inline.xml)  # noqa: S704  written by python-docx
        )


def fit_pictures(document: Document) -> None:
    """Make each of these pictures as large as the page of its section has room for."""
    waiting: list[BaseOxmlElement] = []
    for block in document.element.body:
        # The last paragraph of a section has its page among its properties, before its pictures.
        found = block.iter(qn("wp:inline"))
        waiting += [inline for inline in found if inline.docPr.get("name") in _FITTED]
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
