"""Learns which message answers which: ``python packaging/fit_conversations.py FOLDER``.

FOLDER holds logs of chats, NAME.raw.txt, in which people marked the answers: NAME.gold.json has
`annotated_range`, the first and last line they looked at, `reply_links`, pairs of lines, and
`clusters`, lists of lines; all count from 0. What is written to resources/assist has a weight for
each feature of `app/assist/conversations/relations.py`, and no word of any message.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
import numpy.typing as npt  # noqa: E402

from app.assist.conversations.channel import channel_of, is_news  # noqa: E402
from app.assist.conversations.links import WEIGHTS_FILE  # noqa: E402
from app.assist.conversations.relations import REACH, Relations  # noqa: E402
from app.domain.assist.requests import Request, Shown  # noqa: E402
from app.domain.drafts import CaseKind  # noqa: E402
from app.domain.query import EvidenceFilter  # noqa: E402
from app.operations import casebooks, cases, evidence, imports  # noqa: E402
from app.operations.assist.requesting import request_of  # noqa: E402

_ROUNDS, _BATCH, _RATE, _DECAY = 12, 32, 5e-3, 1e-2


@dataclass(frozen=True)
class Window:
    """A log as the program takes it in, and what people marked in it, by id of the item."""

    name: str
    request: Request
    looked_at: frozenset[int]
    answers: frozenset[tuple[int, int]]
    conversations: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Examples:
    """Messages that were looked at: their features at each distance, and where the answer is."""

    names: tuple[str, ...]
    features: npt.NDArray[np.float32]
    there: npt.NDArray[np.bool_]
    right: npt.NDArray[np.bool_]


def windows(folder: Path) -> list[Window]:
    """All marked logs of a folder, imported as a user would."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        casebooks.new_casebook(Path(scratch) / "marked.casebook", "for an hour") as casebook,
    ):
        case = cases.add_case(casebook, CaseKind.INCIDENT, "Marked")
        found = []
        for path in sorted(folder.glob("*.gold.json")):
            name = path.name.removesuffix(".gold.json")
            source = imports.import_evidence(casebook, case.id, folder / f"{name}.raw.txt")
            scope = EvidenceFilter(sources=frozenset({source.id}))
            request = request_of(casebook, case.id, scope)
            items = evidence.items(casebook, [item.id for item in request.items])
            at = {item.line - 1: item.id for item in items if item.line is not None}
            marked = json.loads(path.read_text(encoding="utf-8"))
            first, last = marked["annotated_range"]
            found.append(
                Window(
                    name,
                    request,
                    frozenset(at[line] for line in range(first, last + 1) if line in at),
                    frozenset((at[min(pair)], at[max(pair)]) for pair in marked["reply_links"]),
                    tuple(tuple(at[line] for line in lines) for lines in marked["clusters"]),
                )
            )
        return found


def examples(window: Window) -> Examples:
    """What there is to learn in one window."""
    said = sorted(filter(_is_said, window.request.items), key=lambda one: one.order)
    rows = [row for row, one in enumerate(said) if one.id in window.looked_at]
    blocks = list(Relations(channel_of(said)).blocks())
    names = tuple(blocks[0][2])
    features = np.concatenate([np.stack(list(cols.values()), axis=-1) for _, _, cols in blocks])
    there = np.concatenate([there for _, there, _ in blocks])
    right = np.zeros(there.shape, np.bool_)
    row_of = {one.id: row for row, one in enumerate(said)}
    for earlier, later in window.answers:
        if earlier in row_of and later in row_of:
            distance = row_of[later] - row_of[earlier]
            if 0 < distance <= REACH:
                right[row_of[later], distance] = True
    right[:, 0] = ~right.any(axis=1)
    return Examples(names, features[rows].astype(np.float32), there[rows], right[rows])


def _is_said(item: Shown) -> bool:
    return not is_news(item)


def fit(learned_from: Sequence[Examples]) -> dict[str, float]:
    """The weights that make the marked answers likeliest: a choice among earlier messages.

    Adam, with decay; always the same for the same examples.
    """
    features = np.concatenate([one.features for one in learned_from])
    there = np.concatenate([one.there for one in learned_from])
    right = np.concatenate([one.right for one in learned_from])
    spread = features.reshape(-1, features.shape[-1]).std(axis=0)
    spread[spread < 1e-3] = 1
    features = features / spread
    chance = np.random.default_rng(7)
    weights, mean, square = np.zeros((3, features.shape[-1]))
    step = 0
    for done in range(_ROUNDS):
        rate = _RATE * (1.05 - done / _ROUNDS)
        for batch in np.array_split(chance.permutation(len(features)), len(features) // _BATCH):
            step += 1
            x = features[batch]
            likely = _softmax(np.where(there[batch], x @ weights, -np.inf))
            wanted = _softmax(np.where(right[batch], x @ weights, -np.inf))
            slope = np.einsum("mk,mkf->f", likely - wanted, x) / len(batch)
            mean = 0.9 * mean + 0.1 * slope
            square = 0.999 * square + 0.001 * slope**2
            move = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
            weights = weights - rate * (move + _DECAY * weights)
    return dict(zip(learned_from[0].names, map(float, weights / spread), strict=True))


def _softmax(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def main(folder: Path) -> None:
    """Learn from all marked logs of a folder, and write the weights."""
    learned = fit([examples(window) for window in windows(folder)])
    weights = {name: round(weight, 4) for name, weight in learned.items()}
    about = (
        "How much each feature of a relation between two messages says that one answers the other."
    )
    WEIGHTS_FILE.parent.mkdir(exist_ok=True)
    text = json.dumps({"about": about, "weights": weights}, indent=1)
    WEIGHTS_FILE.write_text(text + "\n", encoding="utf-8")
    print(f"{len(weights)} weights in {WEIGHTS_FILE.relative_to(ROOT)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
