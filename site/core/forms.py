"""How forms look: one renderer for every form of the portal."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Widgets and fields from site/templates/core/forms/ where we have our own, Django's elsewhere."""

    field_template_name = "core/forms/field.html"
