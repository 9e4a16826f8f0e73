"""What a review says beyond its timeline: every part of the practice in one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.practice.action_section import ActionRow, ActionSection, OpenFactor
from app.domain.practice.chain_section import ChainSection, FactorRow, LadderRow, LinkRow
from app.domain.practice.context_section import MOMENT_GUIDE, ContextSection, DecisionRow
from app.domain.practice.lessons_section import FollowUpRow, LessonRow, LessonsSection, SimilarRow
from app.domain.practice.meeting_section import FairSection, MeetingSection
from app.domain.practice.response_section import DrasticRow, ResponseSection, TimeRow, UpdateRow
from app.domain.practice.start_section import StartSection
from app.domain.views import Fact, Section, Statement, StatementGroup


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a review as each room of the practice words them; None where there is none."""

    start: StartSection | None = None
    response: ResponseSection | None = None
    chain: ChainSection | None = None
    context: ContextSection | None = None
    lessons: LessonsSection | None = None
    actions: ActionSection | None = None
    meeting: MeetingSection | None = None
    fair: FairSection | None = None
    links: tuple[str, ...] = field(default=())
    origins: tuple[str, ...] = ()
    """What of it began as a suggestion, a sentence each."""


def sections_of(parts: Parts) -> tuple[Section, ...]:
    """The sections in the order in which people read them; empty ones are left out."""
    return tuple(
        section for section in _all(parts) if section.sentences or section.groups or section.open
    )


def glance_of(parts: Parts) -> tuple[Fact, ...]:
    """The review on one page, a line each; what is not there yet is said."""
    facts = []
    if parts.response and parts.response.times:
        told = "; ".join(f"{row.label.lower()}: {row.text}" for row in parts.response.times)
        facts.append(Fact("Response", _sentence(told)))
    chain = parts.chain
    if chain and chain.rows:
        facts.append(Fact("Contributing factors", _first_of(chain.rows)))
        facts.append(Fact("Weighed most", chain.most or "Nobody has said yet."))
    if parts.actions and parts.actions.rows:
        facts.append(Fact("Actions", _first_of(parts.actions.rows)))
        left = [one.number for one in parts.actions.left_open]
        if left:
            facts.append(Fact("Left open", f"No action closes {', '.join(left)}."))
    return tuple(facts)


_AT_A_GLANCE = 10
"""How many factors or actions the first page lists; a long chain has its own chapter."""


def _first_of(rows: Sequence[FactorRow] | Sequence[ActionRow]) -> str:
    told = [_sentence(f"{row.number}: {row.text}") for row in rows[:_AT_A_GLANCE]]
    if more := len(rows) - len(told):
        told.append(f"And {more:,} more, told below.")
    return " ".join(told)


def notices_of(parts: Parts) -> tuple[str, ...]:
    """What a reader must know before anything else."""
    return () if parts.start is None else parts.start.overridden


def _all(parts: Parts) -> Iterator[Section]:
    if parts.response:
        yield _response(parts.response)
        yield _leading(parts.response)
    if parts.chain:
        yield _chain(parts.chain)
    if parts.context:
        yield _context(parts.context)
    if parts.lessons:
        yield from _lessons(parts.lessons)
    if parts.actions:
        yield _actions(parts.actions)
    if parts.lessons:
        yield from _after(parts.lessons)
    yield _how(parts)
    yield Section("links", "Links", (), _one_group(_said(link) for link in parts.links), ())


# -- timeline and response ------------------------------------------------------------------------


def _response(response: ResponseSection) -> Section:
    return Section(
        "response",
        "How long it took, and what the timeline lacks",
        (),
        _groups(
            ("", map(_time, response.times)),
            ("What the timeline tells, and what not", map(_said, response.parts)),
            ("Where it tells nothing for long", map(_said, response.silences)),
        ),
        response.time_questions,
    )


def _time(row: TimeRow) -> Statement:
    return Statement(row.label, row.text, (Fact("Measured", row.basis),), row.marks, row.notes)


def _leading(response: ResponseSection) -> Section:
    return Section(
        "leading",
        "Drastic actions, and what stakeholders were told",
        (),
        _groups(
            ("Drastic actions", map(_drastic, response.actions)),
            ("Updates", map(_update, response.updates)),
        ),
        response.quiet,
    )


def _drastic(row: DrasticRow) -> Statement:
    when = f"{row.time} ({row.utc})" if row.utc else row.time
    return Statement(row.name, row.action, (Fact("When", when), *row.facts), row.marks, row.notes)


def _update(row: UpdateRow) -> Statement:
    promised = (Fact("Next update", row.promise),) if row.promise else ()
    return Statement(row.time, row.status, (*row.facts, *promised), row.marks, row.notes)


# -- chain and context ----------------------------------------------------------------------------


def _chain(chain: ChainSection) -> Section:
    most = [f"The condition that weighed most: {_sentence(chain.most)}"] if chain.most else []
    why = [_sentence(chain.most_why)] if chain.most_why else []
    return Section(
        "chain",
        "Contributing factors",
        (*most, *why, *chain.loops),
        _groups(
            ("Factors", map(_factor, chain.rows)),
            ("How they led to each other", map(_link, chain.ways)),
            *(("Whys", _ladder(ladder)) for ladder in chain.ladders),
        ),
        chain.open,
    )


def _factor(row: FactorRow) -> Statement:
    kind = ", ".join(words for words in (row.part, row.side, row.nature) if words)
    facts = (
        Fact("Kind", kind or "not sorted yet"),
        Fact("Why this path was open", row.why_open or "Nobody has said yet."),
        Fact("Actions", row.closed),
    )
    marks = ("weighed most", *row.marks) if row.most else row.marks
    return Statement(row.number, row.text, facts, marks, row.notes)


