"""How chat windows lay out what is copied from them: who and when stand above or before each text.

Slack, Teams, Discord, WhatsApp, Telegram and Pidgin, as they paste into a text field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from app.domain.moments import Precision
from app.importers.chat.chat_when import CLOCK, WHEN, When, heading_of, plain, when_of
from app.importers.times.day_words import BACK

_WHO = r"[^\s\[\]:|#>*•=<][^\[\]:|<>]{0,59}?"
_BADGE = r"(?P<badge>(?-i:(?: |(?<=[a-z]))(?:APP|BOT|WORKFLOW)))?"
_SIGNS = r"(?: ?:[a-z0-9_+'-]{2,40}:){0,3}"
_STATUS = re.compile(_SIGNS + "$")
_ASIDE = re.compile(r" ?\((?!edited\))[^()]{1,40}\)$")


class Layout(Enum):
    """Where who, when and the text stand; by the first of these that fits."""

    DASH = rf"(?P<who>{_WHO}){_SIGNS}{_BADGE} ?[—–] ?(?P<when>{WHEN})"
    """Discord: ``Mira — Today at 2:46 AM``."""
    BEFORE = (
        rf"(?P<who>{_WHO}){_SIGNS}(?:{_BADGE}(?P<gap> {{1,9}})|, )"
        rf"(?P<open>\[)?(?P<when>{WHEN})\]?:?"
    )
    """Slack: ``Mira Holt  2:46 AM``, Teams: ``Mira Holt, 2:46 AM``, Telegram: ``Mira, [2:46]``."""
    BRACKET = rf"[\[(](?P<when>{WHEN})[\])] ?(?P<who>{_WHO}){_BADGE}(?::(?: |$)(?P<text>.*))?"
    """Slack, compact: ``[2:46 AM] Mira Holt: text``, Teams: ``[29/03 02:46] Mira Holt``."""
    DATED = rf"(?P<when>{WHEN}) - (?:(?P<who>{_WHO}): )?(?P<text>.*)"
    """WhatsApp: ``29/03/2024, 02:46 - Mira: text``."""


_LAYOUTS = tuple((layout, re.compile(layout.value, re.IGNORECASE)) for layout in Layout)
_SPLIT = re.compile(
    rf"\s{{0,8}}(?P<badge>APP|BOT|WORKFLOW)?\s{{0,4}}(?:[—–] )?(?P<when>{WHEN})", re.IGNORECASE
)
_ALONE = re.compile(rf"\[?(?P<when>{CLOCK})\]?")
_BADGES = {"APP", "BOT", "WORKFLOW"}
_DASHES = {"—", "–"}
MOST_LINES = 4
"""A header may take so many: a name, the mark of an app, a dash, a time."""
_LONGEST = 160
_NOT_NAMES = re.compile(
    rf"(?:trace|debug|info|notice|warn(?:ing)?|error|err|crit(?:ical)?|fatal|alert|new|{BACK}|"
    r"unread|edited|https?|www|.*\d{3,}.*|.*[/\\=(){}!?;].*|.*[.,-])",
    re.IGNORECASE,
)
_JOINERS = {
    *("at", "on", "by", "from", "until", "since", "around", "about", "to", "after", "before"),
    *("um", "ab", "bis", "seit", "gegen", "vor", "nach", "om", "vanaf", "sinds", "rond", "tot"),
    *("à", "vers", "depuis", "dès", "a", "las", "desde", "hasta", "sobre", "às", "até"),
}
_SMALL = {"de", "da", "van", "von", "der", "den", "di", "al", "bin", "la", "le", "del", "of", "the"}


@dataclass(frozen=True, slots=True)
class Header:
    """Who said something and when; ``lines`` are how many lines it takes.

    ``text`` is what stands on the same line, None where the text follows below. ``machine`` says
    that the window marks who as an app. ``telling`` says that no log writes such a line.
    """

    who: str
    when: When
    text: str | None
    machine: bool
    lines: int
    telling: bool


def header_at(lines: Sequence[str]) -> Header | None:
    """The header that begins with the first of some lines; None where none does."""
    first = plain(lines[0]).rstrip() if lines else ""
    stamped_first = first[:1] in {"[", "("} or first[:1].isdigit()
    if not first.strip() or (len(first) > _LONGEST and not stamped_first):
        return None
    return _on_one_line(first) or _on_lines(first, lines)


def _on_one_line(line: str) -> Header | None:
    for layout, pattern in _LAYOUTS:
        found = pattern.fullmatch(line)
        when = found and when_of(found["when"])
        if found is None or when is None or (layout is Layout.DATED and not _is_numeric(when)):
            continue
        given = found.groupdict()
        who = name_in(given["who"] or "")
        if not is_name(who) and (layout is not Layout.DATED or given["who"]):
            continue
        machine = bool(given.get("badge"))
        if given.get("gap") == " " and not machine and not _is_spoken_name(who):
            continue
        telling = bool(who) and _is_telling(layout, when, who, given)
        return Header(who, when, given.get("text"), machine, 1, telling)
    return None


def _on_lines(first: str, lines: Sequence[str]) -> Header | None:
    """A name on a line of its own, the time below it; a dash or the mark of an app between them."""
    who = name_in(first.strip())
    if first != first.lstrip() or not is_name(who) or heading_of(first) is not None:
        return None
    rest = [plain(line).rstrip() for line in lines[1:MOST_LINES]]
    between = list(takewhile(_is_between, rest[:-1]))
    marked = any(sign.strip().upper() in _BADGES for sign in between)
    below = rest[len(between)] if rest else ""
    found = _SPLIT.fullmatch(below)
    when = found and when_of(found["when"])
    if found is None or when is None:
        return None
    apart = bool(between) or below[:1].isspace()
    if not (is_dated(when) or apart or is_full_name(who)):
        return None  # a word, and the time of a further message
    telling = is_full_name(who) or (is_dated(when) and apart)
    return Header(who, when, None, marked or bool(found["badge"]), 2 + len(between), telling)


def _is_between(line: str) -> bool:
    """Whether a line is what some windows set between a name and its time."""
    return line.strip() in _DASHES or line.strip().upper() in _BADGES


def clock_alone(line: str) -> When | None:
    """The time that stands before a further message of the same person, on a line of its own."""
    found = _ALONE.fullmatch(plain(line).strip())
    return None if found is None else when_of(found["when"])


def name_in(text: str) -> str:
    """A name without the sign of somebody's status behind it."""
    return _STATUS.sub("", " ".join(text.split())).strip(" ,")


