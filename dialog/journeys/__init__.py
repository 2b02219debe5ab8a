"""The ways a conversation can take, each with the steps that its rows name."""
