"""Two or three experiences side by side; with fewer or more, how to choose."""

import pytest

from tests.network.telling import experience, the_list, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(home):
    parent = the_list(home)
    terms = {"measure": ["protection"], "form": ["femicide"]}
    told(experience(parent, "one", terms=terms, problem_en="Nobody was told."))
    told(experience(parent, "two", ready=("en", "fr"), terms=terms))
    experience(parent, "three", terms={"measure": ["housing"]})
    experience(parent, "four", terms=terms)
    experience(parent, "draft", live=False, terms=terms)


@pytest.fixture
def compared(client):
    def ask(*slugs, language="en"):
        return client.get(f"/{language}/experiences/compare/", {"with": slugs})

    return ask


def test_two_stand_side_by_side_in_the_order_of_the_address(compared, five):
    response = compared("two", "one")

    lines = {line.title: [value for _reading, value in line.cells] for line in response.context["comparison"].lines}
    html = response.content.decode()
    assert html.index(">Two en</th>") < html.index(">One en</th>")
    assert lines["The problem"] == ["", "Nobody was told."]
    assert [[words.text for words in cell] for cell in lines["Kinds of measure"]] == [["Protection"], ["Protection"]]
    assert "Not documented" in html


def test_one_is_met_with_those_most_like_it(compared, five):
    response = compared("one")

    html = response.content.decode()
    assert "You chose one. Choose one or two more." in html
    assert [page.slug for page in response.context["comparison"].others] == ["four", "two"]
    assert 'value="one" id="with-' in html
    assert html.count(" checked>") == 1


def test_four_are_one_too_many_and_stay_ticked(compared, five):
    html = compared("one", "two", "three", "four").content.decode()

    assert "You chose 4. Three at most can stand side by side: take some away." in html
    assert html.count(" checked>") == 4


@pytest.mark.parametrize("slugs", [[], [""], ["unknown"], ["draft"], ["../x", "<b>", "a b", "é"], ["x" * 300]])
def test_nothing_known_leads_to_the_list(compared, five, slugs):
    response = compared(*slugs)

    assert response.status_code == 200
    assert "Choose two or three in the list" in response.content.decode()


def test_junk_and_repetition_beside_two_change_nothing(compared, five):
    response = compared("one", "one", "nothing", "draft", "two")

    assert [page.slug for page in response.context["comparison"].chosen] == ["one", "two"]
    assert response.context["clean_query"] == "with=one&with=two"


def test_a_text_in_another_language_says_so(compared, five):
    html = compared("one", "two", language="fr").content.decode()

    assert '<th scope="col" lang="en" dir="ltr">One en</th>' in html
    assert '<th scope="col">Two fr</th>' in html


@pytest.mark.parametrize("number", [1, 10])
def test_queries_do_not_grow(client, home, number, django_assert_num_queries):
    parent = the_list(home)
    for slug in ("one", "two", "three"):
        told(experience(parent, slug, terms={"form": ["femicide"]}), number)

    with django_assert_num_queries(10):
        response = client.get("/en/experiences/compare/?with=one&with=two&with=three")

    assert dict(response.cookies) == {}
