import django.db.models.deletion
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

GROUPS = ("Secretariat", "Editors")


def grant(apps, schema_editor):
    """Secretariat and editors see which PDFs could not be read, and have them read again."""
    config = apps.get_app_config("network")
    config.models_module = True  # else nothing is created for the app as it was at this point
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    right = apps.get_model("auth", "Permission").objects.get(content_type__app_label="network", codename="change_documenttext")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_sealed_documents"),
        ("network", "0014_observatory_more"),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('state', models.CharField(choices=[('waiting', 'To be read'), ('read', 'Read'), ('empty', 'Holds pictures only'), ('failed', 'Could not be read')], default='waiting', max_length=8, verbose_name='state')),
                ('fault', models.CharField(blank=True, choices=[('missing', 'The file is not in its place.'), ('no-pdf', 'The file is not a PDF, whatever its name says.'), ('broken', 'The file is damaged.'), ('locked', 'The file is locked with a password.'), ('slow', 'Reading it took too long.'), ('huge', 'Reading it needs too much memory.'), ('ended', 'The program that read it ended without a word.')], max_length=10, verbose_name='reason')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('folded', models.TextField(blank=True, editable=False)),
                ('is_cut', models.BooleanField(default=False, verbose_name='only the beginning was kept')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('claimed_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='last read')),
            ],
            options={
                'verbose_name': 'text of a PDF',
                'verbose_name_plural': 'texts of PDFs',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='coursepage',
            name='audience',
            field=models.TextField(blank=True, verbose_name='who it is for'),
        ),
        migrations.AddField(
            model_name='coursepage',
            name='audience_ar',
            field=models.TextField(blank=True, null=True, verbose_name='who it is for'),
        ),
        migrations.AddField(
            model_name='coursepage',
            name='audience_en',
            field=models.TextField(blank=True, null=True, verbose_name='who it is for'),
        ),
        migrations.AddField(
            model_name='coursepage',
            name='audience_es',
            field=models.TextField(blank=True, null=True, verbose_name='who it is for'),
        ),
        migrations.AddField(
            model_name='coursepage',
            name='audience_fr',
            field=models.TextField(blank=True, null=True, verbose_name='who it is for'),
        ),
        migrations.AddField(
            model_name='coursepage',
            name='provider_ar',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='provider'),
        ),
        migrations.AddField(
            model_name='coursepage',
            name='provider_en',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='provider'),
        ),
        migrations.AddField(
            model_name='coursepage',
            name='provider_es',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='provider'),
        ),
        migrations.AddField(
            model_name='coursepage',
            name='provider_fr',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='provider'),
        ),
        migrations.AddField(
            model_name='resourcepage',
            name='publisher_ar',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='publisher'),
        ),
        migrations.AddField(
            model_name='resourcepage',
            name='publisher_en',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='publisher'),
        ),
        migrations.AddField(
            model_name='resourcepage',
            name='publisher_es',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='publisher'),
        ),
        migrations.AddField(
            model_name='resourcepage',
            name='publisher_fr',
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name='publisher'),
        ),
        migrations.AddField(
            model_name='resourcefile',
            name='title',
            field=models.CharField(blank=True, default='', help_text='When it is another than that of the page.', max_length=300, verbose_name='title as published in this language'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='documenttext',
            name='document',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='extracted', to='core.portaldocument', verbose_name='document'),
        ),
        migrations.AddConstraint(
            model_name='documenttext',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'read', 'empty', 'failed'])), name='network_text_state_known'),
        ),
        migrations.AddConstraint(
            model_name='documenttext',
            constraint=models.CheckConstraint(condition=models.Q(('fault__in', ['', 'missing', 'no-pdf', 'broken', 'locked', 'slow', 'huge', 'ended'])), name='network_text_fault_known'),
        ),
        migrations.AddConstraint(
            model_name='documenttext',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), models.Q(('fault', ''), _negated=True)), models.Q(models.Q(('state', 'failed'), _negated=True), ('fault', '')), _connector='OR'), name='network_text_fault_when_failed'),
        ),
        migrations.AddConstraint(
            model_name='documenttext',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'read'), ('text', ''), _connector='OR'), name='network_text_only_when_read'),
        ),
        migrations.AddConstraint(
            model_name='documenttext',
            constraint=models.CheckConstraint(condition=models.Q(('claimed_until', None), ('state', 'waiting'), _connector='OR'), name='network_text_claim_ends'),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
