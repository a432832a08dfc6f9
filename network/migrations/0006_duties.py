"""The five duties of pilot territories. Secretariat and editors keep them up to date."""

import django.core.validators
import django.db.models.deletion
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

GROUPS = ("Secretariat", "Editors")


def grant(apps, schema_editor):
    config = apps.get_app_config("network")
    config.models_module = True  # else nothing is created for the app as it was at this point
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="network", content_type__model="duty")
    for name in GROUPS:
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*rights)


class Migration(migrations.Migration):

    dependencies = [('network', '0005_profile_changes')]

    operations = [
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('diagnosis', 'A shared diagnosis'), ('action_plan', 'An action plan'), ('training', 'Training of professionals'), ('guide', 'A guide for supporting women'), ('seminar', 'A seminar to pass on good practice')], max_length=20, verbose_name='duty')),
                ('state', models.CharField(choices=[('not_known', 'Not documented'), ('planned', 'Planned'), ('under_way', 'Under way'), ('done', 'Done')], max_length=20, verbose_name='state')),
                ('evidence', models.TextField(blank=True, help_text='What was done and how that is known, in one or two sentences.', verbose_name='evidence')),
                ('evidence_en', models.TextField(blank=True, help_text='What was done and how that is known, in one or two sentences.', null=True, verbose_name='evidence')),
                ('evidence_fr', models.TextField(blank=True, help_text='What was done and how that is known, in one or two sentences.', null=True, verbose_name='evidence')),
                ('evidence_es', models.TextField(blank=True, help_text='What was done and how that is known, in one or two sentences.', null=True, verbose_name='evidence')),
                ('evidence_ar', models.TextField(blank=True, help_text='What was done and how that is known, in one or two sentences.', null=True, verbose_name='evidence')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1945), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('month', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='month')),
                ('day', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='day')),
                ('sources', models.TextField(blank=True, help_text='One address a line.', verbose_name='sources')),
                ('local_government', models.ForeignKey(limit_choices_to={'role': 'pilot_territory'}, on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='network.localgovernment', verbose_name='pilot territory')),
            ],
            options={
                'verbose_name': 'duty of a pilot territory',
                'verbose_name_plural': 'duties of pilot territories',
                'ordering': ['local_government__slug', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('local_government', 'kind'), name='network_duty_once', violation_error_message='This duty of this territory is in the list already. Change it there.'), models.CheckConstraint(condition=models.Q(('kind__in', ['diagnosis', 'action_plan', 'training', 'guide', 'seminar'])), name='network_duty_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['not_known', 'planned', 'under_way', 'done'])), name='network_duty_state_known'), models.CheckConstraint(condition=models.Q(('state', 'not_known'), models.Q(('sources', ''), _negated=True), _connector='OR'), name='network_duty_sourced'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_known'), _negated=True), ('year', None), _connector='OR'), name='network_duty_unknown_undated'), models.CheckConstraint(condition=models.Q(('month', None), ('year__isnull', False), _connector='OR'), name='network_duty_month_of_a_year'), models.CheckConstraint(condition=models.Q(('day', None), ('month__isnull', False), _connector='OR'), name='network_duty_day_of_a_month'), models.CheckConstraint(condition=models.Q(('month', None), models.Q(('month__gte', 1), ('month__lte', 12)), _connector='OR'), name='network_duty_month_real'), models.CheckConstraint(condition=models.Q(('day', None), models.Q(('day__gte', 1), ('day__lte', 31)), _connector='OR'), name='network_duty_day_real')],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
