"""A sentence-embedding BERT model, from its safetensors and vocabulary to one GGUF file."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy as np
import numpy.typing as npt

_TYPES = {"F32": np.float32, "F16": np.float16}
_UNUSED_BY_LLAMA = ("embeddings.position_ids", "pooler.")
_KEPT_WHOLE = ("embeddings.position_embeddings", "embeddings.token_type_embeddings")
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def write_bert(folder: Path, name: str, licence: str, target: Path) -> None:
    """Write the model in a folder (model.safetensors, config.json, vocab.txt) as Q8_0.

    Matrices become Q8_0, the rest stays 32-bit. The vector of a text is the mean over its tokens.
    The same model gives the same bytes.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    writer = gguf.GGUFWriter(target, "bert")
    writer.add_name(name)
    writer.add_license(licence)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    _add_shape(writer, config)
    _add_words(writer, words)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.BERT, config["num_hidden_layers"])
    for tensor, values in sorted(_tensors(folder / "model.safetensors").items()):
        if not tensor.startswith(_UNUSED_BY_LLAMA):
            _add_tensor(writer, names, tensor, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _tensors(path: Path) -> dict[str, npt.NDArray[np.float32]]:
    """The floating-point tensors: 8 bytes of length, a JSON header, then the values."""
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    found = {}
    for name, about in header.items():
        if name == "__metadata__" or about["dtype"] not in _TYPES:
            continue
        first, after = about["data_offsets"]
        values = np.frombuffer(data[start + first : start + after], _TYPES[about["dtype"]])
        found[name] = values.reshape(about["shape"]).astype(np.float32)
    return found


def _add_shape(writer: gguf.GGUFWriter, config: dict[str, int]) -> None:
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_layer_norm_eps(config["layer_norm_eps"])
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)


def _add_words(writer: gguf.GGUFWriter, words: list[str]) -> None:
    """Write WordPiece as llama.cpp reads it: a piece that starts a word is led by “▁”."""
    writer.add_tokenizer_model("bert")
    writer.add_token_type_count(2)
    writer.add_token_list([_piece(word) for word in words])
    kinds = gguf.TokenType
    writer.add_token_types(
        [
            kinds.CONTROL
            if word in _SPECIAL
            else kinds.UNUSED
            if word.startswith("[unused")
            else kinds.NORMAL
            for word in words
        ]
    )
    writer.add_pad_token_id(words.index("[PAD]"))
    writer.add_unk_token_id(words.index("[UNK]"))
    writer.add_bos_token_id(words.index("[CLS]"))
    writer.add_sep_token_id(words.index("[SEP]"))
    writer.add_eos_token_id(words.index("[SEP]"))
    writer.add_mask_token_id(words.index("[MASK]"))


def _piece(word: str) -> str:
    if word in _SPECIAL or word.startswith("[unused"):
        return word
    return word.removeprefix("##") if word.startswith("##") else f"▁{word}"


def _add_tensor(
    writer: gguf.GGUFWriter,
    names: gguf.TensorNameMap,
    tensor: str,
    values: npt.NDArray[np.float32],
) -> None:
    name = names.get_name(tensor, try_suffixes=(".weight", ".bias"))
    if name is None:
        raise ValueError(f"llama.cpp knows no place for the tensor {tensor}")
    if values.ndim < 2 or tensor.startswith(_KEPT_WHOLE):
        writer.add_tensor(name, values)
        return
    kind = gguf.GGMLQuantizationType.Q8_0
    writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)
