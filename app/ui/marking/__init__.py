"""What the candour check asks about, marked in the fields where people write."""
