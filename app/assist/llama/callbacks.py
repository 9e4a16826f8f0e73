"""What llama.cpp calls while it works: whether to go on, and with what it has to complain of."""

from __future__ import annotations

import ctypes
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llama_cpp import Llama

_ERROR = 4
_NO_MEMORY = re.compile(rb"insufficient memory|allocat", re.IGNORECASE)


class Stop:
    """An order to stop, which llama.cpp looks for many times in each token.

    It calls a C function with a pointer and stops where the answer is not 0: the length of a text
    in the C library, and the text is empty until the order comes. So it never waits for Python.
    """

    def __init__(self) -> None:
        self._text = ctypes.create_string_buffer(2)
        self._length = (ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)).strlen

    @property
    def ordered(self) -> bool:
        """Whether the order was given."""
        return self._text.value != b""

    def order(self) -> None:
        """Give the order."""
        self._text.value = b"x"

    def withdraw(self) -> None:
        """Take it back: there is something new to do."""
        self._text.value = b""

    def watch(self, llama: Llama) -> None:
        """Have llama.cpp look for it."""
        from llama_cpp import ggml_abort_callback, llama_set_abort_callback

        llama_set_abort_callback(
            llama.ctx,
            ctypes.cast(self._length, ggml_abort_callback),
            ctypes.cast(self._text, ctypes.c_void_p),
        )


class Complaints:
    """Keeps llama.cpp off the terminal, and remembers whether it complained of memory."""

    def __init__(self) -> None:
        import llama_cpp

        self.memory = False
        self._kept = llama_cpp.llama_log_callback(self._hear)
        llama_cpp.llama_log_set(self._kept, ctypes.c_void_p(0))

    def _hear(self, level: int, text: bytes, _: object) -> None:
        if level == _ERROR and _NO_MEMORY.search(text):
            self.memory = True
