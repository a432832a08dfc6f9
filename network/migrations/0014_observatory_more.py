from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0013_experience_contact"),
    ]

    operations = []
