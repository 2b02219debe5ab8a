"""A catalogue written as a salon's file."""

import json
import re
from collections.abc import Iterable, Iterator

from booking.catalogue import Catalogue, Days, Minutes, Resource, Service, Stylist, Week
from booking.facts import Facts
from booking.listings import Listing
from booking.policy import Deposit, Policy, Sms
from booking.salon_file import hours, values

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_WIDE = 100
_HEAD = (
    "# All that a salon is, in one file; docs/salons.md says what may stand in it.",
    "# What is left out of it is taken off sale when it is imported.",
)

Pairs = Iterable[tuple[str, str]]
"""Keys with their values as TOML."""


def write(catalogue: Catalogue, listing: Listing) -> str:
    """Write the salon as TOML that `check` reads back to the same; equal salons, equal texts."""
    parts = [
        _HEAD,
        ("[salon]", *_lines(_facts(catalogue))),
        _place(listing),
        _listing(listing),
        ("[hours]", *_lines(_week(catalogue.opening))),
        ("[holidays]", *_lines(_days(catalogue.days))) if catalogue.days else (),
        *_told(catalogue.facts),
        *(("[[resource]]", *_lines(_resource(one))) for one in catalogue.resources),
        *(("[[addon]]", *_lines(_sold(one, catalogue))) for one in catalogue.addons),
        *(("[[service]]", *_lines(_sold(one, catalogue))) for one in catalogue.services),
        *(_stylist(one, catalogue) for one in catalogue.staff),
        *_policy(catalogue.policy, catalogue.currency),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _facts(catalogue: Catalogue) -> Pairs:
    for key in ("slug", "name"):
        yield key, _text(getattr(catalogue, key))
    yield "zone", _text(catalogue.zone.key)
    for key in ("currency", "language", "phone", "address"):
        yield key, _text(getattr(catalogue, key))
    yield "grid", _text(f"{catalogue.grid} min")
    yield "notice", _text(values.span(catalogue.notice))
    yield "horizon", _text(values.span(catalogue.horizon * 1440))


def _place(listing: Listing) -> tuple[str, ...]:
    pairs = []
    if listing.city:
        pairs.append(("city", _text(listing.city)))
    if listing.lat is not None:
        pairs += [("lat", _degrees(listing.lat)), ("lon", _degrees(listing.lon or 0.0))]
    return ("[place]", *_lines(pairs)) if pairs else ()


def _listing(listing: Listing) -> tuple[str, ...]:
    pairs = [("published", _flag(listing.published))]
    if listing.rating is not None:
        pairs.append(("rating", f"{listing.rating:.1f}"))
    if listing.rating_count:
        pairs.append(("rating_count", str(listing.rating_count)))
    return ("[listing]", *_lines(pairs))


def _told(facts: Facts) -> Iterator[tuple[str, ...]]:
    for topic, told in sorted(facts.sentences.items()):
        pairs = ((language, _text(sentence)) for language, sentence in sorted(told.items()))
        yield (f"[facts.{topic}]", *_lines(pairs))


def _resource(one: Resource) -> Pairs:
    return (("kind", _text(one.kind)), ("name", _text(one.name)))


def _sold(one: Service, catalogue: Catalogue) -> Pairs:
    yield "key", _text(one.key)
    yield "names", _inline((key, _text(name)) for key, name in sorted(one.names.items()))
    if one.aliases:
        yield "aliases", _list(one.aliases)
    yield "time", _text(f"{one.minutes} min")
    yield "price", _text(values.plain(one.price))
    yield from _chair_time(one)
    addons = {addon.id: addon.key for addon in catalogue.addons}
    if one.addons:
        yield "addons", _list(addons[key] for key in one.addons if key in addons)
    if one.seats:
        yield "seats", str(one.seats)
    if one.approval:
        yield "approval", _flag(one.approval)
    if one.deposit is not None:
        yield "deposit", _deposit(one.deposit, catalogue.currency)


def _chair_time(one: Service) -> Pairs:
    if one.work:
        yield "work", _list(f"{begin}-{end}" for begin, end in one.work)
    for key, minutes in (("before", one.before), ("after", one.after), ("grid", one.grid)):
        if minutes:
            yield key, _text(f"{minutes} min")
    if one.needs:
        yield "needs", _list(one.needs)
    if one.hours is not None:
        yield "hours", _inline(_week(one.hours))


def _stylist(one: Stylist, catalogue: Catalogue) -> Iterator[str]:
    sold = {service.id: service for service in catalogue.services + catalogue.addons}
    yield "[[staff]]"
    yield from _lines((("name", _text(one.name)),))
    if one.aliases:
        yield from _lines((("aliases", _list(one.aliases)),))
    yield from _lines((("services", _list(sold[key].key for key in sold if key in one.services)),))
    for name, pairs in (
        ("hours", _week(one.week)),
        ("breaks", _week(one.breaks)),
        ("days", _days(one.days)),
        ("overrides", _own(one, sold.values())),
    ):
        if lines := list(_lines(pairs)):
            yield f"[staff.{name}]"
            yield from lines


def _own(one: Stylist, sold: Iterable[Service]) -> Pairs:
    for service in sold:
        pairs = []
        if service.id in one.services and service.id in one.minutes:
            pairs.append(("time", _text(f"{one.minutes[service.id]} min")))
        if service.id in one.services and service.id in one.prices:
            pairs.append(("price", _text(values.plain(one.prices[service.id]))))
        if pairs:
            yield _key(service.key), _inline(pairs)


def _policy(policy: Policy, currency: str) -> Iterator[tuple[str, ...]]:
    deposits = (
        ("deposit", policy.deposit),
        ("first_visit_deposit", policy.first_visit),
        ("after_no_show_deposit", policy.after_no_show),
    )
    pairs = (
        ("late_move_under", _text(f"{policy.late_move_hours} h")),
        ("late_move_costs", _text(f"{policy.late_move_percent} %")),
        ("no_show_costs", _text(f"{policy.no_show_percent} %")),
        *((key, _deposit(one, currency)) for key, one in deposits),
        ("payment_within", _text(values.span(policy.payment_minutes))),
        ("deposits_online", "true" if policy.online else "false"),
        ("waits_for", _text(values.span(policy.late_minutes))),
        ("platform_fee", _text(values.points(policy.platform_fee))),
        ("guest_surcharge", _text(values.points(policy.guest_surcharge))),
    )
    yield ("[policy]", *_lines(pairs))
    for tier in policy.tiers:
        pairs = (("under", _text(f"{tier.hours} h")), ("costs", _text(f"{tier.percent} %")))
        yield ("[[policy.cancel]]", *_lines(pairs))
    if policy.sms != Sms():
        sms = policy.sms
        countries = (("countries", _list(sms.countries)),) if sms.countries else ()
        pairs = (*countries, ("parts_a_day", str(sms.parts_a_day)))
        yield ("[policy.sms]", *_lines(pairs))
    tax = policy.tax
    rate = (("name", _text(tax.name)), ("rate", _text(values.points(tax.rate))))
    yield ("[policy.tax]", *_lines((*rate, ("included", _flag(tax.included)))))


def _deposit(one: Deposit, currency: str) -> str:
    return _text(values.asked(one, currency))


def _week(week: Week) -> Pairs:
    for number, day in enumerate(hours.WEEKDAYS):
        if parts := week.get(number):
            yield day, _hours(parts)


def _days(days: Days) -> Pairs:
    for day, parts in sorted(days.items()):
        yield day.isoformat(), _hours(parts)


def _hours(parts: tuple[Minutes, ...]) -> str:
    return _list(hours.written(parts))


def _lines(pairs: Pairs) -> Iterator[str]:
    for key, value in pairs:
        yield f"{key} = {value}"


def _inline(pairs: Pairs) -> str:
    inside = ", ".join(_lines((_key(key), value) for key, value in pairs))
    return f"{{ {inside} }}" if inside else "{}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _list(given: Iterable[str]) -> str:
    """Write an array of texts, over several lines when it is long."""
    texts = [_text(one) for one in given]
    line = f"[{', '.join(texts)}]"
    return line if len(line) <= _WIDE - 12 else "[\n  " + ",\n  ".join(_filled(texts)) + ",\n]"


def _filled(texts: Iterable[str]) -> list[str]:
    """Put as many on each line as there is room for."""
    lines: list[str] = []
    for one in texts:
        if lines and len(lines[-1]) + len(one) + 5 <= _WIDE:
            lines[-1] += f", {one}"
        else:
            lines.append(one)
    return lines


def _text(text: str) -> str:
    # JSON's strings are TOML's, but for the one control character that JSON lets through.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _flag(value: bool) -> str:  # noqa: FBT001 - what is written is the flag itself
    return "true" if value else "false"


def _degrees(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
