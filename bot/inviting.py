"""Links by which customers begin a conversation, for a poster, a profile, a bill."""

from collections.abc import Callable
from urllib.parse import quote

from bot import at_hand, hookup, opening
from channels import accounts, links
from channels.accounts import Connected
from channels.invitations import Invitation, NoLink
from foundation.errors import Permanent
from foundation.settings import Settings

Print = Callable[[str], None]

_HERE = "http://127.0.0.1:8000"  # where a server without a public address is found from itself


async def show(settings: Settings, slug: str, campaign: str, wish: str, say: Print) -> None:
    """Print a line for each account; why there is no link where there is none. Raises Permanent."""
    try:
        invitation = Invitation(campaign, " ".join(wish.split()))
    except NoLink as why:
        raise Permanent(str(why)) from None
    async with at_hand.house(settings) as house:
        salon_id = await opening.salon(house, slug)
        async with house.database.unit_of_work(salon_id) as tx:
            found = [one for one in await accounts.listed(tx, house) if not one.left]
        for one in found:
            if one.account.kind == "terminal":
                continue
            say(f"{one.account.kind:10} {await _link(settings, slug, one, invitation)}")


async def _link(settings: Settings, slug: str, one: Connected, invitation: Invitation) -> str:
    if one.account.kind == "web":
        return f"{settings.public_url or _HERE}/chat/{slug}"
    verdict = await hookup.tested(one.account)
    plain = links.to_write(one.account, verdict.fact)
    if not plain:
        return f"no link: {verdict.wrong or 'nobody knows its name or number'}"
    try:
        return invited(plain, invitation)
    except NoLink as why:
        return f"no link: {why}"


def invited(plain: str, invitation: Invitation) -> str:
    """Write an invitation into the link that opens a chat; raises NoLink."""
    if plain.startswith("https://t.me/"):
        return f"{plain}?start={invitation.payload}" if invitation.payload else plain
    text = quote(invitation.text, safe="")
    if not text:
        return plain
    # Both systems of phones understand "?&": one wants the question mark, the other the ampersand.
    return f"{plain}?&body={text}" if plain.startswith("sms:") else f"{plain}?text={text}"
