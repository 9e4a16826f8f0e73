"""Real footnotes and endnotes of a Word file, which python-docx has no words for.

A template sets ``{{r number|endnote }}`` or ``{{r number|footnote }}``. What stands in the body
then is a bare reference with the number of the note in the view; here the notes get their part,
and each note cited again becomes a cross reference to the first (ECMA-376, part 1, 17.11).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from markupsafe import Markup, escape

from app.domain.errors import ExportError
from app.domain.views import Note
from app.exporters.sandbox import printable

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OURS = "view-"  # before the number in a reference that is not whole yet
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Kind:
    """Footnotes or endnotes; ``quoted`` where the note tells the words of the evidence too."""

    name: str
    quoted: bool

    @property
    def reference(self) -> str:
        """The element that cites a note in the body."""
        return qn(f"w:{self.name}Reference")


FOOTNOTE = Kind("footnote", quoted=False)
ENDNOTE = Kind("endnote", quoted=True)


def reference(kind: Kind, number: int) -> Markup:
    """The run that cites a note of the view, until `set_notes` makes it whole."""
    return Markup('<w:r>{0}<w:{1}Reference w:id="{2}{3}"/></w:r>').format(
        _look(kind), kind.name, _OURS, int(number)
    )


def _look(kind: Kind) -> Markup:
    # Raised also where a template has lost the style.
    return Markup(
        '<w:rPr><w:rStyle w:val="{0}Reference"/><w:vertAlign w:val="superscript"/></w:rPr>'
    ).format(kind.name.title())


def set_notes(document: Document, notes: Sequence[Note]) -> None:
    """Give each reference in the body its note. A note that the body does not cite stays out."""
    known = {note.number: note for note in notes}
    for kind in (FOOTNOTE, ENDNOTE):
        references = _references(document, kind)
        if not references:
            continue
        part = _existing(document, kind)
        numbers = dict.fromkeys(number for number, _ in references)
        if unknown := numbers.keys() - known.keys():
            raise ExportError(
                f"The template cites note {min(unknown)}, which there is not; take the numbers from"
                " the notes of the rows of the timeline."
            )
        cited = [known[number] for number in numbers]
        counted = [note.number for note in cited] == list(range(1, len(cited) + 1))
        # Where Word would count otherwise than the document does, notes bear their own numbers.
        custom = not counted or (part is not None and _has_notes(part))
        offset = 0 if part is None else _last_id(part)
        _cite(document, kind, references, offset, custom=custom)
        if part is None:
            part = _new_part(document, kind)
        for note in cited:
            part.element.append(parse_xml(_note(kind, note, note.number + offset, custom=custom)))


def _references(document: Document, kind: Kind) -> list[tuple[int, BaseOxmlElement]]:
    found = (
        (each.get(qn("w:id"), ""), each) for each in document.element.body.iter(kind.reference)
    )
    return [
        (int(note_id.removeprefix(_OURS)), each)
        for note_id, each in found
        if note_id.startswith(_OURS)
    ]


def _has_notes(part: XmlPart) -> bool:
    return any(note.get(qn("w:type")) is None for note in part.element)


def _existing(document: Document, kind: Kind) -> XmlPart | None:
    """The notes that a template brings, as a part whose elements can be changed."""
    relations = document.part.rels.values()
    for relation in relations:
        if relation.reltype == f"{_TYPES}/{kind.name}s":
            old: Part = relation.target_part
            if isinstance(old, XmlPart):
                return old
            package = document.part.package
            new: XmlPart = XmlPart.load(old.partname, old.content_type, old.blob, package)
            relation._target = new
            return new
    return None


def _last_id(part: XmlPart) -> int:
    return max((int(note.get(qn("w:id"), "0")) for note in part.element), default=0)


def _cite(
    document: Document,
    kind: Kind,
    references: Sequence[tuple[int, BaseOxmlElement]],
    offset: int,
    *,
    custom: bool,
) -> None:
    """Finish the references: the first to each note cites it, the others refer to the first."""
    mark_id = _last_mark_id(document.element.body)
    cited = set()
    for number, element in references:
        run = element.getparent()
        if number in cited:
            _replace(run, _again(kind, number))
            continue
        cited.add(number)
        mark_id += 1
        element.set(qn("w:id"), str(number + offset))
        if custom:
            element.set(qn("w:customMarkFollows"), "1")
            run.append(parse_xml(f"<w:t {nsdecls('w')}>{number}</w:t>"))
        start = f'<w:bookmarkStart {nsdecls("w")} w:id="{mark_id}" w:name="{kind.name}_{number}"/>'
        run.addprevious(parse_xml(start))
        run.addnext(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{mark_id}"/>'))


def _last_mark_id(body: BaseOxmlElement) -> int:
    return max((int(mark.get(qn("w:id"))) for mark in body.iter(qn("w:bookmarkStart"))), default=0)


def _replace(run: BaseOxmlElement, runs: str) -> None:
    for new in list(parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>")):
        run.addprevious(new)
    run.getparent().remove(run)


def _again(kind: Kind, number: int) -> str:
    """A cross reference to a note that was cited before, its number filled in already."""
    look = _look(kind)
    code = f" NOTEREF {kind.name}_{number} \\f \\h "
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look}<w:t>{number}</w:t></w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _new_part(document: Document, kind: Kind) -> XmlPart:
    name = PackURI(f"/word/{kind.name}s.xml")
    element = parse_xml(_separators(kind))
    part = XmlPart(name, f"{_CONTENT}.{kind.name}s+xml", element, document.part.package)
    document.part.relate_to(part, f"{_TYPES}/{kind.name}s")
    _announce(document, kind)
    return part


def _separators(kind: Kind) -> str:
    """The part with the lines above notes. Endnotes follow a heading and need none."""
    line = "<w:r><w:separator/></w:r>" if kind is FOOTNOTE else ""
    rest = "<w:r><w:continuationSeparator/></w:r>" if kind is FOOTNOTE else ""
    thin = '<w:pPr><w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>'
    return (
        f"<w:{kind.name}s {nsdecls('w')}>"
        f'<w:{kind.name} w:type="separator" w:id="-1"><w:p>{thin}{line}</w:p></w:{kind.name}>'
        f'<w:{kind.name} w:type="continuationSeparator" w:id="0"><w:p>{thin}{rest}</w:p>'
        f"</w:{kind.name}></w:{kind.name}s>"
    )


def _announce(document: Document, kind: Kind) -> None:
    """Tell the settings which separators there are, and each section that notes count 1, 2, 3."""
    count = '<w:numFmt w:val="decimal"/>'
    separators = f'<w:{kind.name} w:id="-1"/><w:{kind.name} w:id="0"/>'
    settings = document.settings.element
    _put(settings, kind, count + separators, (qn("w:endnotePr"), qn("w:compat")))
    for section in document.element.body.iter(qn("w:sectPr")):
        _put(section, kind, count, (qn("w:endnotePr"), qn("w:type"), qn("w:pgSz")))


def _put(owner: BaseOxmlElement, kind: Kind, inside: str, before: tuple[str, ...]) -> None:
    """Set how notes of a kind are counted, in its place among the properties of ``owner``."""
    name = f"{kind.name}Pr"
    old = owner.find(qn(f"w:{name}"))
    if old is not None:
        owner.remove(old)
    new = parse_xml(f"<w:{name} {nsdecls('w')}>{inside}</w:{name}>")
    after = next((child for child in owner if child.tag in before), None)
    if after is None:
        owner.append(new)
    else:
        after.addprevious(new)


def _note(kind: Kind, note: Note, note_id: int, *, custom: bool) -> Markup:
    style = kind.name.title()
    number = Markup("<w:t>{0}</w:t>").format(note.number)
    own = Markup("<w:{0}Ref/>").format(kind.name)
    origin = _runs(" · ".join(note.origin))
    marks = [_runs(f" · {mark}", Markup("<w:rPr><w:i/></w:rPr>")) for mark in note.marks]
    quoted = kind.quoted and bool(note.quote)  # some readers get no quotes
    keep = Markup("<w:keepNext/>") if quoted else ""
    head = Markup(
        '<w:p><w:pPr><w:pStyle w:val="{0}Text"/>{1}</w:pPr><w:r>{2}</w:r><w:r><w:tab/></w:r>{3}'
        "</w:p>"
    ).format(style, keep, number if custom else own, Markup().join([origin, *marks]))
    quote = Markup('<w:p><w:pPr><w:pStyle w:val="Evidence"/></w:pPr>{0}</w:p>')
    return Markup('<w:{0} {1} w:id="{2}">{3}{4}</w:{0}>').format(
        kind.name,
        Markup(nsdecls("w")),  # noqa: S704  a constant
        note_id,
        head,
        quote.format(_runs(note.quote)) if quoted else "",
    )


def _runs(text: str, look: str = "") -> Markup:
    """A text as it stands, its lines and tabs kept."""
    pieces = escape(printable(text))
    pieces = pieces.replace("\n", Markup('</w:t><w:br/><w:t xml:space="preserve">'))
    pieces = pieces.replace("\t", Markup('</w:t><w:tab/><w:t xml:space="preserve">'))
    return Markup('<w:r>{0}<w:t xml:space="preserve">{1}</w:t></w:r>').format(look, pieces)
