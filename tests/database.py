"""Between transactional tests the database is emptied. Evidence refuses that, so its guards step aside for that moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations


def let_flush_pass_guards() -> None:
    BaseDatabaseOperations.execute_sql_flush = flush


def flush(operations, statements) -> None:
    """Django's own, with our triggers set aside, and the cache emptied too: no model stands for it."""
    connection = operations.connection
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor, guards_aside(connection, cursor):
        for statement in [*statements, "DELETE FROM django_cache"]:
            cursor.execute(statement)


@contextmanager
def guards_aside(connection, cursor) -> Iterator[None]:
    aside, back = (sqlite_guards if connection.vendor == "sqlite" else postgresql_guards)(cursor)
    for statement in aside:
        cursor.execute(statement)
    yield
    for statement in back:
        cursor.execute(statement)


def sqlite_guards(cursor) -> tuple[list[str], list[str]]:
    """Those that raise; the full-text index keeps its own triggers."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(%'")
    found = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _sql in found], [sql for _name, sql in found]


def postgresql_guards(cursor) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    tables = [table for (table,) in cursor.fetchall()]
    return [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables], [
        f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables
    ]
