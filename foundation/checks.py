"""What must always hold of the floor: no room may weaken the walls between salons."""

from foundation.invariants import Invariant

# The runtime roles are those that may add to `salons` without owning it; `reachable` is every
# relation they, or everybody, were given anything on.
_WALLS = """
WITH app AS (
  SELECT DISTINCT grantee AS role FROM pg_class, aclexplode(relacl)
    WHERE oid = 'salons'::regclass AND privilege_type = 'INSERT' AND grantee <> relowner
), reachable AS (
  SELECT DISTINCT c.* FROM pg_class c, aclexplode(c.relacl) given
    WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'salons'::regclass)
      AND (given.grantee = 0 OR given.grantee IN (SELECT role FROM app))
), tenant AS (
  SELECT r.* FROM reachable r JOIN pg_attribute a ON a.attrelid = r.oid
    WHERE r.relkind IN ('r', 'p') AND a.attname = 'salon_id' AND NOT a.attisdropped
)
"""


def _walls(name: str, query: str) -> Invariant:
    return Invariant(name, f"{_WALLS}{query}")


INVARIANTS = (
    _walls(
        "every table of a salon forces row-level security",
        "SELECT relname FROM tenant WHERE NOT (relrowsecurity AND relforcerowsecurity)",
    ),
    _walls(
        "every policy of the runtime role binds reads and writes to the salon",
        """
        SELECT t.relname FROM tenant t CROSS JOIN app
          WHERE NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polcmd = '*'
                              AND app.role = ANY (p.polroles))
             OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid
                          AND (app.role = ANY (p.polroles) OR 0 = ANY (p.polroles))
                          AND NOT (coalesce(pg_get_expr(p.polqual, p.polrelid), '')
                                     LIKE '%salon_id = %app.salon_id%'
                               AND coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
                                     LIKE '%salon_id = %app.salon_id%'))
        """,
    ),
    _walls(
        "the runtime role can step around no policy",
        """
        SELECT r.rolname FROM pg_roles r JOIN app ON app.role = r.oid
          WHERE r.rolsuper OR r.rolbypassrls
             OR EXISTS (SELECT FROM reachable c WHERE pg_has_role(r.oid, c.relowner, 'MEMBER'))
        """,
    ),
    _walls(
        "every view asks with its caller's rights",
        """
        SELECT relname FROM reachable
          WHERE relkind = 'm' OR (relkind = 'v' AND NOT
                coalesce('security_invoker=true' = ANY (reloptions), false))
        """,
    ),
    _walls(
        "every unique key of a salon's table leads with the salon",
        """
        SELECT i.indexrelid::regclass::text FROM tenant t JOIN pg_index i ON i.indrelid = t.oid
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
          WHERE (i.indisunique OR i.indisexclusion) AND a.attname <> 'salon_id'
            AND t.relname <> 'salons'
        """,
    ),
    _walls(
        "every foreign key between salons' tables leads with the salon",
        """
        SELECT k.conname FROM pg_constraint k JOIN tenant t ON t.oid = k.conrelid
          JOIN tenant target ON target.oid = k.confrelid
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
          WHERE k.contype = 'f' AND a.attname <> 'salon_id'
        """,
    ),
    Invariant(
        "every function with its owner's rights is given by name, its search path fixed",
        """
        SELECT oid::regprocedure::text FROM pg_proc
          WHERE prosecdef
            AND pronamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'salons'::regclass)
            AND (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0)
                 OR NOT coalesce(array_to_string(proconfig, ' ') LIKE '%search_path=%', false))
        """,
    ),
)
