"""People leave with the last source that knows them.

Only observed authors are people: whom no source knows any more is nobody here. Who was merged
with somebody who leaves stays, under the role that was shown, and keeps the names people added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.casebook import journal
from app.casebook.editing import Edit
from app.domain.people import Alias, AliasKind, People, Person, Role
from app.domain.practice.accounts import FairAccount


@dataclass(frozen=True, slots=True)
class Gone:
    """What went with a source: names that nobody bears any more, and rows that held names.

    ``rows`` are ids by the name of their table.
    """

    names: frozenset[str] = frozenset()
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)


def let_go(edit: Edit, source_id: int) -> Gone:
    """Remove the names that a source gave, and the people whom no other source knows.

    No case can undo afterwards what it did to them.
    """
    leave = _Leave(edit, source_id)
    if not leave.names:
        return Gone()
    leave.settle()
    # People who leave may point at each other.
    edit.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    leave.pass_on_names()
    leave.pass_on_roles()
    leave.pass_on_pages()
    leave.rename_who_stays()
    leave.go()
    borne = {alias.text for alias in edit.all(Alias)}
    names = {alias.text for alias in leave.names} | {alias.text for alias in leave.added}
    return Gone(frozenset(names - borne), leave.rows)


class _Leave:
    """Who leaves with a source, and who takes their place."""

    def __init__(self, edit: Edit, source_id: int) -> None:
        self._edit = edit
        persons, aliases = edit.all(Person), edit.all(Alias)
        self.names = [alias for alias in aliases if alias.source_id == source_id]
        self._others = [alias for alias in aliases if alias.source_id != source_id]
        self._persons = {person.id: person for person in persons}
        self._people = People(persons, (), ())
        known = {alias.person_id for alias in self._others if alias.source_id is not None}
        met = {alias.person_id for alias in self.names}
        self._leaving = met - known
        self._staying = met & known
        self.added = [alias for alias in self._others if alias.person_id in self._leaving]
        roles = edit.all(Role)
        self._roles = [role for role in roles if role.person_id in self._leaving]
        self._pages = [one for one in edit.all(FairAccount) if one.person_id in self._leaving]
        self._held = {(role.case_id, role.person_id): role for role in roles}
        self._followers = [one for one in persons if one.merged_into in self._leaving]
        self._new_heads: dict[str, str] = {}
        for follower in sorted(self._followers, key=lambda one: one.id):
            if follower.id not in self._leaving and self._above(follower.id) is None:
                self._new_heads.setdefault(self._people.head(follower.id), follower.id)

    @property
    def rows(self) -> Mapping[str, Sequence[str]]:
        """What held names of the source."""
        return {
            "people": sorted(self._leaving | self._staying),
            "aliases": [alias.id for alias in (*self.names, *self.added)],
            "roles": [role.id for role in self._roles],
        }

    def settle(self) -> None:
        """End every undo and redo of what is about to change."""
        changing = (
            *self.rows.items(),
            ("people", [one.id for one in self._followers]),
            ("fair_accounts", [one.id for one in self._pages]),
        )
        for table, row_ids in changing:
            journal.settle(self._edit.connection, table, row_ids)

    def _above(self, person_id: str) -> str | None:
        """The next one up, among those whom somebody was merged into, who stays."""
        up = self._persons[person_id].merged_into
        while up is not None and up in self._leaving:
            up = self._persons[up].merged_into
        return up

    def _heir(self, person_id: str) -> str | None:
        """Who takes the place of one who leaves; None for nobody."""
        return self._above(person_id) or self._new_heads.get(self._people.head(person_id))

    def pass_on_names(self) -> None:
        """Names that people added go to the heir."""
        for alias in self.added:
            heir = self._heir(alias.person_id)
            if heir is None:
                self._edit.remove(Alias, alias.id)
            else:
                self._edit.save(replace(alias, person_id=heir))

    def pass_on_roles(self) -> None:
        """The role that was shown goes on being shown."""
        heads_first = sorted(self._roles, key=lambda role: not self._is_head(role.person_id))
        for role in heads_first:
            heir = self._heir(role.person_id)
            held = self._held.get((role.case_id, heir)) if heir else None
            if heir is None or (held and not self._is_head(role.person_id)):
                self._edit.remove(Role, role.id)
                continue
            if held:
                self._edit.remove(Role, held.id)
            self._held[role.case_id, heir] = replace(role, person_id=heir)
            self._edit.save(self._held[role.case_id, heir])

    def pass_on_pages(self) -> None:
        """The page of a responder stays under its role, and goes by who bears that now."""
        for page in self._pages:
            self._edit.save(replace(page, person_id=self._heir(page.person_id) or ""))

    def _is_head(self, person_id: str) -> bool:
        return self._persons[person_id].merged_into is None

    def rename_who_stays(self) -> None:
        """Nobody is called by a name that only the source gave."""
        gone = {alias.text for alias in self.names}
        for person_id in sorted(self._staying):
            left = [alias for alias in self._others if alias.person_id == person_id]
            person = self._persons[person_id]
            if person.name in gone - {alias.text for alias in left}:
                self._edit.save(replace(person, name=_called(left)))

    def go(self) -> None:
        """Remove the names and those who leave."""
        for alias in self.names:
            self._edit.remove(Alias, alias.id)
        for follower in self._followers:
            if follower.id not in self._leaving:
                heir = self._heir(follower.id)
                now = self._edit.get(Person, follower.id)
                self._edit.save(replace(now, merged_into=None if heir == now.id else heir))
        for person_id in sorted(self._leaving):
            self._edit.remove(Person, person_id)


def _called(aliases: Iterable[Alias]) -> str:
    """The name to show first of those that are left."""
    return min(aliases, key=lambda alias: alias.kind is not AliasKind.NAME).text
