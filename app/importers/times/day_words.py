"""Days, weekdays and months by their names: in English, German, French, Spanish, Portuguese, Dutch.

As the windows of chats write them in each language, and people in their reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTHS = (
    "january jan januar jänner janvier janv enero ene janeiro januari",
    "february feb februar février févr fév febrero fevereiro fev februari",
    "march mar märz mär mrz mars marzo março maart mrt",
    "april apr avril avr abril abr",
    "may mai mayo maio mei",
    "june jun juni juin junio junho",
    "july jul juli juillet juil julio julho",
    "august aug août agosto ago augustus",
    "september sept sep septembre septiembre setiembre setembro",
    "october oct oktober okt octobre octubre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dic dezembro",
)
_WEEKDAYS = (
    "monday mon montag lundi lunes segunda-feira maandag",
    "tuesday tues tue dienstag mardi martes terça-feira dinsdag",
    "wednesday wednes wed mittwoch mercredi miércoles quarta-feira woensdag",
    "thursday thurs thu donnerstag jeudi jueves quinta-feira donderdag",
    "friday fri freitag vendredi viernes sexta-feira vrijdag",
    "saturday satur sat samstag sonnabend samedi sábado zaterdag",
    "sunday sun sonntag dimanche domingo zondag",
)
_SHORT_WEEKDAYS = (
    "mo lun seg ma",
    "di mar ter",
    "mi mer mié qua wo",
    "do jeu jue qui",
    "fr ven vie sex vr",
    "sa sam sáb za",
    "so dim dom zo",
)
_BACK = (
    "today heute aujourd'hui aujourd’hui hoy hoje vandaag",
    "yesterday gestern hier ayer ontem gisteren",
    "vorgestern avant-hier anteayer anteontem eergisteren",
)


def _numbered(rows: Iterable[str], first: int) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, first) for word in row.split()}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


MONTH_NUMBERS = _numbered(_MONTHS, 1)
"""Names of months and what windows shorten them to, in small letters; January is 1."""
WEEKDAY_NUMBERS = _numbered(_SHORT_WEEKDAYS, 0) | _numbered(_WEEKDAYS, 0)
"""Names of weekdays in small letters; Monday is 0."""
DAYS_BACK = _numbered(_BACK, 0)
"""Words for today and the days before it, in small letters: how many days back each is."""
MONTH = f"(?:{_any_of(MONTH_NUMBERS)})"
WEEKDAY = f"(?:{_any_of(_numbered(_WEEKDAYS, 0))})"
SHORT_WEEKDAY = f"(?:{_any_of(_numbered(_SHORT_WEEKDAYS, 0))})"
"""Many of these are names and words too: they are weekdays only before a dot or a comma and a
date, as in “Di., 14. Mai”."""
BACK = f"(?:{_any_of(DAYS_BACK)})"
