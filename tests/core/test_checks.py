"""What keeps the portal from starting, by `serve` and by Django's checks."""

import pytest
from django.core.checks import run_checks

from core import checks
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts():
    return UserFactory(is_demonstration=True)


def found() -> set[str]:
    return {message.id for message in run_checks(include_deployment_checks=True, databases=["default"]) if message.id.startswith("portal.")}


def test_a_demonstration_may_always_start(settings, accounts):
    settings.DEMONSTRATION, settings.EMAIL_URL = True, ""

    assert (checks.refusals(), found()) == ([], set())


@pytest.mark.parametrize(("mail_server", "refusals"), [("", [checks.NO_MAIL]), ("smtp://localhost", [])])
def test_no_start_without_a_mail_server(settings, mail_server, refusals):
    settings.DEMONSTRATION, settings.EMAIL_URL = False, mail_server

    assert checks.refusals() == refusals
    assert found() == ({"portal.E001"} if refusals else set())


def test_no_start_with_demonstration_accounts(settings, accounts):
    settings.DEMONSTRATION, settings.EMAIL_URL = False, "smtp://localhost"

    assert checks.refusals() == [checks.DEMONSTRATION_ACCOUNTS]
    assert found() == {"portal.E002"}


def test_both_reasons_are_told_at_once(settings, accounts):
    settings.DEMONSTRATION, settings.EMAIL_URL = False, ""

    assert checks.refusals() == [checks.NO_MAIL, checks.DEMONSTRATION_ACCOUNTS]
