"""What is known of a sentence: its words, who does what in it, what it claims and asks for.

Closed questions, answered by lists and endings; each module answers one kind of them.
"""
