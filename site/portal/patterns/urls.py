"""Addresses of the patterns, below the language."""

from django.urls import URLPattern, path

from portal.patterns import views

app_name = "patterns"
urlpatterns: list[URLPattern] = [
    path("", views.patterns, name="page"),
    path("frames/<slug:name>/", views.frame, name="frame"),
    path("mail/", views.mail, name="mail"),
    path("print.css", views.print_style, name="print_style"),
]
