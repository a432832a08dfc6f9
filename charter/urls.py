"""The charter's addresses."""

from django.urls import URLPattern, path, re_path

from charter.views import register, texts

app_name = "charter"

public_patterns: list[URLPattern] = [
    path("", texts.text, name="text"),
    re_path(r"^versions/(?P<number>[1-9]\d{0,4})/$", texts.version_detail, name="version_detail"),
    re_path(
        r"^versions/(?P<number>[1-9]\d{0,4})/charter-(?P=number)-(?P<language>[a-z-]{2,10})\.txt$",
        texts.text_download,
        name="text_download",
    ),
    path("register/", register.register, name="register"),
    path("register.csv", register.register_csv, name="register_csv"),
    path("register.json", register.register_json, name="register_json"),
    path("register.atom", register.register_atom, name="register_atom"),
    path("register/<str:reference>/", register.register_entry, name="register_entry"),
]
urlpatterns: list[URLPattern] = [*public_patterns]
