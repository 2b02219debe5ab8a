"""Alembic's entry: run the revisions on the connection that `upgrade` opened."""

from alembic import context

from bot.migrations import tables

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=tables.metadata,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
