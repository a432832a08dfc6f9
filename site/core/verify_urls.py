"""Where anyone checks a sealed document."""

from django.urls import URLPattern, path

from core import verify_views

app_name = "verify"
urlpatterns: list[URLPattern] = [
    path("", verify_views.start, name="start"),
    path("certificates.pem", verify_views.certificates, name="certificates"),
    path("file/", verify_views.file, name="file"),
    path("hash/", verify_views.by_fingerprint, name="hash"),
    path("<str:code>/", verify_views.document, name="document"),
    path("<str:code>/name/", verify_views.name, name="name"),
]
