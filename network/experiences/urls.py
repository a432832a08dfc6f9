"""What stands under the list of experiences without being a page of the tree."""

from django.urls import path

from network.experiences import views

app_name = "experiences"
urlpatterns = [path("compare/", views.compare, name="compare")]