def is_name(who: str) -> bool:
    """Whether words may be what a window shows as somebody's name."""
    who = _ASIDE.sub("", who)  # (she/her), (Guest)
    words = who.split()
    if not words or len(words) > 6 or _NOT_NAMES.fullmatch(who):
        return False
    return words[-1].lower() not in _JOINERS and any(letter.isalpha() for letter in who)


def _is_spoken_name(who: str) -> bool:
    """Whether each word begins like a name; one word alone does where it could be an account."""
    words = [word for word in _ASIDE.sub("", who).split() if word.lower() not in _SMALL]
    return bool(words) and (len(who.split()) == 1 or not any(word[0].islower() for word in words))


def _is_numeric(when: When) -> bool:
    return when.day is not None and bool(when.day.numbers)


def _is_telling(layout: Layout, when: When, who: str, given: dict[str, str | None]) -> bool:
    """Whether people's windows write such a line, and logs, tables or calendars do not."""
    of_people = is_full_name(who)
    if when.day is not None and when.day.numbers[:1] > (31,):
        by_window = "," in when.text or ". " in when.text
        return of_people and (by_window or layout is not Layout.BRACKET)
    if layout is Layout.BRACKET:
        by_phone = _is_numeric(when) and "," in when.text
        return when.half or by_phone or (of_people and when.precision is Precision.MINUTE)
    if layout is Layout.BEFORE:
        apart = len(given["gap"] or "") > 1 or bool(given["badge"]) or "[" in (given["open"] or "")
        return of_people or (apart and is_dated(when))
    return of_people or is_dated(when)


def is_dated(when: When) -> bool:
    """Whether a time names a day, or says AM or PM, as people's windows do."""
    return when.half or when.day is not None


def is_full_name(who: str) -> bool:
    """Whether it has two words or more, each like that of a name."""
    return len(who.split()) > 1 and _is_spoken_name(who)
