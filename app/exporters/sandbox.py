"""The sandbox in which templates run, and what no document may hold."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from functools import lru_cache
from types import CodeType
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, TemplateRuntimeError, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.domain.errors import ExportError

# What XML 1.0 forbids, with the C1 controls, which no reader can see either.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_TAG = re.compile(r"<[^>]*>")
_MOST_WORDS = 80
_MOST_MESSAGE = 240
_MOST_COMPILED = 128
_CLOSED: dict[type[nodes.Node], str] = {
    nodes.Include: "a template is one file and cannot include another",
    nodes.Import: "a template is one file and cannot import another",
    nodes.FromImport: "a template is one file and cannot import another",
    nodes.Extends: "a template is one file and cannot extend another",
    nodes.EvalContextModifier: "a template cannot switch the escaping of texts",
}


def printable(text: str) -> str:
    """The text with one kind of line end, and a visible � for each character that no file holds."""
    return _UNPRINTABLE.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def environment() -> Sandbox:
    """A sandbox that fails on names the view does not have, rather than leave a gap.

    Escaping is the caller's: Markdown escapes by filter, HTML and Word switch autoescape on. No
    template can switch it off: there is no ``safe`` and no ``autoescape`` here.
    """
    return Sandbox()


class FaultError(TemplateRuntimeError):
    """A fault of a template: what, in which line, and the words there without their markup."""

    def __init__(self, message: str, lineno: int | None, words: str) -> None:
        # A template can make a message as long as it likes.
        super().__init__(" ".join(printable(message).split())[:_MOST_MESSAGE])
        self.lineno = lineno
        self.words = words


class _Missing(StrictUndefined):
    """A name that the view lacks; says which one may be meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name = str(self._undefined_name)[:_MOST_WORDS]
        close = get_close_matches(name, _names_of(self._undefined_obj), n=1)
        return f"{name} does not exist" + (f"; did you mean {close[0]}?" if close else "")


def _names_of(thing: object) -> list[str]:
    if is_dataclass(thing):
        return [field.name for field in fields(thing)]
    return (
        []
        if isinstance(thing, str | int | tuple | list | dict)
        else ["view", "picture", "style", "wide"]
    )


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without files, and with errors that name a place."""

    def __init__(self) -> None:
        super().__init__(undefined=_Missing)
        del self.filters["safe"]
        del self.globals["lipsum"]
        self._source = ""

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  Jinja's name for it
        template_class: type[Template] | None = None,
    ) -> Template:
        """Compile a template. Raises `FaultError` for what no template may do here."""
        if not isinstance(source, str):
            raise TypeError("a template comes as its text")
        self._source = source
        code = _compiled(_Recipe(source, self._manner(), self))
        made = template_class or self.template_class
        return made.from_code(self, code, self.make_globals(globals))

    def _manner(self) -> tuple[object, ...]:
        """What else the code of a template depends on: constants are worked out beforehand."""
        spaces = self.trim_blocks, self.lstrip_blocks, self.keep_trailing_newline
        return *spaces, self.autoescape, self.finalize, *self.filters.items()

    def checked_code(self, source: str) -> CodeType:
        """The code of a template that does nothing it may not. Raises `FaultError`."""
        try:
            tree = self.parse(source)
            for kind, reason in _CLOSED.items():
                for node in tree.find_all(kind):
                    raise self._fault(reason, node.lineno)
            return self.compile(tree)
        except (RecursionError, SyntaxError) as error:
            raise self._fault("its expressions are nested too deeply", None) from error

    def unsafe_undefined(self, obj: object, attribute: str) -> Undefined:
        """Stand for an attribute that would lead out of the sandbox."""
        hint = f"{attribute} is unsafe and closed to templates"
        return self.undefined(hint, obj, attribute, SecurityError)

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise whatever went wrong in a template as a `FaultError`."""
        error = sys.exc_info()[1]
        if isinstance(error, FaultError | MemoryError) or not isinstance(error, Exception):
            raise  # noqa: PLE0704  Jinja calls this from inside its handlers
        line = _line_of(error)
        fault = self._fault("", line)
        raise self._fault(_message(error, fault.words), line) from error

    def _fault(self, message: str, line: int | None) -> FaultError:
        lines = self._source.splitlines()
        written = lines[line - 1] if line is not None and 0 < line <= len(lines) else ""
        return FaultError(message, line, " ".join(_TAG.sub("", written).split()))


@dataclass(frozen=True, slots=True)
class _Recipe:
    """What makes the code of a template; the same recipe in another sandbox makes the same."""

    source: str
    manner: tuple[object, ...]
    sandbox: Sandbox = field(compare=False)


@lru_cache(maxsize=_MOST_COMPILED)
def _compiled(recipe: _Recipe) -> CodeType:
    # To compile takes longer than to fill in, and a preview does it anew with every change.
    return recipe.sandbox.checked_code(recipe.source)


def _line_of(error: Exception) -> int | None:
    """The line of the template where an exception arose, from 1."""
    line: int | None = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _message(error: Exception, words: str) -> str:
    match error:
        case RecursionError():
            return "it calls itself without end"
        case OverflowError() if str(error).startswith("Range"):
            return "range goes to 100,000 at most"
        case TemplateSyntaxError():
            return (error.message or "").rstrip(".")
        case UndefinedError():
            return _qualified(str(error), words)
    return str(error).rstrip(".") or type(error).__name__


def _qualified(message: str, words: str) -> str:
    # Jinja knows the name that is missing, the line knows of what: view.sumary.
    name = message.partition(" ")[0]
    found = re.search(rf"(?<![\w.])([A-Za-z_][\w.]*\.){re.escape(name)}(?!\w)", words)
    owner = found[1] if found else ""
    return owner + message.replace("did you mean ", f"did you mean {owner}")


@contextmanager
def explained(template: str) -> Iterator[None]:
    """Turn a fault of a template into an `ExportError` that names the template and the place.

    The place is a line, or in a Word file, which people do not read by lines, the words there.
    """
    try:
        yield
    except TemplateError as error:
        where = _where(error, in_lines=not template.endswith(".docx"))
        what = f"{error}" if f"{error}".endswith("?") else f"{error}."
        raise ExportError(
            f"The template {template} cannot be filled in{where}: {what} Correct the template."
        ) from error


def _where(error: TemplateError, *, in_lines: bool) -> str:
    line = getattr(error, "lineno", None)
    if in_lines:
        return f" near line {line}" if line else ""
    words = error.words if isinstance(error, FaultError) else ""
    shown = words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…"
    return f" near “{shown}”" if shown else ""
