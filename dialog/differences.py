"""What a correction changes beside what was asked for: told, so that nobody agrees by accident."""

from collections.abc import Iterator

from booking.plan import Want
from dialog.effects import Say
from dialog.phrases.words import Dearer, Longer, ServiceNames, StaffName, WishLength, WishPrice
from dialog.session import Draft, Held


def told(before: Held, kept: Held) -> tuple[Say, ...]:
    """Tell how what is held now differs in length or price for the same services, or what is new.

    Of something else than before the whole is told anyway.
    """
    if before.services == kept.services and before.party == kept.party:
        return tuple(_same(before, kept))
    return tuple(_added(before, kept))


def dropped(before: Draft, after: Draft) -> tuple[Say, ...]:
    """Tell which of several services a new one took the place of."""
    new = [one for one in after.services if one not in before.services]
    gone = tuple(one for one in before.services if one not in after.services)
    if len(before.services) == 1 or not new or not gone:
        return ()
    return (
        Say("instead", {"services": ServiceNames(after.services), "others": ServiceNames(gone)}),
    )


def _same(before: Held, kept: Held) -> Iterator[Say]:
    now, was = kept.slot, before.slot
    lasts, lasted = now.end - now.start, was.end - was.start
    if lasts != lasted and not kept.planned:
        longer = "longer" if lasts > lasted else "shorter"
        yield Say(longer, {"staff": StaffName(now.staff), "minutes": Longer(now, was)})
    if kept.price != before.price:
        dearer = "dearer" if kept.price.minor > before.price.minor else "cheaper"
        yield Say(dearer, {"price": Dearer(kept.price, before.price)})


def _added(before: Held, kept: Held) -> Iterator[Say]:
    """Tell with whom a single new service is, how long it takes, what it costs."""
    if len(kept.visits) != 1:
        return
    new = [one for one in kept.visits[0] if one.service not in before.services]
    if len(new) != 1 or not set(before.services) < set(kept.services):
        return
    wish = ((Want(new[0].service, (new[0].staff,), new[0].addons),),)
    args = {"length": WishLength(wish), "price": WishPrice(wish), "staff": StaffName(new[0].staff)}
    yield Say("added", {"services": ServiceNames((new[0].service,)), **args})
