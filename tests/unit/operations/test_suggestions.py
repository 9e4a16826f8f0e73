"""The tray of the assist: what a run keeps, what people answer, and what of it goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.casebook import Casebook
from app.domain.assist.answers import Decision
from app.domain.assist.origins import origin_words
from app.domain.assist.requests import Manner, Request
from app.domain.assist.suggestions import Provenance, Suggestion, SuggestionKind
from app.domain.assist.validation import Fault
from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import Case, Entry, EntryKind, new_id
from app.domain.errors import (
    CancelledError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
)
from app.domain.moments import MINUTE_US
from app.domain.practice.chain import Factor
from app.domain.practice.playbook_answers import AnswerState
from app.domain.progress import NoProgress
from app.domain.query import EvidenceFilter
from app.domain.timeline import Span
from app.importers import registry
from app.operations import (
    bookmarks,
    casebooks,
    cases,
    drafting,
    erasing,
    evidence,
    exports,
    history,
    imports,
    timeline,
)
from app.operations.assist import deciding, requesting, running, tray
from app.operations.assist.manners import MANNERS, manner_of
from app.operations.practice import playbooks
from tests.unit.operations.suggested import LOG, MODEL, Engine, of_words, take_in

SECRET = "quixotically"
POOL, BACK = "pool exhausted", "rolled back"


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Suggests two entries of the log, in the place of every engine."""
    made = Engine(of_words(POOL, BACK))
    monkeypatch.setattr(running, "_answer", made)
    return made


def texts(casebook: Casebook, case: Case, *, decided: bool = False) -> list[str]:
    return [one.suggestion.text for one in tray.waiting(casebook, case.id, decided=decided)]


def only(casebook: Casebook, case: Case, text: str) -> Suggestion:
    found = tray.waiting(casebook, case.id, decided=True)
    return next(one.suggestion for one in found if one.suggestion.text == text)


def entry(case: Case, text: str = "The pool of connections was exhausted.") -> Entry:
    return Entry(new_id(), case.id, text, kind=EntryKind.IMPACT)


def spans(one: Suggestion) -> list[Span]:
    return [Span(quote.item, quote.start, quote.end) for quote in one.quotes]


# -- what an engine is shown ----------------------------------------------------------------------


def test_a_request_holds_the_evidence_of_the_scope_and_nothing_else(
    casebook: Casebook, case: Case
) -> None:
    source = take_in(casebook, case)
    imports.import_text(casebook, case.id, f"<ana> {SECRET} elsewhere\n", "other.log")
    cases.update_case(casebook, replace(case, private_notes=SECRET, summary=SECRET))
    (first, *_) = (int(one) for one in evidence.item_ids(casebook, case.id))
    timeline.add_entry(casebook, replace(entry(case), text=SECRET), [Span(first)])
    bookmarks.note(casebook, case.id, first, SECRET)
    playbooks.answer(
        casebook, case.id, "IR-1.3/rollback", AnswerState.ABSENT, f"There was none: {SECRET}"
    )
    scope = EvidenceFilter(sources=frozenset({source.id}))
    request = requesting.request_of(casebook, case.id, scope)
    assert SECRET not in repr(request)
    assert [item.text for item in request.items] == [line[21:] for line in LOG.splitlines()]
    assert [item.order for item in request.items] == sorted(item.order for item in request.items)
    assert {(item.manner, item.source) for item in request.items} == {(Manner.LOG, source.id)}
    assert (request.titles, request.zone) == (((source.id, "orders.log"),), "Europe/Berlin")
    assert [one.item for one in request.asked] == [
        *(f"IR-1.3/{kind}" for kind in ("detection", "escalation", "mitigation", "communication")),
        "IR-3.1",
    ], "an entry of impact is there, and that nothing was rolled back is said"
    assert {one.item.partition("/")[0] for one in request.asked} <= playbooks.items().keys()
    reads = running.will_read(casebook, case.id, scope)
    assert (reads.items, reads.sources) == (3, (("orders.log", 3),))
    assert (reads.since_us, reads.until_us) == (request.items[0].at_us, request.items[-1].at_us)


