"""What is remembered outside any casebook: nothing that tells what a case is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.ui.theme import Mode

MOST_RECENT = 10
DEFAULT_LOCK_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Recent:
    """A casebook that was open before."""

    path: Path
    there: bool


class Settings:
    """Window geometry, look, auto-lock, marks and recent casebooks, in one plain file."""

    def __init__(self, path: Path | None = None) -> None:
        from platformdirs import user_config_path

        place = path or user_config_path("goldseam", appauthor=False) / "goldseam.ini"
        self._stored = QSettings(str(place), QSettings.Format.IniFormat)

    def sync(self) -> None:
        """Write to the disk now."""
        self._stored.sync()

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty at first."""
        value = self._stored.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._stored.setValue("window/geometry", value)

    @property
    def mode(self) -> Mode:
        """Light, dark, or the desktop's choice."""
        value = self._text("look/mode")
        return Mode(value) if value in set(Mode) else Mode.SYSTEM

    @mode.setter
    def mode(self, value: Mode) -> None:
        self._stored.setValue("look/mode", value.value)

    @property
    def zoom(self) -> float:
        """The text zoom."""
        try:
            return float(self._text("look/zoom") or "1")
        except ValueError:
            return 1.0

    @zoom.setter
    def zoom(self, value: float) -> None:
        self._stored.setValue("look/zoom", str(value))

    @property
    def lock_minutes(self) -> int:
        """Idle minutes before the casebook locks itself; 0 for never."""
        text = self._text("lock/minutes")
        return int(text) if text.isdecimal() else DEFAULT_LOCK_MINUTES

    @lock_minutes.setter
    def lock_minutes(self, value: int) -> None:
        self._stored.setValue("lock/minutes", str(value))

    @property
    def marks(self) -> bool:
        """Whether what the candour check asks about is marked while one types."""
        return self._text("review/marks") != "no"

    @marks.setter
    def marks(self, value: bool) -> None:
        self._stored.setValue("review/marks", "" if value else "no")

    @property
    def tour_left(self) -> bool:
        """Whether the tour was left or finished; it is not offered again by itself."""
        return self._text("tour/left") == "yes"

    @tour_left.setter
    def tour_left(self, value: bool) -> None:
        self._stored.setValue("tour/left", "yes" if value else "")

    @property
    def privilege_told(self) -> bool:
        """Whether this user was told that encryption is not legal privilege."""
        return self._text("private/told") == "yes"

    @privilege_told.setter
    def privilege_told(self, value: bool) -> None:
        self._stored.setValue("private/told", "yes" if value else "")

    @property
    def recent(self) -> list[Recent]:
        """Casebooks that were open before, the latest first."""
        return [Recent(path, path.is_file()) for path in self._recent_paths()]

    def remember(self, path: Path) -> None:
        """Put a casebook first among the recent ones."""
        others = [known for known in self._recent_paths() if known != path]
        self._store_recent([path, *others])

    def forget(self, path: Path) -> None:
        """Take a casebook off the list; the file stays."""
        self._store_recent([known for known in self._recent_paths() if known != path])

    def _recent_paths(self) -> list[Path]:
        return [Path(line) for line in self._text("recent/paths").split("\n") if line]

    def _store_recent(self, paths: list[Path]) -> None:
        self._stored.setValue("recent/paths", "\n".join(map(str, paths[:MOST_RECENT])))

    def _text(self, key: str) -> str:
        value = self._stored.value(key, "")
        return value if isinstance(value, str) else ""
