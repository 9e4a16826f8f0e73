"""Signals of groups: add, change and order them, and write down what was read week by week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.casebook import Casebook, Edit
from app.domain.drafts import Case, new_id
from app.domain.errors import InvalidInputError
from app.domain.moments import zone_named
from app.domain.names import NameFinder
from app.domain.practice.ranking import in_rank, moved, next_rank
from app.domain.trust.repairs import Repair
from app.domain.trust.signal_chart import ChartColours, SignalChart, chart_of
from app.domain.trust.signal_proposals import PROPOSALS
from app.domain.trust.signal_readings import Read
from app.domain.trust.signal_rules import (
    SignalStanding,
    check_group,
    check_known,
    check_value,
    standings,
)
from app.domain.trust.signal_weeks import typed_week
from app.domain.trust.signals import Scale, Signal, SignalReading
from app.exporters import signal_picture
from app.operations.drafting import one_of_case
from app.operations.now import today_of
from app.operations.people import people_of

_PROPOSED = {proposal.item: proposal for proposal in PROPOSALS}


@dataclass(frozen=True, slots=True)
class SignalBoard:
    """The signals of a case with what their readings show on a day, and their charts by id."""

    standings: tuple[SignalStanding, ...] = ()
    charts: Mapping[str, SignalChart] | None = None
    today: date = date.min

    @property
    def signals(self) -> list[Signal]:
        """The signals, in order."""
        return [one.signal for one in self.standings]

    @property
    def readings(self) -> list[SignalReading]:
        """All readings until today."""
        return [reading for one in self.standings for reading in one.readings]

    def standing(self, signal_id: str) -> SignalStanding | None:
        """How one of them stands; None where it is not there."""
        return next((one for one in self.standings if one.signal.id == signal_id), None)

    def chart(self, signal_id: str) -> SignalChart:
        """Its chart; false where it has no reading."""
        return (self.charts or {}).get(signal_id, SignalChart())

    @property
    def proposed(self) -> frozenset[str]:
        """Items of the playbook that a signal is for already."""
        return frozenset(signal.item for signal in self.signals if signal.item)


def board(casebook: Casebook, case_id: str) -> SignalBoard:
    """The signals of a case as they stand today, in its zone. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        today, zone = today_of(case), zone_named(case.zone)
        signals, repairs = drafts.of_case(Signal, case_id), in_rank(drafts.of_case(Repair, case_id))
        found = standings(signals, drafts.of_case(SignalReading, case_id), today)
    numbers = {repair.id: f"R{number}" for number, repair in enumerate(repairs, 1)}
    charts = {one.signal.id: chart_of(one, repairs, numbers, zone) for one in found}
    return SignalBoard(found, charts, today)


def chart_png(chart: SignalChart, width: float, pixels: int, colours: ChartColours) -> bytes:
    """The chart of a signal as the window shows it: ``width`` units wide, in so many pixels."""
    return signal_picture.picture_png(chart, pixels, width, colours, titled=False)


# -- signals --------------------------------------------------------------------------------------


def add(casebook: Casebook, case_id: str, item: str = "", group: str = "", size: int = 0) -> Signal:
    """Add a signal at the end: one that the playbook proposes as ``item``, or one of one's own.

    Raises `InvalidInputError` for a group that is too small or named like a person, or an
    unknown item.
    """
    if item and item not in _PROPOSED:
        raise InvalidInputError(f"No signal is proposed as “{item}”.")
    _check_group(casebook, case_id, group, size)
    with casebook.edit("Add signal", case_id) as edit:
        rank = next_rank(edit.of_case(Signal, case_id))
        added = Signal(new_id(), case_id, group_name=group.strip(), group_size=size, rank=rank)
        if item:
            one = _PROPOSED[item]
            added = replace(added, item=item, name=one.name, scale=one.scale, better=one.better)
        edit.add(added)
    return added


