"""Everything that a finished file says, also where no reader looks."""
