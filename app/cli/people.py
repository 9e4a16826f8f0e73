"""The commands about people: who they are, and what a case calls them."""

from __future__ import annotations

import argparse

from app.casebook import Casebook
from app.cli.access import of_case
from app.cli.output import Output
from app.domain.drafts import Case
from app.domain.errors import InvalidInputError
from app.domain.folding import folded
from app.domain.people import AliasKind, People
from app.domain.roles import Doubts
from app.operations import people


def listed(asked: argparse.Namespace, output: Output) -> None:
    """List the people of a case, after merging, splitting or naming some."""
    with of_case(asked, output) as (casebook, case):
        _edit(casebook, case, asked)
        found = people.people_of(casebook, case.id)
        for person_id in found.in_case:
            _tell(found, person_id, output)
        for one, other in people.same_names(found):
            output.say(f"{found.label(one)} and {found.label(other)} bear the same name.")


def role(asked: argparse.Namespace, output: Output) -> None:
    """Say what somebody is called in a case, and why documents show their name, if they do."""
    with of_case(asked, output) as (casebook, case):
        found = people.people_of(casebook, case.id)
        person_id = _person(found, asked.person)
        label = found.label(person_id) if asked.label is None else asked.label
        people.set_role(casebook, case.id, person_id, label, asked.because)
        found = people.people_of(casebook, case.id)
        _tell(found, person_id, output)
        if doubt := Doubts(found).about(person_id, found.label(person_id)):
            output.say(doubt)


def _edit(casebook: Casebook, case: Case, asked: argparse.Namespace) -> None:
    found = people.people_of(casebook, case.id)
    if asked.merge:
        one, into = (_person(found, text) for text in asked.merge)
        people.merge(casebook, case.id, one, into)
    elif asked.split:
        people.split(casebook, case.id, _merged(found, asked.split))
    elif asked.rename:
        people.rename(casebook, case.id, _person(found, asked.rename[0]), asked.rename[1])
    elif asked.add_name:
        people.add_alias(casebook, case.id, _person(found, asked.add_name[0]), asked.add_name[1])
    elif asked.remove_name:
        _remove_name(casebook, case, found, *asked.remove_name)


def _remove_name(casebook: Casebook, case: Case, found: People, who: str, text: str) -> None:
    aliases = [alias for alias in found.names_of(_person(found, who)) if alias.text == text]
    if not aliases:
        raise InvalidInputError(f"“{text}” is no name of “{who}”.")
    by_hand = [alias for alias in aliases if alias.source_id is None]
    people.remove_alias(casebook, case.id, (by_hand or aliases)[0].id)


def _person(found: People, said: str) -> str:
    """The one person of the case with this id, role or name."""
    if said in found.persons:
        return found.head(said)
    meant = [one for one in found.in_case if folded(said) in set(_called(found, one))]
    if len(meant) != 1:
        several = "several people" if meant else "nobody"
        raise InvalidInputError(
            f"“{said}” means {several} in this case; the command “people” lists ids to choose by."
        )
    return meant[0]


def _called(found: People, person_id: str) -> list[str]:
    texts = [found.label(person_id), found.persons[person_id].name]
    return [folded(text) for text in (*texts, *_names(found, person_id))]


def _names(found: People, person_id: str) -> list[str]:
    texts = (alias.text for alias in found.names_of(person_id))
    return list(dict.fromkeys(texts))


def _merged(found: People, said: str) -> str:
    """Somebody who was merged, by id or by the name they had before."""
    merged = [person for person in found.persons.values() if person.merged_into]
    meant = [one.id for one in merged if said == one.id or folded(said) == folded(one.name)]
    if len(meant) != 1:
        raise InvalidInputError(
            f"“{said}” is not somebody who was merged; the command “people” lists them."
        )
    return meant[0]


def _tell(found: People, person_id: str, output: Output) -> None:
    held, person = found.role(person_id), found.persons[person_id]
    because = "" if held is None else held.named_because
    merged = [one for one in found.members(person_id) if one != person_id]
    fields = {
        "id": person_id,
        "role": found.label(person_id),
        "name": person.name,
        "names": [
            {"kind": alias.kind, "text": alias.text, "source": alias.source_id}
            for alias in found.names_of(person_id)
        ],
        "named_because": because,
        "merged": [{"id": one, "name": found.persons[one].name} for one in merged],
    }
    spoken = {alias.text for alias in found.names_of(person_id) if alias.kind != AliasKind.KEY}
    others = ", ".join(sorted(spoken - {person.name}))
    shown = f"  named in documents: {because}" if because else ""
    output.result(fields, f"{person_id}  {found.label(person_id)}  {person.name} ({others}){shown}")
