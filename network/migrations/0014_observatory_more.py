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
            ],
            options={
                'verbose_name': 'adaptation told by a representative',
                'verbose_name_plural': 'adaptations told by representatives',
                'ordering': ['-told_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CheckQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, choices=[('', 'Not answered yet'), ('still_true', 'Still true'), ('changed', 'Something changed')], default='', max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('text', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'yearly question',
                'verbose_name_plural': 'yearly questions',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DocumentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('state', models.CharField(choices=[('waiting', 'To be read'), ('read', 'Read'), ('empty', 'Holds pictures only'), ('failed', 'Could not be read')], default='waiting', max_length=8, verbose_name='state')),
                ('fault', models.CharField(blank=True, choices=[('missing', 'The file is not in its place.'), ('no-pdf', 'The file is not a PDF, whatever its name says.'), ('broken', 'The file is damaged.'), ('locked', 'The file is locked with a password.'), ('slow', 'Reading it took too long.'), ('huge', 'Reading it needs too much memory.'), ('ended', 'The program that read it ended without a word.')], max_length=10, verbose_name='reason')),
                ('text', models.TextField(blank=True, verbose_name='text')),
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
        migrations.CreateModel(
            name='ExperienceProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('es', 'Español'), ('ar', 'العربية')], max_length=10, verbose_name='language')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'With the editors'), ('asked', 'A question for you'), ('taken_up', 'Published'), ('declined', 'Not taken up'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('answers', models.JSONField(blank=True, default=dict)),
                ('sent', models.JSONField(blank=True, default=dict)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'proposed experience',
                'verbose_name_plural': 'proposed experiences',
                'ordering': ['-changed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProposalAttachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('picture', 'Picture'), ('document', 'Document')], max_length=10)),
                ('file', models.FileField(max_length=200, storage=core.storages.private_storage, upload_to=network.models.contributions.attachment_path)),
                ('sha256', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=100, verbose_name='name of the file')),
                ('text', models.CharField(blank=True, max_length=255, verbose_name='what it shows or says')),
                ('credit', models.CharField(blank=True, max_length=200, verbose_name='who made it')),
                ('people', models.CharField(blank=True, choices=[('nobody', 'Nobody can be recognised'), ('agreed', 'Everybody who can be recognised has agreed that it is published')], max_length=10, verbose_name='people in it')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['added_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProposalNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('editors', 'The editors'), ('authority', 'The local government')], max_length=10)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_title', models.CharField(max_length=255)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('name', models.CharField(blank=True, max_length=150, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('es', 'Español'), ('ar', 'العربية')], default='en', max_length=10, verbose_name='language we write in')),
                ('token_digest', models.CharField(max_length=64, null=True, unique=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('revision_number', models.PositiveIntegerField()),
                ('content_digest', models.CharField(max_length=64)),
                ('languages', models.JSONField(default=list)),
                ('answer', models.CharField(blank=True, choices=[('', 'Not answered yet'), ('approved', 'Agreed'), ('remark', 'A remark'), ('waived', 'Waived by the secretariat')], default='', max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('remark', models.TextField(blank=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'sign-off',
                'verbose_name_plural': 'sign-offs',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='resourcefile',
            name='network_file_text_state_known',
        ),
        migrations.RemoveField(
            model_name='resourcefile',
            name='text',
        ),
        migrations.RemoveField(
            model_name='resourcefile',
            name='text_note',
        ),
        migrations.RemoveField(
            model_name='resourcefile',
            name='text_state',
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
            model_name='keyfigure',
            name='original_seen',
            field=models.BooleanField(default=False, help_text='Not ticked: the page says that the figure was read in the press or in a summary.', verbose_name='the original was read'),
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
            model_name='adaptationreport',
            name='adaptation',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='report', to='network.adaptation'),
        ),
        migrations.AddField(
            model_name='adaptationreport',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='adaptationreport',
            name='experience',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='adaptation_reports', to='network.experiencepage'),
        ),
        migrations.AddField(
            model_name='adaptationreport',
            name='local_government',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adaptation_reports', to='network.localgovernment'),
        ),
        migrations.AddField(
            model_name='adaptationreport',
            name='measure',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='network.measure'),
        ),
        migrations.AddField(
            model_name='adaptationreport',
            name='origin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='network.adaptation'),
        ),
        migrations.AddField(
            model_name='adaptationreport',
            name='told_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='adaptations_told', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='checkquestion',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='checkquestion',
            name='handled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='checkquestion',
            name='page',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_questions', to='network.experiencepage'),
        ),
        migrations.AddField(
            model_name='documenttext',
            name='document',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='extracted', to='core.portaldocument', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='experienceproposal',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='experience_proposals', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='experienceproposal',
            name='local_government',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='experience_proposals', to='network.localgovernment'),
        ),
        migrations.AddField(
            model_name='experienceproposal',
            name='page',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposal', to='network.experiencepage'),
        ),
        migrations.AddField(
            model_name='proposalattachment',
            name='added_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposalattachment',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='network.experienceproposal'),
        ),
        migrations.AddField(
            model_name='proposalnote',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposalnote',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='network.experienceproposal'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='signoff',
            name='page',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sign_offs', to='network.experiencepage'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='representative',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='network.representative'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='revision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision'),
        ),
        migrations.AddIndex(
            model_name='adaptationreport',
            index=models.Index(fields=['status', 'told_at'], name='network_ada_status_8dfa53_idx'),
        ),
        migrations.AddConstraint(
            model_name='adaptationreport',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'confirmed', 'declined'])), name='network_report_status_known'),
        ),
        migrations.AddConstraint(
            model_name='adaptationreport',
            constraint=models.CheckConstraint(condition=models.Q(('measure__isnull', False), ('experience__isnull', False), _connector='OR'), name='network_report_of_something'),
        ),
        migrations.AddConstraint(
            model_name='adaptationreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('status', 'waiting')), models.Q(models.Q(('status', 'waiting'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='network_report_answer_has_time'),
        ),
        migrations.AddConstraint(
            model_name='adaptationreport',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('measure', 'local_government'), name='network_report_one_waiting'),
        ),
        migrations.AddConstraint(
            model_name='adaptationreport',
            constraint=models.UniqueConstraint(condition=models.Q(('measure', None), ('status', 'waiting')), fields=('experience', 'local_government'), name='network_report_one_waiting_of_page'),
        ),
        migrations.AddConstraint(
            model_name='checkquestion',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None), ('closed_at', None)), fields=('page',), name='network_check_one_open'),
        ),
        migrations.AddConstraint(
            model_name='checkquestion',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['', 'still_true', 'changed'])), name='network_check_answer_known'),
        ),
        migrations.AddConstraint(
            model_name='checkquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='network_check_answer_has_time'),
        ),
        migrations.AddConstraint(
            model_name='checkquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'changed'), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='network_check_change_told'),
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
        migrations.AddIndex(
            model_name='experienceproposal',
            index=models.Index(fields=['status', 'changed_at'], name='network_exp_status_117147_idx'),
        ),
        migrations.AddConstraint(
            model_name='experienceproposal',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'asked', 'taken_up', 'declined', 'withdrawn'])), name='network_proposal_status_known'),
        ),
        migrations.AddConstraint(
            model_name='experienceproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at', None), ('status', 'draft')), ('status', 'withdrawn'), models.Q(('sent_at__isnull', False), ('status__in', ['submitted', 'asked', 'taken_up', 'declined'])), _connector='OR'), name='network_proposal_sent_has_time'),
        ),
        migrations.AddConstraint(
            model_name='experienceproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('status__in', ('taken_up', 'declined', 'withdrawn'))), models.Q(models.Q(('status__in', ('taken_up', 'declined', 'withdrawn')), _negated=True), ('ended_at', None)), _connector='OR'), name='network_proposal_end_has_time'),
        ),
        migrations.AddConstraint(
            model_name='proposalattachment',
            constraint=models.UniqueConstraint(fields=('proposal', 'sha256'), name='network_attachment_once'),
        ),
        migrations.AddConstraint(
            model_name='proposalattachment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['picture', 'document'])), name='network_attachment_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='proposalattachment',
            constraint=models.CheckConstraint(condition=models.Q(('people__in', ['', 'nobody', 'agreed'])), name='network_attachment_people_known'),
        ),
        migrations.AddConstraint(
            model_name='proposalnote',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['editors', 'authority'])), name='network_proposal_note_side_known'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(condition=models.Q(('answer', ''), ('cancelled_at', None)), fields=('page',), name='network_sign_off_one_open'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['', 'approved', 'remark', 'waived'])), name='network_sign_off_answer_known'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='network_sign_off_answer_has_time'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__in', ['remark', 'waived']), _negated=True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='network_sign_off_words_given'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('answer', ''), ('cancelled_at', None), _connector='OR'), name='network_sign_off_answer_or_cancelled'),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
