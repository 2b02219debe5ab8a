"""What a provider delivers again, or late, over an account that several salons share."""

from tests.bot.test_shared_account import MITTE, WEST, Chain, chain
from tests.parlour import parlour

__all__ = ["chain", "parlour"]


async def wanted(chain: Chain) -> dict[str, bool]:
    """Tell by salon whether messages are wanted there."""
    found = {}
    for name, salon in (("mitte", MITTE), ("west", WEST)):
        async with chain.parlour.house.database.unit_of_work(salon) as tx:
            query = "SELECT opted_out_at IS NULL FROM conversations WHERE salon_id = %s"
            [(found[name],)] = await tx.rows(query, (salon,))
    return found


async def test_an_old_start_that_comes_again_or_late_opts_in_nowhere(chain: Chain) -> None:
    await chain.says("hello")
    await chain.says("west")
    await chain.says("STOP")
    start, late = chain.said("START"), chain.said("START")
    await chain.hears(start)
    assert await wanted(chain) == {"mitte": True, "west": True}
    await chain.says("STOP")
    for one in (start, late):
        await chain.hears(one)
        assert await wanted(chain) == {"mitte": False, "west": False}


async def test_what_comes_again_after_another_choice_is_not_said_there(chain: Chain) -> None:
    await chain.says("haircut")
    await chain.says("mitte")
    wish = chain.said("on friday at 17:00 with Bea")
    assert (await chain.hears(wish)).fresh
    await chain.says("another salon")
    await chain.says("west")
    again = await chain.hears(wish)
    assert (again.fresh, again.salon_id) == (False, MITTE)
