"""Every page stands while what it shows is changed, removed, erased and brought back beside it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import get_args

import pytest

from app.domain.drafted import Statement
from app.domain.drafts import Case
from app.domain.errors import GoldseamError
from app.operations import casebooks, cases, drafting, erasing, history
from app.ui.pages import PAGES
from tests.ui.shell import (
    PASSPHRASE,
    Shell,
    case,
    casebook_path,
    dressed,
    make_shell,
    shell,
)
from tests.unit.operations.any_step import STEPS, AnyStep
from tests.unit.operations.full_case import filled

__all__ = ["case", "casebook_path", "dressed", "make_shell", "shell"]


def test_no_page_minds_what_happens_to_the_thing_it_stands_on(
    shell: Shell, casebook_path: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    casebook = casebooks.open_casebook(casebook_path, PASSPHRASE)
    filled(casebook, case, monkeypatch)
    shell.window.enter(casebook)
    shell.window.open_case(case.id)
    session = shell.window.session
    complaints: list[GoldseamError] = []
    session.failed.connect(complaints.append)
    random = Random(7)  # noqa: S311  no secret
    some = AnyStep(casebook, case.id, cases.cases(casebook)[-1].id, random)
    kinds = [kind for kind in get_args(Statement) if kind is not Case]

    for number in range(2 * len(PAGES)):
        shell.window.show_page(PAGES[number % len(PAGES)].id)
        things = [row.id for kind in kinds for row in drafting.of_case(casebook, kind, case.id)]
        if things:
            session.thing_wanted.emit(random.choice(sorted(things)))
        shell.settle()
        try:
            match number % 8:
                case 3:
                    kind = random.choice(kinds)
                    erasing.erase(casebook, kind, some.one(kind))
                case 5:
                    history.redo(casebook, case.id)
                case 2 | 4:
                    history.undo(casebook, case.id)
                case _:
                    random.choice(STEPS)(some)
        except GoldseamError:
            pass
        shell.settle()
    assert complaints == []
