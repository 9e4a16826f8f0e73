"""The sample: a made-up incident with its evidence, and a trust case beginning beside it.

It shows what a casebook can hold, and leaves enough to do: `app.operations.sample_story` tells it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.casebook import Casebook
from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import Case, CaseKind, Entry, Known, SourceSettings
from app.domain.evidence import ImportChoices
from app.domain.moments import EventTime, parse_event_time, parse_typed, zone_named
from app.domain.people import AliasKind
from app.domain.progress import NoProgress, Progress
from app.domain.trust.beginning import FromIncident
from app.operations import (
    audiences,
    casebooks,
    cases,
    imports,
    people,
    sample_actions,
    sample_chain,
    sample_context,
    sample_lessons,
    sample_meeting,
    sample_response,
    sample_start,
    sample_trust_account,
    sample_trust_breaks,
    sample_trust_follow,
    sample_trust_frame,
    sample_trust_repairs,
    sample_trust_signals,
    sample_trust_support,
    timeline,
)
from app.operations import sample_story as story
from app.operations.sample_evidence import item_of, span_of
from app.operations.sample_story import Sketch
from app.operations.trust import pulling
from app.operations.trust.beginning import begin
from app.paths import RESOURCES

QUIET = NoProgress()

_PARTS = (
    sample_start.add_start,
    sample_response.add_response,
    sample_chain.add_chain,
    sample_context.add_context,
    sample_actions.add_actions,
    sample_lessons.add_lessons,
    sample_meeting.add_meeting,
)
"""What the review of the incident holds beyond its timeline."""

_TRUST_PARTS = (
    sample_trust_frame.add_frame,
    sample_trust_account.add_account,
    sample_trust_breaks.add_breaks,
    sample_trust_repairs.add_repairs,
    sample_trust_signals.add_signals,
    sample_trust_follow.add_follow,
    sample_trust_support.add_support,
)
"""What the trust case holds beyond what it was begun with."""

FILE_NAME = "Goldseam sample.casebook"
PASSPHRASE = "sample"  # noqa: S105  no secret: the case is made up, and anybody may open it


def open_at(path: Path, progress: Progress = QUIET) -> Casebook:
    """The casebook with the sample at ``path``, made there where there is none yet.

    Raises `CasebookError`; where the making fails or is cancelled, no file remains.
    """
    if path.exists():
        return casebooks.open_casebook(path, PASSPHRASE)
    casebook = casebooks.new_casebook(path, PASSPHRASE)
    try:
        add(casebook, progress)
    except BaseException:
        casebook.close()
        path.unlink(missing_ok=True)
        raise
    return casebook


def add(casebook: Casebook, progress: Progress = QUIET) -> Case:
    """Add the sample's cases to a casebook; the incident is handed back.

    Raises `CancelledError`, or `StorageError` where the casebook cannot be written; then nothing
    of the cases remains.
    """
    made: list[str] = []
    try:
        incident = cases.add_case(casebook, CaseKind.INCIDENT, story.TITLE, story.ZONE)
        made.append(incident.id)
        _fill(casebook, incident, progress)
        _add_trust(casebook, incident.id, made)
    except BaseException:
        for case_id in made:
            _take_back(casebook, case_id)
        raise
    return cases.case(casebook, incident.id)


def _add_trust(casebook: Casebook, incident_id: str, made: list[str]) -> None:
    """The trust case beside it, begun from what the incident's review shows."""
    found = pulling.review(casebook, incident_id)
    trust = begin(casebook, story.TRUST_TITLE, FromIncident(story.TITLE), story.ZONE)
    made.append(trust.id)
    pulling.pull(casebook, trust.id, found)
    cases.update_case(casebook, replace(trust, private_notes=story.TRUST_NOTES))
    for sketch in story.TRUST:
        _draft(casebook, trust.id, sketch, {})
    for add_part in _TRUST_PARTS:
        add_part(casebook, trust.id)


def _fill(casebook: Casebook, case: Case, progress: Progress) -> None:
    cases.update_case(casebook, _with_header(case))
    sources = {
        title: imports.import_evidence(
            casebook, case.id, RESOURCES / "sample" / name, ImportChoices(title=title), progress
        ).id
        for title, name in story.FILES.items()
    }
    _give_roles(casebook, case.id)
    for sketch in story.TIMELINE:
        _draft(casebook, case.id, sketch, sources)
    for add_part in _PARTS:
        add_part(casebook, case.id)


def _with_header(case: Case) -> Case:
    return replace(
        case,
        severity="SEV-2",
        incident_class="Availability",
        started_us=_instant("2026-02-10 10:05"),
        detected_us=_instant("2026-02-10 10:07:12"),
        contained_us=_instant("2026-02-10 11:03"),
        facilitator="an engineer from the payments team",
        summary=story.SUMMARY,
        missing_sources=story.MISSING,
        impact=story.IMPACT,
        safe_now=story.SAFE_NOW,
        changes=story.CHANGES,
        unknowns=story.UNKNOWNS,
        next_step=story.NEXT_STEP,
        next_us=_instant(story.NEXT),
    )


def _instant(text: str) -> int:
    return parse_typed(text, zone_named(story.ZONE))[0]


def _give_roles(casebook: Casebook, case_id: str) -> None:
    known = people.people_of(casebook, case_id)
    for alias in known.aliases:
        label = story.ROLES.get(alias.text)
        person = known.head(alias.person_id)
        if alias.kind is AliasKind.ADDRESS and label and known.label(person) != label:
            people.set_role(casebook, case_id, person, label)


def _draft(casebook: Casebook, case_id: str, sketch: Sketch, sources: dict[str, int]) -> None:
    found = [item_of(casebook, case_id, sources[cite.source], cite) for cite in sketch.cites]
    drafted = timeline.entry_from_items(casebook, case_id, [item.id for item in found])
    if sketch.time:
        drafted = _at(drafted, parse_event_time(sketch.time, zone_named(story.ZONE)))
    entry = replace(
        drafted,
        text=sketch.text,
        kind=sketch.kind,
        certainty=sketch.certainty,
        known=Known.LATER if sketch.known_later else Known.AT_THE_TIME,
        known_us=_instant(sketch.known_later) if sketch.known_later else None,
        known_by=sketch.known_by,
        private=sketch.private,
    )
    spans = [span_of(item, cite) for item, cite in zip(found, sketch.cites, strict=True)]
    timeline.add_entry(casebook, entry, spans)
    if sketch.told or sketch.untold:
        audiences.choose(
            casebook,
            case_id,
            entry.id,
            Audience.STAKEHOLDERS,
            shown=bool(sketch.told),
            wording=sketch.told,
            reason=sketch.untold,
        )


def _at(entry: Entry, time: EventTime) -> Entry:
    return replace(
        entry,
        time_kind=time.kind,
        start_us=time.start_us,
        end_us=time.end_us,
        time_precision=time.precision,
    )


def _take_back(casebook: Casebook, case_id: str) -> None:
    taken = imports.sources(casebook, case_id)
    with casebook.edit("Remove the sample case", case_id, barrier=True) as edit:
        for choice in edit.of_case(AudienceChoice, case_id):
            edit.remove(AudienceChoice, choice.id)
        for entry in edit.of_case(Entry, case_id):
            edit.remove(Entry, entry.id)
        for settings in edit.of_case(SourceSettings, case_id):
            edit.remove(SourceSettings, settings.id)
    for source in taken:
        imports.remove_hidden(casebook, source.id)
    with casebook.edit("Remove the sample case", case_id, barrier=True) as edit:
        edit.remove(Case, case_id)
