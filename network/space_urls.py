"""Addresses under /space/: what people who speak for a local government do for it."""

from django.urls import URLPattern, path, re_path

from network import invitation_views, people_views, profile_urls
from network.contribution import urls as contribution_urls

app_name = "space"

people_patterns: list[URLPattern] = [
    path("<slug:slug>/people/", people_views.listing, name="people"),
    path("<slug:slug>/people/invite/", people_views.invite, name="people_invite"),
    path("<slug:slug>/people/hand-over/", people_views.hand_over, name="people_hand_over"),
    path("<slug:slug>/people/leave/", people_views.leave, name="people_leave"),
    path("<slug:slug>/people/ask/", people_views.ask, name="people_ask"),
    path("<slug:slug>/people/history/", people_views.history, name="people_history"),
    path("<slug:slug>/people/<int:pk>/", people_views.change, name="people_change"),
    path("<slug:slug>/people/<int:pk>/end/", people_views.end, name="people_end"),
    *(
        path(f"<slug:slug>/people/invitations/<int:pk>/{name}/", people_views.invitation_change, {"name": name}, name=f"invitation_{name}")
        for name in ("resend", "withdraw")
    ),
]
invitation_patterns: list[URLPattern] = [
    path("invitations/<int:pk>/", invitation_views.by_account, name="invitation_waiting"),
    re_path(r"^invitations/(?P<token>[\w-]{20,100})/$", invitation_views.by_link, name="invitation"),
]
urlpatterns: list[URLPattern] = [*people_patterns, *invitation_patterns, *profile_urls.patterns, *contribution_urls.patterns]
