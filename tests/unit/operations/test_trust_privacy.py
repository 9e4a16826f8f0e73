"""Nothing of a trust case leaves but what a person chose for its readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import get_args

import pytest

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.drafted import Draft, Statement
from app.domain.drafts import Case
from app.domain.trust.account import Paragraph
from app.domain.trust.pieces import WORDED
from app.domain.trust.setting import TrustSettings
from app.operations import drafting, exports
from app.operations.trust import showing
from tests.unit.operations.full_trust import (
    add_trust_case,
    pack_everything,
    show_everything,
    trust_rows,
)
from tests.unit.operations.test_names_in_every_field import texts_in


class Canaries:
    """A word of its own for every text of every kind."""

    def __init__(self) -> None:
        self._number = count(1)
        self.of: dict[tuple[type[Draft], str], list[str]] = {}

    def __call__(self, kind: type[Draft], field: str) -> str:
        word = f"canary{next(self._number):03}xq"
        self.of.setdefault((kind, field), []).append(word)
        return f"The {word} sang alone in the {field.replace('_', ' ')}"

    @property
    def all(self) -> list[str]:
        return [word for words in self.of.values() for word in words]


def test_every_kind_of_a_trust_case_is_looked_at(casebook: Casebook) -> None:
    made = {type(row) for row in trust_rows("case", Canaries())}
    of_trust = {kind for kind in get_args(Statement) if ".trust." in kind.__module__}
    assert of_trust <= made
    assert set(WORDED) <= made


def exported(
    casebook: Casebook, case_id: str, formats: tuple[str, ...] = ("md", "html", "docx")
) -> Iterator[tuple[str, str, str]]:
    """Each document in these formats: what it is, its name and everything in it."""
    for choice in exports.choices(casebook, case_id):
        subject = choice.subject.id if choice.subject else ""
        for fmt in formats:
            made = exports.render(casebook, case_id, choice.template.id, fmt, subject_id=subject)
            assert made.leaks == (), (choice.words, fmt, made.leaks[:1])
            words = f"{choice.words} as {fmt}"
            yield words, made.file_name, "\n".join(texts_in(made.data, fmt))


def test_what_nobody_chose_stands_in_no_document(casebook: Casebook, case: Case) -> None:
    canaries = Canaries()
    trust = add_trust_case(casebook, canaries)
    assert len(canaries.all) > 80
    # What documents call the matter leaves; an apology and a packet leave with their recipient.
    leaves = {
        word
        for (kind, field), words in canaries.of.items()
        for word in words
        if (kind is TrustSettings and field == "about") or kind.__name__ in OWN_DOCUMENT
    }
    secret = set(canaries.all) - leaves
    seen = 0
    for made in (exported(casebook, case.id, ("md",)), exported(casebook, trust.id)):
        for words, name, text in made:
            seen += 1
            assert not [word for word in secret if word in text or word in name], words
    assert seen > 20


OWN_DOCUMENT = {"Apology", "SupportPacket"}


def test_what_was_chosen_stands_there_and_the_rest_does_not(casebook: Casebook) -> None:
    canaries = Canaries()
    trust = add_trust_case(casebook, canaries)
    show_everything(casebook, trust.id)
    pack_everything(casebook, trust.id)
    everywhere = "\n".join(
        f"{name}\n{text}" for _, name, text in exported(casebook, trust.id, ("md",))
    )
    for (kind, field), words in canaries.of.items():
        for word in words:
            if (kind.__name__, field) in NEVER:
                assert word not in everywhere, (kind.__name__, field)
            elif (kind.__name__, field) in SHOWN:
                assert word in everywhere, (kind.__name__, field)


NEVER = {
    *(("Case", field) for field in ("title", "summary", "private_notes", "missing_sources")),
    *(("TrustSettings", field) for field in ("origin_title", "neutral", "partner")),
    *(("Signal", "note"), ("SignalReading", "note")),
}
SHOWN = {
    ("TrustSettings", "about"),
    ("FramePiece", "text"),
    ("AffectedGroup", "acknowledged"),
    ("Apology", "act"),
    ("Apology", "words"),
    ("Paragraph", "text"),
    ("GroupStatement", "words"),
    ("PublicStatement", "text"),
    ("TrustBreak", "fear"),
    ("Repair", "before"),
    ("Repair", "after"),
    ("Invitation", "changed"),
    ("Signal", "name"),
    ("Checkpoint", "changed"),
    ("UpdateNote", "since"),
    ("SupportPacket", "purpose"),
    ("SupportPacket", "left_out"),
}


@pytest.mark.parametrize("reader", [Audience.LEADERSHIP, Audience.OUTSIDE])
def test_one_reader_gets_neither_what_another_sees_nor_the_words_behind_a_wording(
    casebook: Casebook, reader: Audience
) -> None:
    canaries = Canaries()
    trust = add_trust_case(casebook, canaries)
    first, second = drafting.of_case(casebook, Paragraph, trust.id)[:2]
    showing.show(casebook, trust.id, first.id, Audience.TEAM)
    showing.show(casebook, trust.id, second.id, reader, "Status was late by twenty minutes")
    made = exports.render(casebook, trust.id, "shared-account", "md", subject_id=reader.value)
    text = made.data.decode()
    assert "Status was late by twenty minutes" in text
    assert not [word for word in canaries.of[Paragraph, "text"] if word in text]


def test_the_gate_knows_what_this_reader_may_hear(casebook: Casebook) -> None:
    """A template that says a private sentence itself is held back, a released one is not."""
    canaries = Canaries()
    trust = add_trust_case(casebook, canaries)
    paragraph = drafting.of_case(casebook, Paragraph, trust.id)[0]
    with casebook.edit("Name it", trust.id) as edit:
        (settings,) = edit.of_case(TrustSettings, trust.id)
        edit.save(replace(settings, about=paragraph.text))
    held = exports.render(casebook, trust.id, "repair-frame", "md", subject_id="team")
    assert held.leaks
    showing.show(casebook, trust.id, paragraph.id, Audience.TEAM)
    passed = exports.render(casebook, trust.id, "repair-frame", "md", subject_id="team")
    assert passed.leaks == ()
    other = exports.render(casebook, trust.id, "repair-frame", "md", subject_id="leadership")
    assert other.leaks


def test_taking_a_choice_back_makes_it_private_again(casebook: Casebook) -> None:
    canaries = Canaries()
    trust = add_trust_case(casebook, canaries)
    paragraph = drafting.of_case(casebook, Paragraph, trust.id)[0]
    showing.show(casebook, trust.id, paragraph.id, Audience.TEAM)
    assert paragraph.text in _account(casebook, trust.id)
    showing.hide(casebook, trust.id, paragraph.id, Audience.TEAM)
    assert paragraph.text not in _account(casebook, trust.id)
    casebook.undo(trust.id)
    assert paragraph.text in _account(casebook, trust.id)


def _account(casebook: Casebook, case_id: str) -> str:
    return exports.preview(casebook, case_id, "shared-account", subject_id="team")
