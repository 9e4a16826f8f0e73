"""Where the words of a document stand in the draft."""

from __future__ import annotations

from dataclasses import replace

from app.casebook import Casebook
from app.domain.drafts import Case, Entry, new_id
from app.operations import cases, timeline
from app.operations.standing import standing


def test_a_field_of_the_case_is_found_whatever_its_case_and_spaces(
    casebook: Casebook, case: Case
) -> None:
    cases.update_case(casebook, replace(case, safe_now="Ordering\nworks AGAIN for all"))
    found = standing(casebook, case.id, "ordering works again")
    assert found is not None
    assert (found.place, found.field, found.entry_id) == ("“What is safe now”", "safe_now", "")


def test_an_entry_is_found_but_never_a_private_one(casebook: Casebook, case: Case) -> None:
    timeline.add_entry(casebook, Entry(new_id(), case.id, "A private doubt", private=True))
    shown = timeline.add_entry(casebook, Entry(new_id(), case.id, "A doubt that is told")).entry

    found = standing(casebook, case.id, "doubt that is told")
    assert found is not None
    assert (found.entry_id, found.place) == (shown.id, "the entry that is selected now")
    assert standing(casebook, case.id, "a private doubt") is None
