"""The pages of a trust case."""
