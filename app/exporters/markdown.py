"""Documents as Markdown: right on a wiki, and good to read as they are.

The escapes follow CommonMark. ``<`` becomes an entity, since some wikis take HTML through an
escaped bracket.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ParamSpec

from markupsafe import Markup

from app.exporters.manifest import DocumentTemplate
from app.exporters.own_templates import called
from app.exporters.sandbox import environment, explained, printable

P = ParamSpec("P")

_ANYWHERE = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:([#>+=-])|(\d+)([.)]))", re.MULTILINE)
_BACKTICKS = re.compile(r"`{3,}")


def render_markdown(view: object, template: DocumentTemplate) -> str:
    """The document as Markdown text. Raises `ExportError` where its template is at fault."""
    file = template.file("md")
    sandbox = environment()
    sandbox.trim_blocks = sandbox.lstrip_blocks = sandbox.keep_trailing_newline = True
    sandbox.autoescape, sandbox.finalize = True, _shielded
    sandbox.filters |= _FILTERS
    with explained(called(file)):
        text = sandbox.from_string(file.read_text(encoding="utf-8")).render(view=view)
    return printable(text)


def _filter(escape: Callable[P, str]) -> Callable[P, Markup]:
    """Mark what a filter makes as Markdown, which then stands as it is."""
    return lambda *args, **options: Markup(escape(*args, **options))  # noqa: S704  it is escaped


def _shielded(value: object) -> object:
    """Escape a text that a template shows without a filter: evidence never acts as Markdown."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    lines = printable(value).split("\n")
    return Markup("\n".join(map(_escaped_line, lines)))  # noqa: S704  it is escaped


def escaped(text: str) -> str:
    """Text for one line, with everything shielded that Markdown or HTML would act on."""
    return _escaped_line(" ".join(text.split()))


def escaped_lines(text: str, indent: int = 0) -> str:
    """Text with its lines and paragraphs kept; lines after the first are indented."""
    pad = "\n" + " " * indent
    paragraphs = re.split(r"\n\s*\n", printable(text).strip())
    return f"\n{pad}".join(
        f"  {pad}".join(_escaped_line(line.strip()) for line in paragraph.split("\n"))
        for paragraph in paragraphs
    )


def code_block(text: str, indent: int = 0) -> str:
    """Evidence word for word, in a fence that it cannot close."""
    fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(text))])
    lines = [f"{fence}text", *printable(text).split("\n"), fence]
    return ("\n" + " " * indent).join(lines)


_FILTERS = {
    "md": _filter(escaped),
    "md_lines": _filter(escaped_lines),
    "md_code": _filter(code_block),
}


def _escaped_line(line: str) -> str:
    line = _ENTITY.sub("&amp;", line)
    line = _ANYWHERE.sub(lambda found: "\\" + found[0], line).replace("<", "&lt;")
    return _LINE_START.sub(_escaped_start, line)


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[1]}"
