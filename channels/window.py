"""The window: how long after a customer's last message anything may be written to them."""

from datetime import timedelta
from typing import Final

from channels.outbox import Parcel
from foundation.clock import monotonic
from foundation.house import House

MARGIN: Final = timedelta(minutes=1)
"""What is taken off its end: for the way to the provider, whose clock may be another."""

_TRUSTED: Final = 3600.0
"""Seconds for which a turn's own knowledge that the customer has just written counts.

So much shorter than any window that no clock of ours can be so wrong.
"""
_LEFT: Final = "SELECT window_left(%s, %s, %s)"


async def closes(house: House, parcel: Parcel, window: timedelta) -> float:
    """Give the moment of the own clock from which on nothing may be written freely.

    A reply in a fresh turn is asked for nothing; else the database's clock says when the customer
    wrote last, or their provider's, if that was earlier.
    """
    begun = monotonic()
    if parcel.heard is not None and begun - parcel.heard < _TRUSTED:
        return end(parcel.heard, window)
    values = (parcel.salon_id, parcel.conversation_id, window)
    [(left,)] = await house.database.rows(_LEFT, values)
    return begun + int(left) / 1000 - MARGIN.total_seconds()


def end(heard: float, window: timedelta) -> float:
    """Give when a window ends that opened at `heard`, both in s of one clock."""
    return heard + (window - MARGIN).total_seconds()
