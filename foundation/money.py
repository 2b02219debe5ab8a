"""Money in minor units with its currency."""

from dataclasses import dataclass
from functools import total_ordering

# ISO 4217 exponents that are not 2, for the currencies salons use.
_EXPONENTS = {"JPY": 0, "KRW": 0, "CLP": 0, "VND": 0, "ISK": 0, "XOF": 0, "XAF": 0, "UGX": 0,
              "BHD": 3, "KWD": 3, "JOD": 3, "OMR": 3, "TND": 3}  # fmt: skip


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor` in the currency's smallest unit (cents), `currency` as ISO 4217.

    Arithmetic between two currencies raises ValueError: there is no rate to convert at.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        """Refuse floats and malformed currency codes at the door."""
        if type(self.minor) is not int:
            raise TypeError(f"minor units are whole: {self.minor!r}")
        if (
            len(self.currency) != 3 or not self.currency.isascii() or not self.currency.isupper()
        ):  # ISO 4217
            raise ValueError(f"not an ISO 4217 code: {self.currency!r}")

    @property
    def exponent(self) -> int:
        """Decimal places of the currency (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD."""
        return _EXPONENTS.get(self.currency, 2)

    def __add__(self, other: "Money") -> "Money":
        """Add an amount of the same currency."""
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Subtract an amount of the same currency."""
        return Money(self.minor - self._same(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        """Compare with an amount of the same currency."""
        return self.minor < self._same(other)

    def __str__(self) -> str:
        """Print plainly, for logs: `40.00 EUR`; customers read Babel's form instead."""
        sign, digits = "-" * (self.minor < 0), str(abs(self.minor)).zfill(self.exponent + 1)
        point = len(digits) - self.exponent
        return f"{sign}{digits[:point]}{'.' * bool(self.exponent)}{digits[point:]} {self.currency}"

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"cannot mix {self.currency} with {other.currency}")
        return other.minor
