"""Every step that people take in a review, each with whatever the case holds at the moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from app.casebook import Casebook, suggestions
from app.casebook.suggestions import Run
from app.domain.assist.answers import Decision
from app.domain.assist.requests import Manner, Shown
from app.domain.audiences import Audience, AudienceChoice
from app.domain.candour.case_findings import CaseFinding, Thing
from app.domain.candour.dismissals import Dismissal
from app.domain.drafted import Draft
from app.domain.drafts import Certainty, Citation, Entry, EntryKind, Known, new_id
from app.domain.moments import MINUTE_US, Precision, TimeKind
from app.domain.people import Alias, NameAnswer, Person
from app.domain.practice.accounts import FairAccount, Verdict
from app.domain.practice.chain import Factor, FactorLink, LinkKind, Sign, Why
from app.domain.practice.context import NOW, THEN, DecisionPoint
from app.domain.practice.corrective import COMPLETION, CorrectiveAction, Priority
from app.domain.practice.lessons import CaseLink, FollowUp, GoesInto, Lesson, LessonKind
from app.domain.practice.meetings import MeetingNote, Openness
from app.domain.practice.playbook_answers import AnswerState
from app.domain.practice.response import DrasticAction, MilestoneKind, Outcome, StatusUpdate
from app.domain.timeline import Span
from app.domain.wording import NameSeen
from app.operations import (
    answers,
    audiences,
    bookmarks,
    cases,
    drafting,
    evidence,
    imports,
    people,
    publishing,
    timeline,
)
from app.operations.assist import deciding
from app.operations.candour import dismissing
from app.operations.practice import (
    chain,
    context,
    corrective,
    fair_accounts,
    follow_up,
    lessons,
    meetings,
    playbooks,
    response,
    similar,
    start,
)
from tests.unit.operations.suggested import BUILT_IN, entry_of

D = TypeVar("D", bound=Draft)
T = TypeVar("T")

TEXTS = ("", "It was slow", "Mira said so", "zwei Häuser\nund ein Hof", "“quoted”", "x" * 300)


@dataclass
class AnyStep:
    """Takes steps in a case; which, and with what, ``random`` decides."""

    casebook: Casebook
    case_id: str
    other_id: str
    random: Random

    def text(self) -> str:
        return self.random.choice(TEXTS)

    def of(self, kinds: type[T] | Sequence[T]) -> T:
        return self.random.choice(list(kinds))  # type: ignore[call-overload,no-any-return]

    def one(self, kind: type[D]) -> str:
        """The id of some row of the case; of one that is not there, where it has none."""
        rows = sorted(row.id for row in drafting.of_case(self.casebook, kind, self.case_id))
        return self.random.choice(rows) if rows else "not there"

    def person(self, kind: type[D]) -> str:
        with self.casebook.drafts() as drafts:
            return self.random.choice(sorted(row.id for row in drafts.all(kind)))

    def spans(self) -> list[Span]:
        found = [int(one) for one in evidence.item_ids(self.casebook, self.case_id)]
        chosen = self.random.sample(found, min(len(found), self.random.randint(0, 2)))
        return [self.random.choice((Span(one), Span(one, 0, 4))) for one in chosen]

    def item(self) -> int:
        return self.random.choice([int(n) for n in evidence.item_ids(self.casebook, self.case_id)])

    def moment(self) -> int | None:
        return self.random.choice((None, self.random.randrange(0, 99) * MINUTE_US))

    def cite_part(self, kind: type[Draft], *parts: str) -> None:
        part = self.random.choice(("", *parts))
        drafting.cite(self.casebook, self.case_id, self.one(kind), self.spans(), part)


Step = Callable[[AnyStep], object]


def add_entry(s: AnyStep) -> None:
    entry = Entry(new_id(), s.case_id, s.text(), kind=s.of(EntryKind), private=s.of((True, False)))
    if (start_us := s.moment()) is not None:
        time = {"time_kind": TimeKind.ABOUT, "start_us": start_us}
        entry = replace(entry, **time, time_precision=Precision.MINUTE)
    timeline.add_entry(s.casebook, entry, s.spans())


def edit_entry(s: AnyStep) -> None:
    entry = timeline.entry(s.casebook, s.one(Entry)).entry
    words = {"text": s.text(), "certainty": s.of(Certainty), "known": s.of(Known)}
    timeline.save_entry(s.casebook, replace(entry, **words))


def edit_case(s: AnyStep) -> None:
    case = cases.case(s.casebook, s.case_id)
    changed = replace(case, summary=s.text(), private_notes=s.text(), contained_us=s.moment())
    cases.update_case(s.casebook, changed)


def change_clock(s: AnyStep) -> None:
    source = s.of(imports.sources(s.casebook, s.case_id))
    offset_us = s.random.randrange(-3, 4) * MINUTE_US
    imports.change_source(
        s.casebook, source.id, title="chat", zone=s.of((None, "UTC")), clock_offset_us=offset_us
    )


def answer_name(s: AnyStep) -> None:
    seen = NameSeen("the text", "", "Mira", "", "[person]", s.of((("", ""), ("a", "b"))))
    if s.of((True, False)):
        answers.keep(s.casebook, s.case_id, seen, s.text())
    else:
        answers.replace_with(s.casebook, s.case_id, seen, "somebody")


def propose_pages(s: AnyStep) -> None:
    found = [person for person, _ in fair_accounts.proposed(s.casebook, s.case_id)]
    fair_accounts.add_proposed(s.casebook, s.case_id, found[:1])


def dismiss_something(s: AnyStep) -> None:
    target = s.of((s.case_id, s.one(s.of((Entry, Factor, Why, CorrectiveAction, AudienceChoice)))))
    about = CaseFinding("a-rule", "", "", "", (Thing(target, "", ""),), "text", s.text(), "said")
    dismissing.dismiss(s.casebook, s.case_id, about, s.text())


def suggested(s: AnyStep) -> str:
    """A suggestion in the tray; it stays there, as no undo takes back what is no draft."""
    item = Shown(s.item(), 0, Manner.CHAT, "suggested")
    one = replace(entry_of(item, "suggested"), start_us=None)
    run = Run(s.case_id, 0, {}, BUILT_IN, {})
    with s.casebook.batch() as connection:
        suggestions.keep(connection, run, [one])
    return one.id


def accept_something(s: AnyStep) -> None:
    if s.of((True, False)):
        entry = Entry(new_id(), s.case_id, s.text())
        deciding.accept_entry(s.casebook, entry, s.spans(), suggested(s))
    else:
        factor = Factor(new_id(), s.case_id, s.text())
        deciding.accept_factor(s.casebook, factor, s.spans(), suggested(s))


STEPS: tuple[Step, ...] = (
    add_entry,
    edit_entry,
    lambda s: timeline.delete_entry(s.casebook, s.one(Entry)),
    lambda s: timeline.adopt_time(s.casebook, s.one(Entry)),
    lambda s: timeline.move_entry(s.casebook, s.one(Entry), later=s.of((True, False))),
    lambda s: drafting.uncite(s.casebook, s.case_id, s.one(Citation)),
    lambda s: s.cite_part(Entry),
    edit_case,
    change_clock,
    lambda s: bookmarks.toggle(s.casebook, s.case_id, [s.item()]),
    lambda s: bookmarks.note(s.casebook, s.case_id, s.item(), s.text()),
    lambda s: audiences.choose(
        s.casebook,
        s.case_id,
        s.one(s.of((Entry, CorrectiveAction))),
        Audience.STAKEHOLDERS,
        shown=s.of((True, False)),
        wording=s.text(),
        reason=s.text(),
    ),
    lambda s: audiences.unchoose(s.casebook, s.case_id, s.one(Entry), Audience.STAKEHOLDERS),
    # who it was
    lambda s: people.rename(s.casebook, s.case_id, s.person(Person), s.text()),
    lambda s: people.set_role(s.casebook, s.case_id, s.person(Person), s.text(), s.text()),
    lambda s: people.merge(s.casebook, s.case_id, s.person(Person), s.person(Person)),
    lambda s: people.split(s.casebook, s.case_id, s.person(Person)),
    lambda s: people.add_alias(s.casebook, s.case_id, s.person(Person), s.text()),
    lambda s: people.remove_alias(s.casebook, s.case_id, s.person(Alias)),
    answer_name,
    lambda s: answers.withdraw(s.casebook, s.one(NameAnswer)),
    # the live phase
    lambda s: response.mark(s.casebook, s.case_id, s.of(MilestoneKind), s.one(Entry)),
    lambda s: response.unmark(s.casebook, s.case_id, s.of(MilestoneKind)),
    lambda s: response.say_absent(s.casebook, s.case_id, s.of(EntryKind), s.text()),
    lambda s: response.add_action(
        s.casebook, DrasticAction(new_id(), s.case_id, s.text(), s.moment()), s.spans()
    ),
    lambda s: response.action_from_items(s.casebook, s.case_id, [s.item()]),
    lambda s: response.link_entry(s.casebook, s.case_id, s.one(DrasticAction), s.one(Entry)),
    lambda s: drafting.change(
        s.casebook,
        DrasticAction,
        s.case_id,
        s.one(DrasticAction),
        {"outcome": s.of(Outcome), "seen": s.text(), "tool_suggested": s.of((True, False))},
        "Edit drastic action",
    ),
    lambda s: drafting.remove(
        s.casebook, DrasticAction, s.case_id, [s.one(DrasticAction)], "Remove drastic action"
    ),
    lambda s: response.add_update(
        s.casebook, StatusUpdate(new_id(), s.case_id, s.text(), s.moment(), next_us=s.moment())
    ),
    lambda s: drafting.remove(
        s.casebook, StatusUpdate, s.case_id, [s.one(StatusUpdate)], "Remove update"
    ),
    lambda s: response.change_card(
        s.casebook, s.case_id, {"commander": s.text(), "update_minutes": s.random.randrange(40)}
    ),
    # the chain
    lambda s: chain.add_factor(s.casebook, Factor(new_id(), s.case_id, s.text()), s.spans()),
    lambda s: chain.change_factor(
        s.casebook, s.case_id, s.one(Factor), {"text": s.text(), "why_open": s.text()}
    ),
    lambda s: chain.move_factor(s.casebook, s.case_id, s.one(Factor), 3, -4),
    lambda s: chain.lay_out_anew(s.casebook, s.case_id),
    lambda s: chain.move_in_list(s.casebook, s.case_id, s.one(Factor), later=s.of((True, False))),
    lambda s: chain.remove_factor(s.casebook, s.case_id, s.one(Factor)),
    lambda s: chain.add_link(
        s.casebook, s.case_id, s.one(Factor), s.one(Factor), s.of(LinkKind), s.of(Sign)
    ),
    lambda s: chain.change_link(
        s.casebook, s.case_id, s.one(FactorLink), {"kind": s.of(LinkKind), "note": s.text()}
    ),
    lambda s: chain.remove_link(s.casebook, s.case_id, s.one(FactorLink)),
    lambda s: s.cite_part(s.of((Factor, FactorLink, Why))),
    lambda s: chain.mark(s.casebook, s.case_id, s.one(Factor), s.of((None, "It weighed most"))),
    lambda s: chain.unmark(s.casebook, s.case_id),
    lambda s: chain.begin_ladder(s.casebook, s.case_id, s.text()),
    lambda s: chain.add_step(s.casebook, s.case_id, s.one(Why), s.text()),
    lambda s: chain.change_step(s.casebook, s.case_id, s.one(Why), s.text()),
    lambda s: chain.move_step(s.casebook, s.case_id, s.one(Why), later=s.of((True, False))),
    lambda s: chain.remove_step(s.casebook, s.case_id, s.one(Why)),
    lambda s: chain.factor_of_step(s.casebook, s.case_id, s.one(Why)),
    # the context
    lambda s: context.add(s.casebook, s.case_id, s.text()),
    lambda s: context.of_entry(s.casebook, s.case_id, s.one(Entry)),
    lambda s: context.change(
        s.casebook, s.case_id, s.one(DecisionPoint), {s.of(THEN): s.text(), "at_us": s.moment()}
    ),
    lambda s: s.cite_part(DecisionPoint, NOW, *THEN),
    lambda s: context.move_to_now(s.casebook, s.case_id, s.one(Citation)),
    lambda s: context.remove(s.casebook, s.case_id, s.one(DecisionPoint)),
    # what was learned
    lambda s: lessons.add(s.casebook, s.case_id, s.of(LessonKind), s.text()),
    lambda s: lessons.change(
        s.casebook, s.case_id, s.one(Lesson), {"text": s.text(), "goes_into": s.of(GoesInto)}
    ),
    lambda s: lessons.move(s.casebook, s.case_id, s.one(Lesson), s.of((-1, 1))),
    lambda s: lessons.remove(s.casebook, s.case_id, [s.one(Lesson)]),
    lambda s: similar.link(s.casebook, s.case_id, s.other_id, s.text()),
    lambda s: similar.unlink(s.casebook, s.case_id, s.one(CaseLink)),
    lambda s: follow_up.add(s.casebook, s.case_id, s.of(("", "2026-12-01", "soon")), s.text()),
    lambda s: follow_up.change(s.casebook, s.case_id, s.one(FollowUp), {"found": s.text()}),
    lambda s: follow_up.remove(s.casebook, s.case_id, [s.one(FollowUp)]),
    # the actions
    lambda s: corrective.add(s.casebook, s.case_id, s.text(), [s.one(Factor)]),
    lambda s: corrective.add(s.casebook, s.case_id, s.text()),
    lambda s: corrective.change(
        s.casebook,
        s.case_id,
        s.one(CorrectiveAction),
        {"completion": s.text(), "due": "2026-12-01", "priority": s.of(Priority)},
    ),
    lambda s: corrective.move(s.casebook, s.case_id, s.one(CorrectiveAction), s.of((-1, 1))),
    lambda s: corrective.aim(
        s.casebook,
        s.case_id,
        s.one(CorrectiveAction),
        [s.one(s.of((Factor, FactorLink))), s.one(Factor)],
    ),
    lambda s: s.cite_part(CorrectiveAction, COMPLETION),
    lambda s: corrective.start(s.casebook, s.case_id, s.one(CorrectiveAction)),
    lambda s: corrective.complete(s.casebook, s.case_id, s.one(CorrectiveAction)),
    lambda s: corrective.drop(s.casebook, s.case_id, s.one(CorrectiveAction), s.text()),
    lambda s: corrective.reopen(s.casebook, s.case_id, s.one(CorrectiveAction)),
    lambda s: corrective.remove(s.casebook, s.case_id, s.one(CorrectiveAction)),
    lambda s: corrective.accept_open(s.casebook, s.case_id, s.one(Factor), s.text()),
    # the meeting, and who was heard
    lambda s: meetings.plan(
        s.casebook, s.case_id, {"starts_us": s.moment(), "openness": s.of(Openness), "held": True}
    ),
    lambda s: meetings.offer_outline(s.casebook, s.case_id),
    lambda s: meetings.take_note(
        s.casebook, s.case_id, s.text(), "Timeline", s.one(s.of((Entry, Factor)))
    ),
    lambda s: meetings.change_note(s.casebook, s.case_id, s.one(MeetingNote), s.text()),
    lambda s: meetings.remove_note(s.casebook, s.case_id, s.one(MeetingNote)),
    propose_pages,
    lambda s: fair_accounts.add(s.casebook, s.case_id, s.text()),
    lambda s: fair_accounts.answer(s.casebook, s.case_id, s.one(FairAccount), s.of(Verdict)),
    lambda s: drafting.change(
        s.casebook,
        FairAccount,
        s.case_id,
        s.one(FairAccount),
        {"words": s.text(), "consent": s.of((True, False))},
        "Words of a responder",
    ),
    lambda s: fair_accounts.remove(s.casebook, s.case_id, s.one(FairAccount)),
    # the candour check
    dismiss_something,
    dismiss_something,
    lambda s: dismissing.ask_again(s.casebook, s.case_id, s.one(Dismissal)),
    # the assist
    accept_something,
    accept_something,
    lambda s: deciding.decide(s.casebook, s.case_id, [suggested(s)], Decision.DISMISSED),
    lambda s: deciding.take_back(s.casebook, s.case_id, [suggested(s)]),
    # the beginning and the end
    lambda s: start.answer(
        s.casebook, s.case_id, s.of(list(playbooks.items())), s.of(AnswerState), s.text()
    ),
    lambda s: publishing.publish(s.casebook, s.case_id, s.text()),
)
"""Each may raise `GoldseamError`, where there is nothing for it or a rule refuses."""


def add_linked_factors(s: AnyStep) -> None:
    factors = [chain.add_factor(s.casebook, Factor(new_id(), s.case_id, "")) for _ in range(3)]
    for one, other in ((0, 1), (1, 2), (2, 0)):
        chain.add_link(s.casebook, s.case_id, factors[one].id, factors[other].id)
    step = chain.begin_ladder(s.casebook, s.case_id, "It took long", factors[0].id)
    chain.factor_of_step(
        s.casebook, s.case_id, chain.add_step(s.casebook, s.case_id, step.id, "No way back").id
    )
    chain.mark(s.casebook, s.case_id, factors[1].id)
    targets = [factors[1].id, s.one(FactorLink)]
    action = corrective.add(s.casebook, s.case_id, "Close it", targets)
    drafting.cite(s.casebook, s.case_id, action.id, [Span(s.item())], COMPLETION)


def add_told_entries(s: AnyStep) -> None:
    for kind in MilestoneKind:
        entry = Entry(new_id(), s.case_id, f"It was {kind}", TimeKind.EXACT, MINUTE_US)
        timeline.add_entry(s.casebook, entry, [Span(s.item())])
        response.mark(s.casebook, s.case_id, kind, entry.id)
    context.of_entry(s.casebook, s.case_id, entry.id)
    action = response.action_from_items(s.casebook, s.case_id, [s.item()])
    response.link_entry(s.casebook, s.case_id, action.id, entry.id)
    meetings.take_note(s.casebook, s.case_id, "It was dark", "Timeline", entry.id)


BEGINNING: tuple[Step, ...] = (add_told_entries, add_linked_factors, propose_pages)
"""What a case holds before other steps are taken, so that each finds something."""
