"""The answers given before an experience is published, which nobody changes; and what editors may do with experiences."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

TABLE = "network_harmcheck"
RIGHTS = ("add_term", "change_term", "add_measure", "change_measure")
FORGET = "NEW.by_id IS NULL"  # an account may go; everything else stays as it was written
KEPT = (
    *("id", "page_id", "page_name", "revision_id", "text_digest", "at"),
    *(column for name in ("stories", "places", "faces", "numbers", "risk") for column in (name, f"{name}_note")),
)


def statements(vendor):
    refusal = f"{TABLE} is append-only"
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        yield f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OF {', '.join(KEPT)} ON {TABLE} {refuse}"
        yield f"CREATE TRIGGER {TABLE}_no_swap BEFORE UPDATE OF by_id ON {TABLE} WHEN NOT ({FORGET}) {refuse}"
        yield f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {refuse}"
        return
    refuse = f"EXECUTE FUNCTION {TABLE}_refuse()"
    yield (
        f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    yield f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE OF {', '.join(KEPT)} ON {TABLE} FOR EACH ROW {refuse}"
    yield f"CREATE TRIGGER {TABLE}_no_swap BEFORE UPDATE OF by_id ON {TABLE} FOR EACH ROW WHEN (NOT ({FORGET})) {refuse}"
    yield f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW {refuse}"
    yield f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT {refuse}"


def add_guards(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove_guards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name in ("no_update", "no_swap", "no_delete", "no_truncate"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}" + ("" if sqlite else f" ON {TABLE}"), params=None)
    if not sqlite:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_refuse()", params=None)


def grant(apps, schema_editor):
    """Editors publish what they wrote, and keep the words and the measures; so does the secretariat."""
    for label in ("core", "network"):
        config = apps.get_app_config(label)
        config.models_module = True  # else nothing is created for the app as it was at this point
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    permission, group = apps.get_model("auth", "Permission"), apps.get_model("auth", "Group")
    rights = permission.objects.filter(content_type__app_label="network", codename__in=RIGHTS)
    publishing = permission.objects.get(content_type__app_label="core", codename="publish_basepage")
    pages = apps.get_model("wagtailcore", "GroupPagePermission")
    root = apps.get_model("core", "BasePage").objects.filter(depth=1).first()
    for name in ("Secretariat", "Editors"):
        found, _made = group.objects.get_or_create(name=name)
        found.permissions.add(*rights)
        if root:
            pages.objects.get_or_create(group=found, page_id=root.pk, permission=publishing)
    share_media(apps)


def share_media(apps):
    """The secretariat adds pictures and files as editors do, so that it can mend what it is about to publish."""
    group = apps.get_model("auth", "Group")
    of_collections = apps.get_model("wagtailcore", "GroupCollectionPermission")
    secretariat = group.objects.get(name="Secretariat")
    for given in of_collections.objects.filter(group__name="Editors"):
        of_collections.objects.get_or_create(group=secretariat, collection_id=given.collection_id, permission_id=given.permission_id)


def note(name):
    return (f"{name}_note", models.CharField(blank=True, max_length=500))


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0011_contribution"),
        ("core", "0008_people_in_pictures"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HarmCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page_name", models.CharField(max_length=255)),
                ("text_digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("stories", models.BooleanField(default=False)),
                note("stories"),
                ("places", models.BooleanField(default=False)),
                note("places"),
                ("faces", models.BooleanField(default=False)),
                note("faces"),
                ("numbers", models.BooleanField(default=False)),
                note("numbers"),
                ("risk", models.BooleanField(default=False)),
                note("risk"),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="harm_checks",
                        to="network.experiencepage",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="wagtailcore.revision"
                    ),
                ),
            ],
            options={
                "verbose_name": "do-no-harm check",
                "verbose_name_plural": "do-no-harm checks",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["page", "-at"], name="network_harm_check_page")],
            },
        ),
        migrations.RunPython(add_guards, remove_guards),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
