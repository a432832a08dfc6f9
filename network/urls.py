"""The network's addresses that are not pages: help numbers."""

from django.urls import URLPattern, path

from network import help_views

app_name = "network"
urlpatterns: list[URLPattern] = [path("", help_views.help_numbers, name="help")]
