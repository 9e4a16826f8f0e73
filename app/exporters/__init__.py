"""Audience views into documents: templates, Markdown, Word files, and writing them whole.

`app.exporters.word` is imported late by its callers: python-docx is slow to load.
"""
