"""Publishing a version of the charter."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from charter import texts
from charter.models import CharterText, CharterVersion
from core.languages import CODES


@transaction.atomic
def publish_version(version: CharterVersion) -> CharterVersion:
    """Fix the version's text in every language in which it is complete. From then on it can be signed and never changed."""
    version = CharterVersion.objects.select_for_update().get(pk=version.pk)
    if version.is_published:
        raise ValidationError(_("This version is already published."), code="published")
    bodies = {code: body for code in CODES if (body := texts.render(version, code))}
    if not bodies:
        raise ValidationError(_("This version is not complete in any language."), code="incomplete")
    for code, body in bodies.items():
        CharterText.objects.create(version=version, language=code, body=body, sha256=CharterText.digest(body))
    version.published_at = timezone.now()
    version.save(update_fields=["published_at"])
    return version
