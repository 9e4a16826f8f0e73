"""When a review meeting is held, how long it is, and who leads it: what to ask about that.

Two to three days after containment people have slept and still remember; at most an hour, because
attention does not last longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from app.domain.moments import MINUTE_US
from app.domain.names import NameFinder
from app.domain.people import People
from app.domain.practice.meetings import Meeting, Openness
from app.domain.practice.role_words import RoleFinder, same_role
from app.domain.review_words import moment_words

EARLIEST_HOURS = 48
LATEST_HOURS = 72
LONGEST_MINUTES = 60

_HOUR_US = 60 * MINUTE_US


def start_question(
    starts_us: int | None, contained_us: int | None, zone: ZoneInfo, *, held: bool = False
) -> str:
    """What to ask about the time of a meeting; empty where nothing is to be asked."""
    if held or starts_us is None:
        return ""
    if contained_us is None:
        return (
            "The case does not say when it was contained. "
            f"A meeting is best {EARLIEST_HOURS} to {LATEST_HOURS} hours after that."
        )
    after_us = starts_us - contained_us
    first = moment_words(contained_us + EARLIEST_HOURS * _HOUR_US, zone)
    if after_us < 0:
        return f"This is before the incident was contained. Could it be after {first}?"
    if after_us < EARLIEST_HOURS * _HOUR_US:
        return (
            f"This is {_hours(after_us)} after containment: people may still be tired, and "
            f"evidence on its way. Could it wait until {first}?"
        )
    if after_us > LATEST_HOURS * _HOUR_US:
        return (
            f"This is {_hours(after_us)} after containment, and memories fade. "
            "Is there an earlier time, or can people write down now what they remember?"
        )
    return ""


def length_question(minutes: int) -> str:
    """What to ask about the length of a meeting; empty where nothing is to be asked."""
    if minutes > LONGEST_MINUTES:
        return "This is longer than an hour. What could be left to a second meeting?"
    return ""


def facilitator_question(facilitator: str, responders: Iterable[str], people: People) -> str:
    """What to ask where the facilitator is, or seems to be, a responder of the incident.

    ``facilitator`` is a role or a name; ``responders`` are the roles of those who took part.
    """
    if not facilitator.strip():
        return "Nobody is named to lead the meeting: somebody who did not respond to the incident."
    bearers = {
        person
        for mention in NameFinder(people.all_names).find(facilitator)
        for person in mention.person_ids
        if people.role(person) is not None
    }
    named = [people.label(person) for person in sorted(bearers)]
    role = next(iter([*named, *RoleFinder(responders).roles_in(facilitator)]), "")
    if not role:
        return ""
    return (
        f"The facilitator seems to have responded to this incident, as {role}. "
        "Who could lead the meeting without having been part of it?"
    )


def outsiders_question(meeting: Meeting) -> str:
    """What to ask where nobody from outside the team is to be there."""
    if meeting.outsiders.strip():
        return ""
    return "Who from outside the team could come? They ask what the team takes for granted."


def group_question(meeting: Meeting) -> str:
    """What to ask after a meeting at which the group was not asked."""
    if meeting.held and meeting.openness is Openness.NOT_ASKED:
        return "Has the group been asked? Together, and never one by one."
    return ""


def responders_of(people: People, roles: Iterable[str]) -> tuple[str, ...]:
    """The roles of those who took part: authors of evidence, and whom the draft names."""
    found = {same_role(people.label(one)): people.label(one) for one in people.in_case}
    found |= {same_role(role): role.strip() for role in roles if role.strip()}
    return tuple(found.values())


def _hours(length_us: int) -> str:
    hours, rest = divmod(length_us, _HOUR_US)
    if not hours:
        return f"{rest // MINUTE_US} minutes"
    return "1 hour" if hours == 1 else f"{hours:,} hours"
