"""From one salon's conversation to another's: what is done before a turn of a shared account.

Two salons, two transactions: what is done at the other one is done first, each step so that once
more changes nothing. First the choice is remembered, then the messages are handed on, then this
turn is closed. Who dies in between leaves the choice unanswered here: the turn is thought again,
remembers the same, hands on what is not there yet. Nothing is lost, nothing is there twice. What
the customer writes meanwhile goes to the chosen salon already.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booking.catalogue import Catalogue
from channels import sharing
from channels.inbox import Letter, Talk
from dialog import branch, branching
from dialog.branch import Branch
from dialog.events import SalonsShared
from dialog.machine import step
from dialog.scene import Scene
from dialog.session import Session, State
from foundation.ids import InboxId


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a turn of a shared account is about: what to tell the dialog first, what is heard here.

    `again` are messages of earlier turns that this one answers; `onward` is where the rest went.
    """

    letters: Sequence[Letter]
    told: SalonsShared | None = None
    again: tuple[InboxId, ...] = ()
    onward: Talk | None = None


async def cross(
    scene: Scene, session: Session, letters: Sequence[Letter], catalogue: Catalogue
) -> Crossing:
    """Ask which salon, or go to the one that is chosen; else everything is heard here."""
    roads, moves = scene.roads, branching.movable(letters)
    arrives = any(branch.arrives(one.choice_id) for one in letters)
    if roads is None or session.taken is not None or not (moves or arrives):
        return Crossing(letters)
    here, chosen, now = roads.here.salon_id, await roads.chosen(), scene.house.clock()
    told = None
    again = branching.asks_again(letters, session, here)
    if again or (chosen is None and branching.rests(letters, session)):
        branches = tuple(Branch(salon, name) for salon, name in await roads.names())
        told = SalonsShared(branches, here, again)
        # Nobody has read the question yet: a number is no answer to it, a name is.
        session = replace(step(session, told, catalogue).session, unseen=True)
    found = branching.way(letters, session, catalogue, now)
    elsewhere = chosen if chosen != here else None
    to = found.salon if found is not None else elsewhere
    if to is None:
        return Crossing(letters, told)
    waiting = [*await _kept(scene, session), *letters]
    heard = branching.ordered(waiting, session, catalogue, now)
    if to == here:
        await roads.choose(here)
        return Crossing(heard, told, tuple(one.id for one in waiting if one not in letters))
    # From here on this turn ends as it is, unless we die.
    await scene.tx()
    await roads.choose(to)
    rest = branching.left(waiting, found)
    mark = (found.letter, branch.arrival(to)) if found is not None and not found.more else None
    onward = await roads.hand_on(scene.talk, to, rest, mark)
    law = [one for one in letters if one not in moves]
    return Crossing(heard if found is not None else law, told, onward=onward)


async def _kept(scene: Scene, session: Session) -> list[Letter]:
    """Read again what waits for the choice."""
    fork, talk = session.fork, scene.talk
    if session.state is not State.WHICH_SALON or fork is None or not fork.kept:
        return []
    async with scene.house.database.unit_of_work(talk.salon_id) as tx:
        return await sharing.kept(tx, scene.house.vault, talk.conversation_id, fork.kept)
