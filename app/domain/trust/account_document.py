"""The shared account in words, for one reader: how sure each paragraph is, and what groups say.

Whatever is handed in was chosen for these readers. Times are to the minute for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from app.domain.audiences import Audience
from app.domain.notes import Notes
from app.domain.practice.chain import FactorSide
from app.domain.practice.chain_words import SIDE_WORDS
from app.domain.review import heading_words
from app.domain.review_words import CERTAINTY_WORDS, KIND_WORDS, known_words, time_words
from app.domain.stakeholders import coarse
from app.domain.timeline import CitedEntry
from app.domain.trust.account import AccountPart, GroupStatement, Paragraph
from app.domain.trust.account_words import PART_WORDS, UNNAMED_GROUP, VERDICT_WORDS
from app.domain.trust.shared_account import SharedAccount, has_answered
from app.domain.trust.signals import LEAST_GROUP
from app.domain.views import Fact, Section, Statement, StatementGroup

HEADING = "Shared account"
WHOLE = "the whole account"
GROUPS_GUIDE = (
    "Groups speak here, not persons. Each statement was chosen for these readers one by one, so "
    "what came back may be more than stands here."
)
MORE_CAME_BACK = "Not all statements that came back are shown here."
QUESTION = "Is it true?"
ASKED = (
    "Which of this is so, as your group knows it? Which is not? What is missing?",
    "Your group answers as a group, to the neutral person who brought this. No names are carried "
    "back. Where you do not agree with each other, that is carried back too.",
    "A group may answer to the whole, to single numbers, or not at all.",
)

CONDITIONS = "Conditions taken over from the incident review"
_CONTRIBUTORS = "contributors"
_TOGETHER = (
    ("what-happened", "What happened", (AccountPart.EVENTS,)),
    (_CONTRIBUTORS, "What contributed", (AccountPart.TECHNICAL, AccountPart.ORGANISATIONAL)),
    (
        "people",
        "What it was like for people",
        (AccountPart.MISLED, AccountPart.OVERLOADED, AccountPart.UNSUPPORTED),
    ),
    ("unknown", "What is not known", (AccountPart.UNKNOWN,)),
)


def account_document(
    account: SharedAccount,
    entries: Sequence[CitedEntry],
    notes: Notes,
    zone: ZoneInfo,
    audience: Audience,
    *,
    more_came_back: bool = False,
) -> tuple[Section, ...]:
    """The sections.

    ``more_came_back`` says that statements of groups are shown to others and not to these readers.
    """
    told = [each for each in account.paragraphs if each.text.strip()]
    numbers = {each.id: str(at) for at, each in enumerate(told, 1)}

    def rows(part: AccountPart) -> StatementGroup | None:
        found = [
            _paragraph(each, numbers[each.id], account, notes) for each in told if each.part is part
        ]
        return StatementGroup(PART_WORDS[part], tuple(found)) if found else None

    def groups(section: str, parts: Iterable[AccountPart]) -> list[StatementGroup | None]:
        taken_over = [_conditions(account, notes)] if section == _CONTRIBUTORS else []
        return [*(rows(part) for part in parts), *taken_over]

    return (
        _timeline(entries, notes, zone),
        *(
            _section(section, heading, groups(section, parts))
            for section, heading, parts in _TOGETHER
        ),
        _answers(account, numbers, more_came_back=more_came_back),
        _question(asked=bool(told) and audience is not Audience.LEADERSHIP),
    )


def _section(section: str, heading: str, groups: Iterable[StatementGroup | None]) -> Section:
    told = [each for each in groups if each is not None]
    if len(told) == 1 and told[0].heading == heading:
        told = [StatementGroup("", told[0].statements)]
    return Section(section, heading, (), tuple(told), ())


def _paragraph(
    paragraph: Paragraph, number: str, account: SharedAccount, notes: Notes
) -> Statement:
    cited = account.cited.get(paragraph.id, ())
    bare = paragraph.part is AccountPart.UNKNOWN and not cited
    return Statement(
        number=number,
        text=paragraph.text.strip(),
        facts=(),
        marks=(CERTAINTY_WORDS[paragraph.certainty], *(() if bare else notes.marks(cited))),
        notes=notes.numbers(cited),
    )


def _conditions(account: SharedAccount, notes: Notes) -> StatementGroup | None:
    """The factors that were pulled in, each as sure as it was there."""
    found = []
    for each in account.factors:
        cited = account.cited.get(each.id, ())
        said = (
            SIDE_WORDS[each.side] if each.side is not FactorSide.UNSORTED else "",
            CERTAINTY_WORDS[each.certainty],
            *notes.marks(cited),
        )
        marks = tuple(mark for mark in said if mark)
        found.append(Statement("", each.text.strip(), (), marks, notes.numbers(cited)))
    return StatementGroup(CONDITIONS, tuple(found)) if found else None


def _timeline(entries: Sequence[CitedEntry], notes: Notes, zone: ZoneInfo) -> Section:
    days: dict[str, list[Statement]] = {}
    for one in entries:
        entry = coarse(one.entry, "")
        marks = (
            KIND_WORDS[entry.kind],
            CERTAINTY_WORDS[entry.certainty],
            known_words(entry, zone),
            *notes.marks(one.citations),
        )
        days.setdefault(heading_words(entry, zone), []).append(
            Statement(
                number=time_words(entry.time, zone),
                text=entry.text.strip(),
                facts=(),
                marks=tuple(mark for mark in marks if mark),
                notes=notes.numbers(one.citations),
            )
        )
    groups = tuple(StatementGroup(day, tuple(rows)) for day, rows in days.items())
    return Section("timeline", "Timeline", (), groups, ())


def _answers(account: SharedAccount, numbers: dict[str, str], *, more_came_back: bool) -> Section:
    found: dict[str, list[Statement]] = {}
    for each in account.statements:
        if has_answered(each):
            found.setdefault(_name(account, each), []).append(_answer(each, numbers))
    groups = tuple(StatementGroup(name, tuple(rows)) for name, rows in found.items())
    guide = [GROUPS_GUIDE] if groups else []
    if more_came_back:
        guide.append(MORE_CAME_BACK)
    return Section("groups", "What the groups say", tuple(guide), groups, ())


def _name(account: SharedAccount, statement: GroupStatement) -> str:
    """A group that is known to be small is not named beside its answer."""
    group = account.group(statement.group_id)
    if group is None or (group.size is not None and group.size < LEAST_GROUP):
        return UNNAMED_GROUP
    return group.name.strip() or UNNAMED_GROUP


def _answer(statement: GroupStatement, numbers: dict[str, str]) -> Statement:
    about = WHOLE
    if statement.paragraph_id:
        number = numbers.get(statement.paragraph_id)
        about = f"number {number}" if number else "a part that is not shown here"
    verdict = VERDICT_WORDS[statement.verdict]
    return Statement(
        number="",
        text=statement.words.strip() or f"{verdict[0].upper()}{verdict[1:]}.",
        facts=(Fact("About", about), Fact("Their answer", verdict)),
        marks=("not all of the group share this",) if statement.dissent else (),
        notes=(),
    )


def _question(*, asked: bool) -> Section:
    return Section("is-it-true", QUESTION, ASKED if asked else (), (), ())
