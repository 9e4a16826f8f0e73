"""What the page of the candour check lists, step by step, each row in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from app.domain.candour.findings import GROUP_WORDS, LOOKED_FOR, Group
from app.domain.candour.places import PAGE_ORDER
from app.domain.review_words import capital, counted

if TYPE_CHECKING:
    from app.domain.candour.case_findings import CaseFinding, Thing
    from app.operations.candour.checking import CandourReport

SET_ASIDE = "set-aside"
LOOKED_AT = "looked-for"

FEW = 3
"""So many findings of one rule over the structure stand one by one; more are folded into a row."""

_BEFORE, _AFTER = 180, 260
"""So much of a long sentence is shown around the words, in characters."""


class Asked(StrEnum):
    """Which findings are shown."""

    ALL = "all"
    WORDS = "words"
    STRUCTURE = "structure"


class RowKind(Enum):
    """What a row is."""

    STEP = "step"
    NOTE = "note"
    FOLD = "fold"
    FINDING = "finding"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to see: words or structure, of one group or all, which folds open."""

    asked: Asked = Asked.ALL
    group: Group | None = None
    opened: Collection[str] = frozenset()

    def shows(self, finding: CaseFinding) -> bool:
        """Whether a finding is among it."""
        if self.group is not None:
            return finding.group is self.group
        return self.asked is Asked.ALL or (finding.group is None) is (self.asked is Asked.STRUCTURE)

    @property
    def narrows(self) -> bool:
        """Whether anything may be left out."""
        return self.asked is not Asked.ALL or self.group is not None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One row; ``id`` recognises it again.

    ``title`` is what is asked, ``before``, ``words`` and ``after`` the sentence around what is
    marked, or only ``before`` for what is said of the structure. ``where`` says where it stands,
    ``aside`` how many there are, ``reason`` why it was set aside. ``is_open`` is None where
    nothing can be folded.
    """

    kind: RowKind
    id: str
    title: str
    before: str = ""
    words: str = ""
    after: str = ""
    where: str = ""
    aside: str = ""
    reason: str = ""
    step: str = ""
    depth: int = 0
    is_open: bool | None = None
    finding: CaseFinding | None = None
    thing: Thing | None = None

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        folded = {True: "open", False: "folded", None: ""}[self.is_open]
        sentence = f"{self.before}{self.words}{self.after}"
        reason = f"Set aside because: {self.reason}" if self.reason else ""
        said = (self.title, self.aside, folded, sentence, self.step, self.where, reason)
        return ", ".join(part for part in said if part)


def rows_of(
    report: CandourReport, choice: Choice, steps: Mapping[str, str], offered: Collection[str]
) -> tuple[FindingRow, ...]:
    """The rows of a report.

    ``steps`` are the names of the pages by their id, ``offered`` those that this kind of case has.
    """
    rows: list[FindingRow] = []
    shown = [finding for finding in report.open if choice.shows(finding)]
    for page in PAGE_ORDER:
        here = [finding for finding in shown if finding.page == page]
        if here or (page in offered and not choice.narrows):
            rows += _step(report, choice, page, steps.get(page, page), here)
    if choice.narrows and not shown:
        rows.append(FindingRow(RowKind.NOTE, "nothing", _nothing_of(report, choice)))
    aside = [finding for finding in report.dismissed if choice.shows(finding)]
    rows += _set_aside(aside, choice, steps)
    rows += _looked_for(report, choice)
    return tuple(rows)


def groups_in(report: CandourReport) -> tuple[Group, ...]:
    """The groups of which something was found, in their order."""
    found = {finding.group for finding in (*report.open, *report.dismissed)}
    return tuple(group for group in Group if group in found)


# -- the parts ------------------------------------------------------------------------------------


def _step(
    report: CandourReport, choice: Choice, page: str, name: str, here: Sequence[CaseFinding]
) -> Iterator[FindingRow]:
    count = counted(len(here), "question") if here else ""
    yield FindingRow(RowKind.STEP, f"step {page}", name, aside=count)
    if not here:
        yield FindingRow(RowKind.NOTE, f"none {page}", _nothing_in(report, page), step=name)
    numbers: Counter[str] = Counter()
    alike = Counter(finding.rule for finding in here if _can_fold(finding))
    folded: set[str] = set()
    for finding in here:
        if not (_can_fold(finding) and alike[finding.rule] > FEW):
            yield from _one(finding, choice, numbers, name)
        elif finding.rule not in folded:
            folded.add(finding.rule)
            those = [each for each in here if each.rule == finding.rule and _can_fold(each)]
            yield from _fold(those, choice, numbers, name)


def _can_fold(finding: CaseFinding) -> bool:
    return finding.group is None and len(finding.things) == 1


def _fold(
    those: Sequence[CaseFinding], choice: Choice, numbers: Counter[str], step: str
) -> Iterator[FindingRow]:
    first = those[0]
    row_id = f"fold {first.page} {first.rule}"
    is_open = row_id in choice.opened
    is_shared = len({finding.question for finding in those}) == 1
    yield FindingRow(
        RowKind.FOLD,
        row_id,
        first.question if is_shared else first.message,
        first.message if is_shared else "",
        aside=f"{len(those):,} places",
        step=step,
        is_open=is_open,
    )
    if is_open:
        for finding in those:
            row = _row(finding, numbers, step)
            title = row.where if is_shared else row.title
            yield replace(
                row,
                title=capital(title),
                before="",
                where="" if is_shared else row.where,
                depth=1,
            )


def _one(
    finding: CaseFinding, choice: Choice, numbers: Counter[str], step: str
) -> Iterator[FindingRow]:
    row = _row(finding, numbers, step)
    if len(finding.things) < 2:
        yield row
        return
    is_open = row.id in choice.opened
    yield replace(row, aside=f"{len(finding.things):,} places", is_open=is_open)
    if is_open:
        for number, thing in enumerate(finding.things):
            yield FindingRow(
                RowKind.THING,
                f"{row.id} {number}",
                capital(thing.place),
                step=step,
                depth=1,
                finding=finding,
                thing=thing,
            )


def _row(finding: CaseFinding, numbers: Counter[str], step: str) -> FindingRow:
    key = " ".join(finding.key)
    numbers[key] += 1
    before, words, after = _in_sentence(finding, numbers[key])
    thing = finding.things[0] if len(finding.things) == 1 else None
    group = [] if finding.group is None else [GROUP_WORDS[finding.group]]
    where = [] if thing is None else [capital(thing.place)]
    return FindingRow(
        RowKind.FINDING,
        f"{key} {numbers[key]}",
        finding.question or finding.message,
        before,
        words,
        after,
        " · ".join((*where, *group)),
        step=step,
        finding=finding,
        thing=finding.things[0] if finding.things else None,
    )


def _set_aside(
    findings: Sequence[CaseFinding], choice: Choice, steps: Mapping[str, str]
) -> Iterator[FindingRow]:
    if not findings:
        return
    is_open = SET_ASIDE in choice.opened
    count = f"{len(findings):,}"
    yield FindingRow(
        RowKind.FOLD,
        SET_ASIDE,
        "Set aside",
        "With the reasons you gave. No document shows them.",
        aside=count,
        is_open=is_open,
    )
    if is_open:
        numbers: Counter[str] = Counter()
        for finding in findings:
            row = _row(finding, numbers, steps.get(finding.page, finding.page))
            reason = "" if finding.dismissal is None else finding.dismissal.reason
            yield replace(row, id=f"aside {row.id}", reason=" ".join(reason.split()), depth=1)


def _looked_for(report: CandourReport, choice: Choice) -> Iterator[FindingRow]:
    is_open = LOOKED_AT in choice.opened
    yield FindingRow(
        RowKind.FOLD,
        LOOKED_AT,
        "What is looked for",
        "In the words of a text, and in how the parts of a case stand together.",
        aside=f"{len(report.looked_for):,}",
        is_open=is_open,
    )
    if is_open:
        for number, phrase in enumerate(report.looked_for):
            yield FindingRow(RowKind.NOTE, f"looked {number}", capital(phrase), depth=1)


# -- words ----------------------------------------------------------------------------------------


def _nothing_in(report: CandourReport, page: str) -> str:
    """What was looked for in a step where nothing was found."""
    texts, structure = report.texts.get(page, 0), report.structure.get(page, ())
    said = "Nothing is written here yet."
    if texts:
        said = f"Nothing was found here in the words of {counted(texts, 'text')}."
    return f"{said} Looked for: {', '.join(structure)}." if structure else said


def _nothing_of(report: CandourReport, choice: Choice) -> str:
    if choice.group is not None:
        looked: Iterable[str] = (LOOKED_FOR[choice.group],)
    elif choice.asked is Asked.WORDS:
        looked = LOOKED_FOR.values()
    else:
        looked = (phrase for phrases in report.structure.values() for phrase in phrases)
    return f"Nothing was found. Looked for: {'; '.join(looked)}."


def _in_sentence(finding: CaseFinding, number: int) -> tuple[str, str, str]:
    """What stands before the marked words in their sentence, the words, what stands after."""
    if finding.finding is None:
        return finding.message if finding.question else "", "", ""
    sentence, words = _flat(finding.finding.sentence), _flat(finding.words)
    at = -1
    for _ in range(number):
        following = sentence.find(words, at + 1)
        at = following if following >= 0 else at
    if at < 0:
        return "", words, ""
    before, after = sentence[:at], sentence[at + len(words) :]
    if len(before) > _BEFORE:
        before = f"… {before[-_BEFORE:].partition(' ')[2]}"
    if len(after) > _AFTER:
        after = f"{after[:_AFTER].rpartition(' ')[0]} …"
    return before, words, after


def _flat(text: str) -> str:
    return " ".join(text.split())
