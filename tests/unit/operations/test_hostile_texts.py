"""Whatever people paste into a field, every document is made, and shows it as words."""

from __future__ import annotations

import io

import docx
import pytest

from app.casebook import Casebook
from app.domain.drafts import Case
from app.operations import exports, pictures, publishing
from app.operations.practice import action_exports, meetings
from tests.unit.operations import full_case

HOSTILE = (
    "\0\x0b\x1f{{ 7*7 }}{% if %}<script>alert(1)</script>]]>\u202e\u2028\r\n# head\n| a |\n```\n"
)


@pytest.fixture
def told(casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr(full_case, "SAID", HOSTILE)
    return full_case.filled(casebook, case, monkeypatch)


def test_every_document_is_made_in_every_format(casebook: Casebook, told: Case) -> None:
    for choice in exports.choices(casebook, told.id):
        subject = choice.subject.id if choice.subject else ""
        for fmt in choice.template.formats:
            made = exports.render(casebook, told.id, choice.template.id, fmt, subject_id=subject)
            assert made.leaks == (), (choice.words, fmt)
            assert b"\0" not in made.data or fmt == "docx"
            if fmt == "docx":
                docx.Document(io.BytesIO(made.data))
            elif fmt == "html":
                assert b"<script>" not in made.data
            elif choice.template.id == exports.INCIDENT_REVIEW:
                assert b"7*7" in made.data.replace(b"\\", b""), "words, not worked out"


def test_pictures_tables_and_the_room_show_it_too(casebook: Casebook, told: Case) -> None:
    for drawing in pictures.Drawing:
        for fmt in ("svg", "png"):
            assert pictures.picture_of(casebook, told.id, drawing, fmt).leaks == ()
    for fmt in action_exports.FORMATS:
        assert action_exports.render(casebook, told.id, fmt).leaks == ()
    assert meetings.room(casebook, told.id).shown.pages
    assert publishing.publish(casebook, told.id).version == 1
