"""What a case is, and the rules that need no storage. Standard library only."""
