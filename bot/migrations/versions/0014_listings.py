"""What salons publish for the search across salons."""

from alembic import op

from bot.migrations.guard import protect, roles
from bot.migrations.parking import park, unpark

revision = "0014_listings"
down_revision = "0013_api"
branch_labels = None
depends_on = None

_COLUMNS = ("published", "city", "lat", "lon", "rating", "rating_count")


def upgrade() -> None:
    """Let salons say where they are, keep a listing of each that wants to be found."""
    _facts()
    _listings()
    _keep_listed()
    _find()


def _facts() -> None:
    op.execute(
        """
        ALTER TABLE salon_facts
          ADD published boolean NOT NULL DEFAULT false,
          ADD city text NOT NULL DEFAULT '',
          ADD lat double precision CHECK (lat BETWEEN -90 AND 90),
          ADD lon double precision CHECK (lon BETWEEN -180 AND 180),
          ADD rating numeric(2, 1) CHECK (rating BETWEEN 0 AND 5),
          ADD rating_count integer NOT NULL DEFAULT 0 CHECK (rating_count >= 0),
          ADD CONSTRAINT whole_place CHECK ((lat IS NULL) = (lon IS NULL))
        """
    )
    new = ", ".join(f"{column} = p.{column}" for column in _COLUMNS)
    unpark(
        "salon_facts_listed",
        f"UPDATE salon_facts t SET {new} FROM parked.salon_facts_listed p"
        " WHERE p.salon_id = t.salon_id",
    )


def _listings() -> None:
    # Only what stands on the shop's door, said again for all: nothing here is about a person.
    op.execute(
        """
        CREATE TABLE listings (
          salon_id uuid PRIMARY KEY REFERENCES salons,
          slug text NOT NULL,
          name text NOT NULL,
          city text NOT NULL,
          lat double precision,
          lon double precision,
          currency text NOT NULL,
          languages text[] NOT NULL,
          services jsonb NOT NULL,
          terms text NOT NULL,
          hourly bigint,
          rating numeric(2, 1),
          rating_count integer NOT NULL,
          revision bigint NOT NULL
        )
        """
    )
    op.execute("CREATE INDEX listings_by_place ON listings (lat, lon)")
    # A salon sees its own; all of them are found by the function below, written by a trigger.
    protect("listings", app="SELECT")


