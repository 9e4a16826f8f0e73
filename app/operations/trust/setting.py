"""What holds for a whole trust case: read it, and change it in a step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.casebook import Casebook, Edit
from app.domain.drafted_rows import Rows
from app.domain.drafts import new_id
from app.domain.trust.setting import Position, TrustSettings


def setting(casebook: Casebook, case_id: str) -> TrustSettings:
    """The setting of a trust case; where nothing was said yet, one that has no id."""
    with casebook.drafts() as drafts:
        return setting_in(drafts, case_id)


def setting_in(rows: Rows, case_id: str) -> TrustSettings:
    """The same within a transaction."""
    return next(iter(rows.of_case(TrustSettings, case_id)), TrustSettings("", case_id))


def change(casebook: Casebook, case_id: str, changes: Mapping[str, object], label: str) -> None:
    """Change some fields of the setting, in one step."""
    with casebook.edit(label, case_id) as edit:
        change_in(edit, case_id, changes)


def change_in(edit: Edit, case_id: str, changes: Mapping[str, object]) -> None:
    """The same within a transaction."""
    fields: dict[str, Any] = dict(changes)
    changed = replace(setting_in(edit, case_id), **fields)
    if changed.id:
        edit.save(changed)
    else:
        edit.add(replace(changed, id=new_id()))


def take_position(casebook: Casebook, case_id: str, position: Position) -> None:
    """Say how the person at the desk stands to what happened."""
    change(casebook, case_id, {"position": position}, "Say my position")
