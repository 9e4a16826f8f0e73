"""Marks in a list of evidence that is looked at from a moment: what came, or was edited, later."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.evidence import Item
from app.domain.moments import Precision, clock
from app.domain.readings import latest_us
from app.ui.evidence_words import short_day
from app.ui.itemmodels.row_marks import Hue, RowMarks, Tag
from app.ui.session import Session


class MomentMarks(RowMarks):
    """Tells beside threads what cannot be shown to have stood there at ``moment_us``."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self.moment_us: int | None = None

    def tags(self, item: Item, before: Item | None) -> list[Tag]:
        """What stands before the text of an item."""
        late = [] if self.moment_us is None else self._late(item, self.moment_us)
        return [*late, *super().tags(item, before)]

    def _late(self, item: Item, moment_us: int) -> list[Tag]:
        latest = latest_us(item, self._session.case_zone)
        if latest is None:
            return [Tag("no time", Hue.GOLD)]
        if item.utc_us is not None and item.utc_us > moment_us:
            return [Tag("later", Hue.GOLD)]
        if latest > moment_us:
            return [Tag("perhaps later", Hue.GOLD)]
        if item.edited_us is not None and item.edited_us > moment_us:
            return [Tag(f"edited {self._when(item.edited_us, moment_us)}", Hue.GOLD)]
        if item.edited_text is not None and item.edited_us is None:
            return [Tag("edited", Hue.GOLD)]
        return []

    def _when(self, instant_us: int, moment_us: int) -> str:
        zone = self._session.zone
        time = clock(instant_us, zone, Precision.MINUTE)
        that_day = short_day(instant_us, zone)
        return time if that_day == short_day(moment_us, zone) else f"{that_day} {time}"
