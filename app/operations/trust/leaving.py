"""What of a trust case a document would take along, before it leaves; and choosing what it may.

A document of a trust case is made for one reader, for one thing and one reader, for one apology,
or for one packet; its subject says which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.casebook import Casebook, Drafts
from app.domain.audiences import READERS, Audience, AudienceChoice
from app.domain.drafted import Draft
from app.domain.drafts import Case, Entry
from app.domain.leaks import Leak, LeakError
from app.domain.moments import zone_named
from app.domain.practice.chain import Factor
from app.domain.practice.corrective import CorrectiveAction
from app.domain.practice.ranking import in_rank
from app.domain.trust import apology_rules
from app.domain.trust.account import GroupStatement, Paragraph
from app.domain.trust.apology import Apology
from app.domain.trust.breaks import Side, TrustBreak
from app.domain.trust.claims import PublicStatement
from app.domain.trust.follow_through import Checkpoint, UpdateNote
from app.domain.trust.frame import AffectedGroup, FramePiece
from app.domain.trust.piece_words import HEADINGS, first_words, in_reading_order
from app.domain.trust.pieces import WORDED, worded
from app.domain.trust.repairs import Invitation, Repair, RepairState, RepairTarget
from app.domain.trust.signals import Signal
from app.domain.trust.support import PacketPiece, SupportPacket
from app.domain.wording import NameSeen
from app.operations import exports
from app.operations.trust import showing
from app.operations.trust.packets import PieceLine, line_of

APOLOGY, PACKET = "apology", "support-packet"

HOLDS: Mapping[str, tuple[type[Draft], ...]] = {
    "repair-frame": (FramePiece, AffectedGroup),
    "shared-account": (Entry, Factor, Paragraph, GroupStatement),
    "claim-check": (PublicStatement,),
    "trust-break-map": (TrustBreak,),
    "repair-actions": (TrustBreak, Repair, CorrectiveAction, Invitation),
    "recovery-review": (GroupStatement, TrustBreak, Repair, Signal, Checkpoint),
    "update-note": (UpdateNote,),
    PACKET: tuple(WORDED),
}
"""The kinds of pieces that each document can hold."""

_MAP = "trust-break-map"
"""It tells of the repairs for its breaks, too, where its readers see them."""

_UNSAID = "Say whom the packet is for and what for before it is exported."


@dataclass(frozen=True, slots=True)
class LeavingPiece:
    """A piece that leaves: the kind in words, its first words as the readers get them."""

    id: str
    heading: str
    words: str
    otherwise: bool
    """Whether the readers hear it in words of their own."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What one document would take along now.

    ``text`` is the document as Markdown. ``stays`` counts what stays back, by kind in words.
    ``could`` are private pieces that the document could hold. ``needs`` is what these readers
    need to know, as the frame has it. ``names`` and ``leaks`` are what stands in its way.
    """

    text: str
    leaves: tuple[LeavingPiece, ...]
    stays: tuple[tuple[str, int], ...]
    could: tuple[PieceLine, ...]
    needs: tuple[str, ...]
    names: tuple[NameSeen, ...]
    leaks: tuple[Leak, ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document of a trust case: its template, what it is about, and whom it is for in words.

    ``leaves`` is how many pieces it would take along. ``waits`` says why it cannot leave yet.
    """

    document_id: str
    subject_id: str
    heading: str
    words: str
    leaves: int = 0
    waits: str = ""


def documents(casebook: Casebook, case_id: str) -> tuple[DocumentLine, ...]:
    """Every document of a case, template by template, also those that cannot leave yet."""
    offered = exports.choices(casebook, case_id)
    titles = {each.id: each.title for each in exports.offered(casebook)}
    with casebook.drafts() as drafts:
        state = _State.of(drafts, case_id)
        found = [
            DocumentLine(
                choice.template.id,
                choice.subject.id,
                choice.template.title,
                choice.subject.label,
                len(state.leaves(choice.template.id, choice.subject.id)),
            )
            for choice in offered
            if choice.subject is not None and choice.template.id in titles
        ]
        there = {line.subject_id for line in found}
        found += [
            line for line in _waiting(drafts, case_id, titles) if line.subject_id not in there
        ]
    order = [*HOLDS, APOLOGY]
    return tuple(sorted(found, key=lambda line: order.index(line.document_id)))


def _waiting(drafts: Drafts, case_id: str, titles: Mapping[str, str]) -> Iterator[DocumentLine]:
    """Apologies and packets that do not say yet what they must."""
    for apology in in_rank(drafts.of_case(Apology, case_id)):
        words = f"to {apology.recipient.strip() or 'nobody yet'}"
        yield DocumentLine(
            APOLOGY, apology.id, titles[APOLOGY], words, waits=apology_rules.refusal(apology)
        )
    for packet in in_rank(drafts.of_case(SupportPacket, case_id)):
        words = f"for {packet.recipient.strip() or 'nobody yet'}"
        yield DocumentLine(PACKET, packet.id, titles[PACKET], words, waits=_UNSAID)


def reader_of(document_id: str, subject_id: str) -> Audience | None:
    """Whom a document is for; None for an apology or a packet, which are for one person."""
    if document_id in (APOLOGY, PACKET):
        return None
    value = subject_id.rpartition("/")[2]
    return next((reader for reader in READERS if reader.value == value), None)


