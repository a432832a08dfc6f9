"""The directory's addresses that are no pages: regions of the world, and the whole list as files."""

from django.urls import URLPattern, path

from network import directory_views

app_name = "directory"
urlpatterns: list[URLPattern] = [
    path("network.csv", directory_views.network_csv, name="csv"),
    path("network.json", directory_views.network_json, name="json"),
    path("network.atom", directory_views.network_atom, name="atom"),
    path("network/regions/<slug:name>/", directory_views.region, name="region"),
]
