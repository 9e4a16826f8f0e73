"""How a Slack export lies in its folder or zip: lists of people and channels, one file a day.

Known layouts: the plain export, one inside a single top folder, and Enterprise Grid with
``org_users.json`` and a workspace in each folder below ``teams/``. See
https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.domain.evidence import Skip, SkipCode
from app.importers.archive import Archive, Member, UnreadableMemberError
from app.importers.base import storable
from app.importers.chat.slack_markup import strip_tokens
from app.importers.chat.slack_people import People
from app.importers.readers.json_text import Json, Object, list_at, objects_at, text_at

LONGEST_FILE = 128 * 1024 * 1024
"""Bytes; a day of one channel beyond it is not read, as it would not fit into memory."""

CONVERSATION_LISTS = ("channels.json", "groups.json", "mpims.json", "dms.json")
MEMBER_LISTS = ("users.json", "org_users.json")
_REFERENCE = {*CONVERSATION_LISTS, *MEMBER_LISTS, "integration_logs.json"}
_DIRECT = {"mpims.json": "Group DM", "dms.json": "DM"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}.*\.json")
_DIRECT_FOLDER = re.compile(r"D[A-Z0-9]{7,}|mpdm-.*")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A channel or a direct conversation with its day files.

    ``key`` is Slack's id, or the folder where no list names it; ``name`` is what people choose
    it by, ``place`` how items show it, ``folder`` where it lies.
    """

    key: str
    name: str
    place: str
    folder: str
    direct: bool
    days: tuple[Member, ...] = ()


class SlackExport:
    """The conversations and people of an export.

    ``skips`` holds lists that cannot be read, ``others`` what is neither a message nor a list.
    """

    def __init__(self, archive: Archive) -> None:
        self.people = People()
        self.skips: list[Skip] = []
        self._archive = archive
        self._listed: dict[tuple[str, str], Conversation] = {}
        paths = [member for member in archive.members if _is_reference(member.path)]
        tops = [member.path.rpartition("/")[0] for member in paths]
        self._top = min(tops, key=len, default="")
        # People come first: direct conversations are named by them.
        for member in sorted(paths, key=lambda member: member.path.endswith(CONVERSATION_LISTS)):
            self._learn(member.path)
        days = [member for member in archive.members if is_day(member.path)]
        self.conversations = tuple(_told_apart(self._grouped(days)))
        known = {member.path for member in (*paths, *days)}
        self.others = [member for member in archive.members if member.path not in known]

    def _learn(self, path: str) -> None:
        try:
            content: Json = json.loads(self._archive.read(path, LONGEST_FILE))
        except UnreadableMemberError as error:
            self.skips.append(error.skip)
            return
        except (ValueError, RecursionError) as error:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else None
            detail = "broken JSON; names from this list are missing"
            self.skips.append(Skip(SkipCode.BROKEN_FILE, path, line, detail=detail))
            return
        workspace, _, name = path.rpartition("/")
        if name in MEMBER_LISTS:
            self.people.add_members(content)
        elif name in CONVERSATION_LISTS:
            for entry in objects_at({"entries": content}, "entries"):
                self._list(workspace, name, entry)
        else:
            self.people.add_apps(content)

    def _list(self, workspace: str, listing: str, entry: Object) -> None:
        key, name = text_at(entry, "id"), text_at(entry, "name")
        kind = _DIRECT.get(listing)
        if kind:
            members = [one for one in list_at(entry, "members") if isinstance(one, str)]
            name = f"{kind}: {', '.join(map(self.people.member, members)) or name or key}"
            place = name
        else:
            self.people.add_channel(key, name)
            place = f"#{name or key}"
        shown = storable(strip_tokens(place))
        found = Conversation(key, shown.removeprefix("#"), shown, "", direct=kind is not None)
        for folder in (key, text_at(entry, "name")):
            if folder:
                self._listed.setdefault((workspace, folder), found)

    def _grouped(self, days: Iterable[Member]) -> Iterator[Conversation]:
        """One conversation for each id; Grid may spread a shared channel over workspaces."""
        groups: dict[str, tuple[Conversation, list[Member]]] = {}
        for day in days:
            found = self._conversation(day.path.rpartition("/")[0])
            groups.setdefault(found.key, (found, []))[1].append(day)
        for conversation, members in groups.values():
            yield replace(conversation, days=tuple(members))

    def _conversation(self, folder: str) -> Conversation:
        """What the nearest list above a folder says it is, else what its name tells."""
        *above, name = folder.split("/")
        for depth in range(len(above), -1, -1):
            found = self._listed.get(("/".join(above[:depth]), name))
            if found:
                return replace(found, key=found.key or folder, folder=folder)
        direct = _DIRECT_FOLDER.fullmatch(name) is not None
        shown = storable(strip_tokens(f"DM: {name}" if direct else f"#{name}"))
        # Not by the folder around the export, which is called differently each time.
        key = folder.removeprefix(f"{self._top}/") if self._top else folder
        return Conversation(key, shown.removeprefix("#"), shown, folder, direct)


def is_day(path: str) -> bool:
    """Whether a path is that of a day of a conversation: ``general/2024-03-30.json``."""
    folder, _, name = path.rpartition("/")
    return bool(folder) and _DAY.fullmatch(name) is not None


def _is_reference(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return name in _REFERENCE and not folder.startswith("__MACOSX")


def _told_apart(conversations: Iterable[Conversation]) -> Iterator[Conversation]:
    """The conversations, those that are called the same with where they lie in their names."""
    every = list(conversations)
    uses = Counter(conversation.name for conversation in every)
    for conversation in every:
        if uses[conversation.name] == 1:
            yield conversation
        else:
            above = conversation.folder.rpartition("/")[0]
            mark = f" ({storable(strip_tokens(above or conversation.folder))})"
            yield replace(
                conversation, name=conversation.name + mark, place=conversation.place + mark
            )
