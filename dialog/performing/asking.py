"""Facts looked up that no catalogue holds."""

from booking import listings
from dialog.events import RatingFound
from dialog.scene import Scene


async def rating(scene: Scene) -> RatingFound:
    """Read how guests rate the salon."""
    async with scene.house.database.unit_of_work(scene.talk.salon_id) as tx:
        found = await listings.load(tx)
    return RatingFound(found.rating if found.rating_count else None, found.rating_count)
