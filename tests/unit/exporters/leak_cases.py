"""Documents with names and private sentences hidden in them, and the same documents without.

A `Canary` is a secret with a role of its own, so that a test can tell which ones were found. All
names are made of syllables; the twin of a document hides names that nobody has asked for.
"""

from __future__ import annotations

import base64
import quopri
import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from app.domain.leaks import PrivateText, Secrets
from app.domain.people import AliasKind, KnownName
from tests.unit.exporters.leak_files import FORMATS, Format


def _words(text: str) -> list[str]:
    return text.split()


_STARTS = _words("b br d dr f g gr h j k kl l m n p pr r s st t tr v z ö ä é ø ł ş")
_ENDS = _words("an el ik or und ask eth ov isk ura emi ado ilde olk")
_ORDINARY = _words("Mark Will Bill Grace Rob Pat Sue Max Ray Dean Grant Chase Drew Jack Rose Dawn")
_PRIVATE = "we told the {} vendor about {} before the {} broke"
_THINGS = _words("cable mirror ladder kettle basket engine candle garden lantern ribbon")


@dataclass(frozen=True)
class Canary:
    """One secret, a text that gives it away, and the role (or place) that tells it apart."""

    mark: str
    shown: str
    name: KnownName | None = None
    private: PrivateText | None = None


@dataclass(frozen=True)
class Case:
    """A document with canaries in it, and its twin without."""

    fmt: str
    file_name: str
    data: bytes
    canaries: tuple[Canary, ...]
    clean_name: str
    clean: bytes

    @property
    def secrets(self) -> Secrets:
        return Secrets(
            tuple(each.name for each in self.canaries if each.name),
            tuple(each.private for each in self.canaries if each.private),
        )


def case(number: int) -> Case:
    """The case of that number: always the same one."""
    chance = random.Random(number)  # noqa: S311  repeatable, no secret
    build = FORMATS[number % len(FORMATS)]
    canaries = tuple(_canary(chance, f"{number}-{at}", at) for at in range(50))
    twins = tuple(_canary(chance, f"{number}-{at}-twin", at) for at in range(50))
    seed = chance.random()
    (name, data), (clean_name, clean) = (_document(build, each, seed) for each in (canaries, twins))
    return Case(build.fmt, name, data, canaries, clean_name, clean)


def _document(build: Format, canaries: Sequence[Canary], seed: float) -> tuple[str, bytes]:
    """A file name with the first canary in it, and a document with the others."""
    texts = [each.shown for each in canaries]
    name = f"Orders down – {''.join(texts[0].splitlines())}.{build.fmt}"
    return name, build.make(texts[1:], random.Random(seed))  # noqa: S311  repeatable, no secret


def _canary(chance: random.Random, mark: str, at: int) -> Canary:
    if at and at % 10 == 0:
        return _private(chance, mark)
    if at and at % 12 == 0:
        return _ordinary(chance, mark, twin=mark.endswith("twin"))
    if at % 15 == 7:
        key = "U0" + "".join(chance.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=9))
        return Canary(mark, f"<@{key}>", KnownName(key, AliasKind.KEY, mark, mark))
    first, last = _word(chance), _word(chance)
    if at % 11 == 5:
        text = f"{first}.{last}@{_word(chance)}.example"
        known = KnownName(text, AliasKind.ADDRESS, mark, mark)
        return Canary(
            mark, chance.choice([text, text.upper(), f"<{text}>", text.partition("@")[0]]), known
        )
    known = KnownName(f"{first.title()} {last.title()}", AliasKind.NAME, mark, mark)
    return Canary(mark, chance.choice(DISGUISES)(first.title(), last.title()), known)


def _private(chance: random.Random, mark: str) -> Canary:
    words = _PRIVATE.format(_word(chance), _word(chance), chance.choice(_THINGS))
    shown = chance.choice(
        [
            words,
            words.upper(),
            " ".join(words.split()[2:8]),
            words.replace(" ", "  "),
            _base64(words),
        ]
    )
    return Canary(mark, shown, private=PrivateText(f"Nobody knows {mark}. {words}.", mark))


