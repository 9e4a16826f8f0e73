"""The language of rules: each element, what has to be there, and a sentence for every mistake."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.candour.findings import Finding, Group
from app.lint.checker import Checker
from app.lint.language.lexicon import Lexicon
from app.lint.patterns import MOST_GAP, PatternError, compile_pattern
from app.lint.rules import Rule, RuleSet

LISTS = {
    "person": frozenset({"engineer", "operator"}),
    "forgetting": frozenset({"forgot", "overlooked"}),
    "no-participle": frozenset({"need"}),
}
PHRASES = {
    "somebody": "(<person>|we)",
    "slip": "<forgetting> | (left out)",
    "loop": "we <loop>",
}
LEXICON = Lexicon(LISTS)


def found(pattern: str, text: str, phrases: dict[str, str] = PHRASES) -> list[Finding]:
    """What a rule with this one pattern marks, even where the sentence says no."""
    rule = Rule("one", Group.BLAME, "m", "q", (pattern,), when=("even-if-negated",))
    return Checker(RuleSet((rule,), LISTS, phrases)).check(text)


def marked(pattern: str, text: str) -> list[str]:
    return [finding.text for finding in found(pattern, text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("human error", "It was HUMAN Error.", ["HUMAN Error"], id="any case"),
        pytest.param("error", "The errors and the terror.", [], id="whole words"),
        pytest.param("human error", "A human, error or not.", [], id="a comma stands between"),
        pytest.param("was not", "It wasn’t there.", ["wasn’t"], id="a contraction"),
        pytest.param("wasn't", "It was not there.", ["was not"], id="a contraction in the pattern"),
        pytest.param("on call", "The on-call list.", ["on-call"], id="a word with a hyphen"),
        pytest.param("at-fault", "Who is at fault?", ["at fault"], id="a hyphen in the pattern"),
        pytest.param("user|human error", "A user error.", ["user error"], id="either word"),
        pytest.param(
            "(human being|operator) erred", "A human being erred.", ["human being erred"], id="rows"
        ),
        pytest.param("due to | owing to", "Late owing to rain.", ["owing to"], id="rows outside"),
        pytest.param("the [bad] deploy", "the deploy", ["the deploy"], id="an option left out"),
        pytest.param("the [bad|very bad] deploy", "the very bad deploy", ["the very bad deploy"]),
        pytest.param("<person> forgot", "An engineer forgot it.", ["engineer forgot"], id="list"),
        pytest.param("was <participle>", "It was restarted.", ["was restarted"], id="class"),
        pytest.param("was <participle>", "It was need.", [], id="a class with its exceptions"),
        pytest.param("<somebody> <slip>", "We left out one.", ["We left out"], id="phrases"),
        pytest.param("set <code>", "We set `a b` and more.", ["set `a b`"], id="code"),
        pytest.param("took <number>", "It took 14 minutes.", ["took 14"], id="number"),
        pytest.param("take *2 seriously", "We take it very seriously.", ["take it very seriously"]),
        pytest.param("take *2 seriously", "We take all of it seriously.", [], id="a gap too long"),
        pytest.param("take *2 seriously", "We take it, seriously.", [], id="a gap with a comma"),
        pytest.param("take **3 seriously", "We take it, seriously.", ["take it, seriously"]),
        pytest.param("set *1 on", "We set `x` on.", ["set `x` on"], id="a gap with code"),
        pytest.param("^ sorry", "Sorry. I am sorry.", ["Sorry"], id="the start of a sentence"),
        pytest.param("sorry $", "Sorry for that. I am sorry!", ["sorry"], id="the end of one"),
        pytest.param("sorry , but", "I am sorry, but no.", ["sorry, but"], id="a comma"),
        pytest.param("steps : ", "Next steps: none.", ["steps:"], id="a colon"),
        pytest.param("lucky !(enough to)", "We were lucky enough to go.", [], id="must not follow"),
        pytest.param("lucky !(enough to)", "We were lucky.", ["lucky"], id="does not follow"),
        pytest.param("the {hero} of", "The hero of the night.", ["hero"], id="a marked part"),
        pytest.param("<any> fault", "Not Bo's fault.", ["Bo's fault"], id="any word"),
        pytest.param("{<person>} 's | pure luck", "It was pure luck.", ["pure luck"]),
        pytest.param("fault", "A fault, then a fault.", ["fault", "fault"], id="twice"),
    ],
)
def test_each_element_of_the_language_stands_for_its_words(
    pattern: str, text: str, expected: list[str]
) -> None:
    assert marked(pattern, text) == expected


def test_a_pattern_reaches_over_a_line_break_but_not_over_a_paragraph() -> None:
    assert marked("human error", "It was human\nerror.") == ["human\nerror"]
    assert marked("human error", "It was human\n\nerror.") == []
    assert marked("human error", "It was human. Error is our word.") == []


@pytest.mark.parametrize(
    ("pattern", "anchors"),
    [
        ("the hero", {"hero"}),
        ("the <forgetting>", {"forgot", "overlooked"}),
        ("<person> at fault", {"fault"}),
        ("hero|saviour of", {"hero", "saviour"}),
        ("[human] error", {"error"}),
        ("<participle> *3 operator", {"operator"}),
        ("<slip>", {"forgot", "overlooked", "left"}),
    ],
)
def test_a_pattern_is_looked_for_only_where_its_rarest_words_stand(
    pattern: str, anchors: set[str]
) -> None:
    compiled = compile_pattern(pattern, LEXICON, PHRASES)
    assert compiled.anchors & anchors
    assert not compiled.anchors & {"the", "at", "of"}


def test_every_word_that_a_pattern_needs_is_known_of_it() -> None:
    compiled = compile_pattern("human|user error [rate] was <forgetting>", LEXICON, PHRASES)
    needed = {compiled.anchors, *compiled.needs}
    assert needed == {
        frozenset({"error"}),
        frozenset({"human", "user"}),
        frozenset({"was"}),
        frozenset({"forgot", "overlooked"}),
    }


def test_a_case_adds_people_so_that_no_pattern_rests_on_the_list_of_persons() -> None:
    with pytest.raises(PatternError, match="names no word that has to be there"):
        compile_pattern("<person> <any>", LEXICON, PHRASES)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("", "a part of it is empty"),
        ("  ", "a part of it is empty"),
        ("()", "a part of it is empty"),
        ("(a|)", "a part of it is empty"),
        ("a|", "a part of it is empty"),
        ("the (hero", "a “)” is missing"),
        ("the [hero", "a “]” is missing"),
        ("the {hero", "a “}” is missing"),
        ("the hero)", "there is a “)” too many"),
        ("hero ]", "there is a “]” too many"),
        ("a||b", "there is a “|” too many"),
        ("hero !| wizard", "there is a “|” too many"),
        ("hero !", "a part of it is empty"),
        ("the <hero", "there is a “<” too many"),
        ("the * hero", "there is a “*” too many"),
        ("the <heroes> came", "there is no list of words named “heroes”"),
        (f"the *{MOST_GAP + 1} hero", f"a gap has at most {MOST_GAP} words"),
        ("{a} or {b}", "only one part of a pattern can be marked"),
        ("<loop>", "“<loop>” is made of itself"),
        ("sorry, but", "“sorry,” is no word"),
        ("set queue_age", "“queue_age” is no word"),
        ("<any> <participle>", "names no word that has to be there"),
        ("[hero] *3 !wizard", "names no word that has to be there"),
        ("^ $", "names no word that has to be there"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused_with_the_reason(pattern: str, told: str) -> None:
    with pytest.raises(PatternError) as refused:
        compile_pattern(pattern, LEXICON, PHRASES)
    assert told in str(refused.value)
    assert f"“{pattern}”" in str(refused.value)


WORDS = st.sampled_from(
    ["alpha", "Alpha", "beta", "gamma", "wasn't", "on-call", "`x = 1`", "queue_age", "14:02"]
)
SIGNS = st.sampled_from([*",.;:—'“”*_/¤\ue001\n", "\n\n", "- "])
TEXTS = st.lists(WORDS | SIGNS, max_size=60).map(" ".join) | st.text(max_size=400)


@given(TEXTS)
@settings(deadline=None)
def test_what_is_marked_is_what_stands_there(text: str) -> None:
    for finding in found("alpha *2 beta", text):
        assert text[finding.start : finding.end] == finding.text
        assert finding.text.lower().startswith("alpha")
        assert finding.text.lower().endswith("beta")
        assert finding.text in finding.sentence


@given(st.text(alphabet="ab|()[]{}<>*!^$,: 39'-", max_size=40))
@settings(deadline=None)
def test_any_pattern_is_read_or_refused(pattern: str) -> None:
    try:
        compiled = compile_pattern(pattern, LEXICON, PHRASES)
    except PatternError:
        return
    assert compiled.anchors


@pytest.mark.parametrize(
    "text",
    [
        "we " * 33_000,
        "we took " * 12_000,
        "a" * 100_000,
        "_" * 100_000,
        "we," * 33_000,
        "a-" * 50_000,
        "`" * 100_000,
        "'“" * 50_000,
    ],
    ids=["we", "we took", "a", "underscores", "commas", "hyphens", "backticks", "quotes"],
)
def test_a_text_made_to_be_slow_is_read_to_its_end(text: str) -> None:
    for pattern in ("we **12 never **12 again", "we *12 (take|took) *12 seriously", "*9 we *9 us"):
        assert marked(pattern, text) == []
