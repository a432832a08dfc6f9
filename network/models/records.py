"""Local governments and who speaks for them."""

import uuid
from datetime import date, datetime
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.forms import TextInput
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from core.languages import CODES, current, direction
from core.panels import every_language
from network.countries import country_name, fold
from network.enums import LEVELS_THAT_SIGN, PARTICIPATING, SPEAKING, Level, Region, RepresentativeRole, RepresentativeStatus, Role
from network.names import search_key, words
from network.page_forms import LocalGovernmentForm
from network.people_enums import PREPARING, WHAT_EACH_MAY
from network.sorting import sort_name

RESERVED_SLUGS = ("duties", "regions")  # pages of the directory that are no profile


class LocalGovernmentQuerySet(models.QuerySet["LocalGovernment"]):
    def listed(self) -> "LocalGovernmentQuerySet":
        """What the public may see: who took part, and members. Provisional and reference records stay out."""
        return self.filter(is_provisional=False).filter(Q(role__in=PARTICIPATING) | Q(member_since__isnull=False))

    def members(self) -> "LocalGovernmentQuerySet":
        return self.filter(member_since__isnull=False)

    def able_to_sign(self) -> "LocalGovernmentQuerySet":
        return self.filter(level__in=LEVELS_THAT_SIGN)

    def named_like(self, query: str) -> "LocalGovernmentQuerySet":
        """Records that have every word of the query in one of their names, in any script."""
        found = self
        for word in words(query):
            found = found.filter(search_key__contains=word)
        return found


class LocalGovernment(ClusterableModel):
    """The legal authority: one record each. Its page, if it has one, tells its story."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    name_local = models.CharField(_("name in its own language and script"), max_length=200)
    name_local_language = models.CharField(_("language of that name"), max_length=10, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices)
    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("region of the world"), max_length=30, choices=Region.choices)
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=7, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    coordinates_source = models.CharField(_("source of the position"), max_length=200, blank=True)
    population = models.PositiveBigIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of the population"), null=True, blank=True)
    population_source = models.CharField(_("source of the population"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    contact_name = models.CharField(_("service to write to"), max_length=200, blank=True)
    contact_email = models.EmailField(_("public email address"), blank=True)
    contact_phone = models.CharField(_("public telephone number"), max_length=40, blank=True)
    contact_address = models.TextField(_("postal address of the office"), blank=True)
    role = models.CharField(_("role in the programme"), max_length=20, choices=Role.choices, blank=True)
    story = models.TextField(_("what it did"), blank=True)
    note = models.TextField(_("note"), blank=True)
    member_since = models.DateField(_("member since"), null=True, blank=True, editable=False)
    is_provisional = models.BooleanField(default=False, editable=False)  # until the secretariat accepts its first file
    is_demonstration = models.BooleanField(default=False, editable=False)
    search_key = models.TextField(editable=False, blank=True)
    sort_name = models.CharField(max_length=120, editable=False, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LocalGovernmentQuerySet.as_manager()

    panels = [
        *every_language(["name"]),
        FieldPanel("name_local", widget=TextInput(attrs={"dir": "auto"})),
        *(FieldPanel(name) for name in ("name_local_language", "slug", "level", "country", "region", "role", "website")),
        *(
            FieldPanel(name)
            for name in ("population", "population_year", "population_source", "latitude", "longitude", "coordinates_source")
        ),
        *(FieldPanel(name) for name in ("contact_name", "contact_email", "contact_phone", "contact_address")),
        *every_language(["story", "note"]),
        InlinePanel("links", label=_("Link")),
        InlinePanel("sources", label=_("Source")),
    ]
    base_form_class = LocalGovernmentForm

    class Meta:
        verbose_name = _("local government")
        verbose_name_plural = _("local governments")
        ordering: ClassVar[list[str]] = ["slug"]
        indexes = [models.Index(fields=["country"]), models.Index(fields=["region"]), models.Index(fields=["member_since"])]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="network_level_known"),
            models.CheckConstraint(condition=Q(region__in=Region.values), name="network_region_known"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="network_role_known"),
            models.CheckConstraint(condition=~Q(level=Level.ASSOCIATION) | Q(member_since=None), name="network_association_never_member"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="network_position_whole",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="network_slug_not_reserved",
                violation_error_message=_("This address is kept for a page of the directory. Choose another one."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: object, **kwargs: object) -> None:
        keys = self.note_keys()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *keys}  # type: ignore[misc]
        super().save(*args, **kwargs)

    def note_keys(self) -> list[str]:
        """Work out what it is found and sorted by. Returns the names of these fields."""
        self.search_key = search_key(self.name_local, *self.known_names.values())
        for code in CODES:
            setattr(self, f"sort_name_{code}", sort_name(self.known_names.get(code) or self.name_local, code))
        return ["search_key", *(f"sort_name_{code}" for code in CODES)]

    @property
    def known_names(self) -> dict[str, str]:
        """Its names by language, those that are known."""
        return {code: value for code in CODES if (value := getattr(self, f"name_{code}", None))}

    @property
    def display_name(self) -> str:
        """The reader's language when the name is known in it, else its own."""
        return self.name_here or self.name_local

    @property
    def name_here(self) -> str:
        return self.known_names.get(current(), "")

    @property
    def display_language(self) -> str:
        """The language `display_name` is in, for its `lang` attribute."""
        return current() if self.name_here else self.name_local_language

    @property
    def sorting_name(self) -> str:
        return fold(self.display_name)

    @property
    def display_direction(self) -> str:
        return direction(self.display_language)

    @property
    def local_direction(self) -> str:
        return direction(self.name_local_language)

    @property
    def other_local_name(self) -> str:
        """Its own name, when that is not the one already displayed."""
        return "" if self.name_local == self.display_name else self.name_local

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def domain(self) -> str:
        """The domain of its website, by which a likely duplicate is known."""
        return (urlsplit(self.website).hostname or "").removeprefix("www.")

    @property
    def is_member(self) -> bool:
        return self.member_since is not None

    @property
    def can_sign(self) -> bool:
        return self.level in LEVELS_THAT_SIGN

    @property
    def has_role(self) -> bool:
        """Whether it has a role in the programme; being described as an example is none."""
        return self.role in PARTICIPATING

    @property
    def is_listed(self) -> bool:
        return not self.is_provisional and (self.is_member or self.role in PARTICIPATING)

    def get_absolute_url(self) -> str:
        return reverse("wagtail_serve", args=[f"network/{self.slug}/"])


