"""Every address of the portal. Journeys stand here; content pages are Wagtail's."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core import views as core_views
from portal import views
from portal.call_feed import calls_feed
from portal.sitemaps import SITEMAPS

handler400 = core_views.bad_request
handler403 = core_views.permission_denied
handler404 = core_views.page_not_found
handler429 = core_views.too_many_requests
handler500 = core_views.server_error

urlpatterns: list[URLPattern | URLResolver] = [
    path("", core_views.root, name="root"),
    path("healthz", core_views.healthz),
    path("readyz", core_views.readyz),
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("admin/login/", views.admin_login, name="admin_login"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>(?!documents/).*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    re_path(r"^accounts/(?P<rest>.*)$", views.to_language),
]
if settings.DEMONSTRATION:
    urlpatterns += i18n_patterns(
        path("mailbox/", views.mailbox, name="mailbox"),
        path("mailbox/<slug:name>/", views.mailbox_message, name="mailbox_message"),
        path("mailbox/<slug:name>/<int:number>/", views.mailbox_attachment, name="mailbox_attachment"),
    )
urlpatterns += i18n_patterns(
    path("accounts/", include("core.account_urls")),
    path("charter/", include("charter.urls")),
    path("help/", include("network.urls")),
    path("experiences/", include("network.experiences.urls")),
    path("observatory/", include("network.observatory.urls")),
    path("resources/", include("network.library.urls")),
    path("search/", include("search.urls")),
    path("developers/patterns/", include("portal.patterns.urls")),
    path("verify/", include("core.verify_urls")),
    path("", include("network.directory_urls")),
    path("programme/calls.atom", calls_feed, name="calls_feed"),
    path("", include("network.duties_urls")),
    path("space/", views.space, name="space"),
    path("space/", include("network.space_urls")),
    path("", include(wagtail_urls)),
)
