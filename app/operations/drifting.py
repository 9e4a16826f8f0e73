"""What changed in a case since its review was published."""

from __future__ import annotations

from app.casebook import Casebook, drift
from app.domain.drift import Drift, drift_of
from app.domain.publication import Publication
from app.operations import drafting


def versions(casebook: Casebook, case_id: str) -> list[Publication]:
    """The published versions of a case's review, the newest first."""
    found = drafting.of_case(casebook, Publication, case_id)
    return sorted(found, key=lambda one: -one.version)


def since_published(casebook: Casebook, case_id: str) -> tuple[int, list[Drift]]:
    """The newest version, and what differs from it now; 0 and nothing where none is published."""
    published = versions(casebook, case_id)
    if not published:
        return 0, []
    newest = published[0]
    with casebook.read() as connection:
        changes = drift.changes_since(connection, case_id, newest.transaction_id)
        return newest.version, drift_of(changes)
