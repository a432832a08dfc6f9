from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("charter", "0002_evidence_triggers")]

    operations: list = []
