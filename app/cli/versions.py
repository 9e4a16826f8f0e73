"""The commands about publishing: freeze a version, list them with what changed since."""

from __future__ import annotations

import argparse

from app.cli.access import of_case
from app.cli.output import Fields, Output
from app.domain.drafts import Case
from app.domain.moments import zone_named
from app.domain.publication import Publication
from app.domain.review_words import moment_words
from app.operations import drifting, publishing


def publish(asked: argparse.Namespace, output: Output) -> None:
    """Publish the review of a case as a new version."""
    with of_case(asked, output) as (casebook, case):
        published = publishing.publish(casebook, case.id, asked.place, output.progress)
    output.result(_fields(published), _words(published, case))


def listed(asked: argparse.Namespace, output: Output) -> None:
    """Print the published versions, newest first, and what changed since the newest."""
    with of_case(asked, output) as (casebook, case):
        versions = drifting.versions(casebook, case.id)
        _, drifts = drifting.since_published(casebook, case.id)
    for number, version in enumerate(versions):
        changes = [drift.words for drift in drifts] if number == 0 else []
        words = "".join(f"\n  {change}" for change in changes)
        output.result({**_fields(version), "changes": changes}, _words(version, case) + words)


def _fields(version: Publication) -> Fields:
    return {
        "version": version.version,
        "published_us": version.published_us,
        "sha256": version.sha256,
        "place": version.place,
    }


def _words(version: Publication, case: Case) -> str:
    when = moment_words(version.published_us, zone_named(case.zone))
    place = f"  {version.place}" if version.place else ""
    return f"version {version.version}  {when}  SHA-256 {version.sha256}{place}"
