"""Evidence formats: plain records out of files, read in a child process."""
