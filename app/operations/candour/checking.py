"""What the candour check asks about a case: its words, and how its parts stand together."""

from __future__ import annotations

import time
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
from app.domain.candour.findings import LOOKED_FOR, Finding
from app.domain.candour.places import PAGE_ORDER
from app.domain.drafted import Draft
from app.domain.drafts import Case, CaseKind, Entry
from app.domain.people import UNKNOWN_ROLE, KnownName
from app.domain.practice.accounts import FairAccount
from app.domain.practice.context import DecisionPoint
from app.domain.practice.response import DrasticAction
from app.domain.progress import NoProgress, Progress, stop_if_cancelled
from app.lint.checker import Checker
from app.lint.rules import RuleSet
from app.lint.structure.record import StructuralRule
from app.lint.structure.rules import structural_findings, structural_rules
from app.operations import candour_rules
from app.operations.candour.record import record_in
from app.operations.candour.texts import texts_of

QUIET = NoProgress()

TABLES = frozenset({"items", *map(table_of, get_args(Draft))})
"""What a report follows from; it is to be asked for again once one of them changes."""

_A_FEW = 50


@dataclass(frozen=True, slots=True)
class CandourReport:
    """What is asked about a case, and what a person set aside, page by page.

    ``looked_for`` says what was looked for, whether or not it was found; ``broken`` are sentences
    about files of rules that cannot be read and therefore were left out. ``texts`` is how many
    texts of each page were read, ``structure`` what else was looked for there.
    """

    open: tuple[CaseFinding, ...]
    dismissed: tuple[CaseFinding, ...]
    looked_for: tuple[str, ...]
    broken: tuple[str, ...] = ()
    texts: Mapping[str, int] = field(default_factory=dict)
    structure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def report(
    casebook: Casebook, case_id: str, today: date, progress: Progress = QUIET
) -> CandourReport:
    """Check all of a case as it stands.

    Raises `NotFoundError`, `RuleFileError` where the folder of own rules cannot be read, and
    `CancelledError` where nobody waits any more.
    """
    rules = candour_rules.rules()
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        checker = _checker(casebook, drafts, case_id, rules)
        texts = texts_of(drafts, case)
        record = record_in(drafts, case_id, today, time.time_ns() // 1000)
        dismissed = {key_of(one): one for one in drafts.of_case(Dismissal, case_id)}
    found = [
        *structural_findings(record, checker),
        *_in_words(checker, texts, progress),
    ]
    marked = [replace(each, dismissal=dismissed.get(each.key)) for each in _in_order(found, texts)]
    return CandourReport(
        tuple(each for each in marked if each.dismissal is None),
        tuple(each for each in marked if each.dismissal is not None),
        _looked_for(rules, checker, case.kind),
        tuple(str(error) for error in candour_rules.broken()),
        Counter(text.page for text in texts),
        _by_page(structural_rules(checker, case.kind)),
    )


def checker_for(casebook: Casebook, case_id: str) -> Checker:
    """The rules of this installation, with the names and roles of a case. Cheap to ask for again.

    Raises `NotFoundError`, and `RuleFileError` as `report` does.
    """
    rules = candour_rules.rules()
    with casebook.drafts() as drafts:
        drafts.get(Case, case_id)
        return _checker(casebook, drafts, case_id, rules)


# -- the checker of a case ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    """A checker, and what it was made of."""

    rules: RuleSet
    names: tuple[KnownName, ...]
    roles: tuple[str, ...]
    checker: Checker


_MADE: WeakKeyDictionary[Casebook, _Made] = WeakKeyDictionary()
"""The last one of each open casebook: it remembers texts, so it goes when the casebook does."""
_MAKING = Lock()


def _checker(casebook: Casebook, drafts: Drafts, case_id: str, rules: RuleSet) -> Checker:
    people = stored.people_of(drafts.connection, case_id)
    labels = {people.label(person_id) for person_id in people.in_case} - {UNKNOWN_ROLE}
    names, roles = people.all_names, tuple(sorted(labels | _roles_told(drafts, case_id)))
    with _MAKING:
        made = _MADE.get(casebook)
        if made is None or made.rules is not rules or (made.names, made.roles) != (names, roles):
            checker = _ready(rules).knowing(names, roles)
            made = _MADE[casebook] = _Made(rules, names, roles, checker)
        return made.checker


@lru_cache(maxsize=1)
def _ready(rules: RuleSet) -> Checker:
    """The rules without the people of any case: to make them ready takes a second or more."""
    return Checker(rules)


def _roles_told(drafts: Drafts, case_id: str) -> set[str]:
    """The roles that people wrote where a role is asked for."""
    told = (
        *(entry.known_by for entry in drafts.of_case(Entry, case_id)),
        *(point.role for point in drafts.of_case(DecisionPoint, case_id)),
        *(action.owner for action in drafts.of_case(DrasticAction, case_id)),
        *(account.role for account in drafts.of_case(FairAccount, case_id)),
    )
    return {role.strip() for role in told} - {""}


# -- findings -------------------------------------------------------------------------------------


def _in_words(
    checker: Checker, texts: Sequence[DraftedText], progress: Progress
) -> Iterator[CaseFinding]:
    for number, text in enumerate(texts):
        if number % _A_FEW == 0:
            stop_if_cancelled(progress)
            progress.report(number, len(texts), "Reading what was drafted")
        for finding in checker.check(text.text, text.scope):
            yield _in_case(finding, text)


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


def _looked_for(rules: RuleSet, checker: Checker, kind: CaseKind) -> tuple[str, ...]:
    groups = {rule.group for rule in rules.rules}
    in_words = (words for group, words in LOOKED_FOR.items() if group in groups)
    return (*in_words, *(rule.looked_for for rule in structural_rules(checker, kind)))


def _by_page(rules: Iterable[StructuralRule]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for rule in rules:
        found[rule.page] += (rule.looked_for,)
    return dict(found)
