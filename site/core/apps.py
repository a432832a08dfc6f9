"""The bottom layer: what every application stands on."""

from datetime import timedelta

from django.apps import AppConfig
from django.core.management import call_command


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from core import abandoned, accounts, checks, choosers, jobs, outbox, redirects, seal_keys, sealed, sessions  # noqa: F401, PLC0415 -- they need the models

        choosers.connect()
        redirects.connect()
        sessions.connect()
        jobs.register(abandoned.put_back, every=timedelta(minutes=1))
        jobs.register(publish_planned, every=timedelta(minutes=1))
        jobs.register(sealed.make_due, every=timedelta(seconds=2))
        jobs.register(sealed.sweep, every=timedelta(days=1))
        jobs.register(seal_keys.renew, every=timedelta(days=1))
        jobs.register(accounts.forget_unused, every=timedelta(days=1))
        jobs.register(outbox.forget_texts, every=timedelta(days=1))
        jobs.register(forget_sessions, every=timedelta(days=1))
        jobs.register(forget_tasks, every=timedelta(days=1))


def publish_planned() -> None:
    """What editors planned for an hour goes public, or out of sight, when it comes."""
    call_command("publish_scheduled")


def forget_sessions() -> None:
    """Retention: sessions that have ended, and what was noted of them."""
    from core import sessions  # noqa: PLC0415 -- it needs the models

    call_command("clearsessions")
    sessions.forget_ended()


def forget_tasks() -> None:
    """Retention: results of tasks that ended two weeks ago."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=14, verbosity=0)
