"""The floor's tables that rooms may point at with foreign keys."""

from sqlalchemy import Column, DateTime, Table, Text, Uuid

from foundation.db import metadata

salons = Table(
    "salons",
    metadata,
    Column("salon_id", Uuid, primary_key=True),
    Column("slug", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
