"""Composition root: the window, or a headless command."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence

COMMANDS = frozenset(
    {
        *("new", "case", "import", "sources", "formats", "items", "entry", "entries"),
        *("time", "skew", "contradictions", "people", "role", "response", "chain", "context"),
        *("export", "picture", "names", "templates", "verify"),
        *("actions", "follow-up", "start", "publish", "versions", "meeting", "candour", "lint"),
        *("repairs", "signals", "suggest", "cluster", "evaluate", "models"),
    }
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    keep_to_ourselves()
    if not for_the_window(arguments):
        try:
            from app import cli, crash

            crash.catch_everything(lambda error: print(error, file=sys.stderr))  # noqa: T201
            return cli.main(arguments)
        except KeyboardInterrupt:  # before the command began; from then on it tells
            return 1
    from app.ui import program

    return program.run(arguments)


def for_the_window(arguments: Sequence[str]) -> bool:
    """Whether the window is wanted: with nothing, a casebook's path, or a sample to look at."""
    match arguments:
        case [] | ["--sample"]:
            return True
        case [word]:
            return word not in COMMANDS and not word.startswith("-")
    return False


def keep_to_ourselves() -> None:
    """No core dumps, and files that only their owner can read."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
