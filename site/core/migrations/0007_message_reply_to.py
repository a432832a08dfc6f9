from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_sealed_documents"),
    ]

    operations = [
        migrations.AddField(model_name="message", name="reply_to", field=models.EmailField(blank=True, max_length=254)),
    ]
