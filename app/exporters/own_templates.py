"""Templates of one's own: folders like the shipped ones, in the data folder of the user.

The manifest's id says which shipped document a template replaces; formats that it lacks come from
the shipped one. A folder may come from anybody, so nothing in it is trusted: here its manifest
is read, in `app.exporters.confined_rendering` its files are checked and filled in.
"""

from __future__ import annotations

import re
import secrets
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import yaml

from app.domain.errors import ExportError
from app.exporters.manifest import DocumentTemplate, document
from app.paths import TEMPLATES

MANIFEST = "manifest.yaml"
_MOST_MANIFEST_BYTES = 16 * 1024
_MOST_BYTES = 20 * 1024**2
_MOST_EVENTS = 200
# Titles stand in file names; these characters are safe there, on every system.
_TITLE = re.compile(r"\w(?:[\w ,()&+'’–-]{0,78}[\w)])?")
_NAME = re.compile(r"\w(?:[\w -]{0,58}\w)?")
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|(?:com|lpt)\d")


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of one's own: the name of its folder, and the document it makes.

    ``formats`` are those it holds itself; ``document`` has the others from the shipped one.
    """

    name: str
    folder: Path
    formats: tuple[str, ...]
    document: DocumentTemplate

    @property
    def replaces(self) -> str:
        """The id of the shipped document it stands in for."""
        return self.document.id


def templates_folder() -> Path:
    """Where templates of one's own lie; made where it is not there yet."""
    from platformdirs import user_data_path

    folder = user_data_path("goldseam", appauthor=False) / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"The folder for templates, “{folder}”, cannot be made: {error.strerror}."
        ) from error
    return folder


def own_names() -> list[str]:
    """The names of all templates of one's own, also of those that cannot be used.

    Raises `ExportError` where the folder cannot be read.
    """
    folder = templates_folder()
    try:
        found = [path.name for path in folder.iterdir() if path.is_dir()]
    except OSError as error:
        raise ExportError(
            f"The folder for templates, “{folder}”, cannot be read: {error.strerror}."
        ) from error
    return sorted((name for name in found if not name.startswith(".")), key=str.casefold)


def own_template(name: str) -> OwnTemplate:
    """The template of that name. Raises `ExportError` where there is none, or it is not usable."""
    _check_name(name)
    folder = templates_folder() / name
    if not folder.is_dir():
        raise ExportError(
            f"There is no template called “{name}” in {templates_folder()}; copy a shipped one."
        )
    if folder.is_symlink():
        _refuse(name, "it is a link to another folder; put the folder itself there")
    manifest = _read_manifest(name, folder)
    return _checked(name, folder, manifest)


def _folder_of(shipped: DocumentTemplate) -> Path:
    return next(iter(shipped.files.values())).parent


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise ExportError(
            f"A template cannot be called “{name}”; use up to 60 letters, digits, blanks and -."
        )


def is_own(file: Path) -> bool:
    """Whether a template file did not come with the program."""
    return not file.is_relative_to(TEMPLATES)


def called(file: Path) -> str:
    """What a sentence calls a template file; of one's own with its folder, ``Harbour/own.docx``."""
    return f"{file.parent.name}/{file.name}" if is_own(file) else file.name


def copy_shipped(document_id: str, name: str) -> OwnTemplate:
    """A copy of a shipped template, to be changed. Raises `ExportError`; nothing new remains then.

    ``name`` becomes the name of its folder.
    """
    shipped = document(document_id)
    _check_name(name)
    into = templates_folder()
    if name.casefold() in map(str.casefold, own_names()):
        raise ExportError(f"There is a template called “{name}” already; choose another name.")
    draft = into / f".copy-{secrets.token_hex(8)}"
    try:
        draft.mkdir(mode=0o700)
        for path in [_folder_of(shipped) / MANIFEST, *shipped.files.values()]:
            shutil.copyfile(path, draft / path.name)
        draft.rename(into / name)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise ExportError(
            f"The template cannot be copied to “{into / name}”: {error.strerror}."
        ) from error
    return own_template(name)


