"""The charter's addresses."""

from django.urls import URLPattern, path

app_name = "charter"
urlpatterns: list[URLPattern] = []
