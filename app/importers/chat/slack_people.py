"""Who is who in a Slack export: members, apps and channels by their ids.

Names follow what Slack shows: the display name, which may be empty, then the real name, then the
account's name. Deleted and external members, and Slackbot, are not in the export's lists.
"""

from __future__ import annotations

import re

from app.domain.people import AliasKind, Author, AuthorName
from app.importers.chat.slack_markup import strip_tokens, unescape
from app.importers.readers.json_text import Json, Object, object_at, objects_at, text_at

_SERVICE = re.compile(r"<[^<>|]*/services/(B\w+)\|([^<>]+)>")


class People:
    """Names by id, learned from the lists of an export and, later, from its messages."""

    def __init__(self) -> None:
        self._members: dict[str, str] = {"USLACKBOT": "Slackbot"}
        self._machines = {"USLACKBOT"}
        self._names: dict[str, tuple[AuthorName, ...]] = {}
        self._writers: set[str] = set()
        self._apps: dict[str, str] = {}
        self._channels: dict[str, str] = {}

    def add_members(self, users: Json) -> None:
        """Learn the members in ``users.json`` or ``org_users.json``."""
        for user in objects_at({"users": users}, "users"):
            key, name = text_at(user, "id"), _profile_name(user)
            if key and name:
                self._members.setdefault(key, name)
                self._names.setdefault(key, _names(user))
            if user.get("is_bot") or user.get("is_workflow_bot"):
                self._machines.add(key)

    def add_apps(self, logs: Json) -> None:
        """Learn the apps in ``integration_logs.json``."""
        for log in objects_at({"logs": logs}, "logs"):
            name = text_at(log, "app_type") or text_at(log, "service_type")
            for key in (text_at(log, "app_id"), text_at(log, "service_id")):
                if key and name:
                    self._apps.setdefault(key, _clean(name))

    def add_channel(self, key: str, name: str) -> None:
        """Learn the name of a channel, without its ``#``."""
        if key and name:
            self._channels.setdefault(key, name)

    def learn(self, message: Object) -> None:
        """Learn the name of an app from the message that added it or that it sent."""
        key = text_at(message, "bot_id")
        if not key or key in self._apps:
            return
        name = text_at(message, "bot_profile", "name")
        if text_at(message, "subtype") == "bot_add":
            found = _SERVICE.search(text_at(message, "text"))
            name = found[2] if found and found[1] == key else name
        if name:
            self._apps[key] = _clean(name)

    def member(self, key: str) -> str:
        """The name of a member; the id where nobody of that id is listed."""
        return self._members.get(key) or key

    def channel(self, key: str) -> str:
        """The name of a channel, without its ``#``; the id where it is not listed."""
        return self._channels.get(key) or key

    def author(self, message: Object) -> tuple[str | None, str | None]:
        """The stable id of a message's author and the name to show; None where unknown."""
        user = text_at(message, "user") or text_at(message, "comment", "user")
        bot = text_at(message, "bot_id")
        username = _clean(text_at(message, "username"))
        if _by_app(message):
            name = username or self._app(bot, message) or self._members.get(user, "")
            fallback = f"bot {bot}" if bot else user
            key = bot or username or user  # never the member it acts for
        else:
            profile = object_at(message, "user_profile")
            name = self._members.get(user) or _profile_name(profile)
            fallback = username or user
            self._wrote(user, profile)
            key = user or username
        return strip_tokens(key) or None, name or strip_tokens(fallback) or None

    def writer(self, key: str | None) -> Author | None:
        """The human being who wrote under an id that `author` gave; None for a machine."""
        if key is None or key not in self._writers - self._machines:
            return None
        return Author(key, self._names.get(key, ()))

    def _wrote(self, user: str, profile: Object) -> None:
        key = strip_tokens(user)
        if key:
            self._writers.add(key)
            if key not in self._names and (names := _names(profile)):
                self._names[key] = names

    def _app(self, bot: str, message: Object) -> str:
        profile = _clean(text_at(message, "bot_profile", "name"))
        return profile or self._apps.get(bot) or self._apps.get(text_at(message, "app_id"), "")


def _by_app(message: Object) -> bool:
    """Whether an app wrote it; a member may also act for one, as when adding it."""
    if text_at(message, "subtype") == "bot_message":
        return True
    named = text_at(message, "username") or object_at(message, "bot_profile")
    return bool(text_at(message, "bot_id") and (named or not text_at(message, "user")))


def _profile_name(user: Object) -> str:
    profile = object_at(user, "profile")
    for place, key in (
        (profile, "display_name"),
        (user, "display_name"),
        (user, "real_name"),
        (profile, "real_name"),
        (user, "name"),
    ):
        name = _clean(text_at(place, key))
        if name:
            return name
    return ""


def _names(user: Object) -> tuple[AuthorName, ...]:
    """The names of a member, each once, the one that Slack shows first."""
    profile = object_at(user, "profile")
    found = (
        (AliasKind.NAME, _profile_name(user)),
        *((AliasKind.NAME, text_at(place, "real_name")) for place in (user, profile)),
        (AliasKind.HANDLE, text_at(user, "name")),
        *((AliasKind.ADDRESS, text_at(place, "email")) for place in (profile, user)),
    )
    names = (AuthorName(kind, _clean(text)) for kind, text in found)
    return tuple(dict.fromkeys(name for name in names if name.text))


def _clean(name: str) -> str:
    if not name:  # most places have none, and a million are asked
        return name
    return strip_tokens(unescape(" ".join(name.split())))
