"""The same operations without a screen: ``goldseam COMMAND CASEBOOK …``.

With ``--json`` every result is one object a line on stdout; messages go to stderr. Exit status:
0 done, 1 could not be done, 2 wrong use.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.cli import lint
from app.cli.output import WRONG_USE, Output, OutputError, WrongUseError
from app.domain.errors import GoldseamError

if TYPE_CHECKING:
    from app.cli.commands import Command


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit status."""
    try:
        asked = _parser(arguments).parse_args(arguments)
    except SystemExit as leaving:  # argparse has already said why
        return leaving.code if isinstance(leaving.code, int) else WRONG_USE
    output = Output(as_json=asked.json)
    try:
        run: Command = asked.run
        run(asked, output)
        output.finish()
    except WrongUseError as error:
        output.complain(str(error), WRONG_USE)
    except GoldseamError as error:
        output.complain(str(error))
    except KeyboardInterrupt:
        output.complain("Stopped; nothing half-done remains.")
    except BrokenPipeError:
        # Whoever read our output has seen enough, which is no failure.
        _close_stdout()
    except OutputError as error:
        _close_stdout()
        output.complain(f"The output could not be written: {error}.")
    return output.status


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of all commands; an editor runs `lint` at each save, so that one starts alone."""
    if arguments[:1] == [lint.NAME]:
        return lint.parser()
    from app.cli.arguments import parser

    return parser()


def _close_stdout() -> None:
    """Keep the interpreter from writing the rest at its end, and complaining that it cannot."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
