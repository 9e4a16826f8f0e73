"""Alerts as Alertmanager (and Grafana, in the same shape) sends them to a webhook.

Payloads: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config. A list of bare
alerts, as ``amtool alert query -o json`` prints it, is read too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator

from app.domain.evidence import ImportChoices, Record, Skip, SkipCode
from app.domain.moments import Stamp
from app.importers.base import Note, Part
from app.importers.readers.json_file import iso_stamp
from app.importers.readers.json_text import (
    Element,
    Json,
    Object,
    as_stood,
    inner,
    object_at,
    text_at,
)
from app.importers.whole import JsonImporter

_SAID_FIRST = ("summary", "title", "description", "message")
_PLACES = ("service", "instance", "host", "pod", "job")


class Alertmanager(JsonImporter):
    """Reads what a webhook of Alertmanager received: one payload, a list, or JSON Lines."""

    format = "alertmanager"
    label = "Alertmanager alerts"
    marks = re.compile(r'"startsAt"\s*:')

    def fits(self, value: Json) -> bool:
        """By labels and a start, as each alert has them."""
        return _fits(value)

    def records(
        self, values: Iterable[Element | Skip | Note], choices: ImportChoices
    ) -> Iterator[Part]:
        """Each alert where it begins and where it ends."""
        del choices
        return _Alerts().parts(values)


class _Alerts:
    """Turns alerts into records; what a later notification only repeats is counted."""

    def __init__(self) -> None:
        self._texts: dict[str, set[str]] = {}
        self._repeated = self._first_repeat = 0
        self._retold = self._truncated = self._told_at_end = 0

    def parts(self, values: Iterable[Element | Skip | Note]) -> Iterator[Part]:
        """All parts of the values of a file."""
        for found in values:
            if not isinstance(found, Element):
                yield found
            elif _is_alert(found.value):
                yield from self._alert(found)
            elif isinstance(found.value, dict) and "alerts" in found.value:
                self._truncated += _count(found.value, "truncatedAlerts")
                alerts = inner(found, "alerts")
                if not alerts:
                    yield Skip(SkipCode.EMPTY, "", found.line, detail="no alerts in it")
                for alert in alerts:
                    yield from self._alert(alert)
            else:
                yield _no_alert(found)
        yield from self._counted()

    def _counted(self) -> Iterator[Part]:
        if self._repeated:
            detail = "alerts that a later notification repeats"
            yield Skip(SkipCode.DUPLICATE, "", self._first_repeat, self._repeated, detail)
        if self._retold:
            yield Note(
                "Alerts that a later notification tells in other words, at a time that the format"
                f" does not give: {self._retold:,}. They came in without a time."
            )
        if self._told_at_end:
            yield Note(
                "Alerts that only the notification of their end tells of, so that what stands at"
                f" their start was written at their end: {self._told_at_end:,}."
            )
        if self._truncated:
            yield Note(f"Alerts that Alertmanager left out of what it sent: {self._truncated:,}.")

    def _alert(self, found: Element) -> Iterator[Part]:
        # A list of alerts may hold one that lacks a field; its labels alone say what it is.
        if not isinstance(found.value, dict) or not found.value.keys() & {"startsAt", "labels"}:
            yield _no_alert(found)
            return
        alert = found.value
        key = f"{_identity(alert)}@{text_at(alert, 'startsAt')}"
        records = [*self._states(found, alert, key)]
        if not records:
            self._repeated += 1
            self._first_repeat = self._first_repeat or found.line
        yield from records

    def _states(self, found: Element, alert: Object, key: str) -> Iterator[Record]:
        """The start of an alert and its end, each where it is new."""
        said = _said(alert)
        ended = _end(alert)
        told = self._texts.get(key)
        if told is None:
            self._texts[key] = {said}
            self._told_at_end += ended is not None
            state = _state(alert) if ended is None else "FIRING"
            yield _record(found, alert, key, key, state, iso_stamp(text_at(alert, "startsAt")))
        elif said not in told and ended is None:
            told.add(said)
            self._retold += 1
            yield _record(found, alert, f"{key}#{len(told)}", key, _state(alert), None)
        if ended is not None and f"{key}:end" not in self._texts:
            self._texts[f"{key}:end"] = {said}
            yield _record(found, alert, f"{key}:end", key, "RESOLVED", ended)


def _fits(value: Json) -> bool:
    if _is_alert(value):
        return True
    alerts = value.get("alerts") if isinstance(value, dict) else None
    if not isinstance(alerts, list):
        return False
    # A payload of Alertmanager always names its receiver, also where its list is empty.
    return any(map(_is_alert, alerts)) if alerts else bool(text_at(value, "receiver"))


def _is_alert(value: Json) -> bool:
    return isinstance(value, dict) and "startsAt" in value and "labels" in value


def _no_alert(found: Element) -> Skip:
    detail = f"entry {found.index} is not an alert"
    return Skip(SkipCode.BROKEN_RECORD, "", found.line, detail=detail)


def _count(payload: Object, key: str) -> int:
    value = payload.get(key)
    return value if isinstance(value, int) else 0


def _identity(alert: Object) -> str:
    """What tells an alert from others: its fingerprint, else its labels."""
    labels = json.dumps(object_at(alert, "labels"), sort_keys=True)
    digest = hashlib.sha256(labels.encode(errors="replace")).hexdigest()[:16]
    return text_at(alert, "fingerprint") or digest


def _state(alert: Object) -> str:
    state = text_at(alert, "status") or text_at(alert, "status", "state") or "firing"
    return {"active": "FIRING", "suppressed": "FIRING, SUPPRESSED"}.get(state, state.upper())


def _end(alert: Object) -> Stamp | None:
    """When an alert ended; None while it fires, whatever end is announced.

    What is listed rather than sent (its status an object) has an end that is only expected.
    """
    status = alert.get("status")
    if isinstance(status, dict) or status == "firing":
        return None
    return iso_stamp(text_at(alert, "endsAt"))


def _record(
    found: Element, alert: Object, key: str, thread: str, state: str, stamp: Stamp | None
) -> Record:
    labels = object_at(alert, "labels")
    name = text_at(labels, "alertname") or "alert"
    return Record(
        key=key,
        path="",
        line=found.line,
        stamp=stamp,
        text=f"{state}: {name}\n{_said(alert)}".rstrip(),
        raw=as_stood(found),
        who="Alertmanager",
        thread=thread,
        place=next((text for place in _PLACES if (text := text_at(labels, place))), ""),
    )


def _said(alert: Object) -> str:
    """What an alert says: its annotations, then its labels."""
    notes = object_at(alert, "annotations")
    first = [text_at(notes, name) for name in _SAID_FIRST]
    others = [f"{name}: {text_at(notes, name)}" for name in notes if name not in _SAID_FIRST]
    labels = object_at(alert, "labels")
    named = [f"{name}={text_at(labels, name)}" for name in labels if name != "alertname"]
    values = text_at(alert, "valueString")
    return "\n".join(line for line in (*first, *others, values, " ".join(named)) if line)