def _ordinary(chance: random.Random, mark: str, *, twin: bool) -> Canary:
    name = _word(chance).title() if twin else _ORDINARY[int(mark.rpartition("-")[2]) // 12 - 1]
    use = chance.choice(
        [
            "we asked {0} to look",
            "thanks to {1} for the fix",
            "@{1}",
            "and {1} said so",
            "then {2} slept",
        ]
    )
    shown = use.format(name, name.lower(), name.upper())
    return Canary(mark, shown, KnownName(name, AliasKind.NAME, mark, mark))


def _word(chance: random.Random) -> str:
    """A name that is no word: a few syllables, sometimes with letters of other languages."""
    return "".join(chance.choice(_STARTS) + chance.choice(_ENDS) for _ in range(3))


def _base64(text: str, encoding: str = "utf-8") -> str:
    return base64.b64encode(text.encode(encoding)).decode()


def _plain(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.replace("ø", "o").replace("ł", "l").replace("Ø", "O"))
    return "".join(each for each in marks.replace("Ł", "L") if not unicodedata.combining(each))


def _as_two(text: str) -> str:
    for letter, two in {"ö": "oe", "ä": "ae", "ø": "oe", "Ö": "Oe", "Ä": "Ae", "Ø": "Oe"}.items():
        text = text.replace(letter, two)
    return _plain(text)


def _entities(text: str) -> str:
    return "".join(f"&#{ord(each)};" for each in text)


DISGUISES: list[Callable[[str, str], str]] = [
    lambda first, last: f"{first} {last}",
    lambda first, last: f"{first} {last}".upper(),
    lambda first, last: f"{first} {last}".lower(),
    lambda first, last: f"{first}'s",
    lambda first, last: f"{last}\N{RIGHT SINGLE QUOTATION MARK}s laptop",
    lambda first, last: f"{last}, {first}",
    lambda first, last: f"{first}\N{NO-BREAK SPACE}{last}",
    lambda first, last: f"{first}  {last}",
    lambda first, last: f"{first}\n{last}",
    lambda first, last: f"{last}",
    lambda first, last: f"{first}.{last}".lower(),
    lambda first, last: f"{first}_{last}".lower(),
    lambda first, last: f"{first}{last}",
    lambda first, last: f"{first}{last}".lower(),
    lambda first, last: f"{first}-laptop".lower(),
    lambda first, last: f"@{first}".lower(),
    lambda first, last: f"{first}01".lower(),
    lambda first, last: first[:2] + "\N{ZERO WIDTH SPACE}" + first[2:],
    lambda first, last: first[:3] + "\N{SOFT HYPHEN}" + first[3:],
    lambda first, last: first[:3] + "-\n" + first[3:],
    lambda first, last: unicodedata.normalize("NFD", first),
    lambda first, last: _plain(first),
    lambda first, last: _as_two(first),
    lambda first, last: "".join(chr(ord(c) + 0xFEE0) if c.isascii() else c for c in last),
    lambda first, last: quote(f"{first} {last}"),
    lambda first, last: "".join(f"%{byte:02X}" for byte in first.encode()),
    lambda first, last: _base64(f"{first} {last}"),
    lambda first, last: base64.urlsafe_b64encode(f"ö?{first}".encode()).decode().rstrip("="),
    lambda first, last: _base64(first, "utf-16-le"),
    lambda first, last: _base64(f"from: {last}", "utf-16-be"),
    lambda first, last: _entities(first),
    lambda first, last: quopri.encodestring(f"={first} ö".encode()).decode(),
    lambda first, last: "".join(f"\\u{ord(each):04x}" for each in first),
    lambda first, last: first.encode().hex(),
]
