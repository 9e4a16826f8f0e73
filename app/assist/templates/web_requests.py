"""Requests in the logs of web servers: one statement for each verb and status.

Their words are the clients' (addresses, referrers, browsers), so nothing in them would tell one
from another that matters but these two.
"""

from __future__ import annotations

import re

from app.assist.templates.masks import VALUE

_MARK = " HTTP/"
# As Goldseam's importer words them, and as servers do (combined log format).
_WORDED = re.compile(r"(?P<status>[1-5]\d\d) (?P<verb>[A-Z]{3,9}) \S* HTTP/")
_COMBINED = re.compile(r'"(?P<verb>[A-Z]{3,9}) [^"\s]* HTTP/[\d.]+" (?P<status>[1-5]\d\d)\b')
# A status is the one figure that is no value; letters of a dead script pass for a word.
_TO_LETTERS = {ord("0") + digit: 0x10300 + digit for digit in range(10)}
_TO_DIGITS = {letter: digit for digit, letter in _TO_LETTERS.items()}


def request_line(text: str) -> str | None:
    """What stands for a request in the grouping; None for any other text."""
    found = (_WORDED.match(text) or _COMBINED.search(text)) if _MARK in text else None
    if not found:
        return None
    return f"{found['status'].translate(_TO_LETTERS)} {found['verb']} {VALUE}"


def with_digits(template: str) -> str:
    """A template with each status in digits again."""
    return template.translate(_TO_DIGITS)