# -- reading a manifest that nobody vouches for ---------------------------------------------------


def _refuse(name: str, reason: str) -> NoReturn:
    raise ExportError(f"The template “{name}” cannot be used: {reason}.")


def _read_manifest(name: str, folder: Path) -> Mapping[str, object]:
    path = folder / MANIFEST
    _check_file(name, path, _MOST_MANIFEST_BYTES)
    try:
        text = path.read_text(encoding="utf-8")
        _check_plain(name, text)
        manifest = yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        problem = " ".join(str(error).split())
        _refuse(name, f"{MANIFEST} cannot be read ({problem})")
    if not isinstance(manifest, dict) or not manifest.get("formats"):
        _refuse(name, f"{MANIFEST} needs an id, a title, an audience and formats with files")
    return manifest


def _check_plain(name: str, text: str) -> None:
    """Refuse what makes a small YAML file large, or lets it say one thing twice."""
    for number, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            _refuse(name, f"{MANIFEST} uses anchors; write each value out")
        if number > _MOST_EVENTS:
            _refuse(name, f"{MANIFEST} is longer than a manifest can be")
    if twice := _said_twice(yaml.compose(text, Loader=yaml.SafeLoader)):
        _refuse(name, f"{MANIFEST} says “{twice[:40]}” twice")


def _said_twice(node: yaml.Node | None) -> str:
    if not isinstance(node, yaml.MappingNode):
        return ""
    keys = [str(key.value) for key, _ in node.value]
    twice = [key for key in keys if keys.count(key) > 1]
    return twice[0] if twice else "".join(_said_twice(value) for _, value in node.value)


def _checked(name: str, folder: Path, manifest: Mapping[str, object]) -> OwnTemplate:
    try:
        shipped = document(str(manifest.get("id")))
    except ExportError as error:
        _refuse(name, f"its id names no document of this program ({error})")
    known = yaml.safe_load((_folder_of(shipped) / MANIFEST).read_text(encoding="utf-8"))
    if extra := {str(key) for key in manifest} - set(known):
        _refuse(name, f"{MANIFEST} has “{min(extra)[:40]}”, which means nothing here")
    title = manifest.get("title")
    if not isinstance(title, str) or not _TITLE.fullmatch(title):
        _refuse(name, "its title must be up to 80 letters, digits, blanks and -")
    if manifest.get("audience", shipped.audience.value) != shipped.audience.value:
        _refuse(name, f"“{shipped.id}” is for {shipped.audience.value}, and no template changes it")
    if manifest.get("view", shipped.view) != shipped.view:
        _refuse(name, f"“{shipped.id}” shows {shipped.view}, and no template changes it")
    files = _files(name, folder, shipped, manifest["formats"])
    whole = {fmt: files.get(fmt, file) for fmt, file in shipped.files.items()}
    made = replace(shipped, title=title, files=whole)
    return OwnTemplate(name, folder, tuple(fmt for fmt in whole if fmt in files), made)


def _files(
    name: str, folder: Path, shipped: DocumentTemplate, formats: object
) -> Mapping[str, Path]:
    if not isinstance(formats, dict):
        _refuse(name, f"{MANIFEST} needs formats, each with its file")
    files = {}
    for fmt, file in formats.items():
        if fmt not in shipped.formats:
            _refuse(name, f"“{shipped.id}” is not made as “{str(fmt)[:20]}”")
        if not isinstance(file, str) or Path(file).name != file or "\\" in file or ":" in file:
            _refuse(name, f"the file for {fmt} must lie beside {MANIFEST}, not at “{file}”")
        _check_file(name, folder / file, _MOST_BYTES)
        files[fmt] = folder / file
    return files


def _check_file(name: str, path: Path, most_bytes: int) -> None:
    try:
        status = path.lstat()
    except (OSError, ValueError):
        _refuse(name, f"{path.name} is missing")
    if not stat.S_ISREG(status.st_mode):
        _refuse(name, f"{path.name} is no ordinary file; links are not followed")
    if status.st_size > most_bytes:
        _refuse(name, f"{path.name} is larger than {most_bytes // 1024:,} KB")
