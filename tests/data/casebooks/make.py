"""Makes the sample of the present schema: ``python -m tests.data.casebooks.make``.

Run once when a migration is added, before its release; the file then never changes again.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.casebook import Casebook, migrations
from app.domain.drafts import CaseKind, Certainty, EntryKind
from app.domain.query import EvidenceFilter
from app.domain.timeline import Span
from app.operations import cases, evidence, imports, timeline

PASSPHRASE = "a casebook of its time"  # opens nothing but these samples
CASE = "Parcel labels printed twice"
ENTRY = "The label service printed each label twice."
QUOTE = "label 5531 printed again"
LOG = f"""2026-03-02T08:14:05Z INFO label 5531 printed
2026-03-02T08:14:09Z WARN {QUOTE}
"""


def make(path: Path) -> None:
    """A case with one source, and one entry that cites it and was edited once."""
    with Casebook.create(path, PASSPHRASE) as casebook:
        case = cases.add_case(casebook, CaseKind.INCIDENT, CASE)
        imports.import_text(casebook, case.id, LOG, "labels.log")
        (found,) = evidence.item_ids(casebook, case.id, EvidenceFilter('"printed again"'))
        start = evidence.item(casebook, found).text.index(QUOTE)
        drafted = replace(
            timeline.entry_from_items(casebook, case.id, [found]),
            text=ENTRY,
            kind=EntryKind.SIGNAL,
        )
        span = Span(found, start, start + len(QUOTE))
        added = timeline.add_entry(casebook, drafted, [span])
        timeline.save_entry(casebook, replace(added.entry, certainty=Certainty.CONFIRMED))


if __name__ == "__main__":
    target = Path(__file__).parent / f"schema-{len(migrations.STEPS):03}.casebook"
    make(target)
    target.with_name(target.name + ".lock").unlink(missing_ok=True)
