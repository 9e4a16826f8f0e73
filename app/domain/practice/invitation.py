"""Texts to paste: what a review asks of its readers, and of those who still write it."""

from __future__ import annotations

from app.domain.drafts import Case
from app.domain.moments import day, zone_named
from app.domain.practice.overdue import review_due
from app.domain.publication import Publication
from app.domain.review import title_words


def invitation_words(case: Case, newest: Publication) -> str:
    """Invites readers to the newest version of a review."""
    published = day(newest.published_us, zone_named(case.zone))
    where = f"\nYou find it here: {newest.place}" if newest.place else ""
    return (
        f"The review of “{title_words(case)}” is out (version {newest.version}, {published})."
        f"{where}\n"
        "It tells what happened, which conditions made it possible, and what will change. It is "
        "about systems, not about people. What is uncertain is marked, and what we do not know "
        "is said.\n"
        "If you find something that is not right, or know something that is missing, please say "
        "so: it can still be added."
    )


def reminder_words(case: Case) -> str:
    """Reminds of a review that is not out yet."""
    due = review_due(case)
    when = f" It was due on {due}." if due else ""
    return (
        f"The review of “{title_words(case)}” is not published yet.{when}\n"
        "Memory fades and evidence expires. A short review now, with open questions marked as "
        "open, helps more than a complete one later. What is missing, and who can help with it?"
    )
