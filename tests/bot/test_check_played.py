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

WITHDRAWN = (
    "INSERT INTO consents (salon_id, person, channel, address, purpose, given, how,"
    " conversation_id, proof, at) SELECT salon_id, person, channel, address, 'visit', false,"
    " 'operator', conversation_id, 'Ana', now() - interval '1 hour' FROM conversations"
)
TAKEN = (
    "INSERT INTO ownerships (salon_id, conversation_id, version, holder)"
    " SELECT salon_id, conversation_id, 1, 'phone' FROM conversations;"
)
BREACHES = {
    "no message waits more than five minutes for its answer": (
        "UPDATE inbox SET answered_revision = NULL, received_at = now() - interval '6 minutes'"
    ),
    "every message that was given up says why, is left to a person by a turn": (
        "UPDATE inbox SET given_up = ''"
    ),
    "nobody whose message was given up waits a day for a person": (
        "UPDATE inbox SET given_up = 'KeyError';"
        " UPDATE conversations SET waiting_since = now() - interval '25 hours'"
    ),
    "no send stays undecided after its lease": (
        "UPDATE outbox SET status = 'sending', leased_until = now() - interval '6 minutes'"
    ),
    "no message was sent before an earlier one of its conversation": (
        "UPDATE outbox SET sent_at = now() - interval '1 hour'"
        " WHERE outbox_id = (SELECT max(outbox_id) FROM outbox)"
    ),
    "nothing is begun to be sent to who has opted out": WITHDRAWN,
    "whether a conversation is opted out is what the ledger says": (
        "UPDATE conversations SET opted_out_at = now()"
    ),
    "nobody is told more than once that they opted out": (
        "UPDATE outbox SET kind = 'consent'; UPDATE conversations SET opted_out_at = '-infinity'"
    ),
    "every conversation stands where its last turn left it": "DELETE FROM turns",
    "every durable session is of its conversation's revision": (
        "UPDATE dialog_sessions SET snapshot = jsonb_set(snapshot, '{revision}', '0')"
    ),
    "every answered message was answered by a turn that happened": (
        "UPDATE inbox SET answered_revision = answered_revision + 100"
    ),
    "every reply belongs to a turn that happened": "UPDATE outbox SET revision = 0",
    "no message that may go waits more than five minutes for a sender": (
        "UPDATE outbox SET status = 'queued', due_at = now() - interval '6 minutes'"
    ),
    "every message that may not have arrived says why": "UPDATE outbox SET status = 'unknown'",
    "every message of which nobody knows whether it arrived was shown to a person": (
        "UPDATE outbox SET status = 'unknown', error = 'it fell silent'"
    ),
    "no message that a provider reported lost counts as sent": "UPDATE outbox SET fate = 'failed'",
    "the bot writes nothing while a person has the conversation": (
        f"{TAKEN} INSERT INTO handovers (salon_id, conversation_id, version, revision, holder,"  # noqa: S608 - fixed text
        " name, cause, at) SELECT salon_id, conversation_id, 1, 1, 'phone', '', 'taken',"
        " now() - interval '1 hour' FROM conversations"
    ),
    "who has a conversation is whom its last change of hands says": TAKEN,
    "every session knows whether a person has its conversation": (
        "UPDATE dialog_sessions SET snapshot = jsonb_set(snapshot, '{taken}', '1')"
    ),
    "no conversation rests in a state that lasts within a turn only": (
        "UPDATE conversations SET state = 'holding'"
    ),
    "every time that is held is known to the conversation that holds it": (
        "UPDATE dialog_sessions SET snapshot = snapshot - 'held'"
    ),
    "every booking that a conversation has told of is in the diary": (
        "UPDATE dialog_sessions SET snapshot ="
        " jsonb_set(snapshot, '{booked}', to_jsonb(gen_random_uuid()))"
    ),
}


@pytest.fixture
async def played(house: House, admin: psycopg.Connection) -> House:
    """A booking made in a conversation, from the first word to the last; another time held."""
    journey = read(FOLDER / "01-happy-path.chat")
    salon_id = await opening.seed_demo(house)
    player = Player(house, salon_id, admin, journey.options)
    await player.play(journey.lines)
    await player.play(("> haircut with Ana on friday at 10",))
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
