"""Who a customer is across channels: sealed contacts found by keyed hash, notes, links."""

from alembic import op

from bot.migrations.guard import protect
from bot.migrations.parking import park, park_tables, unpark, unpark_tables

revision = "0012_customers"
down_revision = "0011_waitlist"
branch_labels = None
depends_on = None

_FACTS = (
    "name_hash",
    "phone_enc",
    "phone_hash",
    "phone_verified_at",
    "email_enc",
    "email_hash",
    "language",
    "preferences",
    "merged_into",
)


def upgrade() -> None:
    """Widen the customers, create notes and codes; bring back what a downgrade set aside."""
    _customers()
    _notes()
    _codes()
    op.execute(_PERSON_ROOT)
    op.execute(_PERSON_ROWS)
    op.execute(_LINK_CUSTOMERS)
    op.execute(_UNLINK_CUSTOMER)
    new = ", ".join(f"{column} = p.{column}" for column in _FACTS)
    unpark(
        "customers_more",
        f"UPDATE customers c SET {new} FROM parked.customers_more p"
        " WHERE (c.salon_id, c.customer_id) = (p.salon_id, p.customer_id)",
    )
    unpark_tables("customer_notes")


def _customers() -> None:
    # Nobody is ever deleted or written over: a customer known twice points at whom they are. A
    # hash says where to look, the sealed value what was said: neither is there without the other.
    op.execute(
        """
        ALTER TABLE customers
          ADD name_hash bytea,
          ADD phone_enc bytea,
          ADD phone_hash bytea,
          ADD phone_verified_at timestamptz,
          ADD email_enc bytea,
          ADD email_hash bytea,
          ADD language text CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
          ADD preferences jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(preferences) = 'object'),
          ADD merged_into uuid,
          ADD CONSTRAINT customers_named CHECK (name_hash IS NULL OR name_enc IS NOT NULL),
          ADD CONSTRAINT customers_phoned CHECK ((phone_hash IS NULL) = (phone_enc IS NULL)),
          ADD CONSTRAINT customers_mailed CHECK ((email_hash IS NULL) = (email_enc IS NULL)),
          ADD CONSTRAINT customers_proved
            CHECK (phone_verified_at IS NULL OR phone_hash IS NOT NULL),
          ADD CONSTRAINT customers_no_own_double CHECK (merged_into <> customer_id),
          ADD CONSTRAINT customers_merged_into
            FOREIGN KEY (salon_id, merged_into) REFERENCES customers DEFERRABLE
        """
    )
    for what in ("name", "phone", "email"):
        op.execute(
            f"CREATE INDEX customers_by_{what} ON customers (salon_id, {what}_hash)"
            f" WHERE {what}_hash IS NOT NULL"
        )
    op.execute(
        "CREATE INDEX customers_doubles ON customers (salon_id, merged_into)"
        " WHERE merged_into IS NOT NULL"
    )
    # Two who have shown that one number is theirs are one person.
    op.execute(
        "CREATE UNIQUE INDEX customers_proven_phone ON customers (salon_id, phone_hash)"
        " WHERE phone_verified_at IS NOT NULL AND merged_into IS NULL"
    )


def _notes() -> None:
    # What the staff write about a customer, for their own eyes.
    op.execute(
        """
        CREATE TABLE customer_notes (
          salon_id uuid NOT NULL,
          note_id uuid NOT NULL,
          customer_id uuid NOT NULL,
          text_enc bytea NOT NULL,
          author text NOT NULL,
          at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, note_id),
          FOREIGN KEY (salon_id, customer_id) REFERENCES customers
        )
        """
    )
    op.execute("CREATE INDEX notes_of_customer ON customer_notes (salon_id, customer_id, at)")
    protect("customer_notes")


