"""How many people can come at one time, with whom; pure."""

from dataclasses import replace

from booking.catalogue import Catalogue
from dialog.effects import Say
from dialog.phrases.words import Count, StaffNames
from dialog.session import Draft


def possible(draft: Draft, catalogue: Catalogue) -> tuple[Draft, tuple[Say, ...]]:
    """Fit a party to those who can serve it at one time, telling what of the wish has to go.

    Of a class the seats decide, which the diary knows.
    """
    if draft.party == 1 or draft.service is None or catalogue.service(draft.service).seats:
        return draft, ()
    able = [one.id for one in catalogue.who_does(draft.service)]
    named = [one for one in draft.staff if one in able]
    if len(able) < draft.party:
        most = max(1, len(able))
        cut = replace(draft, party=most, staff=draft.staff if most <= len(named) else ())
        return cut, (Say("party_most", {"count": Count(most)}),)
    if draft.staff and len(named) < draft.party:
        told = {"count": Count(draft.party), "staff": StaffNames(draft.staff)}
        return replace(draft, staff=()), (Say("party_staff", told),)
    return draft, ()
