"""Records of one statement are one cluster, in whatever layout, and nothing else is with them."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.assist.templates import clusters_of_templates, templates_of
from app.domain.assist.requests import Manner, Request, Shown
from app.domain.errors import CancelledError
from app.domain.progress import NoProgress
from tests.unit.assist.log_samples import LAYOUTS, statement_lines

FLOOR = 0.97
SECOND = 1_000_000

_PARTS = st.sampled_from(
    ["disk", "full", "7", "on", "node-3", "a=b", "=", '"', "[", "]:", "/var/x", "x.y.z", "", "\n"]
)
_TEXTS = st.lists(
    st.one_of(st.text(max_size=60), st.lists(_PARTS, max_size=9).map(" ".join)), max_size=40
)


def together(texts: Sequence[str]) -> set[frozenset[str]]:
    """Which texts are in one group, leaving the numbers of the groups aside."""
    found: dict[int, set[str]] = defaultdict(set)
    for text, group in zip(texts, templates_of(texts).groups.tolist(), strict=True):
        found[group].add(text)
    return {frozenset(group) for group in found.values()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lines_are_grouped_by_statement_in_any_layout(layout: str) -> None:
    statements, lines = zip(*statement_lines(LAYOUTS[layout], 400, 5), strict=True)
    groups = templates_of(lines).groups.tolist()
    ours, theirs = Counter(groups), Counter(statements)
    both = Counter(zip(groups, statements, strict=True))
    right = sum(n for (one, other), n in both.items() if ours[one] == n == theirs[other])
    assert right / len(lines) >= FLOOR


@settings(max_examples=50, phases=[Phase.generate], deadline=None)
@given(_TEXTS, st.randoms(use_true_random=False))
def test_each_text_is_in_one_group_whatever_the_order(texts: list[str], chance: object) -> None:
    grouping = templates_of(texts)
    assert len(grouping.groups) == len(texts)
    assert set(grouping.groups.tolist()) == set(range(len(grouping.templates)))
    assert all(grouping.templates) or not all(text.strip() for text in texts)
    # equal texts are in one group, or a set of sets would hold them twice
    assert sum(map(len, together(texts))) == len(set(texts))
    assert together(sorted(texts)) == together(texts) == together([*texts, *texts[::-1]])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("copied 900 bytes in 4 s", "copied 12 KB (12.2 kB) in 900 ms"),
        ("opened /srv/till/a.db", "opened C:\\till\\b.db"),
        ("from 192.0.2.1 at Mon Mar 3 10:00:00 2031", "from till.shop.example at 2031-03-03"),
        ("retry=true, host=gate", "retry=false, host=till-9"),
        ("note: user= rhost=192.0.2.1", "note: user=bo rhost="),
        ("hold placed on \"red bike\" by 3", "hold placed on \"lamp\" by 4"),
        ("GET /a/b?page=2&sort=name done", "GET /c?page=9 done"),
        ("block deadbeef freed", "block 0xfade freed"),
        ("sums [1, 2, 3] ready", "sums [4] ready"),
        ("stopped by TimeoutError 7\n  at a\n  at b", "stopped by TimeoutError 8\n  at c"),
    ],
)  # fmt: skip
def test_what_looks_like_a_value_makes_no_difference(one: str, other: str) -> None:
    assert templates_of([one, other, "something else"]).groups.tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("door opened by badge 7", "door closed by badge 7"),
        ('"GET /a" answered 200', '"PUT /a" answered 200'),
        ("Belt started", "Belt stopped"),
        ('job=7 msg="disk full" host=gate', 'job=8 msg="disk mounted" host=gate'),
        ("job 7 status=done", "job 8 status=failed"),
        ("run 7 -- BEGIN check 8", "run 7 -- FINISH check 8"),
        ("yes", "no"),
        ("!!!", "12"),
    ],
)
def test_words_make_a_difference(one: str, other: str) -> None:
    assert templates_of([one, other]).groups.tolist() == [0, 1]


def test_a_name_that_takes_many_values_is_a_value() -> None:
    names = ("amara", "bo", "chidi", "dalia", "emre", "farah")
    lines = [f"Refused badge of {name} at the north door" for name in names]
    grouping = templates_of([*lines, "Accepted badge of bo at the north door"])
    assert grouping.groups.tolist() == [0] * len(names) + [1]
    assert grouping.templates[0] == "Refused badge of <*> at the north door"


def test_few_values_among_many_statements_are_values() -> None:
    belts = ("amber", "blue", "coral", "dusky", "ecru", "fawn")
    verbs = ("drop", "halt", "jam", "lag", "mend", "nod", "pass", "quit")
    others = [f"{verb} {verb}ly {verb}s {verb}ward {verb}side" for verb in verbs]
    lines = [f"Order to stop reached belt {name}" for name in belts]
    lines += [f"{other} {belt}" for other in others for belt in belts[:3]]
    grouping = templates_of(lines)
    assert grouping.groups[: len(belts)].tolist() == [0] * len(belts)
    assert grouping.templates[0] == "Order to stop reached belt <*>"


def test_each_file_has_columns_of_its_own() -> None:
    said = [line for _, line in statement_lines(LAYOUTS["bare"], 200, 2)]
    chance = random.Random(2)  # noqa: S311  repeatable, no secret
    lines = [
        LAYOUTS[layout](chance, number) + line
        for layout in ("java", "table")
        for number, line in enumerate(said)
    ]
    files = ["java"] * len(said) + ["table"] * len(said)
    once, again = np.split(templates_of(lines, files).groups, 2)
    assert once.tolist() == again.tolist() == templates_of(said).groups.tolist()


def test_requests_are_told_apart_by_status_and_verb() -> None:
    lines = [
        "200 GET /a?b=1 HTTP/1.1 300 bytes, 192.0.2.1, Firefox on Linux",
        "200 GET /c HTTP/1.1 12 bytes, 192.0.2.2, a browser of another kind",
        '192.0.2.3 - - [03/Mar/2031:10:00:00 +0000] "GET /d HTTP/2.0" 200 7 "-" "curl/8"',
        "503 GET /a HTTP/1.1 0 bytes, 192.0.2.1, Firefox on Linux",
        "200 POST /a HTTP/1.1 0 bytes, 192.0.2.1, Firefox on Linux",
    ]
    grouping = templates_of(lines)
    assert grouping.groups.tolist() == [0, 0, 0, 1, 2]
    assert grouping.templates == ("200 GET <*>", "503 GET <*>", "200 POST <*>")


def test_clusters_hold_every_item_with_its_count_and_its_bursts() -> None:
    calm = [shown(n, f"Sent parcel {n} to gate", at=n * 600 * SECOND) for n in range(100)]
    burst = [
        shown(200 + n, f"Belt {n} jammed", at=(30_000 + n) * SECOND, weight=2) for n in range(20)
    ]
    other = shown(300, "Belt 1 jammed", at=5 * SECOND, source=2)
    undated = shown(301, "Belt 2 jammed")
    items = sorted([*calm, *burst, other], key=lambda item: item.at_us or 0)
    clusters = clusters_of_templates(Request((*items, undated)), NoProgress())
    assert [(one.label, one.count, len(one.items)) for one in clusters] == [
        ("Sent parcel <*> to gate", 100, 100),
        ("Belt <*> jammed", 1, 1),
        ("Belt <*> jammed", 41, 21),
    ]
    sent, elsewhere, jammed = clusters
    assert sorted(sent.items + elsewhere.items + jammed.items) == sorted(
        item.id for item in (*items, undated)
    )
    assert jammed.items[-1] == undated.id
    assert (jammed.first_us, jammed.last_us) == (30_000 * SECOND, 30_019 * SECOND)
    assert jammed.bursts == ((jammed.first_us, jammed.last_us),)
    assert not sent.bursts
    assert not sent.changes


def test_a_cluster_knows_when_it_became_more() -> None:
    rare = [shown(n, f"Slow answer {n}", at=n * 900 * SECOND) for n in range(40)]
    often = [shown(100 + n, "Slow answer 7", at=(36_000 + n * 60) * SECOND) for n in range(600)]
    [one] = clusters_of_templates(Request((*rare, *often)), NoProgress())
    assert one.changes == (36_000 * SECOND,)
    assert not one.bursts


def test_a_label_is_cut_between_words() -> None:
    [one] = clusters_of_templates(Request((shown(1, "panic " * 100),)), NoProgress())
    assert one.label.endswith("panic …")
    assert len(one.label) < 170


def test_nothing_comes_of_a_cancelled_run() -> None:
    class Cancelled(NoProgress):
        cancelled = True

    with pytest.raises(CancelledError):
        clusters_of_templates(Request((shown(1, "Belt started"),)), Cancelled())


def shown(
    number: int, text: str, at: int | None = None, *, source: int = 1, weight: int = 1
) -> Shown:
    return Shown(number, source, Manner.LOG, text, at, weight=weight)
