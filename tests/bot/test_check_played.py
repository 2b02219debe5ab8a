"""Promises about messages and conversations, each kept by a real conversation, each broken once."""

import psycopg
import pytest

from bot import check, opening
from channels import checks as messages
from channels import registry
from dialog import checks as conversations
from foundation.house import House
from foundation.invariants import Invariant
from tests.journeys.player import Player, read
from tests.journeys.test_journeys import FOLDER

BREACHES = {
    "no message waits more than five minutes for its answer": (
        "UPDATE inbox SET answered_revision = NULL, received_at = now() - interval '6 minutes'"
    ),
    "no send stays undecided after its lease": (
        "UPDATE outbox SET status = 'sending', leased_until = now() - interval '6 minutes'"
    ),
    "no message was sent before an earlier one of its conversation": (
        "UPDATE outbox SET sent_at = now() - interval '1 hour'"
        " WHERE outbox_id = (SELECT max(outbox_id) FROM outbox)"
    ),
    "every conversation stands where its last turn left it": "DELETE FROM turns",
    "every durable session is of its conversation's revision": (
        "UPDATE dialog_sessions SET snapshot = jsonb_set(snapshot, '{revision}', '0')"
    ),
    "every answered message was answered by a turn that happened": (
        "UPDATE inbox SET answered_revision = answered_revision + 100"
    ),
    "every reply belongs to a turn that happened": "UPDATE outbox SET revision = 0",
}


@pytest.fixture
async def played(house: House, admin: psycopg.Connection) -> House:
    """A booking made in a conversation, from the first word to the last."""
    journey = read(FOLDER / "01-happy-path.chat")
    salon_id = await opening.seed_demo(house)
    await Player(house, salon_id, admin, journey.options).play(journey.lines)
    await registry.close()
    return house


async def test_a_played_conversation_keeps_every_promise(played: House) -> None:
    findings = await check.run(played.settings.database_read_url)
    assert [finding.line for finding in findings if not finding.ok] == []


@pytest.mark.usefixtures("played")
@pytest.mark.parametrize(
    "invariant", [*messages.INVARIANTS, *conversations.INVARIANTS], ids=lambda one: one.name
)
async def test_each_broken_promise_is_found(
    admin: psycopg.Connection, invariant: Invariant
) -> None:

    with admin.transaction(force_rollback=True):
        assert admin.execute(invariant.sql).fetchall() == []
        admin.execute(BREACHES[invariant.name])
        assert admin.execute(invariant.sql).fetchall() != []
