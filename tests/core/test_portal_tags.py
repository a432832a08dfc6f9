"""What templates say of languages, addresses, names and forms."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from tests.factories import ContentPageFactory, LocalGovernmentFactory


def render(source, request=None, **context):
    return Template("{% load portal %}" + source).render(Context({"request": request, **context})).strip()


LINKS = "{% language_links as links %}{% for link in links %}{{ link.url }} {% endfor %}"


def test_each_language_leads_to_the_same_page_with_what_was_asked(rf):
    request = rf.get("/fr/charter/register/", {"country": "MX", "utm_source": "mail", "next": "/fr/space/"})

    shown = render("{% autoescape off %}" + LINKS + "{% endautoescape %}", request)

    assert shown.split() == [f"/{code}/charter/register/?country=MX&next=%2F{code}%2Fspace%2F" for code in ("en", "fr", "es", "ar")]


def test_an_address_without_language_leads_home(rf):
    assert render(LINKS, rf.get("/nowhere")).split() == ["/en/", "/fr/", "/es/", "/ar/"]


def test_an_address_cannot_break_out_of_its_link(rf):
    assert '"' not in render(LINKS, rf.get('/en/"><b>/'))


@pytest.mark.django_db
def test_a_page_names_the_languages_that_are_ready(rf, home, settings):
    settings.PORTAL_URL = "https://portal.example"
    page = ContentPageFactory(parent=home, slug="programme", ready_in=["fr", "ar"])

    with translation.override("es"):
        shown = render("{% alternates page %}", rf.get("/es/programme/", headers={"host": "localhost"}), page=page)

    assert '<link rel="canonical" href="https://portal.example/fr/programme/">' in shown
    assert [line for line in shown.splitlines() if "hreflang" in line] == [
        '<link rel="alternate" hreflang="fr" href="https://portal.example/fr/programme/">',
        '<link rel="alternate" hreflang="ar" href="https://portal.example/ar/programme/">',
        '<link rel="alternate" hreflang="x-default" href="https://portal.example/fr/programme/">',
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/en/charter/", "page"), ("/en/charter/versions/1/", "true"), ("/en/charter/register/", ""), ("/en/network/", "")],
)
def test_the_menu_shows_where_one_is(rf, path, expected):
    shown = render('{% current_if "/en/charter/" "/en/charter/register/" %}', rf.get(path))

    assert shown == (f'aria-current="{expected}"' if expected else "")


def test_captured_words_lose_their_markup_once():
    shown = render('{% captured as title %} A <bdi>"b"</bdi>  &amp; {{ c }} {% endcaptured %}<i title="{{ title }}">', c="<d>")

    assert shown == '<i title="A &quot;b&quot; &amp; &lt;d&gt;">'


@pytest.mark.django_db
def test_a_name_says_its_language():
    local_government = LocalGovernmentFactory.build(name_local="بلدية <المثال>", name_local_language="ar")

    assert render("{% name lg %}", lg=local_government) == '<bdi lang="ar" dir="rtl">بلدية &lt;المثال&gt;</bdi>'


class AnyForm(forms.Form):
    person = forms.CharField(label="Full name", help_text="As printed.")
    capacity = forms.ChoiceField(label="In what capacity?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I have read it.")
    note = forms.CharField(required=False)


def test_the_summary_leads_to_every_field_in_error():
    shown = render_to_string("core/_error_summary.html", {"form": AnyForm({})})
    fields = render_to_string("core/_form.html", {"form": AnyForm({})})

    for field, label in (("id_person", "Full name: "), ("id_capacity_0", "In what capacity: "), ("id_agree", "I have read it: ")):
        assert f'<a href="#{field}">{label}' in shown
        assert f'id="{field}"' in fields


def test_a_field_is_tied_to_its_hint_and_its_error():
    shown = render_to_string("core/_form.html", {"form": AnyForm({})})

    assert 'aria-invalid="true" aria-describedby="id_person_helptext id_person_error"' in shown
    assert '<div class="hint" id="id_person_helptext">As printed.</div>' in shown
    assert '<fieldset class="field wrong" aria-describedby="id_capacity_error">' in shown
    assert shown.count("(optional)") == 1


def test_a_long_list_shows_few_numbers():
    page = Paginator(range(200), 10).page(10)

    shown = render_to_string("core/_pagination.html", {"page_obj": page, "query": "q=a&country=FR"})

    assert shown.count("<li>") == 7
    assert 'href="?q=a&amp;country=FR&amp;page=11" rel="next"' in shown
