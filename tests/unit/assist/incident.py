"""A made-up evening at a box office: its seat map fails after a release, and is rolled back."""

from __future__ import annotations

from app.domain.assist.requests import Asked, Manner, Request, Shown
from app.domain.assist.suggestions import Cluster
from app.domain.drafts import EntryKind
from app.domain.moments import MINUTE_US, SECOND_US, Precision

START = 1_790_000_000_000_000 // MINUTE_US * MINUTE_US
TITLES = (
    (1, "seatmap.log"), (2, "Alertmanager"), (3, "Slack"), (4, "deploys.json"), (5, "gateway.log"),
    (6, "review.md"),
)  # fmt: skip
ASKED = (
    Asked("IR-1.3", "When was it noticed?", (EntryKind.DETECTION,)),
    Asked("IR-1.9", "Who told customers, and when?", (EntryKind.COMMUNICATION,)),
    Asked("IR-1.0", "What else?"),
)
_LOG, _ALERT, _CHAT, _CHANGE = Manner.LOG, Manner.ALERT, Manner.CHAT, Manner.CHANGE


def incident() -> Request:
    """Two hours: quiet logs, a flood in two of them, an alert, talk, and a rollback."""
    told: list[tuple[float, int, Manner, str, str]] = [
        (s, 1, _LOG, f"INFO [worker-{s % 7}] plan of hall {s % 40} served in {s % 90} ms", "")
        for s in range(0, 7200, 15)
    ]
    told += [
        (s + 4, 5, _LOG, f"INFO GET /halls/{s % 40}/plan answered 200 in {s % 80} ms", "")
        for s in range(0, 7200, 20)
    ]
    told += [
        (3600 + s / 4, 1, _LOG,
         f"ERROR [worker-{s % 7}] SeatCache connection pool exhausted: 0 of {40 + s % 3} free", "")
        for s in range(1200)
    ]  # fmt: skip
    told += [
        (3640 + s, 5, _LOG, f"WARN upstream seatmap answered 503 for /halls/{s % 40}/plan", "")
        for s in range(240)
    ]
    told += [
        (2000, 2, _ALERT, "FIRING: BackupLate\nThe nightly backup of archive-2 is late", ""),
        (3725, 2, _ALERT, "FIRING: SeatCachePoolExhausted\nConnection pool of seatmap is full", ""),
        (5400, 2, _ALERT, "RESOLVED: SeatCachePoolExhausted\nConnection pool of seatmap is full",
         ""),
        (600, 3, _CHAT, "anyone for lunch at the harbour?", "Ida"),
        (660, 3, _CHAT, "yes, at noon", "Noor"),
        (3790, 3, _CHAT, "seatmap: the connection pool is exhausted, nobody can pick seats", "Ida"),
        (3850, 3, _CHAT, "looking. could it be release 8.14 from an hour ago?", "Noor"),
        (3900, 3, _CHAT, "there is no runbook for the seat cache, and nobody owns it", "Ida"),
        (3960, 3, _CHAT, "let us roll back 8.14 of seatmap", "Noor"),
        (4020, 3, _CHAT, "rolling back seatmap to 8.13 now", "Noor"),
        (5460, 3, _CHAT, "plans load again, watching it", "Ida"),
        (3300, 4, _CHANGE, "deploy seatmap 8.14 finished", ""),
        (4005, 4, _CHANGE, "rollback seatmap 8.14 to 8.13 started", ""),
    ]  # fmt: skip
    told.sort(key=lambda one: one[0])
    items = [
        Shown(
            number + 1, source, manner, text, START + int(at * SECOND_US),
            precision=Precision.MILLISECOND, who=who, order=number,
            place="#inc-88" if manner is _CHAT else "",
        )
        for number, (at, source, manner, text, who) in enumerate(told)
    ]  # fmt: skip
    undated = (
        "Staging has only one hall, so the pool never ran dry there. The cache has no clear owner.",
        "Started: 19:20\nEnded: 19:05",
    )
    items += [
        Shown(len(items) + 1 + at, 6, Manner.DOCUMENT, text, path="review.md", order=at)
        for at, text in enumerate(undated)
    ]
    return Request(tuple(items), TITLES, ASKED)


def reduced(request: Request) -> list[Cluster]:
    """The records of the incident by their first words; the others alone."""
    groups: dict[tuple[int, str], list[Shown]] = {}
    for item in request.items:
        front = item.text.translate({ord(sign): "" for sign in "0123456789"})[:26]
        key = front if item.manner is _LOG else f"{item.id}"
        groups.setdefault((item.source, key), []).append(item)
    return [_cluster(items) for items in groups.values()]


def _cluster(items: list[Shown]) -> Cluster:
    times = [one.at_us for one in items if one.at_us is not None]
    first, last = min(times, default=None), max(times, default=None)
    flood = len(items) > 100 and "INFO" not in items[0].text
    bursts = ((first, last),) if flood and first is not None and last is not None else ()
    ids = tuple(one.id for one in items)
    return Cluster(ids, items[0].text[:40], first, last, len(items), bursts)
