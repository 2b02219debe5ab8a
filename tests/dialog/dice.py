"""Chance for walks through the dialog: the same seed throws the same, nothing but integers."""

from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

# Knuth's MMIX generator: good enough to wander, the high bits are the ones to use.
_TIMES, _PLUS, _MASK = 6364136223846793005, 1442695040888963407, (1 << 64) - 1


class Dice:
    """A sequence of throws that the seed decides."""

    def __init__(self, seed: int) -> None:
        self._state = seed & _MASK
        for _ in range(4):  # small seeds begin alike
            self.below(2)

    def below(self, limit: int) -> int:
        self._state = (self._state * _TIMES + _PLUS) & _MASK
        return (self._state >> 33) % limit

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def one_of(self, things: Sequence[Thing]) -> Thing:
        return things[self.below(len(things))]

    def some(self, things: Sequence[Thing], most: int) -> tuple[Thing, ...]:
        return tuple(self.one_of(things) for _ in range(self.below(most + 1)))
