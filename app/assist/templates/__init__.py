"""Reducing evidence: the statements that wrote its records, and when they came more often."""

from app.assist.templates.clusters import clusters_of_templates
from app.assist.templates.grouping import Grouping, templates_of

__all__ = ["Grouping", "clusters_of_templates", "templates_of"]
