"""Tables of any shape, their columns mapped by a person."""
