"""What of a file's text is prose to be checked, and what each part of it is."""

from app.lint.prose.passages import Passage, passages, passages_in

__all__ = ["Passage", "passages", "passages_in"]
