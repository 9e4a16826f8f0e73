"""A case in the few words of a header or a list."""

from __future__ import annotations

from app.domain.drafts import Case, CaseKind
from app.domain.moments import day, zone_named

KIND_WORDS = {CaseKind.INCIDENT: "Incident review", CaseKind.TRUST: "Trust repair"}


def state_of(case: Case) -> str:
    """How far the incident is, as its times tell; empty where they tell nothing."""
    if case.published_us is not None:
        return "published"
    if case.contained_us is not None:
        return "contained"
    if case.detected_us is not None:
        return "detected, not yet contained"
    return "started" if case.started_us is not None else ""


def summary_of(case: Case) -> str:
    """Kind, severity, class, state, and whether it is held, as one line."""
    hold = "under legal hold" if case.legal_hold else ""
    parts = (KIND_WORDS[case.kind], case.severity, case.incident_class, state_of(case), hold)
    return " · ".join(part for part in parts if part)


def day_of(case: Case) -> str:
    """The day it started or was noticed, in the case's zone; empty where unknown."""
    first = case.started_us if case.started_us is not None else case.detected_us
    return "" if first is None else day(first, zone_named(case.zone))
