"""The picture of the table, for `docs/dialog.md`."""

from dialog.table import PASSING, TABLE, Row


def mermaid() -> str:
    """Draw the table as a Mermaid state diagram; rows that go nowhere are left to the table below."""
    lines = ["stateDiagram-v2", "    direction LR", "    [*] --> new"]
    lines += sorted(
        {
            f"    {source.value} --> {row.to.value}: {_label(row)}"
            for row in TABLE
            if row.to is not None
            for source in row.come_from
            if source is not row.to and len(row.come_from) <= 2
        }
    )
    lines += [f"    any --> {row.to.value}: {_label(row)}" for row in TABLE if _anywhere(row)]
    lines += [f"    class {state.value} passing" for state in PASSING]
    lines += ["    classDef passing stroke-dasharray: 4 4"]
    return "\n".join(lines)


def table() -> str:
    """Print every row as a Markdown table, in the order in which it is tried."""
    head = ["| event | from | to | if | then |", "| --- | --- | --- | --- | --- |"]
    return "\n".join(head + [_line(row) for row in TABLE])


def _anywhere(row: Row) -> bool:
    return row.to is not None and len(row.come_from) > 2


def _label(row: Row) -> str:
    guard = row.given or (f"not {row.unless}" if row.unless else "")
    return " ".join(part for part in (row.event, f"[{guard}]" if guard else "") if part)


def _line(row: Row) -> str:
    sources = "anywhere" if _anywhere(row) or len(row.come_from) > 4 else ", ".join(row.come_from)
    guard = row.given or (f"not {row.unless}" if row.unless else "")
    target = row.to.value if row.to is not None else "(stays)"
    return f"| {row.event} | {sources} | {target} | {guard} | {row.then} |"
