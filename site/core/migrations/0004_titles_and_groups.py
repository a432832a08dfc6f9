"""Titles of the pages that Wagtail's migrations made, and the two groups of people who run the portal."""

from django.conf import settings
from django.db import migrations
from django.db.models import F

SECRETARIAT, EDITORS = "Secretariat", "Editors"


def fill_titles(apps, schema_editor):
    page = apps.get_model("core", "BasePage")
    title = f"title_{settings.LANGUAGE_CODE}"
    page.objects.filter(**{f"{title}__isnull": True}).update(**{title: F("title"), "draft_title": F("title")})


def make_groups(apps, schema_editor):
    """Secretariat and Editors replace Wagtail's Moderators and Editors: same page and collection rights, then our own."""
    group = apps.get_model("auth", "Group")
    for old, new in (("Moderators", SECRETARIAT), ("Editors", EDITORS)):
        found = group.objects.filter(name=old).first()
        if found and old != new:
            found.name = new
            found.save()
        elif not found:
            group.objects.get_or_create(name=new)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_finalize_page_model"), ("wagtailcore", "0098_apitoken"), ("wagtailadmin", "0001_create_admin_access_permissions"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(fill_titles, migrations.RunPython.noop), migrations.RunPython(make_groups, migrations.RunPython.noop)]
