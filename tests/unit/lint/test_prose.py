"""What of a file is checked: passages, where they stand, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.candour.findings import Scope
from app.lint.prose import passages

SAMPLES = Path(__file__).parents[2] / "data" / "lint"


def texts(text: str, *, markdown: bool = True, narrative_only: bool = False) -> list[str]:
    """The passages without what is blank."""
    found = passages(text, markdown=markdown, narrative_only=narrative_only)
    return [" ".join(passage.text.split()) for passage in found]


def actions(text: str, *, markdown: bool = True) -> list[str]:
    """The passages that are actions."""
    found = passages(text, markdown=markdown, narrative_only=False)
    return [" ".join(one.text.split()) for one in found if one.scope is Scope.ACTION]


def both(text: str) -> list[str]:
    """What is read in a text, which is the same in Markdown and in plain text."""
    assert texts(text) == texts(text, markdown=False)
    return texts(text)


# -- any text -------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            "# ",
            "## Action items",
            "- ",
            "* [ ] ",
            "1. ",
            "> ",
            "    ",
            "\t",
            "```",
            "|",
            "| --- |",
        ),
        *(
            "[a](b c)",
            "![",
            "](",
            "[x]",
            "<b>",
            "<!--",
            "-->",
            "`",
            "**",
            "_",
            "\\",
            "&amp;",
            "~~~",
        ),
        *("[02:14] dana: hi", "dana 2:14 AM", "Traceback (most recent call last):", "===", "---"),
        *("\n", "\n\n", "\r\n", "\r", "\0", "\v", "\x85", "\u2028", " ", "word", "Été", "🙂", "."),
    ]
)
ANY_TEXT = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@given(ANY_TEXT, st.booleans(), st.booleans())
def test_any_text_is_read_and_each_passage_stands_where_it_says(text, markdown, narrative_only):
    last = 0
    for passage in passages(text, markdown=markdown, narrative_only=narrative_only):
        assert passage.start >= last
        last = passage.start + len(passage.text)
        source = text[passage.start : last]
        assert len(source) == len(passage.text)
        for shown, written in zip(passage.text, source, strict=True):
            assert shown == written or shown in " *" or written in "\r\0"


@given(ANY_TEXT, st.booleans())
def test_what_is_narrative_is_part_of_what_is_checked(text, markdown):
    def words(narrative_only):
        found = passages(text, markdown=markdown, narrative_only=narrative_only)
        return {
            (one.start + at, shown) for one in found for at, shown in enumerate(one.text.rstrip())
        }

    assert words(True) <= words(False)


# -- lines ----------------------------------------------------------------------------------------


def test_lines_wrapped_by_an_editor_are_one_passage():
    wrapped = (
        "The print service took each job from the queue twice, because two\n"
        "nodes both held the lease after the switch was restarted. Parcels\n"
        "Anna had packed went out with the wrong labels until 11:40, when\n"
        "the belt was stopped."
    )
    assert both(wrapped) == [" ".join(wrapped.split())]


def test_an_address_longer_than_the_lines_does_not_unwrap_them():
    wrapped = (
        "We keep track of the work on leases, printers and belts in a place\n"
        "[of its own](https://example.org/a/very/long/address/that/nobody/could/ever/wrap/at/all).\n"
        "Anybody may read it there, and whoever works at a depot may write\n"
        "Notes below it."
    )
    assert len(texts(wrapped)) == 1


def test_a_sentence_a_line_is_a_passage_a_line():
    lines = [
        "The operator should have rung the bell",
        "Nobody looked at the second printer until the parcels came back to the depot",
        "Human error",
        "kubectl was run against the wrong depot by hand.",
        "printers were restarted",
        "The lease ended after thirty minutes rather than after thirty seconds as it was meant to",
    ]
    assert both("\n".join(lines)) == lines
    assert both("\r\n".join(lines)) == lines


def test_notes_in_small_letters_stand_for_themselves():
    notes = ["belt stopped", "lead called the courier", "labels printed again"]
    assert both("\n".join(notes)) == notes


def test_a_line_that_cannot_end_there_goes_on():
    assert both("Then they restarted the\nPrinter and left") == [
        "Then they restarted the Printer and left"
    ]


def test_a_line_broken_on_purpose_in_markdown_ends_there():
    assert texts("Impact: the whole depot stood still for an hour,  \nowner: nobody") == [
        "Impact: the whole depot stood still for an hour,",
        "owner: nobody",
    ]


def test_an_item_of_a_list_goes_on_below_itself():
    assert both("- print labels again\n  and send them\n- call the courier") == [
        "print labels again and send them",
        "call the courier",
    ]


def test_lines_of_a_timeline_are_passages():
    assert both("10:58 UTC - the belt was stopped\n11:02: labels were printed again") == [
        "10:58 UTC - the belt was stopped",
        "11:02: labels were printed again",
    ]


# -- what is no prose -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "2026-05-04 10:51:07,112 WARN [lease] lease should have expired",
        "2026-05-04T10:51:07Z ERROR lease: should have expired",
        "May  4 10:51:07 depot-2 leased[812]: lease should have expired",
        "W0504 10:51:07.112233   1 lease.go:42] lease should have expired",
        "[E 2026-05-04 10:51:07.112 depot app:12] should have expired",
        '10.1.2.3 - - [04/May/2026:10:51:07 +0000] "GET /lease HTTP/1.1" 500 12',
        '{"level": "error", "msg": "lease should have expired"}',
        'level=error msg="lease should have expired" node=2',
        "[12345.678901] leased: should have expired",
        "ERROR: lease should have expired",
        "10:51:07 depot-2 leased[12]: ERROR lease should have expired",
        "at com.example.Lease.renew(Lease.java:42)",
        "at Object.renew (/srv/lease.js:42:7)",
        "com.example.LeaseException: should have expired",
        "$ leasectl renew --all",
    ],
)
def test_a_line_of_a_log_is_no_prose(line):
    assert both(f"Before it.\n{line}\nAfter it.") == ["Before it.", "After it."]


@pytest.mark.parametrize(
    "line",
    [
        "10:51 UTC - the lease ended and the error rate rose",
        "2026-05-04 10:51:07 UTC: the operator restarted the printer",
        "Error rates rose to 4 %.",
        "INFO desk: people were told at 10:51.",
        "WARNING: this report is not complete.",
        "Human Error: the wrong lease was chosen.",
        "at the depot (the northern one) people should have known",
        "10:51:07 UTC the rate of ERROR lines rose",
        "java.lang.OutOfMemoryError was thrown and nobody noticed",
        "Caused by: config.yaml was edited by hand",
        "CRITICAL: the lead should have been told",
        "Panic: people ran",
        "$ 500 was lost",
    ],
)
def test_what_a_person_wrote_is_prose(line):
    assert both(line) == [line]


def test_a_stack_trace_goes_on_to_the_end_of_its_paragraph():
    trace = (
        'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    boom()\nLeaseError'
    )
    assert both(f"{trace}\n\nIt was the lease.") == ["It was the lease."]


def test_code_front_matter_comments_images_and_targets_are_not_read():
    found = texts((SAMPLES / "review.md").read_text(encoding="utf-8"))
    whole = "\n".join(found)
    for hidden in ("careless", "known", "drawn", "somebody", "expired\n", "WARN"):
        assert hidden not in whole
    assert "as the hand-over note says." in whole
    assert "`lease_should_have_expired` is the name of the check." in found
    assert "The guard should have | could have acted" in found


def test_words_set_in_html_are_read():
    text = "<details>\n<summary>More</summary>\n<p>It broke.</p>\n<!-- not\nthis -->\n</details>"
    assert texts(text) == ["More", "It broke."]


def test_a_sentence_still_ends_behind_a_link():
    assert texts("See [the note](a.md). Then") == ["See the note *. Then"]


# -- quoted evidence ------------------------------------------------------------------------------

SAID = [
    "[10:52] jo: you should have rung me",
    "[2026-05-04 10:52:11] Jo Marsh: you should have rung me",
    "10:52 <jo> you should have rung me",
    "10:52 UTC jo: you should have rung me",
    "2026-01-03 02:14 UTC — dana: you should have rung me",
    "12/03/2026, 10:52 - Jo: you should have rung me",
    "jo (10:52): you should have rung me",
    "jo 10:52 AM\nYou should have rung me.\nReally",
    "Jo Marsh  [10:52 AM]\nYou should have rung me.",
    "**jo** 10:52\nyou should have rung me",
    "> you should have rung me\n> really",
]
TOLD = [
    "02:14 UTC - the pager fired",
    "14:02: Engineer restarts pod",
    "14:02 - Impact: orders failed",
    "10:52 UTC: Writer database begins to lag",
    "**16:58 UTC** - Customer support: two tickets",
    "[10:52] The operator restarts the printer",
    "Resolved 11:36\nThe belt ran again.",
    "At 10:52 jo said: the belt stands.",
    "10:52 Rollback: begun",
]


@pytest.mark.parametrize("said", SAID)
def test_lines_of_a_chat_and_quotes_are_left_out_of_the_narrative(said):
    text = f"Before it.\n\n{said}\n\nAfter it."
    for markdown in (True, False):
        assert texts(text, markdown=markdown, narrative_only=True) == ["Before it.", "After it."]
        assert len(texts(text, markdown=markdown)) > 2


@pytest.mark.parametrize("told", TOLD)
def test_a_line_of_a_timeline_is_narrative(told):
    for markdown in (True, False):
        narrative = texts(told, markdown=markdown, narrative_only=True)
        assert narrative == texts(told, markdown=markdown) != []


def test_the_rest_of_a_message_belongs_to_it():
    text = "[10:52] jo: you should have\nrung me\n10:58 UTC - the belt was stopped"
    assert texts(text, narrative_only=True) == ["10:58 UTC - the belt was stopped"]


# -- actions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "# Action items",
            "## 5. Next steps",
            "### Remediation",
            "## Follow-up actions",
            "## TODO",
        ),
        *("**Action items**", "**Next steps:**", "Actions:", "Corrective actions", "Follow-ups:"),
        *("## Preventive measures", "## What we will do", "Action items\n======"),
    ],
)
def test_items_below_a_heading_of_actions_are_actions(heading):
    text = f"- before\n\n{heading}\n\nA word about them.\n\n- alert on leases\n  - and belts\n"
    assert actions(text) == ["alert on leases", "and belts"]
    if not heading.startswith("**"):
        assert actions(text, markdown=False) == ["alert on leases", "and belts"]


@pytest.mark.parametrize(
    "heading", ["## Timeline", "## Actions taken", "## What could be improved", "**Impact**:"]
)
def test_items_below_other_headings_are_none(heading):
    assert actions(f"{heading}\n\n- alert on leases") == []


def test_a_section_of_actions_ends_at_the_next_heading_of_its_level():
    text = "## Actions\n### Soon\n- one\n\n### Later\n- two\n\n## Lessons\n- three"
    assert actions(text) == ["one", "two"]
    assert actions("**Actions**\n\n- one\n\n**Lessons**\n\n- two") == ["one"]


def test_rows_of_a_table_of_actions_are_actions():
    text = "## Actions\n\n| What | Who |\n| --- | --- |\n| alert on leases | TBD |"
    assert actions(text) == ["alert on leases", "TBD"]


def test_an_item_can_announce_the_actions_below_it():
    text = "- **Action items**:\n  - alert on leases\n- **Impact**:\n  - two hours"
    assert actions(text) == ["alert on leases"]
