"""Documents as one HTML file: no script, nothing loaded from elsewhere, fit for screen and paper.

Besides ``view``, a template has ``style``, the shipped style sheet, ``picture``, the timeline as
SVG, and ``wide``: whether that needs a page across; ``chain_picture`` and ``chain_wide`` for the
failure chain, ``map_picture`` and ``map_wide`` for the trust break map, ``charts`` for
signals, each with its ``picture`` and ``words``. Every text is escaped; ``|lines`` keeps the
lines and paragraphs of a longer one.
"""

from __future__ import annotations

import base64
import re

from markupsafe import Markup, escape

from app.domain.trust.document import TrustView
from app.domain.views import DocumentView, WithChain, WithTimeline
from app.exporters import break_picture, chain_picture, signal_picture
from app.exporters.manifest import DocumentTemplate
from app.exporters.own_templates import called
from app.exporters.picture import is_wide, picture_svg, png_of
from app.exporters.sandbox import environment, explained, printable
from app.paths import RESOURCES

STYLE = RESOURCES / "style" / "document.css"

_SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)
_WORDS = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
_LABEL = re.compile(r"<h2 class=\"label\"[^>]*>(.*?)</h2>", re.DOTALL)
_PRINTED_PX = 640  # the width of the text on A4 as Qt counts: 96 to the inch
_SHARPNESS = 3


def render_html(view: DocumentView, template: DocumentTemplate) -> str:
    """The document as HTML. Raises `ExportError` where its template is at fault."""
    file = template.file("html")
    sandbox = environment()
    sandbox.trim_blocks = sandbox.lstrip_blocks = sandbox.keep_trailing_newline = True
    sandbox.autoescape, sandbox.finalize = True, _text
    sandbox.filters["lines"] = _lines
    style = Markup(STYLE.read_text(encoding="utf-8"))  # noqa: S704  shipped with the program
    context: dict[str, object] = {"view": view, "style": style}
    if isinstance(view, WithTimeline):
        picture = Markup(picture_svg(view))  # noqa: S704  its texts are escaped
        context |= {"picture": picture, "wide": is_wide(view)}
    if isinstance(view, WithChain):
        chain = Markup(chain_picture.picture_svg(view))  # noqa: S704  its texts are escaped
        context |= {"chain_picture": chain, "chain_wide": chain_picture.is_wide(view)}
    if isinstance(view, TrustView):
        breaks = Markup(break_picture.picture_svg(view.break_map))  # noqa: S704  escaped
        context |= {"map_picture": breaks, "map_wide": break_picture.is_wide(view.break_map)}
        context["charts"] = _charts(view)
    with explained(called(file)):
        template_of_file = sandbox.from_string(file.read_text(encoding="utf-8"))
        return template_of_file.render(context)


def _charts(view: TrustView) -> list[signal_picture.ChartPicture]:
    found = []
    for number, chart in enumerate(view.charts, 1):
        svg = signal_picture.picture_svg(chart, f"signal-{number}")
        picture = Markup(svg)  # noqa: S704  its texts are escaped
        found.append(signal_picture.ChartPicture(chart.name, chart.group, picture, chart.words))
    return found


def for_printer(html: str) -> str:
    """The same document for Qt's text documents, which know less than a browser.

    They draw no SVG, so the picture becomes a PNG; no style makes a heading of theirs smaller.
    """
    return _LABEL.sub(r'<p class="label"><b>\1</b></p>', _SVG.sub(_as_png, html))


def _as_png(svg: re.Match[str]) -> str:
    png = png_of(svg[0], _PRINTED_PX * _SHARPNESS)
    words = _WORDS.search(svg[0])
    data = base64.b64encode(png).decode()
    alt = words[1].replace('"', "&quot;") if words else ""
    return f'<img src="data:image/png;base64,{data}" width="{_PRINTED_PX}" alt="{alt}">'


def _text(value: object) -> object:
    return printable(value) if type(value) is str else value


def _lines(text: str) -> Markup:
    """Paragraphs of a longer text, its lines kept."""
    paragraphs = re.split(r"\n\s*\n", printable(text).strip())
    return Markup("\n").join(
        Markup("<p>{0}</p>").format(escape(paragraph).replace("\n", Markup("<br>\n")))
        for paragraph in paragraphs
    )
