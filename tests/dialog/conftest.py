"""The salon that this room's tests are in."""

from tests.parlour import parlour

__all__ = ["parlour"]
