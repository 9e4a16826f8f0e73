"""Take the network away from this process, for good: nothing it reads may leave.

On Linux the kernel refuses, whatever code asks, and in every thread and program that it starts
(seccomp, see seccomp(2)). Elsewhere Python refuses, which binds Python code only.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass

_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER = 1
_ALL_THREADS = 1
_IO_URING_SETUP = 425  # it opens connections without asking for a socket
_FOREIGN_CALLS = 0x40000000  # x32: the same calls under other numbers

# Instructions of the filter (linux/bpf_common.h, linux/seccomp.h), and where it finds its data.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT = 0, 4
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | 1  # EPERM


@dataclass(frozen=True, slots=True)
class _Machine:
    """The numbers that a kind of processor has for itself and for the calls in question."""

    audit: int
    seccomp: int
    refused: tuple[int, ...]


_MACHINES = {
    # socket, connect, bind
    "x86_64": _Machine(0xC000003E, 317, (41, 42, 49, _IO_URING_SETUP)),
    "aarch64": _Machine(0xC00000B7, 277, (198, 203, 200, _IO_URING_SETUP)),
}


class _Program(ctypes.Structure):
    """A struct sock_fprog: a filter."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def forbid_network() -> None:
    """Refuse every new socket of this process, its threads and its children.

    Raises `OSError` where a kernel that can refuse does not take the order.
    """
    sys.addaudithook(_refuse)
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    code = b"".join(_filter(machine))
    program = _Program(len(code) // 8, code)
    given = ctypes.c_ulong
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, given(1), given(0), given(0), given(0)) or libc.syscall(
        machine.seccomp, _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(program)
    ):
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def _filter(machine: _Machine) -> Sequence[bytes]:
    """Refuse calls in another machine's numbers and those in question; allow all else."""
    last = len(machine.refused)  # how far the first of these checks is from the refusal
    return [
        _step(_LOAD, _MACHINE_AT),
        _step(_EQUAL, machine.audit, 0, last + 3),
        _step(_LOAD, _NUMBER_AT),
        _step(_AT_LEAST, _FOREIGN_CALLS, last + 1, 0),
        *(_step(_EQUAL, number, last - place, 0) for place, number in enumerate(machine.refused)),
        _step(_RETURN, _ALLOW),
        _step(_RETURN, _REFUSE),
    ]


def _step(code: int, value: int, if_so: int = 0, otherwise: int = 0) -> bytes:
    """A struct sock_filter; the jumps count the steps to leave out."""
    return struct.pack("=HBBI", code, if_so, otherwise, value)


def _refuse(event: str, given: tuple[object, ...]) -> None:
    if event in _EVENTS:
        raise PermissionError(f"The process of a model has no network ({event}).")
    del given


_EVENTS = frozenset(
    ("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
)
