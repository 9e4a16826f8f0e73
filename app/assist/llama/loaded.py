"""A model that is loaded, in its own process: what the jobs work with.

Only the process of a model imports llama.cpp, and so only there is a `Loaded` made.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.assist.llama.callbacks import Stop
from app.assist.llama.settings import (
    About,
    Allowed,
    Chosen,
    context_of,
    threads_of_machine,
)
from app.assist.llama.wire import RefusedError, Why

if TYPE_CHECKING:
    from llama_cpp import Llama
    from llama_cpp.llama_types import ChatCompletionRequestMessage

ENDLESS_TEMPLATE = 97
"""What the process ends with where filling in the chat template takes too long."""

Message = tuple[str, str]
"""Who speaks (“system”, “user”, “assistant”), and what they say."""

_BATCH = 512
_FALLBACK = "{% for message in messages %}{{ message['content'] }}\n\n{% endfor %}"
_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000([0-9]+)\ue001")


class Loaded:
    """The model, its tokens and its chat template."""

    def __init__(self, chosen: Chosen, allowed: Allowed, stop: Stop) -> None:
        from llama_cpp import llama_model_get_vocab

        self.llama = _load(chosen)
        self.stop = stop
        self.embedding = chosen.embedding
        self._seconds = allowed.template_seconds
        stop.watch(self.llama)
        vocab = llama_model_get_vocab(self.llama.model)
        if vocab is None:
            raise RefusedError(Why.UNREADABLE)
        self._vocab = vocab
        if not chosen.embedding:
            self.tokens_of([("user", "")])  # a template that fails does so before it is needed

    @property
    def context(self) -> int:
        """How many tokens it holds at a time, prompt and answer together."""
        return self.llama.n_ctx()

    def about(self) -> About:
        """What the model says of itself."""
        told = self.llama.metadata
        architecture = told.get("general.architecture", "")
        trained = told.get(f"{architecture}.context_length", "")
        return About(
            name=told.get("general.name", "")[:200],
            architecture=architecture[:200],
            licence=told.get("general.license", "")[:200],
            context=self.context,
            trained_context=int(trained) if trained.isdecimal() else 0,
            threads=self.llama.n_threads,
            width=self.llama.n_embd(),
            has_template="tokenizer.chat_template" in told,
        )

    def plain(self, text: str) -> list[int]:
        """The tokens of a text; what looks like a special token in it is only a text."""
        return self.llama.tokenize(text.encode(), add_bos=False, special=False)

    def tokens_of(self, messages: Sequence[Message]) -> list[int]:
        """A conversation as the model was trained to read it, up to where it is to answer.

        Special tokens come from the template and never from what is said, so no evidence can end
        its own message or begin another. Raises `RefusedError` where the template fails; where it
        does not come to an end, so does the process.
        """
        places = [(who, _PLACE.format(number)) for number, (who, _) in enumerate(messages)]
        tokens: list[int] = []
        for position, part in enumerate(_PLACES.split(self._filled(places))):
            if position % 2:
                tokens += self.plain(messages[int(part)][1])
            elif part:
                tokens += self.llama.tokenize(part.encode(), add_bos=False, special=True)
        return self._begun(tokens)

    def begun_plain(self, text: str) -> list[int]:
        """A text to go on with, without a conversation around it."""
        return self._begun(self.plain(text))

    def ends(self, token: int) -> bool:
        """Whether the model says with it that its answer is at its end."""
        from llama_cpp import llama_vocab_is_eog

        return bool(llama_vocab_is_eog(self._vocab, token))

    def _begun(self, tokens: list[int]) -> list[int]:
        from llama_cpp import llama_vocab_get_add_bos

        first = self.llama.token_bos()
        if llama_vocab_get_add_bos(self._vocab) and tokens[:1] != [first]:
            return [first, *tokens]
        return tokens

    def _filled(self, messages: Sequence[Message]) -> str:
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        given: list[ChatCompletionRequestMessage] = []
        for who, words in messages:
            if who == "system":
                given.append({"role": "system", "content": words})
            elif who == "assistant":
                given.append({"role": "assistant", "content": words})
            else:
                given.append({"role": "user", "content": words})
        try:
            with _ending(self._seconds):
                return Jinja2ChatFormatter(
                    template=self.llama.metadata.get("tokenizer.chat_template", _FALLBACK),
                    eos_token=self._word(self.llama.token_eos()),
                    bos_token=self._word(self.llama.token_bos()),
                )(messages=given).prompt
        except MemoryError:
            raise
        except Exception as error:  # the template is a program of somebody else
            raise RefusedError(Why.TEMPLATE) from error

    def _word(self, token: int) -> str:
        if token < 0:
            return ""
        return self.llama.detokenize([token], special=True).decode(errors="replace")


@contextmanager
def _ending(seconds: float) -> Iterator[None]:
    """End the process where what is done here takes longer: nothing can interrupt a template."""
    timer = threading.Timer(seconds, os._exit, (ENDLESS_TEMPLATE,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _load(chosen: Chosen) -> Llama:
    """The model, with the context that its metadata allow.

    Raises `RefusedError` where llama.cpp does not take the file.
    """
    from jinja2 import TemplateError

    try:
        return _opened(chosen, context_of(_metadata(chosen), chosen.context))
    except MemoryError:
        raise
    except TemplateError as error:
        raise RefusedError(Why.TEMPLATE) from error
    except Exception as error:  # whatever a damaged file makes of it
        raise RefusedError(Why.UNREADABLE) from error


def _metadata(chosen: Chosen) -> dict[str, str]:
    from llama_cpp import llama_model_default_params
    from llama_cpp._internals import LlamaModel

    params = llama_model_default_params()
    params.vocab_only = True
    return LlamaModel(path_model=str(chosen.path), params=params, verbose=False).metadata()


def _opened(chosen: Chosen, context: int) -> Llama:
    from llama_cpp import Llama

    threads = chosen.threads or threads_of_machine()
    return Llama(
        str(chosen.path),
        n_ctx=context,
        n_batch=_BATCH,
        n_ubatch=_BATCH,
        n_threads=threads,
        n_threads_batch=threads,
        embedding=chosen.embedding,
        verbose=False,
    )
