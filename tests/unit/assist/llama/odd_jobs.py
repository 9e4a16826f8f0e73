"""Jobs that do what a model, or code in it that turned hostile, might do to its process."""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import socket
import struct
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

from app.assist.llama.jobs import JOBS
from app.assist.llama.loaded import Loaded
from app.assist.llama.wire import Json, Tell


def who(model: Loaded, given: Json, tell: Tell) -> Json:
    return os.getpid()


def state(model: Loaded, given: Json, tell: Tell) -> Json:
    return {
        "nice": os.nice(0),
        "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "files": resource.getrlimit(resource.RLIMIT_FSIZE)[0],
        "data": resource.getrlimit(resource.RLIMIT_DATA)[0],
    }


def tokens(model: Loaded, given: Json, tell: Tell) -> Json:
    return model.tokens_of([tuple(each) for each in given])


def deaf(model: Loaded, given: Json, tell: Tell) -> Json:
    tell(1, 2)
    threading.Event().wait()


def die(model: Loaded, given: Json, tell: Tell) -> Json:
    os.kill(os.getpid(), signal.SIGSEGV if given is None else given)


def stumble(model: Loaded, given: Json, tell: Tell) -> Json:
    raise KeyError(given)


def swell(model: Loaded, given: Json, tell: Tell) -> Json:
    return len(bytearray(8 * 1024**3))


def no_number(model: Loaded, given: Json, tell: Tell) -> Json:
    return float("nan")


def write(model: Loaded, given: Json, tell: Tell) -> Json:
    Path(given).write_text("evidence")


def talk(model: Loaded, given: Json, tell: Tell) -> Json:
    """Write bytes, given as Latin-1, to the program; with a length before them where wanted."""
    said = given["text"].encode("latin-1")
    frame = struct.pack("!i", len(said)) + said if given["framed"] else said
    for each in gc.get_objects():
        if isinstance(each, Connection) and not each.closed and each.writable:
            os.write(each.fileno(), frame)
    threading.Event().wait()


def connect(model: Loaded, given: Json, tell: Tell) -> Json:
    """Try to reach a port of this machine: as Python does, and past Python."""
    told = []
    try:
        socket.create_connection(("127.0.0.1", given))
        told.append("python")
    except PermissionError:
        pass
    libc = ctypes.CDLL(None, use_errno=True)
    families = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK)
    told += [each.name for each in families if libc.socket(each, socket.SOCK_STREAM, 0) >= 0]
    if not os.system(f"exec 2>&-; bash -c ': > /dev/tcp/127.0.0.1/{given}'"):  # noqa: S605
        told.append("another program")
    return told


def stopped(model: Loaded, given: Json, tell: Tell) -> Json:
    """Whether llama.cpp itself stops in the middle of a text, and can go on afterwards."""
    told = []
    model.llama.reset()
    model.stop.order()
    try:
        model.llama.eval([5] * 100)
    except RuntimeError:
        told.append("stopped")
    model.stop.withdraw()
    model.llama.eval([5] * 100)
    return [*told, "went on"]


def rest(model: Loaded, given: Json, tell: Tell) -> Json:
    for number in range(200):
        tell(number, 200)
        time.sleep(0.001)


_JOBS = (who, state, tokens, deaf, die, stumble, swell, no_number, write, talk, connect)
ODD = dict(JOBS) | {job.__name__: job for job in (*_JOBS, stopped, rest)}
