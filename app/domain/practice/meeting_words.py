"""What is said at every review meeting, whatever the incident: principles and open questions."""

from __future__ import annotations

from app.domain.practice.meetings import Openness

PRINCIPLES = (
    ("We look at systems.", "Not at individuals: what made this possible, and likely?"),
    ("Everybody did their best", "with what they knew, saw and could do at that moment."),
    ("What we learn is shared", "with other teams. They have paths like this one."),
    ("We are open and humble.", "“I don't know” and “I saw it otherwise” help everybody."),
    ("Insight becomes change:", "few actions, each with an owner, a day, and a sign of success."),
)
"""The five principles, each as a beginning and the rest of the sentence."""

QUESTIONS = (
    "What did you see at that moment, and what did you take it for?",
    "What did we know then that we know now otherwise?",
    "What made that step sensible to those who took it?",
    "Which condition made the impact larger, or the recovery slower, than any other?",
    "Was this the trigger, or did it only open the way?",
    "What helped, and might be missing the next time?",
    "Which change would make this less likely, or smaller?",
    "What should go into guidance, tools or ownership?",
)
"""Open questions: nobody can answer them with yes or no, or with a name."""

GROUP_QUESTION = "Do people speak more or less openly after our reviews?"

OPENNESS_WORDS = {
    Openness.NOT_ASKED: "Not asked yet",
    Openness.MORE: "More openly",
    Openness.SAME: "As before",
    Openness.LESS: "Less openly",
    Openness.DECLINED: "The group would rather not say",
}
