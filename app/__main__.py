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
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version")):
        from app import cli

        return cli.main(arguments)
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
