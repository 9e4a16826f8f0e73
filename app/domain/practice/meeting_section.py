"""What a review says of its meeting, and of whether responders call their account fair.

The group answers as a group. Of the fair accounts only how many were asked, answered and declined
is told; a responder's own words only with consent, without a role, and in an order that tells
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.drafts import Case
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.fair_accounts import ANSWERED
from app.domain.practice.meeting_words import GROUP_QUESTION
from app.domain.practice.meetings import Meeting, Openness
from app.domain.review_words import counted, moment_words


@dataclass(frozen=True, slots=True)
class MeetingSection:
    """The review meeting, in sentences."""

    sentences: tuple[str, ...] = ()
    """When it was held, for how long, who led it, how many came from outside the team."""
    group: str = ""
    """What the group answered, as a group; empty where it was not asked."""
    group_words: str = ""
    """What the group added in its own words; may be empty."""

    def __bool__(self) -> bool:
        return bool(self.sentences)


@dataclass(frozen=True, slots=True)
class FairSection:
    """Whether those who responded were asked if the account is fair."""

    sentences: tuple[str, ...] = ()
    """How many have a page, were asked, answered, declined."""
    words: tuple[str, ...] = ()
    """What responders added in their own words and let this review show; without their roles."""

    def __bool__(self) -> bool:
        return bool(self.sentences)


_GROUP = {
    Openness.MORE: "more openly after reviews",
    Openness.SAME: "as openly after reviews as before",
    Openness.LESS: "less openly after reviews",
}


def meeting_section(case: Case, meetings: Sequence[Meeting], zone: ZoneInfo) -> MeetingSection:
    """The section of a case's first meeting, in words; says so where none was held."""
    meeting = first_meeting(meetings)
    if meeting is None:
        return MeetingSection()
    return MeetingSection(
        sentences=tuple(each for each in _sentences(case, meeting, zone) if each),
        group=_group(meeting.openness),
        group_words=meeting.openness_words.strip(),
    )


def first_meeting(meetings: Sequence[Meeting]) -> Meeting | None:
    """The meeting of a case; the earliest, should there be several."""
    order = sorted(meetings, key=lambda one: (one.starts_us is None, one.starts_us or 0, one.id))
    return order[0] if order else None


def lines_of(text: str) -> tuple[str, ...]:
    """The people that a field names, a line each."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def fair_section(accounts: Sequence[FairAccount]) -> FairSection:
    """The section, in words: counts of who was asked, never what one person answered."""
    if not accounts:
        return FairSection()
    total = len(accounts)
    asked = sum(account.verdict is not Verdict.NOT_ASKED for account in accounts)
    answered = sum(account.verdict in ANSWERED for account in accounts)
    declined = sum(account.verdict is Verdict.DECLINED for account in accounts)
    waiting = asked - answered - declined
    pages = f"{counted(total, 'responder')} {'has' if total == 1 else 'have'}"
    counts = [f"{asked} asked", f"{answered} answered", f"{declined} would rather not say"]
    if waiting:
        counts.append(f"{waiting} not answered yet")
    if total - asked:
        counts.append(f"{total - asked} not asked")
    words = {" ".join(one.words.split()) for one in accounts if one.consent and one.words.strip()}
    return FairSection(
        sentences=(
            f"{pages} a page with what this review says of their role: {', '.join(counts)}.",
        ),
        words=tuple(sorted(words, key=str.casefold)),
    )


def _sentences(case: Case, meeting: Meeting, zone: ZoneInfo) -> list[str]:
    when = "" if meeting.starts_us is None else moment_words(meeting.starts_us, zone)
    if meeting.held:
        sentences = [f"The review meeting was held {when or 'at a time not noted'}."]
    else:
        sentences = [f"The review meeting is planned for {when}." if when else "No meeting yet."]
    if case.facilitator.strip():
        sentences.append(f"Facilitator: {case.facilitator.strip()}.")
    if meeting.scribe.strip():
        sentences.append(f"Scribe: {meeting.scribe.strip()}.")
    outside = len(lines_of(meeting.outsiders))
    came = "From outside the team" if meeting.held else "Invited from outside the team"
    sentences.append(f"{came}: {outside or 'nobody'}.")
    return sentences


def _group(openness: Openness) -> str:
    if openness is Openness.NOT_ASKED:
        return ""
    asked = f"Asked as a group, “{GROUP_QUESTION}”, "
    if openness is Openness.DECLINED:
        return f"{asked}the group would rather not say."
    return f"{asked}the group said: {_GROUP[openness]}."
