"""Readings of signals as a table that a spreadsheet opens: a line for each week that was read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from app.domain.trust.signal_chart import SignalChart
from app.domain.trust.signal_words import number_words
from app.exporters.action_tables import harmless

COLUMNS = ("signal", "group", "week", "value", "words")


def table_bytes(charts: Iterable[SignalChart]) -> bytes:
    """What the charts show, as CSV in UTF-8; a week without a reading has no line."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for chart in charts:
        for point in chart.points:
            value = number_words(point.value)
            cells = (chart.name, chart.group, point.week.isoformat(), value, point.words)
            writer.writerow([harmless(cell) for cell in cells])
    return written.getvalue().encode()
