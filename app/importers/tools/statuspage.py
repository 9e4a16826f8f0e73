"""What a status page said: its feed in Atom or RSS, and the incidents of Statuspage as JSON.

A feed holds a whole incident in one entry, its updates in HTML with a day and a time each but no
year: that is the one which puts them before the entry's own time. Statuspage's JSON:
https://developer.statuspage.io and ``/api/v2/incidents.json`` of every page. Google Cloud's:
https://status.cloud.google.com/incidents.schema.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain.evidence import ImportChoices, Skip, SkipCode
from app.domain.moments import DAY_US, Caveat, Stamp, caveats_text
from app.importers.base import EvidenceFile, Note, Part, Position, Probe, Shape
from app.importers.originals import original
from app.importers.readers.html_text import text_of
from app.importers.readers.json_file import JsonFile, iso_stamp
from app.importers.readers.json_text import (
    Element,
    Json,
    Object,
    as_stood,
    inner,
    list_at,
    object_at,
    objects_at,
    text_at,
)
from app.importers.times.dating import date_of, midnight_us
from app.importers.times.stamps import MONTHS
from app.importers.times.wallclock import clock_of, zone_offset_us
from app.importers.tools.feed import FeedEntry, entries_of, is_feed
from app.importers.tools.tool_events import (
    Event,
    Events,
    digest_of,
    joined,
    machine,
    nothing_of,
    raw_of,
)
from app.importers.whole import JsonImporter

_LISTS = ("incidents", "scheduled_maintenances")
_UPDATE = re.compile(
    r"^(?P<stamp>(?P<month>[A-Z][a-z]{2})[a-z]{0,6} +(?P<day>\d{1,2}),(?: (?P<year>\d{4}),?)?"
    r" +(?P<clock>\d{1,2}:\d\d)(?P<half> ?[AaPp][Mm])?(?: (?P<zone>[A-Z]{1,5}|[+-]\d\d:?\d\d))?)"
    r"[ \t]*$",
    re.MULTILINE,
)
_AS_TOLD = "as told"
"""Under which name an update that was put into other words is kept as it stood."""
_SURE = {"UTC", "GMT", "Z"}


class StatusPage(JsonImporter):
    """Reads the history of a status page; any other feed comes in entry by entry."""

    format = "statuspage"
    label = "Status page or news feed"
    marks = re.compile(r'"(?:incident_updates|external_desc)"\s*:')

    def fits(self, value: Json) -> bool:
        """By incidents with their updates beside the page they are of."""
        if not isinstance(value, dict):
            return False
        if _is_of_google(value):
            return True
        held = [one for name in _LISTS for one in objects_at(value, name)]
        of_page = bool(object_at(value, "page")) and any(name in value for name in _LISTS)
        held += [value, object_at(value, "incident")]
        return of_page or any("incident_updates" in one for one in held)

    def score(self, probe: Probe) -> float:
        """By the outermost tag of a feed, or by the first value of JSON."""
        if probe.shape is Shape.FILE and is_feed(probe.head):
            return 0.9
        return super().score(probe)

    def parts(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """The original, and every update. Raises `EvidenceError` where it is unreadable."""
        with source.open() as stream:
            feed = is_feed(stream.read(4096))
        if not feed:
            yield from super().parts(source, choices)
            return
        yield from original(source.name, JsonFile(source).pieces())
        with source.open() as stream:
            yield from _Feed().parts(entries_of(stream))
        yield Position(source.size, source.size)

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Every update of each incident."""
        del choices
        events = Events()
        for found in values:
            if not isinstance(found, Element):
                yield found
                continue
            incidents = _incidents(found)
            if not incidents:
                yield Skip(SkipCode.EMPTY, "", found.line, detail="no incidents in it")
            page = text_at(found.value, "page", "name") or text_at(found.value, "service_name")
            for one in incidents:
                told = list(_updates(one, page or "Status page"))
                if not told:
                    yield nothing_of("a status page", one.line, one.index)
                for event in told:
                    yield from events.parts(event)


def _is_of_google(value: Object) -> bool:
    """Whether this is an incident as Google Cloud and Workspace tell them."""
    return "begin" in value and "external_desc" in value and isinstance(value.get("updates"), list)


def _in_words_of_statuspage(incident: Object) -> Object:
    """An incident of Google: its begin, its updates and its end as updates of Statuspage.

    The latest stands first, as in both. An update is told when it was written.
    """
    told: list[Json] = [
        {
            "id": text_at(one, "created") or text_at(one, "when"),
            "created_at": text_at(one, "created") or text_at(one, "when"),
            "updated_at": text_at(one, "modified"),
            "status": text_at(one, "status"),
            "body": text_at(one, "text"),
            _AS_TOLD: one,
        }
        for one in objects_at(incident, "updates")
    ]
    title, _, more = text_at(incident, "external_desc").strip().partition("\n")
    frame: Json = {name: one for name, one in incident.items() if name != "updates"}
    for name, place, body in (("end", 0, ""), ("begin", len(told) + 1, more)):
        if at := text_at(incident, name):
            words = f"{name} of the incident"
            one: Object = {"id": name, "created_at": at, "status": words, "body": body}
            told.insert(place, {**one, _AS_TOLD: frame})
    return {"id": incident.get("id"), "name": title, "incident_updates": told}