def _link(row: LinkRow) -> Statement:
    facts = tuple(
        Fact(label, words)
        for label, words in (("Note", row.note), ("Actions", row.closed))
        if words
    )
    return Statement(row.number, row.sentence, facts, row.marks, ())


def _ladder(ladder: LadderRow) -> Iterator[Statement]:
    for number, step in enumerate(ladder.steps):
        facts = (Fact("Factor", step.factor),) if step.factor else ()
        yield Statement("Because" if number else "To explain", step.text, facts, (), ())


def _context(context: ContextSection) -> Section:
    groups = ((f"{row.time} · {row.title}", _decision(row)) for row in context.rows)
    return Section(
        "context", "Decisions in their context", (MOMENT_GUIDE,), _groups(*groups), context.open
    )


def _decision(row: DecisionRow) -> Iterator[Statement]:
    role = (Fact("Role", row.role),) if row.role else ()
    yield Statement("Decision", row.title, role, row.marks, ())
    for line in (*row.then, *row.now):
        text = line.text or "Nobody has put it into words; the evidence is in the notes."
        yield Statement(line.label, text, (), line.marks, line.notes)


# -- lessons and actions --------------------------------------------------------------------------


def _lessons(lessons: LessonsSection) -> Iterator[Section]:
    yield Section(
        "went-well", "What went well", (), _one_group(map(_lesson, lessons.went_well)), ()
    )
    yield Section(
        "improve", "Areas for improvement", (), _one_group(map(_lesson, lessons.improve)), ()
    )
    yield Section(
        "guidance",
        "Lessons for guidance, tooling and ownership",
        (),
        _one_group(map(_lesson, lessons.guidance)),
        (),
    )


def _lesson(row: LessonRow) -> Statement:
    facts = tuple(
        Fact(label, words)
        for label, words in (("Goes into", row.goes_into), ("Carried to", row.carried))
        if words
    )
    return Statement("", row.text, facts, row.marks, row.notes)


def _actions(actions: ActionSection) -> Section:
    open_factors = (
        ("Left open", map(_left_open, actions.left_open)) if actions.left_open else ("", ())
    )
    groups = [(group.heading, map(_action, group.rows)) for group in actions.groups]
    return Section("actions", "Actions", (actions.words,), _groups(*groups, open_factors), ())


def _action(row: ActionRow) -> Statement:
    facts = (
        Fact("Owner", row.owner),
        Fact("When", f"{row.state}, {row.due}" if row.due else row.state),
        Fact("Priority", row.priority),
        Fact("Closes", ", ".join(row.closes)),
        Fact("Will show completion", row.shown_by),
        Fact("Shows completion", row.completion),
        Fact("Did it help", row.helped),
        Fact("Tracker", row.tracker),
    )
    told = tuple(fact for fact in facts if fact.text)
    notes = tuple(dict.fromkeys((*row.notes, *row.completion_notes)))
    return Statement(row.number, row.text, told, row.marks, notes)


def _left_open(row: OpenFactor) -> Statement:
    why = f"Left open on purpose: {row.reason}" if row.reason else "Nobody has said."
    facts = tuple(
        Fact(label, words) for label, words in (("Why", why), ("Beside it", row.beside)) if words
    )
    return Statement(row.number, row.text, facts, (row.certainty,), ())


def _after(lessons: LessonsSection) -> Iterator[Section]:
    yield Section(
        "follow-up",
        "When the follow-through is looked at",
        (),
        _one_group(map(_follow_up, lessons.follow_ups)),
        (),
    )
    yield Section(
        "similar",
        "Earlier incidents like this one",
        (),
        _one_group(map(_similar, lessons.similar)),
        (),
    )


def _follow_up(row: FollowUpRow) -> Statement:
    found = (Fact("Found", row.found),) if row.found else ()
    return Statement(row.day, row.about or "The follow-through", found, (), ())


def _similar(row: SimilarRow) -> Statement:
    return Statement("", row.title, (Fact("When", row.about), Fact("Alike in", row.why)), (), ())


# -- how the review was made ----------------------------------------------------------------------


def _how(parts: Parts) -> Section:
    start, meeting, fair = parts.start, parts.meeting, parts.fair
    sentences: list[str] = []
    groups: list[tuple[str, Iterable[Statement]]] = []
    open_words: tuple[str, ...] = ()
    if start:
        sentences += [f"Why this review: {why}" for why in start.why]
        groups.append(
            ("Who takes part", (Statement(line.role, line.who, (), (), ()) for line in start.roles))
        )
        open_words = start.unsaid
    if meeting:
        group = " ".join(
            _sentence(words) for words in (meeting.group, meeting.group_words) if words
        )
        sentences += [*meeting.sentences, *([group] if group else [])]
    if fair:
        sentences += fair.sentences
        groups.append(("What responders added", map(_said, fair.words)))
    sentences += parts.origins
    return Section(
        "meeting", "How this review was made", tuple(sentences), _groups(*groups), open_words
    )


def _said(text: str) -> Statement:
    return Statement("", text, (), (), ())


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _one_group(statements: Iterable[Statement]) -> tuple[StatementGroup, ...]:
    return _groups(("", statements))


def _groups(*named: tuple[str, Iterable[Statement]]) -> tuple[StatementGroup, ...]:
    groups = (StatementGroup(heading, tuple(statements)) for heading, statements in named)
    return tuple(group for group in groups if group.statements)
