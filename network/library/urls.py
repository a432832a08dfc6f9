"""What stands under the library without being a page of the tree."""

from django.urls import URLPattern, path

from network.library import views

app_name = "library"
urlpatterns: list[URLPattern] = [
    path("feed.atom", views.feed, name="feed"),
    path("reading-list/", views.reading_list, name="reading_list"),
]
