"""Which items could stand in a timeline, what kind of event each tells, and how sure that is."""

from __future__ import annotations

from app.assist.entries.suggesting import entries_of

__all__ = ["entries_of"]
