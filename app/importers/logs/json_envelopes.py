"""Objects in which log services wrap the records that they hand out."""

from __future__ import annotations

from app.importers.readers.json_text import Object, list_at, object_at, objects_at, text_at


def wrapped(value: Object) -> list[Object] | None:
    """The log records inside what a service answered; None where it is no such answer."""
    answers = (_cloudwatch, _cloudtrail, _elasticsearch, _splunk, _loki, _insights)
    found = (records for answer in answers if (records := answer(value)))
    return next(found, None)


def _cloudwatch(value: Object) -> list[Object]:
    events = objects_at(value, "events")
    return events if any({"message", "timestamp"} <= event.keys() for event in events) else []


def _cloudtrail(value: Object) -> list[Object]:
    records = objects_at(value, "Records")
    return records if any("eventTime" in record for record in records) else []


def _elasticsearch(value: Object) -> list[Object]:
    hits = objects_at(object_at(value, "hits"), "hits")
    return [object_at(hit, "_source") for hit in hits if "_source" in hit]


def _splunk(value: Object) -> list[Object]:
    result = object_at(value, "result")
    if not result.keys() & {"_raw", "_time"}:
        return []
    return [{("message" if key == "_raw" else key): one for key, one in result.items()}]


def _loki(value: Object) -> list[Object]:
    """Streams, each with labels and with pairs of nanoseconds and a line."""
    streams = objects_at(object_at(value, "data"), "result")
    return [
        {**object_at(stream, "stream"), "timestamp": pair[0], "message": pair[1]}
        for stream in streams
        if "stream" in stream
        for pair in list_at(stream, "values")
        if isinstance(pair, list) and len(pair) >= 2
    ]


def _insights(value: Object) -> list[Object]:
    """CloudWatch Logs Insights: rows of cells, each with the name of its field."""
    rows = [
        [cell for cell in row if isinstance(cell, dict) and "field" in cell and "value" in cell]
        for row in list_at(value, "results")
        if isinstance(row, list)
    ]
    return [{text_at(cell, "field"): text_at(cell, "value") for cell in row} for row in rows if row]
