"""What stands under the list of experiences without being a page of the tree."""

from django.urls import URLPattern, path

from network.contribution import views as contribution
from network.experiences import views

app_name = "experiences"
urlpatterns: list[URLPattern] = [
    path("feed.atom", views.feed, name="feed"),
    path("compare/", views.compare, name="compare"),
    path("propose/", contribution.start, name="propose"),
    path("<slug:slug>/page.pdf", views.paper, name="paper"),
    path("<slug:slug>/contact/", views.contact, name="contact"),
    path("<slug:slug>/contact/sent/", views.contact_sent, name="contact_sent"),
]
