"""A name in every text that people can write, and private words beside it: nothing of it leaves."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from app.casebook import Casebook
from app.domain.candour.dismissals import Dismissal
from app.domain.drafted import Draft
from app.domain.drafts import (
    Bookmark,
    Case,
    CaseKind,
    Citation,
    Entry,
    new_id,
)
from app.domain.leaks import LeakError
from app.domain.people import Alias, NameAnswer, Person, Role
from app.domain.practice.accounts import FairAccount
from app.domain.practice.context import DecisionPoint
from app.domain.practice.meeting_pages import texts_of
from app.domain.practice.meetings import MeetingNote
from app.domain.practice.response import Milestone
from app.domain.publication import Publication
from app.domain.timeline import Span
from app.domain.trust.support import PacketPiece
from app.operations import (
    cases,
    copying,
    evidence,
    exports,
    pictures,
    publishing,
    timeline,
)
from app.operations.practice import action_exports, follow_up, meetings
from tests.unit.operations.full_case import SAID, filled, rows
from tests.unit.operations.full_trust import (
    add_trust_case,
    pack_everything,
    show_everything,
    trust_rows,
)

NAMES = ("mira", "olsen")
PRIVATE = ("alone", "notes", "spoken", "marked", "aside")
NOT_SHARED = {Person, Alias, Role, NameAnswer, Bookmark, Citation, Publication}
"""Names themselves, what only those see who work on the case, and what was frozen before."""


@pytest.fixture
def told(casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A case that names somebody wherever it can, beside another that does so, too."""
    return filled(casebook, case, monkeypatch)


def test_rows_of_every_kind_are_looked_at(case: Case) -> None:
    made = {type(row) for row in rows(case.id, "other", 1)} | {Case}
    of_trust = {type(row) for row in trust_rows("trust", lambda _kind, _field: SAID)}
    assert made | of_trust | NOT_SHARED | {PacketPiece} == set(get_args(Draft))


def test_a_name_in_any_field_leaves_in_no_document(casebook: Casebook, told: Case) -> None:
    offered = exports.choices(casebook, told.id)
    assert len({choice.template.id for choice in offered}) >= 8
    for choice in offered:
        subject = choice.subject.id if choice.subject else ""
        for fmt in choice.template.formats:
            made = exports.render(casebook, told.id, choice.template.id, fmt, subject_id=subject)
            assert made.leaks == (), (choice.words, fmt)
            for text in (*texts_in(made.data, fmt), made.file_name):
                assert not named(text), (choice.words, fmt, excerpt(text))


def test_nor_in_one_of_a_trust_case(casebook: Casebook, told: Case) -> None:
    trust = add_trust_case(casebook, lambda kind, field: f"{kind.__name__} {field} {SAID}")
    show_everything(casebook, trust.id)
    pack_everything(casebook, trust.id)
    said = 0
    for choice in exports.choices(casebook, trust.id):
        subject = choice.subject.id if choice.subject else ""
        made = exports.render(casebook, trust.id, choice.template.id, "html", subject_id=subject)
        assert made.leaks == (), choice.words
        for text in (*texts_in(made.data, "html"), made.file_name):
            assert not named(text), (choice.words, excerpt(text))
            said += text.count("[person]")
    assert said > 100, "roles stand there instead"


