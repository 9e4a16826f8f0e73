"""Goldseam: an offline desktop workbench for incident timelines and trust repair."""

__version__ = "0.1.0"
