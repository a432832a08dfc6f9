"""The tests' own ground: what a transactional test leaves behind, guards of evidence, sockets."""

import socket

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from pytest_socket import SocketConnectBlockedError
from wagtail.models import Locale, Site

from charter.models import CharterText, CharterVersion
from core.models import BasePage, User

pytestmark = pytest.mark.postgres


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_transactional_tests_start_from_what_migrations_made(turn):
    assert User.objects.count() == 0
    assert cache.get("kept") is None
    assert Locale.objects.exists()
    assert Site.objects.get().root_page.depth == 2
    assert BasePage.objects.get(depth=1).title_en == "Root"
    assert ContentType.objects.get_for_model(User).model_class() is User

    User.objects.create_user("someone@example.org")
    cache.set("kept", turn)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_guards_of_texts_hold_and_survive_the_flush(turn):
    version = CharterVersion.objects.create(number=1, title="Charter", preamble="We")
    text = CharterText.objects.create(version=version, language="en", body="We", sha256="0" * 64)

    for change in (lambda: CharterText.objects.update(body="They"), text.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_no_test_calls_elsewhere():
    with pytest.raises(SocketConnectBlockedError), pytest.warns(UserWarning, match="tried to use"):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)


def test_the_database_is_a_file_or_a_server(db):
    assert connection.vendor == "postgresql" or not connection.is_in_memory_db()
