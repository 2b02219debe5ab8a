"""Which template says a message, as far as its provider has approved it; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from channels.message import Choice, Opening
from channels.openings import registry
from channels.openings.registry import Worded


class Status(StrEnum):
    """What a provider says of a template; one that `differs` has other gaps than ours."""

    APPROVED = "approved"
    PENDING = "pending"
    REJECTED = "rejected"
    PAUSED = "paused"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Approval:
    """One template in one language (the provider's code, `pt_PT`) with its status."""

    name: str
    language: str
    status: Status
    at: datetime | None = None


def choose(
    opening: Opening, approved: Sequence[str], choices: Sequence[Choice]
) -> tuple[Worded, ...]:
    """Fill a template in the approved languages that the opening has: the customer's own first."""
    names = [*registry.GAPS[opening.key]]
    made: list[Worded] = []
    for filled in opening.filled:
        many = len(registry.buttons(opening.key, filled.language))
        payloads = tuple(one.id for one in choices[:many]) if len(choices) >= many else ()
        gaps = tuple(zip(names, filled.gaps, strict=True))
        made += [
            Worded(opening.key, code, gaps, payloads)
            for code in sorted(approved, key=lambda one: (one != filled.language, one))
            if language(code) == filled.language
        ]
    return tuple(made)


def language(code: str) -> str:
    """Give the language of a provider's code: `pt` of `pt_BR`."""
    return code.partition("_")[0].lower()


def missing(found: Iterable[Approval]) -> Mapping[tuple[str, str], Status | None]:
    """Give the status of each of our templates in each language, None where there is none."""
    stands = {(one.name, language(one.language)): one.status for one in found}
    wanted = ((name, one) for name in registry.GAPS for one in registry.LANGUAGES)
    return {one: stands.get(one) for one in wanted}
