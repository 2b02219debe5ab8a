"""The booking room's tables; nobody else reads or writes them."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB, TSTZRANGE

from foundation.db import metadata


def _salon() -> Column[object]:
    return Column("salon_id", Uuid, primary_key=True)


salon_facts = Table(
    "salon_facts",
    metadata,
    _salon(),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("grid", SmallInteger, nullable=False),
    Column("revision", BigInteger, nullable=False),
)

opening = Table(
    "opening",
    metadata,
    _salon(),
    Column("weekday", SmallInteger, primary_key=True),
    Column("opens", SmallInteger, primary_key=True),
    Column("closes", SmallInteger, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    _salon(),
    Column("staff_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("aliases", ARRAY(Text), nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("active", Boolean, nullable=False),
)

shifts = Table(
    "shifts",
    metadata,
    _salon(),
    Column("staff_id", Uuid, primary_key=True),
    Column("weekday", SmallInteger, primary_key=True),
    Column("begins", SmallInteger, primary_key=True),
    Column("ends", SmallInteger, nullable=False),
)

services = Table(
    "services",
    metadata,
    _salon(),
    Column("service_id", Uuid, primary_key=True),
    Column("key", Text, nullable=False),
    Column("names", JSONB, nullable=False),
    Column("aliases", ARRAY(Text), nullable=False),
    Column("minutes", SmallInteger, nullable=False),
    Column("price_minor", BigInteger, nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("active", Boolean, nullable=False),
)

skills = Table(
    "skills",
    metadata,
    _salon(),
    Column("staff_id", Uuid, primary_key=True),
    Column("service_id", Uuid, primary_key=True),
)

customers = Table(
    "customers",
    metadata,
    _salon(),
    Column("customer_id", Uuid, primary_key=True),
    Column("name_enc", LargeBinary),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

holds = Table(
    "holds",
    metadata,
    _salon(),
    Column("hold_id", Uuid, primary_key=True),
    Column("holder", Uuid, nullable=False),
    Column("service_id", Uuid, nullable=False),
    Column("staff_id", Uuid, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("price_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("draft_version", BigInteger, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)

bookings = Table(
    "bookings",
    metadata,
    _salon(),
    Column("booking_id", Uuid, primary_key=True),
    Column("customer_id", Uuid, nullable=False),
    Column("service_id", Uuid, nullable=False),
    Column("staff_id", Uuid, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("price_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("conversation_id", Uuid),
    Column("hold_id", Uuid),
    Column("status", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

booking_history = Table(
    "booking_history",
    metadata,
    _salon(),
    Column("booking_id", Uuid, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("status", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("request_id", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

occupied = Table(
    "occupied",
    metadata,
    _salon(),
    Column("occupied_id", BigInteger, primary_key=True),
    Column("staff_id", Uuid, nullable=False),
    Column("during", TSTZRANGE, nullable=False),
    Column("hold_id", Uuid),
    Column("booking_id", Uuid),
)
