"""Whatever the texts, llama.cpp takes the grammar, and it lets through exactly what was offered."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.assist.llama.grammar import choices_grammar, label_grammar, literal, one_of
from tests.tiny_model import tiny_model

llama_cpp = pytest.importorskip("llama_cpp", reason="the extra “assist” is not installed")

_END = 2
_FIRST_BYTE = 7
"""In the vocabulary of the tiny model."""

Takes = Callable[[str, str], bool]

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
quick = settings(
    max_examples=50,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> Takes:
    """Whether a grammar lets a text through, byte by byte to its end."""
    from llama_cpp._internals import LlamaModel

    params = llama_cpp.llama_model_default_params()
    params.vocab_only = True
    path = tiny_model(tmp_path_factory.mktemp("vocabulary") / "tiny.gguf")
    model = LlamaModel(path_model=str(path), params=params, verbose=False)
    vocab = llama_cpp.llama_model_get_vocab(model.model)

    def allowed(sampler: object, token: int) -> bool:
        data = (llama_cpp.llama_token_data * 1)(llama_cpp.llama_token_data(token, 0.0, 0.0))
        held = llama_cpp.llama_token_data_array(data=data, size=1, selected=-1, sorted=False)
        llama_cpp.llama_sampler_apply(sampler, ctypes.byref(held))
        return held.data[0].logit > float("-inf")

    def lets_through(grammar: str, text: str) -> bool:
        sampler = llama_cpp.llama_sampler_init_grammar(vocab, grammar.encode(), b"root")
        assert sampler, f"llama.cpp does not take {grammar!r}"
        try:
            for byte in text.encode():
                if not allowed(sampler, _FIRST_BYTE + byte):
                    return False
                llama_cpp.llama_sampler_accept(sampler, _FIRST_BYTE + byte)
            return allowed(sampler, _END)
        finally:
            llama_cpp.llama_sampler_free(sampler)

    lets_through.model = model  # its vocabulary lives as long as it
    return lets_through


@quick
@given(offered=st.lists(texts, min_size=1, max_size=5), other=texts)
def test_a_choice_lets_its_texts_through_and_nothing_else(
    takes: Takes, offered: list[str], other: str
) -> None:
    grammar = choices_grammar([offered])

    assert all(takes(grammar, text) for text in offered)
    assert takes(grammar, other) == (other in offered)
    assert not takes(grammar, max(offered, key=len) + "x")
    assert not takes(grammar, "")


@pytest.mark.parametrize(
    "hostile",
    ['"', "\\", '" | "x', "]", "{5,0}", "root ::= x", "\n", "\r\n", "#", "[a-z]", "é", "🜁", "\x7f"],
)
def test_signs_of_the_grammar_are_only_text(takes: Takes, hostile: str) -> None:
    grammar = choices_grammar([["4711"], [hostile, "b"]])

    assert takes(grammar, f"4711 {hostile}")
    assert not takes(grammar, "4711 x")
    assert not takes(grammar, "4711")


def test_a_name_has_one_to_eight_of_the_words(takes: Takes) -> None:
    grammar = label_grammar(["orders", "time", "out"])

    assert takes(grammar, "orders")
    assert takes(grammar, "orders time out orders time out orders time")
    assert not takes(grammar, "orders time out orders time out orders time out")
    assert not takes(grammar, "orders  time")
    assert not takes(grammar, "probable")


@pytest.mark.parametrize("text", ["", "a\0b", "\ud800"])
def test_what_no_model_can_say_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a text"):
        literal(text)


def test_nothing_to_choose_from_is_refused() -> None:
    for make in (lambda: one_of([]), lambda: choices_grammar([]), lambda: label_grammar([])):
        with pytest.raises(ValueError, match="nothing to"):
            make()
