"""Where a person was, kept encrypted in the casebook so that a crash or a lock loses nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.domain.progress import Progress
from app.operations import desk
from app.ui.session import Session
from app.ui.tasks import Lane

PAUSE_MS = 500

State = Mapping[str, Any]


class Memory(QObject):
    """Saves what ``collect`` tells, half a second after something was touched.

    One key of the desk is saved at a time: the state of one case, or which case and page it was.
    """

    def __init__(
        self, session: Session, collect: Callable[[], Mapping[str, State]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._collect = collect
        self._saved: dict[str, str] = {}
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PAUSE_MS)
        self._clock.timeout.connect(self.save)

    def touch(self) -> None:
        """Something may have changed."""
        if not self._clock.isActive():
            self._clock.start()

    def recall(self, key: str) -> State:
        """What was saved under a key; empty where nothing was."""
        text = desk.recall(self._session.casebook, key)
        state = json.loads(text) if text else {}
        return state if isinstance(state, dict) else {}

    def stop(self) -> None:
        """Save no more."""
        self._clock.stop()

    def save(self) -> None:
        """Collect now what changed, and write it as a task."""
        self._clock.stop()
        news = self._news()
        if not news:
            return
        casebook = self._session.casebook

        def write(_progress: Progress) -> None:
            for key, text in news.items():
                desk.remember(casebook, key, text)

        self._session.tasks.run(
            "Keeping your place", write, lambda _: None, quiet=True, lane=Lane.WRITE
        )

    def _news(self) -> dict[str, str]:
        texts = {key: json.dumps(state) for key, state in self._collect().items()}
        news = {key: text for key, text in texts.items() if self._saved.get(key) != text}
        self._saved.update(news)
        return news
