"""Invitations, the history of people, and what the secretariat is told about owners."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0003_help_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "Owner of the file"), ("editor", "Editor"), ("delegate", "Signing delegate")],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("language", models.CharField(max_length=10, verbose_name="language of the mail")),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("sent", "sent"), ("accepted", "accepted"), ("withdrawn", "withdrawn"), ("declined", "declined")],
                        default="sent",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("hand_over", models.BooleanField(default=False)),
                ("inviter_stays", models.BooleanField(default=False)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("times_sent", models.PositiveSmallIntegerField(default=1)),
                ("expires_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invitations_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "local_government",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="network.localgovernment"
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-invited_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OwnerNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("leaving", "Its last owner leaves"),
                            ("ending", "Its last owner’s end date comes"),
                            ("ended", "It has no owner any more"),
                            ("asked", "A colleague asks to become its owner"),
                        ],
                        max_length=20,
                        verbose_name="what happens",
                    ),
                ),
                ("message", models.TextField(blank=True, verbose_name="message")),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "local_government",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="owner_notices", to="network.localgovernment"
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="network.representative"
                    ),
                ),
            ],
            options={
                "verbose_name": "notice about owners",
                "verbose_name_plural": "notices about owners",
                "ordering": ["raised_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RepresentativeEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("granted", "Request granted"),
                            ("invited", "Invitation sent"),
                            ("resent", "Invitation sent again"),
                            ("withdrawn", "Invitation withdrawn"),
                            ("declined", "Invitation declined"),
                            ("joined", "Invitation accepted"),
                            ("role_changed", "Role changed"),
                            ("until_changed", "End date changed"),
                            ("handed_over", "Handed over"),
                            ("left", "Left"),
                            ("ended", "Role ended"),
                            ("lapsed", "End date reached"),
                            ("appointed", "Made owner by the secretariat"),
                            ("secretariat_told", "Secretariat told"),
                            ("secretariat_answered", "Secretariat answered"),
                        ],
                        max_length=30,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by_secretariat", models.BooleanField(default=False)),
                ("by_itself", models.BooleanField(default=False)),
                (
                    "role_before",
                    models.CharField(
                        blank=True,
                        choices=[("owner", "Owner of the file"), ("editor", "Editor"), ("delegate", "Signing delegate")],
                        max_length=20,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[("owner", "Owner of the file"), ("editor", "Editor"), ("delegate", "Signing delegate")],
                        max_length=20,
                    ),
                ),
                ("until", models.DateField(null=True)),
                ("words", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="events", to="network.invitation"
                    ),
                ),
                (
                    "local_government",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people_events", to="network.localgovernment"
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="events", to="network.representative"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of people",
                "verbose_name_plural": "changes of people",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "sent")), fields=("local_government", "email"), name="network_invitation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["sent", "accepted", "withdrawn", "declined"])), name="network_invitation_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["owner", "editor", "delegate"])), name="network_invitation_role_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("state", "sent")),
                    models.Q(models.Q(("state", "sent"), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="network_invitation_answer_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "accepted"), ("accepted_by", None), _connector="OR"),
                name="network_invitation_accepted_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "sent"), _negated=True), models.Q(("email", ""), _negated=True), _connector="OR"),
                name="network_invitation_addressed",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("hand_over", False), ("role", "owner"), _connector="OR"), name="network_hand_over_to_owner"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("invited_at"))), name="network_invitation_dates"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownernotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)), fields=("local_government", "kind"), name="network_owner_notice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownernotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["leaving", "ending", "ended", "asked"])), name="network_owner_notice_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownernotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_at__isnull", False), ("answered_by", None), _connector="OR"),
                name="network_owner_notice_answer_dated",
            ),
        ),
        migrations.AddIndex(
            model_name="representativeevent",
            index=models.Index(fields=["local_government", "-at"], name="network_rep_local_g_6b49a6_idx"),
        ),
        migrations.AddConstraint(
            model_name="representativeevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "granted",
                            "invited",
                            "resent",
                            "withdrawn",
                            "declined",
                            "joined",
                            "role_changed",
                            "until_changed",
                            "handed_over",
                            "left",
                            "ended",
                            "lapsed",
                            "appointed",
                            "secretariat_told",
                            "secretariat_answered",
                        ],
                    )
                ),
                name="network_people_event_known",
            ),
        ),
    ]
