"""What a person reads where a local model cannot be used: what happened, and what to do."""

from __future__ import annotations

from app.assist.llama.loaded import ENDLESS_TEMPLATE
from app.assist.llama.settings import Chosen
from app.assist.llama.wire import Why

NOT_INSTALLED = (
    "Local models cannot be used yet, because the package llama-cpp-python is not installed; add it"
    " with “pip install goldseam[assist]”, or go on with the built-in engine."
)
_GIGABYTE = 1024**3


def not_started(chosen: Chosen, reason: Exception) -> str:
    """No process could be started."""
    return (
        f"The model “{chosen.path.name}” could not be started, because the system started no"
        f" process for it ({reason}); close other programs and try again."
    )


def not_opened(chosen: Chosen, error: OSError) -> str:
    """The file cannot be read."""
    return (
        f"The model “{chosen.path}” cannot be opened ({error.strerror or 'unknown reason'}); choose"
        " a model file that this computer can read."
    )


def no_model(chosen: Chosen) -> str:
    """The file is something else."""
    return f"“{chosen.path.name}” is no GGUF model; choose a file that ends in .gguf and holds one."


def too_large(chosen: Chosen, size: int, free: int) -> str:
    """The computer has too little memory, both in bytes."""
    return (
        f"The model “{chosen.path.name}” needs at least {size / _GIGABYTE:.1f} GB of memory, and"
        f" {free / _GIGABYTE:.1f} GB are free; close other programs or choose a smaller model."
    )


def too_late(chosen: Chosen, *, loading: bool) -> str:
    """The child took too long and was ended."""
    if loading:
        return (
            f"The model “{chosen.path.name}” was given up, because loading it took too long; close"
            " other programs and try again, or choose a smaller model."
        )
    return (
        f"The model “{chosen.path.name}” took too long and was ended; nothing was lost, so try"
        " again with a narrower scope, or choose a smaller model."
    )


def broke_off(chosen: Chosen, code: int | None, *, loading: bool = False) -> str:
    """The child ended by itself, with this code, or said what makes no sense."""
    if code == ENDLESS_TEMPLATE:
        return refused(chosen, Why.TEMPLATE)
    if loading:
        return (
            f"The model “{chosen.path.name}” could not be loaded: its process crashed or was"
            " stopped, since the file is damaged or there is too little memory for it; compare its"
            " hash, close other programs, or choose another model."
        )
    return (
        f"The model “{chosen.path.name}” broke off, because its process crashed, was stopped or ran"
        " out of memory; nothing was lost, so try again, or choose another model."
    )


def refused(chosen: Chosen, why: Why) -> str:
    """The child said why it does not answer."""
    return f"The model “{chosen.path.name}” {_REFUSED.get(why, _REFUSED[Why.NO_ANSWER])}"


_REFUSED = {
    Why.UNREADABLE: (
        "could not be loaded: the file is damaged or incomplete, or of a kind that this version"
        " does not know; get it again and compare its hash, or choose another."
    ),
    Why.MEMORY: (
        "needs more memory than it may use; close other programs or choose a smaller model."
    ),
    Why.TEMPLATE: (
        "cannot be used, because its chat template fails or comes to no end; choose another."
    ),
    Why.TOO_LONG: (
        "cannot hold so much text at a time; choose a narrower scope, or another model."
    ),
    Why.NO_ANSWER: ("gave no answer; nothing was lost, so try again, or choose another model."),
    Why.NO_VECTORS: ("cannot compare what texts mean; choose an embedding model."),
    Why.NETWORK: (
        "was not started, because this system does not let its process give up the network; go on"
        " with the built-in engine."
    ),
}
