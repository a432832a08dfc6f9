import core.models.sealed
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_attempt_limits"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="document_name",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.CreateModel(
            name="SealedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.SlugField(max_length=40)),
                ("subject", models.CharField(max_length=100)),
                ("language", models.CharField(max_length=10)),
                ("code", models.CharField(default=core.models.sealed.new_code, editable=False, max_length=28, unique=True)),
                (
                    "file",
                    models.FileField(
                        blank=True, max_length=200, storage=core.models.sealed.private_storage, upload_to=core.models.sealed.document_path
                    ),
                ),
                ("sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                ("seal_certificate", models.CharField(blank=True, max_length=64)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sealed_at", models.DateTimeField(blank=True, null=True)),
                ("next_try_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("is_demonstration", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "sealed document",
                "verbose_name_plural": "sealed documents",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "subject"), name="core_document_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), ("seal_certificate", ""), ("sealed_at", None), ("sha256", "")),
                            models.Q(
                                ("sealed_at__isnull", False),
                                models.Q(("file", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                                models.Q(("seal_certificate", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="core_document_sealed_whole",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="message",
            name="document",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="messages", to="core.sealeddocument"
            ),
        ),
    ]
