"""The encrypted casebook: tables, migrations, journal, evidence, search. The only SQLAlchemy."""

from sqlalchemy import Connection

from app.casebook.casebook import SUFFIX, Casebook
from app.casebook.editing import Drafts, Edit

__all__ = ["SUFFIX", "Casebook", "Connection", "Drafts", "Edit"]
