"""Short titles for choices, dates, prices as the customer's language writes them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_currency

from booking.catalogue import Catalogue, Service
from booking.ranking import Slot
from dialog import draft as drafts
from dialog.phrases.catalogues import translations
from dialog.phrases.texts import TEXTS
from foundation.money import Money

_WHOLE = {"en": "EEEE d MMMM", "de": "EEEE, d. MMMM", "fr": "EEEE d MMMM",
          "es": "EEEE d 'de' MMMM", "it": "EEEE d MMMM", "pt": "EEEE, d 'de' MMMM",
          "nl": "EEEE d MMMM"}  # fmt: skip
_SHORT = {"de": "EEE d. MMM"}
_FIRST = {"fr": "1er"}
"""How a language counts the first of a month, where it has a word of its own for it."""


YES = ("title_yes", "title_yes_both", "title_yes_all")
"""The yes to one service, to two, to more."""


def fixed(key: str, locale: str) -> str:
    """Give a text that has no values."""
    return translations(locale).gettext(TEXTS[key])


@lru_cache(maxsize=4096)
def day(one: date, locale: str) -> str:
    """Print a day whole: "Friday 27 November", "Freitag, 27. November"."""
    return format_date(one, _dated(_WHOLE[locale], one, locale), locale=locale)


@lru_cache(maxsize=4096)
def short_day(one: date, locale: str) -> str:
    """Print a day for a button: "Fri 27 Nov"."""
    short = _SHORT.get(locale, "EEE d MMM")
    return format_date(one, _dated(short, one, locale), locale=locale)


def _dated(pattern: str, one: date, locale: str) -> str:
    first = _FIRST.get(locale) if one.day == 1 else None
    return pattern.replace(" d ", f" '{first}' ") if first else pattern


@lru_cache(maxsize=512)
def weekday(one: date, locale: str) -> str:
    """Print a day's weekday: "Thursday"."""
    return format_date(one, "EEEE", locale=locale)


def clock(moment: datetime) -> str:
    """Print a clock time: "17:00"."""
    return f"{moment:%H:%M}"


def minute(after_midnight: int) -> str:
    """Print a minute of the day as a clock time; past midnight it starts anew: 1560 is "02:00"."""
    hours, minutes = divmod(after_midnight % 1440, 60)
    return f"{hours:02}:{minutes:02}"


def slot(
    one: Slot, catalogue: Catalogue, locale: str, *, with_day: bool, named: bool = True
) -> str:
    """Print a slot for a button: "17:00 Bea", or "Sat 28 Nov 11:45 Ana"; of a plan "17:00"."""
    start = drafts.local(one.start, catalogue.zone)
    name = f" {catalogue.stylist(one.staff).name}" if named else ""
    short = f"{clock(start)}{name}"
    return f"{short_day(start.date(), locale)} {short}" if with_day else short


def only(services: Sequence[Service], locale: str, at: datetime | None = None) -> str:
    """Print what is left of more for a button: "Haircut only", "Haircut only, 10:15"."""
    names = ", ".join(one.name(locale) for one in services)
    text = fixed("title_only" if at is None else "title_only_at", locale)
    return text.format(services=names, clock="" if at is None else clock(at))


def keep(one: Slot, catalogue: Catalogue, locale: str) -> str:
    """Print for a button that a held time stays: "Keep Tue 10:15"."""
    return stays("title_keep", drafts.local(one.start, catalogue.zone), locale)


def stays(key: str, start: datetime, locale: str) -> str:
    """Print for a button that a time stays, short enough to be whole where 20 letters fit.

    Which day it is has just been said; "Keep" must be seen, also in languages that end with it.
    """
    day = format_date(start.date(), "EEE", locale=locale)
    return fixed(key, locale).format(start=f"{day} {clock(start)}")


def refund(amount: Money, locale: str) -> str:
    """Print for a button that money is sent back: "Refund 20 EUR"."""
    return fixed("title_refund", locale).format(amount=price(amount, locale))


def wait_for(one: Slot, catalogue: Catalogue, locale: str) -> str:
    """Print for a button that a lost time is waited for: "Waitlist for 11:00 Ana"."""
    start = slot(one, catalogue, locale, with_day=False)
    return fixed("title_waitlist_for", locale).format(start=start)


def service(one: Service, locale: str) -> str:
    """Print a service for a button."""
    return one.name(locale)


@lru_cache(maxsize=1024)
def price(amount: Money, locale: str) -> str:
    """Print an amount with its ISO code, without idle decimals: "40 EUR", "12.50 EUR"."""
    whole = amount.minor % 10**amount.exponent == 0
    pattern = "#,##0 ¤¤" if whole else f"#,##0.{'0' * amount.exponent} ¤¤"
    value = Decimal(amount.minor).scaleb(-amount.exponent)
    printed = format_currency(value, amount.currency, pattern, locale=locale, currency_digits=False)
    return printed.replace("\xa0", " ").replace("\u202f", " ")
