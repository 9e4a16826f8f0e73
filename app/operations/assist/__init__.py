"""What a person can do with the assist: ask it, look at what it suggests, and decide."""
