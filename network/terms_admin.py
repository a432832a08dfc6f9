"""The words by which experiences and resources are found, in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from core.languages import CODES
from network.models import Term


class TermViewSet(SnippetViewSet):
    """Each list together, in its order. A word in use stays: it stands in addresses that people keep."""

    model = Term
    icon = "tag"
    menu_label = _("Words to find by")
    menu_order = 225
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "vocabulary", "code", "position"]
    list_filter = ["vocabulary"]
    search_fields = ["code", *(f"name_{code}" for code in CODES)]
    list_per_page = 100
