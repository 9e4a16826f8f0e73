"""Which columns of a table hold what: a proposal by their headers and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.folding import plain
from app.domain.moments import DAY_US
from app.domain.questions import ColumnMapping
from app.importers.logs.line_log import share, words
from app.importers.times.field_time import FieldTimes, numbers_date

MOSTLY = 0.6
"""In so many of the filled cells a column holds times, if it does."""

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d{1,6})?)?(?: ?[AaPp]\.?[Mm]\.?)?(?: Uhr)?")
_BARE = re.compile(r"[\d.eE+-]+")
_SERIAL = re.compile(r"[3-6]\d{4}(?:\.\d{1,12})?")
_WORD = re.compile(r"[a-z]+")
_HAS_CLOCK = re.compile(r"\d[:.]\d\d")
_HOW = frozenset(
    words("at on in am um date time datetime timestamp utc iso epoch unix ms datum zeit fecha hora")
)
"""Words of a header that say how a moment is written, not which: ``CreatedAt``, ``CreatedDate``."""
_CHANGED = frozenset(
    words("updated update modified changed edited geandert aktualisiert modifie modificado")
)
"""What was changed later had happened before."""

_TIME = words(
    """
    timestamp datetime time date when occurred created started start at ts eventtime
    zeitstempel zeitpunkt zeit datum uhrzeit wann beginn erstellt
    horodatage date heure quand debut cree
    fecha hora cuando inicio creado
    """
)
_WHO = words(
    """
    who author user username actor person by from sender reporter owner name assignee speaker
    wer autor verfasser benutzer nutzer person von melder absender
    qui auteur utilisateur par expediteur
    quien usuario por remitente
    """
)
_TEXT = words(
    """
    text message msg event description summary what note notes comment action details detail title
    subject update content body status entry
    nachricht ereignis beschreibung was notiz bemerkung kommentar massnahme betreff inhalt
    texte evenement message quoi commentaire titre objet contenu
    texto mensaje evento descripcion que nota comentario accion titulo asunto
    """
)
_NO_TEXT = frozenset(words("id ids key code type kind template count number nr no url link"))
"""A header with one of these names no text, whatever else it says."""
_PLACE = words(
    """
    host hostname server service system component channel place location source where node pod
    application app environment region
    rechner dienst kanal ort system komponente quelle wo umgebung
    serveur canal lieu systeme composant ou
    servidor servicio canal lugar sistema componente donde
    """
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What headers and cells suggest. ``certain`` where nobody needs to be asked for the time."""

    mapping: ColumnMapping
    certain: bool


def proposal(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Proposal:
    """Which columns hold what, by some rows of a table; a cell may be missing at a row's end."""
    cells = {
        name: [row[index] for row in rows if index < len(row) and row[index].strip()]
        for index, name in enumerate(columns)
    }
    dated = [name for name in columns if is_dated(name, cells[name])]
    clocks = [name for name in columns if is_clock(cells[name])]
    moments = _moments(dated, cells)
    time = _best(moments, _TIME, strict=False) or _best(clocks, _TIME, strict=False)
    left = [name for name in columns if name not in {time, *clocks, *dated}]
    who = _best(left, _WHO, strict=True)
    place = _best([name for name in left if name != who], _PLACE, strict=True)
    texts = _texts([name for name in left if name not in {who, place}], cells)
    mapping = ColumnMapping(time=time, who=who, text=texts, place=place)
    apart = len(moments) == len(clocks) == 1  # a date, and the time of day beside it
    return Proposal(mapping, certain=len(moments) + len(clocks) == 1 or apart)


def _moments(dated: Sequence[str], cells: dict[str, list[str]]) -> list[str]:
    """The columns that may tell when a row happened: each moment once, and no mere later change."""
    told: dict[tuple[str, ...], str] = {}
    for name in dated:
        said = _said(name) or [name]
        moment = tuple(word for word in said if word not in _HOW)
        known = told.get(moment)
        if known is None or _exactness(cells[name]) > _exactness(cells[known]):
            told[moment] = name
    first = [name for name in told.values() if not _CHANGED.intersection(_said(name))]
    return first or list(told.values())


def _exactness(cells: Sequence[str]) -> tuple[float, float, float]:
    """How exactly cells tell a moment: with a time of day, then with a zone, then how finely."""
    times = FieldTimes()
    stamps = [times.read(cell) for cell in cells]
    clocks = share(
        _HAS_CLOCK.search(cell) or (stamp is not None and stamp.precision.step_us < DAY_US)
        for cell, stamp in zip(cells, stamps, strict=True)
    )
    zoned = share(stamp is not None and stamp.zoned for stamp in stamps)
    finest = min((stamp.precision.step_us for stamp in stamps if stamp), default=DAY_US)
    return clocks, zoned, -finest


def is_dated(name: str, cells: Sequence[str]) -> bool:
    """Whether a column holds times with a date; bare numbers only where its header says so."""
    if not cells:
        return False
    if all(_BARE.fullmatch(cell.strip()) and not numbers_date(cell) for cell in cells):
        said = _says(name, _TIME) > 0
        times = FieldTimes()
        return said and share(times.read(cell) or is_serial(cell) for cell in cells) >= MOSTLY
    times = FieldTimes()
    return share(numbers_date(cell) or times.read(cell) for cell in cells) >= MOSTLY


def is_clock(cells: Sequence[str]) -> bool:
    """Whether a column holds times of day without a date."""
    return bool(cells) and share(_CLOCK.fullmatch(cell.strip()) for cell in cells) >= MOSTLY


def is_serial(cell: str) -> bool:
    """Whether a cell is a day as spreadsheets count them, since 1899-12-30."""
    return _SERIAL.fullmatch(cell.strip()) is not None


def _best(names: Sequence[str], looked_for: tuple[str, ...], *, strict: bool) -> str | None:
    """The column whose header says most plainly what is looked for; the first among equals.

    Where not ``strict``, a header may say nothing at all.
    """
    found = max(names, key=lambda name: _says(name, looked_for), default=None)
    if found is None or (strict and not _says(found, looked_for)):
        return None
    return found


def _texts(names: Sequence[str], cells: dict[str, list[str]]) -> tuple[str, ...]:
    """The columns whose headers promise text, else the one with the longest cells."""
    said = tuple(
        name
        for name in names
        if _says(name, _TEXT) and cells[name] and not _NO_TEXT.intersection(_said(name))
    )
    if said:
        return said
    longest = max(names, key=lambda name: _length(cells[name]), default=None)
    return () if longest is None or not _length(cells[longest]) else (longest,)


def _length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def _says(header: str, looked_for: tuple[str, ...]) -> int:
    """How plainly a header says one of the words: more for all of it, and for an earlier word."""
    said = _said(header)
    for rank, word in enumerate(looked_for):
        if said == [word]:
            return 2_000 - rank
    ranks = [rank for rank, word in enumerate(looked_for) if word in said]
    return 1_000 - ranks[0] if ranks else 0


def _said(header: str) -> list[str]:
    """The words of a header, without accents: ``createdAt`` and ``Créé le`` have two."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain(header).text)
    return _WORD.findall(spaced.casefold())
