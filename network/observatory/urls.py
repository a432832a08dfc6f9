"""What stands under the observatory without being a page of the tree."""

from django.urls import URLPattern, path

from network.observatory import views
from network.telling import views as telling

app_name = "observatory"
urlpatterns: list[URLPattern] = [
    path("figures/", views.figures, name="figures"),
    path("figures.csv", views.figures_csv, name="figures_csv"),
    path("figures.atom", views.figures_atom, name="figures_atom"),
    path("local/", views.local, name="local"),
    path("measures/", views.measures, name="measures"),
    path("measures/census.csv", views.census_csv, name="census_csv"),
    path("measures/<slug:slug>/", views.measure, name="measure"),
    path("measures/<slug:slug>/adapted/", telling.of_measure, name="measure_adapted"),
    path("experiences/<slug:slug>/adapted/", telling.of_experience, name="experience_adapted"),
    path("protocols/<slug:slug>/", views.protocol, name="protocol"),
]
