"""The parser of every command: a mistake is one line, without the usage of everything."""

from __future__ import annotations

import argparse
from typing import NoReturn, TypeAlias

from app.cli.output import WRONG_USE


class Parser(argparse.ArgumentParser):
    """Ends with the status of wrong use."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and leave."""
        self.exit(WRONG_USE, f"{self.prog}: {message}\n")


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
