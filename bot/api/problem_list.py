"""The list of all problems, where the `type` of each one leads."""

from bot.api.problems import KNOWN, TYPES
from bot.api.shapes import Shown


class ProblemKind(Shown):
    """One kind of problem."""

    type: str
    code: str
    status: int
    title: str


class ProblemKinds(Shown):
    """Every problem this API tells of."""

    problems: list[ProblemKind]


async def show() -> ProblemKinds:
    """List every problem there is; needs no key."""
    return ProblemKinds(
        problems=[
            ProblemKind(type=f"{TYPES}#{code}", code=code, status=one.status, title=one.title)
            for code, one in KNOWN.items()
        ]
    )
