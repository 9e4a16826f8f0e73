"""Versions for other readers that leave out, soften or sharpen what the record says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.domain.audiences import AudienceChoice
from app.domain.candour.case_findings import Thing
from app.domain.candour.findings import Group, Scope
from app.domain.candour.places import page_of
from app.domain.drafts import Certainty, Entry
from app.lint.checker import Checker
from app.lint.structure.record import CaseRecord, Found, StructuralRule


def _version(record: CaseRecord, choice: AudienceChoice, entry: Entry) -> tuple[Thing, ...]:
    place = f"{record.thing(entry).place}, as {choice.audience} read it"
    return (Thing(choice.id, page_of(choice), place),)


def _chosen(record: CaseRecord) -> Iterator[tuple[AudienceChoice, Entry]]:
    entries = {entry.id: entry for entry in record.drafted.entries}
    for choice in record.choices:
        if (entry := entries.get(choice.target_id)) is not None and not entry.private:
            yield choice, entry


def _left_out(record: CaseRecord) -> Iterable[Found]:
    for choice, entry in _chosen(record):
        if not choice.shown and not choice.reason.strip():
            yield Found(_version(record, choice, entry), context=f"{choice.audience} {entry.text}")


def _softer(checker: Checker) -> Callable[[CaseRecord], Iterable[Found]]:
    def find(record: CaseRecord) -> Iterable[Found]:
        for choice, entry in _chosen(record):
            if not (choice.shown and choice.wording.strip()):
                continue
            softened = _new(checker, choice, entry, Group.PR_SOFTENING)
            if not softened and _has_figure(entry.text) and not _has_figure(choice.wording):
                softened = "the record has a figure, and their version has none"
            if softened:
                asked = f"Their version is softer: {softened}. Can it be as plain as the record?"
                yield Found(_version(record, choice, entry), asked, choice.wording)

    return find


def _surer(checker: Checker) -> Callable[[CaseRecord], Iterable[Found]]:
    def find(record: CaseRecord) -> Iterable[Found]:
        for choice, entry in _chosen(record):
            if not choice.shown or entry.certainty is Certainty.CONFIRMED:
                continue
            surer = _new(checker, choice, entry, Group.CERTAINTY)
            if not surer and checker.hedges(entry.text) and not checker.hedges(choice.wording):
                surer = "the record leaves it open" if choice.wording.strip() else ""
            if surer:
                asked = f"Their version is surer: {surer}. What of the doubt do they get to read?"
                yield Found(_version(record, choice, entry), asked, choice.wording)

    return find


def _new(checker: Checker, choice: AudienceChoice, entry: Entry, group: Group) -> str:
    """The words of a group that a version has and the record does not; empty for none."""
    here = [one for one in checker.check(choice.wording, Scope.CLAIM) if one.group is group]
    there = any(one.group is group for one in checker.check(entry.text, Scope.CLAIM))
    return "" if there or not here else f"“{here[0].text}”"


def _has_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def rules(checker: Checker) -> tuple[StructuralRule, ...]:
    """The rules over versions; they read the words of both sides with this checker."""
    return (
        StructuralRule(
            "left-out-without-reason",
            "A version leaves out an entry, and no reason is given.",
            "Why do these readers not get it? The version tells them the reason.",
            "review",
            "facts left out without a reason",
            _left_out,
        ),
        StructuralRule(
            "softer-than-record",
            "A version words an entry softer than the record.",
            "",
            "review",
            "versions that are softer than the record",
            _softer(checker),
        ),
        StructuralRule(
            "surer-than-record",
            "A version words an entry surer than the record.",
            "",
            "review",
            "versions that are surer than the record",
            _surer(checker),
        ),
    )
