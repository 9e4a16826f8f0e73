"""The command line: what can be asked, checked as far as it can be without the casebook."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app import __version__
from app.cli import actions as corrective_actions
from app.cli import (
    assist,
    candour,
    chain,
    commands,
    context,
    documents,
    evaluating,
    lint,
    meetings,
    models,
    people,
    receipts,
    repairs,
    response,
    signals,
    start,
    templates,
    times,
    versions,
)
from app.cli.follow_up import follow_up_listed
from app.cli.parsing import Commands, Parser
from app.domain.drafts import CaseKind, EntryKind
from app.domain.errors import InvalidInputError
from app.domain.moments import UTC_ZONE, parse_event_time, parse_typed, zone_named
from app.domain.questions import ColumnMapping, DateOrder
from app.operations.exports import INCIDENT_REVIEW, PRELIMINARY_PAGE, STAKEHOLDER_PAGE
from app.operations.pictures import Drawing
from app.operations.practice.action_exports import FORMATS

_SOME_DAY_US = 0
"""Whether a clock without a date will do is known only with the evidence at hand."""


def _readable(read: Callable[[str], object]) -> Callable[[str], str]:
    """An argument that ``read`` can read; it is kept as it stands."""

    def checked(text: str) -> str:
        try:
            read(text)
        except InvalidInputError as error:
            raise argparse.ArgumentTypeError(str(error)) from error
        return text

    return checked


_zone = _readable(zone_named)
_moment = _readable(lambda text: parse_typed(text, UTC_ZONE, _SOME_DAY_US))
_event_time = _readable(lambda text: parse_event_time(text, UTC_ZONE, _SOME_DAY_US))


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; ``run`` in its result is the command."""
    whole = Parser(
        prog="goldseam",
        description="A timeline and a review out of evidence. "
        "Without a command, or with only a casebook, the window opens; --sample alone opens "
        "it with a sample to look at.",
        epilog="The passphrase comes from GOLDSEAM_PASSPHRASE or --passphrase-file.",
    )
    whole.add_argument("--version", action="version", version=f"goldseam {__version__}")
    every = whole.add_subparsers(required=True, metavar="COMMAND")
    _add_new(every)
    _add_case(every)
    _add_import(every)
    _case_command(every, "sources", receipts.sources, "print the receipt of each source")
    _add_formats(every)
    _add_items(every)
    _add_entry(every)
    _add_entries(every)
    _add_people(every)
    _add_actions(every)
    _case_command(every, "follow-up", follow_up_listed, "list lessons, and what is still open")
    _case_command(every, "start", start.listed, "print how the review begins, and what is thin")
    _add_versions(every)
    _add_export(every)
    _add_picture(every)
    _add_names(every)
    _add_times(every)
    _add_assist(every)
    _add_templates(every)
    _case_command(every, "meeting", meetings.listed, "print the review meeting and its notes")
    _case_command(every, "response", response.listed, "print how the incident was led")
    _case_command(every, "chain", chain.listed, "list the failure chain, and what is thin in it")
    _case_command(every, "context", context.listed, "list decisions, and what is hindsight")
    _case_command(every, "repairs", repairs.listed, "list repairs of trust, and what helps")
    words = "list signals of groups and what they show, or write what was read"
    signals.add_options(_case_command(every, "signals", signals.listed, words))
    _case_command(every, "candour", candour.listed, "list what the candour check asks")
    lint.add_to(every)
    evaluating.add_to(every)
    models.add_to(every)
    _command(every, "verify", commands.verify, "check the file, its journal, hashes and originals")
    return whole


def _add_new(every: Commands) -> None:
    new = _command(every, "new", commands.new, "make an encrypted casebook")
    new.add_argument("--sample", action="store_true", help="with the sample case in it")


def _add_case(every: Commands) -> None:
    case = _command(every, "case", commands.case_list, "list the cases, or add one")
    actions = case.add_subparsers(metavar="add")
    add = actions.add_parser("add", help="begin a case; prints its id")
    add.add_argument("--kind", choices=[kind.value for kind in CaseKind], required=True)
    add.add_argument("--title", required=True)
    add.add_argument("--zone", type=_zone, default="UTC", help="of times without one; else UTC")
    _common(add, again=True)
    add.set_defaults(run=commands.case_add)


