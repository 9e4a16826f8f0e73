"""What a person can do in a trust case."""
