"""What time it is: asked of the machine here, and told to the rules as a value."""

from __future__ import annotations

import time
from datetime import date

from app.casebook import Casebook
from app.domain.drafts import Case
from app.domain.moments import in_zone, zone_named


def now_us() -> int:
    """This moment, in microseconds since 1970 in UTC."""
    return time.time_ns() // 1000


def today_of(case: Case) -> date:
    """The day it is now in the zone of a case."""
    return in_zone(now_us(), zone_named(case.zone)).date()


def today(casebook: Casebook, case_id: str) -> date:
    """The same for a case by its id. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        return today_of(drafts.get(Case, case_id))
