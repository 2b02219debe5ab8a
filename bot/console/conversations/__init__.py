"""The conversations, live: the list, one transcript, its facts."""
