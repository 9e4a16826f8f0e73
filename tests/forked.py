"""A child process that is ready at once: a fork of a server which has loaded what children need.

The server is a program of its own, started afresh, so that a child has nothing of the tests in it.
"""

from __future__ import annotations

import os
import time
from multiprocessing.context import ForkServerContext, ForkServerProcess


class ForkedProcess(ForkServerProcess):
    """Has the environment of the test that starts it, as one that is spawned has."""

    def __init__(self, *args, **named) -> None:
        super().__init__(*args, **named)
        self._environment = dict(os.environ)

    def run(self) -> None:
        os.environ.clear()
        os.environ.update(self._environment)
        time.tzset()
        super().run()


class Forked(ForkServerContext):
    """Starts children in place of the context of `app.confined`."""

    Process = ForkedProcess


def forked(*modules: str) -> Forked:
    """The context whose server loads these modules. A process has one server, and so one list."""
    context = Forked()
    context.set_forkserver_preload([__name__, *modules])
    return context
