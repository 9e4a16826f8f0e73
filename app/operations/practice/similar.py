"""Earlier cases of similar shape: what the casebook offers, and what a person links.

Only what documents may show is compared, and known names are taken out before: a private entry or
a name can be no reason. Trust cases are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.casebook import Casebook
from app.casebook.sharing import SharedDrafts
from app.domain.drafts import Case, CaseKind, Entry, new_id
from app.domain.errors import InvalidInputError
from app.domain.names import NameFinder
from app.domain.practice.chain import Factor
from app.domain.practice.lessons import CaseLink
from app.domain.practice.similarity import CaseShape, Likeness, likenesses
from app.operations import drafting, people


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A case that is like the one in hand, or was linked to it.

    ``reasons`` say what is alike; a ``link`` is there where a person made one.
    """

    case: Case
    reasons: tuple[str, ...]
    question: str = ""
    link: CaseLink | None = None


def similar(casebook: Casebook, case_id: str) -> list[SimilarCase]:
    """The linked cases, then what is like this one in something, the closest first.

    Only incidents that did not begin after this one. Raises `NotFoundError`.
    """
    cases, shapes = _shapes(casebook, case_id)
    links = {one.other_id: one for one in drafting.of_case(casebook, CaseLink, case_id)}
    others = [shape for other, shape in shapes.items() if other != case_id]
    found = likenesses(shapes[case_id], others)
    found += [Likeness(other, ()) for other in links.keys() - {one.case_id for one in found}]
    offered = [
        SimilarCase(cases[one.case_id], one.reasons, one.question, links.get(one.case_id))
        for one in found
        if one.case_id in links or _not_later(cases[one.case_id], cases[case_id])
    ]
    return sorted(offered, key=lambda one: one.link is None)


def linked(casebook: Casebook, case_id: str) -> list[tuple[CaseLink, Case]]:
    """The links of a case, each with the case it points at."""
    with casebook.drafts() as drafts:
        return [
            (link, drafts.get(Case, link.other_id)) for link in drafts.of_case(CaseLink, case_id)
        ]


def link(casebook: Casebook, case_id: str, other_id: str, why: str) -> CaseLink:
    """Link an earlier case and say in what it is similar; a link that is there is changed.

    Raises `InvalidInputError` without a reason, for the case itself and for one that is no
    incident, `NotFoundError`.
    """
    if not why.strip():
        raise InvalidInputError("Say in what the two cases are similar; the review shows it.")
    with casebook.edit("Link earlier case", case_id) as edit:
        other = edit.get(Case, other_id)
        if other_id == case_id or other.kind is not CaseKind.INCIDENT:
            raise InvalidInputError("Only another incident case can be linked as similar.")
        present = [one for one in edit.of_case(CaseLink, case_id) if one.other_id == other_id]
        if present:
            made = replace(present[0], why=why.strip())
            edit.save(made)
        else:
            made = CaseLink(new_id(), case_id, other_id, why.strip())
            edit.add(made)
    return made


def unlink(casebook: Casebook, case_id: str, link_id: str) -> None:
    """Take a link away. Raises `NotFoundError`."""
    drafting.remove(casebook, CaseLink, case_id, [link_id], "Remove link to earlier case")


def _not_later(other: Case, this: Case) -> bool:
    if other.started_us is None or this.started_us is None:
        return True
    return other.started_us <= this.started_us


def _shapes(casebook: Casebook, case_id: str) -> tuple[dict[str, Case], dict[str, CaseShape]]:
    finder = NameFinder(people.people_of(casebook, case_id).all_names)
    with casebook.read_shared() as connection:
        shared = SharedDrafts(connection)
        cases = {one.id: one for one in shared.all(Case) if one.kind is CaseKind.INCIDENT}
        cases[case_id] = shared.case(case_id)
        material = {each: (shared.of_case(Factor, each), shared.entries(each)) for each in cases}
    return cases, {
        each: _shape(cases[each], factors, entries, finder)
        for each, (factors, entries) in material.items()
    }


def _shape(
    case: Case, factors: list[Factor], entries: Iterable[Entry], finder: NameFinder
) -> CaseShape:
    said = (case.title, case.summary, case.impact)
    drafted = (text for factor in factors for text in (factor.text, factor.why_open))
    texts = (*said, *drafted, *(entry.text for entry in entries))
    return CaseShape(
        case.id,
        case.incident_class,
        tuple(factors),
        tuple(_without_names(text, finder) for text in texts if text.strip()),
    )


def _without_names(text: str, finder: NameFinder) -> str:
    for mention in reversed(finder.find(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text
