"""The charter's addresses."""

from django.urls import URLPattern, path, re_path

from charter.views import files, finding, journey, register, signatory, texts

app_name = "charter"

public_patterns: list[URLPattern] = [
    path("", texts.text, name="text"),
    re_path(r"^versions/(?P<number>[1-9]\d{0,4})/$", texts.version_detail, name="version_detail"),
    re_path(
        r"^versions/(?P<number>[1-9]\d{0,4})/charter-(?P=number)-(?P<language>[a-z-]{2,10})\.txt$",
        texts.text_download,
        name="text_download",
    ),
    path("register/", register.register, name="register"),
    path("register.csv", register.register_csv, name="register_csv"),
    path("register.json", register.register_json, name="register_json"),
    path("register.atom", register.register_atom, name="register_atom"),
    path("register/<str:reference>/", register.register_entry, name="register_entry"),
]
sign_patterns: list[URLPattern] = [
    path("sign/", journey.start, name="sign_start"),
    path("sign/find/", finding.search, name="sign_find"),
    path("sign/add/", finding.add, name="sign_add"),
    path("sign/ask/<slug:slug>/", finding.ask, name="sign_ask"),
    path("sign/begin/<slug:slug>/", finding.begin, name="sign_begin"),
    path("sign/with/<str:token>/", signatory.signing, name="signing"),
    path("sign/with/<str:token>/code/", signatory.signing_code, name="signing_code"),
    path("sign/with/<str:token>/remark/", signatory.signing_remark, name="signing_remark"),
    path("sign/<uuid:public_id>/", files.overview, name="sign_file"),
    *(
        path(f"sign/<uuid:public_id>/{name}/", journey.step, {"name": name}, name=f"sign_{name}")
        for name in ("mandate", "text", "signatory")
    ),
    path("sign/<uuid:public_id>/review/", journey.review, name="sign_review"),
    path("sign/<uuid:public_id>/answer/", files.answer, name="sign_answer"),
    path("sign/<uuid:public_id>/decision/", files.decision, name="sign_decision"),
    path("sign/<uuid:public_id>/decision.pdf", files.mandate_file, name="mandate_file"),
    path("sign/<uuid:public_id>/certificate.pdf", files.certificate_file, name="certificate_file"),
    path("sign/<uuid:public_id>/withdraw/", files.withdraw, name="sign_withdraw"),
]
urlpatterns: list[URLPattern] = [*public_patterns, *sign_patterns]
