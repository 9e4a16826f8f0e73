"""A published version of a review: what was frozen, and when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publication:
    """A version that was published.

    ``text`` is the document as Markdown, word for word, ``sha256`` its hash. ``transaction_id`` is
    the last step of the journal that it includes: what came later is drift. ``place`` says where
    it was put.
    """

    id: str
    case_id: str
    version: int
    published_us: int
    transaction_id: int
    sha256: str
    text: str
    place: str = ""
