"""Commands about what was imported, and what can be."""

from __future__ import annotations

import argparse

from app.cli.access import of_case
from app.cli.output import Output, receipt_fields, receipt_words
from app.operations import formats, imports


def sources(asked: argparse.Namespace, output: Output) -> None:
    """Print the receipt of each source of a case."""
    with of_case(asked, output) as (casebook, case):
        for source in imports.sources(casebook, case.id):
            output.result(receipt_fields(source, case), receipt_words(source, case))


def list_formats(asked: argparse.Namespace, output: Output) -> None:
    """Print the formats that evidence can have."""
    del asked
    for format_id, label in sorted(formats.labels().items()):
        output.result({"format": format_id, "label": label}, f"{format_id:24} {label}")
