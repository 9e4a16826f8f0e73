"""Lines of a chat in a text: who said something stands with when.

A line of a timeline has a time and no speaker: “14:02: Engineer restarts pod”. A label, as in
“14:02 - Impact: orders failed”, is no speaker either.
"""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{_MONTH} \d{{1,2}}(?:,? \d{{4}})?"
    rf"|\d{{1,2}} {_MONTH}(?: \d{{4}})?|[Tt]oday|[Yy]esterday)"
)
_ZONE = r"(?:\s?(?:Z|UTC|GMT|[A-Z]{2,4}T|\(?[+-]\d\d:?\d\d\)?)(?:[+-]\d{1,2})?\b)"
STAMP = rf"(?:{_DAY}(?:[ T]|, | at )\s?)?{_CLOCK}{_ZONE}?"
"""A time of day, perhaps with its day and zone."""

_NICK = r"<[@+%&~ ]?[^<>\s]{1,40}>"
_HANDLE = r"@?[a-z][\w.-]{0,30}"
_PERSON = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}"
_NAME = rf"(?:{_HANDLE}|{_PERSON})"
_ASIDE = r"(?: \((?:[^()\n]{1,30})\)| APP| BOT| :\w+:)?"
_EMPHASIS = r"[*_]{0,3}"

_MOST_HEADER = 100

_BRACKETED = re.compile(
    rf"{_EMPHASIS}[\[(]{STAMP}[\])]{_EMPHASIS}\s*[-–—|]?\s*{_EMPHASIS}"
    rf"(?:{_NICK}|(?P<who>[^\s:<>*_][^:<>\n*_]{{0,40}}){_EMPHASIS}:{_EMPHASIS}(?=\s|$))"
)
_OPEN = re.compile(
    rf"{_EMPHASIS}{STAMP}{_EMPHASIS}\s*(?:[-–—|]\s*)?{_EMPHASIS}"
    rf"(?:{_NICK}|-!-|(?P<who>{_NAME}){_ASIDE}{_EMPHASIS}:{_EMPHASIS}(?=\s|$))"
)
_SPEAKER_FIRST = re.compile(
    rf"{_EMPHASIS}(?P<who>{_NAME}){_ASIDE}{_EMPHASIS},?\s*[\[(]{STAMP}[\])]{_EMPHASIS}\s*:"
)
_HEADER = re.compile(
    rf"{_EMPHASIS}(?P<who>{_NAME}){_ASIDE}{_EMPHASIS}\s*[,|—–-]?\s+[\[(]?{STAMP}[\])]?{_EMPHASIS}\s*$"
    rf"|{_EMPHASIS}\[{STAMP}\]{_EMPHASIS}\s+{_EMPHASIS}(?P<name>{_NAME}){_ASIDE}{_EMPHASIS}\s*$"
)
_TELLS_TIME = re.compile(r"\d:\d\d")
_STAMPED = re.compile(rf"[*_]{{0,3}}[\[(]?~?{STAMP}[\])]?")

_NO_SPEAKERS = (
    "ack acked acknowledged action actions alarm alert alerts api app around at author authors "
    "before began by cause causes changed closed cluster comment completed conclusion contained "
    "context created customer customers data database date day db decision decisions declared "
    "deploy deployed deploys detected detection discovered done down downtime duration effect "
    "end ended error errors escalated event evidence failed failover first fix fixed found from "
    "hypothesis identified impact in incident info issue last latency lead lesson lessons log "
    "logs mitigated mitigation monitor next node note notes notice noticed observed on opened "
    "outage owner page paged phase postmortem problem published pull question reason recovered "
    "recovery release repaired reported reproduced request resolved response restored result "
    "reverted review risk role rollback root schedule scope server service services severity "
    "since start started status step summary support symptom system team the ticket time "
    "timeline todo trigger triggered until up update updated updates us users utc version "
    "warning what when where who why workaround writer"
)
_LABELS = frozenset(_NO_SPEAKERS.split())
_LABEL_ENDINGS = ("tion", "tions", "ment", "ing", "ings", "ance", "ery", "ability", "age")


def tells_time(line: str) -> bool:
    """Whether a time of day stands in a line; without one, none of what follows holds."""
    return _TELLS_TIME.search(line) is not None


def is_stamped(line: str) -> bool:
    """Whether a line begins with a time of day."""
    return line[:1] in "[(~*_0123456789JFMASOND" and _STAMPED.match(line) is not None


def is_said(line: str) -> bool:
    """Whether a line tells when, who and what was said."""
    for form in (_BRACKETED, _OPEN, _SPEAKER_FIRST):
        if (found := form.match(line)) is not None:
            return not _is_label(found["who"])
    return False


def announces(line: str) -> bool:
    """Whether a line tells only who spoke and when; what was said follows below."""
    found = _HEADER.match(line) if len(line) <= _MOST_HEADER else None
    return found is not None and not _is_label(found["who"] or found["name"])


def _is_label(who: str | None) -> bool:
    """Whether what stands in the place of a speaker says what follows rather than who spoke."""
    if who is None:
        return False
    words = [word.strip(".,;-") for word in who.lower().lstrip("@").split()]
    if any(word in _LABELS for word in words):
        return True
    return words[-1].endswith(_LABEL_ENDINGS) and words[-1].isalpha()
