"""How a review begins: what was answered, what the casebook holds to help, and answering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.casebook import Casebook, evidence
from app.domain.drafts import Case, CaseKind, Entry
from app.domain.evidence import Source
from app.domain.moments import zone_named
from app.domain.practice import start
from app.domain.practice.playbook import PlaybookItem
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.proposals import is_severe
from app.domain.practice.start import Beginning
from app.domain.review_words import counted, moment_words
from app.operations.practice import playbooks

_LOGS = (
    *("access-log", "container-log", "haproxy", "journald", "json-log", "logfmt", "mysql-log"),
    *("opentelemetry", "postgres-csvlog", "postgres-log", "text-log", "w3c-log"),
)
_WATCHING = ("alertmanager", "grafana-annotations", "grafana-csv", "opsgenie", "prometheus")
_TOLD_BY: Mapping[str, frozenset[str]] = {
    "IR-I2": frozenset(
        {*_LOGS, *_WATCHING, "pagerduty", "pagerduty-csv", "kubernetes-events"}
        | {"kubernetes-event-table"}
    ),
    "IR-I3": frozenset({"git-log", "github", "gitlab", "kubernetes-events"}),
    "IR-I4": frozenset(
        {"chat-copied", "discord", "irc", "mail", "mattermost", "rocketchat", "slack-export"}
        | {"teams-export", "transcript"}
    ),
    "IR-I5": frozenset({"jira", "jira-csv", "mail", "statuspage"}),
}
"""The formats that usually tell of an input; a person says whether they do here."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the Start page shows: the answers, and what the casebook holds beside each item."""

    begun: Beginning
    found: Mapping[str, str] = field(default_factory=dict)


def start_of(casebook: Casebook, case_id: str) -> Start:
    """How the review of a case begins. Raises `NotFoundError`."""
    with casebook.drafts() as drafts:
        case = drafts.get(Case, case_id)
        answers = playbooks.answers_in(drafts, case_id)
        entries = len(drafts.of_case(Entry, case_id))
        others = [
            each for each in drafts.cases() if each.kind is CaseKind.INCIDENT and each.id != case_id
        ]
        sources = evidence.sources(drafts.connection, case_id)
    found = {item: _titles(sources, formats) for item, formats in _TOLD_BY.items()}
    found["IR-I1"] = f"{counted(entries, 'entry', 'entries')} in the draft" if entries else ""
    found["IR-I6"] = f"{counted(len(others), 'other review')} in this casebook" if others else ""
    found["PM-T1"] = case.severity if is_severe(case.severity) else ""
    zone = zone_named(case.zone)
    if case.contained_us is not None:
        found["IR-G1"] = f"contained {moment_words(case.contained_us, zone)}"
    items = playbooks.items()
    return Start(Beginning(answers, case.facilitator, role_items(items)), found)


def role_items(items: Mapping[str, PlaybookItem]) -> tuple[str, ...]:
    """The items of all roles in a review."""
    roles = (start.ROLES, start.MEETING_ROLES)
    return tuple(item for role in roles for item, _ in items[role].part_items())


def _titles(sources: Sequence[Source], formats: frozenset[str]) -> str:
    """The sources that may tell of an input; empty for none."""
    titles = [source.title for source in sources if formats & _formats(source)]
    more = len(titles) - 3
    shown = ", ".join(titles[:3])
    return f"{shown} and {more} more" if more > 0 else shown


def _formats(source: Source) -> set[str]:
    return {source.receipt.format, *(member.format for member in source.receipt.members)}


def answer(casebook: Casebook, case_id: str, item: str, state: AnswerState, text: str = "") -> None:
    """Answer an item of the beginning; the facilitator goes into the header of the case."""
    if item == start.FACILITATOR:
        with casebook.edit("Name the facilitator", case_id) as edit:
            edit.save(replace(edit.get(Case, case_id), facilitator=text.strip()))
        return
    if item in start.GATE:
        state = start.gate_state(state, text)
    playbooks.answer(casebook, case_id, item, state, text, label=_label(item))


def _label(item: str) -> str:
    if item in start.GATE:
        return "Answer the gate"
    if item in start.INPUTS:
        return "Note what was gathered"
    if item == start.UNHEARD:
        return "Note accounts not heard"
    return "Name who takes part" if "-R1/" in item else "Say why this review"
