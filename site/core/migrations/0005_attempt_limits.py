import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def grant(apps, schema_editor):
    """The secretariat changes the limits, and so sees in the log who did."""
    config = apps.get_app_config("core")
    config.models_module = True  # else nothing is created for the app as it was at this point
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    right = apps.get_model("auth", "Permission").objects.get(content_type__app_label="core", codename="change_attemptlimit")
    apps.get_model("auth", "Group").objects.get(name="Secretariat").permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_titles_and_groups")]

    operations = [
        migrations.CreateModel(
            name="AttemptLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.SlugField(max_length=60, unique=True, verbose_name="limit")),
                ("most", models.PositiveIntegerField(verbose_name="how many")),
                ("seconds", models.PositiveIntegerField(verbose_name="in how many seconds")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "limit of attempts",
                "verbose_name_plural": "limits of attempts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("most__gte", 1), ("seconds__gte", 1)), name="core_attemptlimit_is_a_limit"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedInSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("browser", models.CharField(blank=True, max_length=30)),
                ("system", models.CharField(blank=True, max_length=30)),
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_used_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signed_in_sessions", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"ordering": ["-last_used_at", "-pk"]},
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
