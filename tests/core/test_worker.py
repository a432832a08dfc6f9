"""The worker goes on, whatever its steps do; tasks of a dead one come back; logs keep people's data to themselves."""

import logging
import sys
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import abandoned, jobs
from core.logs import Formatter
from core.worker import Worker, attempt


@pytest.fixture
def some_jobs(monkeypatch):
    """Two jobs, of which the first always fails."""
    calls = []

    def failing():
        calls.append("failing")
        raise ValueError("person@example.org")

    def working():
        calls.append("working")

    found = {}
    monkeypatch.setattr(jobs, "JOBS", found)
    jobs.register(failing, every=timedelta(minutes=5))
    jobs.register(working, every=timedelta(hours=1))
    jobs.register(working, every=timedelta(hours=1))
    return calls


def test_each_job_runs_at_its_own_pace_and_none_stops_the_others(db, some_jobs):
    worker = Worker()
    worker.run_jobs()
    worker.run_jobs()
    assert some_jobs == ["failing", "working"]

    worker.due_at = {name: due - 301 for name, due in worker.due_at.items()}
    worker.run_jobs()
    assert some_jobs == ["failing", "working", "failing"]


def test_a_worker_that_stops_begins_no_job(db, some_jobs):
    worker = Worker()
    worker.stop()
    worker.run_jobs()

    assert some_jobs == []


def test_what_goes_wrong_is_logged_without_its_values(db, some_jobs, caplog):
    Worker().run_jobs()

    line = caplog.messages[0]
    assert "failing failed: ValueError at " in line
    assert "person@example.org" not in line


def test_tracebacks_and_links_lose_what_is_personal():
    first, second = (f"{name}@example.org" for name in ("first", "second"))
    try:
        try:
            raise KeyError(first)
        except KeyError as error:
            raise ValueError(second) from error
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "Failed: /en/charter/sign/with/%s/", ("t0k-_n" * 8,), sys.exc_info())

    said = Formatter("{message}", style="{").format(record)

    assert said.startswith("Failed: /en/charter/sign/with/…/")
    assert "KeyError" in said
    assert "ValueError" in said
    assert "example.org" not in said


@pytest.fixture
def left_running(db):
    """A task begun by a worker some time ago."""
    return DBTaskResult.objects.create(
        status="RUNNING",
        started_at=timezone.now() - abandoned.SILENCE * 2,
        worker_ids=["dead"],
        task_path="core.nowhere",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
    )


def test_a_task_of_a_dead_worker_is_put_back(left_running):
    assert abandoned.put_back() == 1
    left_running.refresh_from_db()
    assert (left_running.status, left_running.started_at) == ("READY", None)


def test_a_task_of_a_living_worker_is_left_alone(left_running):
    cache.delete("worker:dead")
    abandoned.show_life("dead")

    assert abandoned.put_back() == 0
    with time_machine.travel(timezone.now() + abandoned.SILENCE + timedelta(seconds=1)):
        assert abandoned.put_back() == 1


def test_a_task_that_kills_its_workers_is_given_up(left_running):
    DBTaskResult.objects.update(worker_ids=["dead"] * abandoned.MOST_TRIES)

    assert abandoned.put_back() == 1
    left_running.refresh_from_db()
    assert left_running.status == "FAILED"


@pytest.mark.postgres
@pytest.mark.only_postgres
@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_replaced_at_the_next_turn(django_user_model):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        own = cursor.fetchone()[0]
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [own])
    other.close()
    counts = []

    for _turn in range(3):
        attempt(lambda: counts.append(django_user_model.objects.count()))

    assert counts[-2:] == [0, 0]
