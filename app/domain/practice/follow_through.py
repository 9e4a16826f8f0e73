"""Whether what was learned and agreed is carried through: actions, lessons, their effect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.drafts import Case
from app.domain.practice.corrective import ActionState, CorrectiveAction, Helped
from app.domain.practice.lessons import GOES_INTO_WORDS, FollowUp, GoesInto, Lesson
from app.domain.practice.overdue import past
from app.domain.review_words import counted

_GUIDES = (GoesInto.RUNBOOK, GoesInto.ONBOARDING, GoesInto.RELEASE)
_STRUCTURE = (GoesInto.TOOLING, GoesInto.ARCHITECTURE, GoesInto.OWNERSHIP)
_OPEN = (ActionState.OPEN, ActionState.UNDER_WAY)
_HELPED_WORDS = {
    Helped.YES: "yes",
    Helped.PARTLY: "partly",
    Helped.NO: "no",
    Helped.UNKNOWN: "not known",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A thing still to do; ``mark`` says when or where, ``late`` that its day has passed."""

    text: str
    mark: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """What is still open of a review, and a sentence on each that says how far it is."""

    dates: tuple[Line, ...]
    actions: tuple[Line, ...]
    actions_words: str
    unasked: tuple[Line, ...]
    helped_words: str
    lessons: tuple[Line, ...]
    guidance_words: str
    structure_words: str


def follow_through(
    follow_ups: Sequence[FollowUp],
    actions: Sequence[CorrectiveAction],
    lessons: Sequence[Lesson],
    today: str,
) -> FollowThrough:
    """How far a case is, on a day such as 2026-12-01."""
    done = [action for action in actions if action.state is ActionState.DONE]
    return FollowThrough(
        dates=tuple(date_line(one, today) for one in follow_ups if one.done_us is None),
        actions=tuple(action_line(action, today) for action in still_open(actions)),
        actions_words=_actions_words(actions),
        unasked=tuple(Line(each.text, "done") for each in done if each.helped is Helped.NOT_ASKED),
        helped_words=_helped_words(done),
        lessons=tuple(
            Line(each.text, f"goes into: {GOES_INTO_WORDS[each.goes_into]}")
            for each in lessons
            if each.to_carry
        ),
        guidance_words=_carried_words(lessons, _GUIDES, "runbooks, onboarding or release guidance"),
        structure_words=_carried_words(lessons, _STRUCTURE, "tooling, architecture or ownership"),
    )


def still_open(actions: Iterable[CorrectiveAction]) -> list[CorrectiveAction]:
    """What is neither done nor dropped, the earliest day first, without a day last."""
    waiting = (action for action in actions if action.state in _OPEN)
    return sorted(waiting, key=lambda one: (not one.due, one.due, one.rank, one.id))


def action_line(action: CorrectiveAction, today: str) -> Line:
    """An open action and when it is due."""
    late = past(action.due, today)
    under_way = "under way, " if action.state is ActionState.UNDER_WAY else ""
    return Line(action.text, under_way + _due_words(action.due, late=late), late)


def date_line(follow_up: FollowUp, today: str) -> Line:
    """An agreed date on which nobody has looked yet."""
    late = past(follow_up.due, today)
    return Line(follow_up.about, _due_words(follow_up.due, late=late), late)


def open_actions_text(cases: Sequence[tuple[Case, Sequence[CorrectiveAction]]], today: str) -> str:
    """The open actions of several cases, to paste into the notes of a retrospective."""
    parts = [
        "\n".join((" ".join(case.title.split()), *(_pasted(one, today) for one in waiting)))
        for case, actions in cases
        if (waiting := still_open(actions))
    ]
    if not parts:
        return ""
    return "\n\n".join((f"Open actions from incident reviews, as of {today}", *parts)) + "\n"


def _pasted(action: CorrectiveAction, today: str) -> str:
    owner = action.owner.strip() or "nobody yet"
    text = " ".join(action.text.split())
    return f"- {text} (owner: {owner}; {action_line(action, today).mark})"


def _due_words(due: str, *, late: bool) -> str:
    if not due:
        return "no day agreed"
    return f"overdue since {due}" if late else f"due {due}"


def _actions_words(actions: Sequence[CorrectiveAction]) -> str:
    if not actions:
        return "No actions were agreed yet."
    done = sum(action.state is ActionState.DONE for action in actions)
    dropped = sum(action.state is ActionState.DROPPED for action in actions)
    of_all = f"{done} of {counted(len(actions), 'action')} {'is' if done == 1 else 'are'} done"
    return f"{of_all}, {dropped} dropped." if dropped else f"{of_all}."


def _helped_words(done: Sequence[CorrectiveAction]) -> str:
    asked = [action.helped for action in done if action.helped is not Helped.NOT_ASKED]
    if not done:
        return "No action is done yet, so nobody can say whether it helped."
    told = ", ".join(
        f"{asked.count(helped)} {words}"
        for helped, words in _HELPED_WORDS.items()
        if helped in asked
    )
    if not told:
        said = f"{counted(len(done), 'action')} {_are(done)} done"
        return f"{said}; nobody has said yet whether {'it' if len(done) == 1 else 'they'} helped."
    return (
        f"Asked of {len(asked)} of {counted(len(done), 'action')} that {_are(done)} done: {told}."
    )


def _carried_words(lessons: Sequence[Lesson], places: Sequence[GoesInto], words: str) -> str:
    meant = [lesson for lesson in lessons if lesson.goes_into in places]
    if not meant:
        return f"No lesson goes into {words} yet."
    carried = sum(not lesson.to_carry for lesson in meant)
    return (
        f"{carried} of {counted(len(meant), 'lesson')} for {words} "
        f"{'was' if carried == 1 else 'were'} carried."
    )


def _are(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"
