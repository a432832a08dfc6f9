"""What happens outside requests: mail, recurring jobs, tasks. Each in a thread of its own, so that none delays another."""

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner

from core import abandoned, jobs, outbox
from core.logs import place
from core.processes import GRACE

logger = logging.getLogger("portal.worker")

MAIL_PAUSE, JOBS_PAUSE, LIFE_PAUSE, TASKS_PAUSE = 0.5, 1.0, 15.0, 1.0


class Worker:
    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.stopping = threading.Event()
        self.tasks = TaskRunner(
            queue_names=["*"],
            interval=TASKS_PAUSE,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.name,
            excluded_queue_names=[],
        )
        self.due_at: dict[str, float] = {}  # when each job runs next, by the monotonic clock

    def run(self) -> None:
        """Work until SIGTERM or SIGINT, then finish what was begun."""
        if threading.current_thread() is threading.main_thread():  # under the autoreloader it is not, which then ends us
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self.stop)
        steps = ((outbox.send_due, MAIL_PAUSE), (self.run_jobs, JOBS_PAUSE), (self.show_life, LIFE_PAUSE), (self.tasks.run, TASKS_PAUSE))
        threads = [threading.Thread(target=self.repeat, args=step, daemon=True) for step in steps]
        for thread in threads:
            thread.start()
        self.stopping.wait()
        last = time.monotonic() + GRACE
        for thread in threads:
            thread.join(max(0.0, last - time.monotonic()))

    def stop(self, *_signal: Any) -> None:
        self.tasks.running = False
        self.stopping.set()

    def repeat(self, step: Callable[[], object], pause: float) -> None:
        """Call `step` again and again. An error (a database that restarts) is logged, and the next turn has a fresh connection."""
        while not self.stopping.is_set():
            attempt(step)
            self.stopping.wait(pause)
        connections.close_all()

    def run_jobs(self) -> None:
        """Run every registered job whose time has come; all of them when the worker starts."""
        for job in list(jobs.JOBS.values()):
            if self.stopping.is_set():
                return
            if time.monotonic() >= self.due_at.get(job.name, 0.0):
                self.due_at[job.name] = time.monotonic() + job.every.total_seconds()
                attempt(job.run)

    def show_life(self) -> None:
        abandoned.show_life(self.name)


def attempt(step: Callable[[], object]) -> None:
    """Call `step`; whatever goes wrong is logged without its values."""
    close_old_connections()
    try:
        step()
    except Exception as error:  # noqa: BLE001 -- the worker goes on, whatever a step does
        logger.error("%s failed: %s", getattr(step, "__qualname__", step), place(error))
    finally:
        close_old_connections()
