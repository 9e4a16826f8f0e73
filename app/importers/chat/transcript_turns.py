"""Transcripts of calls as text: who speaks and when stand above or before each turn.

Otter, Google Meet, Zoom (captions, chat) and Teams, as they are downloaded or copied.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from app.domain.moments import MINUTE_US
from app.importers.chat.chat_layouts import is_full_name, is_name
from app.importers.chat.chat_when import heading_of, plain
from app.importers.chat.transcript_cues import time_us

_WHO = r"(?P<who>[^\s\[\]:|#>*•=<][^\[\]:|<>]{0,59}?)"
_TIME = r"(?P<at>\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,6})?)"


class Form(Enum):
    """Where a turn has its time; by the first of these that fits."""

    ZOOM_CHAT = (
        r"(?:\d{4}-\d\d-\d\d )?(?P<at>\d\d:\d\d:\d\d)[ \t]{1,9}From[ \t]{1,9}"
        r"(?P<who>\S.{0,100}?)[ \t]{1,9}"
        r"[Tt]o[ \t]{1,9}(?P<whom>\S.{0,100}?)[ \t]{0,9}:[ \t]*(?P<text>.*)"
    )
    """``02:46:12\\t From  Mira Holt  to  Everyone : text``"""
    CAPTION = rf"\[{_WHO}\][ \t]{{1,9}}(?P<at>\d\d:\d\d:\d\d)"
    """Zoom's captions: ``[Mira Holt] 02:46:12``, the text below."""
    INLINE = (
        rf"[\[(]?{_TIME}[\])]?(?:[ \t]{{1,9}}-)?[ \t]{{1,40}}{_WHO}[ \t]?:"
        r"(?:[ \t]+(?P<text>\S.*)|[ \t]*)"
    )
    """``02:46:12 Mira Holt: text``, ``[0:12] Mira Holt: text``"""
    ABOVE = rf"{_WHO}[ \t]{{1,40}}[\[(]?{_TIME}[\])]?:?"
    """Otter, Teams: ``Mira Holt   0:12``, the text below."""
    ALONE = rf"[\[(]?{_TIME}[\])]?"
    """Google Meet, YouTube: a time alone; names may begin the lines below."""


_FORMS = tuple((form, re.compile(form.value)) for form in Form)
_NAMED = re.compile(rf"{_WHO}:[ \t]+(?P<text>\S.*)")
_NEAR_START_US = 10 * MINUTE_US
_PADDED = re.compile(r"\d\d:\d\d")
_WHOLE = re.compile(r"\d\d:\d\d:\d\d")
_FROM_START = re.compile(r"0:\d\d$|\d+:\d\d:\d\d|(?:2[4-9]|[3-9]\d|\d{3}):")
"""A time that no clock of 24 hours and no window of a chat shows."""
_SENTENCE = re.compile(r".*[.?!…][\"”')]?$", re.DOTALL)
_IN_WORDS = re.compile(r"(?=\d)(?:\d+ hours? ?)?(?:\d+ minutes? ?)?(?:\d+ seconds?)?")
_SURE, _LIKELY = 0.88, 0.75
_SPARSEST = 15


@dataclass(slots=True)
class Turn:
    """What somebody says from a time on; without a form, what stands before the first of them."""

    first: int
    form: Form | None = None
    at_us: int = 0
    at: str = ""
    who: str = ""
    lines: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Head:
    form: Form
    at_us: int
    at: str
    who: str
    text: str | None


def _head(line: str, forms: Sequence[Form] | None = None) -> _Head | None:
    """The head of a turn that a line is; None where it is none."""
    for form, pattern in _FORMS:
        found = pattern.fullmatch(line) if forms is None or form in forms else None
        at_us = None if found is None else time_us(found["at"])
        if found is None or at_us is None:
            continue
        given = found.groupdict()
        who = " ".join((given.get("who") or "").split())
        if form is Form.ALONE or form is Form.ZOOM_CHAT or is_name(who):
            return _Head(form, at_us, found["at"], who, given.get("text"))
    return None


def is_head(line: str, forms: Sequence[Form]) -> bool:
    """Whether a line begins a turn."""
    return _head(plain(line).strip(), forms) is not None


def turns(lines: Iterable[tuple[int, str]], forms: Sequence[Form]) -> Iterator[Turn]:
    """The turns of numbered lines in their order."""
    current: Turn | None = None
    for number, line in lines:
        shown = plain(line).strip()
        head = _head(shown, forms)
        named = _NAMED.fullmatch(shown) if current is not None else None
        if head is not None:
            who = head.who or _name_above(current)
            if current is not None:
                yield current
            text = [head.text] if head.text else []
            current = Turn(number, head.form, head.at_us, head.at, who, text, [line])
        elif current is not None and _begins_turn(current, named):
            if current.who or any(map(str.strip, current.lines)):
                yield current
                current = Turn(number, current.form, current.at_us, current.at)
            current.who, said = (named["who"], named["text"]) if named else ("", line)
            current.lines.append(said)
            current.raw.append(line)
        else:
            if current is None:
                if not shown:
                    continue
                current = Turn(number)
            current.lines.append(line)
            current.raw.append(line)
    if current is not None:
        yield current


