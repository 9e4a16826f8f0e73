"""The reference of variables for people who change a template, made of the code of the views."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from app.domain.practice.digest import DigestView
from app.domain.practice.meeting_documents import (
    FacilitatorSheetView,
    FairAccountView,
    MeetingNotesView,
)
from app.domain.practice.moment_view import MomentView
from app.domain.practice.process_card import ProcessCardView
from app.domain.trust.document import VIEWS as TRUST
from app.domain.trust.document import TrustView
from app.domain.views import ReviewView, StakeholderView

VIEWS: Mapping[str, type] = {
    "review": ReviewView,
    "stakeholders": StakeholderView,
    "digest": DigestView,
    "process-card": ProcessCardView,
    "facilitator-sheet": FacilitatorSheetView,
    "meeting-notes": MeetingNotesView,
    "fair-account": FairAccountView,
    "moment": MomentView,
    **dict.fromkeys(TRUST, TrustView),
}
"""By the name that a manifest gives the view."""

_PLAIN = {
    str: ("text", "texts"),
    int: ("number", "numbers"),
    float: ("number", "numbers"),
    bool: ("yes or no", "yes or no"),
    date: ("day", "days"),
}


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that a template can show.

    ``path`` is what a template writes; ``[]`` stands for each of a list. ``kind`` says in words
    what it is, ``meaning`` what it tells.
    """

    path: str
    kind: str
    meaning: str


_BESIDE_THE_VIEW = (
    Variable("picture", "picture", "The timeline: {{r picture }} in Word, {{ picture }} in HTML."),
    Variable("wide", "yes or no", "In Word and HTML: whether the picture needs a page across."),
    Variable(
        "chain_picture",
        "picture",
        "The failure chain: {{r chain_picture }} in Word, {{ chain_picture }} in HTML.",
    ),
    Variable("chain_wide", "yes or no", "In Word and HTML: whether that needs a page across."),
)
_BESIDE_TRUST = (
    Variable(
        "map_picture",
        "picture",
        "The trust break map: {{r map_picture }} in Word, {{ map_picture }} in HTML.",
    ),
    Variable("map_wide", "yes or no", "In Word and HTML: whether that needs a page across."),
    Variable("charts[].name", "text", "In Word and HTML, for each signal: what is observed."),
    Variable("charts[].group", "text", "Of which group."),
    Variable(
        "charts[].picture",
        "picture",
        "Its chart: {{r chart.picture }} in Word, {{ chart.picture }} in HTML.",
    ),
    Variable("charts[].words", "text", "All of the chart in sentences."),
)
_BESIDE_ANY = (
    Variable("style", "style sheet", "In HTML: how the shipped documents look."),
    Variable("|md", "filter", "In Markdown: makes one line of a text."),
    Variable("|md_lines", "filter", "In Markdown: keeps the lines and paragraphs of a text."),
    Variable("|md_code", "filter", "In Markdown: shows evidence word for word."),
    Variable("|lines", "filter", "In HTML: keeps the lines and paragraphs of a text."),
    Variable("|endnote", "filter", "In Word: sets a note to the evidence, {{r number|endnote }}."),
    Variable("|footnote", "filter", "In Word: sets a note below the page, {{r number|footnote }}."),
)


def variables(view: str) -> list[Variable]:
    """Every variable of the documents that are filled with a view, in the order of the code.

    What stands beside the view comes last.
    """
    pictures = _BESIDE_TRUST if VIEWS[view] is TrustView else _BESIDE_THE_VIEW
    return [*_of("view", VIEWS[view]), *pictures, *_BESIDE_ANY]


def _of(path: str, view: type) -> Iterator[Variable]:
    types, meanings = get_type_hints(view), _meanings(view)
    for field in fields(view):
        inner = f"{path}.{field.name}"
        yield Variable(inner, _words(types[field.name]), meanings.get(field.name, ""))
        part, is_list = _part(types[field.name])
        if is_dataclass(part):
            yield from _of(f"{inner}[]" if is_list else inner, part)


def _part(hint: object) -> tuple[type, bool]:
    """The type of a thing, or of each in a list of them."""
    if get_origin(hint) is tuple:
        return _part(get_args(hint)[0])[0], True
    if isinstance(hint, UnionType):
        return _part(next(each for each in get_args(hint) if each is not NoneType))
    if not isinstance(hint, type):
        raise TypeError(f"A view has a field of a kind that no template can show: {hint}")
    return hint, False


def _words(hint: object) -> str:
    part, is_list = _part(hint)
    maybe = isinstance(hint, UnionType) and NoneType in get_args(hint)
    return _kind(part, is_list) + (", or none" if maybe else "")


def _kind(part: type, is_list: bool) -> str:
    if part in _PLAIN:
        one, many = _PLAIN[part]
        return f"list of {many}" if is_list else one
    if issubclass(part, Enum):
        return "one of " + ", ".join(str(each.value) for each in part)
    return "list, each with" if is_list else "group, with"


@cache
def _meanings(view: type) -> dict[str, str]:
    """The sentence that stands below each field of a class, which Python itself forgets."""
    tree = ast.parse(inspect.getsource(sys.modules[view.__module__]))
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == view.__name__
    )
    meanings = {}
    for field, below in pairwise(body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(sentence))),
            ):
                meanings[name] = " ".join(sentence.split())
    return meanings
