"""The people of a casebook: read, observed at the end of an import, let go with their sources.

An author whose id (in the same format) or address is known already is that person. Equal names
alone never make two authors one person: that is proposed, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from app.casebook import schema
from app.casebook.editing import Drafts, Edit
from app.domain.drafts import new_id
from app.domain.errors import ConflictError
from app.domain.people import Alias, AliasKind, Author, AuthorName, People, Person, Role
from app.domain.roles import automatic_labels

_sources = schema.sources
_aliases = schema.aliases
_BUNDLE = "bundle"
"""The format of a folder or archive whose files are read each by its own (importers/bundle.py)."""
_TABLES = "-csv"
"""How the formats end that are a tool's tables: its people have the same ids there."""


def people_of(connection: Connection, case_id: str) -> People:
    """Everybody in the casebook, in the roles of one case."""
    drafts = Drafts(connection)
    return People(drafts.all(Person), drafts.all(Alias), drafts.of_case(Role, case_id))


def refuse_circles(connection: Connection, label: str) -> None:
    """Raise `ConflictError` where two people would now each be merged into the other."""
    people = schema.people
    rows = connection.execute(
        select(people.c.id, people.c.merged_into).where(people.c.merged_into.is_not(None))
    )
    into: dict[str, str] = {row.id: row.merged_into for row in rows}
    for person_id in into:
        seen = {person_id}
        while (person_id := into.get(person_id, "")) and person_id not in seen:
            seen.add(person_id)
        if person_id:
            raise ConflictError(
                f"“{label}” cannot be done again: another case of this casebook has merged the "
                "two people the other way round since."
            )


def observe(
    edit: Edit, case_id: str, source_id: int, format_id: str, authors: Iterable[Author]
) -> None:
    """Keep who wrote a source, and give a role in its case to everybody new there.

    People and their names stay when the edit is undone; the roles go with it.
    """
    with edit.observing():
        known = _Known(edit.connection, format_id)
        met = [_observed(edit, known, source_id, author) for author in authors]
    give_roles(edit, case_id, met)


def give_roles(edit: Edit, case_id: str, person_ids: Iterable[str]) -> None:
    """Label those who have no role in the case yet, in the order they are given."""
    having = {role.person_id: role.label for role in edit.of_case(Role, case_id)}
    labels = automatic_labels(list(having.values()))
    for person_id in dict.fromkeys(person_ids):
        if person_id not in having:
            edit.add(Role(new_id(), case_id, person_id, next(labels)))


def _observed(edit: Edit, known: _Known, source_id: int, author: Author) -> str:
    names = [name for name in dict.fromkeys(author.names) if name.text.strip()]
    person_id = known.person(author)
    if person_id is None:
        person_id = new_id()
        edit.add(Person(person_id, _called(author.key, names)))
    for name in dict.fromkeys([AuthorName(AliasKind.KEY, author.key), *names]):
        edit.add(Alias(new_id(), person_id, name.kind, name.text, source_id))
    known.learn(author, person_id)
    return person_id


def _called(key: str, names: Sequence[AuthorName]) -> str:
    """The name to show first: a name, else whatever there is."""
    spoken = [name.text for name in names if name.kind is AliasKind.NAME]
    return [*spoken, *(name.text for name in names), key][0]


class _Known:
    """Who is known by which id, among sources of one format, and by which address."""

    def __init__(self, connection: Connection, format_id: str) -> None:
        self._format = format_id
        of_source = func.json_extract(_sources.c.receipt, "$.format").label("format")
        by_key = (
            select(_aliases.c.text, _aliases.c.person_id, of_source)
            .join(_sources, _sources.c.id == _aliases.c.source_id)
            .where(_aliases.c.kind == AliasKind.KEY)
        )
        by_address = select(_aliases.c.text, _aliases.c.person_id).where(
            _aliases.c.kind == AliasKind.ADDRESS
        )
        self._keys: dict[str, str] = {
            _of_format(row.format, row.text): row.person_id for row in connection.execute(by_key)
        }
        self._addresses: dict[str, str] = {
            row.text.casefold(): row.person_id for row in connection.execute(by_address)
        }

    def person(self, author: Author) -> str | None:
        """Who an author is, where that is sure."""
        found = self._keys.get(_of_format(self._format, author.key)) if _is_id(author) else None
        addresses = (self._addresses.get(address) for address in _addresses(author))
        return found or next(filter(None, addresses), None)

    def learn(self, author: Author, person_id: str) -> None:
        """The author is this person."""
        self._keys.setdefault(_of_format(self._format, author.key), person_id)
        for address in _addresses(author):
            self._addresses.setdefault(address, person_id)


def _of_format(format_id: str, key: str) -> str:
    """An id together with its tool; in a bundle the ids of its files say theirs already."""
    return key if format_id == _BUNDLE else f"{format_id.removesuffix(_TABLES)}:{key}"


def _is_id(author: Author) -> bool:
    """A key that is nothing but a name tells two people of one name not apart."""
    return AuthorName(AliasKind.NAME, author.key) not in author.names


def _addresses(author: Author) -> list[str]:
    found = [name.text.casefold() for name in author.names if name.kind is AliasKind.ADDRESS]
    return [*found, author.key.casefold()] if "@" in author.key[1:] else found


def unobserved_sources(connection: Connection, format_id: str) -> list[tuple[int, str]]:
    """Shown sources of a format of whose authors nothing is kept, each with its case."""
    settings = schema.source_settings
    observed = select(_aliases.c.source_id).where(_aliases.c.source_id.is_not(None))
    found = connection.execute(
        select(_sources.c.id, _sources.c.case_id)
        .join(settings, settings.c.source_id == _sources.c.id)
        .where(
            func.json_extract(_sources.c.receipt, "$.format") == format_id,
            _sources.c.id.not_in(observed),
        )
        .order_by(_sources.c.id)
    )
    return [(row.id, row.case_id) for row in found]


def shown_authors(connection: Connection, source_id: int, machine_mark: str) -> list[Author]:
    """The authors of stored items with the names shown for them, in the order of the source.

    Left out is who wrote a record that holds ``machine_mark``.
    """
    items = schema.items
    is_machine = func.coalesce(items.c.raw.contains(machine_mark, autoescape=True), 0)
    rows = connection.execute(
        select(items.c.author, items.c.who, func.max(is_machine).label("machine"))
        .where(items.c.source_id == source_id, items.c.who.is_not(None))
        .group_by(items.c.author, items.c.who)
        .order_by(func.min(items.c.id))
    ).all()
    machines = {row.author for row in rows if row.machine}
    names: dict[str, list[AuthorName]] = {}
    for row in rows:
        if row.author is not None and row.author not in machines:
            names.setdefault(row.author, []).append(AuthorName(AliasKind.NAME, row.who))
    return [Author(key, tuple(of)) for key, of in names.items()]
