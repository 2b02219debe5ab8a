"""The dialog's tables, for this room's own statements."""

from sqlalchemy import BigInteger, Column, DateTime, LargeBinary, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from foundation.db import metadata

dialog_sessions = Table(
    "dialog_sessions",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("conversation_id", Uuid, primary_key=True),
    Column("revision", BigInteger, nullable=False),
    Column("snapshot", JSONB, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("conversation_id", Uuid, primary_key=True),
    Column("revision", BigInteger, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("trace", LargeBinary, nullable=False),
)
