"""By which signs a text is told to be a document: Markdown, a web page, a report, not a log."""

from __future__ import annotations

import re
from itertools import pairwise

from app.importers.dated_fronts import front_of, labelled
from app.importers.dated_tables import whole_time
from app.importers.dated_zones import stated_zone
from app.importers.stamps import shapes_of

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
    """0.65 for a text that is clearly a document, 0 for a log, a chat or a table."""
    lines = text.replace("\r\n", "\n").split("\n")[:_MOST_LINES]
    full = [line for line in lines if line.strip()]
    if len(full) < 3 or _LOG_STAMP.match(full[0]):
        return 0.0
    outside = _outside_fences(full)
    log_lines = sum(_LOG_STAMP.match(line) is not None for line in outside)
    if 3 * log_lines > len(outside):
        return 0.0
    if _has_front_matter(text):
        return _SURE
    headings = sum(_HEADING.match(line) is not None for line in outside)
    underlined = sum(
        _UNDERLINE.fullmatch(below) is not None and line.strip() != "" and len(line) < 90
        for line, below in pairwise(lines)
    )
    titles = sum(_TITLES.fullmatch(line) is not None for line in outside)
    table = any(_RULE_ROW.fullmatch(line) for line in outside)
    prose = sum(_SENTENCE.search(line) is not None for line in outside)
    bullets = sum(_BULLET.match(line) is not None for line in outside)
    told = sum(_tells_time(line) for line in outside)
    zones = any(stated_zone(line) for line in outside[:_FIRST_LINES])
    if zones:
        told += sum(_PLAIN_STAMP.match(line) is not None for line in outside)
    loose = len(lines) - len(full)
    signs = 2 * min(headings, 3) + 2 * min(underlined, 2) + 2 * min(titles, 3) + 3 * table
    timed = sum(
        _SENTENCE.search(line) is not None and _CLOCK.search(line) is not None for line in outside
    )
    signs += min(timed, 2)
    signs += 3 * zones + 2 * min(sum(_EQUALS.fullmatch(line) is not None for line in outside), 2)
    signs += 2 * (prose >= 3 and loose >= 2) + (bullets >= 2) + min(told, 3)
    if headings and not (titles or told or prose >= 2 or bullets or table):
        return 0.0  # comments of a script or a configuration begin like headings
    if log_lines and shapes_of(outside) and signs < 8:
        return 0.0
    return _SURE if signs >= 5 and (told or headings or titles) else 0.0


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
