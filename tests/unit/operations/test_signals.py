"""Signals of a trust case: of groups only, read week by week, a missing week stays missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, CaseKind
from app.domain.errors import InvalidInputError, NotFoundError
from app.domain.trust.signal_readings import Read
from app.domain.trust.signal_rules import Movement
from app.domain.trust.signal_weeks import week_of
from app.domain.trust.signals import Better, Scale, SignalReading
from app.operations import cases, drafting, history
from app.operations.now import today
from app.operations.trust import signals
from tests.unit.operations.chat import take_in_with


@dataclass
class Desk:
    """A trust case, the Monday of this week there, and weeks before it."""

    casebook: Casebook
    case: Case

    def week(self, before: int = 0) -> str:
        return week_of(today(self.casebook, self.case.id) - timedelta(weeks=before))

    @property
    def board(self) -> signals.SignalBoard:
        return signals.board(self.casebook, self.case.id)


@pytest.fixture
def desk(casebook: Casebook) -> Desk:
    return Desk(casebook, cases.add_case(casebook, CaseKind.TRUST, "What broke", "UTC"))


def test_a_proposed_signal_is_read_week_by_week_and_undone(desk: Desk) -> None:
    book, case_id = desk.casebook, desk.case.id
    added = signals.add(book, case_id, "LM-S1", "Release team", 8)
    own = signals.add(book, case_id)
    assert (added.scale, added.better) == (Scale.COUNT, Better.LOWER)
    with pytest.raises(InvalidInputError, match="Say first how many people"):
        signals.write_readings(book, case_id, [Read(own.id, desk.week(6), 8.0)])
    signals.change(book, case_id, own.id, {"group_size": 6})
    assert desk.board.proposed == {"LM-S1"}
    baseline = {"baseline": 7.0, "baseline_on": desk.week(9)}
    signals.change(book, case_id, added.id, baseline)
    signals.move(book, case_id, own.id, -1)
    assert [each.id for each in desk.board.signals] == [own.id, added.id]
    for weeks_ago, value in ((6, 8.0), (5, 6.0), (3, 3.0), (2, 3.0), (1, 3.0)):
        signals.write_readings(book, case_id, [Read(added.id, desk.week(weeks_ago), value)])
    standing = desk.board.standing(added.id)
    assert standing is not None
    assert standing.movement is Movement.BETTER
    assert [each.week for each in standing.readings] == [desk.week(n) for n in (6, 5, 3, 2, 1)]
    assert "Without a reading: " in desk.board.chart(added.id).words

    # All signals of a week in one step, corrected in another, taken away by nothing.
    both = [
        Read(added.id, desk.week(), 2.0, "quiet", "asked in the stand-up", "not sure"),
        Read(own.id, desk.week(), None, "better"),
    ]
    signals.write_readings(book, case_id, both)
    assert len(drafting.of_case(book, SignalReading, case_id)) == 7
    signals.write_readings(
        book, case_id, [Read(added.id, desk.week(), 4.0), Read(own.id, desk.week())]
    )
    last = desk.board.standing(added.id)
    assert last is not None
    assert (last.readings[-1].value, last.readings[-1].words) == (4.0, "")
    assert len(drafting.of_case(book, SignalReading, case_id)) == 6
    history.undo(book, case_id)
    assert len(drafting.of_case(book, SignalReading, case_id)) == 7

    signals.remove(book, case_id, added.id)
    assert [each.signal_id for each in drafting.of_case(book, SignalReading, case_id)] == [own.id]
    history.undo(book, case_id)
    assert len(drafting.of_case(book, SignalReading, case_id)) == 7


def test_a_signal_is_of_a_group_never_of_a_person(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, case_id = desk.casebook, desk.case.id
    take_in_with(monkeypatch, book)(desk.case)
    with pytest.raises(InvalidInputError, match="a group of 5 people or more"):
        signals.add(book, case_id, "LM-S1", "The two leads", 2)
    added = signals.add(book, case_id, "LM-S7", "Release team", 6)
    with pytest.raises(InvalidInputError, match="a group of 5 people or more"):
        signals.change(book, case_id, added.id, {"group_size": 4})
    with pytest.raises(InvalidInputError, match="“Mira Olsen” names a person"):
        signals.change(book, case_id, added.id, {"group_name": "Mira Olsen"})
    assert desk.board.signals == [added]


def test_refuses_what_does_not_fit_and_then_writes_nothing(desk: Desk) -> None:
    book, case_id = desk.casebook, desk.case.id
    level = signals.add(book, case_id, "LM-S7", "Release team", 6)
    coming = (today(book, case_id) + timedelta(weeks=1)).isoformat()
    for read, problem in (
        (Read(level.id, desk.week(), 6.0), "whole number from 1 to 5"),
        (Read(level.id, desk.week(), 2.5), "whole number from 1 to 5"),
        (Read(level.id, coming, 3.0), "has not begun"),
    ):
        with pytest.raises(InvalidInputError, match=problem):
            signals.write_readings(book, case_id, [Read(level.id, desk.week(1), 3.0), read])
    with pytest.raises(NotFoundError):
        signals.write_readings(book, case_id, [Read("nobody", desk.week(), 3.0)])
    assert not desk.board.readings
    with pytest.raises(InvalidInputError, match="No signal is proposed"):
        signals.add(book, case_id, "LM-S99")

    signals.write_readings(book, case_id, [Read(level.id, desk.week(1), 3.0)])
    with pytest.raises(InvalidInputError, match="add another signal"):
        signals.change(book, case_id, level.id, {"scale": Scale.WORDS})
    signals.change(book, case_id, level.id, {"scale": Scale.COUNT})
    with pytest.raises(InvalidInputError, match="A count is"):
        signals.change(book, case_id, level.id, {"baseline": -1.0})
    other = cases.add_case(book, CaseKind.TRUST, "Another", "UTC")
    with pytest.raises(NotFoundError):
        signals.remove(book, other.id, level.id)
    assert desk.board.today >= date(2026, 1, 1)
