"""The API's own tables, for this slice's statements."""

from sqlalchemy import (
    ARRAY,
    Column,
    DateTime,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from foundation.db import metadata

api_keys = Table(
    "api_keys",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("key_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("last_used_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
)

api_requests = Table(
    "api_requests",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("key_id", Uuid, primary_key=True),
    Column("request_key", Text, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("status", SmallInteger),
    Column("headers", JSONB),
    Column("body", LargeBinary),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