def _add_import(every: Commands) -> None:
    taking = _case_command(
        every, "import", commands.import_paths, "take evidence in; prints a receipt for each source"
    )
    taking.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    taking.add_argument("--zone", type=_zone, help="of times without one; else the case's")
    taking.add_argument("--channels", type=_names, metavar="A,B", help="only these channels")
    taking.add_argument("--since", type=_moment, metavar="T", help="only from this time on")
    taking.add_argument("--until", type=_moment, metavar="T", help="only before this time")
    taking.add_argument("--with-direct-messages", action="store_true")
    taking.add_argument(
        "--date-order",
        choices=[order.value for order in DateOrder],
        help="of day, month and year, in dates that can be read in more than one",
    )
    taking.add_argument(
        "--day", type=_day, metavar="YYYY-MM-DD", help="on which times without a date begin"
    )
    taking.add_argument(
        "--begins",
        type=_moment,
        metavar="T",
        help="when a recording began whose times count from zero, in the source's zone",
    )
    taking.add_argument(
        "--map",
        type=_columns,
        metavar="time=A,who=B,text=C+D",
        help="which columns of a table hold what",
    )
    taking.add_argument("--format", metavar="ID", help="read it as this format, whatever it is")
    taking.add_argument("--again", action="store_true", help="even what the case has already")


def _add_formats(every: Commands) -> None:
    words = "list the formats that evidence can have"
    listing = every.add_parser("formats", help=words, description=words.capitalize() + ".")
    _common(listing)
    listing.set_defaults(run=receipts.list_formats)


def _add_items(every: Commands) -> None:
    items = _case_command(every, "items", commands.items, "print evidence")
    items.add_argument("--query", default="", help="as in the search field")
    items.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    items.add_argument("--order", choices=["time", "source"], default="time")


def _add_entry(every: Commands) -> None:
    entry = _case_command(every, "entry", commands.entry_add, "add a timeline entry; prints its id")
    entry.add_argument("action", choices=["add"])
    entry.add_argument(
        "--time", type=_event_time, required=True, metavar="T", help="T, ~T, A/B or unknown"
    )
    entry.add_argument("--kind", choices=[kind.value for kind in EntryKind], default="other")
    entry.add_argument("--text", required=True)
    entry.add_argument(
        "--cite", nargs="+", action="extend", type=_count, default=[], metavar="ITEM"
    )


def _add_entries(every: Commands) -> None:
    entries = _case_command(every, "entries", commands.entries, "print the timeline")
    entries.add_argument(
        "--as-of", type=_moment, metavar="T", help="only what had happened and was known by T"
    )


def _add_people(every: Commands) -> None:
    listed = _case_command(
        every, "people", people.listed, "list the people of a case, or change who is who"
    )
    edit = listed.add_mutually_exclusive_group()
    edit.add_argument("--merge", nargs=2, metavar=("WHO", "INTO"), help="two people are one")
    edit.add_argument("--split", metavar="WHO", help="somebody merged is a person again")
    edit.add_argument("--rename", nargs=2, metavar=("WHO", "NAME"))
    edit.add_argument("--add-name", nargs=2, metavar=("WHO", "NAME"), help="such as a nickname")
    edit.add_argument("--remove-name", nargs=2, metavar=("WHO", "NAME"), help="one added so")
    role = _case_command(every, "role", people.role, "say what somebody is called in a case")
    role.add_argument("--person", required=True, metavar="WHO", help="by id, role or name")
    role.add_argument("--label", help="such as on-call engineer A")
    role.add_argument(
        "--because", metavar="REASON", help="why documents show the name; empty for the role"
    )


def _add_actions(every: Commands) -> None:
    listing = _case_command(
        every, "actions", corrective_actions.listed, "list the actions, or write them for a tracker"
    )
    listing.add_argument("--format", choices=list(FORMATS), help="for which program")
    listing.add_argument(
        "--output", type=Path, metavar="PATH", help="a file, or a folder for one of its own name"
    )


def _add_versions(every: Commands) -> None:
    publishing = _case_command(every, "publish", versions.publish, "publish a review as a version")
    publishing.add_argument("--place", default="", metavar="LINK", help="where readers find it")
    _case_command(every, "versions", versions.listed, "list published versions, and what changed")


def _add_export(every: Commands) -> None:
    export = _case_command(every, "export", documents.export, "write a document")
    _about_a_document(export)
    export.add_argument("--format", choices=["md", "docx", "html"], required=True)
    export.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="or the folder for it"
    )


def _add_picture(every: Commands) -> None:
    picture = _case_command(
        every, "picture", documents.picture, "write a picture of the timeline or the failure chain"
    )
    picture.add_argument("--of", choices=[each.value for each in Drawing], default="timeline")
    picture.add_argument("--format", choices=["svg", "png"], required=True)
    picture.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="or the folder for it"
    )


