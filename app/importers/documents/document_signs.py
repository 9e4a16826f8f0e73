"""By which signs a text is told to be a document: Markdown, a web page, a report, not a log."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from app.importers.documents.dated_fronts import front_of, is_day, labelled
from app.importers.documents.dated_tables import whole_time
from app.importers.documents.dated_zones import stated_zone
from app.importers.times.stamps import shapes_of

_SURE = 0.65
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html\b|<head\b|<body\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:p|div|table|tr|td|h[1-6]|ul|ol|li|span|br|strong)\b[^>]*>", re.IGNORECASE)
_LEAST_TAGS = 8
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,})\s*")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_PIPES = re.compile(r"\s*\|.*\|\s*")
_RULE_ROW = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
_BULLET = re.compile(r"\s*(?:[-*+•·‣–]|\d{1,2}[.)])\s+\S")
_BOLD = re.compile(r"(?:^|\s)\*\*[^*\n]+\*\*")
_LINK = re.compile(r"\]\(https?://")
_FRONT = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<first>[^\n]*)\n")
_KEY = re.compile(r"[\w -]{1,40}[:=]|#|\[\w+\]|\s*$")
_LOG_STAMP = re.compile(
    r"[\[(<]?(?:\w{3} +\d|\d{2,4}[-/.]\d\d?[-/.]\d|\d{8})\S*[ T]\d\d:\d\d:\d\d|\{\""
)
_TITLES = re.compile(
    r"\s*(?:#+\s*)?(?:\d[\d.]*\s+)?(?:timeline|summary|overview|impact|root causes?"
    r"|action items?|lessons learned"
    r"|resolution|background|what happened|post-?mortem|incident (?:report|review)"
    r"|follow[- ]?ups?|detection"
    r"|mitigation|contributing factors|next steps|attendees|minutes|agenda|notes)\b.{0,40}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-z]{2,}[,;]? [a-z]{1,}.*[a-z]{2,}[.!?:][\"')\]*_]*\s*$")
_EQUALS = re.compile(r"={1,6}\s+[^=\s].*?(?:\s+=+)?\s*")
_PLAIN_STAMP = re.compile(r"\s*[\[(]?\d{1,2}:\d\d(?!\d|:\d)[^<]{0,12}\s[A-Za-z]+ \w+")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2} ?[AaPp][Mm]\b")
_STATEMENT = re.compile(
    r"\s*(?:(?:def|class|import|from|export|if|elif|else|fi|for|while|function|return"
    r"|public|private"
    r"|static|const|let|var|raise|assert|include|use|my|sub|echo|set|sudo|local)\b.*[:;{(\\)]$"
    r"|[\w.-]+\s*=(?!=)|[\w.()\[\]\"', ]*[;{}\\]\s*$|[})\]]+[,;]?\s*$|//|/\*|\w+\([^)]*\)$|@\w+)"
)
"""A line of a program or a configuration."""
_MANY_COMMENTS = 3
_LEAST_SIGNS = 5
_MOST_CHARS = 400
_LEAST_BELOW_DAYS = 2
_LONGEST_DAY = 60
_FIRST_LINES = 60
_MOST_BRACKETS = 1_000
_MOST_LINES = 400


def is_web_page(text: str) -> bool:
    """Whether a text is HTML: by its beginning, or by many tags in a text that starts with one."""
    if _PAGE.match(text):
        return True
    head = text[:20_000]
    return head.lstrip()[:1] == "<" and len(_TAG.findall(head)) >= _LEAST_TAGS


def _has_front_matter(text: str) -> bool:
    """Whether a text begins as the sources of web sites do: with lines about it between marks."""
    found = _FRONT.match(text)
    return (
        found is not None
        and _KEY.match(found["first"]) is not None
        and f"\n{found['mark']}" in text[found.start("first") :]
    )


def is_markdown(text: str) -> bool:
    """Whether a text is written in Markdown rather than laid out with spaces."""
    lines = text.split("\n")[:_MOST_LINES]
    if _has_front_matter(text) or any(_FENCE.match(line) for line in lines):
        return True
    headings = sum(_HEADING.match(line) is not None for line in lines)
    tables = any(_RULE_ROW.fullmatch(line) for line in lines)
    links = len(_LINK.findall(text[:50_000]))
    bold = sum(_BOLD.search(line) is not None for line in lines)
    return bool(headings) or tables or links > 1 or bold > 1


def is_tangled(text: str) -> bool:
    """Whether a paragraph opens so many brackets that no person wrote it.

    Markdown looks for the end of each of them, to the end of the paragraph.
    """
    return any(part.count("[") > _MOST_BRACKETS for part in text.split("\n\n"))


def sureness(text: str) -> float:
    """0.65 for a text that is clearly a document, 0 for a log, a script, a chat or a table."""
    lines = [_shortened(line) for line in text.replace("\r\n", "\n").split("\n")[:_MOST_LINES]]
    full = [line for line in lines if line.strip()]
    if len(full) < 3 or _LOG_STAMP.match(full[0]):
        return 0.0
    outside = _outside_fences(full)
    log_lines = _count(_LOG_STAMP.match, outside)
    if 3 * log_lines > len(outside) or _is_code(lines, outside):
        return 0.0
    if _has_front_matter(text):
        return _SURE
    titles = _count(_TITLES.fullmatch, outside)
    below_days = _below_days(outside)
    told = _told(outside) + below_days
    headings = _count(_HEADING.match, outside)
    signs = _signs(lines, outside) + 2 * min(headings, 3) + 2 * min(titles, 3) + min(told, 3)
    signs += _LEAST_SIGNS if below_days else 0
    if log_lines and shapes_of(outside) and signs < 2 * _LEAST_SIGNS:
        return 0.0
    return _SURE if signs >= _LEAST_SIGNS and (told or headings or titles) else 0.0


def _signs(lines: list[str], outside: list[str]) -> int:
    """How much speaks for a document besides its headings and times: tables, prose, bullets."""
    underlined = sum(
        _UNDERLINE.fullmatch(below) is not None and line.strip() != "" and len(line) < 90
        for line, below in pairwise(lines)
    )
    prose = [line for line in outside if _SENTENCE.search(line)]
    loose = len(lines) - sum(bool(line.strip()) for line in lines)
    return (
        2 * min(underlined, 2)
        + 2 * min(_count(_EQUALS.fullmatch, outside), 2)
        + 3 * any(_RULE_ROW.fullmatch(line) for line in outside)
        + 2 * (len(prose) >= 3 and loose >= 2)
        + (_count(_BULLET.match, outside) >= 2)
        + min(_count(_CLOCK.search, prose), 2)
        + 3 * any(stated_zone(line) for line in outside[:_FIRST_LINES])
    )


def _told(lines: list[str]) -> int:
    """How many lines tell a time as documents do."""
    told = sum(_tells_time(line) for line in lines)
    if any(stated_zone(line) for line in lines[:_FIRST_LINES]):
        told += _count(_PLAIN_STAMP.match, lines)
    return told


def _below_days(lines: list[str]) -> int:
    """How many times of day stand below days on lines of their own; 0 where they are few."""
    told, below = 0, False
    for line in lines:
        words = line.strip()
        if len(words) <= _LONGEST_DAY and is_day(words):
            below = True
        elif below:
            told += _tells_clock(words)
    return told if told >= _LEAST_BELOW_DAYS and 4 * told >= len(lines) else 0


def _tells_clock(words: str) -> bool:
    """Whether a line is a time of day and what happened, as people note it."""
    bullet = _BULLET.match(words)
    front = front_of(words[bullet.end() - 1 :] if bullet else words)
    if front is None or front.time.clock_us is None or front.time.day is not None:
        return False
    return front.rest != "" and front.rest[0] not in "<["  # a name, as logs of chats have


def _is_code(lines: list[str], outside: list[str]) -> bool:
    """Whether lines are those of a script or a configuration, whose comments look like headings."""
    comments = sum(
        above.startswith("#") and below.startswith("#") for above, below in pairwise(lines)
    )
    return comments >= _MANY_COMMENTS or 4 * _count(_STATEMENT.match, outside) > len(outside)


def _count(matches: Callable[[str], object], lines: list[str]) -> int:
    return sum(matches(line) is not None for line in lines)


def _shortened(line: str) -> str:
    """A line whose middle is left out where it is long: patterns take long over long lines."""
    half = _MOST_CHARS // 2
    return line if len(line) <= _MOST_CHARS else f"{line[:half]} {line[-half:]}"


def _outside_fences(lines: list[str]) -> list[str]:
    out: list[str] = []
    inside = False
    for line in lines:
        if _FENCE.match(line):
            inside = not inside
        elif not inside:
            out.append(line)
    return out or lines


def _tells_time(line: str) -> bool:
    words = _BULLET.match(line)
    stripped = line.strip().lstrip("-*+•·‣–#| ")
    front = front_of(stripped)
    if front is not None and front.rest and (words or line.lstrip()[:1] in "#|"):
        return True
    return labelled(stripped) is not None or whole_time(stripped) is not None
