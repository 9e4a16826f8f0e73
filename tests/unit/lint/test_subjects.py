"""Who a sentence says did something: people, customers, machines, nobody."""

from __future__ import annotations

import pytest

from app.domain.candour.findings import Scope
from app.lint.language.lexicon import Lexicon
from app.lint.language.readings import CHUNK, Reading, encoded
from app.lint.language.subjects import Who, is_passive, object_of, subject_of
from app.lint.rule_files import shipped

LEXICON = Lexicon(shipped().lists)

PERSON = {
    # persons, roles, teams
    "Priya [forgot] the switch.": "a given name",
    "Priya Raman [forgot] the switch.": "a given name with a family name",
    "Dr Osei-Bonsu [forgot] the switch.": "a title with a name",
    "@priya [forgot] the switch.": "a handle",
    "We [overlooked] the second gateway.": "a pronoun",
    "The engineer [overlooked] it.": "a role",
    "Our on-call engineer [missed] the page.": "a word in a compound is no preposition",
    "The previous on-call engineer [missed] the page.": "nor after an adjective",
    "The primary on call [missed] the page.": "a role named by its turn",
    "The on-call [missed] the page.": "a role named by its turn, in a compound",
    "Team Blue [skipped] the check.": "a team with a name",
    "The team [skipped] the check.": "a team",
    "Second-line support [closed] the ticket.": "a department",
    "Support [neglected] to pass it on.": "a department alone",
    "L2 [skipped] the check.": "a line of support",
    "The service desk [closed] the ticket.": "a desk",
    "The database team [skipped] the check.": "a team named by its machine",
    "The night shift [missed] the page.": "a shift",
    "The release manager [forgot] the lock.": "a manager of people's work",
    "Everyone involved [assumed] it was safe.": "everyone, with a participle after it",
    "No one [noticed] the backlog.": "no one",
    "Nobody on the shift [noticed] the backlog.": "nobody",
    # what stands beside and after the head
    "The engineer on the late shift [forgot] the lock.": "a phrase after the head",
    "A member of the network team [forgot] the lock.": "a member of a team",
    "One of the engineers [forgot] the lock.": "one of several",
    "None of the three operators on duty [noticed] the alarm.": "none of them",
    "The engineer on call at the time of the failure [forgot] it.": "several phrases after it",
    "The team behind the alert [forgot] it.": "behind",
    "The engineer responsible for the migration [forgot] it.": "an adjective after the head",
    "The engineer working on the migration [forgot] it.": "a gerund after the head",
    "A contractor hired by the platform group [wiped] the disk.": "a participle after the head",
    # relative clauses
    "The engineer who restarted the broker [forgot] to drain it.": "who, then the main verb",
    "The engineer who [restarted] the broker left at six.": "the verb of the relative clause",
    "It was the operator who [pressed] the button.": "a cleft sentence",
    "The team that owns production systems [forgot] it.": "that, about a team",
    "The alert the engineer [missed] came at two.": "a clause without a pronoun",
    "The alert that the engineer [missed] came at two.": "the subject of a relative clause",
    "We know that their technician [restarted] it.": "a clause after that",
    "There were two developers that [skipped] it.": "there were",
    # insertions
    "The engineer, tired after the night, [forgot] the lock.": "between commas",
    "The engineer (Priya) [forgot] the lock.": "between brackets",
    "The engineer – new to the system – [forgot] the lock.": "between dashes",
    "We, the platform group, [overlooked] the limit.": "a pronoun explained",
    "The engineer, however, [forgot] the lock.": "one word between commas",
    # what comes before
    "At 02:14 the operator [pressed] the wrong key.": "a time before it",
    "After the deploy the team [forgot] the cache.": "a phrase before it",
    "When the alert fired, the engineer [ignored] it.": "a clause before it",
    # coordination, chains of verbs
    "Dana and Priya [skipped] the check.": "two names",
    "The operator restarted the broker and [forgot] the queue.": "a second verb",
    "The operator saw it, drained the node, and [forgot] the queue.": "a third verb",
    "The engineer was paged at two and [ignored] it.": "after a passive",
    "The developers tested it twice but never [checked] the limits.": "after but",
    "The team shipped the change, [forgetting] the lock.": "a gerund after a comma",
    "The team chose to [ignore] the alert.": "an infinitive",
    "The engineers had been asked to [follow] the runbook.": "an infinitive after a passive",
    "The operator had simply not [checked] it.": "adverbs and auxiliaries between",
    "Why did the engineer [ignore] the page?": "a question",
    "The engineers reviewed the plan before they [started] it.": "they, after people",
}
CUSTOMER = {
    "Customers who [chose] not to upgrade were hit.": "who, after customers",
    "Most of the patients [lost] their place.": "most of them",
    "The merchants using the old key [saw] errors.": "a gerund after the head",
}
THING = {
    "The alert for the engineer [failed] to fire.": "about an alert",
    "The engineer's script [failed] on line 4.": "what belongs to somebody",
    "The script of the engineer [failed] on line 4.": "what is somebody's",
    "The on-call rotation tool [failed] to page.": "a tool for people",
    "A change by the platform team [failed] to build.": "a change by people",
    "The change made by Priya [failed] to build.": "a participle with an agent",
    "The script run by the engineer [failed].": "an irregular participle with an agent",
    "The pod that the engineer restarted [failed] again.": "a relative clause about people",
    "The team's dashboard, which [failed] to load, is new.": "which",
    "The job that [failed] belongs to the team.": "that, about a job",
    "The pod restarted and [failed] again.": "a second verb of a machine",
    "The health check, written by the team, [failed].": "an insertion with people",
    "The pods restarted but they [failed] to join.": "they, after things",
    "The engineer whose script [failed] was asleep.": "whose",
    "It [failed] to reach the engineer.": "it",
    "`api-7` [failed] to start.": "a piece of code",
    "The cluster manager [failed] to elect a node.": "a manager that is a program",
    "The Kubernetes operator [failed] to reconcile.": "an operator that is a program",
    "The `etcd` leader [failed] to commit.": "a leader that is a program",
    "User error rate [rose] to 3 %.": "a noun after people",
    "Support for TLS 1.0 [ended].": "support for something",
    "Two replicas [missed] their heartbeat.": "a number and a thing",
    "After the engineer left, the job [failed].": "people in an earlier clause",
    "Traffic from the vendor [failed] over.": "from people",
    "The deploy failed after review and [broke] checkout.": "a second verb of a deploy",
}
NOBODY = {
    "[Forgot] to renew the certificate.": "a fragment",
    "By [forgetting] the lock it began.": "a gerund after a preposition",
    "- [Check] the queue.": "an item of a list",
    "Please [check] the queue.": "a request",
}
CASES = [
    *((sentence, Who.PERSON) for sentence in PERSON),
    *((sentence, Who.CUSTOMER) for sentence in CUSTOMER),
    *((sentence, Who.THING) for sentence in THING),
    *((sentence, Who.NOBODY) for sentence in NOBODY),
]


