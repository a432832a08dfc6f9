"""Experiences on their way: proposals, sign-offs (which nobody can change afterwards), the yearly question."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.storages
import network.models.contributions

# What was asked stands as it was asked; what was answered stands as it was answered. Only links to what is deleted are emptied,
# and an address is forgotten when its time has come.
ASKED = ["page_title", "asked_at", "language", "token_digest", "expires_at", "revision_number", "content_digest", "languages"]
ANSWERED = ["answer", "answered_at", "remark", "cancelled_at"]
TABLE = "network_signoff"


def statements(vendor):
    refusal = "a sign-off is append-only"
    rules = [("asked", f"UPDATE OF {', '.join(ASKED)}", ""), ("answered", f"UPDATE OF {', '.join(ANSWERED)}", "OLD.answer <> ''"), ("kept", "DELETE", "")]
    if vendor != "sqlite":
        yield (
            f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for name, event, condition in rules:
        if vendor == "sqlite":
            when = f"WHEN {condition}" if condition else ""
            yield f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} {when} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        else:
            when = f"WHEN ({condition})" if condition else ""
            yield f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} FOR EACH ROW {when} EXECUTE FUNCTION {TABLE}_refuse()"


def add(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name in ("asked", "answered", "kept"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}" + ("" if sqlite else f" ON {TABLE}"), params=None)
    if not sqlite:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0010_library"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='experience_proposals', to=settings.AUTH_USER_MODEL)),
                ('local_government', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='experience_proposals', to='network.localgovernment')),
                ('page', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposal', to='network.experiencepage')),
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
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='network.experienceproposal')),
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
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='network.experienceproposal')),
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
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sign_offs', to='network.experiencepage')),
                ('representative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='network.representative')),
                ('revision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'verbose_name': 'sign-off',
                'verbose_name_plural': 'sign-offs',
                'ordering': ['-asked_at', '-pk'],
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
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_questions', to='network.experiencepage')),
            ],
            options={
                'verbose_name': 'yearly question',
                'verbose_name_plural': 'yearly questions',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None), ('closed_at', None)), fields=('page',), name='network_check_one_open'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'still_true', 'changed'])), name='network_check_answer_known'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='network_check_answer_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'changed'), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='network_check_change_told')],
            },
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
        migrations.RunPython(add, remove),
    ]
