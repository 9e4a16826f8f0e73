"""The tray of the assist: what it points at waits until a person decides, and words it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.domain.assist.answers import Decision
from app.domain.assist.requests import Request, Shown
from app.domain.assist.suggestions import (
    Answer,
    Provenance,
    Quote,
    Suggestion,
    SuggestionKind,
)
from app.domain.drafts import Certainty, EntryKind
from app.domain.errors import CancelledError, ModelError
from app.domain.moments import Precision
from app.domain.query import EVERYTHING
from app.operations import cases, history
from app.operations.assist import deciding, models, running, tray
from app.operations.practice import chain
from app.ui.choosers import FileChooser
from app.ui.dialogs.ask_assist import AskAssistDialog
from app.ui.dialogs.history import HistoryDialog
from app.ui.panes.assist.asking import Asking
from app.ui.panes.workbench import Workbench
from tests.ui.drafting import (
    at,
    at_rest,
    drafting,
    look,
    press,
    settled,
    shown,
    template,
    write,
)
from tests.ui.shell import clipped

__all__ = ["drafting", "look", "template"]

KIND, KEY = SuggestionKind, Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
Makes = Callable[[Sequence[Shown]], list[Suggestion]]


def suggested(kind: SuggestionKind, items: Sequence[Shown], **fields: object) -> Suggestion:
    """A suggestion that quotes each of its items whole."""
    quotes = tuple(Quote(one.id, 0, len(one.text), one.text) for one in items)
    made = Suggestion(
        kind,
        tuple(one.id for one in items),
        quotes[0].text if len(quotes) == 1 else "2 sources",
        Certainty.UNCERTAIN,
        0.4,
        ("2 sources agree, chat is silent", "could also be a decision"),
        quotes,
        items[0].at_us,
        precision=Precision.SECOND,
        verbatim=len(quotes) == 1,
    )
    return replace(made, **fields)


def entry(item: Shown, event: EntryKind = EntryKind.DETECTION) -> Suggestion:
    return suggested(KIND.ENTRY, [item], event=event)


def three_kinds(items: Sequence[Shown]) -> list[Suggestion]:
    return [
        entry(items[0]),
        suggested(KIND.CONDITION, [items[1]]),
        entry(items[4], EntryKind.ROLLBACK),
        suggested(KIND.CONTRADICTION, [items[5], items[6]]),
    ]


@pytest.fixture
def bench(qtbot, drafting) -> Workbench:
    bench = Workbench(drafting.session, FileChooser())
    shown(qtbot, bench, 1300)
    settled(qtbot, drafting)
    return bench


def asked(monkeypatch, qtbot, drafting, bench, makes: Makes) -> None:
    """Let the assist suggest this, as a run does, and come to the tray."""
    engine_says(monkeypatch, makes)
    session = drafting.session
    running.run(session.casebook, session.case.id)
    bench.timeline.tray.renew()
    at_rest(qtbot, drafting)
    bench.timeline.tray.go()


def engine_says(monkeypatch, makes: Makes) -> None:
    def answer(request: Request, *_others: object) -> Answer:
        return Answer(tuple(makes(request.items)), Provenance("builtin", "1"))

    monkeypatch.setattr(running, "_answer", answer)


def told(bench: Workbench, name: str) -> str:
    return bench.timeline.tray.findChild(QLabel, name).text()


def waiting(drafting, *, decided: bool = False) -> list[tuple[SuggestionKind, Decision | None]]:
    session = drafting.session
    found = tray.waiting(session.casebook, session.case.id, decided=decided)
    return [(each.suggestion.kind, each.decision) for each in found]


def test_a_person_words_what_was_suggested_and_the_entry_keeps_its_origin(
    monkeypatch, qtbot, drafting, bench
):
    assert bench.timeline.tray.isHidden(), "off until asked"
    asked(monkeypatch, qtbot, drafting, bench, three_kinds)
    ids = drafting.item_ids
    assert told(bench, "suggestion-count") == "4 waiting · not in the record"
    assert told(bench, "suggestion-time") == "02:46:58"
    assert told(bench, "suggestion-text").startswith("“ALERT db-primary CPU 98% for 5m” · #inc-412")
    assert told(bench, "suggestion-certainty") == "uncertain"
    assert "2 sources agree, chat is silent; could also" in told(bench, "suggestion-reasons")
    assert bench.evidence.marks.lit == {ids[0]}
    press("e")
    qtbot.waitUntil(lambda: bench.evidence.parts.table.chosen_ids() == [ids[0]])

    press(KEY.Key_Return)
    editor = bench.timeline.capture.editor
    qtbot.waitUntil(lambda: QApplication.focusWidget() is editor.text)
    at_rest(qtbot, drafting)
    assert editor.text.toPlainText() == "“ALERT db-primary CPU 98% for 5m”"
    write("The CPU alert came")
    press(KEY.Key_Return)
    at_rest(qtbot, drafting)

    cited = drafting.entries()[0]
    assert (cited.entry.text, cited.entry.start_us) == ("The CPU alert came", at("02:46:58"))
    assert cited.entry.certainty is Certainty.UNJUDGED
    assert [(one.citation.item_id, one.citation.start) for one in cited.citations] == [(ids[0], 0)]
    found = bench.timeline.tray
    assert found.in_hand.kind is KIND.CONDITION, "the next one is in hand"
    assert QApplication.focusWidget() is found.card
    found.toggle_decided()
    found.list.stand_on(3)
    assert told(bench, "suggestion-reasons").endswith("1 item, cited in the draft already")
    dialog = HistoryDialog(drafting.session, cited.entry, bench)
    dialog.show()
    settled(qtbot, drafting)
    origin = dialog.findChild(QLabel, "history-origin")
    assert "Began as a suggestion of the built-in engine" in origin.text()
    dialog.close()

    history.undo(drafting.session.casebook, drafting.session.case.id)
    at_rest(qtbot, drafting)
    assert drafting.texts() == []
    assert told(bench, "suggestion-count").startswith("4 waiting")


def test_leaving_the_wording_lets_the_suggestion_wait_and_loses_no_word(
    monkeypatch, qtbot, drafting, bench
):
    asked(monkeypatch, qtbot, drafting, bench, three_kinds)
    pane, capture = bench.timeline, bench.timeline.capture
    press("a")
    at_rest(qtbot, drafting)
    press(KEY.Key_Escape)
    assert pane.unfinished.drafts == [], "nothing but the quote stood there"
    assert QApplication.focusWidget() is pane.tray.card

    press("a")
    write("The alert")
    press(KEY.Key_Escape)
    at_rest(qtbot, drafting)
    assert waiting(drafting)[0] == (KIND.ENTRY, None)
    again = open_drafting_of(drafting, qtbot)
    assert [each.suggestion_id for each in again] == [pane.tray.in_hand.id]
    press("a")
    assert capture.editor.text.toPlainText() == "The alert"
    press(KEY.Key_Return)
    at_rest(qtbot, drafting)
    target = drafting.entries()[0].entry.id
    assert deciding.origin_of(drafting.session.casebook, target) is not None


def open_drafting_of(drafting, qtbot):
    """The half-typed entries as the next start of the program reads them."""
    from app.ui.panes.unfinished import UnfinishedEntries

    kept = UnfinishedEntries(drafting.session)
    with qtbot.waitSignal(kept.loaded):
        kept.load(drafting.session.case.id)
    return kept.drafts


def test_suggestions_are_gone_through_by_keyboard_alone(monkeypatch, qtbot, drafting, bench):
    asked(monkeypatch, qtbot, drafting, bench, three_kinds)
    found = bench.timeline.tray
    press("n")
    press(KEY.Key_N, SHIFT)
    assert found.in_hand.event is EntryKind.DETECTION
    press(KEY.Key_Backspace)
    write("?")
    assert found.in_hand.event is EntryKind.ROLLBACK, "the one after is in hand at once"
    at_rest(qtbot, drafting)
    assert waiting(drafting) == [
        (KIND.ENTRY, None),
        (KIND.CONTRADICTION, None),
        (KIND.CONDITION, Decision.UNSURE),
    ]
    press(KEY.Key_W, SHIFT)
    at_rest(qtbot, drafting)
    assert [each.decision for each in found.list.model_rows][-1] is Decision.DISMISSED
    press(KEY.Key_End)
    assert told(bench, "suggestion-state") == "dismissed"
    press("r")
    at_rest(qtbot, drafting)
    assert waiting(drafting)[0] == (KIND.ENTRY, None)
    assert told(bench, "suggestion-count").startswith("4 waiting")
    for _ in range(3):
        history.undo(drafting.session.casebook, drafting.session.case.id)
    at_rest(qtbot, drafting)
    assert {decision for _, decision in waiting(drafting)} == {None}
    assert bench.evidence.marks.lit == set(found.in_hand.items)


def test_many_are_decided_about_as_one_step(monkeypatch, qtbot, drafting, bench):
    asked(monkeypatch, qtbot, drafting, bench, lambda items: [entry(one) for one in items[:6]])
    found = bench.timeline.tray
    press("w")
    found.list.selectAll()
    press("d")
    at_rest(qtbot, drafting)
    assert waiting(drafting) == []
    assert found.isVisible(), "what was decided can be looked at"
    history.undo(drafting.session.casebook, drafting.session.case.id)
    at_rest(qtbot, drafting)
    assert len(waiting(drafting)) == 6

    asked(monkeypatch, qtbot, drafting, bench, three_kinds)
    found.narrow(KIND.CONTRADICTION)
    assert [each.suggestion.kind for each in found.list.model_rows] == [KIND.CONTRADICTION]
    found.narrow(KIND.ENTRY)
    left = bench.state()
    found.narrow(None)
    bench.restore(left)
    at_rest(qtbot, drafting)
    assert len(found.list.model_rows) == 2, "one comes back to the same kind, as a list"
    assert found.list.isVisible()
    found.go()
    press(KEY.Key_D, SHIFT)
    at_rest(qtbot, drafting)
    assert [kind for kind, _ in waiting(drafting)] == [KIND.CONDITION, KIND.CONTRADICTION]


def test_a_condition_becomes_a_factor_and_a_question_is_answered_by_a_person(
    monkeypatch, qtbot, drafting, bench
):
    def makes(items: Sequence[Shown]) -> list[Suggestion]:
        question = Suggestion(
            KIND.QUESTION,
            (),
            "What were users told, and when?",
            Certainty.PROBABLE,
            0.1,
            ("nothing shown tells of it",),
            verbatim=False,
            asks="IR-1.3/communication",
        )
        return [suggested(KIND.CONDITION, [items[1]]), question]

    pages: list[str] = []
    drafting.session.page_wanted.connect(pages.append)
    monkeypatch.setattr(running, "checked", kept_as_they_are)
    asked(monkeypatch, qtbot, drafting, bench, makes)
    press("a")
    at_rest(qtbot, drafting)
    session = drafting.session
    found = chain.chain(session.casebook, session.case.id)
    assert [factor.text for factor in found.factors] == [""], "its words are left to the person"
    assert deciding.origin_of(session.casebook, found.factors[0].id) is not None
    assert pages == ["chain"]

    assert bench.timeline.tray.in_hand.kind is KIND.QUESTION
    assert told(bench, "suggestion-time") == "", "a question has no time"
    asked_here = QLineEdit(bench)  # as the Response page has one for each part
    asked_here.setObjectName("part-communication-reason")
    asked_here.show()
    bench.timeline.tray.accept()
    assert asked_here.hasFocus()
    assert pages[1:] == ["response"]
    assert waiting(drafting) == [(KIND.QUESTION, None)], "going there answers nothing"
    bench.timeline.tray.answered()
    at_rest(qtbot, drafting)
    assert waiting(drafting) == []


def kept_as_they_are(answer: Answer, _request: Request):
    from app.domain.assist.validation import Checked

    return Checked(answer.suggestions, {})


def test_times_stand_in_the_zone_and_people_as_they_are_called(monkeypatch, qtbot, drafting, bench):
    session = drafting.session
    cases.update_case(session.casebook, replace(session.case, zone="Asia/Tokyo"))
    at_rest(qtbot, drafting)
    asked(monkeypatch, qtbot, drafting, bench, three_kinds)
    assert told(bench, "suggestion-time") == "02:46:58"
    session.toggle_zone()
    assert session.zone == ZoneInfo("Asia/Tokyo")
    assert told(bench, "suggestion-time") == "11:46:58"
    before = told(bench, "suggestion-text")
    session.toggle_names()
    assert told(bench, "suggestion-text") != before


def test_that_nothing_is_in_the_record_can_be_read_at_any_width(
    monkeypatch, qtbot, drafting, bench
):
    asked(monkeypatch, qtbot, drafting, bench, three_kinds)
    count = bench.timeline.tray.findChild(QLabel, "suggestion-count")
    for width in (1300, 880, 1300):
        bench.resize(width, 640)
        qtbot.waitUntil(lambda: count.width() >= count.sizeHint().width())
        assert count.isVisible()
        assert count.text().endswith("not in the record")


def test_nothing_runs_before_a_person_was_told_what_will_be_read(
    monkeypatch, qtbot, drafting, bench
):
    scopes = []
    fails: list[Exception] = []

    def run(casebook, case_id, scope, model, progress):
        scopes.append((scope, model))
        if fails:
            raise fails.pop()
        return running.Ran(34, 30, {running_fault: 3}, ())

    from app.domain.assist.validation import Fault

    running_fault = Fault.ALTERED_QUOTE
    monkeypatch.setattr(running, "run", run)
    said: list[str] = []
    drafting.session.notified.connect(lambda text, _undo: said.append(text))
    drafting.session.failed.connect(lambda error: said.append(str(error)))
    asking = bench.findChild(Asking)
    chosen = [
        SimpleNamespace(name=name, path=Path(name), judges=judges, known=known)
        for name, judges, known in (
            ("judge", True, None),
            ("embedder", False, None),
            ("for tests", True, SimpleNamespace(offered=False)),
        )
    ]
    monkeypatch.setattr(models, "chosen", lambda: chosen)

    dialog = opened(qtbot, drafting, asking)
    reads = dialog.findChild(QLabel, "assist-reads").text()
    assert "7 items of 1 source, 02:46 – 03:28" in reads
    assert clipped(dialog) == []
    assert "private notes" in dialog.findChild(QLabel, "assist-never").text()
    engines = [dialog.engine.itemText(row) for row in range(dialog.engine.count())]
    assert engines == ["Built-in engine, without a model", "judge: a model on this machine"]
    dialog.window_of_time.setChecked(True)
    dialog.submit()
    assert dialog.isVisible()
    assert not dialog.findChild(QLabel, "assist-reads").text()
    dialog.since.setText("2024-03-30 03:00")
    dialog.submit()
    at_rest(qtbot, drafting)
    assert scopes == [(replace(EVERYTHING, since_us=at("03:00")), None)]
    assert said[-1] == "34 suggestions, 30 of them new, 3 dropped since they quoted wrongly. " + (
        "They wait under the draft (F9)."
    )

    for error, words in (
        (ModelError("The model could not be read."), "The model could not be read."),
        (CancelledError("Cancelled."), "The assist was stopped; nothing of this run was kept."),
    ):
        fails.append(error)
        opened(qtbot, drafting, asking).submit()
        at_rest(qtbot, drafting)
        assert said[-1] == words


def opened(qtbot, drafting, asking: Asking) -> AskAssistDialog:
    with qtbot.waitSignal(asking.dialog_opened) as signal:
        asking.ask()
    settled(qtbot, drafting)
    return signal.args[0]
