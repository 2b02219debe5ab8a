"""The picture of the table, for `docs/dialog.md`."""

from pathlib import Path

from dialog.table import PASSING, TABLE, Row

PAGE = Path(__file__).parents[1] / "docs" / "dialog.md"
_FEW = 4
"""More sources than this are drawn as one: eyes cannot follow ten arrows."""


def mermaid() -> str:
    """Draw the table as a Mermaid state diagram; rows that stay where they are, are in `table`."""
    lines = ["stateDiagram-v2", "    direction LR", "    [*] --> new"]
    lines += [
        f"    {source} --> {row.to}: {_label(row)}" for row in TABLE for source in _arrows(row)
    ]
    lines += ["    classDef passing stroke-dasharray: 4 4"]
    lines += [f"    class {state} passing" for state in PASSING]
    return "\n".join(lines)


def _arrows(row: Row) -> list[str]:
    if row.to is None:
        return []
    if len(row.come_from) > _FEW:
        return ["anywhere"]
    return [state for state in row.come_from if state is not row.to]


def table() -> str:
    """Print every row as a Markdown table, in the order in which it is tried."""
    head = ["| event | from | to | if | then |", "| --- | --- | --- | --- | --- |"]
    return "\n".join(head + [_line(row) for row in TABLE])


def _label(row: Row) -> str:
    guard = _guard(row)
    return f"{row.event} [{guard}]" if guard else row.event


def _line(row: Row) -> str:
    sources = "anywhere" if len(row.come_from) > _FEW else ", ".join(row.come_from)
    return f"| {row.event} | {sources} | {row.to or '(stays)'} | {_guard(row)} | {row.then} |"


def _guard(row: Row) -> str:
    return row.given or (f"not {row.unless}" if row.unless else "")


def page() -> str:
    """Write the whole page."""
    return (
        "# The dialog's table\n\nDrawn from `dialog/table/` by `make diagram`; tested fresh."
        f"\n\n```mermaid\n{mermaid()}\n```\n\nRows of one event are tried from top to bottom; the"
        f" first whose guard holds is taken.\n\n{table()}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
