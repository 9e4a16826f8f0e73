"""What no document may hold: names, and every private text of the casebook."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import get_args

from app.casebook import Casebook, Drafts, evidence
from app.casebook.sharing import SharedDrafts
from app.domain.audiences import Audience, AudienceChoice
from app.domain.candour.dismissals import Dismissal, own_words
from app.domain.drafted import KIND_NAMES, Draft, Statement
from app.domain.drafts import Bookmark, Case, CaseKind
from app.domain.folding import folded
from app.domain.leaks import PrivateText, Secrets
from app.domain.people import NameAnswer
from app.domain.practice.accounts import FairAccount
from app.domain.publication import Publication
from app.domain.trust.apology import Apology
from app.domain.trust.pieces import prose
from app.domain.wording import Wording
from app.operations import people
from app.operations.practice import fair_accounts

_SHORT = 3
_OF_TRUST: tuple[type[Draft], ...] = (*get_args(Statement), AudienceChoice, Bookmark)


def secrets_of(
    casebook: Casebook,
    case_id: str,
    audience: Audience = Audience.ENGINEERS,
    heard: Collection[str] = (),
) -> Secrets:
    """What no document of a case may hold for an audience: names, and everything private.

    Private words of the whole casebook count: a trust case may stand beside its incident. All
    that a trust case holds is private, but for ``heard``, the texts that the readers of this
    document were chosen for.
    """
    known = people.people_of(casebook, case_id)
    named = known.known_names if audience is Audience.ENGINEERS else known.all_names
    with casebook.drafts() as drafts:
        of_trust = [case for case in drafts.cases() if case.kind is CaseKind.TRUST]
        private = tuple(_private_texts(drafts))
        answers = tuple(drafts.of_case(NameAnswer, case_id))
    if not of_trust:
        return Secrets(named, private, answers)
    withheld = tuple(_withheld(casebook, of_trust))
    apologies = _sentences_of_apologies(casebook)
    says_sorry = re.compile("|".join(map(re.escape, apologies)) or r"\Z.")
    open_texts = [text for text in _open_texts(casebook) if not says_sorry.search(_plain(text))]
    return Secrets(named, private, answers, withheld, (*heard, *open_texts))


def _sentences_of_apologies(casebook: Casebook) -> list[str]:
    """What apologies say, which makes no other text open: they stand in a document of their own."""
    with casebook.drafts() as drafts:
        texts = [text for apology in drafts.all(Apology) for text in prose(apology)]
    sentences = (part for text in texts for part in re.split(r"(?<=[.!?])\s+|\n+", text))
    return [_plain(one) for one in sentences if len(one.split()) > _SHORT]


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


def _private_texts(drafts: Drafts) -> Iterator[PrivateText]:
    titles = {case.id: case.title for case in drafts.cases()}
    for case in drafts.cases():
        if case.private_notes.strip():
            yield PrivateText(case.private_notes, f"the private notes of “{case.title}”")
    for entry in drafts.private_entries():
        yield PrivateText(entry.text, f"a private entry of “{titles[entry.case_id]}”")
    yield from fair_accounts.kept_words(drafts)
    for dismissal in drafts.all(Dismissal):
        if own := own_words(dismissal):
            title = titles[dismissal.case_id]
            yield PrivateText(own, f"why a finding was dismissed in “{title}”")


def _withheld(casebook: Casebook, of_trust: Sequence[Case]) -> Iterator[PrivateText]:
    """Every text of the trust cases of a casebook."""
    with casebook.drafts() as drafts:
        for case, kind in product(of_trust, _OF_TRUST):
            place = f"{_article(KIND_NAMES[kind])} of a trust case, private for these readers"
            for row in [case] if kind is Case else drafts.of_case(kind, case.id):
                yield from (PrivateText(text, place) for text in prose(row))


def _open_texts(casebook: Casebook) -> Iterator[str]:
    """What a casebook says openly: its incident cases, and all evidence that shown things cite.

    A trust case takes over from an incident what documents show, with roles in place of names, or
    a published version, and quotes the same evidence.
    """
    for case in _incidents(casebook):
        known = people.people_of(casebook, case.id)
        with casebook.drafts() as drafts:
            answers = tuple(drafts.of_case(NameAnswer, case.id))
            texts = list(_texts_of_incident(drafts, case))
            yield from (version.text for version in drafts.of_case(Publication, case.id))
        yield from texts
        yield from map(Wording(Secrets(known.known_names, (), answers)).text, texts)
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        for one in shared.all(Case):
            cited = evidence.cited_items(connection, shared.citations(one.id))
            yield from (item.quote for item in cited.values())


def _incidents(casebook: Casebook) -> list[Case]:
    with casebook.drafts() as drafts:
        return [case for case in drafts.cases() if case.kind is CaseKind.INCIDENT]


def _texts_of_incident(drafts: Drafts, case: Case) -> Iterator[str]:
    yield from prose(replace(case, private_notes=""))
    for kind in get_args(Statement):
        if kind in {Case, FairAccount}:
            continue
        for row in drafts.of_case(kind, case.id):
            if not getattr(row, "private", False):
                yield from prose(row)


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