class Source(models.Model):
    """Where what we say of a local government comes from."""

    local_government = ParentalKey(LocalGovernment, on_delete=models.CASCADE, related_name="sources")
    url = models.URLField(_("address"), max_length=500)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    sort_order_field = "position"
    panels = [FieldPanel("url")]

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["local_government", "url"], name="network_source_once")]

    def __str__(self) -> str:
        return self.url

    @property
    def label(self) -> str:
        """The address as one reads it."""
        return unquote(self.url).split("://", 1)[-1].removeprefix("www.").rstrip("/")


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def speaking(self) -> "RepresentativeQuerySet":
        """Those who may act for their local government today."""
        return self.filter(status__in=SPEAKING).filter(Q(until=None) | Q(until__gte=timezone.localdate()))

    def owners(self) -> "RepresentativeQuerySet":
        """Those who own its file today, with an account that is open."""
        return self.speaking().filter(role=RepresentativeRole.OWNER, user__is_active=True)

    def beyond(self, day: date) -> "RepresentativeQuerySet":
        """Those whose role goes on after that day."""
        return self.filter(Q(until=None) | Q(until__gt=day))

    def preparing(self) -> "RepresentativeQuerySet":
        """Those who may prepare the file of the charter today, and send it."""
        return self.speaking().filter(role__in=PREPARING)

    def waiting(self) -> "RepresentativeQuerySet":
        return self.filter(status=RepresentativeStatus.REQUESTED)


class Representative(models.Model):
    """A person linked to a local government, with an end and a successor."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="representations")
    local_government = models.ForeignKey(LocalGovernment, on_delete=models.CASCADE, related_name="representatives")
    role = models.CharField(_("role"), max_length=20, choices=RepresentativeRole.choices, default=RepresentativeRole.OWNER)
    status = models.CharField(_("status"), max_length=20, choices=RepresentativeStatus.choices)
    position = models.CharField(_("position"), max_length=200, blank=True)
    message = models.TextField(_("message to the secretariat"), blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    until = models.DateField(_("until"), null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "local_government"],
                condition=Q(status__in=["requested", "provisional", "active"]),
                name="network_representative_once",
            ),
            models.CheckConstraint(condition=Q(status__in=RepresentativeStatus.values), name="network_representative_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.local_government})"

    @property
    def since(self) -> datetime:
        """When the role began."""
        return self.answered_at or self.requested_at

    @property
    def is_speaking(self) -> bool:
        """Whether the person may act for the local government today."""
        return self.status in SPEAKING and (self.until is None or self.until >= timezone.localdate())

    @property
    def is_owner(self) -> bool:
        return self.role == RepresentativeRole.OWNER

    @property
    def may(self) -> str:
        """What the role allows, in words."""
        return str(WHAT_EACH_MAY[RepresentativeRole(self.role)])
