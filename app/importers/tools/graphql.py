"""What a GraphQL interface answers: the things that were asked for, below ``data``.

Lists come as connections, ``{"nodes": […]}`` or ``{"edges": [{"node": …}]}``
(https://graphql.org/learn/pagination); here they become plain lists.
"""

from __future__ import annotations

from collections.abc import Callable

from app.importers.readers.json_text import Element, Json, Object, list_at, object_at

_DEEPEST = 8
"""As deep as a comment on an issue of a project of a group stands, and some more."""


def things_answered(found: Element, is_one: Callable[[Object], bool]) -> list[Element]:
    """The outermost things of some kind in an answer; empty where it holds none, or is none."""
    things = [
        thing
        for one in ([found.value] if isinstance(found.value, dict) else [])
        for thing in _things(plain(object_at(one, "data")), is_one, _DEEPEST)
    ]
    return [Element(index, found.line, "", thing) for index, thing in enumerate(things, start=1)]


def plain(value: Json, depth: int = _DEEPEST) -> Json:
    """The same with lists instead of connections."""
    if depth == 0:
        return value
    if isinstance(value, list):
        return [plain(one, depth - 1) for one in value]
    if not isinstance(value, dict):
        return value
    if "nodes" in value and isinstance(value["nodes"], list):
        return plain(value["nodes"], depth)
    if edges := list_at(value, "edges"):
        return [plain(object_at(edge, "node"), depth - 1) for edge in edges]
    return {name: plain(one, depth - 1) for name, one in value.items()}


def _things(value: Json, is_one: Callable[[Object], bool], depth: int) -> list[Object]:
    if isinstance(value, dict) and is_one(value):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [thing for one in inside for thing in _things(one, is_one, depth - 1)] if depth else []
