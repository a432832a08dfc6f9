"""The duties of pilot territories, below the programme's page; core.models.pages keeps their address free of pages."""

from django.urls import URLPattern, path

from network import duties_views

app_name = "duties"
urlpatterns: list[URLPattern] = [
    path("programme/duties/", duties_views.duties, name="board"),
    path("programme/duties.csv", duties_views.duties_csv, name="csv"),
    path("programme/duties.json", duties_views.duties_json, name="json"),
]
