"""The people of a case: roles, names, who is who.

People and their names belong to the whole casebook, roles to one case. Every edit is a step of the
case it was made in, and is undone there. Labels of steps name nobody: they outlast an erasure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.casebook import Casebook, Edit
from app.casebook import people as stored
from app.domain import roles
from app.domain.drafts import new_id
from app.domain.errors import InvalidInputError
from app.domain.people import Alias, AliasKind, People, Person, Role
from app.domain.practice.accounts import FairAccount
from app.domain.progress import NoProgress, Progress, stop_if_cancelled

QUIET = NoProgress()

# What m001 stored of a Slack export: https://api.slack.com/events/message
_CHAT_EXPORT = "slack-export"
_MACHINE_MARK = '"bot_id"'
_MEMBER = re.compile(r"(?!USLACKBOT)[UW][A-Z0-9]+")


def people_of(casebook: Casebook, case_id: str) -> People:
    """Everybody in the casebook, in the roles of one case."""
    with casebook.read() as connection:
        return stored.people_of(connection, case_id)


def observe_earlier(casebook: Casebook, progress: Progress = QUIET) -> None:
    """Keep who wrote what was imported before authors were kept.

    Only of chat exports, whose records say who wrote them and whether a machine did. Their
    members' addresses and further names come with the next import.
    """
    with casebook.read() as connection:
        unobserved = stored.unobserved_sources(connection, _CHAT_EXPORT)
    for source_id, case_id in unobserved:
        stop_if_cancelled(progress)
        with casebook.read() as connection:
            shown = stored.shown_authors(connection, source_id, _MACHINE_MARK)
        members = [author for author in shown if _MEMBER.fullmatch(author.key)]
        if members:
            with casebook.observe() as edit:
                stored.observe(edit, case_id, source_id, _CHAT_EXPORT, members)


def same_names(people: People) -> list[tuple[str, str]]:
    """Pairs of people of a case with one name: who could be merged, and into whom."""
    return roles.same_names(people)


def rename(casebook: Casebook, case_id: str, person_id: str, name: str) -> None:
    """Call a person by another name; the earlier ones stay known, so that no document shows them.

    Raises `InvalidInputError` for an empty name, `NotFoundError`.
    """
    name = _said(name, "A person needs a name.")
    with casebook.edit("Rename person", case_id) as edit:
        head = _head(edit, case_id, person_id)
        edit.save(replace(edit.get(Person, head), name=name))
        _add_name(edit, head, name)


def set_role(
    casebook: Casebook,
    case_id: str,
    person_id: str,
    label: str,
    named_because: str | None = None,
) -> None:
    """Say what a person is called in a case; ``named_because`` stays as it is where it is None.

    Raises `InvalidInputError` for an empty label, `NotFoundError`.
    """
    label = _said(label, "A role needs a label, for example “on-call engineer A”.")
    with casebook.edit("Change role", case_id) as edit:
        role = _role(edit, case_id, person_id)
        because = role.named_because if named_because is None else named_because.strip()
        edit.save(replace(role, label=label, named_because=because))
        _rename_page(edit, case_id, role.person_id, label)


def _rename_page(edit: Edit, case_id: str, person_id: str, label: str) -> None:
    """The fair-account page of a person goes by their role: documents know nothing else of it."""
    people = stored.people_of(edit.connection, case_id)
    alike = set(people.members(person_id))
    for account in edit.of_case(FairAccount, case_id):
        if account.person_id in alike:
            edit.save(replace(account, role=label))


def name_in_documents(casebook: Casebook, case_id: str, person_id: str, because: str) -> None:
    """State why documents show a person's name; with an empty reason they show the role again.

    Raises `NotFoundError`.
    """
    with casebook.edit("Name in documents", case_id) as edit:
        role = _role(edit, case_id, person_id)
        edit.save(replace(role, named_because=" ".join(because.split())))


def _role(edit: Edit, case_id: str, person_id: str) -> Role:
    """The role that a person has in a case, a new one where there was none."""
    head = _head(edit, case_id, person_id)
    role = stored.people_of(edit.connection, case_id).role(head)
    if role is None:
        stored.give_roles(edit, case_id, [head])
        return _role(edit, case_id, head)
    return role


def merge(casebook: Casebook, case_id: str, person_id: str, into: str) -> None:
    """Two people turned out to be one: ``into`` stays, with its role; both keep their names.

    Raises `InvalidInputError` where they are one already, `NotFoundError`.
    """
    with casebook.edit("Merge people", case_id) as edit:
        one, other = _head(edit, case_id, person_id), _head(edit, case_id, into)
        if one == other:
            raise InvalidInputError("These two are one person already; choose two people to merge.")
        edit.save(replace(edit.get(Person, one), merged_into=other))


def split(casebook: Casebook, case_id: str, person_id: str) -> None:
    """Somebody who was merged is a person of their own again, as before.

    Raises `InvalidInputError` where they were not merged into anybody, `NotFoundError`.
    """
    with casebook.edit("Split people", case_id) as edit:
        person = edit.get(Person, person_id)
        if person.merged_into is None:
            raise InvalidInputError("This person was not merged into another; nothing to split.")
        edit.save(replace(person, merged_into=None))
        stored.give_roles(edit, case_id, [person_id])


def add_alias(casebook: Casebook, case_id: str, person_id: str, text: str) -> Alias:
    """Add a further name, such as a nickname that people use in their messages.

    Raises `InvalidInputError` for an empty name, or one that the person has already;
    `NotFoundError`.
    """
    text = _said(text, "Write the name to add.")
    with casebook.edit("Add name", case_id) as edit:
        added = _add_name(edit, _head(edit, case_id, person_id), text)
        if added is None:
            raise InvalidInputError(f"“{text}” is a name of this person already.")
        return added


def remove_alias(casebook: Casebook, case_id: str, alias_id: str) -> None:
    """Take away a name that a person added.

    Raises `InvalidInputError` for a name that stands in the evidence, `NotFoundError`.
    """
    with casebook.edit("Remove name", case_id) as edit:
        alias = edit.get(Alias, alias_id)
        if alias.source_id is not None:
            raise InvalidInputError(
                f"“{alias.text}” stands in the evidence; only a name that somebody added can be "
                "removed."
            )
        edit.remove(Alias, alias_id)


def _head(edit: Edit, case_id: str, person_id: str) -> str:
    edit.get(Person, person_id)
    return stored.people_of(edit.connection, case_id).head(person_id)


def _add_name(edit: Edit, head: str, text: str) -> Alias | None:
    """Make a name known as one of a person's; None where it is."""
    people = People(edit.all(Person), edit.all(Alias), ())
    if text in {alias.text for alias in people.names_of(head)}:
        return None
    added = Alias(new_id(), head, _kind_of(text), text)
    edit.add(added)
    return added


def _kind_of(text: str) -> AliasKind:
    if text.startswith("@"):
        return AliasKind.HANDLE
    return AliasKind.ADDRESS if "@" in text else AliasKind.NAME


def _said(text: str, problem: str) -> str:
    if not text.strip():
        raise InvalidInputError(problem)
    return " ".join(text.split())
