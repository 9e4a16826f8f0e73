"""The pages of the practice of a review."""
