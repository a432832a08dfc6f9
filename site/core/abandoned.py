"""Tasks whose worker died: a worker shows that it lives, and what a silent one left running is put back."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

SILENCE = timedelta(seconds=60)  # after which a worker counts as dead
MOST_TRIES = 3  # a task that kills its worker must not do so for ever


def show_life(worker: str) -> None:
    """Called by a living worker several times within `SILENCE`."""
    cache.set(f"worker:{worker}", 1, timeout=SILENCE.total_seconds())


def put_back() -> int:
    """Put tasks of dead workers back in the queue, or mark them as failed after `MOST_TRIES`. Returns how many."""
    found = 0
    for task in DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - SILENCE):
        if task.worker_ids and cache.get(f"worker:{task.worker_ids[-1]}"):
            continue
        same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)  # not one claimed anew meanwhile
        if len(task.worker_ids) < MOST_TRIES:
            found += same.update(status=TaskResultStatus.READY, started_at=None)
        else:
            found += same.update(status=TaskResultStatus.FAILED, finished_at=timezone.now(), exception_class_path="builtins.SystemExit")
    return found
