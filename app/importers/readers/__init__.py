"""Readers of plain shapes that many formats share: text, JSON, separated values, HTML."""
