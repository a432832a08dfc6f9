"""Names in any script: what a search reads and how alike two names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.models import LocalGovernment
from network.names import folded, likeness, place_name, search_key, words
from tests.factories import LocalGovernmentFactory


@pytest.mark.parametrize(
    ("written", "read"),
    [("Ciudad Juárez", "ciudad juarez"), ("  L'Île–d'Yeu ", "l ile d yeu"), ("بَلَدِيَّةُ أُمّ", "بلديه ام"), ("İzmir", "izmir"), ("…", "")],
)
def test_folded_drops_accents_vowel_signs_and_punctuation(written, read):
    assert folded(written) == read


def test_search_key_has_each_name_as_written_and_in_latin_letters():
    assert search_key("بلدية جنين", "Djénine", "") == "bldyh jnyn | djenine | بلديه جنين"


@given(st.text(max_size=200))
def test_any_text_is_found_by_its_own_words(text):
    key = search_key(text)

    assert all(word in key for word in words(text))


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_between_0_and_100_and_the_same_both_ways(one, other):
    assert 0 <= likeness(one, other) <= 100
    assert likeness(one, other) == likeness(other, one)


def test_likeness_leaves_out_what_the_body_is():
    assert likeness("Municipality of Jenin", "Ville de Jenin") == 100
    assert likeness("Municipality of Jenin", "Municipality of Banjul") < 50


def test_likeness_crosses_scripts():
    assert likeness("بلدية بانجول", "Banjul City Council") > 60


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Department of Seine-Saint-Denis", "Seine-Saint-Denis"),
        ("Gouvernorat de l'île de Ngazidja", "Ngazidja"),
        ("Municipalité de Djénine (Jénine)", "Djénine"),
        ("محافظة جزيرة القمر الكبرى (نغازيجا)", "القمر الكبرى"),
        ("Ville", "Ville"),
    ],
)
def test_place_name_is_short_enough_for_a_map(name, place):
    assert place_name(name) == place


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["jenin", "DJÉNINE", "djenine", "جنين", "بلديّة جنين", "municipality jenin"])
def test_local_government_is_found_in_any_script(query):
    found = LocalGovernmentFactory(name_local="بلدية جنين", name_local_language="ar", name_en="Municipality of Jenin", name_fr="Djénine")
    LocalGovernmentFactory(name_local="Banjul")

    assert list(LocalGovernment.objects.named_like(query)) == [found]


@pytest.mark.django_db
def test_search_key_follows_a_change_of_name():
    local_government = LocalGovernmentFactory(name_local="Ancienne")

    local_government.name_local = "Nouvelle"
    local_government.save(update_fields=["name_local"])

    assert not LocalGovernment.objects.named_like("ancienne").exists()
    assert LocalGovernment.objects.named_like("nouvelle").exists()
