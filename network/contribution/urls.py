"""The addresses under /space/ at which an authority works on the experiences that it proposes."""

from django.urls import URLPattern, path

from network.contribution import file_views, views

ONE = "<slug:slug>/experiences/<uuid:public_id>/"
FILE = f"{ONE}files/<uuid:attachment_id>/"

patterns: list[URLPattern] = [
    path(ONE, views.overview, name="proposal"),
    path(f"{ONE}preview/", views.look, name="proposal_preview"),
    path(f"{ONE}answer/", views.answer, name="proposal_answer"),
    path(f"{ONE}withdraw/", views.withdraw, name="proposal_withdraw"),
    path(f"{ONE}files/", file_views.files, name="proposal_files"),
    path(FILE, file_views.describing, name="proposal_attachment"),
    path(f"{FILE}remove/", file_views.removing, name="proposal_attachment_remove"),
    path(f"{FILE}content/", file_views.content, name="proposal_attachment_content"),
    path(f"{ONE}<slug:name>/", views.step, name="proposal_step"),
]
