"""The part of docxtpl that Goldseam uses: a Word file with Jinja2 tags, rendered and saved."""

from collections.abc import Mapping
from os import PathLike
from typing import IO

from docx.document import Document
from jinja2 import Environment

class DocxTemplate:
    docx: Document
    def __init__(self, template_file: IO[bytes] | str | PathLike[str]) -> None: ...
    def get_docx(self) -> Document: ...
    def get_undeclared_template_variables(
        self, jinja_env: Environment | None = None, context: Mapping[str, object] | None = None
    ) -> set[str]: ...
    def render(
        self,
        context: Mapping[str, object],
        jinja_env: Environment | None = None,
        autoescape: bool = False,
    ) -> None: ...
    def save(self, filename: IO[bytes] | str | PathLike[str]) -> None: ...

class Listing:
    def __init__(self, text: str) -> None: ...

class RichText:
    def __init__(self, text: str | None = None, **text_prop: str | bool | int | None) -> None: ...
    def add(self, text: str | RichText, **text_prop: str | bool | int | None) -> None: ...
    def __html__(self) -> str: ...
