"""Versions of the charter in the Wagtail admin: drafts are written here, and published once."""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import BaseColumn, BooleanColumn, BulkActionsCheckboxColumn, Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView, SnippetViewSet

from charter import texts
from charter.actions import publish_version
from charter.models import CharterVersion
from charter.permissions import can_decide
from charter.views.admin import page_of
from charter.views.admin_decisions import CONFLICT
from core.admin_frame import for_secretariat
from core.languages import CODES, long_date
from core.panels import every_language

ICON = "doc-full"
NAMESPACE = "wagtailsnippets_charter_charterversion"
WHY = gettext_lazy("A published version can be signed, so its text never changes. To change the charter, write a new version.")


class VersionPolicy(ModelPermissionPolicy):
    """The secretariat writes versions. Nobody changes or deletes one that is published."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return can_decide(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return can_decide(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: CharterVersion) -> bool:
        return can_decide(user) and not (instance.is_published and action in ("change", "delete", "publish"))


class VersionForm(WagtailAdminModelForm):
    """Refuses a version that was published while it was being edited."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.instance.pk and CharterVersion.objects.published().filter(pk=self.instance.pk).exists():
            raise ValidationError(WHY, code="published")
        return values


class VersionIndexView(IndexView):
    """A published version leads to its page: editing or deleting it would only lead to a refusal."""

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Without the boxes for doing something to many at once: there are few versions, and each matters."""
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    def get_edit_url(self, instance: CharterVersion) -> str | None:
        return self.get_inspect_url(instance) if instance.is_published else super().get_edit_url(instance)

    def get_list_more_buttons(self, instance: CharterVersion) -> list[Any]:
        return [button for button in super().get_list_more_buttons(instance) if not (instance.is_published and button.icon_name == "edit")]

    def get_delete_url(self, instance: CharterVersion) -> str | None:
        return None if instance.is_published else super().get_delete_url(instance)


class VersionEditView(EditView):
    def get_header_buttons(self) -> list[Any]:
        url = reverse("charter_version_publish", args=[quote(self.object.pk)])
        return [HeaderButton(_("Publish"), url=url, icon_name="upload"), *super().get_header_buttons()]


class VersionInspectView(InspectView):
    template_name = "charter/admin/version_inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.object
        found = {"version": version, "texts": version.texts.order_by("language"), "why": WHY if version.is_published else ""}
        return super().get_context_data(**kwargs) | found | {"signatures_count": version.signatures.count()}


def state(version: CharterVersion) -> str:
    return _("Published on %(date)s") % {"date": long_date(version.published_at)} if version.published_at else _("Draft")


class CharterVersionViewSet(SnippetViewSet):
    model = CharterVersion
    icon = ICON
    admin_url_namespace = NAMESPACE
    base_url_path = "charter/versions"
    menu_label = gettext_lazy("Charter versions")
    menu_order = 203
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = VersionIndexView
    edit_view_class = VersionEditView
    inspect_view_class = VersionInspectView
    inspect_template_name = VersionInspectView.template_name
    list_display = [
        "__str__",
        Column("state", label=gettext_lazy("State"), accessor=state),
        BooleanColumn("is_demonstration", label=gettext_lazy("Demonstration")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldPanel("number"), FieldPanel("is_demonstration"), *every_language(["title", "label", "preamble"])],
                heading=gettext_lazy("Text"),
            ),
            ObjectList([InlinePanel("articles", label=gettext_lazy("Article"))], heading=gettext_lazy("Articles")),
            ObjectList([InlinePanel("declarations", label=gettext_lazy("Declaration"))], heading=gettext_lazy("Declarations")),
        ],
        base_form_class=VersionForm,
    )


def page_url(version: CharterVersion) -> str:
    return reverse(f"{NAMESPACE}:inspect", args=[quote(version.pk)])


def keep_published(request: HttpRequest, version: CharterVersion) -> HttpResponse:
    """Instead of changing a published version: its page, with the reason."""
    messages.error(request, WHY)
    return redirect(page_url(version))


@for_secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in which languages a version is complete, and publish it when that is confirmed."""
    version = get_object_or_404(CharterVersion, pk=pk)
    if version.is_published:
        return keep_published(request, version)
    if request.method != "POST":
        return confirm(request, version)
    try:
        publish_version(version)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return confirm(request, version, CONFLICT)
    messages.success(request, _("Version %(number)s is published and can be signed.") % {"number": version.number})
    return redirect(page_url(version))


def confirm(request: HttpRequest, version: CharterVersion, status: int = 200) -> HttpResponse:
    """What will be fixed for ever, and in which languages."""
    complete = [(code, text) for code in CODES if (text := texts.render(version, code))]
    codes = {code for code, _text in complete}
    context = {
        "version": version,
        "complete": complete,
        "undeclared": [code for code, _text in complete if not all(getattr(one, f"text_{code}") for one in version.declarations.all())],
        "articles_count": version.articles.count(),
        "incomplete": [code for code in CODES if code not in codes],
        "in_force": CharterVersion.objects.in_force(),
        "edit_url": reverse(f"{NAMESPACE}:edit", args=[quote(version.pk)]),
    }
    crumbs = [(reverse(f"{NAMESPACE}:list"), _("Charter versions")), (context["edit_url"], str(version))]
    return page_of(request, "version_publish", _("Publish"), ICON, crumbs, status, **context)
