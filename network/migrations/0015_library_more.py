from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0014_observatory_more"),
    ]

    operations = []
