"""Addresses under /space/: what people who speak for a local government do for it."""

from django.urls import URLPattern

app_name = "space"
urlpatterns: list[URLPattern] = []
