"""Problems a person can act on.

``str(error)`` is always one clear sentence for that person: what happened, where, what to do.
Anything that is not a `GoldseamError` is a bug and goes to the local log.
"""

from __future__ import annotations


class GoldseamError(Exception):
    """Base of every problem that a person, not a programmer, has to solve."""


class InvalidInputError(GoldseamError):
    """A value that a person gave cannot be used as it is."""


class NotFoundError(GoldseamError):
    """Something named by its id is not in this casebook."""


class ConflictError(GoldseamError):
    """What was to be changed has become something else meanwhile, in another case."""


class CancelledError(GoldseamError):
    """A person cancelled a task; nothing of it remains."""


class CasebookError(GoldseamError):
    """A casebook file cannot be created, opened or written."""


class WrongPassphraseError(CasebookError):
    """The passphrase does not fit, or the file is damaged: the cipher cannot tell them apart."""


class NotACasebookError(CasebookError):
    """The file does not carry the casebook's mark."""


class NewerCasebookError(CasebookError):
    """The casebook was written by a newer version of the program."""


class OpenElsewhereError(CasebookError):
    """Another window or process holds the casebook open."""


class StorageError(CasebookError):
    """The disk is full, the folder read-only, or the file damaged while in use."""


class EvidenceError(GoldseamError):
    """A file cannot be taken in as evidence."""


class AlreadyImportedError(EvidenceError):
    """The very same bytes are a source of the case already."""


class ExportError(GoldseamError):
    """A document cannot be written."""


class ModelError(GoldseamError):
    """A local model cannot be used, or broke off; what was there before is still there."""
