"""What two readers hear of a trust case, side by side: where the story gets cleaner on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafted import Draft
from app.domain.drafts import Certainty
from app.domain.trust.account import GroupStatement
from app.domain.trust.pieces import READER_WORDS, WORDED, worded

Hedges = Callable[[str], bool]
"""Whether a text leaves something open, such as “probably”."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One piece as two readers hear it; None where these readers do not get it.

    ``marks`` say where the two part, a few words each.
    """

    piece: Draft
    first: str | None
    second: str | None
    marks: tuple[str, ...] = ()


def beside(
    pieces: Iterable[Draft],
    shown: Mapping[str, Sequence[AudienceChoice]],
    first: Audience,
    second: Audience,
    hedges: Hedges,
) -> tuple[Beside, ...]:
    """The pieces that at least one of two readers gets, in the order given.

    Only pieces that are told in words of their own are compared (`WORDED`).
    """
    found = []
    for piece in pieces:
        if not (field := WORDED.get(type(piece), "")):
            continue
        wordings = {each.audience: each.wording for each in shown.get(piece.id, ())}
        heard = {
            each: str(getattr(worded(piece, wording), field)).strip()
            for each, wording in wordings.items()
        }
        if first in heard or second in heard:
            marks = _marks(piece, str(getattr(piece, field)), heard, (first, second), hedges)
            found.append(Beside(piece, heard.get(first), heard.get(second), tuple(marks)))
    return tuple(found)


def _marks(
    piece: Draft,
    record: str,
    heard: Mapping[Audience, str],
    readers: tuple[Audience, Audience],
    hedges: Hedges,
) -> Iterable[str]:
    here = [each for each in readers if each in heard]
    if len(here) == 1:
        yield f"only {READER_WORDS[here[0]]}"
        if isinstance(piece, GroupStatement) and piece.dissent:
            yield "dissent"
    elif heard[readers[0]] != heard[readers[1]]:
        yield "worded differently"
    for each in here:
        if _is_surer(piece, record, heard[each], hedges):
            yield f"the doubt is missing for {READER_WORDS[each]}"


def _is_surer(piece: Draft, record: str, wording: str, hedges: Hedges) -> bool:
    certainty = getattr(piece, "certainty", Certainty.UNJUDGED)
    if certainty is Certainty.CONFIRMED or wording == record.strip():
        return False
    return hedges(record) and not hedges(wording)


def questions(found: Sequence[Beside], first: Audience, second: Audience) -> tuple[str, ...]:
    """What is asked where the two versions part."""
    asked = []
    names = {each: READER_WORDS[each] for each in (first, second)}
    only_second = [each for each in found if each.first is None]
    if only_second:
        asked.append(
            f"What {names[second]} {_hears(second)} and {names[first]} {_does_not(first)}: is that "
            "left out on purpose, or only not chosen yet?"
        )
    if any(each.first is not None and each.second is None for each in found):
        asked.append(
            f"What {names[first]} {_hears(first)} and {names[second]} {_does_not(second)}: what "
            f"would {names[second]} say to it?"
        )
    if any(mark.startswith("the doubt") for each in found for mark in each.marks):
        asked.append("Where the record leaves something open, what of the doubt do readers get?")
    if any("worded differently" in each.marks for each in found):
        asked.append("Would each of them call the other's wording true?")
    return tuple(asked)


def _hears(readers: Audience) -> str:
    return "hear" if readers is Audience.OUTSIDE else "hears"


def _does_not(readers: Audience) -> str:
    return "do not" if readers is Audience.OUTSIDE else "does not"
