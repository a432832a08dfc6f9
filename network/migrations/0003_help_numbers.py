"""Help numbers. Secretariat and editors keep them up to date."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

GROUPS = ("Secretariat", "Editors")


def grant(apps, schema_editor):
    config = apps.get_app_config("network")
    config.models_module = True  # else nothing is created for the app as it was at this point
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="network", content_type__model="helpnumber")
    for name in GROUPS:
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*rights)


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0002_rights'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(max_length=2, verbose_name='country')),
                ('territory', models.CharField(blank=True, help_text='Only if it does not serve the whole country.', max_length=100, verbose_name='territory')),
                ('territory_en', models.CharField(blank=True, help_text='Only if it does not serve the whole country.', max_length=100, null=True, verbose_name='territory')),
                ('territory_fr', models.CharField(blank=True, help_text='Only if it does not serve the whole country.', max_length=100, null=True, verbose_name='territory')),
                ('territory_es', models.CharField(blank=True, help_text='Only if it does not serve the whole country.', max_length=100, null=True, verbose_name='territory')),
                ('territory_ar', models.CharField(blank=True, help_text='Only if it does not serve the whole country.', max_length=100, null=True, verbose_name='territory')),
                ('kind', models.CharField(choices=[('emergency', 'Emergency'), ('listening', 'Listening and advice'), ('social', 'Social support'), ('shelter', 'Shelter')], max_length=20, verbose_name='kind')),
                ('channel', models.CharField(choices=[('call', 'Call'), ('sms', 'Text message (SMS)'), ('whatsapp', 'WhatsApp'), ('ussd', 'Code dialled on a mobile phone')], default='call', max_length=20, verbose_name='how it is reached')),
                ('number', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^\\+?[0-9*#]{2,19}$', 'Digits, * and # only, with + first if need be, without spaces.')], verbose_name='number as dialled')),
                ('written', models.CharField(help_text='With the spaces that make it easy to read.', max_length=40, verbose_name='number as written')),
                ('name', models.CharField(blank=True, help_text='What it is, in a few plain words.', max_length=150, verbose_name='name')),
                ('name_en', models.CharField(blank=True, help_text='What it is, in a few plain words.', max_length=150, null=True, verbose_name='name')),
                ('name_fr', models.CharField(blank=True, help_text='What it is, in a few plain words.', max_length=150, null=True, verbose_name='name')),
                ('name_es', models.CharField(blank=True, help_text='What it is, in a few plain words.', max_length=150, null=True, verbose_name='name')),
                ('name_ar', models.CharField(blank=True, help_text='What it is, in a few plain words.', max_length=150, null=True, verbose_name='name')),
                ('own_name', models.CharField(blank=True, max_length=150, verbose_name='name it calls itself')),
                ('own_name_language', models.CharField(blank=True, max_length=10, verbose_name='language of that name')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='languages spoken')),
                ('other_languages', models.BooleanField(default=False, verbose_name='and other languages')),
                ('day_and_night', models.BooleanField(default=False, verbose_name='answers day and night, every day')),
                ('hours', models.CharField(blank=True, max_length=200, verbose_name='hours')),
                ('hours_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='hours')),
                ('hours_fr', models.CharField(blank=True, max_length=200, null=True, verbose_name='hours')),
                ('hours_es', models.CharField(blank=True, max_length=200, null=True, verbose_name='hours')),
                ('hours_ar', models.CharField(blank=True, max_length=200, null=True, verbose_name='hours')),
                ('cost', models.CharField(blank=True, choices=[('', 'not documented'), ('free', 'free'), ('charged', 'charged')], max_length=10, verbose_name='cost')),
                ('run_by', models.CharField(blank=True, max_length=150, verbose_name='who runs it')),
                ('website', models.URLField(blank=True, max_length=500, verbose_name='website')),
                ('sources', models.TextField(blank=True, help_text='One address a line.', verbose_name='sources')),
                ('publics', models.JSONField(blank=True, default=list, verbose_name='whom it is for')),
                ('note', models.TextField(blank=True, help_text='For women who look for help.', verbose_name='note')),
                ('note_en', models.TextField(blank=True, help_text='For women who look for help.', null=True, verbose_name='note')),
                ('note_fr', models.TextField(blank=True, help_text='For women who look for help.', null=True, verbose_name='note')),
                ('note_es', models.TextField(blank=True, help_text='For women who look for help.', null=True, verbose_name='note')),
                ('note_ar', models.TextField(blank=True, help_text='For women who look for help.', null=True, verbose_name='note')),
                ('remark', models.TextField(blank=True, help_text='For editors only.', verbose_name='remark')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in its country')),
                ('checked_on', models.DateField(blank=True, editable=False, null=True, verbose_name='checked on')),
                ('checked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('owner', models.ForeignKey(blank=True, help_text='They are asked once a year whether the number still answers.', limit_choices_to={'is_active': True}, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='help_numbers', to=settings.AUTH_USER_MODEL, verbose_name='who answers for it')),
            ],
            options={
                'verbose_name': 'help number',
                'verbose_name_plural': 'help numbers',
                'indexes': [models.Index(fields=['country'], name='network_hel_country_b3911f_idx')],
                'constraints': [models.UniqueConstraint(fields=('country', 'number', 'channel'), name='network_help_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('country', ''), _negated=True), models.Q(('number', ''), _negated=True), models.Q(('written', ''), _negated=True)), name='network_help_number_whole'), models.CheckConstraint(condition=models.Q(('kind__in', ['emergency', 'listening', 'social', 'shelter'])), name='network_help_kind_known'), models.CheckConstraint(condition=models.Q(('channel__in', ['call', 'sms', 'whatsapp', 'ussd'])), name='network_help_channel_known'), models.CheckConstraint(condition=models.Q(('cost__in', ['', 'free', 'charged'])), name='network_help_cost_known'), models.CheckConstraint(condition=models.Q(('checked_by', None), ('checked_on__isnull', False), _connector='OR'), name='network_help_check_dated')],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
