"""The diary: who holds which chair time, who booked it, how that came about."""

from alembic import op

from bot.migrations.guard import protect, roles

revision = "0003_booking"
down_revision = "0003_catalogue"
branch_labels = None
depends_on = None

_SPAN = "starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, CHECK (starts_at < ends_at)"
_PRICE = (
    "price_minor bigint NOT NULL CHECK (price_minor >= 0),"
    " currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$')"
)
_STATUS = "CHECK (status IN ('confirmed', 'cancelled', 'completed', 'no_show'))"


def upgrade() -> None:
    """Create the diary's tables, then the functions that read or write it in one round trip."""
    # The launcher has made it already where the owner may not.
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    _holds()
    _bookings()
    _history()
    _occupied()
    write_functions()
    _watch_history()
    _lapse_holds()


def write_functions() -> None:
    """Create the functions that a later revision replaces; its downgrade calls this again."""
    _follow_history()
    _busy_between()
    _take_chair()
    _take_hold()
    _keep_chair()
    _confirm_hold()


def _holds() -> None:
    # What a conversation was promised; one conversation holds one time. Whether the chair is still
    # kept for it is the matter of `occupied`: a lapsed hold stays for a day, so that a late yes can
    # be answered with facts, but it is in nobody's way.
    op.execute(
        f"""
        CREATE TABLE holds (
          salon_id uuid NOT NULL REFERENCES salons,
          hold_id uuid NOT NULL,
          holder uuid NOT NULL,
          service_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          {_SPAN},
          {_PRICE},
          draft_version bigint NOT NULL,
          expires_at timestamptz NOT NULL DEFAULT clock_timestamp() + interval '10 minutes',
          PRIMARY KEY (salon_id, hold_id),
          UNIQUE (salon_id, holder),
          FOREIGN KEY (salon_id, service_id) REFERENCES services,
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        )
        """
    )
    op.execute("CREATE INDEX holds_expiry ON holds (expires_at)")
    protect("holds")


def _bookings() -> None:
    # The status is not the app's to write: it follows the history (`follow_history`).
    op.execute(
        f"""
        CREATE TABLE bookings (
          salon_id uuid NOT NULL REFERENCES salons,
          booking_id uuid NOT NULL,
          customer_id uuid NOT NULL,
          service_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          {_SPAN},
          {_PRICE},
          conversation_id uuid,
          hold_id uuid,
          status text NOT NULL DEFAULT 'confirmed' {_STATUS},
          version integer NOT NULL DEFAULT 1,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, booking_id),
          UNIQUE (salon_id, hold_id),
          FOREIGN KEY (salon_id, customer_id) REFERENCES customers,
          FOREIGN KEY (salon_id, service_id) REFERENCES services,
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        )
        """
    )
    protect(
        "bookings",
        app="SELECT, INSERT (salon_id, booking_id, customer_id, service_id, staff_id, starts_at,"
        " ends_at, price_minor, currency, conversation_id, hold_id)",
    )


def _history() -> None:
    # A booking points at its last row of history, checked at commit: none exists without its first.
    op.execute(
        f"""
        CREATE TABLE booking_history (
          salon_id uuid NOT NULL,
          booking_id uuid NOT NULL,
          seq integer NOT NULL CHECK (seq > 0),
          status text NOT NULL {_STATUS},
          cause text NOT NULL,
          actor text NOT NULL
            DEFAULT coalesce(nullif(current_setting('app.actor', true), ''), 'system'),
          request_id text NOT NULL DEFAULT coalesce(current_setting('app.request_id', true), ''),
          at timestamptz NOT NULL DEFAULT clock_timestamp(),
          CHECK (seq > 1 OR status = 'confirmed'),
          PRIMARY KEY (salon_id, booking_id, seq),
          FOREIGN KEY (salon_id, booking_id) REFERENCES bookings
        )
        """
    )
    protect("booking_history", app="SELECT, INSERT")
    op.execute(
        "CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON booking_history"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )
    op.execute(
        "ALTER TABLE bookings ADD CONSTRAINT bookings_last_row"
        " FOREIGN KEY (salon_id, booking_id, version) REFERENCES booking_history"
        " DEFERRABLE INITIALLY DEFERRED"
    )


