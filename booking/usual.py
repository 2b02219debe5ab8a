"""What a customer usually has, reckoned from what they had."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.plan import Want

HALF_LIFE = 180.0
"""Days after which a visit counts half: a style is given up slower than it is taken up."""

FEWEST = 2
"""Visits before anything can be called usual."""

_DAY = 86_400.0

Wanted = tuple[Want, ...]


@dataclass(frozen=True, slots=True)
class Had:
    """One visit as a wish that would repeat it: each service with its stylist, in order."""

    starts_at: datetime
    wants: Wanted


def usual(visits: Sequence[Had], now: datetime) -> Wanted | None:
    """Give the combination of services and stylists had most, recent visits counting more.

    None below two visits. A visit `d` days back weighs 0.5 ** (d / 180), one to come weighs 1; of
    two that weigh the same, the one had last.
    """
    if len(visits) < FEWEST:
        return None
    weights: Mapping[Wanted, float] = _weighed(visits, now)
    last = {one.wants: one.starts_at for one in sorted(visits, key=lambda had: had.starts_at)}
    return max(weights, key=lambda wants: (weights[wants], last[wants]))


def _weighed(visits: Sequence[Had], now: datetime) -> Mapping[Wanted, float]:
    weights: defaultdict[Wanted, float] = defaultdict(float)
    # Summed in one order, whatever order they came in: floats add up differently otherwise.
    for one in sorted(visits, key=lambda had: had.starts_at):
        days = max(0.0, (now - one.starts_at).total_seconds() / _DAY)
        weights[one.wants] += 0.5 ** (days / HALF_LIFE)
    return weights
