"""What every test stands on: the database, folders, mail, and skips that count as failures under CI."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Site

from core import outbox
from core.catalogues import compile_all, folder_of_locales
from core.models import BasePage
from tests.database import keep_copy, let_flush_pass_guards, put_back
from tests.factories import HomePageFactory

hypothesis_settings.register_profile("portal", deadline=None)  # a busy machine is no fault
hypothesis_settings.load_profile("portal")

UNDER_CI = os.environ.get("CI") == "true"
LONG = ("test_access", "test_processes", "test_verify", "test_certificates", "test_library", "test_demonstration", "test_more_languages")
USES_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_configure():
    let_flush_pass_guards()
    compile_all(folder_of_locales())


def pytest_collection_modifyitems(config, items):
    """Transactional tests get back what migrations put in the database; tests for PostgreSQL alone run there alone.

    Long files come first: side by side, what is begun last should be short.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker:
            item.add_marker(pytest.mark.django_db(*marker.args, **{**marker.kwargs, "serialized_rollback": True}), append=False)
        elif USES_DATABASE & set(item.fixturenames):
            item.fixturenames.append("django_db_serialized_rollback")
    left_out = [item for item in items if item.get_closest_marker("only_postgres") and connection.vendor != "postgresql"]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: item.path.stem not in LONG and item.path.parent.name != "e2e")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """A test in a transaction finds what migrations made; transactional ones put it back themselves."""
    marker = item.get_closest_marker("django_db")
    transactional = (USES_DATABASE - {"db"}) & set(item.fixturenames) or (marker and marker.kwargs.get("transaction"))
    if not transactional and (marker or "db" in item.fixturenames):
        with item.config.stash[blocking_manager_key].unblock():
            put_back()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if UNDER_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped under CI. {call.excinfo.value}"
    return report


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    """With --reuse-db what migrations made is put back at the end, for the last transactional test may have emptied the database."""
    with django_db_blocker.unblock():
        keep_copy()
    yield
    if django_db_keepdb:
        with django_db_blocker.unblock():
            call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)
            put_back()


@pytest.fixture(autouse=True)
def clean_folders():
    """Each test leaves no file behind."""
    yield
    for folder in (django_settings.MEDIA_ROOT, django_settings.MAIL_FOLDER, django_settings.STORAGES["private"]["OPTIONS"]["location"]):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def in_english():
    """No test inherits the language of the page that the one before it asked for."""
    with translation.override("en"):
        yield


@pytest.fixture
def deliver(mailoutbox):
    """Call it to play the worker: it sends what waits in the outbox and returns the mails that went out."""

    def run():
        before = len(mailoutbox)
        outbox.send_due(limit=1000)
        return mailoutbox[before:]

    return run


class Sink:
    """A mail server that keeps what it gets, or refuses it while `answer` is not 250."""

    def __init__(self):
        self.received = []
        self.answer = "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- named by aiosmtpd
        if self.answer.startswith("250"):
            self.received.append(envelope)
        return self.answer


@pytest.fixture
def smtp(settings):
    """A real SMTP server on this machine, which the portal's mail goes to."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    yield sink
    controller.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(django_settings.BASE_DIR)


@pytest.fixture
def home(db):
    """The home page, at the top of the site."""
    page = HomePageFactory(parent=BasePage.objects.get(depth=1), slug="portal")
    Site.objects.update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page
