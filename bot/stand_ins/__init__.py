"""Loopback stand-ins of the providers, spoken to over real HTTP."""
