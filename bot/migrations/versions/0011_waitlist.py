"""Who waits for a time to become free, what they were offered."""

from alembic import op

from bot.migrations.guard import protect, roles
from bot.migrations.parking import park_tables, unpark_tables

revision = "0011_waitlist"
down_revision = "0010_moves"
branch_labels = None
depends_on = None

_TABLES = ("waitlist", "waitlist_offers", "freed")


def upgrade() -> None:
    """Create the tables, let every path that frees a chair tell of it."""
    _waitlist()
    _offers()
    _freed()
    _salons_to_offer_in()
    _come_back()


def _waitlist() -> None:
    # `windows` are [[from, to], ...] in epoch minutes; the columns beside span them all.
    op.execute(
        """
        CREATE TABLE waitlist (
          salon_id uuid NOT NULL REFERENCES salons,
          entry_id uuid NOT NULL,
          customer_id uuid NOT NULL,
          conversation_id uuid,
          wish jsonb NOT NULL,
          windows jsonb NOT NULL,
          first_at timestamptz NOT NULL,
          last_at timestamptz NOT NULL,
          status text NOT NULL DEFAULT 'waiting'
            CHECK (status IN ('waiting', 'offered', 'booked', 'left', 'expired')),
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          CHECK (first_at < last_at),
          PRIMARY KEY (salon_id, entry_id),
          FOREIGN KEY (salon_id, customer_id) REFERENCES customers
        )
        """
    )
    op.execute(
        "CREATE INDEX waitlist_open ON waitlist (salon_id, created_at)"
        " WHERE status IN ('waiting', 'offered')"
    )
    op.execute("CREATE INDEX waitlist_over ON waitlist (last_at) WHERE status = 'waiting'")
    protect("waitlist", app="SELECT, INSERT, UPDATE")


def _offers() -> None:
    # An offer's hold goes by the offer's id; one open offer for each who waits.
    op.execute(
        """
        CREATE TABLE waitlist_offers (
          salon_id uuid NOT NULL,
          offer_id uuid NOT NULL,
          entry_id uuid NOT NULL,
          hold_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          starts_at timestamptz NOT NULL,
          ends_at timestamptz NOT NULL,
          answer_until timestamptz NOT NULL,
          rank jsonb NOT NULL,
          status text NOT NULL DEFAULT 'open'
            CHECK (status IN ('open', 'accepted', 'declined', 'lapsed')),
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, offer_id),
          FOREIGN KEY (salon_id, entry_id) REFERENCES waitlist
        )
        """
    )
    op.execute(
        "CREATE UNIQUE INDEX one_open_offer ON waitlist_offers (salon_id, entry_id)"
        " WHERE status = 'open'"
    )
    protect("waitlist_offers", app="SELECT, INSERT, UPDATE")


def _freed() -> None:
    # Told by a trigger, so that no path that frees a chair can forget it: a cancellation, a move,
    # an expiry, a hold given back, a block removed. Costs next to nothing where nobody waits; who
    # has an offer counts, since they may say no to it. Without a chair it is all that one wish is
    # for: somebody has just begun to wait, or waits on.
    op.execute(
        """
        CREATE TABLE freed (
          salon_id uuid NOT NULL REFERENCES salons,
          freed_id bigint GENERATED ALWAYS AS IDENTITY,
          chair uuid,
          during tstzrange NOT NULL,
          PRIMARY KEY (salon_id, freed_id)
        )
        """
    )
    protect("freed", app="SELECT, INSERT, DELETE")
    op.execute(
        """
        CREATE FUNCTION tell_freed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT FROM waitlist w
              WHERE w.salon_id = OLD.salon_id AND w.status IN ('waiting', 'offered')) THEN
            INSERT INTO freed (salon_id, chair, during)
              VALUES (OLD.salon_id, OLD.chair, OLD.during);
          END IF;
          RETURN NULL;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER tells_freed AFTER DELETE ON occupied"
        " FOR EACH ROW EXECUTE FUNCTION tell_freed()"
    )


def _salons_to_offer_in() -> None:
    # With the owner's rights: it tells the drain which salons have something to do, no more. While
    # a salon's customers sleep that is only what begins before they wake.
    app, _ = roles()
    op.execute(
        """
        CREATE FUNCTION salons_to_offer_in(at timestamptz, sleep time, wake time)
        RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT f.salon_id FROM freed f JOIN salons s USING (salon_id),
                 LATERAL (SELECT at AT TIME ZONE s.zone AS wall) clock
            WHERE NOT (wall::time >= sleep OR wall::time < wake)
               OR lower(f.during) < (
                 wall::date + (wall::time >= sleep)::integer + wake) AT TIME ZONE s.zone
          UNION
          SELECT o.salon_id FROM waitlist_offers o
            LEFT JOIN holds h ON (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id)
            WHERE o.status = 'open' AND coalesce(h.expires_at, '-infinity') <= clock_timestamp()
          UNION
          SELECT salon_id FROM waitlist WHERE status = 'waiting' AND last_at <= at
        $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION salons_to_offer_in FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION salons_to_offer_in TO {app}")


def _come_back() -> None:
    unpark_tables(*_TABLES)
    # The numbers given out go on after those that came back.
    op.execute(
        "SELECT setval(pg_get_serial_sequence('freed', 'freed_id'), max(freed_id)) FROM freed"
        " HAVING count(*) > 0"
    )


def downgrade() -> None:
    """Set aside who waits, then drop the tables."""
    park_tables(*_TABLES)
    op.execute("DROP FUNCTION salons_to_offer_in")
    op.execute("DROP TRIGGER tells_freed ON occupied")
    op.execute("DROP FUNCTION tell_freed")
    op.execute("DROP TABLE freed, waitlist_offers, waitlist")
