"""Models that a person chose: what is read of a file, what is known of it, whether it changed."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import numpy as np
import pytest

from app.assist.llama.header import read_header
from app.assist.llama.opinions import Opinion, agrees, weighed
from app.assist.llama.prompts import OPTIONS
from app.domain.assist.requests import Request
from app.domain.assist.suggestions import Suggestion, SuggestionKind
from app.domain.drafts import Certainty, EntryKind
from app.domain.errors import CancelledError, ModelError
from app.operations.assist import models, running
from app.operations.assist.trying import Tried, words
from tests.tiny_model import tiny_model


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return tiny_model(tmp_path / "tiny.gguf")


def test_a_file_says_what_it_is_without_being_loaded(tiny: Path) -> None:
    header = read_header(tiny)
    assert (header.name, header.architecture, header.context) == ("Tiny", "llama", 512)
    assert header.has_template
    assert header.parameters > 10_000
    assert not header.embeds


def test_what_is_no_model_is_refused_in_a_sentence(tmp_path: Path, tiny: Path) -> None:
    whole = tiny.read_bytes()
    (tmp_path / "empty.gguf").touch()
    (tmp_path / "letter.gguf").write_text("Dear Ana")
    cut = {f"cut{size}.gguf": whole[:size] for size in (5, 30, 3_000, 12_000)}
    huge = {"huge.gguf": whole[:8] + b"\xff" * 16 + whole[24:]}
    for name, data in (cut | huge).items():
        (tmp_path / name).write_bytes(data)
    expected = dict.fromkeys((*cut, *huge), "cut off or damaged") | {
        "empty.gguf": "is empty",
        "letter.gguf": "not a GGUF file",
        "config/..": "is a folder",
        "absent.gguf": "cannot be read (No such file",
        "endless.gguf": "no file but a pipe or device",
    }
    (tmp_path / "config").mkdir()
    os.mkfifo(tmp_path / "endless.gguf")
    for name, said in expected.items():
        with pytest.raises(ModelError) as refused:
            models.choose(tmp_path / name)
        assert said in str(refused.value), name
    with pytest.raises(ModelError, match="no file but a pipe"):
        models.confirmed(tmp_path / "endless.gguf")
    assert models.chosen() == []


def test_broken_headers_end_in_a_sentence_or_are_read(tmp_path: Path, tiny: Path) -> None:
    whole = tiny.read_bytes()
    broken = tmp_path / "broken.gguf"
    read = 0
    for place in range(4, 8_000, 101):
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0xA5]) + whole[place + 1 :])
        try:
            read_header(broken)
            read += 1
        except ModelError:
            continue
    assert read


def test_a_chosen_model_is_remembered_for_its_owner_alone(tiny: Path) -> None:
    model = models.choose(tiny)
    assert models.chosen() == [model]
    assert models.choose(tiny) == model
    assert len(models.chosen()) == 1
    assert stat.S_IMODE(models.list_file().stat().st_mode) == 0o600
    assert "nothing can be said of its licence" in models.about(model)
    models.forget(tiny)
    assert models.chosen() == []
    assert tiny.exists()  # its owner's file is never deleted


def test_a_model_is_known_by_its_hash_and_not_by_its_name(tiny: Path) -> None:
    known = models.known_models()
    assert {len(one.sha256) for one in known} == {64}
    model = models.choose(tiny.rename(tiny.with_name(known[0].file)))
    assert model.known is None
    listed = json.loads(models.list_file().read_text())
    listed["models"][0]["sha256"] = known[0].sha256
    models.list_file().write_text(json.dumps(listed))
    (model,) = models.chosen()
    assert model.name == known[0].name
    assert f"Known, licence {known[0].licence}." in models.about(model)


def test_a_model_that_changed_since_it_was_chosen_is_not_used(tiny: Path) -> None:
    sha256 = models.choose(tiny).sha256
    assert models.confirmed(tiny) == sha256
    data = bytearray(tiny.read_bytes())
    data[-1] ^= 1  # a flip in the weights: it would run, and answer something else
    tiny.write_bytes(data)
    with pytest.raises(ModelError, match="is not the one that was chosen any more"):
        models.confirmed(tiny)
    assert models.choose(tiny).sha256 == models.confirmed(tiny) != sha256


def test_a_list_that_cannot_be_read_says_what_to_do(tiny: Path) -> None:
    models.choose(tiny)
    models.list_file().write_text('{"models": [{"path": 3}]}')
    with pytest.raises(ModelError, match="remove that file and choose your models again"):
        models.chosen()


def test_choosing_stops_when_nobody_wants_it_any_more(tiny: Path) -> None:
    class Unwanted:
        cancelled = True

        def report(self, done: int, total: int, what: str) -> None: ...

    with pytest.raises(CancelledError):
        models.choose(tiny, Unwanted())
    assert models.chosen() == []


@pytest.mark.parametrize(
    ("tried", "said"),
    [
        (Tried(31.6, 300 * 1024**2, 12, 9), "32 s and 300 MB of memory. Of 12 suggestions it"),
        (Tried(31.6, None), "On the sample it took 32 s. None of its answers held"),
        (Tried(2, 1, groups=30, groups_without=32), "into 30 groups; without a model there are 32"),
    ],
)
def test_a_trial_is_told_in_plain_words(tried: Tried, said: str) -> None:
    assert said in words(tried)


def test_a_model_that_only_compares_is_not_asked_to_judge(tiny: Path) -> None:
    tiny.write_bytes(tiny.read_bytes().replace(b"llama", b"xbert", 1))
    with pytest.raises(ModelError, match="cannot judge; choose a language model"):
        running.ask(Request(()), tiny)


@pytest.mark.parametrize(("votes", "same"), [("detection", True), ("decision", False)])
def test_agreement_is_what_the_model_said_and_not_what_it_counts(votes: str, same: bool) -> None:
    one = Suggestion(
        SuggestionKind.ENTRY, (1,), "?", Certainty.UNCERTAIN, 0.4, ("a cue",),
        event=EntryKind.DETECTION,
    )  # fmt: skip
    held = Opinion((votes,) * 3, np.full(len(OPTIONS), 1 / len(OPTIONS)))
    assert not agrees(one)
    assert agrees(weighed(one, held, None, 0.0)) is same
