"""What shows only once all statements of a document are known: its templates, its zones."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.moments import Caveat
from app.importers.documents.dated_fronts import is_placeholder
from app.importers.documents.dated_statement import Statement


def leave_templates_out(statements: Sequence[Statement]) -> None:
    """Rows that are left over from a template: without words, or set in italics beside others."""
    dated = [one for one in statements if one.time is not None]
    upright = [one for one in dated if not one.slanted]
    for one in dated:
        if not one.text.strip() or is_placeholder(one.text) or (one.slanted and upright):
            one.undated()


def give_zones_of_neighbours(statements: Sequence[Statement]) -> None:
    """In a list where some times name their zone, all the same one, the others mean it too."""
    by_section: dict[int, list[Statement]] = {}
    for one in statements:
        if one.time is not None and one.in_front:
            by_section.setdefault(one.section, []).append(one)
    for together in by_section.values():
        named = {
            one.zone.text.upper(): one.zone
            for one in together
            if one.zone is not None and Caveat.ZONE_HEADING not in one.caveats
        }
        if len(named) != 1:
            continue
        zone = next(iter(named.values()))
        for one in together:
            if one.zone is None:
                one.zone = zone
                one.caveats = (*one.caveats, Caveat.ZONE_HEADING)
                if zone.by_name:
                    one.caveats = (*one.caveats, Caveat.ZONE_NAME)
