"""The candour check as values: what was found, in which text, and what a person set aside."""
