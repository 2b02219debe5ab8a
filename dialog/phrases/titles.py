"""Short titles for choices, dates, prices as the customer's language writes them."""

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

_WHOLE = {"en": "EEEE d MMMM", "de": "EEEE, d. MMMM"}
_SHORT = {"en": "EEE d MMM", "de": "EEE d. MMM"}


def fixed(key: str, locale: str) -> str:
    """Give a text that has no values."""
    return translations(locale).gettext(TEXTS[key])


@lru_cache(maxsize=4096)
def day(one: date, locale: str) -> str:
    """Print a day whole: "Friday 27 November", "Freitag, 27. November"."""
    return format_date(one, _WHOLE[locale], locale=locale)


@lru_cache(maxsize=4096)
def short_day(one: date, locale: str) -> str:
    """Print a day for a button: "Fri 27 Nov"."""
    return format_date(one, _SHORT[locale], locale=locale)


def clock(moment: datetime) -> str:
    """Print a clock time: "17:00"."""
    return f"{moment:%H:%M}"


def minute(after_midnight: int) -> str:
    """Print a minute of the day as a clock time; past midnight it starts anew: 1560 is "02:00"."""
    hours, minutes = divmod(after_midnight % 1440, 60)
    return f"{hours:02}:{minutes:02}"


def slot(one: Slot, catalogue: Catalogue, locale: str, *, with_day: bool) -> str:
    """Print a slot for a button: "17:00 Bea", or "Sat 28 Nov 11:45 Ana"."""
    start = drafts.local(one.start, catalogue.zone)
    short = f"{clock(start)} {catalogue.stylist(one.staff).name}"
    return f"{short_day(start.date(), locale)} {short}" if with_day else short


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
    return printed.replace("\xa0", " ")
