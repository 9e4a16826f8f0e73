"""Audience views into documents: templates, Markdown, Word, HTML, pictures, written whole.

`app.exporters.word` is imported late by its callers: python-docx is slow to load.
"""
