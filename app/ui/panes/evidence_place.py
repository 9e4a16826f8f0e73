"""Where a person was in the evidence, as plain values that JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """Filters, row, detail and widths. ``item`` is the row's item, ``lead`` its height above.

    ``thread`` is a source id with the key of a thread, or empty; ``where`` the place of items, or
    None. ``marks_only`` says that the search marks what it finds and leaves the rest in sight.
    """

    query: str = ""
    sources: tuple[int, ...] = ()
    people: tuple[str, ...] = ()
    uncited: bool = False
    window: tuple[int, ...] = ()
    item: int | None = None
    lead: int | None = None
    detail: bool = False
    split: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    bookmarked: bool = False
    thread: tuple[int, str] | None = None
    where: str | None = None
    marks_only: bool = False

    def state(self) -> dict[str, object]:
        """The place as it is kept."""
        return asdict(self)

    @classmethod
    def of(cls, state: Mapping[str, object]) -> EvidencePlace:
        """The place that was kept; what is missing, or is not what it should be, is left empty."""
        where = state.get("where")
        return cls(
            query=_text(state.get("query")),
            sources=_numbers(state.get("sources")),
            people=_texts(state.get("people")),
            uncited=state.get("uncited") is True,
            window=_numbers(state.get("window")),
            item=_number(state.get("item")),
            lead=_number(state.get("lead")),
            detail=state.get("detail") is True,
            split=_numbers(state.get("split")),
            widths=_numbers(state.get("widths")),
            bookmarked=state.get("bookmarked") is True,
            thread=_thread(state.get("thread")),
            where=where if isinstance(where, str) else None,
            marks_only=state.get("marks_only") is True,
        )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _thread(value: object) -> tuple[int, str] | None:
    match _listed(value):
        case [int() as source_id, str() as key]:
            return source_id, key
    return None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in _listed(value) if isinstance(each, str))


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(each for each in _listed(value) if isinstance(each, int))


def _listed(value: object) -> list[object] | tuple[object, ...]:
    return value if isinstance(value, list | tuple) else ()
