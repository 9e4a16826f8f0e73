"""The commands about documents: writing one, and what in it names people."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.access import of_case
from app.cli.output import Fields, Output, WrongUseError
from app.domain.drafts import Case
from app.domain.errors import InvalidInputError
from app.domain.leaks import Leak
from app.domain.wording import NameSeen
from app.operations import answers, exports, pictures

if TYPE_CHECKING:
    from app.casebook import Casebook


def export(asked: argparse.Namespace, output: Output) -> None:
    """Write a document."""
    with of_case(asked, output) as (casebook, case):
        target = exports.export(
            casebook,
            case.id,
            asked.document,
            asked.format,
            asked.output,
            subject_id=_subject(casebook, case, asked),
        )
    output.result({"file": str(target)}, str(target))


def picture(asked: argparse.Namespace, output: Output) -> None:
    """Write the picture of the timeline, or of the failure chain."""
    with of_case(asked, output) as (casebook, case):
        target = pictures.export_picture(
            casebook, case.id, pictures.Drawing(asked.of), asked.format, asked.output
        )
    output.result({"file": str(target)}, str(target))


def names(asked: argparse.Namespace, output: Output) -> None:
    """List the names in a document, or answer for some of them."""
    if asked.words is None and (asked.because, asked.instead) != (None, None):
        raise WrongUseError("--because and --instead need --words, the words they are about.")
    with of_case(asked, output) as (casebook, case):
        subject = _subject(casebook, case, asked)

        def read() -> tuple[list[NameSeen], tuple[Leak, ...]]:
            rendered = exports.render(
                casebook, case.id, asked.document, asked.format, subject_id=subject
            )
            return exports.names(casebook, case.id, asked.document, subject), rendered.leaks

        seen, leaks = read()
        if asked.words is not None:
            found = _found(asked.words, [*seen, *leaks])
            if asked.because is not None:
                answers.keep(casebook, case.id, found, asked.because, everywhere=True)
            else:
                answers.replace_with(casebook, case.id, found, asked.instead, everywhere=True)
            seen, leaks = read()
    for each in seen:
        output.result(_seen_fields(each), _seen_words(each))
    for leak in leaks:
        output.result(_leak_fields(leak), _leak_words(leak))


def _subject(casebook: Casebook, case: Case, asked: argparse.Namespace) -> str:
    """The id of what the document is to be about; empty where nobody said."""
    wanted = asked.about.casefold()
    for choice in exports.choices(casebook, case.id):
        subject = choice.subject
        if choice.template.id != asked.document or subject is None:
            continue
        if wanted in {subject.id, subject.label.casefold()}:
            return subject.id
    return str(asked.about)


def _found(words: str, found: list[NameSeen | Leak]) -> NameSeen | Leak:
    for each in found:
        if each.words.casefold() == words.casefold():
            return each
    raise InvalidInputError(f"“{words}” is not among the names in this document.")


def _seen_fields(seen: NameSeen) -> Fields:
    return {
        "place": seen.place,
        "before": seen.before,
        "words": seen.words,
        "after": seen.after,
        "instead": None if seen.kept else seen.instead,
        "reason": seen.answer.reason if seen.answer is not None else "",
        "blocks": False,
    }


def _leak_fields(leak: Leak) -> Fields:
    return {
        "place": leak.place,
        "before": leak.before,
        "words": leak.words,
        "after": leak.after,
        "instead": leak.instead,
        "reason": leak.source,
        "blocks": True,
    }


def _seen_words(seen: NameSeen) -> str:
    becomes = "stays" if seen.kept else f"becomes {seen.instead}"
    return f"{seen.place}: …{_line(seen.before)}«{seen.words}»{_line(seen.after)}… {becomes}"


def _leak_words(leak: Leak) -> str:
    where = f"{leak.place}: …{_line(leak.before)}«{leak.words}»{_line(leak.after)}…"
    return f"{where} keeps the document from being written"


def _line(text: str) -> str:
    return text.replace("\n", " ")
