"""What is worth asking about the shared account, and about what groups say of it.

All of it are questions; nothing is set by itself, and nothing is counted by person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from app.domain.audiences import READERS, AudienceChoice
from app.domain.drafts import Certainty
from app.domain.names import NameFinder
from app.domain.practice.chain import Factor, FactorNature, FactorPart, FactorSide
from app.domain.review_words import counted
from app.domain.trust.account import AccountPart, GroupStatement, GroupVerdict, Paragraph
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.pieces import READER_WORDS
from app.domain.trust.setting import Position
from app.domain.trust.shared_account import SharedAccount, has_answered
from app.domain.trust.signals import LEAST_GROUP

NO_ORGANISATIONAL = (
    "Technical contributors are told, and none that is organisational. Who owned it, and how was "
    "it decided and told?"
)
NO_TECHNICAL = (
    "Organisational contributors are told, and none that is technical. What in systems, data or "
    "tools let it happen?"
)
SELF_WORDS = frozenset({"i", "me", "myself", "i myself", "i do", "i will"})
"""How somebody names themselves as the neutral person."""
NOT_ONESELF = (
    "You made the mistake, so the neutral person has to be somebody else: people answer "
    "differently to the one they answer about."
)

_PEOPLE_PARTS = (AccountPart.MISLED, AccountPart.OVERLOADED, AccountPart.UNSUPPORTED)
_CONTRIBUTORS = (AccountPart.TECHNICAL, AccountPart.ORGANISATIONAL)
_ACTS = frozenset({FactorNature.DECISION, FactorNature.UNSORTED})


def questions_of_all(
    account: SharedAccount, names: NameFinder, roles: Iterable[str] = ()
) -> tuple[str, ...]:
    """What is asked about the account as a whole; nothing while it is empty.

    ``roles`` are what people are called in the case.
    """
    if not account.paragraphs:
        return ()
    asked = []
    technical, organisational = (bool(account.of_part(part)) for part in _CONTRIBUTORS)
    if technical and not organisational:
        asked.append(NO_ORGANISATIONAL)
    if organisational and not technical:
        asked.append(NO_TECHNICAL)
    empty = [part for part in _PEOPLE_PARTS if not account.of_part(part)]
    if empty:
        words = " or ".join(part.value for part in empty)
        asked.append(f"Nobody was {words}? Then say so, under that heading.")
    if not account.of_part(AccountPart.UNKNOWN):
        asked.append("Is everything known? What is not belongs at the end of the account.")
    if rests_on_one_act(account, names, roles):
        asked.append(
            "The contributors all speak of one person, while "
            f"{_conditions_words(systemic(account.factors))} pulled in from the incident. "
            "What made that act likely, or let it through?"
        )
    return tuple(asked)


def questions_of(
    account: SharedAccount, paragraph: Paragraph, names: NameFinder
) -> tuple[str, ...]:
    """What is asked about one paragraph."""
    asked = []
    if not paragraph.text.strip():
        asked.append("What should stand here?")
    elif not account.cited.get(paragraph.id) and paragraph.part is not AccountPart.UNKNOWN:
        asked.append("It cites nothing. What shows it?")
    if names.find(paragraph.text):
        asked.append("It names a person. Which role was it? Documents show the role.")
    disputing = [each for each in account.about(paragraph.id) if disputes(each)]
    if disputing and paragraph.certainty is not Certainty.DISPUTED:
        who = dict.fromkeys(account.group_name(each.group_id) for each in disputing)
        asked.append(f"Disputed by {' and '.join(who)}. Should its certainty be “disputed”?")
    return tuple(asked)


def disputes(statement: GroupStatement) -> bool:
    """Whether a group, or part of it, says that something is not so."""
    return statement.verdict is GroupVerdict.NOT_TRUE or (
        statement.dissent and statement.verdict is not GroupVerdict.DECLINED
    )


# -- one person's act -----------------------------------------------------------------------------


def systemic(factors: Iterable[Factor]) -> list[Factor]:
    """Factors that are conditions: organisational, or of a nature that is no single decision."""
    return [
        each
        for each in factors
        if each.part is not FactorPart.TRIGGER
        and (each.side is FactorSide.ORGANISATIONAL or each.nature not in _ACTS)
    ]


def rests_on_one_act(account: SharedAccount, names: NameFinder, roles: Iterable[str] = ()) -> bool:
    """Whether each contributor speaks of the same one person, and conditions were pulled in.

    Roles count as the people who bear them. Only asked where every pulled-in factor is a
    condition, so that an account which tells of one is never taken for one that does not.
    """
    told = [each.text for part in _CONTRIBUTORS for each in account.of_part(part) if each.text]
    if not told or not account.factors or len(systemic(account.factors)) < len(account.factors):
        return False
    labels = [role for role in roles if role.strip()]
    each_names = [_people_in(text, names, labels) for text in told]
    return all(each_names) and len(set().union(*each_names)) == 1


def _people_in(text: str, names: NameFinder, roles: list[str]) -> set[str]:
    found = {mention.roles[0] for mention in names.find(text) if len(mention.roles) == 1}
    spoken = text.casefold()
    longest = sorted(roles, key=len, reverse=True)
    for role in longest:
        whole = rf"(?<!\w){re.escape(role.casefold())}(?!\w)"
        if re.search(whole, spoken):
            found.add(role)
            spoken = re.sub(whole, " ", spoken)
    return found


def _conditions_words(found: list[Factor]) -> str:
    words = counted(len(found), "condition")
    return f"{words} {'was' if len(found) == 1 else 'were'}"


# -- is it true? ----------------------------------------------------------------------------------


def names_oneself(neutral: str) -> bool:
    """Whether the neutral person is said to be the one at the desk."""
    return " ".join(neutral.casefold().split()).strip(" .") in SELF_WORDS


def questions_of_asking(account: SharedAccount) -> tuple[str, ...]:
    """What is asked about giving the account to the groups."""
    asked = []
    if not account.neutral:
        asked.append(
            "Who carries the account to the groups, and their answers back? A role is enough."
        )
    elif account.position is Position.MADE:
        asked.append(
            "Is the neutral person somebody whom you do not lead, and who may keep what they hear?"
        )
    if not account.groups:
        asked.append("Which groups were affected? They are named on the Frame page.")
    asked += [words for group in account.groups if (words := too_small(group))]
    answered = [each for each in account.statements if has_answered(each)]
    if answered and not any(each.dissent or disputes(each) for each in answered):
        asked.append(
            "Nobody disagrees so far. Was each group asked what its members do not agree on?"
        )
    return tuple(asked)


def too_small(group: AffectedGroup) -> str:
    """What is asked where people may be known by their answer; empty for five or more people."""
    if group.size is None or group.size >= LEAST_GROUP:
        return ""
    name = group.name.strip() or "A group"
    return (
        f"{name}: fewer than five people may be known by their answer. Can they be asked together "
        "with another group?"
    )


def questions_of_statement(
    account: SharedAccount, statement: GroupStatement, names: NameFinder
) -> tuple[str, ...]:
    """What is asked about what one group says."""
    asked = []
    if names.find(statement.words):
        asked.append("The words name a person. A group speaks without names: can they be left out?")
    if (
        statement.verdict in (GroupVerdict.PARTLY, GroupVerdict.NOT_TRUE)
        and not statement.words.strip()
    ):
        asked.append("What do they say is not so, in their words?")
    if statement.verdict is GroupVerdict.DECLINED and statement.words.strip():
        asked.append("They declined to answer. Did they agree that these words are kept?")
    if statement.paragraph_id and account.paragraph(statement.paragraph_id) is None:
        asked.append("The paragraph that it was about is not in the account any more.")
    if (group := account.group(statement.group_id)) is None:
        asked.append("The group is not in the frame any more. Who says this?")
    elif has_answered(statement) and (words := too_small(group)):
        asked.append(words)
    return tuple(asked)


def held_back(
    account: SharedAccount, shown: Mapping[str, Sequence[AudienceChoice]]
) -> tuple[str, ...]:
    """What is asked where readers get what agrees and not what dissents.

    ``shown`` is who may see which piece, by its id.
    """
    asked = []
    answered = [each for each in account.statements if has_answered(each)]
    for reader in READERS:
        told = {
            each.id
            for each in answered
            if any(choice.audience is reader for choice in shown.get(each.id, ()))
        }
        against = [each for each in answered if each.dissent or disputes(each)]
        if any(each.id in told for each in answered if each not in against) and any(
            each.id not in told for each in against
        ):
            asked.append(
                f"For {READER_WORDS[reader]}, what agrees is shown, and not all that disagrees. "
                "Why do they not get it?"
            )
    return tuple(asked)


def answered_words(account: SharedAccount, group: AffectedGroup) -> str:
    """How far one group is, such as “asked, answered: partly true”; groups only, never people."""
    statements = account.of_group(group.id)
    if not statements:
        return "not asked yet"
    answered = sum(has_answered(each) for each in statements)
    if not answered:
        return "asked, no answer yet"
    return "asked, answered" if answered == len(statements) else "asked, answered in part"