def _reading(sentence: str) -> tuple[Reading, int]:
    """The reading of a sentence and the number of the word in square brackets."""
    before, _, rest = sentence.partition("[")
    text = sentence.replace("[", "").replace("]", "")
    words = (word for chunk in CHUNK.findall(text) for word in LEXICON.read(chunk))
    reading = Reading(text, 0, encoded(words), Scope.FILE, LEXICON, text)
    verb = next(at for at, word in enumerate(reading.words) if word.start >= len(before))
    assert rest
    return reading, verb


@pytest.mark.parametrize(("sentence", "meant"), CASES)
def test_the_subject_of_a_verb(sentence: str, meant: Who) -> None:
    assert subject_of(*_reading(sentence)) is meant


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("It was caused by [a] contractor who re-ran the batch.", Who.PERSON),
        ("It was caused by [the] engineer on call.", Who.PERSON),
        ("It was caused by [the] on-call engineer.", Who.PERSON),
        ("It was caused by [an] operator typing the wrong name.", Who.PERSON),
        ("It was caused by [Priya] Raman at 02:14.", Who.PERSON),
        ("It was caused by [the] network team last night.", Who.PERSON),
        ("It was caused by [one] of the engineers.", Who.PERSON),
        ("It was caused by [us].", Who.PERSON),
        ("It was caused by [customers] with an old key.", Who.CUSTOMER),
        ("It was caused by [the] engineer's script.", Who.THING),
        ("It was caused by [the] team's deploy of March.", Who.THING),
        ("It was caused by [a] change of the platform team.", Who.THING),
        ("It was caused by [operator] misconfiguration.", Who.THING),
        ("It was caused by [the] deploy job.", Who.THING),
        ("It was caused by [two] transfer jobs.", Who.THING),
        ("It was caused [.]", Who.NOBODY),
    ],
)
def test_the_noun_phrase_after_a_word(sentence: str, meant: Who) -> None:
    assert object_of(*_reading(sentence)) is meant


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("The page was never [missed] before.", True),
        ("The job got [killed].", True),
        ("The engineer has not [missed] a page.", False),
        ("The engineer [missed] the page.", False),
    ],
)
def test_passive_voice(sentence: str, passive: bool) -> None:
    assert is_passive(*_reading(sentence)) is passive