def test_nor_in_any_other_way(casebook: Casebook, told: Case) -> None:
    made = [
        *(action_exports.render(casebook, told.id, fmt) for fmt in action_exports.FORMATS),
        *(pictures.picture_of(casebook, told.id, what, "svg") for what in pictures.Drawing),
    ]
    texts = [text for each in made for text in (each.data.decode(), each.file_name)]
    assert not any(each.leaks for each in made)
    room = meetings.room(casebook, told.id)
    texts += [*texts_of(room.shown), *(note.text for note in room.notes)]
    texts += [follow_up.open_actions(casebook, told.id), publishing.reminder(casebook, told.id)]
    for cited in timeline.entries(casebook, told.id):
        texts.append(copying.cited_entry_text(casebook, told.id, cited.entry.id))
    items = [Span(int(one)) for one in evidence.item_ids(casebook, told.id)]
    texts.append(copying.evidence_text(casebook, told.id, items))
    version = publishing.publish(casebook, told.id, f"The wiki of {SAID}")
    texts += [version.text, publishing.invitation(casebook, told.id)]
    for other in cases.cases(casebook)[:1]:
        publishing.publish(casebook, other.id)
    digest = next(one for one in exports.choices(casebook, told.id) if one.template.id == "digest")
    quarter = digest.subject.id if digest.subject else ""
    texts.append(exports.preview(casebook, told.id, "digest", subject_id=quarter))
    assert "An earlier one" not in texts[-1], "titles are those of now"
    assert texts[-1].count("Case title") >= 2, "both reviews stand in it"
    for text in texts:
        assert not named(text), excerpt(text)
    assert sum("participant" in text for text in texts) > 10, "roles stand there instead"


def test_private_words_beside_it_leave_in_no_document(casebook: Casebook, told: Case) -> None:
    trust, secrets = plant_private_words(casebook, told)
    for case_id in (told.id, trust.id):
        for choice in exports.choices(casebook, case_id):
            document, subject = choice.template.id, choice.subject.id if choice.subject else ""
            for fmt in choice.template.formats:
                made = exports.render(casebook, case_id, document, fmt, subject_id=subject)
                assert made.leaks == (), (choice.words, fmt, made.leaks[:1])
                texts = "\n".join(texts_in(made.data, fmt))
                assert not [word for word in secrets if word in texts], (choice.words, fmt)
    room = meetings.room(casebook, told.id)
    assert not any(word in text for text in texts_of(room.shown) for word in secrets)


def plant_private_words(casebook: Casebook, told: Case) -> tuple[Case, list[str]]:
    trust = cases.add_case(casebook, CaseKind.TRUST, "Between two")
    secrets = []
    for number, each in enumerate((told, trust)):
        words = [f"{what}zebra{number}" for what in PRIVATE]
        secrets += words
        alone, notes, spoken, marked, aside = (
            f"The {word} walked off in the night" for word in words
        )
        entry = Entry(new_id(), each.id, alone, private=True)
        with casebook.edit("Keep it", each.id) as edit:
            edit.add(entry)
            edit.save(replace(edit.get(Case, each.id), private_notes=notes))
            edit.add(FairAccount(new_id(), each.id, f"role {number}", words=spoken))
            for held in edit.of_case(Milestone, each.id):
                edit.save(replace(held, entry_id=entry.id))
            for point in edit.of_case(DecisionPoint, each.id):
                edit.save(replace(point, entry_id=entry.id))
            edit.add(MeetingNote(new_id(), each.id, "none", "A note", target_id=entry.id))
            edit.add(Dismissal(new_id(), each.id, "a-rule", each.id, "", "", "", aside, 0))
            if each is told:
                item = edit.of_case(Citation, each.id)[0].item_id
                edit.add(Bookmark(new_id(), each.id, item, marked))
    return trust, secrets


def test_a_role_that_is_a_name_does_not_let_it_out(casebook: Casebook, told: Case) -> None:
    with casebook.edit("Call them by name", told.id) as edit:
        for role in edit.of_case(Role, told.id):
            edit.save(replace(role, label="Mira Olsen"))
    assert exports.render(casebook, told.id, exports.INCIDENT_REVIEW, "md").leaks
    with pytest.raises(LeakError):
        publishing.publish(casebook, told.id)


def named(text: str) -> bool:
    return any(name in text.casefold() for name in NAMES)


def excerpt(text: str) -> str:
    at = min(place for name in NAMES if (place := text.casefold().find(name)) >= 0)
    return text[max(0, at - 150) : at + 80]


def texts_in(data: bytes, fmt: str) -> Iterator[str]:
    if fmt != "docx":
        yield html.unescape(data.decode())
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield name
            if name.endswith((".xml", ".rels")):
                yield package.read(name).decode()
