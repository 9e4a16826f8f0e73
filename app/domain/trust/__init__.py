"""A trust case: how trust broke, what repairs it, and what shows that it comes back.

All of it is private. A piece leaves only where a person chose its readers (`pieces`).
"""
