"""Finding a salon among many: heard before booking is."""

from dialog.table.row import S, row

SALONS = (
    row("heard", S.SEEKING, None, then="seek"),
)  # fmt: skip
