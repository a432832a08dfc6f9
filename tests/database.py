"""Between transactional tests the database becomes again what migrations made of it.

On SQLite a copy taken at the start is put back whole. On PostgreSQL the tables are emptied: evidence refuses that, so its
guards step aside for that moment, and what migrations put in is loaded again.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, connections, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

copy = sqlite3.connect(":memory:", check_same_thread=False)
loaded: dict[str, sqlite3.Connection] = {}
emptied = False  # since the last time that what migrations made was put back


def let_flush_pass_guards() -> None:
    BaseDatabaseOperations.execute_sql_flush = flush


def keep_copy() -> None:
    """What migrations made, where every connection finds it: beside Playwright's event loop there is another one.

    On SQLite nothing is left to load: the copy brings it back.
    """
    default = connections["default"]
    if default.vendor == "sqlite":
        default.ensure_connection()
        default.connection.backup(copy)
        default._test_serialized_contents = "[]"
    type(default)._test_serialized_contents = getattr(default, "_test_serialized_contents", "[]")


def put_back() -> None:
    """What migrations made, after a transactional test took it away: tests side by side come in no order."""
    global emptied
    if emptied:
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        emptied = False


def load_once(load: Callable[[], None]) -> None:
    """What a function loads into an empty database, for tests with transactions: loaded once, then copied (on SQLite)."""
    connection = connections["default"]
    name = f"{load.__module__}.{load.__qualname__}"
    if name in loaded:
        loaded[name].backup(connection.connection)
        return
    with transaction.atomic():
        load()
    if connection.vendor == "sqlite":
        loaded[name] = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(loaded[name])


def flush(operations, statements) -> None:
    """Instead of Django's own. The cache is emptied too: no model stands for it."""
    global emptied
    connection = operations.connection
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy.backup(connection.connection)
        return
    emptied = True
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor, guards_aside(cursor):
        for statement in [*statements, "DELETE FROM django_cache"]:
            cursor.execute(statement)


@contextmanager
def guards_aside(cursor) -> Iterator[None]:
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    tables = [table for (table,) in cursor.fetchall()]
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