def test_a_scope_that_is_empty_or_too_wide_is_refused(
    casebook: Casebook, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(casebook, case)
    with pytest.raises(InvalidInputError, match="wider"):
        requesting.request_of(casebook, case.id, EvidenceFilter("nothing-of-that"))
    monkeypatch.setattr(requesting, "MOST", 2)
    with pytest.raises(InvalidInputError, match=r"3 items.*narrower"):
        requesting.request_of(casebook, case.id)


def test_every_format_has_a_manner() -> None:
    assert MANNERS.keys() == registry.labels().keys() - {"bundle"}
    assert manner_of("table", "disk full", "ana") is Manner.CHAT
    assert manner_of("github", "Deployment to live: 41", None) is Manner.CHANGE
    assert manner_of("gitlab", "Mend it\ncommit 5d65e80a", "ana") is Manner.CHANGE
    assert manner_of("github", "Opened #4: orders fail", "ana") is Manner.TICKET
    assert manner_of("grafana-annotations", "Pool: ok → alerting", None) is Manner.ALERT


# -- a run ----------------------------------------------------------------------------------------


def test_a_run_fills_the_tray_and_not_the_record(
    casebook: Casebook, case: Case, engine: Engine
) -> None:
    take_in(casebook, case)
    before = history.undo_label(casebook, case.id)
    ran = running.run(casebook, case.id)
    assert (ran.suggestions, ran.new, ran.notes) == (2, 2, ("A note.",))
    (first, second) = tray.waiting(casebook, case.id)
    assert [first.suggestion.text, second.suggestion.text] == [POOL, BACK]
    assert (first.decision, first.origin) == (None, engine.origin)
    assert first.suggestion == of_words(POOL)(engine.asked[0])[0], "it comes back as it was"
    assert timeline.entries(casebook, case.id) == []
    assert history.undo_label(casebook, case.id) == before
    assert POOL not in exports.preview(casebook, case.id)
    assert casebooks.verify(casebook).problems == ()


def test_what_is_foreign_to_the_evidence_is_dropped_and_counted(
    casebook: Casebook, case: Case, engine: Engine
) -> None:
    def suggest(request: Request) -> list[Suggestion]:
        good, other = of_words(POOL, BACK)(request)
        altered = replace(good, quotes=(replace(good.quotes[0], text="pool is fine"),))
        return [altered, replace(good, items=(9999,)), replace(other, start_us=1), good]

    engine.suggest = suggest
    take_in(casebook, case)
    ran = running.run(casebook, case.id)
    assert (ran.suggestions, texts(casebook, case)) == (1, [POOL])
    assert ran.dropped == {
        Fault.ALTERED_QUOTE: 1,
        Fault.UNKNOWN_ITEM: 1,
        Fault.FOREIGN_TIME: 1,
    }


def test_the_next_run_keeps_what_was_answered_and_what_lies_elsewhere(
    casebook: Casebook, case: Case, engine: Engine
) -> None:
    take_in(casebook, case)
    take_in(casebook, case, LOG.replace("orders-7", "billing-1").replace("02:", "05:"))
    running.run(casebook, case.id)
    early, late = (one.suggestion for one in tray.waiting(casebook, case.id)[::2])
    deciding.decide(casebook, case.id, [early.id], Decision.DISMISSED)
    engine.suggest, engine.origin = of_words("ready"), MODEL
    until = EvidenceFilter(until_us=(late.start_us or 0) - MINUTE_US)
    ran = running.run(casebook, case.id, until)
    assert ran.new == 2, "its end lies beyond the second beginning"
    found = tray.waiting(casebook, case.id, decided=True)
    assert [(one.suggestion.text, one.origin.engine) for one in found] == [
        ("ready", "llama"),
        ("ready", "llama"),
        (POOL, "builtin"),
        (BACK, "builtin"),
        (POOL, "builtin"),
    ], "the first roll-back was not found again; what is later was not looked at"
    assert found[-1].decision is Decision.DISMISSED
    engine.suggest = of_words(POOL)
    running.run(casebook, case.id)
    assert texts(casebook, case) == [POOL], "what was dismissed stays away"


def test_what_the_draft_tells_by_now_waits_no_more(
    casebook: Casebook, case: Case, engine: Engine
) -> None:
    take_in(casebook, case)

    def suggest(request: Request) -> list[Suggestion]:
        asked = next(one for one in request.asked if one.kinds == (EntryKind.IMPACT,))
        (pool,) = of_words(POOL)(request)
        question = replace(pool, kind=SuggestionKind.QUESTION, items=(), quotes=(), start_us=None)
        return [pool, replace(question, text=asked.words, asks=asked.item, verbatim=False)]

    engine.suggest = suggest
    assert running.run(casebook, case.id).suggestions == 2
    pool = only(casebook, case, POOL)
    added = timeline.add_entry(casebook, replace(entry(case), kind=EntryKind.OTHER), spans(pool))
    assert texts(casebook, case) == ["Who felt it, and from when to when?"]
    timeline.save_entry(casebook, replace(added.entry, kind=EntryKind.IMPACT))
    assert texts(casebook, case) == []
    history.undo(casebook, case.id)
    history.undo(casebook, case.id)
    assert len(texts(casebook, case)) == 2


class Stopping(NoProgress):
    """Somebody cancels once the engine is at work."""

    cancelled = False


def test_a_run_that_is_cancelled_keeps_nothing(
    casebook: Casebook, case: Case, engine: Engine
) -> None:
    take_in(casebook, case)
    progress, suggest = Stopping(), engine.suggest

    def cancel(request: Request) -> list[Suggestion]:
        progress.cancelled = True
        return list(suggest(request))

    engine.suggest = cancel
    with pytest.raises(CancelledError):
        running.run(casebook, case.id, progress=progress)
    assert tray.waiting(casebook, case.id) == []


def test_evidence_erased_during_a_run_is_not_quoted_by_it(
    casebook: Casebook, case: Case, engine: Engine
) -> None:
    source, suggest = take_in(casebook, case), engine.suggest

    def erase(request: Request) -> list[Suggestion]:
        erasing.erase_source(casebook, source.id)
        return list(suggest(request))

    engine.suggest = erase
    running.run(casebook, case.id)
    assert tray.waiting(casebook, case.id) == []
    assert casebooks.verify(casebook).problems == ()


# -- deciding -------------------------------------------------------------------------------------


def test_deciding_is_one_step_that_undo_takes_back(
    casebook: Casebook, case: Case, engine: Engine
) -> None:
    take_in(casebook, case)
    running.run(casebook, case.id)
    ids = [one.suggestion.id for one in tray.waiting(casebook, case.id)]
    deciding.decide(casebook, case.id, ids, Decision.DISMISSED)
    assert texts(casebook, case) == []
    assert texts(casebook, case, decided=True) == [POOL, BACK]
    assert history.undo(casebook, case.id) == "Dismiss 2 suggestions"
    assert texts(casebook, case) == [POOL, BACK]
    deciding.decide(casebook, case.id, ids[:1], Decision.UNSURE)
    assert texts(casebook, case) == [BACK, POOL], "what is not sure waits behind the others"
    deciding.take_back(casebook, case.id, ids)
    assert [one.decision for one in tray.waiting(casebook, case.id)] == [None, None]
    with pytest.raises(InvalidInputError):
        deciding.decide(casebook, case.id, ids, Decision.ACCEPTED)
    with pytest.raises(NotFoundError):
        deciding.decide(casebook, case.id, [*ids, "unknown"], Decision.DISMISSED)
    assert texts(casebook, case) == [POOL, BACK], "refused as a whole"


def test_an_accepted_entry_is_worded_by_a_person_and_keeps_its_origin(
    casebook: Casebook, case: Case, engine: Engine
) -> None:
    take_in(casebook, case)
    engine.origin = MODEL
    running.run(casebook, case.id)
    one = only(casebook, case, POOL)
    with pytest.raises(InvalidInputError, match="text"):
        deciding.accept_entry(casebook, entry(case, " "), spans(one), one.id)
    with pytest.raises(NotFoundError, match="item"):
        deciding.accept_entry(casebook, entry(case), [Span(9999)], one.id)
    assert timeline.entries(casebook, case.id) == [], "nothing half done"
    gone = deciding.accept_entry(casebook, entry(case), spans(one), "found no more")
    assert deciding.origin_of(casebook, gone.entry.id) is None, "the words stay a person's"
    history.undo(casebook, case.id)
    added = deciding.accept_entry(casebook, entry(case), spans(one), one.id)
    assert [cited.quote for cited in added.citations] == [POOL]
    origin = deciding.origin_of(casebook, added.entry.id)
    assert origin is not None
    told = (origin.model, origin.model_sha256, origin.prompt_version, origin.seed, origin.doubt)
    assert told == ("small.gguf", "ab12", "3", 7, 25)
    assert "small.gguf (SHA-256 ab12, prompt version 3)" in origin_words(origin)
    for again in (
        lambda: deciding.accept_entry(casebook, entry(case), spans(one), one.id),
        lambda: deciding.decide(casebook, case.id, [one.id], Decision.DISMISSED),
        lambda: deciding.take_back(casebook, case.id, [one.id]),
    ):
        with pytest.raises(ConflictError):
            again()
    assert history.undo(casebook, case.id) == "Accept suggestion"
    assert (timeline.entries(casebook, case.id), texts(casebook, case)) == ([], [POOL, BACK])
    history.redo(casebook, case.id)
    assert texts(casebook, case) == [BACK]
    timeline.delete_entry(casebook, added.entry.id)
    assert texts(casebook, case) == [POOL, BACK], "with the entry its answer goes"
    assert casebooks.verify(casebook).problems == ()


def test_what_leads_to_something_else_is_accepted_too(
    casebook: Casebook, case: Case, engine: Engine
) -> None:
    take_in(casebook, case)
    running.run(casebook, case.id)
    one, other = (waiting.suggestion for waiting in tray.waiting(casebook, case.id))
    factor = deciding.accept_factor(casebook, Factor(new_id(), case.id, ""), spans(one), one.id)
    assert deciding.origin_of(casebook, factor.id) is not None
    with pytest.raises(NotFoundError):
        deciding.accepted(casebook, case.id, other.id, "not there")
    deciding.accepted(casebook, case.id, other.id)
    assert texts(casebook, case) == []


# -- evidence that goes, or moves -----------------------------------------------------------------


def test_suggestions_go_with_their_evidence(casebook: Casebook, case: Case, engine: Engine) -> None:
    kept = take_in(casebook, case, LOG.replace("02:", "07:"))
    erased = take_in(casebook, case, LOG.replace("pool exhausted", f"pool exhausted {SECRET}"))
    engine.suggest = of_words(SECRET, BACK)
    running.run(casebook, case.id, EvidenceFilter(f"-not{SECRET}"))
    assert holds(casebook, f"not{SECRET}")
    deciding.decide(casebook, case.id, [only(casebook, case, SECRET).id], Decision.DISMISSED)
    plan = erasing.plan_erasing_source(casebook, erased.id)
    assert any("2 suggestions that quote it" in line for line in plan.what)
    erasing.erase_source(casebook, erased.id)
    assert texts(casebook, case, decided=True) == [BACK]
    assert not holds(casebook, SECRET)
    history.undo(casebook, case.id)
    imports.import_text(casebook, case.id, "2026-03-30T09:00:00Z INFO rolled back again\n", "a.log")
    running.run(casebook, case.id)
    assert texts(casebook, case) == [BACK, BACK]
    history.undo(casebook, case.id)
    assert texts(casebook, case) == [BACK], "its source is hidden"
    history.redo(casebook, case.id)
    assert texts(casebook, case) == [BACK, BACK]
    imports.change_source(
        casebook, kept.id, title="orders.log", zone=None, clock_offset_us=MINUTE_US
    )
    assert len(texts(casebook, case)) == 1, "its words may tell the old times"
    assert casebooks.verify(casebook).problems == ()


def holds(casebook: Casebook, word: str) -> bool:
    """Whether any table of the file has the word."""
    with casebook.read() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ).scalars()
        return any(
            word in repr(connection.exec_driver_sql(f'SELECT * FROM "{name}"').all())
            for name in list(tables)
        )


