"""A local model, run by llama.cpp in a child process that has no network and may die any time."""
