"""What names are sorted by in each language, and addresses that no local government may have."""

from django.db import migrations, models

from network.sorting import sort_name


def fill(apps, schema_editor):
    model = apps.get_model("network", "LocalGovernment")
    codes = [field.name.removeprefix("sort_name_") for field in model._meta.fields if field.name.startswith("sort_name_")]
    for record in model.objects.all():
        for code in codes:
            name = getattr(record, f"name_{code}") or record.name_local
            setattr(record, f"sort_name_{code}", sort_name(name, code))
        record.save(update_fields=[f"sort_name_{code}" for code in codes])


class Migration(migrations.Migration):
    dependencies = [("network", "0006_duties")]

    operations = [
        migrations.AddField(
            model_name='localgovernment',
            name='sort_name',
            field=models.CharField(blank=True, editable=False, max_length=120),
        ),
        *(
            migrations.AddField(
                model_name='localgovernment',
                name=f'sort_name_{code}',
                field=models.CharField(blank=True, editable=False, max_length=120, null=True),
            )
            for code in ("ar", "en", "es", "fr")
        ),
        migrations.AddConstraint(
            model_name='localgovernment',
            constraint=models.CheckConstraint(
                condition=models.Q(('slug__in', ('duties', 'regions')), _negated=True),
                name='network_slug_not_reserved',
                violation_error_message='This address is kept for a page of the directory. Choose another one.',
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
