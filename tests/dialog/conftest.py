"""The salon that this room's tests are in."""

from tests.dialog.counter import ana
from tests.parlour import parlour

__all__ = ["ana", "parlour"]
