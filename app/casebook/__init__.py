"""The encrypted casebook: tables, migrations, journal, evidence, search. The only SQLAlchemy."""

from app.casebook.casebook import SUFFIX, Casebook

__all__ = ["SUFFIX", "Casebook"]
