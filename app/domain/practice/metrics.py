"""What many reviews show together: how they end, what comes back, how long things take.

Every measure is a sentence with its counts; shares of few are told as counts, because a
percentage of three says more than is known. Nothing is counted by person, and what people answered
only where five or more did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from app.domain.drafts import Case
from app.domain.moments import DAY_US, MINUTE_US, day, zone_named
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor, FactorNature
from app.domain.practice.chain_words import NATURE_WORDS
from app.domain.practice.corrective import ActionState, CorrectiveAction
from app.domain.practice.incident_times import Lapse, lapse_words
from app.domain.practice.playbook_answers import AnswerState, PlaybookAnswer
from app.domain.practice.similarity import class_key
from app.domain.publication import Publication
from app.domain.review_words import counted, duration_words

CHANGE_SEEN, CONFIDENCE = "IR-K3", "IR-K6"
"""What stakeholders were asked: whether they see what changed, how confident they are."""

SMALLEST_GROUP = 5
_ENOUGH_FOR_PERCENT = 10
_CLOSED_WITHIN_US = 30 * DAY_US


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """An incident case as the measures see it.

    ``shown`` are the ids of actions whose completion cites evidence. ``detect`` and ``mitigate``
    are counted from the start of the incident, None where a time is not known.
    """

    case: Case
    publications: tuple[Publication, ...] = ()
    actions: tuple[CorrectiveAction, ...] = ()
    shown: frozenset[str] = frozenset()
    factors: tuple[Factor, ...] = ()
    accounts: tuple[FairAccount, ...] = ()
    answers: tuple[PlaybookAnswer, ...] = ()
    detect: Lapse | None = None
    mitigate: Lapse | None = None

    @property
    def published_us(self) -> int | None:
        """When the review was first published."""
        first = min((one.published_us for one in self.publications), default=None)
        return self.case.published_us if first is None else first

    @property
    def title(self) -> str:
        """What the case is called."""
        return " ".join(self.case.title.split())


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure in words: a sentence, lines below it, and how it was counted."""

    title: str
    sentence: str
    lines: tuple[str, ...] = ()
    counted_so: str = ""
    told: bool = True
    """Whether there is anything to tell yet; if not, the sentence says so."""


def measures(records: Sequence[CaseRecord], now_us: int) -> tuple[Measure, ...]:
    """Every measure over the incident cases of a casebook."""
    return (
        _published(records),
        _time_to_publish(records),
        _closed_in_time(records, now_us),
        _shown_to_be_done(records),
        _themes(records),
        _classes(records),
        _how_fast(records),
        _fair(records),
        _asked(records, CHANGE_SEEN, "Do stakeholders see what changed?"),
        _asked(records, CONFIDENCE, "Are stakeholders confident?"),
    )


def share_words(part: int, whole: int, one: str, many: str = "") -> str:
    """``2 of 3 cases``; a percentage joins it from ten on."""
    percent = f" ({100 * part / whole:.0f} %)" if whole >= _ENOUGH_FOR_PERCENT else ""
    return f"{part:,} of {counted(whole, one, many)}{percent}"


def themes(records: Sequence[CaseRecord]) -> list[tuple[str, list[CaseRecord]]]:
    """The natures of factors that two cases or more have, the most frequent first."""
    return _coming_back(records, _natures)


def classes(records: Sequence[CaseRecord]) -> list[tuple[str, list[CaseRecord]]]:
    """The classes that two cases or more bear, with their cases in the order they began."""
    return _coming_back(records, lambda record: {class_key(record.case.incident_class)} - {""})


# -- reviews --------------------------------------------------------------------------------------


def _published(records: Sequence[CaseRecord]) -> Measure:
    title = "Reviews published"
    if not records:
        return Measure(title, "There are no incident cases yet.", told=False)
    done = [record for record in records if record.published_us is not None]
    share = share_words(len(done), len(records), "incident case")
    verb = "has" if 1 in (len(done), len(records)) else "have"
    rule = "Every incident case of the casebook counts, also one that is still open."
    return Measure(title, f"{share} {verb} a published review.", counted_so=rule)


