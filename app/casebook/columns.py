"""The columns that tables are made of, and the list of tables that they join."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, Text

metadata = MetaData()


def text(name: str) -> Column[str]:
    """A text that is always there; empty where nobody wrote one."""
    return Column(name, Text, nullable=False)


def maybe_text(name: str) -> Column[str]:
    """A text, or NULL."""
    return Column(name, Text)


def integer(name: str) -> Column[int]:
    """A number that is always there."""
    return Column(name, Integer, nullable=False)


def maybe_integer(name: str) -> Column[int]:
    """A number, or NULL."""
    return Column(name, Integer)


def number(name: str) -> Column[float]:
    """A number with a fraction, or NULL."""
    return Column(name, Float)


def moment(name: str) -> Column[int]:
    """UTC microseconds, or NULL."""
    return Column(name, Integer)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean(create_constraint=False), nullable=False)


def drafted_id() -> Column[str]:
    """The UUID of a drafted row."""
    return Column("id", Text, primary_key=True)


def of_case() -> Column[str]:
    """The case that a drafted row belongs to."""
    return Column("case_id", Text, ForeignKey("cases.id"), nullable=False)
