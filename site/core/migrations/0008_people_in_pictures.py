from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_message_reply_to"),
    ]

    operations = [
        migrations.AddField(
            model_name="portalimage",
            name="people",
            field=models.CharField(
                blank=True,
                choices=[("nobody", "Nobody can be recognised"), ("somebody", "Somebody can be recognised, from behind or by a tattoo too")],
                max_length=10,
                verbose_name="people in the picture",
            ),
        ),
        migrations.AddField(
            model_name="portalimage",
            name="consent",
            field=models.BooleanField(default=False, verbose_name="everybody who can be recognised has agreed in writing"),
        ),
        migrations.AddField(
            model_name="portalimage",
            name="consent_kept",
            field=models.CharField(
                blank=True,
                help_text="For editors only: a file, a folder, a person.",
                max_length=200,
                verbose_name="where that agreement is kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="portalimage",
            constraint=models.CheckConstraint(condition=models.Q(("people__in", ["", "nobody", "somebody"])), name="core_image_people_known"),
        ),
    ]
