"""The shared account of the sample's trust case, what groups say of it, and two public sentences.

Thin on purpose: nothing stands yet on who was left unsupported, one paragraph cites nothing, the
engineers on call have not answered, and one claim is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafts import Certainty
from app.domain.moments import parse_typed, zone_named
from app.domain.trust.account import AccountPart, GroupVerdict
from app.domain.trust.claims import ClaimVerdict
from app.domain.trust.frame import AffectedGroup
from app.operations import drafting
from app.operations.sample_evidence import quoted
from app.operations.sample_story import ZONE
from app.operations.trust import account, claims, setting, showing

_TEAM, _LEADERSHIP = Audience.TEAM, Audience.LEADERSHIP


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A paragraph; ``cites`` are words of the review that was pulled in, each cited where found."""

    part: AccountPart
    text: str
    certainty: Certainty
    cites: tuple[str, ...] = ()
    shown: tuple[Audience, ...] = ()
    for_leadership: str = ""


_PARAGRAPHS = (
    _Sketch(
        AccountPart.EVENTS,
        "From about 10:05 until 11:03 on 10 February customers saw no delivery times at checkout. "
        "Support asked at 10:19 what to tell them, and was answered at 10:41.",
        Certainty.CONFIRMED,
        ("Customers began to see no delivery times at checkout",),
        (_TEAM, _LEADERSHIP),
    ),
    _Sketch(
        AccountPart.TECHNICAL,
        "Pages without delivery times asked again every 2 s. That probably kept the pool full.",
        Certainty.PROBABLE,
        ("asked again every 2 s",),
        (_TEAM, _LEADERSHIP),
        "Pages without delivery times asked again every 2 s. That kept the pool full.",
    ),
    _Sketch(
        AccountPart.ORGANISATIONAL,
        "Nobody had the task to read what support asked in the incident channel.",
        Certainty.PROBABLE,
        (),
        (_TEAM,),
    ),
    _Sketch(
        AccountPart.MISLED,
        "The update of 10:36 said “some customers”. Support saw nearly everybody.",
        Certainty.CONFIRMED,
        ("delivery times at checkout",),
        (_TEAM,),
    ),
    _Sketch(
        AccountPart.OVERLOADED,
        "The incident lead had the incident, the channel and the updates at the same time.",
        Certainty.UNJUDGED,
    ),
    _Sketch(
        AccountPart.UNKNOWN,
        "Where “some” in the update of 10:36 came from, and what it was checked against.",
        Certainty.UNJUDGED,
        (),
        (_TEAM,),
    ),
)
_NEUTRAL = "a colleague from the warehouse team"
_SAID = (
    "We were answered at 10:41, that is so. Until then nobody told us that nobody was reading.",
    "It was not “some”. We had said so at 10:12, in the same channel.",
)
_PUBLIC = (
    "On Tuesday some customers could not see delivery times. The cause was a release that had not "
    "been tested enough. Service was restored at 11:03. The team has taken steps."
)
_CLAIMS = (
    (
        "some customers could not see delivery times",
        ClaimVerdict.CONTRADICTED,
        "Support had 23 chats in ten minutes.",
        ("23 chats",),
    ),
    (
        "The cause was a release that had not been tested enough",
        ClaimVerdict.CONTRADICTED,
        "Lookups stayed slow after the rollback.",
        ("Lookups stayed slow",),
    ),
    ("Service was restored at 11:03", ClaimVerdict.SUPPORTED, "", ("11:03",)),
    ("The team has taken steps", ClaimVerdict.UNJUDGED, "", ()),
)


def add_account(casebook: Casebook, case_id: str) -> None:
    """Draft the account in a case with the sample's affected groups, and cite what is there."""
    setting.change(casebook, case_id, {"neutral": _NEUTRAL}, "Name the neutral person")
    made = [_write(casebook, case_id, sketch) for sketch in _PARAGRAPHS]
    misled = made[3]
    groups = {each.name: each.id for each in drafting.of_case(casebook, AffectedGroup, case_id)}
    _ask(casebook, case_id, groups, misled)
    _check(casebook, case_id)


def _write(casebook: Casebook, case_id: str, sketch: _Sketch) -> str:
    added = account.add(casebook, case_id, sketch.part, sketch.text)
    account.change(casebook, case_id, added.id, {"certainty": sketch.certainty})
    if spans := quoted(casebook, case_id, sketch.cites):
        drafting.cite(casebook, case_id, added.id, spans)
    for reader in sketch.shown:
        wording = sketch.for_leadership if reader is _LEADERSHIP else ""
        showing.show(casebook, case_id, added.id, reader, wording)
    return added.id


def _ask(casebook: Casebook, case_id: str, groups: dict[str, str], misled: str) -> None:
    asked_us = _instant("2026-02-18 15:00")
    if on_call := groups.get("Engineers on call"):
        account.ask(casebook, case_id, [on_call], asked_us)
    if shift := groups.get("Support shift"):
        whole = account.ask(casebook, case_id, [shift], asked_us)[0].id
        part = account.ask(casebook, case_id, [shift], asked_us, misled)[0].id
        came_us = _instant("2026-02-20 09:30")
        partly = {"verdict": GroupVerdict.PARTLY, "words": _SAID[0], "dissent": True}
        account.note_answer(casebook, case_id, whole, partly, came_us)
        true = {"verdict": GroupVerdict.TRUE, "words": _SAID[1]}
        account.note_answer(casebook, case_id, part, true, came_us)
        showing.show(casebook, case_id, part, _TEAM)


def _check(casebook: Casebook, case_id: str) -> None:
    statement = claims.add(casebook, case_id, "Mail to partners about 10 February", _PUBLIC)
    said = {"said_by": "head of communication", "said_on": "2026-02-12"}
    claims.change(casebook, case_id, statement.id, said)
    showing.show(casebook, case_id, statement.id, _TEAM)
    for words, verdict, note, cites in _CLAIMS:
        start = _PUBLIC.index(words)
        claim = claims.mark(casebook, case_id, statement.id, start, start + len(words))
        if spans := quoted(casebook, case_id, cites):
            drafting.cite(casebook, case_id, claim.id, spans)
        claims.judge(casebook, case_id, claim.id, {"verdict": verdict, "note": note})


def _instant(text: str) -> int:
    return parse_typed(text, zone_named(ZONE))[0]
