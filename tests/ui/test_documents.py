"""Pictures of the timeline and of the chain, and what of documents is offered when."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.drafts import CaseKind, Entry, new_id
from app.domain.practice.chain import Factor
from app.operations import cases, drafting, timeline
from tests.ui.shell import Shell, case, casebook_path, dressed, make_shell, opened, shell

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]


@pytest.mark.parametrize(("suffix", "begins"), [("png", b"\x89PNG"), ("svg", b"<")])
def test_the_picture_is_written_as_its_name_ends(
    opened: Shell, tmp_path: Path, suffix: str, begins: bytes
) -> None:
    session = opened.window.session
    timeline.add_entry(session.casebook, Entry(new_id(), session.case.id, "It began."))
    opened.settle()
    opened.chooser.answer = tmp_path / f"timeline.{suffix}"
    opened.window.trigger("export-picture")
    opened.settle()
    opened.settle()

    assert (tmp_path / f"timeline.{suffix}").read_bytes().startswith(begins)
    assert f"timeline.{suffix}" in opened.window.messages.bar.text


def test_the_picture_of_the_chain_is_written_once_there_is_a_factor(
    opened: Shell, tmp_path: Path
) -> None:
    session = opened.window.session
    opened.window.trigger("export-chain-picture")
    opened.settle()
    assert "There is no factor to draw yet" in opened.window.messages.bar.text

    factor = Factor(new_id(), session.case.id, "A full pool")
    drafting.add(session.casebook, session.case.id, factor, "Add factor")
    opened.settle()
    opened.chooser.answer = tmp_path / "chain.svg"
    opened.window.trigger("export-chain-picture")
    opened.settle()
    opened.settle()

    assert "A full pool" in (tmp_path / "chain.svg").read_text(encoding="utf-8")


def test_nothing_of_it_is_offered_without_a_case(shell: Shell) -> None:
    offered = {action.objectName(): action for action in shell.window.actions()}

    for name in ("print", "export-picture", "export-chain-picture", "present"):
        assert not offered[name].isEnabled()


def test_a_trust_case_is_neither_presented_nor_drawn(opened: Shell) -> None:
    casebook = opened.window.session.casebook
    opened.window.open_case(cases.add_case(casebook, CaseKind.TRUST, "After the outage").id)
    opened.settle()
    offered = {action.objectName(): action for action in opened.window.actions()}
    for name in ("export-picture", "export-chain-picture", "present"):
        assert not offered[name].isEnabled()
    assert offered["print"].isEnabled()
