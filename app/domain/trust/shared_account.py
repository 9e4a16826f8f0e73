"""The shared account put together: its paragraphs in order, their evidence, what groups say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.drafted_rows import Rows
from app.domain.practice.chain import Factor
from app.domain.practice.ranking import in_rank
from app.domain.timeline import CitedItem
from app.domain.trust.account import AccountPart, GroupStatement, GroupVerdict, Paragraph
from app.domain.trust.account_words import UNNAMED_GROUP
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.setting import Position, TrustSettings


@dataclass(frozen=True, slots=True)
class SharedAccount:
    """What one case holds of it.

    ``paragraphs`` stand in the order of the account. ``cited`` is what each thing cites, by its
    id. ``factors`` are the conditions that were pulled in from an incident case.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    cited: Mapping[str, Sequence[CitedItem]] = field(default_factory=dict)
    groups: tuple[AffectedGroup, ...] = ()
    statements: tuple[GroupStatement, ...] = ()
    factors: tuple[Factor, ...] = ()
    neutral: str = ""
    position: Position = Position.UNSAID

    def of_part(self, part: AccountPart) -> list[Paragraph]:
        """The paragraphs of a part, in order."""
        return [each for each in self.paragraphs if each.part is part]

    def paragraph(self, paragraph_id: str) -> Paragraph | None:
        """A paragraph by its id; None where there is none."""
        return next((each for each in self.paragraphs if each.id == paragraph_id), None)

    def number(self, paragraph_id: str) -> int:
        """The number of a paragraph, from 1; 0 where it is none."""
        ids = [each.id for each in self.paragraphs]
        return ids.index(paragraph_id) + 1 if paragraph_id in ids else 0

    def about(self, paragraph_id: str) -> list[GroupStatement]:
        """What groups say of a paragraph; of the whole for an empty id."""
        return [each for each in self.statements if each.paragraph_id == paragraph_id]

    def of_group(self, group_id: str) -> list[GroupStatement]:
        """What one group was asked and said."""
        return [each for each in self.statements if each.group_id == group_id]

    def group(self, group_id: str) -> AffectedGroup | None:
        """A group by its id; None where there is none."""
        return next((each for each in self.groups if each.id == group_id), None)

    def group_name(self, group_id: str) -> str:
        """What a group is called."""
        group = self.group(group_id)
        return (group.name.strip() if group else "") or UNNAMED_GROUP


def account_of(
    rows: Rows, case_id: str, cited: Mapping[str, Sequence[CitedItem]] | None = None
) -> SharedAccount:
    """The account from rows at hand; ``cited`` is what each drafted thing cites."""
    settings = rows.of_case(TrustSettings, case_id)
    return SharedAccount(
        paragraphs=tuple(in_account(rows.of_case(Paragraph, case_id))),
        cited=cited or {},
        groups=tuple(in_rank(rows.of_case(AffectedGroup, case_id))),
        statements=tuple(in_rank(rows.of_case(GroupStatement, case_id))),
        factors=tuple(in_rank(rows.of_case(Factor, case_id))),
        neutral=settings[0].neutral.strip() if settings else "",
        position=settings[0].position if settings else Position.UNSAID,
    )


def in_account(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Part by part, each as people ordered it."""
    parts = list(AccountPart)
    return sorted(paragraphs, key=lambda each: (parts.index(each.part), each.rank, each.id))


def has_answered(statement: GroupStatement) -> bool:
    """Whether something came back, also that the group would rather not say."""
    return statement.verdict is not GroupVerdict.UNSAID or bool(statement.words.strip())
