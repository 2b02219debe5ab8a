"""A database's schema as sorted lines of text, so that two of them can be compared."""

import psycopg

_QUERIES = (
    """
    SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
           a.attidentity, pg_get_expr(d.adbin, d.adrelid)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
    """,
    """
    SELECT 'relation', relname, relkind, relrowsecurity, relforcerowsecurity, relacl::text,
           pg_get_userbyid(relowner), reloptions
      FROM pg_class WHERE relnamespace = 'public'::regnamespace
    """,
    """
    SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
    "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'public'",
    "SELECT 'policy', p.* FROM pg_policies p",
    """
    SELECT 'trigger', tgrelid::regclass, tgname, pg_get_triggerdef(oid), tgenabled
      FROM pg_trigger WHERE NOT tgisinternal
    """,
    """
    SELECT 'function', p.oid::regprocedure, p.prosecdef, p.proacl::text, md5(p.prosrc), p.proconfig
      FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    """,
    """
    SELECT 'type', t.typname, t.typtype, array_agg(e.enumlabel ORDER BY e.enumsortorder)
      FROM pg_type t LEFT JOIN pg_enum e ON e.enumtypid = t.oid
      WHERE t.typnamespace = 'public'::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
      GROUP BY t.oid
    """,
)


def lines(url: str) -> list[str]:
    """Read the schema behind `url`; what extensions own is left out."""
    with psycopg.connect(url) as connection:
        rows = [row for query in _QUERIES for row in connection.execute(query.encode())]
    return sorted(" ".join(map(str, row)) for row in rows)
