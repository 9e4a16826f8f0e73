"""Publishing from the Review page: a version, what changed since, and texts to paste."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changed
from app.domain.drift import Drift
from app.domain.errors import GoldseamError
from app.domain.leaks import LeakError
from app.domain.progress import Progress
from app.domain.publication import Publication
from app.domain.review_words import counted, moment_words
from app.domain.views import ReviewView
from app.operations import drifting, exports, now, publishing
from app.operations.candour import checking
from app.ui.actions import Action, Menu
from app.ui.choosers import FileChooser
from app.ui.dialogs.leaks import LeakDialog
from app.ui.dialogs.publish import PublishDialog, TextDialog
from app.ui.dialogs.versions import VersionsDialog
from app.ui.places import documents_folder
from app.ui.session import Session
from app.ui.tasks import Lane, Task

Found = tuple[list[Publication], list[Drift]]


class Publishing(QObject):
    """`standing_changed` says in words how the review stands: preliminary, or which version."""

    standing_changed = Signal(str)
    dialog_opened = Signal(object)

    def __init__(self, session: Session, chooser: FileChooser, pane: QWidget) -> None:
        super().__init__(pane)
        self._session = session
        self._chooser = chooser
        self._pane = pane
        self._reading: Task | None = None
        self._dialog: PublishDialog | None = None
        menu = Menu.REVIEW
        for action in (
            Action("publish", "Publish…", "Ctrl+Alt+P", menu, self.publish),
            Action("versions", "Published versions…", "Ctrl+Alt+V", menu, self.show_versions),
            Action("invite", "Text that invites readers…", "Ctrl+Alt+R", menu, self.invite),
            Action("remind", "Text that reminds of the review…", "Ctrl+Alt+M", menu, self.remind),
        ):
            action.build(pane)
        session.changed.connect(self._refresh)
        session.case_selected.connect(lambda _id: self.read())

    # How it stands

    def read(self) -> None:
        """Find out beside the window how the review stands."""
        if not self._session.has_case:
            return
        self._reading = reading = self._read(lambda found: self._tell(reading, found))

    def _read(self, done: Callable[[Found], None]) -> Task:
        casebook, case_id = self._session.casebook, self._session.case.id

        def work(_progress: object) -> Found:
            found = drifting.versions(casebook, case_id)
            return found, drifting.since_published(casebook, case_id)[1]

        return self._session.tasks.run("Reading the published versions", work, done, quiet=True)

    def _tell(self, reading: Task, found: Found) -> None:
        if reading is not self._reading:
            return
        versions, drifts = found
        if not versions:
            self.standing_changed.emit("")
            return
        newest = versions[0]
        when = moment_words(newest.published_us, self._session.case_zone)
        since = f"; {counted(len(drifts), 'change')} since" if drifts else ""
        self.standing_changed.emit(f"Version {newest.version}, published {when}{since}.")

    def _refresh(self, change: Changed) -> None:
        if self._session.has_case and change.case_id in (None, self._session.case.id):
            self.read()

    # Publishing

    def publish(self) -> None:
        """Show what is still open, and ask where readers find the review."""
        casebook, case_id = self._session.casebook, self._session.case.id

        def work(_progress: object) -> tuple[int, list[str]]:
            view = exports.view(casebook, case_id, exports.INCIDENT_REVIEW)
            versions = drifting.versions(casebook, case_id)
            following = max((one.version for one in versions), default=0) + 1
            return following, _open_points(view) if isinstance(view, ReviewView) else []

        self._session.tasks.run("Reading the review", work, self._ask)

    def _ask(self, found: tuple[int, list[str]]) -> None:
        if self._dialog is not None:
            return
        self._dialog = dialog = PublishDialog(
            *found, self._session.case_zone.key, self._pane.window()
        )
        dialog.submitted.connect(lambda: self._publish(dialog))
        dialog.questions_wanted.connect(lambda: self._show_questions(dialog))
        dialog.finished.connect(self._forget)
        dialog.open()
        self._count_questions(dialog)
        self.dialog_opened.emit(dialog)

    def _count_questions(self, dialog: PublishDialog) -> None:
        """The check takes a moment; the dialog does not wait for it."""
        casebook, case_id = self._session.casebook, self._session.case.id

        def work(progress: Progress) -> int:
            today = now.today(casebook, case_id)
            return len(checking.report(casebook, case_id, today, progress).open)

        def tell(number: int) -> None:
            if dialog is self._dialog:
                dialog.tell_questions(number)

        self._session.tasks.run("Checking the case", work, tell, quiet=True)

    def _show_questions(self, dialog: PublishDialog) -> None:
        dialog.reject()
        self._session.page_wanted.emit("candour")

    def _forget(self) -> None:
        self._dialog = None

    def _publish(self, dialog: PublishDialog) -> None:
        casebook, case_id, place = self._session.casebook, self._session.case.id, dialog.place
        dialog.set_busy(busy=True)

        def published(publication: Publication) -> None:
            dialog.accept()
            self._session.notify(f"Version {publication.version} is published.", undo=True)
            self.invite()

        self._session.tasks.run(
            "Publishing",
            lambda progress: publishing.publish(casebook, case_id, place, progress),
            published,
            lambda error: self._not_published(dialog, error),
            lane=Lane.WRITE,
        )

    def _not_published(self, dialog: PublishDialog, error: GoldseamError) -> None:
        if not isinstance(error, LeakError):
            dialog.refuse(str(error))
            return
        dialog.refuse("")
        leaks = LeakDialog(
            self._session, error.leaks, lambda: self._publish(dialog), dialog, "Publish"
        )
        leaks.left_for.connect(dialog.reject)
        leaks.open()

    # Versions, and texts to paste

    def show_versions(self) -> None:
        """List the published versions, and what changed since."""
        self._read(self._list)

    def _list(self, found: Found) -> None:
        dialog = VersionsDialog(self._session, *found, self._pane.window())
        dialog.saving_wanted.connect(self._save)
        dialog.open()
        self.dialog_opened.emit(dialog)

    def _save(self, version: Publication) -> None:
        casebook = self._session.casebook
        suggested = documents_folder() / f"version {version.version}.md"

        def write(path: Path) -> None:
            self._session.tasks.run(
                "Writing the version",
                lambda _progress: publishing.write_version(casebook, version.id, path),
                lambda target: self._session.notify(f"Written to {target}."),
            )

        self._chooser.to_save(self._pane, "Save version", suggested, "Markdown (*.md)", write)

    def invite(self) -> None:
        """Show a text that invites readers."""
        self._show_text("Text that invites readers", publishing.invitation)

    def remind(self) -> None:
        """Show a text that reminds of a review that is not out yet."""
        self._show_text("Text that reminds of the review", publishing.reminder)

    def _show_text(self, title: str, text_of: Callable[..., str]) -> None:
        casebook, case_id = self._session.casebook, self._session.case.id

        def show(text: str) -> None:
            dialog = TextDialog(title, text, self._pane.window())
            dialog.open()
            self.dialog_opened.emit(dialog)

        self._session.tasks.run(title, lambda _progress: text_of(casebook, case_id), show)


def _open_points(view: ReviewView) -> list[str]:
    return [
        *view.notices,
        *(f"{gap[:1].upper()}{gap[1:]}." for gap in view.gaps),
        *(point for section in view.sections for point in section.open),
    ]
