"""What a link carries into a conversation: a campaign, a wish written beforehand; pure."""

import base64
import binascii
import re
from dataclasses import dataclass, replace
from typing import Final

from channels.clean import clean
from channels.message import Inbound, Kind

LONGEST_PAYLOAD: Final = 64
"""Characters of A-Z a-z 0-9 _ - that Telegram hands on when a bot is started by a link."""

_CAMPAIGN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,23}", re.ASCII)
_PAYLOAD: Final = re.compile(
    rf"(?:c-(?P<campaign>{_CAMPAIGN.pattern}))?(?:(?:^|-)w-(?P<wish>[A-Za-z0-9_-]+))?", re.ASCII
)
_TAG: Final = re.compile(rf"\s+\[(?P<campaign>{_CAMPAIGN.pattern})\]\s*\Z", re.ASCII)


class NoLink(ValueError):
    """No link can carry this; the text says why."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """The `campaign` that a customer came from, the `wish` that was written for them; "" for none.

    Raises NoLink for a campaign that is not 2 to 24 letters, digits or _, a letter first.
    """

    campaign: str = ""
    wish: str = ""

    def __post_init__(self) -> None:
        """Hold campaigns to what every link can carry."""
        if self.campaign and not _CAMPAIGN.fullmatch(self.campaign):
            raise NoLink("a campaign is 2 to 24 letters, digits or _, a letter first")

    @property
    def payload(self) -> str:
        """Write it as a start's payload; raises NoLink when the wish is too long for one."""
        parts = [f"c-{self.campaign}"] if self.campaign else []
        if self.wish:
            wish = base64.urlsafe_b64encode(self.wish.encode()).decode().rstrip("=")
            parts.append(f"w-{wish}")
        made = "-".join(parts)
        if len(made) > LONGEST_PAYLOAD:
            raise NoLink("the text is too long for a Telegram link: it has room for 46 bytes")
        return made

    @property
    def text(self) -> str:
        """Write it as a message that customers send themselves."""
        return f"{self.wish or 'Hi'} [{self.campaign}]" if self.campaign else self.wish


def opened(inbound: Inbound) -> tuple[Inbound, str]:
    """Read what a message brought along: the message as if it was typed, the campaign or "".

    A payload that nobody of us wrote is a plain start; a tag stands at the end of a text alone.
    """
    if inbound.kind is Kind.START:
        found = _read(inbound.text)
        return replace(inbound, text=found.wish), found.campaign
    tag = _TAG.search(inbound.text) if inbound.kind is Kind.TEXT else None
    if tag is None:
        return inbound, ""
    return replace(inbound, text=inbound.text[: tag.start()]), tag["campaign"]


def _read(payload: str) -> Invitation:
    found = _PAYLOAD.fullmatch(payload)
    if found is None or len(payload) > LONGEST_PAYLOAD:
        return Invitation()
    return Invitation(found["campaign"] or "", _wish(found["wish"] or ""))


def _wish(encoded: str) -> str:
    try:
        raw = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        return clean(raw.decode()).strip()
    except (binascii.Error, UnicodeDecodeError):
        return ""
