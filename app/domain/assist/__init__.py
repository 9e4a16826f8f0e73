"""What the assist is asked, and what it may answer: suggestions that point at evidence."""
