"""Evidence and texts can only be added: triggers refuse update and delete on both databases.

Only the demonstration chain may be deleted; its texts stay.
"""

from django.db import migrations

# table, what may be deleted in it
TABLES = {
    "charter_signatureevent": "OLD.chain = 'demonstration'",
    "charter_chartertext": None,
}


def statements(vendor, table, deletable):
    refusal = f"{table} is append-only"
    if vendor == "sqlite":
        when = f"WHEN NOT ({deletable})" if deletable else ""
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    else:
        when = f"WHEN (NOT ({deletable}))" if deletable else ""
        yield (
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {table}_refuse()"
        yield f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"


def add(apps, schema_editor):
    for table, deletable in TABLES.items():
        for statement in statements(schema_editor.connection.vendor, table, deletable):
            schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        for name in ("no_update", "no_delete", "no_truncate"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}" + ("" if sqlite else f" ON {table}"), params=None)
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [("charter", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
