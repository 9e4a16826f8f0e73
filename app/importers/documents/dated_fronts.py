"""Where a time stands in a passage: at its front, behind a label, or inside a sentence.

Decided by what surrounds it. What is planned, habitual or a template's example is no event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.importers.documents.dated_moments import StatedTime, time_at, times_in
from app.importers.times.day_words import MONTH


@dataclass(frozen=True, slots=True)
class Front:
    """A time at the front of a passage: ``rest`` is what it says, ``stamp`` the time as written."""

    time: StatedTime
    stamp: str
    rest: str


_OPENING = re.compile(r"(?:\[[ xX]\]|:[a-z_]+:(?=\s)|_|[^\w~±≈+<#$./\\&=-]|-(?=\s))*")
"""What may stand before a time in front: a box to tick, a sign, a picture, a bracket."""
_CLOSING = re.compile(r"(?:\s?[\])*_`\"”])*")
_SEPARATOR = re.compile(r"\s*(?:[:|→>»=]+|[-–—−]+>?|[.,;](?=\s))\s*|\s+|$")
_ONLY_DAY_SEPARATOR = re.compile(r"\s*(?:[:|→»]+|\s[-–—−]+>?(?=\s))\s*|\s{2,}|\n|$")
_OTHER_CLOCK = re.compile(r"\s*(?:[/|]|\()\s*")
_LABEL_LINE = re.compile(r"[\W_]*[A-Z][\w /()'-]{1,40}[*_]*:[*_]*\s+\S")
_LEAST_CUT = 55
_CUT_WORD = re.compile(
    r"\s(?:at|since|until|by|from|to|and|or|the|around|about|before|after|of|on|in|between|near)$"
)
"""Words that no line ends with, unless the page does."""
_WIDE_GAP = re.compile(r" {3,}|\t")
_NO_CLOCK = ("--", "??", "XX", "xx", "__")
_FILLER = re.compile(r"\s*(?:hrs?|hours|Uhr|o'clock)\b\.?")
_NO_STAMP = re.compile(r"(?:is|are|of|ratio|minutes?|mins?|long)\b", re.IGNORECASE)
"""Words behind a clock that is no stamp: “9:15 is the ratio”."""
_PLACEHOLDER = re.compile(
    r"[\s*_.:\-–—]*(?:"
    r"(?:<[^<>]*>|\[[^\]]*\](?!\()|\{[^}]*\}|…|\.{2,}|x{2,}|TODO|TBD|TBA|FIXME|N/?A|lorem ipsum.*)"
    r"|_*(?:TODO|TBD)\b.*"
    r"|(?:event|description|what happened\??|details?|your text here|something happened\.*"
    r"|(?:event|incident)? ?description|describe .{0,40}|insert .{0,40}|add .{0,20}here"
    r"|fill in.{0,30}"
    r"|summary of (?:the )?event|brief description.{0,30}|action taken)"
    r")[\s*_.:]*",
    re.IGNORECASE | re.DOTALL,
)
_EXAMPLE = re.compile(
    r"[\s(*_\[]*(?:e\.\s?g\.|example\b|for example\b|sample\b)|\b\(example\)|\bexample "
    r"(?:event|entry|row)\b",
    re.IGNORECASE,
)


def front_of(text: str) -> Front | None:
    """The time at the very front of a passage; None where it begins otherwise."""
    opening = _OPENING.match(text)
    stated = time_at(text, opening.end() if opening else 0)
    if stated is None:
        return None
    start = stated.start
    stated, end = _with_other_clock(text, stated)
    if filler := _FILLER.match(text, end):
        end = filler.end()
    closing = _CLOSING.match(text, end)
    after = closing.end() if closing and closing[0].strip() else end
    only_day = stated.clock_us is None and stated.relative_us is None
    only_day = only_day and not text[:end].endswith(_NO_CLOCK)  # “2024-03-13 --:-- words”
    separator = (_ONLY_DAY_SEPARATOR if only_day else _SEPARATOR).match(text, after)
    if separator is None:
        return None
    rest = text[separator.end() :].lstrip(":-–— \n").strip()
    if not separator[0].strip() and (
        _NO_STAMP.match(rest) or (text[start].isalpha() and stated.about and rest)
    ):
        return None  # a sentence: “9:15 is the ratio”, “Around 14:05 somebody looks”
    return Front(stated, text[start:end].strip(), rest)


def is_day(words: str) -> bool:
    """Whether a line is nothing but a day, as a heading over the times below it."""
    stated = time_at(words)
    return stated is not None and stated.clock_us is None and not words[stated.end :].strip(" :.-")


def _with_other_clock(text: str, stated: StatedTime) -> tuple[StatedTime, int]:
    """The time and where it ends, past the same moment told by another clock beside it.

    Where only the other clock has a zone (“14:05 (06:05 PST)”), it is the one that counts.
    """
    link = _OTHER_CLOCK.match(text, stated.end)
    other = time_at(text, link.end()) if link else None
    if link is None or other is None or other.clock_us is None or other.relative_us is not None:
        return stated, stated.end
    end = other.end
    if "(" in link[0]:
        if text[end : end + 1] != ")":
            return stated, stated.end
        end += 1
    if stated.clock_us is None and stated.relative_us is None:
        return stated, stated.end
    if stated.zone is None and other.zone is not None:
        return other, end
    return (other if stated.clock_us is None else stated), end


def lines_apart(text: str) -> list[str]:
    """A passage whose lines begin with times or labels, a piece for each; else it as a whole.

    A line may also begin with a time because the sentence above was too long for its line.
    """
    lines = text.split("\n")
    if all(_LABEL_LINE.match(line) for line in lines):
        return lines
    pieces: list[str] = []
    before = ""
    for line in lines:
        front = front_of(line) if before and not is_cut(before) else None
        if not before or (front is not None and front.time.relative_us is None):
            pieces.append(line)
        else:
            pieces[-1] += f"\n{line}"
        before = line
    return pieces if front_of(pieces[0]) is not None or len(pieces) > 2 else [text]


def is_cut(line: str) -> bool:
    """Whether a line seems to end where the page does, in the midst of a sentence."""
    words = line.strip()
    if _CUT_WORD.search(words):
        return True
    return len(words) >= _LEAST_CUT and words[-1] not in ".!?:;" and not _WIDE_GAP.search(words)


def is_placeholder(text: str) -> bool:
    """Whether words only hold the place for words, as in a template."""
    return _PLACEHOLDER.fullmatch(text) is not None or _EXAMPLE.match(text) is not None


_LABEL_END = re.compile(r"\s*(?:[:=|–—]|\bat\b|\bon\b|\s-)?\s*[\[(*_]*$")
_NO_EVENT_LABEL = re.compile(
    r"^\W*(?:(?:the|this|document|doc|page|report|post-?mortem|last|first|date|draft|version)\s+)*"
    r"(?:updated?|modified|edited|published|posted|created|written|revised|generated"
    r"|exported|printed"
    r"|retrieved|prepared|next)\b"
    r"|^\W*(?:\w+\s)?(?:review|retro\w*|post-?mortem|follow-?up)(?:\s+(?:meeting|call))?\s*:?$"
    r"|\b(?:version|due|deadline|eta|target|duration|time to|length|elapsed|downtime|uptime"
    r"|(?:MT)?TT[A-Z]|author|owner|expires?|valid|every|schedules?d?)\b",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?:incident |outage |event )?(?:date|day|date of (?:the )?(?:incident|outage|event)|when"
    r"|date/time|date and time|dates?)s?",
    re.IGNORECASE,
)
_ENDS_IN_DATE = re.compile(r"\bdate\s*(?::|$)", re.IGNORECASE)
_MOST_LABEL_WORDS = 8


@dataclass(frozen=True, slots=True)
class Labelled:
    """A short label with a time behind it: “First detected: 2023-01-11 14:22”.

    ``is_date`` where the label is the date of what the document is about, and no event.
    """

    label: str
    time: StatedTime
    stamp: str
    is_date: bool
    is_event: bool


def labelled(text: str) -> Labelled | None:
    """The label and the time of a passage that has nothing else; None for other passages."""
    times = times_in(text)
    if len(times) != 1 or len(text) > 160:
        return None
    stated = times[0]
    tail = text[stated.end :].strip(" .)*_]\n")
    if tail and (len(tail) > 24 or tail[0] != "("):
        return None
    label = _LABEL_END.sub("", text[: stated.start]).strip(" *_\n-•")
    if not label or len(label.split()) > _MOST_LABEL_WORDS or re.search(r"[.!?,;]\s", label + " "):
        return None
    said = " ".join(label.split())
    has_mark = re.search(r"[:=|–—\n]\s*[\[(*_~]*$", text[: stated.start]) is not None
    if not has_mark and (len(said.split()) > 3 or stated.clock_us is None):
        return None
    is_date = _DATE_LABEL.fullmatch(said) is not None
    is_event = not is_date and not is_metadata(said)
    stamp = text[stated.start : stated.end]
    return Labelled(said, stated, stamp, is_date, is_event and not is_placeholder(said))


def is_date_label(text: str) -> bool:
    """Whether a label names the date of what a document is about."""
    return _DATE_LABEL.fullmatch(text.strip(" :*_")) is not None


def is_metadata(text: str) -> bool:
    """Whether a label tells about the document, not about what happened."""
    return _NO_EVENT_LABEL.search(text) is not None or (
        _ENDS_IN_DATE.search(text) is not None and _DATE_LABEL.fullmatch(text.strip(" :")) is None
    )


_SENTENCE_END = re.compile(
    r"[.!?](?<!\b[A-Z]\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bca\.)(?<!\bapprox\.)(?<!\bvs\.)"
    r"(?<!\betc\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bNo\.)(?<!\b[ap]\.m\.)"
    rf"(?!(?<=\d\.) (?i:{MONTH})\b)"
    r"[\"”’')\]]*(?:\s*\(https?://\S+\))?\s+(?=[A-Z0-9\"“'(\[~±≈])"
    r"|(?<=[ap]\.m\.)\s+(?=[A-Z][a-z]+\s)"
)


def sentences(text: str) -> list[str]:
    """The sentences of a passage; a gap of lines ends one too."""
    out: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        out.append(text[start : end.end()])
        start = end.end()
    out.append(text[start:])
    return [sentence for sentence in out if sentence.strip()]


_NOT_YET = re.compile(
    r"^\W*(?:created|published|posted|written|updated) (?:by|on|at)\b|\blast (?:modified"
    r"|updated|edited)\b"
    r"|\b(?:will|won't|shall|should|going to|plans? to|planned (?:to|for)|is planned|are planning"
    r"|scheduled (?:for|to|at|on)|(?:we|I|they|is|are|be) (?:\w+ )?expect(?:s|ed|ing)?"
    r"|tomorrow|hoped? to|(?:is|are) (?:at|on)"
    r"|due (?:by|on|date|to be)|deadline|ETA"
    r"|every|daily|nightly|weekly|hourly|each (?:day|night|morning|hour)|normally|usually|typically"
    r"|always|would (?:have|be|run|start)|e\.g\.|for example|in case of)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:\b(?:at|around|about|by|from|since|until|till|before|after|approximately"
    r"|approx\.?|circa|between"
    r"|on|and|to|near|past|starting|beginning|early|exactly|only|just|roughly)|[~±≈(—–-]"
    r"|^\W*|,|:)\s*$",
    re.IGNORECASE,
)
_DAY_OPENS = re.compile(
    r"\W*(?:(?:later |early |late )?(?:on|in the (?:early |late )?(?:morning|afternoon"
    r"|evening|night|hours)"
    r"(?: hours)? (?:of|on)|during)\s+(?:the\s+)?(?:\w+\s+(?:of|on)\s+)?)?$",
    re.IGNORECASE,
)


_ROUGHLY = re.compile(
    r"\b(?:around|about|approximately|approx\.?|circa|ca\.|roughly|nearly"
    r"|(?:shortly|just|right|soon) (?:before|after))\s*$",
    re.IGNORECASE,
)


def is_plan(sentence: str) -> bool:
    """Whether a sentence tells what is to come, or what happens again and again."""
    return _NOT_YET.search(sentence) is not None


def event_in(sentence: str) -> StatedTime | None:
    """The time at which a sentence says that something happened; None where it says none.

    A day elsewhere in the sentence belongs to its clock: “On 3 May … until 10:20 UTC”.
    """
    if is_placeholder(sentence) or is_plan(sentence):
        return None
    times = [time for time in times_in(sentence) if time.relative_us is None]
    days = [time for time in times if time.clock_us is None]
    for stated in times:
        if stated.clock_us is None:
            continue
        before = sentence[: stated.start]
        if not before.strip() and _NO_STAMP.match(sentence, stated.end + 1):
            continue
        told = stated.day is not None or stated.zone is not None
        if not (told or stated.has_half or _LEADS.search(before)) or (
            stated.bare_hour and not (told or days)
        ):
            continue
        if re.match(r"\s?(?:hours?|hrs|minutes|mins?)\b", sentence[stated.end :]) and not re.search(
            r"\bat\s*$", before
        ):
            continue
        return replace(
            stated,
            day=stated.day or (days[0].day if days else None),
            about=stated.about or _ROUGHLY.search(before) is not None,
        )
    if days and _DAY_OPENS.fullmatch(sentence[: days[0].start]) and len(sentence.split()) > 4:
        return days[0] if re.match(r"[,\s]\s*\w", sentence[days[0].end :]) else None
    return None
