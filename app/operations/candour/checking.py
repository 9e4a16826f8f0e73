"""What the candour check asks about a case: its words, and how its parts stand together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import get_args
from weakref import WeakKeyDictionary

from app.casebook import Casebook, Drafts
from app.casebook import people as stored
from app.casebook.rows import table_of
from app.domain.candour.case_findings import CaseFinding, DraftedText, Thing, key_of
from app.domain.candour.dismissals import Dismissal
from app.domain.candour.findings import LOOKED_FOR, Finding, Scope
from app.domain.candour.places import PAGE_ORDER
from app.domain.drafted import Draft
from app.domain.drafts import Case, CaseKind, Entry
from app.domain.people import UNKNOWN_ROLE, KnownName
from app.domain.practice.accounts import FairAccount
from app.domain.practice.context import DecisionPoint
from app.domain.practice.response import DrasticAction
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.domain.trust.repairs import Repair
from app.lint.checker import Checker
from app.lint.rules import RuleSet
from app.lint.structure.record import StructuralRule
from app.lint.structure.rules import structural_findings, structural_rules
from app.operations import candour_rules
from app.operations.candour.record import record_in
from app.operations.candour.texts import texts_of
from app.operations.now import now_us

QUIET = NoProgress()

TABLES = frozenset({"items", *map(table_of, get_args(Draft))})
"""What a report follows from; it is to be asked for again once one of them changes."""

_A_FEW = 50


@dataclass(frozen=True, slots=True)
class CandourReport:
    """What is asked about a case, and what a person set aside, page by page.

    ``looked_for`` says what was looked for, whether or not it was found; ``broken`` are sentences
    about files of rules that cannot be read and therefore were left out. ``texts`` is how many
    texts of each page were read, ``structure`` what else was looked for there. ``past`` are
    dismissals of what is not found any more; each counts again once its words are back.
    """

    open: tuple[CaseFinding, ...]
    dismissed: tuple[CaseFinding, ...]
    looked_for: tuple[str, ...]
    broken: tuple[str, ...] = ()
    texts: Mapping[str, int] = field(default_factory=dict)
    structure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    past: tuple[Dismissal, ...] = ()


def report(
    casebook: Casebook, case_id: str, today: date, progress: Progress = QUIET
) -> CandourReport:
    """Check all of a case as it stands.

    Raises `NotFoundError`, `RuleFileError` where the folder of own rules cannot be read, and
    `CancelledError` where nobody waits any more.
    """
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        ready = _ready_for(casebook, drafts, case_id)
        texts = texts_of(drafts, case)
        record = record_in(drafts, case_id, today, now_us())
        dismissed = {key_of(one): one for one in drafts.of_case(Dismissal, case_id)}
    found = [
        *structural_findings(record, ready.checker),
        *_in_words(ready, texts, progress),
    ]
    marked = [replace(each, dismissal=dismissed.get(each.key)) for each in _in_order(found, texts)]
    return CandourReport(
        tuple(each for each in marked if each.dismissal is None),
        tuple(each for each in marked if each.dismissal is not None),
        _looked_for(ready, case.kind),
        tuple(str(error) for error in candour_rules.broken()),
        Counter(text.page for text in texts),
        _by_page(structural_rules(ready.checker, case.kind)),
        tuple(dismissed[key] for key in dismissed.keys() - {each.key for each in marked}),
    )


def checker_for(casebook: Casebook, case_id: str) -> Checker:
    """The rules of this installation, with the names and roles of a case. Cheap to ask for again.

    Raises `NotFoundError`, and `RuleFileError` as `report` does.
    """
    with casebook.drafts() as drafts:
        drafts.get(Case, case_id)
        return _ready_for(casebook, drafts, case_id).checker


# -- the checker of a case ------------------------------------------------------------------------


@dataclass(slots=True)
class _Ready:
    """A checker for a case, what it was made of, and what it found in each text last time."""

    rules: RuleSet
    people: tuple[tuple[KnownName, ...], tuple[str, ...]]
    checker: Checker
    found: Mapping[tuple[str, Scope], Sequence[Finding]] = field(default_factory=dict)


_READY: WeakKeyDictionary[Casebook, _Ready] = WeakKeyDictionary()
"""The last one of each open casebook: it remembers texts, so it goes when the casebook does."""
_MAKING = Lock()


def _ready_for(casebook: Casebook, drafts: Drafts, case_id: str) -> _Ready:
    rules, people = candour_rules.rules(), _people(drafts, case_id)
    with _MAKING:
        ready = _READY.get(casebook)
        if ready is None or ready.rules is not rules or ready.people != people:
            ready = _READY[casebook] = _Ready(rules, people, _compiled(rules).knowing(*people))
        return ready


@lru_cache(maxsize=1)
def _compiled(rules: RuleSet) -> Checker:
    """The rules without the people of any case: to make them ready takes a second or more."""
    return Checker(rules)


def _people(drafts: Drafts, case_id: str) -> tuple[tuple[KnownName, ...], tuple[str, ...]]:
    """Every known name, and the roles of the case: of its people, and wherever one is asked for."""
    people = stored.people_of(drafts.connection, case_id)
    told = {
        *(people.label(person_id) for person_id in people.in_case),
        *(entry.known_by.strip() for entry in drafts.of_case(Entry, case_id)),
        *(point.role.strip() for point in drafts.of_case(DecisionPoint, case_id)),
        *(action.owner.strip() for action in drafts.of_case(DrasticAction, case_id)),
        *(account.role.strip() for account in drafts.of_case(FairAccount, case_id)),
        *(repair.owner.strip() for repair in drafts.of_case(Repair, case_id)),
        *(repair.asked_of.strip() for repair in drafts.of_case(Repair, case_id)),
    }
    return people.all_names, tuple(sorted(told - {"", UNKNOWN_ROLE}))


# -- findings -------------------------------------------------------------------------------------


def _in_words(
    ready: _Ready, texts: Sequence[DraftedText], progress: Progress
) -> Iterator[CaseFinding]:
    known, found = ready.found, dict[tuple[str, Scope], Sequence[Finding]]()
    for number, text in enumerate(texts):
        if number % _A_FEW == 0:
            stop_if_cancelled(progress)
            progress.report(number, len(texts), "Reading what was drafted")
        key = text.text, text.scope
        found[key] = known[key] if key in known else ready.checker.check(*key)
        yield from (_in_case(finding, text) for finding in found[key])
    ready.found = found


def _in_case(finding: Finding, text: DraftedText) -> CaseFinding:
    return CaseFinding(
        rule=finding.rule,
        message=finding.message,
        question=finding.question,
        page=text.page,
        things=(Thing(text.target_id, text.page, text.place),),
        part=text.part,
        words=finding.text,
        context=finding.sentence,
        group=finding.group,
        finding=finding,
    )


def _in_order(found: Iterable[CaseFinding], texts: Sequence[DraftedText]) -> list[CaseFinding]:
    """Page by page; first what is about no single thing, then thing by thing."""
    place = {text.target_id: at for at, text in reversed(list(enumerate(texts)))}

    def key(finding: CaseFinding) -> tuple[int, int]:
        at = place.get(finding.things[0].id, len(place)) if finding.things else -1
        return PAGE_ORDER.index(finding.page), at

    return sorted(found, key=key)


def _looked_for(ready: _Ready, kind: CaseKind) -> tuple[str, ...]:
    groups = {rule.group for rule in ready.rules.rules}
    in_words = (words for group, words in LOOKED_FOR.items() if group in groups)
    return (*in_words, *(rule.looked_for for rule in structural_rules(ready.checker, kind)))


def _by_page(rules: Iterable[StructuralRule]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for rule in rules:
        found[rule.page] += (rule.looked_for,)
    return dict(found)
