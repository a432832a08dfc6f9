"""The text of the PDFs that editors put on the portal, kept beside the file and not in the pages that show it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import PortalDocument
from network.library_enums import TextFault, TextState


class DocumentTextQuerySet(models.QuerySet["DocumentText"]):
    def free(self) -> "DocumentTextQuerySet":
        """Those to be read that nobody is reading, or whose reader went silent."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lt=timezone.now()), state=TextState.WAITING)


class DocumentText(models.Model):
    """What became of the text of one PDF: read, holding pictures only, or not readable and why."""

    document = models.OneToOneField(PortalDocument, on_delete=models.CASCADE, related_name="extracted", verbose_name=_("document"))
    file_hash = models.CharField(max_length=40, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=TextState.choices, default=TextState.WAITING)
    fault = models.CharField(_("reason"), max_length=10, choices=TextFault.choices, blank=True)
    text = models.TextField(_("text"), blank=True)
    folded = models.TextField(blank=True, editable=False)  # without accents and in small letters: what is searched
    is_cut = models.BooleanField(_("only the beginning was kept"), default=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True)

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a PDF")
        verbose_name_plural = _("texts of PDFs")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TextState.values), name="network_text_state_known"),
            models.CheckConstraint(condition=Q(fault__in=["", *TextFault.values]), name="network_text_fault_known"),
            models.CheckConstraint(
                condition=Q(state=TextState.FAILED) & ~Q(fault="") | ~Q(state=TextState.FAILED) & Q(fault=""),
                name="network_text_fault_when_failed",
            ),
            models.CheckConstraint(condition=Q(state=TextState.READ) | Q(text=""), name="network_text_only_when_read"),
            models.CheckConstraint(condition=Q(claimed_until=None) | Q(state=TextState.WAITING), name="network_text_claim_ends"),
        ]

    def __str__(self) -> str:
        return str(self.document.title)
