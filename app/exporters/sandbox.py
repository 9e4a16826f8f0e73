"""The sandbox in which templates run, and what no document may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.domain.errors import ExportError

# What XML 1.0 forbids, with the C1 controls, which no reader can see either.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with one kind of line end, and a visible � for each character that no file holds."""
    return _UNPRINTABLE.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def environment() -> ImmutableSandboxedEnvironment:
    """A sandbox that fails on names the view does not have, rather than leave a gap.

    Escaping is the caller's: Markdown escapes by filter, docxtpl switches autoescape on.
    """
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined)


@contextmanager
def explained(template: str) -> Iterator[None]:
    """Turn a fault of a template into an `ExportError` that names the template and the line."""
    try:
        yield
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f" near line {line}" if line else ""
        raise ExportError(
            f"The template {template} cannot be filled in{where}: {error}. Correct the template."
        ) from error
