"""Figures say whether the original was read; representatives tell of adaptations; editors keep the observatory up to date."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

GROUPS = ("Secretariat", "Editors")
KEPT = ("keyfigure", "localobservatory", "localprotocol", "measure", "adaptationreport")


def grant(apps, schema_editor):
    config = apps.get_app_config("network")
    config.models_module = True  # else nothing is created for the app as it was at this point
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="network", content_type__model__in=KEPT)
    for name in GROUPS:
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*rights)


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0013_experience_contact'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='keyfigure',
            name='original_seen',
            field=models.BooleanField(default=False, help_text='Not ticked: the page says that the figure was read in the press or in a summary.', verbose_name='the original was read'),
        ),
        migrations.AddField(
            model_name='keyfigure',
            name='changed_at',
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AddField(
            model_name='localobservatory',
            name='resources',
            field=models.ManyToManyField(blank=True, related_name='+', to='network.resourcepage', verbose_name='what it published, in the library'),
        ),
        migrations.CreateModel(
            name='AdaptationReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='since')),
                ('change', models.TextField(verbose_name='what changed')),
                ('result', models.TextField(blank=True, verbose_name='with what result')),
                ('source', models.URLField(blank=True, max_length=500, verbose_name='source')),
                ('language', models.CharField(max_length=10)),
                ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('status', models.CharField(choices=[('waiting', 'Waiting for the editors'), ('confirmed', 'Confirmed'), ('declined', 'Not taken up')], default='waiting', max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('adaptation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='report', to='network.adaptation')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('experience', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='adaptation_reports', to='network.experiencepage')),
                ('local_government', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adaptation_reports', to='network.localgovernment')),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='network.measure')),
                ('origin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='network.adaptation')),
                ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='adaptations_told', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'adaptation told by a representative',
                'verbose_name_plural': 'adaptations told by representatives',
                'ordering': ['-told_at', '-pk'],
                'indexes': [models.Index(fields=['status', 'told_at'], name='network_ada_status_8dfa53_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'confirmed', 'declined'])), name='network_report_status_known'), models.CheckConstraint(condition=models.Q(('measure__isnull', False), ('experience__isnull', False), _connector='OR'), name='network_report_of_something'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('status', 'waiting')), models.Q(models.Q(('status', 'waiting'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='network_report_answer_has_time'), models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('measure', 'local_government'), name='network_report_one_waiting'), models.UniqueConstraint(condition=models.Q(('measure', None), ('status', 'waiting')), fields=('experience', 'local_government'), name='network_report_one_waiting_of_page')],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