def _time_to_publish(records: Sequence[CaseRecord]) -> Measure:
    title = "From containment to publication"
    lengths = [
        record.published_us - record.case.contained_us
        for record in records
        if record.published_us is not None and record.case.contained_us is not None
    ]
    if not lengths:
        return Measure(title, "No published review has a time of containment yet.", told=False)
    if len(lengths) == 1:
        return Measure(title, f"{days_words(lengths[0])}, in the one case so far.")
    sentence = (
        f"Mean {days_words(mean(lengths))}, median {days_words(median(lengths))}, over "
        f"{counted(len(lengths), 'case')}; the shortest {days_words(min(lengths))}, the longest "
        f"{days_words(max(lengths))}."
    )
    return Measure(title, sentence, counted_so="The first published version of a case counts.")


# -- actions --------------------------------------------------------------------------------------


def _closed_in_time(records: Sequence[CaseRecord], now_us: int) -> Measure:
    title = "Actions closed in 30 days"
    known = [
        (record.published_us, action)
        for record in records
        if record.published_us is not None
        for action in record.actions
        if action.state is not ActionState.DROPPED
    ]
    due = [
        _within(published_us, action)
        for published_us, action in known
        if _within(published_us, action) or now_us - published_us > _CLOSED_WITHIN_US
    ]
    rule = (
        "Counted from the first publication of the review; dropped actions, and open ones whose "
        "30 days are not over, do not count."
    )
    if not due:
        return Measure(title, "No action has had its 30 days yet.", counted_so=rule, told=False)
    share = share_words(sum(due), len(due), "action")
    return Measure(title, f"{share} closed within 30 days.", counted_so=rule)


def _within(published_us: int, action: CorrectiveAction) -> bool:
    done = action.state is ActionState.DONE and action.done_us is not None
    return done and (action.done_us or 0) - published_us <= _CLOSED_WITHIN_US


def _shown_to_be_done(records: Sequence[CaseRecord]) -> Measure:
    title = "Actions shown to be done"
    actions = [action for record in records for action in record.actions]
    shown = frozenset().union(*(record.shown for record in records))
    if not actions:
        return Measure(title, "No actions were agreed yet.", told=False)
    done = [action for action in actions if action.state is ActionState.DONE]
    proved = sum(action.id in shown for action in done)
    share = share_words(len(done), len(actions), "action")
    verb = "is" if len(done) == 1 else "are"
    cites = "cites" if proved == 1 else "cite"
    return Measure(title, f"{share} {verb} done; {proved} of them {cites} evidence of it.")


# -- what comes back ------------------------------------------------------------------------------


def _themes(records: Sequence[CaseRecord]) -> Measure:
    title = "Themes that come back"
    lines = tuple(
        f"{theme[:1].upper()}{theme[1:]}: {counted(len(held), 'case')} ({_titles(held)})"
        for theme, held in themes(records)
    )
    rule = "The kinds of factor that two cases or more have."
    if not lines:
        return Measure(
            title, "No kind of factor stands in two cases yet.", counted_so=rule, told=False
        )
    return Measure(title, f"{counted(len(lines), 'theme')} in more than one case.", lines, rule)


def _classes(records: Sequence[CaseRecord]) -> Measure:
    title = "Classes that come back"
    named = [record for record in records if class_key(record.case.incident_class)]
    if not named:
        return Measure(title, "No case names its class yet.", told=False)
    back = classes(records)
    lines = tuple(_class_line(held) for _, held in back)
    repeats = sum(len(held) - 1 for _, held in back)
    share = share_words(repeats, len(named), "case")
    verb = "is" if repeats == 1 else "are"
    sentence = f"{share} {verb} of a class that had come before."
    return Measure(title, sentence, lines, "Only cases that name their class count.")


def _class_line(held: Sequence[CaseRecord]) -> str:
    starts = [one.case.started_us for one in held if one.case.started_us is not None]
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    words = f"{_class_words(held)}: {counted(len(held), 'case')}"
    if not gaps:
        return f"{words} ({_titles(held)})"
    return f"{words}, {', then '.join(map(days_words, gaps))} apart ({_titles(held)})"