# -- documents ------------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", [None, MODEL])
def test_a_review_tells_what_began_as_a_suggestion(
    casebook: Casebook, case: Case, engine: Engine, origin: Provenance | None
) -> None:
    take_in(casebook, case)
    engine.origin = origin or engine.origin
    running.run(casebook, case.id)
    one, other = (waiting.suggestion for waiting in tray.waiting(casebook, case.id))
    timeline.add_entry(casebook, entry(case, "It began."))
    assert "suggestion" not in exports.preview(casebook, case.id)
    hidden = replace(entry(case, f"It was {SECRET}."), private=True)
    deciding.accept_entry(casebook, hidden, spans(other), other.id)
    assert "suggestion" not in exports.preview(casebook, case.id), "nobody sees that entry"
    drafted = deciding.accept_entry(casebook, entry(case), spans(one), one.id)
    said = exports.preview(casebook, case.id)
    began = "1 of 2 entries began as a suggestion of the "
    model = "language model small.gguf"
    whole = f"{model} (SHA-256 ab12, prompt version 3)" if origin else "built-in engine (version 1)"
    assert f"{began}{whole}, and was worded and accepted by a person." in said
    assert SECRET not in said
    shown = AudienceChoice(new_id(), case.id, drafted.entry.id, Audience.STAKEHOLDERS, shown=True)
    drafting.add(casebook, case.id, shown, "Choose")
    for document in (exports.PRELIMINARY_PAGE, exports.STAKEHOLDER_PAGE):
        said = exports.preview(casebook, case.id, document)
        assert (model if origin else "built-in engine") in said
        assert "ab12" not in said, document
