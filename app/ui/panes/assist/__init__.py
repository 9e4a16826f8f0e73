"""The assist in the window: asking it, and what it suggests until a person decides."""
