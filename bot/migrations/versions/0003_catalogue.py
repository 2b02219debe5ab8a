"""What a salon is: its hours, its staff, what they do for how much; who its customers are."""

from alembic import op

from bot.migrations.guard import protect

revision = "0003_catalogue"
down_revision = "0002_foundation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the catalogue, then those of the customers."""
    _salon()
    _staff()
    _services()
    _revision()
    _customers()


def _salon() -> None:
    op.execute(
        """
        CREATE TABLE salon_facts (
          salon_id uuid PRIMARY KEY REFERENCES salons,
          phone text NOT NULL,
          address text NOT NULL,
          grid smallint NOT NULL CHECK (grid BETWEEN 5 AND 60 AND 60 % grid = 0),
          revision bigint NOT NULL DEFAULT 1
        )
        """
    )
    protect("salon_facts", app="SELECT, INSERT, UPDATE")
    # Minutes after midnight; a day may end after the next one has begun.
    op.execute(
        """
        CREATE TABLE opening (
          salon_id uuid NOT NULL REFERENCES salons,
          weekday smallint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
          opens smallint NOT NULL CHECK (opens BETWEEN 0 AND 1439),
          closes smallint NOT NULL CHECK (closes > opens AND closes <= 2880),
          PRIMARY KEY (salon_id, weekday, opens)
        )
        """
    )
    protect("opening")


def _staff() -> None:
    # Never deleted: bookings name them. Who left is no longer active.
    op.execute(
        """
        CREATE TABLE staff (
          salon_id uuid NOT NULL REFERENCES salons,
          staff_id uuid NOT NULL,
          name text NOT NULL,
          aliases text[] NOT NULL DEFAULT '{}',
          position smallint NOT NULL,
          active boolean NOT NULL DEFAULT true,
          PRIMARY KEY (salon_id, staff_id)
        )
        """
    )
    protect("staff", app="SELECT, INSERT, UPDATE")
    op.execute(
        """
        CREATE TABLE shifts (
          salon_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          weekday smallint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
          begins smallint NOT NULL CHECK (begins BETWEEN 0 AND 1439),
          ends smallint NOT NULL CHECK (ends > begins AND ends <= 2880),
          PRIMARY KEY (salon_id, staff_id, weekday, begins),
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        )
        """
    )
    protect("shifts")


def _services() -> None:
    op.execute(
        """
        CREATE TABLE services (
          salon_id uuid NOT NULL REFERENCES salons,
          service_id uuid NOT NULL,
          key text NOT NULL,
          names jsonb NOT NULL,
          aliases text[] NOT NULL DEFAULT '{}',
          minutes smallint NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
          price_minor bigint NOT NULL CHECK (price_minor >= 0),
          position smallint NOT NULL,
          active boolean NOT NULL DEFAULT true,
          PRIMARY KEY (salon_id, service_id),
          UNIQUE (salon_id, key)
        )
        """
    )
    protect("services", app="SELECT, INSERT, UPDATE")
    op.execute(
        """
        CREATE TABLE skills (
          salon_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          service_id uuid NOT NULL,
          PRIMARY KEY (salon_id, staff_id, service_id),
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff,
          FOREIGN KEY (salon_id, service_id) REFERENCES services
        )
        """
    )
    protect("skills")


def _revision() -> None:
    # Whoever keeps a copy of the catalogue asks for one number to know whether it is still true.
    op.execute(
        """
        CREATE FUNCTION grow_revision() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.revision := OLD.revision + 1;
          RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER grows BEFORE UPDATE ON salon_facts"
        " FOR EACH ROW EXECUTE FUNCTION grow_revision()"
    )
    op.execute(
        """
        CREATE FUNCTION catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE salon_facts SET revision = revision
            WHERE salon_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.salon_id ELSE NEW.salon_id END;
          RETURN NULL;
        END $$
        """
    )
    for table in ("salons", "opening", "staff", "shifts", "services", "skills"):
        op.execute(
            f"CREATE TRIGGER in_catalogue AFTER INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION catalogue_changed()"
        )


def _customers() -> None:
    op.execute(
        """
        CREATE TABLE customers (
          salon_id uuid NOT NULL REFERENCES salons,
          customer_id uuid NOT NULL,
          name_enc bytea,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, customer_id)
        )
        """
    )
    protect("customers", app="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    """Drop the customers, then the catalogue."""
    op.execute("DROP TRIGGER in_catalogue ON salons")
    op.execute("DROP TABLE customers, skills, services, shifts, staff, opening, salon_facts")
    op.execute("DROP FUNCTION catalogue_changed, grow_revision")
