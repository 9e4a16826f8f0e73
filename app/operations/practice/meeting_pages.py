"""What the room sees of a case, read from what may be shared."""

from __future__ import annotations

from app.casebook import evidence
from app.casebook.sharing import SharedDrafts
from app.domain.moments import zone_named
from app.domain.practice.action_plan import plan_of
from app.domain.practice.failure_chain import chain_of
from app.domain.practice.meeting_pages import MeetingPages, meeting_pages
from app.domain.timeline import with_citations
from app.operations import drafting


def pages_of(shared: SharedDrafts, case_id: str) -> MeetingPages:
    """The pages before names are replaced, out of what may be shared."""
    case = shared.case(case_id)
    now = evidence.cited_items(shared.connection, shared.citations(case_id))
    cited = drafting.by_target(now.values())
    chain = chain_of(shared, case_id, cited)
    return meeting_pages(
        case,
        with_citations(shared.entries(case_id), now.values()),
        plan_of(shared, case_id, chain, cited),
        zone_named(case.zone),
    )
