"""What is asked about the shared account, claims in an edited text, what two readers hear."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.domain.audiences import Audience, AudienceChoice
from app.domain.drafts import Certainty
from app.domain.names import NameFinder
from app.domain.people import AliasKind, KnownName
from app.domain.practice.chain import Factor, FactorNature, FactorPart, FactorSide
from app.domain.trust import account_rules, claim_check, versions
from app.domain.trust.account import AccountPart, GroupStatement, GroupVerdict, Paragraph
from app.domain.trust.claims import Claim, ClaimVerdict, PublicStatement
from app.domain.trust.frame import AffectedGroup
from app.domain.trust.setting import Position
from app.domain.trust.shared_account import SharedAccount, in_account

NAMES = NameFinder([KnownName("Mira Holm", AliasKind.NAME, "p1", "on-call engineer")])
NOBODY = NameFinder([])
TECHNICAL, ORGANISATIONAL = AccountPart.TECHNICAL, AccountPart.ORGANISATIONAL


def paragraph(part: AccountPart, text: str = "It was so.", **fields) -> Paragraph:
    return Paragraph(fields.pop("id", part.value), "case", part, text, **fields)


def account(*paragraphs: Paragraph, **fields) -> SharedAccount:
    return SharedAccount(tuple(in_account(paragraphs)), **fields)


def asked(of: SharedAccount, names: NameFinder = NOBODY, roles: tuple[str, ...] = ()) -> str:
    return "\n".join(account_rules.questions_of_all(of, names, roles))


def test_an_empty_account_asks_nothing_and_a_one_sided_one_asks_for_the_other_side() -> None:
    assert asked(account()) == ""
    assert account_rules.NO_ORGANISATIONAL in asked(account(paragraph(TECHNICAL)))
    assert account_rules.NO_TECHNICAL in asked(account(paragraph(ORGANISATIONAL)))
    both = asked(account(paragraph(TECHNICAL), paragraph(ORGANISATIONAL)))
    assert "contributors are told" not in both


def test_nobody_misled_is_something_to_say() -> None:
    begun = account(paragraph(AccountPart.EVENTS), paragraph(AccountPart.MISLED))
    assert "Nobody was overloaded or unsupported? Then say so" in asked(begun)
    said = [paragraph(part) for part in AccountPart]
    assert "Then say so" not in asked(account(*said))


def test_one_persons_act_is_asked_about_only_where_all_that_was_pulled_in_is_systemic() -> None:
    condition = Factor("f1", "case", "No limit", FactorPart.ENABLING, nature=FactorNature.DESIGN)
    trigger = replace(condition, id="f2", part=FactorPart.TRIGGER, nature=FactorNature.DECISION)
    ownership = Factor("f3", "case", "No owner", side=FactorSide.ORGANISATIONAL)
    told = (
        paragraph(TECHNICAL, "Mira Holm raised the flag."),
        paragraph(ORGANISATIONAL, "The on-call engineer did not ask."),
    )
    of_one = account(*told, factors=(condition, ownership))
    question = "The contributors all speak of one person, while 2 conditions were pulled in"
    assert question in asked(of_one, NAMES, ("on-call engineer",))
    not_asked = (
        account(*told),
        account(*told, factors=(condition, trigger)),
        account(*told, paragraph(TECHNICAL, "No limit held it.", id="t2"), factors=(condition,)),
        account(told[0], paragraph(ORGANISATIONAL, "Support lead was away."), factors=(condition,)),
    )
    for other in not_asked:
        assert "one person" not in asked(other, NAMES, ("on-call engineer", "support lead"))


def test_a_paragraph_is_asked_for_evidence_roles_and_what_a_group_disputes() -> None:
    one = paragraph(
        AccountPart.EVENTS, "Mira Holm answered at once.", certainty=Certainty.CONFIRMED
    )
    said = GroupStatement("s", "case", "g", one.id, GroupVerdict.NOT_TRUE, "It took 21 minutes.")
    support = AffectedGroup("g", "case", "Support")
    of = account(one, groups=(support,), statements=(said,))
    words = " ".join(account_rules.questions_of(of, one, NAMES))
    assert "cites nothing" in words
    assert "names a person" in words
    assert "Disputed by Support. Should its certainty be “disputed”?" in words
    disputed = replace(one, certainty=Certainty.DISPUTED)
    assert "Disputed by" not in " ".join(account_rules.questions_of(of, disputed, NAMES))
    unknown = paragraph(AccountPart.UNKNOWN)
    assert account_rules.questions_of(account(unknown), unknown, NAMES) == ()


def test_asking_the_groups_needs_somebody_neutral_and_groups_of_five() -> None:
    small, large = (
        AffectedGroup("a", "case", "Night shift", size=3),
        AffectedGroup("b", "case", "Web"),
    )
    words = " ".join(account_rules.questions_of_asking(account(groups=(small, large))))
    assert "Who carries the account" in words
    assert "Night shift: fewer than five people may be known by their answer" in words
    assert "Web" not in words
    made = account(neutral="somebody of another team", position=Position.MADE, groups=(large,))
    assert "whom you do not lead" in account_rules.questions_of_asking(made)[0]
    assert account_rules.names_oneself(" Me. ")
    assert not account_rules.names_oneself("Meg")


def test_dissent_is_asked_for_once_all_agree_and_a_group_counts_whole() -> None:
    groups = (AffectedGroup("a", "case", "Web"), AffectedGroup("b", "case", "Support"))
    agreed = GroupStatement("s1", "case", "a", "", GroupVerdict.TRUE)
    waiting = GroupStatement("s2", "case", "a", "p")
    of = account(neutral="a colleague", groups=groups, statements=(agreed, waiting))
    assert "Nobody disagrees so far" in " ".join(account_rules.questions_of_asking(of))
    assert account_rules.answered_words(of, groups[0]) == "asked, answered in part"
    assert account_rules.answered_words(of, groups[1]) == "not asked yet"
    dissenting = replace(of, statements=(replace(agreed, dissent=True),))
    assert "Nobody disagrees" not in " ".join(account_rules.questions_of_asking(dissenting))


def test_dissent_held_back_from_readers_who_get_what_agrees_is_asked_about() -> None:
    agreed = GroupStatement("s1", "case", "a", "", GroupVerdict.TRUE)
    against = GroupStatement("s2", "case", "b", "", GroupVerdict.NOT_TRUE, "It was not so.")
    of = account(statements=(agreed, against))
    team_only = {"s1": [_shown(agreed, Audience.TEAM)]}
    (words,) = account_rules.held_back(of, team_only)
    assert words.startswith("For the team, what agrees is shown")
    both = {**team_only, "s2": [_shown(against, Audience.TEAM)]}
    assert account_rules.held_back(of, both) == ()


def test_what_a_group_says_has_no_name_and_says_what_is_not_so() -> None:
    group = AffectedGroup("g", "case", "Night shift", size=4)
    of = account(groups=(group,))
    said = GroupStatement("s", "case", "g", "gone", GroupVerdict.PARTLY, "Mira Holm knew.")
    words = " ".join(account_rules.questions_of_statement(of, said, NAMES))
    assert "The words name a person" in words
    assert "not in the account any more" in words
    assert "fewer than five" in words
    silent = replace(said, words="", paragraph_id="")
    assert "What do they say is not so" in " ".join(
        account_rules.questions_of_statement(of, silent, NAMES)
    )


# -- claims ---------------------------------------------------------------------------------------

TEXT = "The team failed to test. The team failed to tell anybody. 🙂 We have fixed it."


def claim(words: str, text: str = TEXT, start: int | None = None, **fields) -> Claim:
    at = text.index(words) if start is None else start
    return Claim(f"c{at}", "case", "st", at, at + len(words), words, **fields)


def test_claims_follow_their_words_through_an_edit_or_are_lost() -> None:
    claims = [claim("failed to test"), claim("failed to tell anybody"), claim("fixed it")]
    edited = TEXT.replace("failed to tell anybody", "told nobody")
    first, last, lost = claim_check.anchored(claims, TEXT, edited)
    assert [edited[each.start : each.end] for each in (first, last)] == [
        "failed to test",
        "fixed it",
    ]
    assert claim_check.is_lost(lost)
    assert lost.quote == "failed to tell anybody"
    back = claim_check.anchored([first, last, lost], edited, TEXT)
    assert back == claims


def test_a_claim_that_moved_is_found_nearest_and_never_within_another() -> None:
    claims = [claim("The team failed", start=25), claim("failed to test")]
    turned = "We have fixed it. 🙂 The team failed to tell anybody. The team failed to test."
    found = {
        each.id: turned[each.start : each.end]
        for each in claim_check.anchored(claims, TEXT, turned)
    }
    assert found == {"c25": "The team failed", "c9": "failed to test"}


@settings(max_examples=50, phases=[Phase.generate], deadline=None)
@given(st.text("ab 🙂", max_size=14), st.text("ab 🙂", max_size=14), st.data())
def test_an_anchored_claim_says_its_words_and_shares_none(before: str, after: str, data) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(before)), max_size=6)))
    claims = [
        Claim(f"c{a}", "case", "st", a, b, before[a:b])
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    found = claim_check.anchored(claims, before, after)
    assert sorted(each.id for each in found) == sorted(each.id for each in claims)
    standing = [each for each in found if not claim_check.is_lost(each)]
    assert all(after[each.start : each.end] == each.quote for each in standing)
    assert all(a.end <= b.start for a, b in pairwise(standing))
    assert claim_check.anchored(claims, before, before) == claims


def test_a_verdict_that_rests_on_evidence_says_where_nothing_is_cited() -> None:
    judged = claim("failed to test", verdict=ClaimVerdict.CONTRADICTED)
    one = claim_check.CheckedStatement(PublicStatement("st", "case", text=TEXT), (judged,))
    assert one.verdict_words(judged) == "contradicted by evidence, nothing cited"
    assert "What shows it?" in claim_check.questions_of_claim(one, judged)[0]
    absent = replace(judged, verdict=ClaimVerdict.NOT_IN_EVIDENCE)
    assert one.verdict_words(absent) == "not in the evidence"
    assert claim_check.questions_of_claim(one, absent) == ()
    assert "Who said it, by role?" in claim_check.questions_of_statement(one)


# -- versions -------------------------------------------------------------------------------------


def test_what_leadership_hears_stands_beside_what_the_team_hears() -> None:
    doubt = paragraph(TECHNICAL, "The release probably slowed it.", certainty=Certainty.PROBABLE)
    quiet = paragraph(AccountPart.MISLED, "The update said “some customers”.")
    private = paragraph(AccountPart.UNKNOWN)
    dissent = GroupStatement(
        "s", "case", "g", "", GroupVerdict.PARTLY, "We asked twice.", dissent=True
    )
    choices = {
        doubt.id: [
            _shown(doubt, Audience.TEAM),
            _shown(doubt, Audience.LEADERSHIP, "The release slowed it."),
        ],
        quiet.id: [_shown(quiet, Audience.TEAM)],
        dissent.id: [_shown(dissent, Audience.TEAM)],
    }
    found = versions.beside(
        [doubt, quiet, private, dissent],
        choices,
        Audience.LEADERSHIP,
        Audience.TEAM,
        lambda text: "probably" in text,
    )
    assert [(each.first, each.second) for each in found] == [
        ("The release slowed it.", "The release probably slowed it."),
        (None, "The update said “some customers”."),
        (None, "We asked twice."),
    ]
    assert [each.marks for each in found] == [
        ("worded differently", "the doubt is missing for leadership"),
        ("only the team",),
        ("only the team", "dissent"),
    ]
    words = " ".join(versions.questions(found, Audience.LEADERSHIP, Audience.TEAM))
    assert "What the team hears and leadership does not" in words
    assert "what of the doubt" in words


def _shown(
    piece: Paragraph | GroupStatement, reader: Audience, wording: str = ""
) -> AudienceChoice:
    return AudienceChoice(f"{piece.id}-{reader}", "case", piece.id, reader, True, wording)
