"""Sentences as the rules read them, with the word in question in square brackets."""

from __future__ import annotations

from app.domain.candour.findings import Scope
from app.lint.language.lexicon import Lexicon
from app.lint.language.readings import CHUNK, Reading, encoded
from app.lint.rule_files import shipped

LEXICON = Lexicon(shipped().lists)


def reading_of(sentence: str) -> Reading:
    words = (word for chunk in CHUNK.findall(sentence) for word in LEXICON.read(chunk))
    return Reading(sentence, 0, encoded(words), Scope.FILE, LEXICON, sentence)


def marked(sentence: str) -> tuple[Reading, int]:
    """The reading of a sentence with the number of the word that stands in square brackets."""
    before = sentence.index("[")
    plain = sentence.replace("[", "").replace("]", "")
    reading = reading_of(plain)
    return reading, next(at for at, word in enumerate(reading.words) if word.start == before)
