"""A signal as a chart: what is drawn, and the words that stand for it where it is not seen.

The view of a document holds it, so every text in it is walked for names. It has no picture: the
exporters and the window draw the same one from it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.trust.signals import Better, Scale


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """What was observed in a week, told by its Monday (ISO); without a value, words only."""

    week: str
    value: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class RepairDay:
    """The day (ISO) on which a repair was done, or is due; ``number`` is “R1”."""

    number: str
    day: str
    done: bool


@dataclass(frozen=True, slots=True)
class SignalChart:
    """A chart of weekly readings. A week without a reading is not in ``points``: a gap stays one.

    ``name`` and ``group`` say what is observed of whom, ``words`` is all of the chart in
    sentences. Empty points and no baseline make a chart that is false: nothing to draw.
    """

    name: str = ""
    group: str = ""
    scale: Scale = Scale.COUNT
    better: Better = Better.UNSAID
    baseline: float | None = None
    points: tuple[ChartPoint, ...] = ()
    repairs: tuple[RepairDay, ...] = ()
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.points)
