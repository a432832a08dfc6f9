"""What stands under the library without being a page of the tree."""

from django.urls import path

from network.library import views

app_name = "library"
urlpatterns = [path("reading-list/", views.reading_list, name="reading_list")]
