"""The formats that can be read, and how one is recognised: by content, never by file name."""

from __future__ import annotations

from app.domain.errors import EvidenceError, InvalidInputError
from app.importers.archive import Archive
from app.importers.base import HEAD_BYTES, EvidenceFile, Importer, Probe, Shape, unreadable
from app.importers.bundle import Bundle
from app.importers.chat.chat_copied import CopiedChat
from app.importers.chat.discord import Discord
from app.importers.chat.irc import Irc
from app.importers.chat.mattermost import Mattermost
from app.importers.chat.rocketchat import RocketChat
from app.importers.chat.slack import SlackImporter
from app.importers.chat.teams import TeamsExport
from app.importers.chat.transcript import Transcript
from app.importers.containers import OFFICE_MARK, is_tar
from app.importers.documents.document import Document
from app.importers.documents.picture import Picture
from app.importers.logs.access_log import AccessLog
from app.importers.logs.container_log import ContainerLog
from app.importers.logs.haproxy import HAProxy
from app.importers.logs.journald import Journald
from app.importers.logs.json_log import JsonLog
from app.importers.logs.kubernetes_events import KubernetesEvents, KubernetesEventTable
from app.importers.logs.line_log import LineImporter
from app.importers.logs.logfmt import Logfmt
from app.importers.logs.mysql_log import MySQLLog
from app.importers.logs.opentelemetry import OpenTelemetry
from app.importers.logs.postgres_csv import PostgresCsv
from app.importers.logs.postgres_log import PostgresLog
from app.importers.logs.textlog import TextLog
from app.importers.logs.w3c_log import W3CLog
from app.importers.mail.mail import MailImporter
from app.importers.tables.table import Table
from app.importers.tools.alertmanager import Alertmanager
from app.importers.tools.git_log import GitLog
from app.importers.tools.github import GitHub
from app.importers.tools.gitlab import GitLab
from app.importers.tools.grafana_annotations import GrafanaAnnotations
from app.importers.tools.grafana_csv import GrafanaCsv
from app.importers.tools.jira import Jira
from app.importers.tools.jira_csv import JiraCsv
from app.importers.tools.opsgenie import Opsgenie
from app.importers.tools.pagerduty import PagerDuty
from app.importers.tools.pagerduty_csv import PagerDutyCsv
from app.importers.tools.prometheus import Prometheus
from app.importers.tools.statuspage import StatusPage


def _by_content(source: EvidenceFile) -> Importer:
    """How a bundle recognises the files in it."""
    return recognise(source)


FORMATS: tuple[Importer, ...] = (
    SlackImporter(),
    Alertmanager(),
    PagerDuty(),
    PagerDutyCsv(),
    Opsgenie(),
    GitHub(),
    GitLab(),
    GitLog(),
    Prometheus(),
    GrafanaAnnotations(),
    GrafanaCsv(),
    Jira(),
    JiraCsv(),
    StatusPage(),
    MailImporter(),
    Discord(),
    Mattermost(),
    RocketChat(),
    TeamsExport(),
    Irc(),
    CopiedChat(),
    Transcript(),
    Document(),
    Picture(),
    AccessLog(),
    ContainerLog(),
    HAProxy(),
    Journald(),
    JsonLog(),
    KubernetesEvents(),
    KubernetesEventTable(),
    Logfmt(),
    MySQLLog(),
    OpenTelemetry(),
    PostgresCsv(),
    PostgresLog(),
    Table(),
    W3CLog(),
    TextLog(),
    Bundle(_by_content),
)
"""To add a format: its importer here, and a sample in ``tests/data/<format>/``."""

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_KINDS = (
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"GOLDSEAM", "a casebook"),
    (b"ElfFile\0", "a Windows event log"),
    (b"LPKSHHRH", "a binary journal; export it with journalctl"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"BZh", "a compressed file; unpack it first"),
    (b"\xfd7zXZ\0", "a compressed file; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
)


def labels() -> dict[str, str]:
    """The name that people read for the id of each format."""
    return {importer.format: importer.label for importer in FORMATS}


def probe(source: EvidenceFile) -> Probe:
    """What can be known of evidence without reading it.

    Raises `EvidenceError` where it is missing, forbidden, empty, damaged or locked.
    """
    if source.is_folder:
        with Archive(source) as archive:
            members = tuple(member.path for member in archive.members)
        if not members:
            raise EvidenceError(f"The folder “{source.name}” holds no files; choose another.")
        return Probe(source.name, b"", Shape.FOLDER, members)
    try:
        with source.open() as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise unreadable(source.name, error) from error
    if not head:
        raise EvidenceError(f"“{source.name}” is empty; choose another file.")
    if not (head.startswith(_ZIP_STARTS) or is_tar(head)):
        return Probe(source.name, head)
    with Archive(source) as archive:
        members = tuple(member.path for member in archive.members)
    return Probe(source.name, head, Shape.ARCHIVE, members)


def importer_of(format_id: str) -> Importer:
    """The importer of a format. Raises `InvalidInputError` where there is no such format."""
    for importer in FORMATS:
        if importer.format == format_id:
            return importer
    known = ", ".join(sorted(importer.format for importer in FORMATS))
    raise InvalidInputError(f"There is no format “{format_id}”; choose one of {known}.")


def is_by_line(format_id: str) -> bool:
    """Whether a longer version of a file of this format has only its further lines to add."""
    return any(
        importer.format == format_id
        for importer in FORMATS
        if isinstance(importer, TextLog | LineImporter)
    )


def recognise(source: EvidenceFile) -> Importer:
    """The importer that is surest of the evidence.

    Raises `EvidenceError` where it cannot be probed or nothing fits, and says what it is.
    """
    probed = probe(source)
    best = max(FORMATS, key=lambda importer: importer.score(probed))
    if best.score(probed) > 0:
        return best
    raise EvidenceError(_unknown(probed))


def alternatives(source: EvidenceFile, to: str) -> tuple[str, ...]:
    """The other formats that evidence could be read as, the likeliest first.

    Raises `EvidenceError` where it cannot be probed.
    """
    probed = probe(source)
    scores = {importer.format: importer.score(probed) for importer in FORMATS}
    likely = sorted(scores, key=scores.__getitem__, reverse=True)
    return tuple(each for each in likely if each != to and scores[each] > 0)


def _unknown(probed: Probe) -> str:
    name = probed.name
    if probed.shape is Shape.ARCHIVE:
        if OFFICE_MARK in probed.members:
            return (
                f"“{name}” is an Office document, which cannot be read as evidence; paste its text."
            )
        return f"“{name}” is an archive that holds no files that may be read; choose another."
    for start, kind in _KINDS:
        if probed.head.startswith(start):
            return f"“{name}” cannot be read as evidence: it is {kind}."
    return f"“{name}” cannot be read as evidence: it holds binary data, not text."