def _occupied() -> None:
    # The one table of chair time, for holds as for bookings: whatever wants a chair asks here.
    op.execute(
        """
        CREATE TABLE occupied (
          salon_id uuid NOT NULL REFERENCES salons,
          occupied_id bigint GENERATED ALWAYS AS IDENTITY,
          staff_id uuid NOT NULL,
          during tstzrange NOT NULL CHECK (
            NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)
            AND NOT lower_inf(during) AND NOT upper_inf(during)),
          hold_id uuid,
          booking_id uuid,
          CHECK (num_nonnulls(hold_id, booking_id) = 1),
          PRIMARY KEY (salon_id, occupied_id),
          CONSTRAINT one_at_a_time EXCLUDE USING gist
            (salon_id WITH =, staff_id WITH =, during WITH &&),
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff,
          FOREIGN KEY (salon_id, hold_id) REFERENCES holds ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
          FOREIGN KEY (salon_id, booking_id) REFERENCES bookings
            DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    for owner in ("hold_id", "booking_id"):
        op.execute(
            f"CREATE INDEX occupied_by_{owner} ON occupied (salon_id, {owner})"
            f" WHERE {owner} IS NOT NULL"
        )
    protect("occupied")


def _follow_history() -> None:
    # With the owner's rights, because the app has none to write a status: the only way to change
    # one is to add the row of history that says so. The chair goes with the status.
    op.execute(
        """
        CREATE OR REPLACE FUNCTION occupies(status text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
        $$ SELECT status <> 'cancelled' $$
        """
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION follow_history() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          UPDATE bookings b SET status = NEW.status, version = NEW.seq
            WHERE b.salon_id = NEW.salon_id AND b.booking_id = NEW.booking_id
              AND b.version = NEW.seq - 1;
          IF NOT FOUND THEN
            RAISE EXCEPTION 'row % of booking %: the history has no gaps', NEW.seq, NEW.booking_id
              USING ERRCODE = 'integrity_constraint_violation';
          END IF;
          IF NOT occupies(NEW.status) THEN
            DELETE FROM occupied o
              WHERE o.salon_id = NEW.salon_id AND o.booking_id = NEW.booking_id;
          END IF;
          RETURN NULL;
        END $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION follow_history FROM PUBLIC")


def _watch_history() -> None:
    op.execute(
        "CREATE TRIGGER moves_booking AFTER INSERT ON booking_history"
        " FOR EACH ROW WHEN (NEW.seq > 1) EXECUTE FUNCTION follow_history()"
    )


def _busy_between() -> None:
    # A lapsed hold is not in the way, neither is the asker's own. Sets the tenant itself, so that
    # it is one round trip on a connection outside any unit of work.
    op.execute(
        """
        CREATE OR REPLACE FUNCTION busy_between(
          salon uuid, since timestamptz, until timestamptz, who uuid)
        RETURNS TABLE (chair uuid, begins integer, ends integer) LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM set_config('app.salon_id', salon::text, true);
          RETURN QUERY
          SELECT o.staff_id, floor(extract(epoch FROM lower(o.during)) / 60)::integer,
                 ceil(extract(epoch FROM upper(o.during)) / 60)::integer
            FROM occupied o LEFT JOIN holds h ON (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id)
            WHERE o.salon_id = salon AND o.during && tstzrange(since, until)
              AND (o.hold_id IS NULL
                   OR h.expires_at > clock_timestamp() AND h.holder IS DISTINCT FROM who)
            ORDER BY o.during;
        END $$
        """
    )


def _take_chair() -> None:
    # The constraint is the judge. ON CONFLICT DO NOTHING waits for a rival that has not committed
    # without the deadlocks of a plain insert, it needs no savepoint to lose. Only a loser looks
    # further: lapsed holds give way, the holder's own overlapping time moves instead of standing
    # in its own way. Lock time-outs end at the third: by then a paused rival was disconnected.
    op.execute(
        """
        CREATE FUNCTION take_chair(salon uuid, chair uuid, span tstzrange, who uuid, hold uuid)
        RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN
          FOR attempt IN 1..3 LOOP
            BEGIN
              INSERT INTO occupied (salon_id, staff_id, during, hold_id)
                VALUES (salon, chair, span, hold) ON CONFLICT DO NOTHING;
              IF FOUND THEN RETURN true; END IF;
              DELETE FROM occupied o USING (
                  SELECT l.occupied_id FROM occupied l
                    JOIN holds h ON (h.salon_id, h.hold_id) = (l.salon_id, l.hold_id)
                    WHERE l.salon_id = salon AND l.staff_id = chair AND l.during && span
                      AND h.expires_at <= clock_timestamp()
                    ORDER BY l.occupied_id FOR UPDATE OF l
                ) lapsed WHERE o.salon_id = salon AND o.occupied_id = lapsed.occupied_id;
              UPDATE occupied o SET during = span, hold_id = hold FROM holds h
                WHERE o.salon_id = salon AND o.staff_id = chair AND o.during && span
                  AND h.salon_id = salon AND h.hold_id = o.hold_id AND h.holder = who;
              IF FOUND THEN RETURN true; END IF;
              INSERT INTO occupied (salon_id, staff_id, during, hold_id)
                VALUES (salon, chair, span, hold) ON CONFLICT DO NOTHING;
              RETURN FOUND;
            EXCEPTION
              WHEN exclusion_violation THEN RETURN false;
              WHEN deadlock_detected OR lock_not_available THEN
                IF attempt = 3 THEN RAISE; END IF;
            END;
          END LOOP;
        END $$
        """
    )


def _take_hold() -> None:
    # The chairs are tried in order; the holder's old time is given back only once one is taken.
    op.execute(
        """
        CREATE FUNCTION take_hold(
          new_hold uuid, who uuid, what uuid, chairs uuid[], starts timestamptz, ends timestamptz,
          price bigint, money text, draft bigint
        ) RETURNS TABLE (chair uuid, expires timestamptz, told timestamptz)
        LANGUAGE plpgsql AS $$
        DECLARE salon uuid := current_setting('app.salon_id')::uuid;
        BEGIN
          FOREACH chair IN ARRAY chairs LOOP
            IF take_chair(salon, chair, tstzrange(starts, ends), who, new_hold) THEN
              DELETE FROM holds h WHERE h.salon_id = salon AND h.holder = who;
              INSERT INTO holds (salon_id, hold_id, holder, service_id, staff_id, starts_at,
                                 ends_at, price_minor, currency, draft_version)
                VALUES (salon, new_hold, who, what, chair, starts, ends, price, money, draft)
                RETURNING expires_at INTO expires;
              told := clock_timestamp();
              RETURN NEXT;
              RETURN;
            END IF;
          END LOOP;
        END $$
        """
    )


def _confirm_hold() -> None:
    # Asked twice it answers with the same booking. A hold that has lapsed is confirmed only when
    # the caller has checked that its time may be taken `again`.
    op.execute(
        """
        CREATE FUNCTION confirm_hold(
          hold uuid, who uuid, customer uuid, new_booking uuid, why text, again boolean
        ) RETURNS TABLE (outcome text, made bookings) LANGUAGE plpgsql AS $$
        DECLARE salon uuid := current_setting('app.salon_id')::uuid; kept holds;
        BEGIN
          SELECT * INTO kept FROM holds h
            WHERE h.salon_id = salon AND h.hold_id = hold AND h.holder = who FOR UPDATE;
          IF NOT FOUND THEN
            outcome := 'gone';
          ELSIF kept.expires_at <= clock_timestamp() AND NOT again THEN
            outcome := 'lapsed';
          ELSIF NOT keep_chair(kept, new_booking) THEN
            outcome := 'taken';
          ELSE
            INSERT INTO bookings (salon_id, booking_id, customer_id, service_id, staff_id,
                                  starts_at, ends_at, price_minor, currency, conversation_id,
                                  hold_id)
              VALUES (salon, new_booking, customer, kept.service_id, kept.staff_id, kept.starts_at,
                      kept.ends_at, kept.price_minor, kept.currency, who, hold);
            INSERT INTO booking_history (salon_id, booking_id, seq, status, cause)
              VALUES (salon, new_booking, 1, 'confirmed', why);
            DELETE FROM holds h WHERE h.salon_id = salon AND h.hold_id = hold;
          END IF;
          SELECT * INTO made FROM bookings b
            WHERE b.salon_id = salon AND b.hold_id = hold AND b.conversation_id = who
              AND occupies(b.status);
          IF FOUND THEN outcome := 'confirmed'; END IF;
          RETURN NEXT;
        END $$
        """
    )


def _keep_chair() -> None:
    # The hold's chair time becomes the booking's; if it lapsed, then only if it can be taken again.
    op.execute(
        """
        CREATE FUNCTION keep_chair(kept holds, new_booking uuid) RETURNS boolean
        LANGUAGE plpgsql AS $$
        BEGIN
          FOR attempt IN 1..2 LOOP
            UPDATE occupied o SET hold_id = NULL, booking_id = new_booking
              WHERE o.salon_id = kept.salon_id AND o.hold_id = kept.hold_id;
            IF FOUND THEN RETURN true; END IF;
            EXIT WHEN NOT take_chair(kept.salon_id, kept.staff_id,
                                     tstzrange(kept.starts_at, kept.ends_at), kept.holder,
                                     kept.hold_id);
          END LOOP;
          RETURN false;
        END $$
        """
    )


def _lapse_holds() -> None:
    # Tidiness alone: a lapsed hold is in nobody's way before this, either. Materialized, since a
    # plan that looks a subquery up row by row would apply its limit anew each time.
    app, _ = roles()
    op.execute(
        """
        CREATE FUNCTION lapse_holds(most integer) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE freed integer;
        BEGIN
          WITH lapsed AS MATERIALIZED (
              SELECT l.salon_id, l.occupied_id FROM occupied l
                JOIN holds h ON (h.salon_id, h.hold_id) = (l.salon_id, l.hold_id)
                WHERE h.expires_at <= clock_timestamp()
                LIMIT most FOR UPDATE OF l SKIP LOCKED
            )
            DELETE FROM occupied o USING lapsed
              WHERE (o.salon_id, o.occupied_id) = (lapsed.salon_id, lapsed.occupied_id);
          GET DIAGNOSTICS freed = ROW_COUNT;
          WITH old AS MATERIALIZED (
              SELECT h.salon_id, h.hold_id FROM holds h
                WHERE h.expires_at <= clock_timestamp() - interval '1 day'
                LIMIT most FOR UPDATE SKIP LOCKED
            )
            DELETE FROM holds h USING old
              WHERE (h.salon_id, h.hold_id) = (old.salon_id, old.hold_id);
          RETURN freed;
        END $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION lapse_holds FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION lapse_holds TO {app}")


def downgrade() -> None:
    """Drop the diary's functions, then its tables; the extension was there before."""
    op.execute(
        "DROP FUNCTION lapse_holds, confirm_hold, keep_chair, take_hold, take_chair, busy_between"
    )
    op.execute("DROP TABLE occupied, booking_history, bookings, holds CASCADE")
    op.execute("DROP FUNCTION follow_history, occupies")
