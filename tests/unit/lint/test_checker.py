"""The checker as a whole: where findings stand, what is left out, who is known, in any thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.candour.findings import Finding, Group, Scope
from app.domain.people import AliasKind, KnownName
from app.lint.checker import Checker
from app.lint.patterns import PatternError
from app.lint.rule_files import shipped
from app.lint.rules import EVERYWHERE, Rule, RuleSet

SHIPPED = Checker(shipped())


def rule(
    name: str,
    *patterns: str,
    group: Group = Group.BLAME,
    when: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
    scopes: frozenset[Scope] = EVERYWHERE,
) -> Rule:
    return Rule(
        name, group, f"Message of {name}.", f"Question of {name}?", patterns, unless, when, scopes
    )


def checker(*rules: Rule) -> Checker:
    return Checker(RuleSet(rules, shipped().lists, shipped().phrases))


ERROR = rule("human-error", "human error")
FAILED = rule("failed-to", "failed to <any>", when=("subject-is-person",))


def texts(findings: list[Finding]) -> list[str]:
    return [finding.text for finding in findings]


def test_a_finding_names_its_rule_its_words_and_its_sentence() -> None:
    (found,) = checker(ERROR).check("The disk was full. It was human error again.")
    assert (found.rule, found.group) == ("human-error", Group.BLAME)
    assert (found.message, found.question) == (
        "Message of human-error.",
        "Question of human-error?",
    )
    assert (found.text, found.sentence) == ("human error", "It was human error again.")


@pytest.mark.parametrize(
    "before",
    ["🚑👩‍⚕️ ", "e\u0301a\u0308 ", "日本語。 ", "\ufeff", "a\r\n\r\n", "\u2003\u00a0", "ﬁ İß "],
)
def test_positions_are_code_points_of_the_text(before: str) -> None:
    text = f"{before}It was human error, they say. 🚑 Human\nerror it was."
    found = checker(ERROR).check(text)
    assert [text[one.start : one.end] for one in found] == ["human error", "Human\nerror"]
    assert texts(found) == ["human error", "Human\nerror"]


def test_case_line_breaks_apostrophes_and_contractions_do_not_matter() -> None:
    one = checker(rule("were-not", "<person> was not there"))
    for text in (
        "The engineer wasn't there.",
        "The ENGINEER wasn’t\nthere.",
        "engineer was not there",
    ):
        assert len(one.check(text)) == 1, text


@pytest.mark.parametrize(
    "text",
    [
        "She wrote “it was human error” at 02:10.",
        'The heading reads "Human error".',
        "The vendor's 'human error' line is a template.",
        "«human error» ist kein Grund.",
        "`human error` stands in the log.",
        "See https://example.org/human-error/human error-free.".replace(" error-free", ""),
        "Avoid words such as human error.",
        "The term human error explains nothing.",
        "It was not human error.",
    ],
)
def test_what_is_quoted_mentioned_denied_or_code_is_left_out(text: str) -> None:
    assert checker(ERROR).check(text) == []


def test_only_what_is_quoted_is_left_out() -> None:
    text = "He said “human error”, and human error it was."
    assert [one.start for one in checker(ERROR).check(text)] == [text.rindex("human")]


def test_a_quote_over_two_sentences_is_left_out_whole() -> None:
    assert checker(ERROR).check("He said: “It was late. It was human error. I was tired.”") == []


def test_subjects_decide() -> None:
    one = checker(FAILED)
    assert texts(one.check("The engineer failed to call.")) == ["failed to call"]
    assert one.check("The pod failed to start.") == []


def test_names_and_roles_of_a_case_are_people() -> None:
    plain = checker(FAILED)
    knowing = Checker(
        RuleSet((FAILED,), shipped().lists, shipped().phrases),
        [KnownName("kestrel77", AliasKind.HANDLE, "p1", "Responder A")],
        ["Loss Adjuster", "Responder A"],
    )
    for text in ("kestrel77 failed to call.", "The Loss Adjuster failed to call."):
        assert plain.check(text) == [], text
        assert texts(knowing.check(text)) == ["failed to call"], text
    assert knowing.check("The pod failed to start.") == []


def test_the_same_rules_can_know_another_case() -> None:
    first = checker(FAILED)
    second = first.knowing([KnownName("kestrel77", AliasKind.HANDLE, "p1", "Responder A")], [])
    text = "kestrel77 failed to call."
    assert (len(first.check(text)), len(second.check(text)), len(first.check(text))) == (0, 1, 0)


def test_a_rule_looks_only_at_its_kinds_of_text() -> None:
    one = checker(rule("claims", "the cause was", scopes=frozenset({Scope.FILE, Scope.CLAIM})))
    text = "The cause was a disk."
    assert {scope for scope in Scope if one.check(text, scope)} == {Scope.FILE, Scope.CLAIM}


def test_unless_holds_for_the_sentence_and_not_for_the_text() -> None:
    one = checker(rule("error", "user error", unless=("error rate",)))
    assert one.check("The user error rate rose, a user error.") == []
    assert len(one.check("The error rate rose. It was a user error.")) == 1


def test_of_two_in_one_group_that_overlap_the_longer_stands() -> None:
    one = checker(rule("short", "human error"), rule("long", "human error of the operator"))
    found = one.check("It was human error of the operator, a human error.")
    assert [(each.rule, each.text) for each in found] == [
        ("long", "human error of the operator"),
        ("short", "human error"),
    ]


def test_groups_do_not_hide_each_other() -> None:
    one = checker(rule("cause", "root cause was human error", group=Group.SINGLE_CAUSE), ERROR)
    found = one.check("The root cause was human error.")
    assert [(each.group, each.text) for each in found] == [
        (Group.SINGLE_CAUSE, "root cause was human error"),
        (Group.BLAME, "human error"),
    ]


def test_only_the_part_in_braces_is_marked() -> None:
    one = checker(rule("part", "caused by {the operator}"))
    (found,) = one.check("It was caused by the operator.")
    assert (found.text, found.start) == ("the operator", 17)


def test_findings_come_in_the_order_of_the_text() -> None:
    one = checker(rule("b", "second"), rule("a", "first", group=Group.HEROICS))
    found = one.check("The first, the second.\n\n- a first\n- a second")
    assert texts(found) == ["first", "second", "first", "second"]
    assert [each.start for each in found] == sorted(each.start for each in found)


TEXT = """# Review of the night

