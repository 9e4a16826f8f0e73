"""What is presented goes through the same gate as a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.casebook import Casebook
from app.domain.drafts import Case, Entry, new_id
from app.domain.leaks import LeakError
from app.operations import cases, presenting, timeline


def test_private_words_in_an_entry_keep_it_from_being_presented(
    casebook: Casebook, case: Case
) -> None:
    private = "the vendor asked us to keep this between us"
    cases.update_case(casebook, replace(case, private_notes=private))
    timeline.add_entry(casebook, Entry(new_id(), case.id, "It began."))
    assert presenting.presentation(casebook, case.id).size == "1 entry"

    timeline.add_entry(casebook, Entry(new_id(), case.id, f"At nine {private}."))

    with pytest.raises(LeakError, match="private text"):
        presenting.presentation(casebook, case.id)
