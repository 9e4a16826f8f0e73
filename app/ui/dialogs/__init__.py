"""Questions to the person, each opened without blocking."""
