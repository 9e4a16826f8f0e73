"""Slack's markup turned into plain text, and its secrets left out.

The syntax is that of https://docs.slack.dev/messaging/formatting-message-text: mentions, dates and
links stand in angle brackets, and only ``& < >`` are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from app.domain.errors import GoldseamError
from app.domain.moments import SECOND_US, Precision, iso_utc

_MARKUP = re.compile(r"<([^<>]+)>|&(amp|lt|gt);")
_ESCAPED = re.compile(r"&(amp|lt|gt);")
_PLAIN = {"amp": "&", "lt": "<", "gt": ">"}
_ID = re.compile(r"[A-Z][A-Z0-9]+")
_BROADCASTS = {"here", "channel", "everyone", "group"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]")

_SECRET = r"xox[a-z](?:\.xox[a-z])*-[\w%-]+(?:\.[\w%-]+)*"  # noqa: S105  what secrets look like
_SECRET_PARAMETER = re.compile(rf"([?&])(?:amp;)?t={_SECRET}(&(?:amp;)?)?")
_SECRET_ANYWHERE = re.compile(_SECRET)


class Names(Protocol):
    """Who and what the ids in a text stand for; an unknown id stands for itself."""

    def member(self, key: str) -> str: ...  # noqa: D102  the class says it

    def channel(self, key: str) -> str: ...  # noqa: D102  the class says it


def plain(text: str, names: Names) -> str:
    """The text as Slack shows it, without formatting: names for ids, labels with their links."""
    if "<" not in text and "&" not in text:
        return text

    def replaced(found: re.Match[str]) -> str:
        inner, entity = found[1], found[2]
        if entity:
            return _PLAIN[entity]
        return _token(inner, names) or f"<{unescape(inner)}>"

    # One pass, so that an escape is undone once and never inside what was just inserted.
    return _MARKUP.sub(replaced, text)


def unescape(text: str) -> str:
    """Undo Slack's three escapes, once."""
    return _ESCAPED.sub(lambda found: _PLAIN[found[1]], text)


def strip_tokens(text: str) -> str:
    """The text without access tokens, such as ``?t=xoxe-…`` in the links of files."""
    if "xox" not in text:
        return text
    text = _SECRET_PARAMETER.sub(lambda found: found[1] if found[2] else "", text)
    return _SECRET_ANYWHERE.sub("[token]", text)


def link(url: str, label: str) -> str:
    """A link as text: its label and where it leads, once where they are the same."""
    target = url.partition(":")[2] if url.lower().startswith(("mailto:", "tel:")) else url
    label = label.strip()
    if not label or label == target or target.partition("://")[2].rstrip("/") == label.rstrip("/"):
        return target
    return f"{label} ({target})" if target else label


def joined(lines: Iterable[str]) -> str:
    """The lines that say something, one below the other."""
    return "\n".join(line.rstrip() for line in lines if line.strip())


def instant(seconds: str) -> str:
    """Epoch seconds as an ISO time in UTC; empty where they are no such number."""
    whole = seconds.partition(".")[0]
    if not (whole.isascii() and whole.isdecimal()) or len(whole) > 12:
        return ""
    try:
        return iso_utc(int(whole) * SECOND_US, Precision.SECOND)
    except GoldseamError:
        return ""


def _token(inner: str, names: Names) -> str:
    """What stands for the markup in one pair of brackets; empty where it is none."""
    body, _, label = inner.partition("|")
    label = unescape(label)
    if body.startswith("!"):
        return _special(body[1:], label)
    if body.startswith(("@", "#")) and _ID.fullmatch(body, 1):
        named = _member if body[0] == "@" else _channel
        return named(body[1:], label, names)
    return link(unescape(body), label) if _SCHEME.match(body) else ""


def _member(key: str, label: str, names: Names) -> str:
    name = names.member(key)
    return "@" + ((label.removeprefix("@") or key) if name == key else name)


def _channel(key: str, label: str, names: Names) -> str:
    return "#" + (label.removeprefix("#") or names.channel(key))


def _special(body: str, label: str) -> str:
    """``here``, ``subteam^S1``, ``date^1392734382^{date}^link``."""
    kind, _, rest = body.partition("^")
    if kind == "subteam":
        return "@" + (label.removeprefix("@") or rest)
    if kind == "date":
        return label or instant(rest.partition("^")[0])
    return f"@{kind}" if kind in _BROADCASTS else label
