"""Bookmarks: places in the evidence to come back to. Private to the casebook, never exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.casebook import Casebook, Edit, evidence
from app.domain.drafts import Bookmark, new_id
from app.domain.errors import NotFoundError
from app.domain.evidence import Item


@dataclass(frozen=True, slots=True)
class Marked:
    """A bookmark with the item it stands at."""

    bookmark: Bookmark
    item: Item


def bookmarks(casebook: Casebook, case_id: str) -> list[Marked]:
    """The bookmarks of a case in time order, undated ones last; none into a hidden source."""
    with casebook.drafts() as drafts:
        kept = {one.item_id: one for one in drafts.of_case(Bookmark, case_id)}
        items = evidence.items(drafts.connection, list(kept))
    marked = [Marked(kept[item.id], item) for item in items]
    return sorted(marked, key=_in_time)


def _in_time(marked: Marked) -> tuple[bool, int, int]:
    instant = marked.item.utc_us
    return instant is None, instant or 0, marked.item.id


def toggle(casebook: Casebook, case_id: str, item_ids: Sequence[int]) -> bool:
    """Bookmark these items; where all of them are already, take the bookmarks away again.

    Returns whether they are bookmarked now. Raises `NotFoundError` for an item of another case.
    """
    with casebook.drafts() as drafts:
        kept = {one.item_id: one for one in drafts.of_case(Bookmark, case_id)}
    missing = [item_id for item_id in item_ids if item_id not in kept]
    label = "Add bookmark" if missing else "Remove bookmark"
    with casebook.edit(label, case_id) as edit:
        for item_id in missing:
            edit.add(_bookmark(edit, case_id, item_id))
        if not missing:
            for item_id in item_ids:
                edit.remove(Bookmark, kept[item_id].id)
    return bool(missing)


def note(casebook: Casebook, case_id: str, item_id: int, words: str) -> None:
    """Write the note of an item's bookmark, which is made where there is none yet.

    Raises `NotFoundError` for an item of another case.
    """
    with casebook.edit("Note at a bookmark", case_id) as edit:
        kept = [one for one in edit.of_case(Bookmark, case_id) if one.item_id == item_id]
        if kept:
            edit.save(replace(kept[0], note=words.strip()))
        else:
            edit.add(replace(_bookmark(edit, case_id, item_id), note=words.strip()))


def remove(casebook: Casebook, case_id: str, bookmark_id: str) -> None:
    """Take a bookmark away; undo brings it back with its note. Raises `NotFoundError`."""
    with casebook.edit("Remove bookmark", case_id) as edit:
        edit.remove(Bookmark, bookmark_id)


def _bookmark(edit: Edit, case_id: str, item_id: int) -> Bookmark:
    item = evidence.item(edit.connection, item_id)
    if evidence.settings_of(edit.connection, item.source_id).case_id != case_id:
        raise NotFoundError(f"There is no item {item_id} in this case; it is evidence of another.")
    return Bookmark(new_id(), case_id, item_id)
