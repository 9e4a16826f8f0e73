"""Known names are found however people write them, and ordinary words stay words."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.folding import plain
from app.domain.names import NameFinder, answered, context, folded
from app.domain.people import AliasKind, KnownName, NameAnswer, Verdict
from tests.unit.domain.name_uses import NAMES, NO_NAMES, USED
from tests.unit.domain.short_names import FIRST_FIFTY, SECOND_FIFTY

PEOPLE = NameFinder(
    [
        KnownName("Mira Olsen", AliasKind.NAME, "mira", "on-call engineer A"),
        KnownName("mira.olsen@corp.example", AliasKind.ADDRESS, "mira", "on-call engineer A"),
        KnownName("U024BE7LH", AliasKind.KEY, "mira", "on-call engineer A"),
        KnownName("Jörg van der Berg", AliasKind.NAME, "joerg", "database engineer"),
        KnownName("Łukasz O'Brien-Smith", AliasKind.NAME, "lukasz", "incident lead"),
        KnownName("田中 太郎", AliasKind.NAME, "taro", "reviewer"),
        KnownName("night_owl", AliasKind.HANDLE, "owl", "reviewer B"),
        KnownName("Jonas Weber", AliasKind.NAME, "jonas1", "participant A"),
        KnownName("Jonas Lind", AliasKind.NAME, "jonas2", "participant B"),
        KnownName("support@corp.example", AliasKind.ADDRESS, "desk", "participant C"),
        KnownName("support", AliasKind.HANDLE, "desk", "participant C"),
        KnownName("Ann-Kathrin (SRE) Team", AliasKind.NAME, "ann", "participant D"),
    ]
)


def found(text: str, finder: NameFinder = PEOPLE) -> list[tuple[str, str]]:
    return [(each.words, each.replacement) for each in finder.find(text)]


@pytest.mark.parametrize(
    "words",
    [
        "Mira", "MIRA", "mira", "mira.olsen", "mira_olsen", "MiraOlsen", "miraolsen", "@mira",
        "Mira Olsen", "Mira  Olsen", "Mira\nOlsen", "Mira\N{NO-BREAK SPACE}Olsen", "Olsen, Mira",
        "MIRA OLSEN", "mira-olsen", "Mi\N{SOFT HYPHEN}ra", "Mi\N{ZERO WIDTH SPACE}ra",
        "Mi\N{COMBINING ACUTE ACCENT}ra", "Mí" + "ra", "Mi-\nra", "mira.olsen@corp.example",
        "MIRA.OLSEN@CORP.EXAMPLE", "U024BE7LH",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(words: str):
    (mention,) = PEOPLE.find(f"Then {words} restarted it.")

    assert mention.words.strip("@") == words.strip("@")
    assert mention.replacement == "[on-call engineer A]"
    assert mention.person_ids == ("mira",)


@pytest.mark.parametrize(
    "after", ["'s laptop", "\N{RIGHT SINGLE QUOTATION MARK}s", "-laptop", "01", "Laptop", ":", ")"]
)
def test_what_is_joined_to_a_name_stays(after: str):
    assert found(f"Then mira{after} was seen.") == [("mira", "[on-call engineer A]")]


@pytest.mark.parametrize(
    "text", ["admiral", "mirabelle", "miracle", "a3mira4b", "Olsenstraße", "MIRAGE"]
)
def test_a_part_of_another_word_is_no_name(text: str):
    assert found(f"Then {text} came.") == []


@pytest.mark.parametrize(
    "words",
    ["Jorg", "JÖRG", "Joerg", "Jo\N{COMBINING DIAERESIS}rg", "Berg", "van der Berg", "Jörg Berg"],
)
def test_accents_and_particles_make_no_difference(words: str):
    assert found(f"Then {words} came.") == [(words, "[database engineer]")]


@pytest.mark.parametrize(
    "words",
    [
        "Lukasz",
        "ŁUKASZ",
        "OBrien-Smith",
        "O\N{RIGHT SINGLE QUOTATION MARK}Brien-Smith",
        "lukasz.o'brien-smith",
        "Smith",
    ],
)
def test_letters_with_strokes_and_double_names_are_found(words: str):
    assert found(f"then {words} came") == [(words, "[incident lead]")]


def test_particles_and_words_for_what_people_do_are_no_names():
    assert found("The van, der support desk, the SRE team and Al were there.") == []
    assert found("Write to support@corp.example, not to Support.") == [
        ("support@corp.example", "[participant C]")
    ]


def test_a_name_in_a_script_without_spaces_is_found_inside_a_sentence():
    assert found("昨日田中太郎さんが") == [("田中太郎", "[reviewer]")]
    assert found("昨日田中さんが") == [("田中", "[reviewer]")]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Мира Ольсен", "Потом МИРА ушла", "МИРА"),
        ("मीरा शर्मा", "फिर मीरा ने कहा", "मीरा"),
        ("मीरा शर्मा", "फिर शर्मा ने कहा", "शर्मा"),
        ("ميرا حداد", "ثم قالت ميرا", "ميرا"),
        ("מירה לוי", "ואז מירה אמרה", "מירה"),
        ("김민수", "김민수가 왔다", "김민수"),
        ("สมชาย ใจดี", "แล้วสมชายมา", "สมชาย"),
    ],
)
def test_names_of_other_scripts_are_found(name: str, text: str, words: str):
    finder = NameFinder([KnownName(name, AliasKind.NAME, "1", "x")])

    assert [each.words for each in finder.find(text)] == [words]


def test_a_handle_is_found_whole_and_not_by_its_words():
    assert found("ping @night_owl, a bird of the night") == [("night_owl", "[reviewer B]")]


def test_a_name_of_two_people_gives_both_roles():
    assert found("Jonas' change") == [("Jonas", "[participant A or participant B]")]
    assert found("Jonas Lind's change") == [("Jonas Lind", "[participant B]")]


@pytest.mark.parametrize("text", NAMES)
def test_an_ordinary_word_is_a_name_where_the_sentence_uses_it_as_one(text: str):
    assert found(text, ORDINARY)


@pytest.mark.parametrize("text", NO_NAMES)
def test_an_ordinary_word_is_a_word_elsewhere(text: str):
    assert found(text, ORDINARY) == []


ORDINARY = NameFinder(
    KnownName(name, AliasKind.NAME, name, f"person {at}") for at, name in enumerate(USED)
)


def test_a_full_name_of_ordinary_words_needs_no_sentence():
    finder = NameFinder([KnownName("Mark Young", AliasKind.NAME, "mark", "lead")])

    assert found("Mark Young. mark.young MarkYoung", finder) == [
        ("Mark Young", "[lead]"), ("mark.young", "[lead]"), ("MarkYoung", "[lead]")
    ]  # fmt: skip
    assert found("mark young generation collections", finder) == []


@pytest.mark.parametrize("names", [FIRST_FIFTY, SECOND_FIFTY], ids=["first 50", "second 50"])
def test_short_names_raise_less_than_one_false_alarm_a_report(shared: Path, names: list[str]):
    finder = NameFinder(KnownName(name, AliasKind.NAME, name, "somebody") for name in names)
    reports = sorted(
        path
        for path in (shared / "evidence" / "postmortems").glob("*/source.*")
        if path.suffix in (".md", ".txt")
    )
    alarms = [
        (report.parent.name, each.words)
        for report in reports
        for each in finder.find(report.read_text(encoding="utf-8"))
    ]

    assert len(reports) == 20
    assert len(alarms) < len(reports), sorted(set(alarms))


WORDS = st.one_of(
    st.sampled_from(
        [
            "Mira",
            "mira",
            "Olsen",
            "Jörg",
            "Mark",
            "mark",
            "Will",
            "will",
            "asked",
            "by",
            "and",
            "'s",
            ".",
            ",",
            " ",
            "\n",
            "-",
            "[",
            "]",
            "_",
            "@",
            "\xad",
            "̈",
        ]
    ),
    st.text(max_size=3),
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.lists(WORDS, max_size=12).map("".join)
MIXED = NameFinder(
    [
        KnownName("Mira Olsen", AliasKind.NAME, "m", "role A"),
        KnownName("Jörg Will", AliasKind.NAME, "j", "role B"),
        KnownName("Mark", AliasKind.NAME, "k", "role C"),
    ]
)


@given(TEXTS)
def test_mentions_stand_where_they_say(text: str):
    mentions = MIXED.find(text)

    assert all(text[each.start : each.end] == each.words for each in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


@given(TEXTS)
def test_nothing_is_left_to_find_once_roles_stand_there(text: str):
    for mention in reversed(MIXED.find(text)):
        text = text[: mention.start] + mention.replacement + text[mention.end :]

    assert MIXED.find(text) == []


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_folding_gives_plain_letters_without_case(text: str):
    assert folded(text) == plain(text.casefold()).text.casefold()


def test_the_context_of_a_place_is_the_same_under_other_signs():
    field = "We asked **Mark** to check the queue."
    at = field.index("Mark")

    assert context(field, at, at + 4) == ("weasked", "tocheckthequeue")


def test_a_neighbour_changes_the_context_neither_as_a_name_nor_as_a_role():
    named = "Mira Olsen asked Mark, and Mira waited."
    roles = "[on-call engineer A] asked Mark, and [on-call engineer A] waited."

    assert [
        PEOPLE.context(text, text.index("Mark"), text.index("Mark") + 4) for text in (named, roles)
    ] == [("asked", "andwaited")] * 2


def keep(before: str, after: str) -> NameAnswer:
    return NameAnswer("1", "case", Verdict.KEEP, "mark", before, after, reason="a sign")


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        ("wesetthe", "on", True),
        ("setthe", "onthepage", True),
        ("thenwesetthe", "on", True),
        ("weaskedthe", "on", False),
        ("wesetthe", "off", False),
        ("", "", False),
    ],
)
def test_an_answer_holds_in_its_place_only(before: str, after: str, holds: bool):
    assert bool(answered([keep("wesetthe", "on")], "MARK", before, after)) is holds


def test_an_answer_without_a_place_holds_everywhere_but_for_its_words_only():
    assert answered([keep("", "")], "Mark", "any", "where")
    assert not answered([keep("", "")], "Marks", "any", "where")
