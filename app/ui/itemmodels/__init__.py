"""What table views show."""