def _add_names(every: Commands) -> None:
    names = _case_command(
        every, "names", documents.names, "list the names in a document, or answer for some"
    )
    _about_a_document(names)
    names.add_argument("--format", choices=["md", "docx", "html"], default="md")
    names.add_argument("--words", help="the words that an answer is about, wherever they stand")
    answer = names.add_mutually_exclusive_group()
    answer.add_argument("--because", metavar="REASON", help="not this person: they stay")
    answer.add_argument("--instead", metavar="TEXT", help="this stands there; else the role")


def _add_times(every: Commands) -> None:
    time = _case_command(every, "time", times.time, "say how the time of an item came about")
    time.add_argument("--item", type=_count, required=True, metavar="N")
    time.add_argument(
        "--zone", type=_zone, action="append", default=[], help="show it in this zone too"
    )
    _case_command(
        every, "skew", times.skew, "compare the clocks of the sources; nothing is changed"
    )
    _case_command(
        every,
        "contradictions",
        times.contradictions,
        "list what dated statements say against each other",
    )


def _add_assist(every: Commands) -> None:
    words = "print what the assist suggests; nothing is kept"
    assist.add_suggest_options(_case_command(every, "suggest", assist.suggest, words), _moment)
    words = "print what evidence belongs together; nothing is kept"
    assist.add_cluster_options(_case_command(every, "cluster", assist.cluster, words), _moment)


def _add_templates(every: Commands) -> None:
    words = "list, copy, check and use templates of one's own"
    actions = every.add_parser(
        "templates", help=words, description=words.capitalize() + "."
    ).add_subparsers(required=True, metavar="ACTION")
    _template_action(actions, "list", templates.list_all, "list the shipped ones and one's own")
    copying = _template_action(actions, "copy", templates.copy, "copy a shipped one; prints where")
    copying.add_argument("document", metavar="DOCUMENT", help="as it stands in the list")
    copying.add_argument("name", metavar="NAME", help="of the copy")
    checking = _template_action(actions, "check", templates.check, "fill one in for two samples")
    checking.add_argument("name", metavar="NAME")
    using = _template_action(
        actions, "use", templates.use, "use one for a casebook; prints which ones it uses"
    )
    using.add_argument("casebook", type=Path, metavar="CASEBOOK")
    using.add_argument("name", nargs="?", metavar="NAME")
    using.add_argument("--shipped", metavar="DOCUMENT", help="go back to the shipped one")
    showing = _template_action(
        actions, "variables", templates.variables, "list what a template can show"
    )
    showing.add_argument("document", nargs="?", default=INCIDENT_REVIEW, metavar="DOCUMENT")


def _template_action(
    actions: Commands, name: str, run: commands.Command, words: str
) -> argparse.ArgumentParser:
    one = actions.add_parser(name, help=words, description=words.capitalize() + ".")
    _common(one)
    one.set_defaults(run=run)
    return one


def _about_a_document(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--document",
        default=INCIDENT_REVIEW,
        help=f"{INCIDENT_REVIEW} (unless said otherwise), {PRELIMINARY_PAGE}, {STAKEHOLDER_PAGE}, "
        "or another that `goldseam templates` lists",
    )
    one.add_argument(
        "--about",
        default="",
        metavar="THING",
        help="what in the case it is about, by its id or name, where a document needs that",
    )


def _command(
    every: Commands, name: str, run: commands.Command, words: str
) -> argparse.ArgumentParser:
    one = every.add_parser(name, help=words, description=words.capitalize() + ".")
    one.add_argument("casebook", type=Path, metavar="CASEBOOK")
    _common(one)
    one.set_defaults(run=run)
    return one


def _case_command(
    every: Commands, name: str, run: commands.Command, words: str
) -> argparse.ArgumentParser:
    one = _command(every, name, run, words)
    one.add_argument("--case", required=True, metavar="ID")
    return one


def _common(one: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Options of every command; ``again`` below another parser, so as not to undo what it read."""
    one.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS if again else False,
        help="one object a line on stdout",
    )
    one.add_argument(
        "--passphrase-file",
        type=Path,
        default=argparse.SUPPRESS if again else None,
        metavar="FILE",
        help="its first line is the passphrase",
    )


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a day; write for example 2024-03-30"
        ) from error


def _columns(text: str) -> ColumnMapping:
    try:
        return ColumnMapping.parse(text)
    except InvalidInputError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("no channel is named; write for example general,releases")
    return names