def leaving(casebook: Casebook, case_id: str, document_id: str, subject_id: str) -> Leaving:
    """What would leave with a document now, and what would not.

    Raises `NotFoundError` where there is no such document any more, `ExportError`.
    """
    made = exports.render(casebook, case_id, document_id, "md", subject_id=subject_id)
    names = exports.names(casebook, case_id, document_id, subject_id)
    with casebook.drafts() as drafts:
        state = _State.of(drafts, case_id)
        needs = _needs(drafts.of_case(AffectedGroup, case_id), reader_of(document_id, subject_id))
    leaves = state.leaves(document_id, subject_id)
    return Leaving(
        text=made.data.decode(),
        leaves=leaves,
        stays=state.stays(each.id for each in leaves),
        could=state.could(document_id, subject_id),
        needs=needs,
        names=tuple(names),
        leaks=made.leaks,
    )


def as_text(casebook: Casebook, case_id: str, document_id: str, subject_id: str) -> str:
    """A document as Markdown to copy. Raises `LeakError` where it must not leave so."""
    made = exports.render(casebook, case_id, document_id, "md", subject_id=subject_id)
    if made.leaks:
        raise LeakError(made.leaks)
    return made.data.decode()


def release(casebook: Casebook, case_id: str, target_ids: Iterable[str], reader: Audience) -> None:
    """Show these pieces to a reader in one step; raises as `showing.show`."""
    showing.show_all(casebook, case_id, target_ids, reader)


@dataclass(frozen=True, slots=True)
class _State:
    """Everything of a case that can be shown, and who was chosen to see it."""

    pieces: Sequence[Draft]
    apologies: Sequence[Apology]
    held: Sequence[PacketPiece]
    shown: showing.ChosenReaders
    ties: Sequence[RepairTarget]
    zone: ZoneInfo

    @classmethod
    def of(cls, drafts: Drafts, case_id: str) -> _State:
        """Read it."""
        return cls(
            in_reading_order([row for kind in WORDED for row in _rows(drafts, kind, case_id)]),
            drafts.of_case(Apology, case_id),
            drafts.of_case(PacketPiece, case_id),
            showing.by_piece(drafts.of_case(AudienceChoice, case_id)),
            drafts.of_case(RepairTarget, case_id),
            zone_named(drafts.get(Case, case_id).zone),
        )

    def leaves(self, document_id: str, subject_id: str) -> tuple[LeavingPiece, ...]:
        """What a document would take along."""
        if document_id == APOLOGY:
            return tuple(_apology(one) for one in self.apologies if one.id == subject_id)
        about, slash, _reader = subject_id.rpartition("/")
        kinds, chosen = HOLDS[document_id], self._chosen(document_id, subject_id)
        return tuple(
            LeavingPiece(
                piece.id,
                HEADINGS[type(piece)],
                first_words(worded(piece, chosen[piece.id]), self.zone),
                bool(chosen[piece.id].strip()),
            )
            for piece in self.pieces
            if piece.id in chosen
            and not getattr(piece, "private", False)
            and (isinstance(piece, kinds) or (document_id == _MAP and self._on_map(piece, chosen)))
            and (not slash or piece.id == about)
        )

    def _on_map(self, piece: Draft, chosen: Mapping[str, str]) -> bool:
        """Whether a piece is a repair that is told for a break which these readers see."""
        if not isinstance(piece, Repair) or piece.state is RepairState.DROPPED:
            return False
        is_for = {tie.break_id for tie in self.ties if tie.repair_id == piece.id}
        return bool(piece.text.strip() and is_for & chosen.keys())

    def stays(self, leaving_ids: Iterable[str]) -> tuple[tuple[str, int], ...]:
        """How many pieces of each kind stay back."""
        gone = set(leaving_ids)
        count = Counter(HEADINGS[type(piece)] for piece in self.pieces if piece.id not in gone)
        return tuple((each, count[each]) for each in HEADINGS.values() if count[each])

    def could(self, document_id: str, subject_id: str) -> tuple[PieceLine, ...]:
        """What a document for a reader could hold, and nobody chose for them."""
        if reader_of(document_id, subject_id) is None or "/" in subject_id:
            return ()  # it is put together elsewhere, or about one thing that is shown already
        kinds, chosen = HOLDS[document_id], self._chosen(document_id, subject_id)
        return tuple(
            line_of(piece, self.zone)
            for piece in self.pieces
            if piece.id not in chosen and isinstance(piece, kinds)
        )

    def _chosen(self, document_id: str, subject_id: str) -> dict[str, str]:
        """What was chosen for the readers of a document, by its id, with their wording."""
        if document_id == PACKET:
            return {each.target_id: "" for each in self.held if each.packet_id == subject_id}
        reader = reader_of(document_id, subject_id)
        return {
            target_id: choice.wording
            for target_id, choices in self.shown.items()
            for choice in choices
            if choice.audience is reader
        }


def _apology(apology: Apology) -> LeavingPiece:
    words = " ".join((apology.words or apology.act).split()) or "Not written yet"
    return LeavingPiece(apology.id, "Apology", words[:90], otherwise=False)


_SIDES = {
    Audience.TEAM: Side.INSIDE,
    Audience.LEADERSHIP: Side.UPWARD,
    Audience.OUTSIDE: Side.OUTWARD,
}


def _needs(groups: Sequence[AffectedGroup], reader: Audience | None) -> tuple[str, ...]:
    """What the groups among these readers need to know, in which detail."""
    if reader is None:
        return ()
    return tuple(
        f"{group.name.strip() or 'A group'}: {group.detail.strip()}"
        for group in groups
        if group.side is _SIDES[reader] and group.detail.strip()
    )


def _rows(drafts: Drafts, kind: type[Draft], case_id: str) -> list[Draft]:
    return drafts.of_case(kind, case_id)
