"""What to take of a file before anything of it is stored."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.domain.drafts import Case
from app.domain.errors import InvalidInputError
from app.domain.evidence import ImportChoices, Inspection
from app.domain.moments import parse_typed
from app.domain.questions import ColumnsQuestion, DateOrderQuestion, DayQuestion, Question
from app.operations import formats
from app.ui import theme
from app.ui.dialogs.form import FormDialog
from app.ui.dialogs.source_zone import SourceZoneField
from app.ui.evidence_words import full_time
from app.ui.receipt_words import members_words
from app.ui.widgets.channel_list import ChannelList
from app.ui.widgets.labels import label
from app.ui.widgets.question_fields import (
    ColumnsField,
    DateOrderField,
    DayField,
    QuestionField,
)

_NO_ZONE = "Times in this file name no zone."


def _hides_times(question: Question) -> bool:
    """Whether only the answer makes times of stamps, which nobody could look at for a zone yet."""
    if isinstance(question, ColumnsQuestion):
        return question.proposed.time is None
    return True


def _line(name: str, words: str, text: str = "") -> QLineEdit:
    line = QLineEdit(text)
    line.setObjectName(name)
    line.setAccessibleName(words)
    return line


class ImportDialog(FormDialog):
    """Emits `chosen` once; asks only what the file leaves open."""

    chosen = Signal(object)
    """The `ImportChoices`."""
    format_wanted = Signal(str)
    """It is to be read as another format, whose questions may be others."""

    def __init__(
        self,
        name: str,
        inspection: Inspection,
        case: Case,
        zone: ZoneInfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Import {name}", "Import", parent)
        self.setObjectName("import-evidence-dialog")
        self._inspection = inspection
        self._zone_shown = zone
        self._title = _line("import-title", "Title", inspection.title)
        self._since = _line("import-since", "From")
        self._until = _line("import-until", "Until, included")
        self._channels: ChannelList | None = None
        self._zone: SourceZoneField | None = None
        self.add_field("Title", self._title)
        self._format = QComboBox()
        self._format.setObjectName("import-format")
        for format_id in (inspection.format, *inspection.alternatives):
            self._format.addItem(formats.label_of(format_id), format_id)
        self._format.activated.connect(self._format_chosen)
        if inspection.alternatives:
            self.add_field("Read as", self._format)
        if inspection.channels:
            self._channels = ChannelList(inspection.channels)
            self.add_field("Channels", self._channels)
            self.add_field(f"Time, in {zone.key}", self._window(), self._span_hint())
        self._answers = [self._ask(question) for question in inspection.questions]
        if not inspection.has_zone or any(map(_hides_times, inspection.questions)):
            self._zone = SourceZoneField(None, case.zone)
            whose = "For times that name no zone." if inspection.has_zone else _NO_ZONE
            self.add_field("Time zone", self._zone, f"{whose} It can be changed under Sources.")
        self._tell_members()
        asked = (field for field in self._answers if not isinstance(field, ColumnsField))
        (next(asked, None) or self._zone or self._title).setFocus()

    def _format_chosen(self) -> None:
        chosen = self._format.currentData()
        if chosen != self._inspection.format:
            self.setEnabled(False)
            self.format_wanted.emit(chosen)

    def _ask(self, question: Question) -> QuestionField:
        """Put a question to the person; returns the field of its answer."""
        field: QuestionField
        hint = ""
        match question:
            case DateOrderQuestion():
                field = DateOrderField(question)
                hint = "The file proves neither. Each reading shows what the dates then mean."
            case DayQuestion():
                field = DayField(question)
                hint = field.hint
            case ColumnsQuestion():
                field = ColumnsField(question)
                self.setMinimumWidth(field.minimumWidth() + theme.current().px(44))
                hint = "Remembered for the next table with the same columns."
        self.add_field(field.words, field, hint)
        return field

    def _tell_members(self) -> None:
        """Say what a folder or archive holds."""
        members = self._inspection.members
        if members:
            words = label(members_words(members), "caption", wrap=True)
            words.setObjectName("import-members")
            self.add_widget(words)

    def _window(self) -> QWidget:
        for line, words in ((self._since, "from the beginning"), (self._until, "to the end")):
            line.setPlaceholderText(words)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._since)
        row.addWidget(self._until)
        return whole

    def _span_hint(self) -> str:
        first, last = self._inspection.first_us, self._inspection.last_us
        example = "Write for example 2024-03-30 02:40; empty takes all."
        if first is None or last is None:
            return example
        return (
            f"It holds {full_time(first, self._zone_shown)} – {full_time(last, self._zone_shown)}. "
            + example
        )

    def submit(self) -> None:
        try:
            choices = self.choices()
        except InvalidInputError as error:
            self.refuse(str(error))
            return
        self.chosen.emit(choices)
        self.accept()

    def choices(self) -> ImportChoices:
        """What is chosen now. Raises `InvalidInputError` where it makes no sense."""
        title = self._title.text().strip()
        if not title:
            self._title.setFocus()
            raise InvalidInputError("Give the source a title.")
        since = self._moment(self._since, end=False)
        until = self._moment(self._until, end=True)
        if since is not None and until is not None and until <= since:
            raise InvalidInputError("The time window ends before it begins.")
        channels = self._channels
        if channels is not None and not channels.chosen():
            raise InvalidInputError("Choose at least one channel.")
        choices = ImportChoices(
            channels=None if channels is None else channels.chosen(),
            with_direct_messages=channels is not None and channels.with_direct_messages,
            since_us=since,
            until_us=until,
            zone=None if self._zone is None else self._zone.zone(),
            title=title,
            format=self._inspection.format if self._format.count() > 1 else None,
        )
        for field in self._answers:
            try:
                choices = field.answer(choices)
            except InvalidInputError:
                field.setFocus()
                raise
        return choices

    def _moment(self, line: QLineEdit, *, end: bool) -> int | None:
        text = line.text().strip()
        if not text:
            return None
        try:
            instant, precision = parse_typed(text, self._zone_shown, self._inspection.first_us)
        except InvalidInputError:
            line.setFocus()
            raise
        return instant + precision.step_us if end else instant
