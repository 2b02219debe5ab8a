"""Words, durations, amounts, shares as a salon's file writes them."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo, available_timezones

from babel.numbers import list_currencies

from booking import contacts
from booking.policy import Deposit, Rule
from foundation.money import Money


class Wrong(Exception):
    """A value is not what it should be; its text says what it should be."""


_SHOWN = 40
_DIGITS = 12
_HOUR, _DAY = 60, 1440
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)  # as the table of salons checks it
_LANGUAGE = re.compile(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8})?", re.ASCII)
_DURATION = re.compile(
    r"(?:(\d{1,4})\s*(?:days?|d)\b)?\s*(?:(\d{1,5})\s*(?:hours?|h)\b)?"
    r"\s*(?:(\d{1,7})\s*(?:minutes?|min|m)\b)?",
    re.ASCII,
)
_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,3})?", re.ASCII)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*%", re.ASCII)
_PART = re.compile(r"\s*(\d{1,4})\s*-\s*(\d{1,4})\s*", re.ASCII)


def shown(value: object) -> str:
    """Show a value of the file in a message, cut short: it may be anything."""
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN else value[:_SHOWN] + "...")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if value.bit_length() < _SHOWN else "a number of many digits"
    if isinstance(value, Decimal):
        return str(value)[:_SHOWN]
    kinds = {list: "a list", dict: "a table", date: "a date", datetime: "a date", time: "a time"}
    return kinds.get(type(value), "this")


def text(most: int = 200, *, empty: bool = False) -> Callable[[object], str]:
    """Read one line of text of at most `most` characters."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise Wrong(f"{shown(value)} is no text in quotes")
        if not value.isprintable():
            raise Wrong(f"{shown(value)} has characters nobody can see")
        if len(value) > most:
            raise Wrong(f"{len(value)} characters, {most} at most")
        if not value.strip() and not empty:
            raise Wrong("it is empty")
        return value.strip()

    return read


def key(value: object) -> str:
    """Read the short name by which a service or a kind of resource is called in the file."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise Wrong(f"{shown(value)} is no short name of letters, digits, _ . -")
    return value


def slug(value: object) -> str:
    """Read the salon's name in addresses."""
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        raise Wrong(f"{shown(value)} is no name for addresses: small letters, digits, -")
    return value


def language(value: object) -> str:
    """Read a language's code."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise Wrong(f"{shown(value)} is no code of a language such as de")
    return value


def currency(value: object) -> str:
    """Read a currency's code (ISO 4217)."""
    if not isinstance(value, str) or value not in list_currencies():
        raise Wrong(f"{shown(value)} is no currency's code such as EUR")
    return value


def country(value: object) -> str:
    """Read a country's code (ISO 3166)."""
    if not isinstance(value, str) or not contacts.is_country(value):
        raise Wrong(f"{shown(value)} is no country's code such as DE")
    return value


def zones() -> list[str]:
    """Give the names of all time zones."""
    return sorted(available_timezones())


def zone(name: str) -> ZoneInfo:
    """Give the zone of one of these names."""
    return ZoneInfo(name)


def flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Wrong(f"{shown(value)} is neither true nor false")
    return value