def _begins_turn(current: Turn, named: re.Match[str] | None) -> bool:
    """Whether a line below a time alone says who speaks."""
    return current.form is Form.ALONE and named is not None and is_name(named["who"])


def _name_above(current: Turn | None) -> str:
    """The name that stands on the line before a time alone, taken away from the text there."""
    if current is None or not current.lines:
        return ""
    if _IN_WORDS.fullmatch(current.lines[-1].strip()) and len(current.lines) > 1:
        current.lines.pop()  # Teams writes the time in words, too
    who = plain(current.lines[-1]).strip()
    if not is_full_name(who) or not is_name(who) or heading_of(who) is not None:
        return ""
    current.lines.pop()
    return who


def forms_of(lines: Sequence[str]) -> tuple[float, tuple[Form, ...]]:
    """How surely lines are those of a transcript, and the forms that it uses."""
    heads = [(at, head) for at, line in enumerate(lines) if (head := _head(plain(line).strip()))]
    uses = Counter(head.form for _at, head in heads)
    if not uses:
        return 0.0, ()
    form = uses.most_common(1)[0][0]
    own = [(at, head) for at, head in heads if head.form is form]
    disordered = form is not Form.ZOOM_CHAT and not _in_order(own)
    if own[0][0] > 12 or len(lines) > _SPARSEST * len(own) or disordered:
        return 0.0, ()
    score = _score(form, own, lines)
    return score, (form,) if score else ()


def _in_order(heads: Sequence[tuple[int, _Head]]) -> bool:
    pairs = pairwise(heads)
    back = sum(after.at_us < before.at_us for (_, before), (_, after) in pairs)
    return 10 * back <= len(heads)


def _score(form: Form, heads: Sequence[tuple[int, _Head]], lines: Sequence[str]) -> float:
    """How surely heads of one form are those of a transcript."""
    if len(heads) < 2 and form is not Form.ZOOM_CHAT:
        return 0.0
    match form:
        case Form.ZOOM_CHAT | Form.CAPTION:
            return _SURE
        case Form.INLINE:
            return _LIKELY if _is_speech(heads) else 0.0
        case Form.ALONE:
            return _SURE if _is_counted(heads, lines) else 0.0
        case Form.ABOVE:
            return _score_above(heads, lines)


def _score_above(heads: Sequence[tuple[int, _Head]], lines: Sequence[str]) -> float:
    """How surely names with times, and texts below them, are a transcript and no chat."""
    named = Counter(head.who for _at, head in heads)
    people = sum(is_full_name(head.who) or named[head.who] > 1 for _at, head in heads)
    if 2 * people < len(heads) or not _begins_early(heads) or not _has_text(heads, lines):
        return 0.0
    return _SURE if any(_FROM_START.match(head.at) for _at, head in heads) else _LIKELY


def _begins_early(heads: Sequence[tuple[int, _Head]]) -> bool:
    """Whether the first time lies near a beginning, and not where a day has it: ``00:12``."""
    first = heads[0][1]
    return first.at_us < _NEAR_START_US and _PADDED.fullmatch(first.at) is None


def _has_text(heads: Sequence[tuple[int, _Head]], lines: Sequence[str]) -> bool:
    """Whether most heads have a text below."""
    starts = {at for at, _head in heads}
    empty = sum(at + 1 in starts or at + 1 >= len(lines) for at in starts)
    return 2 * empty <= len(starts)


def _is_counted(heads: Sequence[tuple[int, _Head]], lines: Sequence[str]) -> bool:
    """Whether times alone count from a beginning: names follow, or they begin at nothing."""
    if not _begins_early(heads) or not _has_text(heads, lines):
        return False
    named = sum(_begins_with_name(lines, at + 1) or _below_name(lines, at) for at, _head in heads)
    return 2 * named >= len(heads) or (len(heads) > 2 and heads[0][1].at_us < MINUTE_US)


def _begins_with_name(lines: Sequence[str], at: int) -> bool:
    found = _NAMED.fullmatch(plain(lines[at]).strip()) if at < len(lines) else None
    return found is not None and is_full_name(found["who"])


def _below_name(lines: Sequence[str], at: int) -> bool:
    """Whether a name stands above a line, with at most the time in words between them."""
    above = [plain(line).strip() for line in lines[max(at - 2, 0) : at]]
    if above and _IN_WORDS.fullmatch(above[-1]):
        above.pop()
    return bool(above) and is_name(above[-1]) and is_full_name(above[-1])


def _is_speech(heads: Sequence[tuple[int, _Head]]) -> bool:
    """Whether people speak in sentences, as no log does."""
    people = sum(is_full_name(head.who) for _at, head in heads)
    sentences = sum(
        bool(head.text)
        and len((head.text or "").split()) > 2
        and bool(_SENTENCE.match(head.text or ""))
        for _at, head in heads
    )
    return 3 * people >= 2 * len(heads) and 2 * sentences >= len(heads)


def counts_from_start(first: Turn) -> bool:
    """Whether the times of a transcript count from its beginning, by the first of them.

    Zoom's chat has times of day. Else hours in two digits are a time of day unless the first lies
    in the first minutes of a recording.
    """
    if first.form is Form.ZOOM_CHAT:
        return False
    return _WHOLE.match(first.at) is None or first.at_us < _NEAR_START_US
