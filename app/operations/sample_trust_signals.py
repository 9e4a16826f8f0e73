"""The signals of the sample's trust case: one that moved, one that has not, one read in words.

What is left to do: the third has no baseline, and nobody has chosen readers for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.casebook import Casebook
from app.domain.audiences import Audience
from app.domain.trust.signal_readings import Read
from app.domain.trust.signals import Scale
from app.operations.trust import showing, signals

_SUPPORT, _SHOP = ("Support desk", 9), ("Web shop team", 7)
_EARLY = {
    "baseline": 2.0,
    "baseline_words": "Two doubts in the week of the outage, both of them after the flag was up.",
    "baseline_on": "2026-02-09",
    "source": "The shift notes of the support desk, counted by the support lead.",
}
_EARLY_WEEKS = (
    ("2026-02-09", 2, ""),
    ("2026-02-16", 1, "Half of the desk was away."),
    ("2026-02-23", 3, ""),
    ("2026-03-09", 4, "One of them held a release back for a day."),
    ("2026-03-16", 5, ""),
    ("2026-03-23", 4, ""),
    ("2026-03-30", 5, "Two came from people who had not raised any before."),
)
_WRITTEN = {
    "baseline": 6.0,
    "baseline_on": "2026-02-09",
    "source": "Change requests that ask for a second approval although none is required.",
    "note": "I take this one personally; look at it with the partner before saying anything.",
}
_WRITTEN_WEEKS = (
    ("2026-02-09", 6, ""),
    ("2026-02-16", 7, ""),
    ("2026-02-23", 6, ""),
    ("2026-03-02", 7, ""),
    ("2026-03-09", 5, "Fewer changes than usual."),
    ("2026-03-16", 6, ""),
    ("2026-03-23", 7, ""),
    ("2026-03-30", 6, ""),
)
_TALK = {
    "name": "How updates are spoken of at the desk",
    "scale": Scale.WORDS,
    "source": "What the support lead hears at the end of a shift.",
}
_TALK_WEEKS = (
    ("2026-02-16", None, "“We will hear when it is over.”"),
    ("2026-03-02", None, "Read aloud, with some laughing at “some customers”."),
    ("2026-03-16", None, "One asked who had counted; there was an answer."),
)

_Weeks = Sequence[tuple[str, int | None, str]]


def add_signals(casebook: Casebook, case_id: str) -> None:
    """Draft the signals of the sample and what was read of them."""
    early = _add(casebook, case_id, "TR-K6", _SUPPORT, _EARLY, _EARLY_WEEKS)
    written = _add(casebook, case_id, "LM-S1", _SHOP, _WRITTEN, _WRITTEN_WEEKS)
    _add(casebook, case_id, "", _SUPPORT, _TALK, _TALK_WEEKS)
    for signal_id in (early, written):
        showing.show(casebook, case_id, signal_id, Audience.TEAM)


def _add(
    casebook: Casebook,
    case_id: str,
    item: str,
    group: tuple[str, int],
    fields: Mapping[str, object],
    weeks: _Weeks,
) -> str:
    added = signals.add(casebook, case_id, item, *group)
    signals.change(casebook, case_id, added.id, fields)
    read = [
        Read(added.id, week, None if value is None else float(value), words)
        for week, value, words in weeks
    ]
    signals.write_readings(casebook, case_id, read)
    return added.id
