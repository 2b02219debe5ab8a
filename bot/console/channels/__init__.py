"""The channels page: what is connected, how to connect more."""
