"""Retake the jobs of workers that died: the engine alone would leave them running for ever."""

import structlog
from procrastinate import App
from procrastinate.jobs import Status

log = structlog.get_logger(__name__)

HEARTBEAT = 5.0
"""Seconds between a worker's signs of life."""
SILENCE = 20.0
"""Seconds without one after which a worker counts as dead."""
ATTEMPTS = 5
"""A job that its worker did not survive so many times is buried: it may be what kills them."""


async def sweep(app: App) -> int:
    """Put stalled jobs back into their queue, bury the hopeless; tell how many there were."""
    manager = app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE))
    for job in stalled:
        if job.attempts + 1 < ATTEMPTS:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, Status.FAILED, delete_job=False)
        log.warning("job_stalled", job_id=job.id, task=job.task_name, attempts=job.attempts)
    return len(stalled)