The root cause was a full disk. Clearly, the on-call engineer should have called! 🚑

- The alarm was disabled in April; nobody noticed.
- No customers were affected.

We take this seriously. We're sorry for any inconvenience this may have caused.
“It was human error,” he wrote. The pod failed to start.
"""


def test_a_sentence_alone_is_read_as_within_a_text() -> None:
    """As far as rules look at sentences: where they look at a paragraph, it is the same one."""
    whole = SHIPPED.check(TEXT)
    assert whole
    for found in whole:
        alone = SHIPPED.check(found.sentence)
        offset = TEXT.index(found.sentence)
        assert (found.rule, found.start - offset, found.end - offset) in {
            (one.rule, one.start, one.end) for one in alone
        }


def test_the_same_text_gives_the_same_findings_in_any_thread() -> None:
    fresh = Checker(shipped())
    expected = SHIPPED.check(TEXT)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda number: fresh.check(TEXT * (1 + number % 3)), range(48)))
    assert results[0] == expected
    for number, result in enumerate(results):
        assert len(result) == len(results[number % 3])
        assert [one.rule for one in result] == [one.rule for one in results[number % 3]]


@pytest.mark.parametrize("text", ["", " \n ", "🚑", "“", "`", "...", "- ", "\x00\ufffd"])
def test_a_text_that_says_nothing_has_no_findings(text: str) -> None:
    assert SHIPPED.check(text) == []


def test_what_has_no_end_is_read_from_its_start_and_not_for_ever() -> None:
    one = checker(rule("human-error", "human error"))
    found = one.check("the pump of the human error and " * 3_000)
    assert 0 < len(found) < 400
    assert found[0].start < 32
    assert texts(one.check("a " * 50_000 + "human error")) == ["human error"]


def test_a_pattern_that_cannot_be_read_is_refused_at_once() -> None:
    with pytest.raises(PatternError, match="no list"):
        checker(rule("broken", "the <unheard-of> word"))


@pytest.mark.parametrize("each", shipped().rules, ids=lambda each: each.id)
def test_every_rule_holds_to_its_own_examples(each: Rule) -> None:
    one = Checker(RuleSet((each,), shipped().lists, shipped().phrases))
    scope = Scope.FILE if Scope.FILE in each.scopes else min(each.scopes)
    assert [text for text in each.positive if not one.check(text, scope)] == []
    assert [text for text in each.negative if one.check(text, scope)] == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I let the update go out and did not ask you first.", False),
        ("I failed to call you.", False),
        ("We should have called you on Friday.", False),
        ("I am sorry that the engineer failed to call you.", True),
        ("I am sorry. The engineer failed to call you.", True),
        ("I see that they should have called you.", True),
        ("I think kestrel77 failed to call you.", True),
        ("Somebody should have called you.", True),
    ],
)
def test_in_an_apology_ones_own_slip_is_no_blame_and_that_of_others_is(
    text: str, *, asked: bool
) -> None:
    known = SHIPPED.knowing([KnownName("kestrel77", AliasKind.HANDLE, "p1", "Responder A")], [])
    groups = {one.group for one in known.check(text, Scope.APOLOGY)}
    assert bool(groups & {Group.BLAME, Group.HINDSIGHT}) is asked
    if not asked:
        told = {one.group for one in known.check(text, Scope.NARRATIVE)}
        assert told & {Group.BLAME, Group.HINDSIGHT}, "elsewhere it is asked about"
