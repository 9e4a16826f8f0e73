"""Copying out of a case as plain text: with the place it stands in, and roles in place of names."""

from __future__ import annotations

from collections.abc import Sequence

from app.casebook import Casebook
from app.casebook import evidence as stored
from app.casebook.sharing import SharedDrafts
from app.domain.copied_text import copied_quote, entry_text, quotes_text
from app.domain.drafts import CaseKind, Citation
from app.domain.errors import InvalidInputError
from app.domain.leaks import Secrets
from app.domain.moments import zone_named
from app.domain.review import heading_words, review_of
from app.domain.slides import presentation_of
from app.domain.timeline import CitedItem, Span, with_citations
from app.domain.wording import Wording
from app.exporters.leak_gate import leaks
from app.operations import cases, people, timeline
from app.operations.now import now_us
from app.operations.secret_texts import secrets_of


def evidence_text(casebook: Casebook, case_id: str, spans: Sequence[Span]) -> str:
    """Items, or spans of their text, each with a line that says where it stands.

    Raises `InvalidInputError` where they hold private words, `NotFoundError`.
    """
    zone = zone_named(cases.case(casebook, case_id).zone)
    known = people.people_of(casebook, case_id)
    secrets = secrets_of(casebook, case_id)
    wording = Wording(secrets)
    with casebook.read() as connection:
        items = [stored.item(connection, span.item_id) for span in spans]
    quotes = [
        copied_quote(CitedItem.of(_citation(case_id, span), item), known, zone)
        for span, item in zip(spans, items, strict=True)
    ]
    return checked(quotes_text(wording.of(quote) for quote in quotes), secrets)


def cited_entry_text(casebook: Casebook, case_id: str, entry_id: str) -> str:
    """An entry as a document would show it, and where its evidence stands.

    Raises `InvalidInputError` for a private entry and in a trust case, `NotFoundError`.
    """
    if cases.case(casebook, case_id).kind is CaseKind.TRUST:
        raise InvalidInputError(
            "A trust case is private, so the entry was not copied. It can leave in a document, for "
            "the readers you choose for it."
        )
    if timeline.entry(casebook, entry_id).entry.private:
        raise InvalidInputError(
            "This entry is private and never leaves the casebook, so it was not copied. "
            "P makes it an entry that documents may show."
        )
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        case = shared.case(case_id)
        found = [entry for entry in shared.entries(case_id) if entry.id == entry_id]
        hanging = [each for each in shared.citations(case_id) if each.target_id == entry_id]
        now = stored.cited_items(connection, hanging)
    cited = with_citations(found, now.values())
    known = people.people_of(casebook, case_id)
    view = review_of(case, cited, [], now_us(), people=known)
    secrets = secrets_of(casebook, case_id)
    shown = Wording(secrets).of(view)
    (slide,) = presentation_of(shown).slides
    zone = zone_named(case.zone)
    entry = cited[0].entry
    day = "" if entry.start_us is None else heading_words(entry, zone)
    return checked(entry_text(slide, day, zone.key), secrets)


def checked(text: str, secrets: Secrets) -> str:
    """The text, where the leak gate finds nothing in it. Raises `InvalidInputError`."""
    for leak in leaks(text.encode(), "md", "", secrets):
        where = f"it stands in {leak.source}, too" if leak.source else "it is a name"
        raise InvalidInputError(f"Nothing was copied: “{leak.words}” must not leave; {where}.")
    return text


def _citation(case_id: str, span: Span) -> Citation:
    return Citation(
        id="",
        case_id=case_id,
        target_id="",
        item_id=span.item_id,
        quote_sha256="",
        item_utc_us=None,
        start=span.start,
        end=span.end,
    )
