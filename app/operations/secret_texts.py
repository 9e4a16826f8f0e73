"""What no document may hold: names, and every private text of the casebook."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import get_args

from app.casebook import Casebook, Drafts
from app.domain.audiences import Audience, AudienceChoice
from app.domain.candour.dismissals import Dismissal, own_words
from app.domain.drafted import KIND_NAMES, Draft, Statement
from app.domain.drafts import Bookmark, Case, CaseKind, Entry
from app.domain.leaks import PrivateText, Secrets
from app.domain.people import NameAnswer
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import CorrectiveAction
from app.domain.publication import Publication
from app.domain.trust.pieces import prose
from app.domain.wording import Wording
from app.operations import people
from app.operations.practice import fair_accounts

_PULLED_IN = (Entry, Factor, CorrectiveAction)
"""What a trust case takes over from an incident case, where it may be public."""

_LEAST_WORDS = 4
"""Shorter answers in a trust case may stand anywhere by chance."""

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
    if of_trust:
        private = (*private, *_texts_of_trust(casebook, of_trust))
    return Secrets(named, private, answers, tuple(heard))


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


def _texts_of_trust(casebook: Casebook, of_trust: Sequence[Case]) -> Iterator[PrivateText]:
    """Every text of the trust cases of a casebook, but for what its incident cases say openly."""
    public = _Public(casebook)
    with casebook.drafts() as drafts:
        for case, kind in product(of_trust, _OF_TRUST):
            place = f"{_article(KIND_NAMES[kind])} of a trust case, private for these readers"
            for row in [case] if kind is Case else drafts.of_case(kind, case.id):
                for text in prose(row):
                    if kind not in _PULLED_IN or text not in public:
                        yield PrivateText(text, place, _LEAST_WORDS)


class _Public:
    """What the incident cases of a casebook say openly, which a trust case may have taken over.

    It takes over what documents show, with roles in place of names, or a published version.
    """

    def __init__(self, casebook: Casebook) -> None:
        with casebook.drafts() as drafts:
            incidents = [case for case in drafts.cases() if case.kind is CaseKind.INCIDENT]
        self._texts: set[str] = set()
        self._published: list[str] = []
        for case in incidents:
            known = people.people_of(casebook, case.id)
            with casebook.drafts() as drafts:
                answers = tuple(drafts.of_case(NameAnswer, case.id))
                texts = list(_open_texts(drafts, case.id))
                self._published += [
                    _plain(one.text) for one in drafts.of_case(Publication, case.id)
                ]
            wording = Wording(Secrets(known.known_names, (), answers))
            self._texts.update(texts, map(wording.text, texts))

    def __contains__(self, text: str) -> bool:
        return text in self._texts or any(_plain(text) in each for each in self._published)


def _open_texts(drafts: Drafts, case_id: str) -> Iterator[str]:
    for kind in _PULLED_IN:
        for row in drafts.of_case(kind, case_id):
            if not getattr(row, "private", False):
                yield from prose(row)


def _plain(text: str) -> str:
    """Without the escapes of Markdown, and with single spaces."""
    return " ".join(text.replace("\\", "").split())


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
