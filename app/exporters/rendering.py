"""A document's bytes out of its view: the one place that knows how each format is made.

Shipped templates are filled in here and now. Templates of one's own are checked and filled in
inside a confined child: whatever stands in one, the answer is a document or one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app import confined, crash
from app.confined import QUIET, Limits
from app.domain.errors import ExportError
from app.domain.progress import Progress
from app.domain.views import DocumentView
from app.exporters.harmless import (
    HarmfulError,
    check_html,
    check_markdown,
    without_tags_of_jinja,
)
from app.exporters.manifest import DocumentTemplate
from app.exporters.own_templates import called, is_own

LIMITS = Limits(memory_bytes=1024**3, seconds=10, writes=False)
"""A case of 2,000 entries takes about a second and a tenth of this memory."""

_MOST_BYTES = 64 * 1024**2


def render_document(
    view: DocumentView, template: DocumentTemplate, fmt: str, progress: Progress = QUIET
) -> bytes:
    """The finished document. Raises `ExportError` where the template is at fault or lacks ``fmt``.

    What makes a format is loaded when it is asked for: python-docx takes a third of a second.
    """
    file = template.file(fmt)
    job = _Job(view, template, fmt)
    return _confined(called(file), job, progress) if is_own(file) else _made(job)


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be made."""

    view: DocumentView
    template: DocumentTemplate
    fmt: str


def _made(job: _Job) -> bytes:
    if job.fmt == "docx":
        from app.exporters.word import render_docx

        return render_docx(job.view, job.template)
    if job.fmt == "html":
        from app.exporters.html import render_html

        return render_html(job.view, job.template).encode()
    from app.exporters.markdown import render_markdown

    return render_markdown(job.view, job.template).encode()


# -- templates of one's own -----------------------------------------------------------------------


def _confined(name: str, job: _Job, progress: Progress) -> bytes:
    try:
        return confined.answer(_made_from_own, job, LIMITS, progress)
    except confined.TooLongError as error:
        why = (
            f"it was not done after {LIMITS.seconds} seconds of work; look for endless loops in it"
        )
        raise _not_filled_in(name, why) from error
    except confined.TooMuchMemoryError as error:
        raise _not_filled_in(name, "it needs more memory than a document may use") from error
    except confined.BrokenOffError as error:
        why = "the process that did it was stopped or ran out of memory; try again"
        raise _not_filled_in(name, why) from error
    except confined.NotStartedError as error:
        why = f"no process could be started for it ({error}); close other programs and try again"
        raise _not_filled_in(name, why) from error
    except confined.CrashedError as error:
        crash.saved(error)
        why = (
            f"its parts do not fit together (a {error.kind}, saved in {crash.log_path()});"
            " begin again from a copy of the shipped one"
        )
        raise _not_filled_in(name, why) from error


def _not_filled_in(name: str, why: str) -> ExportError:
    return ExportError(f"The template {name} cannot be filled in: {why}.")


def _made_from_own(job: _Job) -> bytes:
    """What runs in the child: the template checked, filled in, and the document checked."""
    file = job.template.file(job.fmt)
    try:
        _check_template(file, job.fmt)
        data = _made(job)
        _check_document(data, job.fmt)
    except HarmfulError as error:
        raise ExportError(
            f"The template {called(file)} is refused: {error}. Take that out of the template."
        ) from error
    except OSError as error:
        raise _not_filled_in(called(file), f"it cannot be read ({error.strerror})") from error
    except RecursionError as error:
        raise _not_filled_in(called(file), "it is nested too deeply") from error
    except SyntaxError as error:  # as lxml calls it where XML is broken
        raise _not_filled_in(called(file), f"a part of it is broken ({error.msg})") from error
    return data


def _check_template(file: Path, fmt: str) -> None:
    data = file.read_bytes()
    if fmt == "docx":
        from app.exporters.harmless_word import check_word

        check_word(data, finished=False)
        return
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise HarmfulError(f"it is not saved as UTF-8 (line {line})") from error
    (check_html if fmt == "html" else check_markdown)(without_tags_of_jinja(text))


def _check_document(data: bytes, fmt: str) -> None:
    if len(data) > _MOST_BYTES:
        raise HarmfulError("it makes a document of more than 64 MB")
    if fmt == "docx":
        from app.exporters.harmless_word import check_word

        check_word(data, finished=True)
        return
    (check_html if fmt == "html" else check_markdown)(data.decode())