def change(
    casebook: Casebook, case_id: str, signal_id: str, changes: Mapping[str, object]
) -> Signal:
    """Change fields of a signal.

    Raises `InvalidInputError` where it would be of a group that is too small or named like a
    person, or its baseline or readings would not fit its scale; `NotFoundError`.
    """
    fields: dict[str, Any] = dict(changes)
    if {"group_name", "group_size"} & fields.keys():
        size = int(fields.get("group_size", 0))
        _check_group(casebook, case_id, str(fields.get("group_name", "")), size)
    with casebook.edit("Change signal", case_id) as edit:
        before = one_of_case(edit, Signal, case_id, signal_id)
        after = replace(before, **fields)
        if after.scale is not before.scale:
            _check_scale(edit, after)
            if after.scale is Scale.WORDS:
                after = replace(after, baseline=None)
        check_value(after.scale, after.baseline)
        edit.save(after)
    return after


def remove(casebook: Casebook, case_id: str, signal_id: str) -> None:
    """Remove a signal with its readings in one step. Raises `NotFoundError`."""
    with casebook.edit("Remove signal", case_id) as edit:
        one_of_case(edit, Signal, case_id, signal_id)
        take_out(edit, case_id, signal_id)


def take_out(edit: Edit, case_id: str, signal_id: str) -> None:
    """The same within a transaction."""
    for reading in edit.of_case(SignalReading, case_id):
        if reading.signal_id == signal_id:
            edit.remove(SignalReading, reading.id)
    edit.remove(Signal, signal_id)


def move(casebook: Casebook, case_id: str, signal_id: str, by: int) -> None:
    """Move a signal up (negative) or down the list, as far as that goes.

    Raises `NotFoundError`.
    """
    with casebook.edit("Move signal", case_id) as edit:
        one_of_case(edit, Signal, case_id, signal_id)
        edit.save_all(moved(edit.of_case(Signal, case_id), signal_id, by))


# -- readings -------------------------------------------------------------------------------------


def write_readings(casebook: Casebook, case_id: str, typed: Sequence[Read]) -> None:
    """Write down what was read, for as many signals and weeks as are given, in one step.

    A week that is not given stays as it is. Raises `InvalidInputError` where nobody has said of how
    many people a signal is read, for a week that has not begun or is given twice, or a value that
    does not fit the scale; `NotFoundError`. Then nothing is written.
    """
    with casebook.edit(_label(typed), case_id) as edit:
        today = today_of(edit.get(Case, case_id))
        present = {
            (reading.signal_id, reading.week): reading
            for reading in edit.of_case(SignalReading, case_id)
        }
        written: set[tuple[str, str]] = set()
        for one in typed:
            signal = one_of_case(edit, Signal, case_id, one.signal_id)
            week = typed_week(one.week, today)
            if one:
                check_known(signal)
            check_value(signal.scale, one.value)
            if (signal.id, week) in written:
                raise InvalidInputError(f"The week of {week} is there twice; nothing was written.")
            written.add((signal.id, week))
            _write(edit, case_id, replace(one, week=week), present.get((signal.id, week)))


def _write(edit: Edit, case_id: str, one: Read, present: SignalReading | None) -> None:
    if not one:
        if present is not None:
            edit.remove(SignalReading, present.id)
        return
    reading = SignalReading(
        id=present.id if present else new_id(),
        case_id=case_id,
        signal_id=one.signal_id,
        week=one.week,
        value=one.value,
        words=one.words.strip(),
        source=one.source.strip(),
        note=one.note.strip(),
    )
    if present:
        edit.save(reading)
    else:
        edit.add(reading)


def _label(typed: Sequence[Read]) -> str:
    weeks = {one.week for one in typed}
    return f"Readings of the week of {weeks.pop()}" if len(weeks) == 1 else "Weekly readings"


# -- what holds for them --------------------------------------------------------------------------


def _check_group(casebook: Casebook, case_id: str, name: str, size: int) -> None:
    check_group(size)
    if NameFinder(people_of(casebook, case_id).all_names).find(name):
        raise InvalidInputError(
            f"“{name.strip()}” names a person; a signal is of a group, never of one of them."
        )


def _check_scale(edit: Edit, after: Signal) -> None:
    """Readings that were written down must still mean something."""
    for reading in edit.of_case(SignalReading, after.case_id):
        if reading.signal_id != after.id:
            continue
        try:
            check_value(after.scale, reading.value)
        except InvalidInputError:
            raise InvalidInputError(
                "The readings that are there do not fit this scale; add another signal for it."
            ) from None
