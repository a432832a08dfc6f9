"""The top layer: the project, its home and its plain pages."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
