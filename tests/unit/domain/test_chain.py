"""What is thin in a failure chain, and how a document tells the chain."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from app.domain.drafts import Certainty, Citation
from app.domain.moments import Precision
from app.domain.names import NameFinder
from app.domain.notes import Notes
from app.domain.people import AliasKind, KnownName
from app.domain.practice.chain import (
    Factor,
    FactorLink,
    FactorNature,
    FactorPart,
    FactorSide,
    LinkKind,
    Sign,
    Why,
)
from app.domain.practice.chain_rules import Thin, questions
from app.domain.practice.chain_section import chain_section, listed
from app.domain.practice.failure_chain import MARKED, FailureChain, Ladder
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.timeline import CitedItem

NAMES = NameFinder([KnownName("Mira Solberg", AliasKind.NAME, "p1", "on-call engineer A")])
UTC = ZoneInfo("UTC")


def _factor(number: int, text: str = "", **fields: object) -> Factor:
    return replace(Factor(f"id{number}", "case", text or f"Condition {number}"), **fields)


def _whole(**fields: object) -> dict[str, object]:
    return {
        "part": FactorPart.ENABLING,
        "side": FactorSide.ORGANISATIONAL,
        "why_open": "Nobody had the task to look.",
        **fields,
    }


def _cited(target_id: str, item_id: int = 7) -> CitedItem:
    return CitedItem(
        citation=Citation("c", "case", target_id, item_id, "hash", 1_000_000),
        source_title="orders.log",
        place="",
        who=None,
        path="orders.log",
        line=3,
        quote="out of memory",
        item_utc_us=1_000_000,
        precision=Precision.SECOND,
        edited_us=None,
    )


def _thin(chain: FailureChain, about: str = "") -> set[Thin]:
    return {one.thin for one in questions(chain, NAMES) if one.about == about}


def _of(text: str) -> set[Thin]:
    return _thin(FailureChain(factors=(_factor(1, text),)), "id1")


def test_nothing_is_asked_of_a_chain_that_was_not_begun() -> None:
    assert questions(FailureChain(), NAMES) == ()


def test_a_chain_with_all_its_parts_is_left_alone() -> None:
    one = _factor(1, **_whole(part=FactorPart.TRIGGER))
    two = _factor(2, **_whole())
    chain = FailureChain(
        factors=(one, two),
        links=(FactorLink("l", "case", two.id, one.id, LinkKind.ENABLE),),
        marked=PlaybookAnswer("a", "case", MARKED, AnswerState.YES, "why", two.id),
        cited={one.id: (_cited(one.id),), two.id: (_cited(two.id),)},
    )
    assert questions(chain, NAMES) == ()


def test_one_factor_alone_is_asked_for_the_others() -> None:
    chain = FailureChain(factors=(_factor(1),))
    assert _thin(chain) == {Thin.ONLY_ONE, Thin.NO_TRIGGER, Thin.NOTHING_ORGANISATIONAL}
    assert _thin(chain, "id1") == {Thin.NOT_CITED, Thin.NOT_WHY_OPEN, Thin.NOT_SORTED}


def test_two_triggers_are_fine_but_triggers_alone_explain_nothing() -> None:
    triggers = tuple(_factor(n, **_whole(part=FactorPart.TRIGGER)) for n in (1, 2))
    assert Thin.ONLY_TRIGGERS in _thin(FailureChain(factors=triggers))
    assert Thin.ONLY_TRIGGERS not in _thin(FailureChain(factors=(*triggers, _factor(3))))


def test_a_known_name_is_questioned_in_a_factor_and_in_a_step() -> None:
    text = "Mira pushed the change"
    assert Thin.NAMES_A_PERSON in _of(text)
    step = Why("step", "case", "ladder", text)
    assert Thin.NAMES_A_PERSON in _thin(FailureChain(ladders=(Ladder("ladder", (step,)),)), "step")
    assert Thin.NAMES_A_PERSON not in _of("On-call engineer A overlooked the alert")


def test_a_ladder_that_stops_early_is_asked_once_more_why() -> None:
    steps = tuple(Why(f"s{n}", "case", "l", f"Step {n}", n) for n in range(3))
    short = FailureChain(ladders=(Ladder("l", steps[:2]),))
    assert _thin(short, "s1") == {Thin.SHORT_LADDER}
    assert questions(FailureChain(ladders=(Ladder("l", steps),)), NAMES) == ()


def _told() -> FailureChain:
    trigger = _factor(1, "The flag went to 100 %", part=FactorPart.TRIGGER)
    pool = _factor(
        2,
        "The pool holds 40 connections",
        **_whole(
            side=FactorSide.TECHNICAL,
            nature=FactorNature.CAPACITY,
            certainty=Certainty.PROBABLE,
            x=5,
            y=6,
        ),
    )
    retries = _factor(3, "Pages asked again every 2 s", part=FactorPart.AMPLIFIER)
    empty = replace(_factor(4), text=" ")
    return FailureChain(
        factors=(trigger, pool, retries, empty),
        links=(
            FactorLink("a", "case", "id2", "id1", LinkKind.ENABLE, note="only above 10 %"),
            FactorLink("b", "case", "id2", "id3"),
            FactorLink("c", "case", "id3", "id2", LinkKind.AMPLIFY, Sign.LESS),
            FactorLink("d", "case", "id4", "id2"),
        ),
        ladders=(
            Ladder(
                "l",
                (
                    Why("s0", "case", "l", "No delivery times", 0),
                    Why("s1", "case", "l", "The pool was full", 1, "id2"),
                    Why("s2", "case", "l", "Its size was never tried", 2, "gone"),
                ),
            ),
        ),
        marked=PlaybookAnswer("m", "case", MARKED, AnswerState.YES, "All waited for it.", "id2"),
        cited={"id2": (_cited("id2"),)},
        closed_by={"id2": ("A1", "A3"), "a": ("A2",)},
    )


def test_a_document_tells_factors_with_certainty_notes_and_what_closes_them() -> None:
    chain, notes = _told(), Notes(UTC)
    section = chain_section(chain, notes, questions(chain, NAMES))
    trigger, pool, _ = section.rows
    assert (pool.number, pool.part, pool.side) == ("F2", "Enabling condition", "technical")
    assert pool.nature == "capacity"
    assert (pool.marks, pool.notes, pool.most) == (("probable",), (1,), True)
    assert pool.closed == "Closed by A1 and A3."
    assert trigger.marks == ("not yet judged", "no evidence cited")
    assert (trigger.side, trigger.nature, trigger.closed) == ("", "", "No action closes it.")
    assert [note.quote for note in notes.listed] == ["out of memory"]
    assert section.most == "F2: The pool holds 40 connections"
    assert section.most_why == "All waited for it."


def test_a_document_tells_links_loops_and_ladders_in_sentences() -> None:
    chain = _told()
    section = chain_section(chain, Notes(UTC))
    assert [way.sentence for way in section.ways] == [
        "F2 enables F1 (+)",
        "F2 causes F3 (+)",
        "F3 amplifies F2 (−)",
    ]
    assert (section.ways[0].note, section.ways[0].closed) == ("only above 10 %", "Closed by A2.")
    assert section.loops == ("F2 → F3 → F2: this loop holds itself back.",)
    (ladder,) = section.ladders
    assert [(step.text, step.factor) for step in ladder.steps] == [
        ("No delivery times", ""),
        ("The pool was full", "F2"),
        ("Its size was never tried", ""),
    ]


def test_a_document_says_what_is_still_open_without_asking() -> None:
    chain = _told()
    said = chain_section(chain, Notes(UTC), questions(chain, NAMES)).open
    assert said == (
        "No organisational factor is named.",
        "1 factor is begun and not written yet.",
        "F1 and F3 cite no evidence.",
        "Why the path was open is not written for F1 and F3.",
        "No action closes F1 or F3.",
    )
    assert not any("?" in sentence for sentence in said)


def test_the_picture_is_drawn_by_numbers_and_never_by_ids_of_the_casebook() -> None:
    section = chain_section(_told(), Notes(UTC))
    assert [(card.id, card.number, card.x) for card in section.cards] == [
        ("F1", "F1", None),
        ("F2", "F2", 5),
        ("F3", "F3", None),
    ]
    assert [(line.id, line.from_id, line.to_id, line.in_loop) for line in section.lines] == [
        ("L1", "F2", "F1", False),
        ("L2", "F2", "F3", True),
        ("L3", "F3", "F2", True),
    ]


def test_a_chain_of_nothing_is_an_empty_section() -> None:
    assert not chain_section(FailureChain(), Notes(UTC))
    assert not chain_section(FailureChain(factors=(replace(_factor(1), text=""),)), Notes(UTC))


def test_several_are_listed_as_one_says_them() -> None:
    assert listed(["F1", "F2", "F3"]) == "F1, F2 and F3"
