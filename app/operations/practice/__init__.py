"""What a user can do with the parts of a review beyond its timeline."""
