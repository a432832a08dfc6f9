"""The search's addresses."""

from django.urls import URLPattern, path

urlpatterns: list[URLPattern] = []
