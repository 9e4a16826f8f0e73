"""The layout of a failure chain for the window, the same as in the picture of a document."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.practice.chain_cards import ChainLayout, FactorCard, LinkCard


def lay_out(factors: Sequence[FactorCard], links: Sequence[LinkCard]) -> ChainLayout:
    """Where the cards stand and the lines go; half a second for 300 factors, so in a task there."""
    from app.exporters import chain_layout

    return chain_layout.lay_out(factors, links)