def _codes() -> None:
    # A code that proves "that is me as well": one per customer, for minutes, for one use. A wrong
    # one is counted: who tries, and how many try at this salon.
    op.execute(
        """
        CREATE TABLE customer_codes (
          salon_id uuid NOT NULL,
          customer_id uuid NOT NULL,
          code_hash bytea NOT NULL,
          expires_at timestamptz NOT NULL,
          PRIMARY KEY (salon_id, customer_id),
          UNIQUE (salon_id, code_hash),
          FOREIGN KEY (salon_id, customer_id) REFERENCES customers
        )
        """
    )
    protect("customer_codes")
    op.execute(
        """
        CREATE TABLE customer_code_tries (
          salon_id uuid NOT NULL,
          try_id bigint GENERATED ALWAYS AS IDENTITY,
          customer_id uuid NOT NULL,
          at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, try_id),
          FOREIGN KEY (salon_id, customer_id) REFERENCES customers
        )
        """
    )
    op.execute("CREATE INDEX code_tries_at ON customer_code_tries (salon_id, at)")
    protect("customer_code_tries", app="SELECT, INSERT, DELETE")


def downgrade() -> None:
    """Set aside who customers are; codes live for minutes, they go."""
    park_tables("customer_notes")
    park(
        "customers_more",
        f"SELECT salon_id, customer_id, {', '.join(_FACTS)} FROM customers"
        f" WHERE num_nonnulls({', '.join(_FACTS)}) > 1 OR preferences <> '{{}}'",
    )
    op.execute("DROP FUNCTION unlink_customer, link_customers, person_rows, person_root")
    op.execute("DROP TABLE customer_code_tries, customer_codes, customer_notes")
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")
    op.execute("ALTER TABLE customers " + ", ".join(f"DROP {column}" for column in _FACTS))


# Whom the pointers lead to: the customer themselves when nobody links them, or nobody knows them.
# UNION stops where a circle would not.
_PERSON_ROOT = """
CREATE FUNCTION person_root(salon uuid, one uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up AS (
    SELECT c.customer_id, c.merged_into FROM customers c
      WHERE c.salon_id = salon AND c.customer_id = one
    UNION
    SELECT c.customer_id, c.merged_into FROM up
      JOIN customers c ON c.salon_id = salon AND c.customer_id = up.merged_into
  ) SELECT coalesce((SELECT customer_id FROM up WHERE merged_into IS NULL), one)
$$
"""

# Everybody that one person is, the root first.
_PERSON_ROWS = """
CREATE FUNCTION person_rows(salon uuid, one uuid) RETURNS SETOF uuid LANGUAGE sql STABLE ROWS 2
AS $$
  WITH RECURSIVE down AS (
    SELECT person_root(salon, one) AS customer_id
    UNION
    SELECT c.customer_id FROM down
      JOIN customers c ON c.salon_id = salon AND c.merged_into = down.customer_id
  ) SELECT customer_id FROM down
$$
"""

# One link at a time per salon: two at once, each the other way round, would close a circle.
_LINK_CUSTOMERS = """
CREATE FUNCTION link_customers(salon uuid, double uuid, person uuid) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE kept uuid; joined uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('link customers ' || salon, 0));
  kept := person_root(salon, person);
  joined := person_root(salon, double);
  IF kept <> joined THEN
    UPDATE customers c SET merged_into = kept
      WHERE c.salon_id = salon AND c.customer_id = joined;
  END IF;
  RETURN kept;
END $$
"""

# What made them one no longer counts: a number that both had shown to be theirs must be shown
# again. True when there was a link to undo.
_UNLINK_CUSTOMER = """
CREATE FUNCTION unlink_customer(salon uuid, double uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE own uuid[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('link customers ' || salon, 0));
  IF NOT EXISTS (SELECT FROM customers c WHERE c.salon_id = salon AND c.customer_id = double
                   AND c.merged_into IS NOT NULL) THEN
    RETURN false;
  END IF;
  WITH RECURSIVE down AS (
    SELECT double AS customer_id
    UNION
    SELECT c.customer_id FROM down
      JOIN customers c ON c.salon_id = salon AND c.merged_into = down.customer_id
  ) SELECT array_agg(customer_id) INTO own FROM down;
  UPDATE customers c SET phone_verified_at = NULL
    WHERE c.salon_id = salon AND c.customer_id = ANY (own) AND c.phone_verified_at IS NOT NULL
      AND EXISTS (SELECT FROM customers o WHERE o.salon_id = salon AND o.phone_hash = c.phone_hash
                    AND o.phone_verified_at IS NOT NULL AND o.customer_id <> ALL (own));
  UPDATE customers c SET merged_into = NULL WHERE c.salon_id = salon AND c.customer_id = double;
  RETURN true;
END $$
"""
