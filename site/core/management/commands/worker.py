"""The process that sends mail, runs recurring jobs and tasks."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import autoreload

from core.folders import make_folders
from core.processes import end_with
from core.worker import Worker


class Command(BaseCommand):
    help = "Send mail, run recurring jobs and tasks, until stopped. Several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--parent", type=int, default=0, help="the process to end with")

    def handle(self, *args: Any, parent: int, **options: Any) -> None:
        make_folders()
        reloaded = os.environ.get(autoreload.DJANGO_AUTORELOAD_ENV) == "true"
        if parent:
            end_with(os.getppid() if reloaded else parent)
        if settings.DEBUG:
            autoreload.run_with_reloader(Worker().run)
        else:
            Worker().run()