def whole(least: int, most: int) -> Callable[[object], int]:
    """Read a whole number."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise Wrong(f"{shown(value)} is no whole number")
        if not least <= value <= most:
            raise Wrong(f"{shown(value)} is not between {least} and {most}")
        return value

    return read


def number(least: int, most: int, places: int) -> Callable[[object], Decimal]:
    """Read a number, exactly as it is written."""

    def read(value: object) -> Decimal:
        exact = _exact(value)
        if exact is None or not least <= exact <= most:
            raise Wrong(f"{shown(value)} is no number from {least} to {most}")
        if _places(exact) > places:
            raise Wrong(f"{shown(value)}: {places} digits after the point at most")
        return exact

    return read


def duration(least: int, most: int, unit: int = 1) -> Callable[[object], int]:
    """Read a duration in `unit`s of minutes: 45, "45 min", "1 h 30 min", "2 days"."""

    def read(value: object) -> int:
        minutes = _minutes(value, unit)
        if minutes % unit:
            raise Wrong(f"{shown(value)} is not in whole {'days' if unit == _DAY else 'hours'}")
        if not least * unit <= minutes <= most * unit:
            raise Wrong(f"{shown(value)} is not between {span(least * unit)}, {span(most * unit)}")
        return minutes // unit

    return read


def _minutes(value: object, unit: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value * unit
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or not any(found.groups()):
        raise Wrong(f'{shown(value)} is no duration such as "45 min"')
    days, hours, minutes = (int(one or 0) for one in found.groups())
    return days * _DAY + hours * _HOUR + minutes


def span(minutes: int) -> str:
    """Write a duration as `duration` reads it, in the largest unit that is exact."""
    if minutes and minutes % _DAY == 0:
        return f"{minutes // _DAY} day{'s' * (minutes > _DAY)}"
    return f"{minutes // _HOUR} h" if minutes and minutes % _HOUR == 0 else f"{minutes} min"


def part(value: object) -> tuple[int, int]:
    """Read a stretch of minutes after the start: "0-45"."""
    found = _PART.fullmatch(value) if isinstance(value, str) else None
    if found is None or not int(found[1]) < int(found[2]):
        raise Wrong(f'{shown(value)} is no stretch of minutes such as "0-45"')
    return int(found[1]), int(found[2])


def amount(code: str) -> Callable[[object], Money]:
    """Read an amount in the currency, exactly: 40, 40.5, "40.00"."""
    places = Money(0, code).exponent

    def read(value: object) -> Money:
        written = isinstance(value, str) and _AMOUNT.fullmatch(value.strip())
        exact = Decimal(written[0]) if written else _exact(value)
        if exact is None or not 0 <= exact < 10**_DIGITS:
            raise Wrong(f'{shown(value)} is no amount such as "{plain(Money(4000, code))}"')
        if _places(exact) > places:
            raise Wrong(f"{shown(value)}: {code} has {places} digits after the point")
        return Money(int(exact.scaleb(places)), code)

    return read


def _exact(value: object) -> Decimal | None:
    """Give a number as it is written; None for what is none, or no finite one."""
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, bool) or not isinstance(value, int) or value.bit_length() > _SHOWN * 2:
        return None
    return Decimal(value)


def _places(exact: Decimal) -> int:
    exponent = exact.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def plain(money: Money) -> str:
    """Write an amount without its currency."""
    return str(money).rpartition(" ")[0]


def share(value: object) -> int:
    """Read a share in basis points: "19 %" is 1900."""
    found = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise Wrong(f'{shown(value)} is no share such as "50 %"')
    basis = Decimal(found[1]) * 100
    if basis != int(basis) or basis > 10_000:
        raise Wrong(f"{shown(value)} is no share up to 100 % with two digits after the point")
    return int(basis)


def percent(value: object) -> int:
    """Read a share in whole percent: "50 %" is 50."""
    basis = share(value)
    if basis % 100:
        raise Wrong(f"{shown(value)} is not in whole percent")
    return basis // 100


def points(basis: int) -> str:
    """Write basis points as `share` reads them."""
    whole_part, rest = divmod(basis, 100)
    return f"{whole_part}.{rest:02}".rstrip("0").rstrip(".") + " %" if rest else f"{whole_part} %"


def deposit(code: str) -> Callable[[object], Deposit]:
    """Read what is asked in advance: "none", "full", "25 %" or an amount."""

    def read(value: object) -> Deposit:
        if isinstance(value, str) and value in {Rule.NONE, Rule.FULL}:
            return Deposit(Rule(value))
        if isinstance(value, str) and "%" in value:
            return Deposit(Rule.PERCENT, percent(value))
        try:
            return Deposit(Rule.FIXED, amount(code)(value).minor)
        except Wrong:
            raise Wrong(f'{shown(value)} is neither "none", "full", "25 %" nor an amount') from None

    return read


def asked(terms: Deposit, code: str) -> str:
    """Write what is asked in advance as `deposit` reads it."""
    if terms.rule is Rule.PERCENT:
        return f"{terms.amount} %"
    return plain(Money(terms.amount, code)) if terms.rule is Rule.FIXED else terms.rule.value
