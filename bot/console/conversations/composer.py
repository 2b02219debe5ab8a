"""What stands under a transcript: who speaks, what may be written, what can be arranged."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.console.conversations import words
from bot.console.conversations.show import Moment
from bot.console.conversations.sight import Sight
from bot.console.diary import panel
from bot.console.quick import replies
from bot.page import moments
from bot.page.patch import version
from channels.ownership import Holder
from dialog.phrases import titles
from dialog.phrases.catalogues import spoken
from dialog.views import Sitting
from foundation import ids

_LOCALE = "en"
_PLAIN = ("with", "on", "service", "then", "at", "time", "reason", "name", "override", "why")


def speaker(sight: Sight, sitting: Sitting) -> dict[str, object]:
    """Print who speaks for the salon, since when, what the viewer can do about it."""
    owner, talk = sitting.entry.owner, sitting.entry.conversation
    mine = owner.voice.operator_id == sight.viewer.operator_id
    moment = sight.moment
    since = moments.said_at(owner.at, moment.now, moment.zone, _LOCALE) if owner.at else ""
    shown: dict[str, Any] = {
        "talk": talk.conversation_id,
        "version": owner.version,
        "csrf": sight.viewer.csrf,
        "me": sight.viewer.name,
        "human": owner.human,
        "mine": mine,
        "who": words.voice(owner.voice),
        "phone": owner.voice.holder is Holder.PHONE,
        "since": since,
        "waiting": talk.waiting_since is not None,
        "opted_out": _opted_out(talk.opted_out_at, moment),
        "forgotten": _forgotten(sight, sitting),
    }
    return shown | {"v": version(*shown.items())}


def _opted_out(at: datetime | None, moment: Moment) -> str:
    """Say since when the customer wants no messages, "" when they do."""
    return (
        words.OPTED_OUT.format(at=moments.said_at(at, moment.now, moment.zone, _LOCALE))
        if at
        else ""
    )


def _forgotten(sight: Sight, sitting: Sitting) -> str:
    """Warn of a takeover that goes back soon, "" while its person is at work."""
    owner = sitting.entry.owner
    if not owner.human or owner.silent < sight.warns:
        return ""
    back = sight.moment.now + max(sight.returns - owner.silent, sight.returns * 0)
    clock = titles.clock(back.astimezone(sight.moment.zone))
    return words.FORGOTTEN.format(minutes=int(sight.warns.total_seconds() // 60), clock=clock)


def quick(sight: Sight, sitting: Sitting) -> dict[str, object]:
    """Print the salon's quick replies with the facts of this conversation in their places."""
    facts = _facts(sight, sitting)
    listed = tuple(replies.filled(one, facts) for one in sight.quick)
    talk = sitting.entry.conversation.conversation_id
    return {"talk": talk, "replies": listed, "v": version(listed)}


def _facts(sight: Sight, sitting: Sitting) -> Mapping[str, str]:
    card, salon = sitting.card, sight.catalogue
    locale = spoken(sitting.entry.conversation.language, spoken(salon.language))
    when = ""
    if card.start:
        when = f"{titles.day(card.start.date(), locale)}, {titles.clock(card.start)}"
    return {
        "name": sitting.entry.name,
        "service": card.service,
        "price": titles.price(card.price, locale) if card.price else "",
        "time": when,
        "salon": salon.name,
        "phone": salon.phone,
        "address": salon.address,
    }


def draft(sight: Sight, sitting: Sitting) -> dict[str, object]:
    """Print what the text field begins with: what was typed, or the quick reply picked."""
    typed = sight.wish.typed.get("text", "")
    picked = next((one for one in sight.quick if one.id == sight.wish.quick), None)
    if not typed and picked is not None:
        typed = replies.filled(picked, _facts(sight, sitting)).text
    return {"text": typed, "post": str(ids.new())}


def arranging(sight: Sight, sitting: Sitting) -> dict[str, object]:
    """Print the customer's visits to come, with what the viewer may arrange."""
    owner = sitting.entry.owner
    visits = tuple(
        {"id": one.id, "what": f"{one.service} with {one.staff}", "when": _when(one)}
        for one in sight.visits
    )
    shown: dict[str, Any] = {
        "talk": sitting.entry.conversation.conversation_id,
        "mine": owner.voice.operator_id == sight.viewer.operator_id,
        "visits": visits,
    }
    return shown | {"v": version(*shown.items())}


def _when(one: Any) -> str:  # noqa: ANN401 - a visit's view
    return moments.visit(one.start, one.end, _LOCALE)


def form(sight: Sight, sitting: Sitting) -> dict[str, object] | None:
    """Print the form that is open beside the conversation; None for none."""
    desk, asked = sight.desk, sight.wish
    if desk is None:
        return None
    shown: dict[str, object] = {
        "kind": asked.panel,
        "title": words.PANELS[asked.panel],
        "id": asked.visit or "",
        "post": str(ids.new()),
        "named": bool(sitting.entry.name) or sitting.entry.conversation.customer_id is not None,
        "typed": {name: asked.typed.get(name, "") for name in _PLAIN},
    }
    if asked.panel in {"book", "wish"}:
        return shown | panel.new(desk) | {"title": words.PANELS[asked.panel]}
    if desk.detail is None:
        return None
    facts = panel.booking(desk, desk.detail)
    about = {name: facts[name] for name in ("number", "day", "clock", "cancel_fee", "move_fee")}
    return shown | about | (panel.moving(desk, desk.detail) if asked.panel == "move" else {})
