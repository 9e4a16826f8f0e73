"""Works in a casebook until it is killed, and says what it does: the other half of `test_kill`.

Run as a program it waits, warmed up, for rounds: each line on its standard input names one, and
is worked on in a process of its own. What that process is about to do, and what it has done, it
says on the standard output, one JSON object a line.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

from app.casebook import Casebook
from app.domain.drafts import Entry, new_id
from app.domain.errors import CancelledError
from app.domain.evidence import ImportChoices
from app.domain.moments import Precision, TimeKind
from app.operations import casebooks, desk, history, imports, timeline

State = dict[str, str]
ZONES = {"UTC": 0, "Asia/Tokyo": 9 * 60, "Asia/Kathmandu": 5 * 60 + 45}
"""Zones that never change their clocks, and how many minutes they are ahead of UTC."""
BROKEN = 70
"""How a life ends by itself, which it must not."""
ROUND = "GOLDSEAM_TEST_ROUND"
_WORDS = ["pool", "exhausted", "export", "query", "slow", "index", "rollback", "deploy", "page"]
_DRAFTING = ["add"] * 3 + ["word"] * 2 + ["delete"] + ["undo"] * 2 + ["redo", "type"]
_GATHERING = ["import"] + ["cancel"] + ["zone"] * 3 + ["undo"] * 2 + ["redo"] * 2 + ["back-up"]
_PAUSE = threading.Event()
_SAYING = threading.Lock()


@dataclass(frozen=True)
class Round:
    """One life of the program: on which casebook, with which chances, and what it imports."""

    path: str
    passphrase: str
    drafted_case: str
    evidence_case: str
    log: str
    seed: int
    mark: str


def entries_of(casebook: Casebook, case_id: str) -> State:
    """What is drafted in a case: the text of each entry by its id."""
    return {each.entry.id: each.entry.text for each in timeline.entries(casebook, case_id)}


def sources_of(casebook: Casebook, case_id: str) -> State:
    """What is shown as evidence in a case: the zone of each source by its title."""
    return {source.title: source.zone or "" for source in imports.sources(casebook, case_id)}


def say(told: Mapping[str, object]) -> None:
    """One whole line on the standard output."""
    with _SAYING:
        left = json.dumps(told).encode() + b"\n"
        while left:
            left = left[os.write(1, left) :]


class Worker:
    """One thread of work on one case, which says what it expects before it does a thing."""

    def __init__(self, name: str, casebook: Casebook, case_id: str, chance: random.Random) -> None:
        self.name = name
        self.casebook = casebook
        self.case_id = case_id
        self.chance = chance
        self.now: State = {}
        self._past: list[State] = []
        self._future: list[State] = []

    def run(self, begun: State) -> NoReturn:
        """Work on, from what the casebook holds."""
        try:
            self.now = begun
            self._tell("done")
            while True:
                self.step()
        finally:
            traceback.print_exc()
            os._exit(BROKEN)

    def step(self) -> None:
        """Do one thing."""
        raise NotImplementedError

    def do(self, expected: State, work: Callable[[], object]) -> None:
        """A step of the journal, after which the case looks as expected."""
        self._past.append(self.now)
        self._future.clear()
        self._change(expected, work)

    def undo(self) -> None:
        """Take the last step of this round back."""
        if self._past:
            self._future.append(self.now)
            self._change(self._past.pop(), lambda: history.undo(self.casebook, self.case_id))

    def redo(self) -> None:
        """Bring it back."""
        if self._future:
            self._past.append(self.now)
            self._change(self._future.pop(), lambda: history.redo(self.casebook, self.case_id))

    def _change(self, expected: State, work: Callable[[], object]) -> None:
        self.now = expected
        self._tell("doing")
        work()
        self._tell("done")

    def _tell(self, phase: str) -> None:
        say({"who": self.name, "phase": phase, "state": self.now})


class Drafting(Worker):
    """Writes entries, words them better, deletes, undoes and redoes."""

    def step(self) -> None:
        """Do one thing."""
        text = " ".join(self.chance.choices(_WORDS, k=self.chance.randint(1, 40)))
        _PAUSE.wait(0.005)
        match self.chance.choice(_DRAFTING):
            case "word" if self.now:
                self._word(self.chance.choice(sorted(self.now)), text + " and better")
            case "delete" if self.now:
                self._delete(self.chance.choice(sorted(self.now)))
            case "undo":
                self.undo()
            case "redo":
                self.redo()
            case "type":
                desk.remember(self.casebook, "half-typed", text)
            case _:
                self._add(text)

    def _add(self, text: str) -> None:
        at_us = self.chance.randrange(10**15)
        added = Entry(new_id(), self.case_id, text, TimeKind.EXACT, at_us, None, Precision.SECOND)
        self.do(self.now | {added.id: text}, lambda: timeline.add_entry(self.casebook, added))

    def _word(self, entry_id: str, text: str) -> None:
        changed = replace(timeline.entry(self.casebook, entry_id).entry, text=text)
        self.do(self.now | {entry_id: text}, lambda: timeline.save_entry(self.casebook, changed))

    def _delete(self, entry_id: str) -> None:
        left = {kept: text for kept, text in self.now.items() if kept != entry_id}
        self.do(left, lambda: timeline.delete_entry(self.casebook, entry_id))


class Gathering(Worker):
    """Imports, cancels imports, times sources anew, undoes and redoes, makes backups."""

    def __init__(
        self, name: str, casebook: Casebook, case_id: str, chance: random.Random, log: Path
    ) -> None:
        super().__init__(name, casebook, case_id, chance)
        self._log = log

    def step(self) -> None:
        """Do one thing."""
        match self.chance.choice(_GATHERING):
            case "cancel":
                self._cancel(f"log {self.chance.randrange(10**9)}")
            case "zone" if self.now:
                self._change_zone(self.chance.choice(sorted(self.now)))
            case "undo":
                self.undo()
            case "redo":
                self.redo()
            case "back-up":
                day = date(2026, 1, 1) + timedelta(days=self.chance.randrange(10_000))
                self.casebook.back_up(day)
            case _:
                self._import(f"log {self.chance.randrange(10**9)}")

    def _import(self, title: str) -> None:
        choices = ImportChoices(title=title, again=True)
        self.do(
            self.now | {title: ""},
            lambda: imports.import_evidence(self.casebook, self.case_id, self._log, choices),
        )

    def _cancel(self, title: str) -> None:
        """Begin an import and lose patience; it may be in before that."""
        before, impatient = self.now, Impatient(self.chance.randint(1, 15))
        self.now = before | {title: ""}
        self._tell("doing")
        try:
            choices = ImportChoices(title=title, again=True)
            imports.import_evidence(self.casebook, self.case_id, self._log, choices, impatient)
        except CancelledError:
            self.now = before
        else:
            self._past.append(before)
            self._future.clear()
        self._tell("done")

    def _change_zone(self, title: str) -> None:
        found = imports.sources(self.casebook, self.case_id)
        [source_id] = [source.id for source in found if source.title == title]
        zone = self.chance.choice(sorted(set(ZONES) - {self.now[title]}))
        self.do(
            self.now | {title: zone},
            lambda: imports.change_source(
                self.casebook, source_id, title=title, zone=zone, clock_offset_us=0
            ),
        )


class Impatient:
    """Cancels when asked for the nth time."""

    def __init__(self, patience: int) -> None:
        self._patience = patience

    def report(self, done: int, total: int, what: str) -> None:
        pass

    @property
    def cancelled(self) -> bool:
        self._patience -= 1
        return self._patience < 0


def _die_of(problem: threading.ExceptHookArgs) -> None:
    """A thread that fails ends the round: nobody must wait for what it will never say."""
    sys.excepthook(problem.exc_type, problem.exc_value or problem.exc_type(), problem.exc_traceback)
    sys.stderr.flush()
    os._exit(70)


def work(told: Round) -> NoReturn:
    """Open the casebook and work in it with two threads, without an end."""
    os.environ[ROUND] = told.mark
    threading.excepthook = _die_of
    casebook = casebooks.open_casebook(Path(told.path), told.passphrase)
    one, other = (random.Random(told.seed + thread) for thread in (1, 2))  # noqa: S311  no secret
    drafting = Drafting("drafting", casebook, told.drafted_case, one)
    gathering = Gathering("gathering", casebook, told.evidence_case, other, Path(told.log))
    begun = sources_of(casebook, told.evidence_case)
    threading.Thread(target=gathering.run, args=[begun], daemon=True).start()
    drafting.run(entries_of(casebook, told.drafted_case))


def main() -> None:
    """Start a process for every round that is asked for, and tell how it ended."""
    for line in sys.stdin:
        told = Round(**json.loads(line))
        child = os.fork()
        if child == 0:
            try:
                work(told)
            finally:
                os._exit(BROKEN)
        say({"pid": child})
        _, status = os.waitpid(child, 0)
        # On a line of its own, even where the process was killed in the middle of one.
        os.write(1, b"\n")
        say({"ended": status})


if __name__ == "__main__":
    main()
