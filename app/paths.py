"""Where the program finds what it ships: from source, installed, or frozen."""

from __future__ import annotations

import sys
from pathlib import Path


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    installed = Path(__file__).parent / "_data"
    return installed if installed.is_dir() else Path(__file__).parent.parent


RESOURCES = _root() / "resources"
TEMPLATES = _root() / "templates"
MODELS = _root() / "models"
