"""Processes that belong together: children that end with their parent, and one that starts again when it dies."""

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.servers.basehttp import get_internal_wsgi_application

logger = logging.getLogger("portal.processes")

LOOK = 0.5  # seconds between two looks at the parent
GRACE = 20  # seconds to finish what is being done
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0

# Starting a program waits until its end of a pipe is closed. A process that the web server forks in that moment, in another
# thread, would hold it open for life: the worker would never be missed. So one waits for the other.
beginning = threading.Lock()
os.register_at_fork(before=beginning.acquire, after_in_parent=beginning.release, after_in_child=beginning.release)


def begin(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a program of ours in a session of its own: a terminal's Ctrl-C is for its parent to pass on."""
    with beginning:
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- ours


def end_with(parent: int) -> None:
    """Have this process end by itself once `parent`, which started it, is gone: nothing is left behind by a kill -9."""
    threading.Thread(target=watch, args=(parent,), name="parent watch", daemon=True).start()


def watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


def application(parent: int) -> Callable[..., Any]:
    """What each web process runs. It ends with the process that started it."""
    os.setpgid(0, 0)  # a terminal's Ctrl-C is for the parent to pass on: told twice, a web process hangs
    end_with(parent)
    return get_internal_wsgi_application()


class Child:
    """A process that runs as long as this one, started again with growing patience when it dies."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.stopping = threading.Event()
        self.starting = threading.Lock()
        self.keeper = threading.Thread(target=self.keep, name="keeper", daemon=True)

    def start(self) -> None:
        self.keeper.start()

    def keep(self) -> None:
        pause = FIRST_PAUSE
        while True:
            began = time.monotonic()
            with self.starting:
                if self.stopping.is_set():
                    return
                self.process = begin(self.command)
            code = self.process.wait()
            if self.stopping.is_set():
                return
            pause = FIRST_PAUSE if time.monotonic() - began > LONGEST_PAUSE else pause
            logger.error("A process ended (%s) and starts again in %.0f s", code, pause)
            self.stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def stop(self) -> None:
        """Ask it to end; after `GRACE` end it."""
        self.stopping.set()
        with self.starting:
            process = self.process
        if process and process.poll() is None:
            process.terminate()
            try:
                process.wait(GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
