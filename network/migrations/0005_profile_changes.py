import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import network.models.profile


class Migration(migrations.Migration):
    dependencies = [("network", "0004_invitations"), ("core", "0004_titles_and_groups")]

    operations = [
        migrations.AddField(
            model_name='localgovernment',
            name='contact_address',
            field=models.TextField(blank=True, verbose_name='postal address of the office'),
        ),
        migrations.AddField(
            model_name='localgovernment',
            name='contact_email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='public email address'),
        ),
        migrations.AddField(
            model_name='localgovernment',
            name='contact_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='service to write to'),
        ),
        migrations.AddField(
            model_name='localgovernment',
            name='contact_phone',
            field=models.CharField(blank=True, max_length=40, verbose_name='public telephone number'),
        ),
        migrations.CreateModel(
            name='ProfileChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('taken_back', 'Taken back')], default='proposed', max_length=20)),
                ('fields', models.JSONField(default=dict)),
                ('left_out', models.JSONField(blank=True, default=list)),
                ('kept', models.JSONField(blank=True, default=list)),
                ('reason', models.TextField(blank=True)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('taken_back_reason', models.TextField(blank=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('local_government', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='profile_changes', to='network.localgovernment')),
                ('taken_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'change to a profile',
                'verbose_name_plural': 'changes to profiles',
                'ordering': ['-proposed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProfileContribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('fields', models.JSONField(default=dict)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='network.profilechange')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProfileLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='text of the link')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('es', 'Español'), ('ar', 'العربية')], max_length=10, verbose_name='language of that text')),
                ('url', models.URLField(max_length=500, validators=[django.core.validators.URLValidator(schemes=['https'])], verbose_name='address')),
                ('position', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('local_government', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='network.localgovernment')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProfilePicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file', models.FileField(max_length=200, storage=network.models.profile.private_storage, upload_to=network.models.profile.picture_path)),
                ('credit', models.CharField(blank=True, max_length=200, verbose_name='who took it')),
                ('people', models.CharField(blank=True, choices=[('nobody', 'Nobody can be recognised'), ('agreed', 'Everybody who can be recognised has agreed that it is published')], max_length=10, verbose_name='people in it')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('image', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='profile_picture', to='core.portalimage')),
                ('local_government', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='network.localgovernment')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'ordering': ['added_at', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='profilechange',
            index=models.Index(fields=['status', 'proposed_at'], name='network_pro_status_e65fbd_idx'),
        ),
        migrations.AddConstraint(
            model_name='profilechange',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('local_government',), name='network_one_open_change'),
        ),
        migrations.AddConstraint(
            model_name='profilechange',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'accepted', 'refused', 'withdrawn', 'taken_back'])), name='network_change_status_known'),
        ),
        migrations.AddConstraint(
            model_name='profilechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('status', 'proposed')), models.Q(models.Q(('status', 'proposed'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='network_change_end_has_time'),
        ),
        migrations.AddConstraint(
            model_name='profilechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'taken_back'), ('taken_back_at__isnull', False)), models.Q(models.Q(('status', 'taken_back'), _negated=True), ('taken_back_at', None)), _connector='OR'), name='network_taking_back_has_time'),
        ),
        migrations.AddConstraint(
            model_name='profilelink',
            constraint=models.CheckConstraint(condition=models.Q(('url__startswith', 'https://')), name='network_link_is_https'),
        ),
        migrations.AddConstraint(
            model_name='profilepicture',
            constraint=models.CheckConstraint(condition=models.Q(('people__in', ['', 'nobody', 'agreed'])), name='network_picture_people_known'),
        ),
    ]
