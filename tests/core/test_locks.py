"""A named lock keeps others out until the transaction ends."""

import threading

import pytest
from django.db import connection, transaction

from core.locks import lock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_lock_needs_a_transaction():
    with pytest.raises(RuntimeError):
        lock("register")


def test_a_lock_is_held_until_the_transaction_ends():
    order, is_held = [], threading.Event()

    def second():
        is_held.wait()
        with transaction.atomic():
            lock("register")
            order.append("second")
        connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        lock("register")
        is_held.set()
        thread.join(0.3)
        order.append("first")
    thread.join()

    assert order == ["first", "second"]
