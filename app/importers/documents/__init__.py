"""What people wrote down: reports and notes with dated statements, and pictures."""
