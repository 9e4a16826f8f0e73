"""How a sentence makes its claim: denied, hedged, with evidence, with its agent, mentioned."""

from __future__ import annotations

import pytest

from app.lint.language import claims
from app.lint.language.mentions import mentioned
from tests.unit.lint.marked import marked, reading_of

DENIED = {
    "It was not the [root] cause.": True,
    "We found no [culprit] at all.": True,
    "We do not claim that everyone [knew].": True,
    "It wasn't anybody's [fault].": True,
    "Nobody [forgot] the key.": True,
    "It was load rather than human [error].": True,
    "The trace rules out a faulty [release].": True,
    "It was not only the [fault] of one team.": False,
    "The alarm did not ring, and the page was [missed].": False,
    "Nobody rang and the page was [missed].": False,
    "He did not call because the page was [missed].": False,
    "With no plan for it, the change was [approved].": False,
    "Without a second reader at hand the change was [approved].": False,
    "The [culprit] was not the disk.": False,
}


@pytest.mark.parametrize(("sentence", "expected"), DENIED.items())
def test_denied(sentence: str, expected: bool) -> None:
    reading, at = marked(sentence)
    assert claims.denied(reading, at) is expected


HEDGED = {
    "The cause was probably a full [disk].": True,
    "A possible [cause] is the driver.": True,
    "We think, but cannot show, that the backup [caused] it.": True,
    "Probable cause: a full [disk].": True,
    "As far as we know the disk [caused] it.": True,
    "So far the disk [caused] it.": True,
    "Was it [caused] by the disk?": True,
    "Whether it was [caused] by the disk is open.": True,
    "It may have been [caused] by the disk.": True,
    "We cannot say that the disk [caused] it.": True,
    "The disk [caused] it.": False,
    "On 7 May the disk [caused] it.": False,
    "Customers could not log in, [caused] by the disk.": False,
    "The load was perhaps high, but the disk [caused] it.": False,
    "It was [caused] by the disk and lasted about an hour.": False,
}


@pytest.mark.parametrize(("sentence", "expected"), HEDGED.items())
def test_hedged(sentence: str, expected: bool) -> None:
    reading, at = marked(sentence)
    assert claims.hedged(reading, at, at + 1) is expected


def test_a_word_of_belief_does_not_hedge_itself() -> None:
    reading, at = marked("The engineer [believed] that it was down.")
    assert claims.hedged(reading, at, at + 1)
    assert not claims.hedged(reading, at, at + 1, within=False)


EVIDENCE = {
    "According to the vendor it was the disk.": True,
    "She wrote at 02:14 that it was the disk.": True,
    "The logs show that it was the disk.": True,
    "It was the disk, as the audit of 4 May found.": True,
    "It was the disk (trace 7).": True,
    "It was the disk, see the dump in appendix C.": True,
    "No row was lost: the counts before and after are equal.": True,
    "In the interview she said it was the disk.": True,
    "It was the disk.": False,
    "The log shipper filled the disk.": False,
    "None of the six million records left the network.": False,
    "The trace collector was the cause.": False,
}


@pytest.mark.parametrize(("sentence", "expected"), EVIDENCE.items())
def test_evidence(sentence: str, expected: bool) -> None:
    assert claims.names_evidence(reading_of(sentence)) is expected


AGENT = {
    "The alarm was [muted] by the night shift.": True,
    "The alarm was [muted] at 02:10 by Priya.": True,
    "The change was [approved] by two members of the board.": True,
    "The check was [disabled] by default.": True,
    "The check was automatically [disabled].": True,
    "The alarm was [muted].": False,
    "The alarm was [muted] by hand.": False,
    "The alarm was [muted] by mistake.": False,
    "The alarm was [muted] by 14:00.": False,
    "The alarm was [muted] by noon.": False,
    "The alarm was [muted] by setting a flag.": False,
    "The alarm was [muted]; the page was sent by the monitor.": False,
}


@pytest.mark.parametrize(("sentence", "expected"), AGENT.items())
def test_agent(sentence: str, expected: bool) -> None:
    reading, at = marked(sentence)
    assert claims.agent_named(reading, at, at + 1) is expected


SIGNALS = {
    "Three heartbeats [were] missed.": True,
    "Three heartbeats of `agent-4` [were] missed.": True,
    "In build 4471 the stage `smoke-test` [was] skipped.": True,
    "1,240 rows [were] skipped.": True,
    "The alert about dropped packets [was] ignored.": False,
    "The approval for the job [was] skipped.": False,
    "The change [was] approved.": False,
}


@pytest.mark.parametrize(("sentence", "expected"), SIGNALS.items())
def test_subjects_that_machines_send(sentence: str, expected: bool) -> None:
    reading, at = marked(sentence)
    assert claims.about_signals(reading, at) is expected


CONDITIONAL = {
    "If the alarm was [muted], nobody would hear it.": True,
    "We asked whether the alarm was [muted].": True,
    "It went on as though it was [muted].": True,
    "The alarm was [muted] although it rang.": False,
    "The alarm was [muted], but ask if you need it.": False,
}


@pytest.mark.parametrize(("sentence", "expected"), CONDITIONAL.items())
def test_conditional(sentence: str, expected: bool) -> None:
    reading, at = marked(sentence)
    assert claims.conditional(reading, at, at + 1) is expected


MENTIONED = {
    "Avoid words such as [human] error.": True,
    "Avoid phrases like careless, sloppy or [human] error.": True,
    "Do not write such as a [human] error here.": True,
    "The term [human] error explains nothing.": True,
    "The field named [culprit] is empty.": True,
    "[Culprit] is a word that we leave out.": True,
    "[Culprit] stands for the last change in that tool.": True,
    "The review names [human] error.": False,
    "Systems such as the billing host were hit by [human] error.": False,
    "It looks like [human] error.": False,
    "In the long term [human] error remains.": False,
    "The [culprit] is a disk.": False,
}


@pytest.mark.parametrize(("sentence", "expected"), MENTIONED.items())
def test_mentioned(sentence: str, expected: bool) -> None:
    reading, at = marked(sentence)
    assert mentioned(reading, at, at + 1) is expected
