"""Fair accounts: whether those who responded call what the draft says of their part fair."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.casebook import Casebook, Drafts, Edit
from app.casebook import people as stored
from app.domain.drafts import Case, Entry, new_id
from app.domain.errors import InvalidInputError
from app.domain.leaks import PrivateText, Secrets
from app.domain.moments import zone_named
from app.domain.people import NameAnswer
from app.domain.practice import fair_accounts as rules
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor
from app.domain.practice.context import DecisionPoint
from app.domain.practice.fair_accounts import Passage, Told
from app.domain.practice.lessons import Lesson
from app.domain.practice.response import DrasticAction
from app.domain.practice.role_words import same_role
from app.domain.timeline import with_citations
from app.domain.wording import Wording
from app.operations import drafting


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one responder, as it stands now; ``role`` is what they are called now."""

    account: FairAccount
    role: str
    passages: tuple[Passage, ...]


def pages(casebook: Casebook, case_id: str) -> list[Page]:
    """The page of each responder, by role."""
    with casebook.drafts() as drafts:
        people = stored.people_of(drafts.connection, case_id)
        accounts = drafts.of_case(FairAccount, case_id)
        told = _told(drafts, case_id)
        answers = tuple(drafts.of_case(NameAnswer, case_id))
    zone = zone_named(told.case.zone)
    finder = rules.finder_of(people, accounts, told)
    worded = cache(Wording(Secrets(people.all_names, (), answers)).text)  # each page asks again
    made = []
    for account in accounts:
        role = rules.role_of(account, people)
        made.append(Page(account, role, rules.passages_about(role, told, finder, worded, zone)))
    return sorted(made, key=lambda page: (page.role.casefold(), page.account.id))


def proposed(casebook: Casebook, case_id: str) -> list[tuple[str, str]]:
    """Who has a role in the case and no page yet: person ids with their roles."""
    with casebook.drafts() as drafts:
        people = stored.people_of(drafts.connection, case_id)
        return rules.proposed(people, drafts.of_case(FairAccount, case_id))


def add_proposed(casebook: Casebook, case_id: str, person_ids: Sequence[str]) -> int:
    """Make a page for those of the proposed who were chosen; returns how many."""
    with casebook.edit("Add fair-account pages", case_id) as edit:
        people = stored.people_of(edit.connection, case_id)
        wanted = [
            (person_id, role)
            for person_id, role in rules.proposed(people, edit.of_case(FairAccount, case_id))
            if person_id in person_ids
        ]
        for person_id, role in wanted:
            edit.add(FairAccount(new_id(), case_id, role, person_id))
    return len(wanted)


def add(casebook: Casebook, case_id: str, role: str) -> FairAccount:
    """Make a page for a role by hand, of the person who bears it where there is one.

    Raises `InvalidInputError` without a role, or where that role has a page.
    """
    role = " ".join(role.split())
    if not role:
        raise InvalidInputError("Write the role of the responder, such as “on-call engineer A”.")
    with casebook.edit("Add fair-account page", case_id) as edit:
        _none_yet(edit, case_id, role)
        people = stored.people_of(edit.connection, case_id)
        bearers = [one for one in people.in_case if same_role(people.label(one)) == same_role(role)]
        account = FairAccount(new_id(), case_id, role, bearers[0] if len(bearers) == 1 else "")
        edit.add(account)
    return account


def answer(
    casebook: Casebook,
    case_id: str,
    account_id: str,
    verdict: Verdict,
    now_us: int | None = None,
) -> None:
    """Keep what a responder answered, and when; asking again forgets no words of theirs.

    Raises `NotFoundError`.
    """
    moment = time.time_ns() // 60_000_000_000 * 60_000_000 if now_us is None else now_us
    with casebook.edit("Answer of a responder", case_id) as edit:
        account = edit.get(FairAccount, account_id)
        asked, answered = account.asked_us, account.answered_us
        if verdict is Verdict.NOT_ASKED:
            asked = answered = None
        elif verdict is Verdict.ASKED:
            asked, answered = asked or moment, None
        else:
            asked, answered = asked or moment, answered or moment
        edit.save(replace(account, verdict=verdict, asked_us=asked, answered_us=answered))


def remove(casebook: Casebook, case_id: str, account_id: str) -> None:
    """Take a page away. Raises `NotFoundError`."""
    drafting.remove(casebook, FairAccount, case_id, [account_id], "Remove fair-account page")


def kept_words(drafts: Drafts) -> list[PrivateText]:
    """What responders said in their own words without consent, in the whole casebook."""
    return [
        PrivateText(account.words, "the words of a responder, which they keep private")
        for account in drafts.all(FairAccount)
        if account.words.strip() and not account.consent
    ]


def _told(drafts: Drafts, case_id: str) -> Told:
    cited = drafting.cited_in(drafts, case_id)
    hanging = [item for items in cited.values() for item in items]
    shown = [entry for entry in drafts.of_case(Entry, case_id) if not entry.private]
    return Told(
        case=drafts.get(Case, case_id),
        entries=with_citations(shown, hanging),
        decisions=drafts.of_case(DecisionPoint, case_id),
        actions=drafts.of_case(DrasticAction, case_id),
        factors=drafts.of_case(Factor, case_id),
        lessons=drafts.of_case(Lesson, case_id),
    )


def _none_yet(edit: Edit, case_id: str, role: str) -> None:
    people = stored.people_of(edit.connection, case_id)
    for account in edit.of_case(FairAccount, case_id):
        if same_role(rules.role_of(account, people)) == same_role(role):
            raise InvalidInputError(f"“{role}” has a page already.")
