"""How people read the parts of the frame, the sides of groups, and what counsel was asked."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.trust.apology import Counsel
from app.domain.trust.breaks import Side
from app.domain.trust.frame import FramePart

PART_WORDS: Mapping[FramePart, str] = {
    FramePart.PROMISED: "What was promised or expected",
    FramePart.HAPPENED: "What happened",
    FramePart.TO_WHOM: "To whom",
    FramePart.OPERATIONS: "Operational follow-up",
    FramePart.TALKS: "Talks about trust",
}
"""What each part of the frame is called."""

GAP = (FramePart.PROMISED, FramePart.HAPPENED, FramePart.TO_WHOM)
"""The gap: what was promised or expected, what happened, to whom."""

SIDE_WORDS: Mapping[Side, str] = {
    Side.UNSAID: "not said yet",
    Side.INSIDE: "inside the team",
    Side.UPWARD: "above the team",
    Side.OUTWARD: "outside the team",
}
"""Where a group stands."""

COUNSEL_WORDS: Mapping[Counsel, str] = {
    Counsel.UNASKED: "not said yet",
    Counsel.NOT_NEEDED: "no, counsel need not see it",
    Counsel.FIRST: "yes, counsel sees it first",
    Counsel.SEEN: "counsel has seen it",
}
"""Whether counsel should see an apology before it leaves."""
