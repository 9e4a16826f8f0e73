"""How a casebook of any age becomes one of today. Append-only: a step once released never changes.

A step is a module with ``migrate(connection)``; its number is its place in `STEPS`, and the
file's ``user_version`` says how many of them it has seen. After the last step the generated
triggers are made anew (``app.casebook.triggers``).
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from app.casebook.migrations import (
    m001_initial,
    m002_people_and_audiences,
    m003_honest_time_and_bookmarks,
    m004_the_practice_of_a_review,
    m005_the_candour_check,
    m006_trust_repair,
    m007_the_assist,
)

Step = Callable[[Connection], None]

STEPS: tuple[Step, ...] = (
    m001_initial.migrate,
    m002_people_and_audiences.migrate,
    m003_honest_time_and_bookmarks.migrate,
    m004_the_practice_of_a_review.migrate,
    m005_the_candour_check.migrate,
    m006_trust_repair.migrate,
    m007_the_assist.migrate,
)


def version_of(connection: Connection) -> int:
    """How many steps the file has seen."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def apply(connection: Connection, steps: tuple[Step, ...], first: int) -> None:
    """Run the steps from number ``first`` (0-based) on, inside the caller's transaction."""
    for step in steps[first:]:
        step(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {len(steps)}")
