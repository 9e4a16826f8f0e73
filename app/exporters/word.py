"""Documents as Word files, through docxtpl from a template that people can change in Word.

Besides ``view``, a template has ``{{r picture }}``, the timeline as a picture, and ``wide``:
whether that needs a page across; ``{{r chain_picture }}`` and ``chain_wide`` for the failure
chain, ``{{r map_picture }}`` and ``map_wide`` for the trust break map; ``charts`` for
signals, each with its ``{{r chart.picture }}`` and ``words``. ``{{r number|endnote }}`` and
``{{r number|footnote }}`` set notes. A contents field in it is filled in.
"""

from __future__ import annotations

import io
import re
from functools import partial
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from markupsafe import Markup, escape

from app.domain.errors import ExportError
from app.domain.trust.document import TrustView
from app.domain.trust.signal_chart import SignalChart
from app.domain.views import DocumentView, WithChain, WithNotes, WithTimeline
from app.exporters import break_picture, chain_picture, signal_picture
from app.exporters.manifest import DocumentTemplate
from app.exporters.own_templates import called
from app.exporters.picture import is_wide, picture_png, picture_words
from app.exporters.sandbox import environment, explained, printable
from app.exporters.scrub import scrubbed
from app.exporters.word_contents import fill_contents
from app.exporters.word_notes import ENDNOTE, FOOTNOTE, reference, set_notes
from app.exporters.word_picture import (
    BREAKS,
    CHAIN,
    SIGNAL,
    TIMELINE,
    Picture,
    fit_pictures,
)
from app.exporters.word_styles import settle_styles

# docxtpl turns {_{ into {{ after rendering, also where evidence says it: hide the middle from it.
_DOCXTPL_ESCAPE = re.compile(r"(?<=[{}%])_(?=[{}%])")

_FILTERS = {"endnote": partial(reference, ENDNOTE), "footnote": partial(reference, FOOTNOTE)}


def render_docx(view: DocumentView, template: DocumentTemplate) -> bytes:
    """The document as a Word file, the same bytes for the same view.

    Raises `ExportError` where its template is at fault.
    """
    file = template.file("docx")
    sandbox = environment()
    sandbox.finalize = _word_text
    sandbox.filters |= _FILTERS
    try:
        word = DocxTemplate(io.BytesIO(file.read_bytes()))
        context = {"view": view, **_pictures(view, word.get_docx())}
        with explained(called(file)):
            word.render(context, sandbox, autoescape=True)
        set_notes(word.docx, view.notes if isinstance(view, WithNotes) else ())
        fill_contents(word.docx)
        fit_pictures(word.docx)
        settle_styles(word.docx)
    except (OSError, BadZipFile, OpcError, KeyError, ValueError) as error:
        raise ExportError(
            f"The template {called(file)} cannot be used as a Word file;"
            " save it from Word as .docx."
        ) from error
    return scrubbed(word.docx, printable(view.title))


def _pictures(view: DocumentView, document: Document) -> dict[str, object]:
    """The pictures that a view has something to draw for, and whether they are wide."""
    shown: dict[str, object] = {}
    if isinstance(view, WithTimeline):
        drawn = partial(picture_png, view), partial(picture_words, view)
        shown |= {"picture": Picture(document, TIMELINE, *drawn), "wide": is_wide(view)}
    if isinstance(view, WithChain):
        drawn = partial(chain_picture.picture_png, view), partial(chain_picture.picture_words, view)
        chain = Picture(document, CHAIN, *drawn)
        shown |= {"chain_picture": chain, "chain_wide": chain_picture.is_wide(view)}
    if isinstance(view, TrustView):
        breaks = view.break_map
        drawn = (
            partial(break_picture.picture_png, breaks),
            partial(break_picture.picture_words, breaks),
        )
        shown |= {
            "map_picture": Picture(document, BREAKS, *drawn),
            "map_wide": break_picture.is_wide(breaks),
            "charts": [_chart(chart, document) for chart in view.charts],
        }
    return shown


def _chart(chart: SignalChart, document: Document) -> signal_picture.ChartPicture:
    drawn = partial(signal_picture.picture_png, chart)
    picture = Picture(document, SIGNAL, drawn, lambda: chart.words)
    return signal_picture.ChartPicture(chart.name, chart.group, picture, chart.words)


def _word_text(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Markup(_DOCXTPL_ESCAPE.sub("&#95;", escape(printable(value))))  # noqa: S704  escaped
