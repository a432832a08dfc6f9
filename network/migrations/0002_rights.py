"""Who may change records of local governments in the admin: the secretariat and the editors. Nobody deletes them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {"Secretariat": ("add", "change"), "Editors": ("add", "change")}


def grant(apps, schema_editor):
    config = apps.get_app_config("network")
    config.models_module = True  # else nothing is created for the app as it was at this point
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="network")
    for name, verbs in RIGHTS.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=[f"{verb}_localgovernment" for verb in verbs]))


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial"), ("core", "0004_titles_and_groups"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
