"""Rules over a case as a whole: not its words, but what stands without what it needs.

Each rule is data and a short function (`rules.py` lists them); the functions of one step stand in
one module. They ask what the practice asks elsewhere in the window, with the same words where there
are such, so that both never disagree.
"""
