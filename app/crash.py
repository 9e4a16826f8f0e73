"""What happens when the program itself is wrong: a local log, and one calm sentence.

The log never holds evidence, nor what people wrote: of an exception only its type and the places in
the code are written, not its message, which may quote them, and not its variables.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TextIO

from app.confined import CrashedError
from app.domain.errors import GoldseamError

_fault_file: TextIO | None = None


class UnexpectedError(GoldseamError):
    """A bug, already written to the log."""


def log_path() -> Path:
    """The local log."""
    from platformdirs import user_state_path

    return user_state_path("goldseam", appauthor=False) / "goldseam.log"


def watch_for_faults() -> None:
    """Write to a file beside the log where the interpreter itself dies."""
    global _fault_file  # noqa: PLW0603  it must stay open as long as the process lives
    path = log_path().with_name("fault.log")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _fault_file = path.open("a", encoding="utf-8")
    faulthandler.enable(_fault_file)


@cache
def _log_at(path: Path) -> logging.Logger:
    """The local log, opened when there is something to write."""
    from logging.handlers import RotatingFileHandler

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    handler = RotatingFileHandler(path, maxBytes=512_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.Logger("goldseam")
    logger.addHandler(handler)
    return logger


def catch_everything(tell: Callable[[GoldseamError], None]) -> None:
    """Log every exception that nobody caught, on any thread, and tell the person."""

    def caught(
        kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(problem, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        tell(problem if isinstance(problem, GoldseamError) else saved(problem))

    sys.excepthook = caught
    threading.excepthook = lambda args: (
        caught(args.exc_type, args.exc_value, args.exc_traceback) if args.exc_value else None
    )


def saved(problem: BaseException) -> UnexpectedError:
    """Write a bug to the log; returns the sentence for the person."""
    _log_at(log_path()).error("%s", account(problem))
    return UnexpectedError(f"Something went wrong; what happened is saved in {log_path()}.")


def account(problem: BaseException) -> str:
    """The type of a problem and the places it came through, with that of its causes."""
    parts: list[str] = []
    seen: BaseException | None = problem
    while seen is not None:
        places = "".join(traceback.format_list(traceback.extract_tb(seen.__traceback__)))
        if isinstance(seen, CrashedError):  # in a child, whose own places it brings along
            places = f"{seen.kind} in a child\n{seen.trace}{places}"
        parts.append(f"{type(seen).__module__}.{type(seen).__qualname__}\n{places}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "caused by ".join(parts)
