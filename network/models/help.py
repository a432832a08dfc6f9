"""Numbers that a woman in danger can call, and who vouches for each."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from core.languages import CODES, current
from core.panels import every_language
from network.countries import country_name
from network.help_enums import Channel, Cost, HelpKind
from network.help_forms import HelpNumberForm

A_YEAR = timedelta(days=365)
ASKED_AHEAD = timedelta(days=30)  # the owner is asked a month before a check is a year old
SCHEMES = {Channel.CALL: "tel", Channel.SMS: "sms"}


class HelpNumberQuerySet(models.QuerySet["HelpNumber"]):
    def checked(self) -> "HelpNumberQuerySet":
        """Those that a person called, on a known day, and that somebody answers for."""
        return self.filter(checked_on__isnull=False, owner__isnull=False)

    def shown(self) -> "HelpNumberQuerySet":
        """What the public may see: checked numbers only. The demonstration also shows the others, marked as such."""
        return self.all() if settings.DEMONSTRATION else self.checked()

    def urgent_first(self) -> "HelpNumberQuerySet":
        """In each country the emergency numbers, then the others in the editors' order."""
        urgency = Case(When(kind=HelpKind.EMERGENCY, then=Value(0)), default=Value(1))
        return self.order_by("country", urgency, "position", "pk")

    def to_check_first(self) -> "HelpNumberQuerySet":
        """For the editors: never checked, then nobody's, then the oldest check."""
        nobodys = Case(When(owner=None, then=Value(0)), default=Value(1))
        return self.order_by(F("checked_on").asc(nulls_first=True), nobodys, "country", "position", "pk")

    def to_ask_about(self) -> "HelpNumberQuerySet":
        """Checked almost a year ago, or left by whoever answered for it."""
        left = Q(owner=None) | Q(owner__is_active=False)
        return self.filter(checked_on__isnull=False).filter(Q(checked_on__lte=timezone.localdate() - A_YEAR + ASKED_AHEAD) | left)


class HelpNumber(models.Model):
    country = models.CharField(_("country"), max_length=2)
    territory = models.CharField(_("territory"), max_length=100, blank=True, help_text=_("Only if it does not serve the whole country."))
    kind = models.CharField(_("kind"), max_length=20, choices=HelpKind.choices)
    channel = models.CharField(_("how it is reached"), max_length=20, choices=Channel.choices, default=Channel.CALL)
    number = models.CharField(
        _("number as dialled"),
        max_length=20,
        validators=[RegexValidator(r"^\+?[0-9*#]{2,19}$", _("Digits, * and # only, with + first if need be, without spaces."))],
    )
    written = models.CharField(_("number as written"), max_length=40, help_text=_("With the spaces that make it easy to read."))
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("What it is, in a few plain words."))
    own_name = models.CharField(_("name it calls itself"), max_length=150, blank=True)
    own_name_language = models.CharField(_("language of that name"), max_length=10, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    other_languages = models.BooleanField(_("and other languages"), default=False)
    day_and_night = models.BooleanField(_("answers day and night, every day"), default=False)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    cost = models.CharField(_("cost"), max_length=10, choices=Cost.choices, blank=True)
    run_by = models.CharField(_("who runs it"), max_length=150, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    sources = models.TextField(_("sources"), blank=True, help_text=_("One address a line."))
    publics = models.JSONField(_("whom it is for"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("For women who look for help."))
    remark = models.TextField(_("remark"), blank=True, help_text=_("For editors only."))
    position = models.PositiveSmallIntegerField(_("place in its country"), default=0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="help_numbers",
        limit_choices_to={"is_active": True},
        verbose_name=_("who answers for it"),
        help_text=_("They are asked once a year whether the number still answers."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("checked by"),
    )

    objects = HelpNumberQuerySet.as_manager()

    base_form_class = HelpNumberForm
    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("country", "number", "written", "channel", "kind", "owner")], heading=_("The number")
        ),
        MultiFieldPanel(
            [*every_language(["name"]), FieldPanel("own_name"), FieldPanel("own_name_language"), *every_language(["territory"])],
            heading=_("Name and territory"),
        ),
        MultiFieldPanel(
            [
                *(FieldPanel(name) for name in ("languages", "other_languages", "day_and_night")),
                *every_language(["hours"]),
                *(FieldPanel(name) for name in ("cost", "publics", "run_by", "website")),
            ],
            heading=_("What is known of it"),
        ),
        MultiFieldPanel(
            [*every_language(["note"]), *(FieldPanel(name) for name in ("sources", "remark", "position"))], heading=_("Notes and sources")
        ),
    ]

    class Meta:
        verbose_name = _("help number")
        verbose_name_plural = _("help numbers")
        indexes = [models.Index(fields=["country"])]
        constraints = [
            models.UniqueConstraint(fields=["country", "number", "channel"], name="network_help_number_once"),
            models.CheckConstraint(condition=~Q(country="") & ~Q(number="") & ~Q(written=""), name="network_help_number_whole"),
            models.CheckConstraint(condition=Q(kind__in=HelpKind.values), name="network_help_kind_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="network_help_channel_known"),
            models.CheckConstraint(condition=Q(cost__in=Cost.values), name="network_help_cost_known"),
            models.CheckConstraint(condition=Q(checked_by=None) | Q(checked_on__isnull=False), name="network_help_check_dated"),
        ]

    def __str__(self) -> str:
        return f"{self.country_name}: {self.display_name} {self.written}"

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def display_name(self) -> str:
        """In the reader's language, else in the first that has it, else what it calls itself, else its kind."""
        names = (getattr(self, f"name_{code}", None) for code in (current(), *CODES))
        return next(filter(None, names), self.own_name or self.get_kind_display())

    @property
    def is_emergency(self) -> bool:
        return self.kind == HelpKind.EMERGENCY

    @property
    def is_checked(self) -> bool:
        """Whether a person called it, on a known day, and somebody answers for it."""
        return self.checked_on is not None and self.owner_id is not None

    @property
    def age_in_days(self) -> int | None:
        """Since it was last checked."""
        return (timezone.localdate() - self.checked_on).days if self.checked_on else None

    @property
    def is_stale(self) -> bool:
        """Whether its check is more than a year old."""
        return self.age_in_days is not None and self.age_in_days > A_YEAR.days

    @property
    def years_to_ask(self) -> int:
        """How many yearly questions its last check has called for."""
        return ((self.age_in_days or 0) + ASKED_AHEAD.days) // A_YEAR.days

    @property
    def link(self) -> str:
        """What a tap on the number does. Nothing for an unchecked one, nor where phones refuse it (`*`, `#`, WhatsApp)."""
        scheme = SCHEMES.get(Channel(self.channel))
        return f"{scheme}:{self.number}" if scheme and self.is_checked and self.number.lstrip("+").isdigit() else ""

    @property
    def source_links(self) -> list[tuple[str, str]]:
        """Each source's address and the name of its site."""
        return [(address, site_of(address)) for address in self.sources.split()]

    @property
    def website_name(self) -> str:
        return site_of(self.website)


def site_of(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")
