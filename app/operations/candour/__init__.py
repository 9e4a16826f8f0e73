"""The candour check over a case: its texts, what is found in them, and what was set aside."""
