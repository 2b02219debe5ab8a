"""Postgres with Valkey for the demo, the terminal, the tests: found or brought along."""

from foundation.embedded.launch import CannotStart
from foundation.embedded.servers import Servers, start

__all__ = ["CannotStart", "Servers", "start"]
