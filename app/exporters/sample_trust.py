"""A made-up trust case to try a template with: one with nothing in it, one with a little of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.audiences import Audience
from app.domain.drafts import Certainty
from app.domain.trust.break_map import BreakLine, BreakMap, PartyCard
from app.domain.trust.breaks import BreakKind, Severity, Side, Trend
from app.domain.trust.document import TrustView
from app.domain.trust.signal_chart import ChartPoint, RepairDay, SignalChart
from app.domain.trust.signals import Better, Scale
from app.domain.views import Fact, Note, Section, Statement, StatementGroup


def trust_views(marks: str, notes: Sequence[Note] = ()) -> tuple[TrustView, TrustView]:
    """The empty document, then the filled one; ``marks`` are the characters that formats act on."""
    filled = _view(f"Sample matter: {marks}", _sections(marks), tuple(notes))
    return _view("", (), ()), replace(filled, break_map=_break_map(marks), charts=_charts(marks))


def _view(title: str, sections: tuple[Section, ...], notes: tuple[Note, ...]) -> TrustView:
    return TrustView(
        title=title,
        preliminary=None,
        status=f"As of 2026-02-14, for {Audience.TEAM}",
        as_of_day="2026-02-14",
        heading="Sample document",
        facts=(Fact("Sample fact", "Sample words"),) if sections else (),
        notices=("A sample notice.",) if sections else (),
        sections=sections,
        empty="Nothing has been chosen for these readers yet.",
        break_map=BreakMap(),
        charts=(),
        notes=notes,
        missing_sources=("A sample account that was not heard.",) if sections else (),
        closing=("Other notes are kept private.",),
    )


def _break_map(marks: str) -> BreakMap:
    parties = (
        PartyCard("p1", f"Sample party: {marks}", Side.INSIDE),
        PartyCard("p2", "Sample leadership", Side.UPWARD),
    )
    line = BreakLine(
        "B1",
        "B1",
        "p1",
        "p2",
        Side.UPWARD,
        BreakKind.LEADERSHIP,
        Severity.DAMAGED,
        Trend.BETTER,
        Certainty.PROBABLE,
        f"Sample fear: {marks}",
    )
    return BreakMap(parties, (line,))


def _charts(name: str) -> tuple[SignalChart, ...]:
    points = (
        ChartPoint(date(2026, 2, 2), 7.0, "Sample words"),
        ChartPoint(date(2026, 2, 9), 3.0, f"Sample words: {name}"),
        ChartPoint(date(2026, 2, 23), None, "Sample words"),
    )
    days = (
        RepairDay("R1", date(2026, 2, 6), done=True),
        RepairDay("R2", date(2026, 2, 20), done=False),
    )
    return (
        SignalChart(name, "Sample team", Scale.COUNT, Better.LOWER, 6.0, points, days, f"{name}."),
        SignalChart(
            "Sample level", "Sample team", Scale.LEVEL, points=points[:1], words="Sample words."
        ),
    )


def _sections(marks: str) -> tuple[Section, ...]:
    facts = (Fact("Sample fact", f"Sample words: {marks}"),)
    said = Statement("R1", f"Sample statement: {marks}\nIts second line.", facts, ("probable",), ())
    bare = Statement("", f"Sample statement without a name: {marks}", (), (), ())
    groups = (StatementGroup("Sample group", (said,)), StatementGroup("", (bare,)))
    return (
        Section("repairs", "Sample section", (f"A sample sentence: {marks}",), groups, ("Open.",)),
        Section("map", "Sample map", ("A sample sentence.",), (), ()),
        Section("signals", "Sample signals", ("A sample sentence.",), (), ()),
    )
