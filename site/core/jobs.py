"""Work that comes back: each application registers its jobs when it starts, the worker runs them.

A job must be safe to run twice and by several workers at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Job:
    run: Callable[[], object]
    every: timedelta

    @property
    def name(self) -> str:
        return f"{self.run.__module__}.{self.run.__name__}"


JOBS: dict[str, Job] = {}


def register(run: Callable[[], object], every: timedelta) -> None:
    """Have the worker call `run` again and again; registering twice is harmless."""
    job = Job(run, every)
    JOBS[job.name] = job
