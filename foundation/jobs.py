"""Jobs: rows of procrastinate, put there by the transaction that makes them necessary."""

from datetime import datetime

from procrastinate import App, PsycopgConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from foundation import reconnect
from foundation.db import Tx

# Never opened: it lends procrastinate's SQL to the caller's own connection.
_manager = JobManager(PsycopgConnector())


async def enqueue(
    tx: Tx,
    name: str,
    *,
    at: datetime | None = None,
    queue: str = "default",
    **payload: str | int | bool | None,
) -> int:
    """Put the job `name` into `queue`, due at `at` (aware; at once if None); answer its id.

    The job commits or rolls back with the caller's transaction. `payload` holds ids and keys only,
    never personal data. It takes no queueing lock: its violation would abort the transaction.
    """
    if at is not None and at.tzinfo is None:
        raise ValueError("a job's time needs its zone")
    job = Job(
        id=None,
        queue=queue,
        lock=None,
        queueing_lock=None,
        task_name=name,
        task_kwargs=dict(payload),
        scheduled_at=at,
    )
    stored = await _manager.defer_job_async(job, connection=await tx.driver())
    if stored.id is None:
        raise RuntimeError(f"the database gave the job {name} no id")
    return stored.id


def procrastinate_app(url: str, *, size: int = 4) -> App:
    """Build procrastinate's app for `url` (postgresql://, the app role); nothing connects yet."""
    return App(
        connector=PsycopgConnector(
            conninfo=url,
            min_size=1,
            max_size=size,
            kwargs={"options": "-c timezone=UTC"},
            reconnect_timeout=reconnect.PERSISTENCE,
            reconnect_failed=reconnect.try_again,
        )
    )
