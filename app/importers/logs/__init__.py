"""What programs logged: any text, and the logs of known programs with their fields."""
