"""Composition root: the window, or a headless command."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence

COMMANDS = frozenset({"new", "case", "import", "items", "entry", "entries", "export", "verify"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    keep_to_ourselves()
    # A lone path is the casebook that the window is to open; all else is for the command line.
    if arguments and (len(arguments) > 1 or arguments[0] in COMMANDS or arguments[0][:1] == "-"):
        try:
            from app import cli, crash

            crash.catch_everything(lambda error: print(error, file=sys.stderr))  # noqa: T201
            return cli.main(arguments)
        except KeyboardInterrupt:  # before the command began; from then on it tells
            return 1
    from app.ui import program

    return program.run(arguments)


def keep_to_ourselves() -> None:
    """No core dumps, and files that only their owner can read."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
