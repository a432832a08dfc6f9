"""The addresses under /space/ at which a representative keeps a profile up to date."""

from django.urls import URLPattern, path

from network import profile_edit_views as edit
from network import profile_views as views

patterns: list[URLPattern] = [
    path("<slug:slug>/profile/", views.overview, name="profile"),
    path("<slug:slug>/profile/preview/", views.preview, name="profile_preview"),
    path("<slug:slug>/profile/withdraw/", views.withdraw_proposal, name="profile_withdraw"),
    path("<slug:slug>/profile/story/<str:code>/", edit.story, name="profile_story"),
    *(path(f"<slug:slug>/profile/{name}/", edit.section, {"name": name}, name=f"profile_{name}") for name in edit.SECTIONS),
    path("<slug:slug>/profile/links/add/", edit.link_add, name="profile_link_add"),
    path("<slug:slug>/profile/links/<uuid:public_id>/", edit.link, name="profile_link"),
    path("<slug:slug>/profile/pictures/add/", edit.picture_add, name="profile_picture_add"),
    path("<slug:slug>/profile/pictures/<uuid:public_id>/", edit.picture, name="profile_picture"),
    path("<slug:slug>/profile/pictures/<uuid:public_id>.jpg", views.picture_file, name="profile_picture_file"),
]
