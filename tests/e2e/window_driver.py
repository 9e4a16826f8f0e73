"""Drives the real window: real keys through the X server, and answers about what can be seen.

Nothing waits for a time to pass. Every step says what must be seen next, and looks again until it
is; only a window that never gets there is given up.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PROBE = Path(__file__).with_name("window_probe.py")
GIVEN_UP_S = 30
"""After how long a window that does not get there is given up; no test depends on it passing."""


@dataclass(frozen=True)
class Screen:
    """What the window showed at one moment."""

    seen: dict[str, Any]

    def __contains__(self, name: str) -> bool:
        return name in self.widgets

    @property
    def widgets(self) -> dict[str, dict[str, Any]]:
        widgets: dict[str, dict[str, Any]] = self.seen.get("widgets", {})
        return widgets

    @property
    def focus(self) -> str:
        return str(self.seen.get("focus", ""))

    @property
    def title(self) -> str:
        return str(self.seen.get("title", ""))

    @property
    def at_rest(self) -> bool:
        """No task runs, and nothing typed waits to be kept."""
        return self.seen.get("pending") == 0

    def text(self, name: str) -> str:
        return str(self.widgets.get(name, {}).get("text", ""))

    def checked(self, name: str) -> bool:
        return bool(self.widgets.get(name, {}).get("checked"))

    def rows(self, name: str) -> int:
        return int(self.widgets.get(name, {}).get("rows", 0))

    def row(self, name: str) -> int:
        """The row that the person stands on; −1 for none."""
        return int(self.widgets.get(name, {}).get("row", -1))

    def top(self, name: str) -> int:
        """The first row in view."""
        return int(self.widgets.get(name, {}).get("top", -1))

    def done(self, task: str) -> int:
        """How far the progress bar of a task is, in thousandths; −1 where it is not shown."""
        facts = self.widgets.get("task-bar", {})
        return int(facts["done"]) if facts.get("called") == task else -1

    def told(self) -> str:
        """A few lines for a failed test."""
        texts = [
            f"  {name} = {facts['text']!r}"
            for name, facts in self.widgets.items()
            if facts.get("text") and facts["kind"] != "QPushButton"
        ]
        head = {name: value for name, value in self.seen.items() if name != "widgets"}
        return "\n".join([f"{head}", f"widgets: {' '.join(self.widgets)}", *texts])


class Window:
    """The running program, from outside."""

    def __init__(self, folder: Path) -> None:
        self._address = folder / "probe"
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(self._address))
        self._server.listen()
        self._server.settimeout(1)
        self._line: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._log = folder / "program.log"
        self.keys = 0
        """Keystrokes so far, those of typed wording left out."""

    # The process

    def start(self, *arguments: str | Path) -> None:
        """Start the program and wait until its window can be seen."""
        environment = {**os.environ, "WINDOW_PROBE": str(self._address)}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, PROBE, *arguments], cwd=ROOT, env=environment, stderr=log
            )
        self.come_back()

    def come_back(self) -> None:
        """Wait for the program to answer: after a start, and after it executed itself again."""
        self._hang_up()
        self._line = self._answered()
        self._line.settimeout(GIVEN_UP_S)
        self._talk = self._line.makefile("rw", encoding="utf-8")
        self.until(lambda now: "main-window" in now, "the window can be seen")

    def _answered(self) -> socket.socket:
        given_up = time.monotonic() + GIVEN_UP_S
        while time.monotonic() < given_up:
            assert self._process is not None
            assert self._process.poll() is None, f"the program ended\n{self.log}"
            with suppress(TimeoutError):
                return self._server.accept()[0]
        raise AssertionError(f"the program does not start\n{self.log}")

    @property
    def process_id(self) -> int:
        """By which the desktop knows the program."""
        assert self._process is not None
        return self._process.pid

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the program as a crash does: at once, nothing said."""
        assert self._process is not None
        self._process.send_signal(how)
        self._process.wait()
        self._process = None
        self._hang_up()

    def ended(self) -> int:
        """Wait for the program to end by itself; its exit code."""
        assert self._process is not None
        code = self._process.wait(GIVEN_UP_S)
        self._process = None
        return code

    def close(self) -> None:
        """End what still runs."""
        if self._process is not None:
            self.kill()
        self._hang_up()
        self._server.close()

    @property
    def log(self) -> str:
        """What the program wrote to its standard error."""
        return self._log.read_text(encoding="utf-8")

    def _hang_up(self) -> None:
        if self._line is not None:
            self._talk.close()
            self._line.close()
            self._line = None

    # What can be seen

    def ask(self, ask: str, **more: Any) -> Any:
        self._talk.write(json.dumps({"ask": ask, **more}) + "\n")
        self._talk.flush()
        answer = self._talk.readline()
        assert answer, f"the program ended\n{self.log}"
        return json.loads(answer)

    def now(self) -> Screen:
        """What can be seen now."""
        return Screen(self.ask("screen"))

    def cells(self, name: str, first: int, last: int) -> list[list[str]]:
        """What rows ``first`` up to ``last`` (not included) of a table show."""
        found: list[list[str]] = self.ask("cells", name=name, rows=[first, last])
        return found

    def until(self, seen: Callable[[Screen], bool], words: str) -> Screen:
        """Look again and again until ``seen`` holds; returns what was seen then."""
        given_up = time.monotonic() + GIVEN_UP_S
        screen = self.now()
        while not seen(screen):
            if time.monotonic() > given_up:
                raise AssertionError(f"never came: {words}\n{screen.told()}\n{self.log}")
            screen = self.now()
        return screen

    def until_at_rest(self) -> Screen:
        """Wait until nothing is under way and nothing waits to be kept."""
        return self.until(lambda now: now.at_rest, "the window comes to rest")

    def until_focus(self, name: str) -> Screen:
        return self.until(lambda now: now.focus == name, f"the focus is in {name}")

    # What a person does

    def press(self, *keys: str) -> None:
        """Press keys, one after the other; written as xdotool does, ``ctrl+z``."""
        self._take_keys()
        self.keys += len(keys)
        self._xdotool("key", "--delay", "0", *keys)

    def write(self, text: str) -> None:
        """Type wording."""
        self._take_keys()
        self._xdotool("type", "--delay", "0", "--", text)

    def fill(self, name: str, text: str) -> None:
        """Replace what stands in the focused field, and see it there."""
        self.press("ctrl+a")
        self.write(text)
        self.until(lambda now: now.text(name) == text, f"{name} holds what was typed")

    def tab_to(self, name: str, most: int = 12) -> None:
        """Go to a widget by Tab alone."""
        for _ in range(most):
            before = self.now().focus
            if before == name:
                return
            self.press("Tab")
            self.until(lambda now, before=before: now.focus != before, f"Tab leaves {before}")
        assert self.now().focus == name, f"{name} cannot be reached by Tab"

    def choose_file(self, path: Path) -> None:
        """Type a path into the file dialog and take it.

        The dialog offers completions while it reads folders, and puts what it finds into the
        field; whatever it makes of the keys, it is told again until it is gone.
        """
        self.until_focus("fileNameEdit")
        typed = str(path)
        while "fileNameEdit" in (screen := self.now()):
            there = screen.text("fileNameEdit")
            if screen.seen["popup"]:
                self.press("Escape")
                self.until(lambda now: not now.seen["popup"], "the completions are gone")
            elif there == typed:
                self.press("Return")
                self.until(lambda now: now.text("fileNameEdit") != typed, "it is taken")
            else:
                self.press("ctrl+a")
                self.write(typed)
                self.until(
                    lambda now: (
                        not (held := now.text("fileNameEdit"))
                        or held == typed
                        or not typed.startswith(held)
                    ),
                    "the path is typed",
                )

    def click(self, name: str) -> None:
        """Click into the middle of a widget."""
        left, top, width, height = self.now().widgets[name]["place"]
        spot = (str(left + width // 2), str(top + height // 2))
        self._xdotool("mousemove", *spot, "click", "1")

    def _take_keys(self) -> None:
        """Give the keyboard to the window in front: no window manager is there to do it."""
        screen = self.until(lambda now: now.seen["target"] is not None, "a window is there")
        if not screen.seen["active"] and not screen.seen["popup"]:
            self._xdotool("windowfocus", str(screen.seen["target"]))
            self.until(lambda now: bool(now.seen["active"]), "the window in front has the keyboard")

    @staticmethod
    def _xdotool(*command: str) -> None:
        subprocess.run(["xdotool", *command], check=True)


@contextmanager
def running(folder: Path, *arguments: str | Path) -> Iterator[Window]:
    """A window that is ended at the end, whatever happened."""
    window = Window(folder)
    try:
        window.start(*arguments)
        yield window
    finally:
        window.close()
