"""What representatives tell of adaptations (network.models.AdaptationReport).

waiting ──confirm──▶ confirmed   an adaptation stands in the lineage
    └────decline──▶ declined
Nothing of it is public before it is confirmed.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.languages import CODES, current
from core.locks import lock
from core.models import User
from network.adaptation_enums import ReportStatus
from network.models import Adaptation, AdaptationReport, ExperiencePage, LocalGovernment, Measure
from network.permissions import can_confirm_adaptations, can_tell_adaptations
from network.telling import emails

CONFIRMED, DECLINED = "network.adaptation_confirmed", "network.adaptation_declined"  # in the admin's history


@dataclass(frozen=True)
class Told:
    """What the form says of one adaptation."""

    change: str
    result: str = ""
    year: int | None = None
    source: str = ""
    origin: Adaptation | None = None


# --- Telling
@transaction.atomic
def tell(subject: Measure | ExperiencePage, *, by: User, local_government: LocalGovernment, told: Told) -> AdaptationReport:
    """Put before the editors that a local government adapted a measure, or an experience that belongs to none yet."""
    local_government = LocalGovernment.objects.select_for_update(of=("self",), no_key=True).get(pk=local_government.pk)
    if not can_tell_adaptations(by, local_government):
        raise ValidationError(_("Only its representatives can tell what this local government did."), code="permission")
    of = of_what(subject)
    refuse_twice(of, local_government)
    report = AdaptationReport.objects.create(
        **of,
        local_government=local_government,
        origin=told.origin,
        year=told.year,
        change=told.change,
        result=told.result,
        source=told.source,
        language=current(),
        told_by=by,
    )
    emails.told(report)
    return report


def of_what(subject: Measure | ExperiencePage) -> dict[str, Any]:
    return {"measure": subject} if isinstance(subject, Measure) else {"experience": subject, "measure": None}


def refuse_twice(of: dict[str, Any], local_government: LocalGovernment) -> None:
    if AdaptationReport.objects.waiting().filter(**of, local_government=local_government).exists():
        raise ValidationError(_("You have told us already. The editors will answer."), code="waiting")
    measure, experience = of.get("measure"), of.get("experience")
    if measure and measure.adaptations.filter(local_government=local_government).exists():
        raise ValidationError(_("Its version stands in this lineage already."), code="known")
    if experience and experience.local_government_id == local_government.pk:
        raise ValidationError(_("This is its own experience."), code="own")


# --- Answering
def held_open(report: AdaptationReport, by: User) -> AdaptationReport:
    """A report as it stands now; refused for who may not answer, and when somebody has answered it."""
    if not can_confirm_adaptations(by):
        raise ValidationError(_("Only the secretariat and the editors can do this."), code="permission")
    report = AdaptationReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not report.is_open:
        message = _("This has been answered already: it is now “%(status)s”.") % {"status": report.get_status_display()}
        raise ValidationError(message, code="answered")
    return report


@transaction.atomic
def confirm(report: AdaptationReport, *, by: User) -> AdaptationReport:
    """Put it into the lineage, where everybody sees it. An experience without a lineage begins one."""
    report = held_open(report, by)
    lock("lineages")
    measure = report.measure or lineage_of(report.experience)  # type: ignore[arg-type]  # one of both is there: a constraint
    if measure.adaptations.filter(local_government=report.local_government).exists():
        raise ValidationError(_("Its version stands in this lineage already."), code="known")
    report.measure, report.adaptation = measure, adaptation_of(report, measure)
    end(report, ReportStatus.CONFIRMED, by, "measure", "adaptation")
    log(instance=measure, action=CONFIRMED, user=by, data={"local_government": str(report.local_government)})
    emails.answered(report)
    return report


@transaction.atomic
def decline(report: AdaptationReport, *, by: User, reason: str) -> AdaptationReport:
    """Leave it out, and say why."""
    report = held_open(report, by)
    if not reason.strip():
        raise ValidationError(_("Say why, so that the representatives know what to do next."), code="reason")
    report.reason = reason
    end(report, ReportStatus.DECLINED, by, "reason")
    log(instance=report, action=DECLINED, user=by)
    emails.answered(report)
    return report


def end(report: AdaptationReport, status: ReportStatus, by: User, *changed: str) -> None:
    report.status, report.answered_at, report.answered_by = status, timezone.now(), by
    report.save(update_fields=["status", "answered_at", "answered_by", *changed])


# --- The lineage
def adaptation_of(report: AdaptationReport, measure: Measure) -> Adaptation:
    origin = report.origin if report.origin and report.origin.measure_id == measure.pk else measure.adaptations.filter(origin=None).first()
    if origin is None:
        raise ValidationError(_("Nobody has said yet where this measure began. Say so in the measure first."), code="no_origin")
    words = {f"change_{report.language}": report.change, f"result_{report.language}": report.result}
    made = Adaptation(
        measure=measure,
        origin=origin,
        local_government=report.local_government,
        country=report.local_government.country,
        year=report.year,
        source=report.source,
        is_confirmed=True,
        position=next_position(measure),
        **words,
    )
    made.save()
    return made


def next_position(measure: Measure) -> int:
    last = Adaptation.objects.filter(measure=measure).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def lineage_of(experience: ExperiencePage) -> Measure:
    """The measure of which it is a version; a new one, which begins with it, when there is none."""
    known = Adaptation.objects.filter(experience=experience).order_by("pk").select_related("measure").first()
    if known:
        return known.measure
    names = {f"name_{code}": (getattr(experience, f"title_{code}") or "")[:150] for code in CODES}
    summaries = {f"summary_{code}": getattr(experience, f"intro_{code}") or "" for code in CODES}
    kind = experience.kinds_of_measure.order_by("position", "code").first()
    measure = Measure.objects.create(slug=free_slug(experience.slug), kind=kind, **names, **summaries)
    Adaptation(
        measure=measure,
        experience=experience,
        local_government=experience.local_government,
        country=experience.country,
        year=experience.start_year,
        is_confirmed=True,
        **{f"name_{code}": getattr(experience, f"place_{code}") or "" for code in CODES},
    ).save()
    return measure


def free_slug(wished: str) -> str:
    """An address that no measure has."""
    base, number = wished[:70], 1
    while Measure.objects.filter(slug=f"{base}-{number}" if number > 1 else base).exists():
        number += 1
    return f"{base}-{number}" if number > 1 else base
