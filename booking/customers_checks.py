"""What must always hold of customers, of who is who."""

from foundation.invariants import Invariant

INVARIANTS = (
    Invariant(
        "whom a customer is linked to is somebody in the end: no circles",
        """
        WITH RECURSIVE up AS (
          SELECT salon_id, customer_id, merged_into FROM customers WHERE merged_into IS NOT NULL
          UNION
          SELECT up.salon_id, up.customer_id, c.merged_into FROM up
            JOIN customers c ON c.salon_id = up.salon_id AND c.customer_id = up.merged_into
        )
        SELECT DISTINCT customer_id::text FROM up WHERE merged_into = customer_id
        """,
    ),
    Invariant(
        "what a customer is found by is sealed beside it, what was shown is known",
        """
        SELECT customer_id::text FROM customers
          WHERE name_hash IS NOT NULL AND name_enc IS NULL
             OR (phone_hash IS NULL) <> (phone_enc IS NULL)
             OR (email_hash IS NULL) <> (email_enc IS NULL)
             OR phone_verified_at IS NOT NULL AND phone_hash IS NULL
        """,
    ),
    Invariant(
        "a number that was shown to be somebody's is one person's",
        """
        SELECT encode(phone_hash, 'hex') FROM customers WHERE phone_verified_at IS NOT NULL
          GROUP BY salon_id, phone_hash
          HAVING count(DISTINCT person_root(salon_id, customer_id)) > 1
        """,
    ),
    Invariant(
        "what a customer prefers is told in ids and keys, not in words",
        """
        SELECT c.customer_id::text FROM customers c
          WHERE jsonb_typeof(c.preferences) <> 'object' OR EXISTS (
            SELECT FROM jsonb_each(c.preferences) p
              WHERE p.key !~ '^[a-z][a-z0-9_]{0,39}$'
                 OR jsonb_typeof(p.value) NOT IN ('string', 'number', 'boolean')
                 OR jsonb_typeof(p.value) = 'string'
                    AND p.value #>> '{}' !~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$')
        """,
    ),
    Invariant(
        "no code that links customers is good for longer than ten minutes",
        """
        SELECT customer_id::text FROM customer_codes
          WHERE expires_at > clock_timestamp() + interval '10 minutes'
        """,
    ),
    Invariant(
        "notes, links and codes are of customers of the same salon",
        """
        SELECT 'note ' || n.note_id FROM customer_notes n
          LEFT JOIN customers c USING (salon_id, customer_id) WHERE c.customer_id IS NULL
        UNION ALL
        SELECT 'code ' || k.customer_id FROM customer_codes k
          LEFT JOIN customers c USING (salon_id, customer_id) WHERE c.customer_id IS NULL
        UNION ALL
        SELECT 'link ' || d.customer_id FROM customers d
          LEFT JOIN customers c ON (c.salon_id, c.customer_id) = (d.salon_id, d.merged_into)
          WHERE d.merged_into IS NOT NULL AND c.customer_id IS NULL
        UNION ALL
        SELECT 'feed ' || f.staff_id FROM staff_feeds f
          LEFT JOIN staff s USING (salon_id, staff_id) WHERE s.staff_id IS NULL
        """,
    ),
)
