"""A chat export with many conversations: which there are, and which of them a person chose."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator

from app.domain.errors import InvalidInputError
from app.domain.evidence import (
    ChannelChoice,
    ImportChoices,
    Inspection,
    Record,
    Skip,
    SkipCode,
)
from app.importers.base import EvidenceFile, Part, Position, Tell
from app.importers.whole import WholeImporter
from app.importers.window import taken

_NAMED = 20


class ChannelsImporter(WholeImporter):
    """An importer whose records lie in conversations; `Record.place` is the name of each.

    Direct conversations come in only where they are asked for.
    """

    @abstractmethod
    def is_direct(self, record: Record) -> bool:
        """Whether a record was said between a few people, and not in a channel."""

    def inspect(self, source: EvidenceFile, tell: Tell) -> Inspection:
        """The conversations with their numbers of messages, and the first and last time.

        Raises `EvidenceError` where the source cannot be read.
        """
        clocks: list[int] = []
        counts: Counter[tuple[str, bool]] = Counter()
        zoned = True
        for part in self.parts(source, ImportChoices()):
            if isinstance(part, Position):
                tell(part)
            elif isinstance(part, Record):
                counts[part.place, self.is_direct(part)] += 1
                if part.stamp is not None:
                    clocks.append(part.stamp.clock_us)
                    zoned = zoned and part.stamp.zoned
        channels = (ChannelChoice(name, count, direct) for (name, direct), count in counts.items())
        return Inspection(
            self.format,
            source.name,
            tuple(channels),
            min(clocks, default=None),
            max(clocks, default=None),
            has_zone=zoned,
            questions=self.questions(source),
        )

    def read(self, source: EvidenceFile, choices: ImportChoices) -> Iterator[Part]:
        """Every message of the chosen conversations within the window.

        Raises `EvidenceError` where nothing can be read, and `InvalidInputError` at the end where
        a chosen channel does not exist.
        """
        yield from taken(self._chosen(self.parts(source, choices), choices), choices)

    def _chosen(self, parts: Iterator[Part], choices: ImportChoices) -> Iterator[Part]:
        """The parts without the records of conversations that were not chosen, which are counted.

        Who talked to whom directly is not told.
        """
        wanted = None if choices.channels is None else set(map(_plain, choices.channels))
        channels: dict[str, str] = {}
        left: Counter[tuple[SkipCode, str]] = Counter()
        for part in parts:
            if not isinstance(part, Record):
                yield part
                continue
            direct = self.is_direct(part)
            if not direct or choices.with_direct_messages:
                channels.setdefault(_plain(part.place), part.place)
            if direct and not choices.with_direct_messages:
                left[SkipCode.DIRECT_MESSAGES, ""] += 1
            elif not direct and wanted is not None and _plain(part.place) not in wanted:
                left[SkipCode.CHANNEL_NOT_CHOSEN, part.place] += 1
            else:
                yield part
        for name in choices.channels or ():
            if _plain(name) not in channels:
                held = list(channels.values())
                more = f" and {len(held) - _NAMED} more" if len(held) > _NAMED else ""
                raise InvalidInputError(
                    f"There is no channel called “{name}” in this export; it holds"
                    f" {', '.join(held[:_NAMED]) + more if held else 'no channels'}."
                )
        for (code, place), count in left.items():
            yield Skip(code, "", None, count, place)


def _plain(name: str) -> str:
    return name.strip().removeprefix("#").casefold()
