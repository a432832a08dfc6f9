"""What stands under the observatory without being a page of the tree."""

from django.urls import path

from network.observatory import views

app_name = "observatory"
urlpatterns = [
    path("figures.csv", views.figures_csv, name="figures_csv"),
    path("measures/", views.measures, name="measures"),
    path("measures/<slug:slug>/", views.measure, name="measure"),
    path("protocols/<slug:slug>/", views.protocol, name="protocol"),
]
