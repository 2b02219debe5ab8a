"""The mind: a pure machine beside the conductor that carries its effects out."""
