"""What ``gh … --json`` prints, in the words of GitHub's REST API.

Fields: https://cli.github.com/manual/gh_issue_list (and ``gh pr``, ``gh run``, ``gh release``).
"""

from __future__ import annotations

import re

from app.importers.readers.json_text import Json, Object

_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
_AT = re.compile(r"[a-z]+At")
_CALLED = {"database_id": "id", "workflow_name": "name"}
_LEVELS = 2
"""Comments and reviews stand in the thing that they belong to, and nothing stands in them."""


def in_words_of_rest(value: Object, levels: int = _LEVELS) -> Object:
    """The same with names such as ``created_at``; unchanged where no name is like ``createdAt``."""
    if not any(map(_AT.fullmatch, value)):
        return value
    plain: Object = {}
    for name, held in value.items():
        plain[_HUMP.sub(r"_\1", name).lower()] = _inside(held, levels - 1) if levels else held
    if "workflow_name" in plain:
        plain["run_number"], plain["workflow_id"] = plain.get("number"), None
    for called, name in _CALLED.items():
        if called in plain:
            plain[name] = plain[called]
    return plain


def _inside(held: Json, levels: int) -> Json:
    if not isinstance(held, list):
        return held
    return [in_words_of_rest(one, levels) if isinstance(one, dict) else one for one in held]
