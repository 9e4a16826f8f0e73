"""The beginnings of questions that are asked again and again: read once, and then remembered."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TypeAlias
from weakref import WeakKeyDictionary

from app.assist.llama.loaded import Loaded

_MOST_BYTES = 64 * 1024 * 1024
"""A state that takes more is made again: a large model remembers megabytes a token."""

_State: TypeAlias = "ctypes.Array[ctypes.c_uint8]"

_STATES: WeakKeyDictionary[Loaded, dict[tuple[int, ...], _State]] = WeakKeyDictionary()


def begin_with(model: Loaded, tokens: Sequence[int]) -> None:
    """Have a model hold exactly these tokens, as if it had just read them."""
    states = _STATES.setdefault(model, {})
    key = tuple(tokens)
    _forget(model)
    if not tokens or (key in states and _restored(model, tokens, states[key])):
        return
    model.llama.eval(tokens)
    state = _state(model)
    if state is not None:
        states[key] = state


def go_back(model: Loaded, kept: int) -> bool:
    """Have a model forget all but its first tokens; false where its kind can forget only all."""
    from llama_cpp import llama_get_memory, llama_memory_seq_rm

    if not llama_memory_seq_rm(llama_get_memory(model.llama.ctx), -1, kept, -1):
        return False
    model.llama.n_tokens = kept
    return True


def _forget(model: Loaded) -> None:
    from llama_cpp import llama_get_memory, llama_memory_seq_rm

    llama_memory_seq_rm(llama_get_memory(model.llama.ctx), -1, 0, -1)
    model.llama.n_tokens = 0


def _restored(model: Loaded, tokens: Sequence[int], state: _State) -> bool:
    from llama_cpp import llama_state_seq_set_data

    if llama_state_seq_set_data(model.llama.ctx, state, len(state), 0) == 0:
        _forget(model)
        return False
    model.llama.input_ids[: len(tokens)] = tokens
    model.llama.n_tokens = len(tokens)
    return True


def _state(model: Loaded) -> _State | None:
    from llama_cpp import llama_state_seq_get_data, llama_state_seq_get_size

    size = llama_state_seq_get_size(model.llama.ctx, 0)
    if not 0 < size <= _MOST_BYTES:
        return None
    state = (ctypes.c_uint8 * size)()
    return state if llama_state_seq_get_data(model.llama.ctx, state, size, 0) == size else None
