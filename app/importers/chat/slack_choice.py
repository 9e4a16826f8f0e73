"""Which conversations of a Slack export a person chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.errors import InvalidInputError
from app.domain.evidence import ImportChoices, SkipCode
from app.importers.chat.slack_export import Conversation

_NAMED = 20


def left_out(
    conversations: Iterable[Conversation], choices: ImportChoices
) -> Mapping[str, SkipCode]:
    """Why conversations, by key, are left out; those to be taken are not in it.

    Direct conversations need ``with_direct_messages``; of these, as of channels, only those that
    are named where any is. Raises `InvalidInputError` for a name that the export does not hold.
    """
    every = list(conversations)
    named = _named(every, choices)
    named_direct = any(one.direct for one in every if one.key in named)
    codes: dict[str, SkipCode] = {}
    for one in every:
        asked = choices.channels is None or one.key in named
        if one.direct and not choices.with_direct_messages:
            codes[one.key] = SkipCode.DIRECT_MESSAGES
        elif not asked and (not one.direct or named_direct):
            codes[one.key] = SkipCode.CHANNEL_NOT_CHOSEN
    return codes


def _named(every: list[Conversation], choices: ImportChoices) -> set[str]:
    """The keys of the conversations that the choices name."""
    keys: set[str] = set()
    for name in choices.channels or ():
        wanted = _plain(name)
        found = [one for one in every if wanted in _names(one)]
        if not found:
            raise InvalidInputError(
                f"There is no channel called “{name}” in this export; it holds {_listed(every)}."
            )
        if not choices.with_direct_messages and all(one.direct for one in found):
            raise InvalidInputError(
                f"“{name}” is a direct conversation; these come in only where direct messages are"
                " asked for."
            )
        keys.update(one.key for one in found)
    return keys


def _names(one: Conversation) -> set[str]:
    last = one.folder.rpartition("/")[2]
    return {_plain(name) for name in (one.key, one.name, one.place, one.folder, last)}


def _plain(name: str) -> str:
    return name.strip().removeprefix("#").casefold()


def _listed(every: list[Conversation]) -> str:
    channels = [one.place for one in every if not one.direct]
    if not channels:
        return "no channels, only direct conversations" if every else "no channels"
    more = f" and {len(channels) - _NAMED} more" if len(channels) > _NAMED else ""
    return ", ".join(channels[:_NAMED]) + more
