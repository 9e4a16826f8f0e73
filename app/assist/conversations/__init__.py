"""Which messages of a channel belong to one conversation."""

from app.assist.conversations.conversations import conversations_of

__all__ = ["conversations_of"]