def _incidents(found: Element) -> list[Element]:
    value = found.value
    if isinstance(value, dict) and any(isinstance(value.get(name), list) for name in _LISTS):
        return [one for name in _LISTS if list_at(value, name) for one in inner(found, name)]
    if isinstance(value, dict) and _is_of_google(value):
        return [replace(found, value=_in_words_of_statuspage(value))]
    sent = object_at(value, "incident")
    return [replace(found, value=sent)] if sent else [found]


def _updates(found: Element, page: str) -> Iterator[Event]:
    """The updates of an incident, as they stand; without any, the incident itself."""
    incident = found.value
    if not isinstance(incident, dict):
        return
    title = text_at(incident, "name")
    updates = objects_at(incident, "incident_updates")
    if not updates and not title:
        return
    key = f"incident/{text_at(incident, 'id') or digest_of(incident)}"
    keys = [f"{key}/{text_at(one, 'id') or digest_of(one)}" for one in updates] or [key]
    for number, update in enumerate(updates or [incident]):
        created = text_at(update, "display_at") or text_at(update, "created_at")
        changed = text_at(update, "updated_at") if updates else ""
        edited = iso_stamp(changed) if changed not in {"", text_at(update, "created_at")} else None
        yield Event(
            key=keys[number],
            line=found.line,
            stamp=iso_stamp(created or text_at(incident, "created_at")),
            text=joined((title, _said(update))),
            agent=machine(page),
            raw=raw_of(update.get(_AS_TOLD, update)) if updates else as_stood(found),
            thread=keys[-1],
            edited=edited,
        )


def _said(update: Object) -> str:
    status = text_at(update, "status").replace("_", " ").capitalize()
    body = text_at(update, "body")
    plain = text_of(body) if "<" in body else body
    return " – ".join(filter(None, (status, plain)))


class _Feed:
    """Makes records of the entries of a feed."""

    def __init__(self) -> None:
        self._events = Events()
        self._years = 0

    def parts(self, entries: Iterable[FeedEntry | Skip]) -> Iterator[Part]:
        """All parts of a feed, and what was assumed."""
        told = 0
        for entry in entries:
            told += 1
            if isinstance(entry, Skip):
                yield entry
                continue
            for event in self._of_entry(entry):
                yield from self._events.parts(event)
        if not told:
            yield Skip(SkipCode.EMPTY, "", None, detail="a feed without entries")
        if self._years:
            yield Note(
                "The updates of an incident tell their day but no year; it was taken from the time"
                f" of the incident's entry: {self._years:,} updates."
            )

    def _of_entry(self, entry: FeedEntry) -> Iterator[Event]:
        """The updates in an entry; an entry without any as it is."""
        key = f"entry/{entry.id or digest_of([entry.title, entry.text])}"
        found = [*_UPDATE.finditer(entry.text)]
        whole = Event(
            key=key,
            line=None,
            stamp=entry.published or entry.updated,
            text=joined((entry.title, entry.text)) or "an entry without words",
            agent=machine(entry.by or "Status page"),
            raw=joined((entry.title, entry.text, entry.link)),
            edited=entry.updated if _is_later(entry.updated, entry.published) else None,
        )
        if not found:
            yield whole
            return
        ends = [*(one.start() for one in found[1:]), len(entry.text)]
        preface = entry.text[: found[0].start()].strip()
        opener = f"{key}/{found[-1]['stamp']}"
        # From the oldest on, so that one more update leaves the keys of the others as they are.
        for one, end in reversed([*zip(found, ends, strict=True)]):
            body = entry.text[one.end() : end].strip()
            about, preface = preface, ""
            stamp = _stamp(one, entry)
            self._years += stamp is not None and not one["year"]
            yield replace(
                whole,
                key=f"{key}/{one['stamp']}",
                stamp=stamp,
                text=joined((entry.title, about, body)),
                raw=joined((entry.title, one["stamp"], body, entry.link)),
                thread=opener,
                edited=None,
            )


def _is_later(one: Stamp | None, other: Stamp | None) -> bool:
    return one is not None and other is not None and one.clock_us > other.clock_us


def _stamp(found: re.Match[str], entry: FeedEntry) -> Stamp | None:
    """The stamp of an update, in the latest year that puts it before the entry was last changed."""
    known = [stamp.clock_us for stamp in (entry.published, entry.updated) if stamp is not None]
    clock = clock_of(found["clock"], (found["half"] or "").strip() or None)
    month = MONTHS.get(found["month"].lower())
    if clock is None or month is None or not (known or found["year"]):
        return None
    shift = zone_offset_us(found["zone"]) if found["zone"] else None
    caveats = [] if found["year"] else [Caveat.YEAR]
    if shift is not None and found["zone"] not in _SURE and found["zone"][0].isalpha():
        caveats.append(Caveat.ZONE_NAME)
    last = max(known, default=0) + DAY_US
    for year in [int(found["year"])] if found["year"] else _years_before(last):
        day = date_of((year, month, int(found["day"])), "ymd")
        if day is None:
            continue
        clock_us = midnight_us(day) + clock[0] - (shift or 0)
        if found["year"] or clock_us <= last:
            written, zoned = found["stamp"], shift is not None
            return Stamp(written, clock_us, clock[1], zoned, shift, caveats_text(*caveats))
    return None


def _years_before(instant_us: int) -> range:
    """The year of an instant and some before, the latest first; enough to meet a leap day."""
    year = 1970 + instant_us // (365 * DAY_US)
    return range(year, year - 9, -1)
