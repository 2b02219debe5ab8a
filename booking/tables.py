"""The booking room's tables; nobody else reads or writes them."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    LargeBinary,
    Numeric,
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
    Column("notice", Integer, nullable=False),
    Column("horizon", SmallInteger, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("facts", JSONB, nullable=False),
    Column("published", Boolean, nullable=False),
    Column("city", Text, nullable=False),
    Column("lat", Double),
    Column("lon", Double),
    Column("rating", Numeric(2, 1)),
    Column("rating_count", Integer, nullable=False),
)

listings = Table(
    "listings",
    metadata,
    _salon(),
    Column("slug", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("lat", Double),
    Column("lon", Double),
    Column("currency", Text, nullable=False),
    Column("languages", ARRAY(Text), nullable=False),
    Column("services", JSONB, nullable=False),
    Column("terms", Text, nullable=False),
    Column("hourly", BigInteger),
    Column("rating", Numeric(2, 1)),
    Column("rating_count", Integer, nullable=False),
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

breaks = Table(
    "breaks",
    metadata,
    _salon(),
    Column("staff_id", Uuid, primary_key=True),
    Column("weekday", SmallInteger, primary_key=True),
    Column("begins", SmallInteger, primary_key=True),
    Column("ends", SmallInteger, nullable=False),
)

salon_days = Table(
    "salon_days",
    metadata,
    _salon(),
    Column("day", Date, primary_key=True),
    Column("hours", JSONB, nullable=False),
    Column("note", Text, nullable=False),
)

staff_days = Table(
    "staff_days",
    metadata,
    _salon(),
    Column("staff_id", Uuid, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("hours", JSONB, nullable=False),
    Column("note", Text, nullable=False),
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
    Column("kind", Text, nullable=False),
    Column("work", JSONB, nullable=False),
    Column("buffer_before", SmallInteger, nullable=False),
    Column("buffer_after", SmallInteger, nullable=False),
    Column("needs", ARRAY(Text), nullable=False),
    Column("hours", JSONB),
    Column("grid", SmallInteger),
    Column("addons", ARRAY(Uuid), nullable=False),
    Column("seats", SmallInteger, nullable=False),
    Column("approval", Boolean, nullable=False),
    Column("deposit", JSONB),
)

skills = Table(
    "skills",
    metadata,
    _salon(),
    Column("staff_id", Uuid, primary_key=True),
    Column("service_id", Uuid, primary_key=True),
    Column("minutes", SmallInteger),
    Column("price_minor", BigInteger),
)

resources = Table(
    "resources",
    metadata,
    _salon(),
    Column("resource_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("active", Boolean, nullable=False),
)

policies = Table(
    "policies",
    metadata,
    _salon(),
    Column("version", Integer, primary_key=True),
    Column("body", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

customers = Table(
    "customers",
    metadata,
    _salon(),
    Column("customer_id", Uuid, primary_key=True),
    Column("name_enc", LargeBinary),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("name_hash", LargeBinary),
    Column("phone_enc", LargeBinary),
    Column("phone_hash", LargeBinary),
    Column("phone_verified_at", DateTime(timezone=True)),
    Column("email_enc", LargeBinary),
    Column("email_hash", LargeBinary),
    Column("language", Text),
    Column("preferences", JSONB, nullable=False),
    Column("merged_into", Uuid),
)

customer_notes = Table(
    "customer_notes",
    metadata,
    _salon(),
    Column("note_id", Uuid, primary_key=True),
    Column("customer_id", Uuid, nullable=False),
    Column("text_enc", LargeBinary, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

staff_feeds = Table(
    "staff_feeds",
    metadata,
    _salon(),
    Column("staff_id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

holds = Table(
    "holds",
    metadata,
    _salon(),
    Column("hold_id", Uuid, primary_key=True),
    Column("holder", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("plan", JSONB, nullable=False),
    Column("policy_version", Integer, nullable=False),
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
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("takes", JSONB, nullable=False),
    Column("price_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("price", JSONB, nullable=False),
    Column("policy_version", Integer, nullable=False),
    Column("party_id", Uuid),
    Column("visit", SmallInteger, nullable=False),
    Column("conversation_id", Uuid),
    Column("hold_id", Uuid),
    Column("request_key", Text),
    Column("status", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("pay_until", DateTime(timezone=True)),
    Column("source", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

booking_segments = Table(
    "booking_segments",
    metadata,
    _salon(),
    Column("booking_id", Uuid, primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    Column("service_id", Uuid, nullable=False),
    Column("staff_id", Uuid, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("addons", ARRAY(Uuid), nullable=False),
    Column("resource_ids", ARRAY(Uuid), nullable=False),
    Column("class_id", Uuid),
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
    Column("reason", Text, nullable=False),
    Column("details", JSONB, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

planned_reminders = Table(
    "planned_reminders",
    metadata,
    _salon(),
    Column("booking_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("due_at", DateTime(timezone=True), nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    _salon(),
    Column("block_id", Uuid, primary_key=True),
    Column("staff_id", Uuid),
    Column("resource_id", Uuid),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("removed_at", DateTime(timezone=True)),
)

class_sessions = Table(
    "class_sessions",
    metadata,
    _salon(),
    Column("class_id", Uuid, primary_key=True),
    Column("service_id", Uuid, nullable=False),
    Column("staff_id", Uuid, nullable=False),
    Column("resource_ids", ARRAY(Uuid), nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("takes", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("cancelled_at", DateTime(timezone=True)),
)

class_seats = Table(
    "class_seats",
    metadata,
    _salon(),
    Column("seat_id", Uuid, primary_key=True),
    Column("class_id", Uuid, nullable=False),
    Column("number", SmallInteger, nullable=False),
)

occupied = Table(
    "occupied",
    metadata,
    _salon(),
    Column("occupied_id", BigInteger, primary_key=True),
    Column("staff_id", Uuid),
    Column("resource_id", Uuid),
    Column("seat_id", Uuid),
    Column("chair", Uuid),
    Column("during", TSTZRANGE, nullable=False),
    Column("visit", SmallInteger, nullable=False),
    Column("hold_id", Uuid),
    Column("booking_id", Uuid),
    Column("block_id", Uuid),
    Column("class_id", Uuid),
)

waitlist = Table(
    "waitlist",
    metadata,
    _salon(),
    Column("entry_id", Uuid, primary_key=True),
    Column("customer_id", Uuid, nullable=False),
    Column("conversation_id", Uuid),
    Column("wish", JSONB, nullable=False),
    Column("windows", JSONB, nullable=False),
    Column("first_at", DateTime(timezone=True), nullable=False),
    Column("last_at", DateTime(timezone=True), nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

waitlist_offers = Table(
    "waitlist_offers",
    metadata,
    _salon(),
    Column("offer_id", Uuid, primary_key=True),
    Column("entry_id", Uuid, nullable=False),
    Column("hold_id", Uuid, nullable=False),
    Column("staff_id", Uuid, nullable=False),
    Column("starts_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("answer_until", DateTime(timezone=True), nullable=False),
    Column("rank", JSONB, nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

freed = Table(
    "freed",
    metadata,
    _salon(),
    Column("freed_id", BigInteger, primary_key=True),
    Column("chair", Uuid),
    Column("during", TSTZRANGE, nullable=False),
)
