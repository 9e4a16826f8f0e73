"""Whether the place that a playbook names exists: looked up, never taken for granted."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Mapping

from app.domain.practice.metrics import measures
from app.domain.practice.playbook import Place, PlaceKind


def missing_place(
    place: Place,
    pages: Mapping[str, Collection[str]] | None = None,
    documents: Mapping[str, str] | None = None,
) -> str:
    """What is not there, in words; empty where the place exists.

    ``pages`` are the names of all there is on each page, by the page's id; ``documents`` are
    finished documents as Markdown, by theirs. Without them such places are not looked at.
    """
    match place.kind:
        case PlaceKind.PAGE:
            return _missing_on_page(place, pages) if pages is not None else ""
        case PlaceKind.DOCUMENT:
            return _missing_in_document(place, documents) if documents is not None else ""
        case PlaceKind.METRIC:
            titles = {measure.title for measure in measures((), 0)}
            return "" if place.part in titles else f"no measure is called {place.part!r}"
    return _missing_in_code(place)


def _missing_on_page(place: Place, pages: Mapping[str, Collection[str]]) -> str:
    if place.at not in pages:
        return f"there is no page {place.at!r}"
    if place.part not in pages[place.at]:
        return f"nothing on the page {place.at!r} is called {place.part!r}"
    return ""


def _missing_in_document(place: Place, documents: Mapping[str, str]) -> str:
    if place.at not in documents:
        return f"there is no document {place.at!r}"
    headings = {line.lstrip("# ") for line in documents[place.at].splitlines() if line[:1] == "#"}
    if place.part not in headings:
        return f"the document {place.at!r} has no heading {place.part!r}"
    return ""


def _missing_in_code(place: Place) -> str:
    allowed = ("app.domain.", "app.operations.")
    try:
        module = importlib.import_module(place.at)
    except ModuleNotFoundError:
        return f"there is no module {place.at!r}"
    if not place.at.startswith(allowed) or not hasattr(module, place.part):
        return f"{place.at!r} has no {place.part!r}"
    return ""
