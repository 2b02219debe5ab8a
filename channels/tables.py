"""The channels' tables, for this room's own statements."""

from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, Table, Text, Uuid

from foundation.db import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("account_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    Column("secrets", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("conversation_id", Uuid, primary_key=True),
    Column("account_id", Uuid, nullable=False),
    Column("address_hash", LargeBinary, nullable=False),
    Column("address", LargeBinary, nullable=False),
    Column("language", Text),
    Column("customer_id", Uuid),
    Column("revision", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("waiting_since", DateTime(timezone=True)),
    Column("blocked_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("last_at", DateTime(timezone=True), nullable=False),
    Column("person", LargeBinary),
    Column("channel", Text),
    Column("opted_out_at", DateTime(timezone=True)),
    Column("campaign", Text),
)

inbox = Table(
    "inbox",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("inbox_id", BigInteger, primary_key=True),
    Column("account_id", Uuid, nullable=False),
    Column("conversation_id", Uuid, nullable=False),
    Column("provider_id", Text, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("answered_revision", BigInteger),
    Column("answer_after", DateTime(timezone=True), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("given_up", Text),
)

outbox = Table(
    "outbox",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("outbox_id", BigInteger, primary_key=True),
    Column("account_id", Uuid, nullable=False),
    Column("conversation_id", Uuid, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("status", Text, nullable=False),
    Column("lease_owner", Text),
    Column("leased_until", DateTime(timezone=True)),
    Column("attempts", Integer, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("provider_ref", Text),
    Column("error", Text),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("sent_at", DateTime(timezone=True)),
    Column("kind", Text, nullable=False),
    Column("author", Uuid),
    Column("post", Text),
    Column("fate", Text),
    Column("fate_at", DateTime(timezone=True)),
    Column("fate_code", Integer),
)

ownerships = Table(
    "ownerships",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("conversation_id", Uuid, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("holder", Text, nullable=False),
    Column("operator_id", Uuid),
    Column("name", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("spoke_at", DateTime(timezone=True), nullable=False),
    Column("told_at", DateTime(timezone=True), nullable=False),
)

handovers = Table(
    "handovers",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("conversation_id", Uuid, primary_key=True),
    Column("version", BigInteger, primary_key=True),
    Column("revision", BigInteger, nullable=False),
    Column("holder", Text, nullable=False),
    Column("operator_id", Uuid),
    Column("name", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
