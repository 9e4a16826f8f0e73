"""What is asked about trust breaks. The questions are for a person, and judge nobody."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.names import NameFinder
from app.domain.trust.break_list import BreakList
from app.domain.trust.breaks import BreakKind, Severity, Side, TrustBreak


@dataclass(frozen=True, slots=True)
class BreakQuestion:
    """A question to people; ``field`` is the field of the break it stands beside."""

    field: str
    words: str


def asked_of_all(found: BreakList) -> tuple[str, ...]:
    """What is asked about the breaks together."""
    if not found.breaks:
        return ()
    asked = []
    kinds = {each.kind for each in found.breaks if each.kind}
    if len(kinds) == 1 and len(found.breaks) > 1:
        asked.append(_ONE_KIND[kinds.pop()])
    affected = [group for group in found.groups if group.side is Side.INSIDE]
    if affected and not any(each.side is Side.INSIDE for each in found.breaks):
        asked.append(
            "Groups inside were affected, and no break inside is written. What do they trust less?"
        )
    return tuple(asked)


_ONE_KIND = {
    BreakKind.SYSTEM: (
        "All breaks are about the system. Is how people acted, or were treated, trusted as before?"
    ),
    BreakKind.CONDUCT: (
        "All breaks are about how people acted. Is the system itself trusted as before?"
    ),
    BreakKind.LEADERSHIP: (
        "All breaks are about leadership. Are the system and how people acted trusted as before?"
    ),
    BreakKind.USERS: (
        "All breaks are about what users are told. What of the system, and how people acted?"
    ),
}


def asked_of(found: BreakList, each: TrustBreak, names: NameFinder) -> tuple[BreakQuestion, ...]:
    """What is asked about one break, in the order of its fields."""
    pairs = (
        ("party", _about_end(each.party, "Who trusts less? A group or a role.", names)),
        ("toward", _about_end(each.toward, "Whom, or what, do they trust less?", names)),
        ("side", "" if each.side else "Does it run inside, upward or outward?"),
        ("kind", "" if each.kind else "Is it the system that is trusted less, or conduct?"),
        ("fear", "" if each.fear.strip() else "What do they fear will happen again?"),
        ("severity", "" if each.severity else "Is it strained, damaged or broken?"),
        ("cited", _about_evidence(found, each)),
    )
    return tuple(BreakQuestion(name, words) for name, words in pairs if words)


def _about_end(name: str, missing: str, names: NameFinder) -> str:
    if not name.strip():
        return missing
    if names.find(name):
        return f"“{name.strip()}” reads as a person's name. Which group or role is meant?"
    return ""


def _about_evidence(found: BreakList, each: TrustBreak) -> str:
    if found.cited.get(each.id):
        return ""
    if each.severity is Severity.BROKEN:
        return "It is called broken, and cites nothing. What was said or done that shows it?"
    return "What shows it? Cite what was said or done."
