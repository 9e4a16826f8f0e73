"""The window: the only room that knows Qt. Widgets hold no rule and no SQL."""
