"""What two readers of a trust case hear, side by side."""

from __future__ import annotations

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafted import Draft
from app.domain.trust.account import Paragraph
from app.domain.trust.pieces import WORDED
from app.domain.trust.shared_account import in_account
from app.domain.trust.versions import Beside, beside
from app.operations.candour.checking import checker_for
from app.operations.trust.showing import shown_to


def compared(
    casebook: Casebook, case_id: str, first: Audience, second: Audience
) -> tuple[Beside, ...]:
    """The pieces that at least one of two readers gets, the account first, as each hears them."""
    hedges = checker_for(casebook, case_id).hedges
    with casebook.drafts() as drafts:
        pieces: list[Draft] = [*in_account(drafts.of_case(Paragraph, case_id))]
        for kind in WORDED:
            if kind is not Paragraph:
                rows: list[Draft] = drafts.of_case(kind, case_id)
                pieces += sorted(rows, key=lambda row: (getattr(row, "rank", 0), row.id))
    return beside(pieces, shown_to(casebook, case_id), first, second, hedges)