def _keep_listed() -> None:
    """Write a listing from the salon's own rows, whatever transaction changes these."""
    op.execute(
        """
        CREATE FUNCTION list_salon(salon uuid) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
          INSERT INTO listings
          SELECT s.salon_id, s.slug, s.name, f.city, f.lat, f.lon, s.currency,
                 ARRAY(SELECT s.language UNION
                       SELECT jsonb_object_keys(v.names) FROM services v
                         WHERE v.salon_id = s.salon_id AND v.active ORDER BY 1),
                 sold.services, sold.terms, sold.hourly, f.rating, f.rating_count, f.revision
            FROM salons s JOIN salon_facts f ON f.salon_id = s.salon_id
            CROSS JOIN LATERAL (
              SELECT coalesce(jsonb_agg(jsonb_build_object(
                         'id', v.service_id, 'key', v.key, 'names', v.names,
                         'aliases', v.aliases, 'minutes', v.minutes,
                         'price_minor', coalesce(done.price_minor, v.price_minor))
                       ORDER BY v.position, v.key), '[]') AS services,
                     lower(coalesce(string_agg(concat_ws(' ', v.key,
                         (SELECT string_agg(name, ' ') FROM jsonb_each_text(v.names) n (l, name)),
                         array_to_string(v.aliases, ' ')), ' '), '')) AS terms,
                     avg(coalesce(done.price_minor, v.price_minor) * 60 / v.minutes)::bigint
                       AS hourly
                FROM services v
                JOIN LATERAL (
                  SELECT count(*) AS people, min(coalesce(k.price_minor, v.price_minor))
                           AS price_minor
                    FROM skills k
                    JOIN staff w ON (w.salon_id, w.staff_id) = (k.salon_id, k.staff_id)
                    WHERE (k.salon_id, k.service_id) = (v.salon_id, v.service_id) AND w.active
                ) done ON done.people > 0
                WHERE v.salon_id = s.salon_id AND v.active AND v.kind = 'service') sold
            WHERE s.salon_id = salon AND f.published
          ON CONFLICT (salon_id) DO UPDATE SET
            (slug, name, city, lat, lon, currency, languages, services, terms, hourly, rating,
             rating_count, revision) =
            (excluded.slug, excluded.name, excluded.city, excluded.lat, excluded.lon,
             excluded.currency, excluded.languages, excluded.services, excluded.terms,
             excluded.hourly, excluded.rating, excluded.rating_count, excluded.revision)
        $$
        """
    )
    # At commit, once: whatever else the transaction changed has grown the revision as well.
    op.execute(
        """
        CREATE FUNCTION keep_listed() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
          facts salon_facts;
        BEGIN
          SELECT * INTO facts FROM salon_facts WHERE salon_id = NEW.salon_id;
          IF NOT facts.published THEN
            DELETE FROM listings WHERE salon_id = NEW.salon_id;
          ELSIF NOT EXISTS (SELECT FROM listings
              WHERE salon_id = NEW.salon_id AND revision = facts.revision) THEN
            PERFORM list_salon(NEW.salon_id);
          END IF;
          RETURN NULL;
        END $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION list_salon, keep_listed FROM PUBLIC")
    op.execute("SELECT list_salon(salon_id) FROM salon_facts WHERE published")
    op.execute(
        "CREATE CONSTRAINT TRIGGER listed AFTER INSERT OR UPDATE ON salon_facts"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_listed()"
    )


def _find() -> None:
    app, _ = roles()
    # One value in, one out: the hot path's calls carry no fractions, no lists of texts.
    # Distance over the sphere, mean radius 6,371 km; a degree of latitude is 111.19 km of it.
    op.execute(
        """
        CREATE FUNCTION find_listings(wanted jsonb) RETURNS jsonb
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT coalesce(jsonb_agg(to_jsonb(found)), '[]') FROM (
            SELECT l.salon_id, l.slug, l.name, l.city, l.currency, l.languages, l.services,
                   l.hourly, l.rating, l.rating_count, l.lat, l.lon, away.distance
              FROM jsonb_to_record(wanted) AS a (
                words text[], city text, lat double precision, lon double precision,
                km double precision, rating numeric, speaks text, most integer)
              CROSS JOIN listings l
              CROSS JOIN LATERAL (
                SELECT 2 * 6371 * asin(sqrt(least(1.0,
                  power(sin(radians(l.lat - a.lat) / 2), 2)
                  + cos(radians(l.lat)) * cos(radians(a.lat))
                    * power(sin(radians(l.lon - a.lon) / 2), 2)))) AS distance) away
              WHERE (a.city IS NULL OR lower(l.city) = lower(a.city))
                AND (a.lat IS NULL OR l.lat BETWEEN a.lat - a.km / 111.19
                                                AND a.lat + a.km / 111.19
                                  AND away.distance <= a.km)
                AND (a.rating IS NULL OR l.rating >= a.rating)
                AND (a.speaks IS NULL OR a.speaks = ANY (l.languages))
              ORDER BY l.terms LIKE ANY (a.words) DESC, away.distance,
                       l.rating DESC NULLS LAST, l.slug
              LIMIT (wanted ->> 'most')::integer) found
        $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION find_listings FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION find_listings TO {app}")


def downgrade() -> None:
    """Set aside what salons said of their place, then take it out; listings follow from it."""
    op.execute("DROP TRIGGER listed ON salon_facts")
    op.execute("DROP FUNCTION find_listings, keep_listed, list_salon")
    op.execute("DROP TABLE listings")
    told = "published OR city <> '' OR lat IS NOT NULL OR rating IS NOT NULL"
    park(
        "salon_facts_listed",
        f"SELECT salon_id, {', '.join(_COLUMNS)} FROM salon_facts WHERE {told}",
    )
    for column in ("lat", "lon"):  # the check over both goes with the first
        op.execute(f"ALTER TABLE salon_facts DROP {column}")
    for column in ("published", "city", "rating", "rating_count"):
        op.execute(f"ALTER TABLE salon_facts DROP {column}")
