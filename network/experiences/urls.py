"""What stands under the list of experiences without being a page of the tree."""

from django.urls import URLPattern, path, re_path

from network.contribution import views as contribution
from network.experiences import views
from network.experiences.checking_views import still_true
from network.experiences.signoff_views import sign_off

app_name = "experiences"
urlpatterns: list[URLPattern] = [
    path("feed.atom", views.feed, name="feed"),
    path("compare/", views.compare, name="compare"),
    path("propose/", contribution.start, name="propose"),
    re_path(r"^sign-off/(?P<token>[\w-]{20,100})/$", sign_off, name="sign_off"),
    re_path(r"^still-true/(?P<token>[\w:-]{20,200})/$", still_true, name="still_true"),
    path("<slug:slug>/page.pdf", views.paper, name="paper"),
    path("<slug:slug>/contact/", views.contact, name="contact"),
    path("<slug:slug>/contact/sent/", views.contact_sent, name="contact_sent"),
]
