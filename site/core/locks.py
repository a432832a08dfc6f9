"""A named lock that lasts until the transaction ends, on both databases."""

import zlib

from django.db import connection


def lock(name: str) -> None:
    """Wait for, then hold, the lock `name` until the surrounding transaction ends.

    PostgreSQL: an advisory lock. SQLite: every transaction is IMMEDIATE, so it already holds the only write lock.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A lock needs a transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
