"""The console's own tables, for this slice's statements."""

from sqlalchemy import Column, DateTime, Integer, LargeBinary, Table, Text, Uuid

from foundation.db import metadata

operators = Table(
    "operators",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("operator_id", Uuid, primary_key=True),
    Column("login", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

operator_sessions = Table(
    "operator_sessions",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary, primary_key=True),
    Column("operator_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
)

quick_replies = Table(
    "quick_replies",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("reply_id", Uuid, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)
