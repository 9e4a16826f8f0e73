"""Time stamps: their shapes, what they leave out, and the clocks that they mean."""
