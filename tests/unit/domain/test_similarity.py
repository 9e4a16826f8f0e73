"""Why a case is like another; a likeness without a reason is none."""

from __future__ import annotations

from app.domain.practice.chain import Factor, FactorNature, FactorPart
from app.domain.practice.similarity import CaseShape, likenesses

POOL = ("The connection pool of the orders service was exhausted after the release.",)
SAME_POOL = ("Orders stood still: exhausted connection pool, a release without a limit.",)
OTHER = ("A certificate of the mail gateway expired over the holidays.",)


def factor(nature: FactorNature, part: FactorPart = FactorPart.UNSORTED) -> Factor:
    return Factor(f"{nature}{part}", "case", "words", part=part, nature=nature)


def test_words_in_both_are_named_as_they_are_written():
    this = CaseShape("this", texts=POOL)
    (found,) = likenesses(this, [CaseShape("like", texts=SAME_POOL), CaseShape("not", texts=OTHER)])

    assert found.case_id == "like"
    (reason,) = found.reasons
    assert reason.startswith("words in both: ")
    assert {"pool", "exhausted", "connection"} <= set(reason.partition(": ")[2].split(", "))


def test_class_and_factors_are_reasons_and_the_closest_stands_first():
    this = CaseShape(
        "this",
        "Capacity",
        (factor(FactorNature.MISSING_CONTROL, FactorPart.ENABLING), factor(FactorNature.HANDOFF)),
    )
    classed = CaseShape("classed", " capacity", (factor(FactorNature.HANDOFF),))
    alike = CaseShape("alike", "", (factor(FactorNature.MISSING_CONTROL, FactorPart.ENABLING),))
    little = CaseShape("little", "", (factor(FactorNature.OTHER), factor(FactorNature.UNSORTED)))

    found = likenesses(this, [alike, little, classed])

    assert [(one.case_id, one.reasons) for one in found] == [
        ("classed", ("same class: Capacity", "in both: handoff")),
        ("alike", ("in both: missing control, as enabling condition",)),
    ]


def test_alike_under_another_name_is_asked_about():
    factors = (factor(FactorNature.MISSING_CONTROL, FactorPart.TRIGGER),)
    this = CaseShape("this", "Availability", factors)

    (renamed,) = likenesses(this, [CaseShape("other", "Capacity", factors)])
    (same,) = likenesses(this, [CaseShape("other", "availability", factors)])
    (nameless,) = likenesses(this, [CaseShape("other", "", factors)])

    assert renamed.question == (
        "This case is called “Availability”, that one “Capacity”. Did the same kind of problem "
        "come back under another name?"
    )
    assert same.question == nameless.question == ""


def test_a_word_is_named_once_however_it_ends():
    this = CaseShape("this", texts=("Pods restarted: the pod ran out of memory on each node.",))
    (found,) = likenesses(this, [CaseShape("like", texts=("A pod, two pods, memory, a node.",))])

    assert sorted(found.reasons[0].partition(": ")[2].split(", ")) == ["memory", "node", "pods"]


def test_no_number_is_told():
    this = CaseShape("this", "Capacity", texts=POOL)
    (found,) = likenesses(this, [CaseShape("like", "Capacity", texts=SAME_POOL)])

    assert not any(sign.isdigit() for sign in repr(found.reasons))