def _natures(record: CaseRecord) -> set[str]:
    little = (FactorNature.UNSORTED, FactorNature.OTHER)
    return {NATURE_WORDS[one.nature] for one in record.factors if one.nature not in little}


def _coming_back(
    records: Sequence[CaseRecord], keys: Callable[[CaseRecord], Iterable[str]]
) -> list[tuple[str, list[CaseRecord]]]:
    held: dict[str, list[CaseRecord]] = {}
    for record in sorted(records, key=_begun):
        for key in keys(record):
            held.setdefault(key, []).append(record)
    back = [(key, those) for key, those in held.items() if len(those) > 1]
    return sorted(back, key=lambda one: (-len(one[1]), one[0]))


def _begun(record: CaseRecord) -> tuple[bool, int, str]:
    started = record.case.started_us
    return started is None, started or 0, record.case.id


def _titles(records: Sequence[CaseRecord]) -> str:
    return "; ".join(record.title for record in records)


def _class_words(held: Sequence[CaseRecord]) -> str:
    return held[0].case.incident_class.strip()


# -- how long, in similar incidents ---------------------------------------------------------------


def _how_fast(records: Sequence[CaseRecord]) -> Measure:
    title = "Detected and mitigated, in incidents of one class"
    lines = tuple(
        f"{_class_words(held)}, {_day_of(record)}: {_fast_words(record)}"
        for _, held in classes(records)
        for record in held
        if record.detect is not None or record.mitigate is not None
    )
    if not lines:
        return Measure(title, "No class with two cases has its times marked yet.", told=False)
    sentence = "Counted from the start of each incident; a range where a time is only about right."
    return Measure(title, sentence, lines)


def _fast_words(record: CaseRecord) -> str:
    return f"{_after('detect', record.detect)}, {_after('mitigat', record.mitigate)}"


def _after(what: str, lapse: Lapse | None) -> str:
    return f"{what}ion not known" if lapse is None else f"{what}ed after {lapse_words(lapse)}"


def _day_of(record: CaseRecord) -> str:
    started = record.case.started_us
    return "day not stated" if started is None else day(started, zone_named(record.case.zone))


# -- what was asked -------------------------------------------------------------------------------


def _fair(records: Sequence[CaseRecord]) -> Measure:
    title = "Do responders call the account fair?"
    verdicts = [account.verdict for record in records for account in record.accounts]
    answered = [
        one for one in verdicts if one in (Verdict.FAIR, Verdict.NOT_FAIR, Verdict.OWN_WORDS)
    ]
    rule = "Told only where five or more answered, over all cases together."
    if len(answered) < SMALLEST_GROUP:
        return Measure(
            title, "Fewer than five people have answered so far.", counted_so=rule, told=False
        )
    fair, own = answered.count(Verdict.FAIR), answered.count(Verdict.OWN_WORDS)
    declined = verdicts.count(Verdict.DECLINED)
    sentence = (
        f"{share_words(fair, len(answered), 'answer')} call it fair, "
        f"{answered.count(Verdict.NOT_FAIR)} do not, {own} answered in their own words; "
        f"{declined} declined."
    )
    return Measure(title, sentence, counted_so=rule)


_ANSWER_WORDS = {AnswerState.YES: "yes", AnswerState.PARTLY: "partly", AnswerState.NO: "no"}


def _asked(records: Sequence[CaseRecord], item: str, title: str) -> Measure:
    given = [
        answer.state
        for record in records
        for answer in record.answers
        if answer.item == item and answer.state in _ANSWER_WORDS
    ]
    if not given:
        return Measure(
            title, "Nobody was asked yet; the page of each case has the question.", told=False
        )
    told = ", ".join(
        f"{words} {given.count(state)}" for state, words in _ANSWER_WORDS.items() if state in given
    )
    return Measure(title, f"Asked in {share_words(len(given), len(records), 'case')}: {told}.")


def days_words(length_us: float) -> str:
    """A length of time as people speak of weeks: ``4.5 days``, or ``7 h`` below two days."""
    if abs(length_us) < 2 * DAY_US:
        return duration_words(round(length_us / (60 * MINUTE_US)) * 60 * MINUTE_US)
    return f"{length_us / DAY_US:.1f} days".replace(".0 days", " days")
