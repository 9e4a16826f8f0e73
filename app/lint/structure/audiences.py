"""Versions for other readers that leave out, soften or sharpen what the record says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.domain.audiences import AudienceChoice
from app.domain.candour.case_findings import Thing
from app.domain.candour.findings import Group, Scope
from app.domain.candour.places import page_of
from app.domain.drafted import Draft
from app.domain.drafts import Certainty
from app.domain.trust.pieces import READER_WORDS, WORDED
from app.lint.checker import Checker
from app.lint.structure.record import CaseRecord, Found, StructuralRule


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement of the record: what it says, and how sure people are."""

    row: Draft
    text: str
    certainty: Certainty


def _version(record: CaseRecord, choice: AudienceChoice, told: _Told) -> tuple[Thing, ...]:
    said = record.thing(told.row)
    if choice.audience in READER_WORDS:  # chosen beside the thing itself
        return (
            Thing(said.id, said.page, f"{said.place}, as {READER_WORDS[choice.audience]} read it"),
        )
    return (Thing(choice.id, page_of(choice), f"{said.place}, as {choice.audience} read it"),)


def _chosen(record: CaseRecord) -> Iterator[tuple[AudienceChoice, _Told]]:
    told = {one.id: _Told(one, one.text, one.certainty) for one in record.drafted.entries}
    for entry in record.drafted.entries:
        if entry.private:
            del told[entry.id]
    for piece in record.trust.pieces:
        if field := WORDED[type(piece)]:
            certainty = getattr(piece, "certainty", Certainty.CONFIRMED)
            told.setdefault(piece.id, _Told(piece, str(getattr(piece, field)), certainty))
    for choice in record.choices:
        if choice.target_id in told:
            yield choice, told[choice.target_id]


def _left_out(record: CaseRecord) -> Iterable[Found]:
    for choice, told in _chosen(record):
        if not choice.shown and not choice.reason.strip():
            yield Found(_version(record, choice, told), context=f"{choice.audience} {told.text}")


def _softer(checker: Checker) -> Callable[[CaseRecord], Iterable[Found]]:
    def find(record: CaseRecord) -> Iterable[Found]:
        for choice, told in _chosen(record):
            if not (choice.shown and choice.wording.strip()):
                continue
            softened = _new(checker, choice, told, Group.PR_SOFTENING)
            if not softened and _has_figure(told.text) and not _has_figure(choice.wording):
                softened = "the record has a figure, and their version has none"
            if softened:
                asked = f"Their version is softer: {softened}. Can it be as plain as the record?"
                yield Found(_version(record, choice, told), asked, choice.wording)

    return find


def _surer(checker: Checker) -> Callable[[CaseRecord], Iterable[Found]]:
    def find(record: CaseRecord) -> Iterable[Found]:
        for choice, told in _chosen(record):
            if not choice.shown or told.certainty is Certainty.CONFIRMED:
                continue
            surer = _new(checker, choice, told, Group.CERTAINTY)
            if not surer and checker.hedges(told.text) and not checker.hedges(choice.wording):
                surer = "the record leaves it open" if choice.wording.strip() else ""
            if surer:
                asked = f"Their version is surer: {surer}. What of the doubt do they get to read?"
                yield Found(_version(record, choice, told), asked, choice.wording)

    return find


def _new(checker: Checker, choice: AudienceChoice, told: _Told, group: Group) -> str:
    """The words of a group that a version has and the record does not; empty for none."""
    here = [one for one in checker.check(choice.wording, Scope.CLAIM) if one.group is group]
    there = any(one.group is group for one in checker.check(told.text, Scope.CLAIM))
    return "" if there or not here else f"“{here[0].text}”"


def _has_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def rules(checker: Checker, page: str) -> tuple[StructuralRule, ...]:
    """The rules over versions, which are written on ``page``.

    They read the words of both sides with this checker.
    """
    return (
        StructuralRule(
            "left-out-without-reason",
            "A version leaves out an entry, and no reason is given.",
            "Why do these readers not get it? The version tells them the reason.",
            page,
            "facts left out without a reason",
            _left_out,
        ),
        StructuralRule(
            "softer-than-record",
            "A version is worded softer than the record.",
            "",
            page,
            "versions that are softer than the record",
            _softer(checker),
        ),
        StructuralRule(
            "surer-than-record",
            "A version is worded surer than the record.",
            "",
            page,
            "versions that are surer than the record",
            _surer(checker),
        ),
    )
