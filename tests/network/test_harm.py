"""What may lead somebody to a woman is found in a text, and nothing else is."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.languages import CODES
from network.experiences.harm import Kind, find
from network.experiences.passages import Passage, readable, words
from portal.demo.experiences import experiences

LEADS = {
    "an address": ("en", "Write to marie.exemple@seine-saint-denis.fr please", Kind.MAILBOX),
    "an address in disguise": ("en", "Write to marie (at) example.org", Kind.MAILBOX),
    "in French disguise": ("fr", "Écrire à accueil [arobase] ville.fr.", Kind.MAILBOX),
    "with invisible characters": ("en", "marie\u200b@exa\u00admple.org", Kind.MAILBOX),
    "in Arabic": ("ar", "راسلونا على info@city.ps اليوم", Kind.MAILBOX),
    "a French number": ("fr", "Appelez le 01 49 77 52 12.", Kind.TELEPHONE),
    "with dots": ("fr", "01.49.77.52.12", Kind.TELEPHONE),
    "with narrow spaces": ("fr", "au 01\u202f49\u202f77\u202f52\u202f12", Kind.TELEPHONE),
    "with its country": ("fr", "+33 1 49 77 52 12", Kind.TELEPHONE),
    "in one piece": ("fr", "0149775212", Kind.TELEPHONE),
    "a Spanish number": ("es", "Llame al 612 345 678", Kind.TELEPHONE),
    "a Mexican number": ("es", "(55) 5658 1111", Kind.TELEPHONE),
    "of eight digits": ("es", "Tel. 5658-1111", Kind.TELEPHONE),
    "of the Comoros": ("fr", "tél : 773 12 34", Kind.TELEPHONE),
    "an American number": ("en", "(212) 555-0123", Kind.TELEPHONE),
    "in Arabic digits": ("ar", "هاتف: ٠٥٩٩١٢٣٤٥٦", Kind.TELEPHONE),
    "a Palestinian number": ("ar", "اتصل على 02-2987654", Kind.TELEPHONE),
    "a message": ("en", "WhatsApp 3217890", Kind.TELEPHONE),
    "a French street": ("fr", "au 12 rue de la République", Kind.STREET),
    "with a comma": ("fr", "12 bis, rue Victor-Hugo", Kind.STREET),
    "a square": ("fr", "3, place du 8 Mai 1945", Kind.STREET),
    "an English street": ("en", "at 12 Baker Street", Kind.STREET),
    "a longer one": ("en", "12 Upper High Road", Kind.STREET),
    "a Spanish street": ("es", "Calle Mayor 12", Kind.STREET),
    "with its sign": ("es", "calle de la Paz, n.º 5", Kind.STREET),
    "a Colombian one": ("es", "Carrera 7 # 26-20", Kind.STREET),
    "a Brazilian one": ("es", "Rua Augusta, 1200", Kind.STREET),
    "an Arabic street": ("ar", "شارع الملك حسين 15", Kind.STREET),
    "number first": ("ar", "١٢ شارع فلسطين", Kind.STREET),
    "a building": ("ar", "شارع القدس، مبنى رقم 4", Kind.STREET),
    "three women": ("en", "3 women were housed", Kind.FEW),
    "in words": ("fr", "trois femmes", Kind.FEW),
    "in Spanish": ("es", "2 mujeres", Kind.FEW),
    "in Arabic, three": ("ar", "ثلاث نساء", Kind.FEW),
    "in Arabic, a pair": ("ar", "امرأتان", Kind.FEW),
    "children": ("en", "two children", Kind.FEW),
}
HARMLESS = {
    "a name on a network": ("en", "Follow @SeineSaintDenis"),
    "a share": ("en", "three women in ten"),
    "another share": ("fr", "deux femmes sur dix"),
    "more than four": ("en", "13 women, 12 003 women, 1,3 women"),
    "women's centres": ("en", "three women’s centres"),
    "laws": ("es", "Ley 294 de 1996, Ley 1257 de 2008"),
    "a French law": ("fr", "loi n° 2010-769 du 9 juillet 2010"),
    "years": ("en", "2019-2023, 2019/20, from 2015 to 2020"),
    "dates and hours": ("en", "on 24/11/2026, 2026-11-24, from 09:00 to 18:00, 24/7"),
    "short help numbers": ("en", "call 3919 or 114"),
    "calls counted": ("fr", "52 962 appels sur 142 796 ont reçu une réponse"),
    "inhabitants": ("es", "12.345.678 personas, 1 234 567 habitantes"),
    "money": ("en", "650 000 000 pesos, a budget of 1 200 000 euros"),
    "an address of a page": ("en", "https://example.org/2008123456/0149775212"),
    "places in a shelter": ("fr", "3 places d’hébergement, 12 rues, 25 avenues, 10 cours de français"),
    "a square without number": ("fr", "Place de la République"),
    "a square named after a day": ("es", "Plaza 25 de Mayo, calle 25 de noviembre de 2019"),
    "an avenue in a year": ("es", "Avenida Juárez en 2019"),
    "a safe street": ("ar", "شارع آمن"),
    "a resolution": ("en", "Resolution 1325 (2000)"),
}


def found(language, text, help_numbers=()):
    return [finding.kind for finding in find([Passage("intro_en", "summary", language, text)], help_numbers)]


@pytest.mark.parametrize("name", LEADS)
def test_what_leads_to_somebody_is_found(name):
    language, text, kind = LEADS[name]

    assert found(language, text) == [kind]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_is_left_alone(name):
    assert found(*HARMLESS[name]) == []


def test_our_help_numbers_may_be_printed_as_people_write_them():
    text = "Llame al 900 100 009 o al 0034 900 100 009; en Francia, 08 00 05 95 95"

    assert found("es", text, ["+34900100009", "0800059595"]) == []
    assert found("es", text, ["+34900100009"]) == [Kind.TELEPHONE]


def test_finding_says_where_and_shows_what_stands_around():
    text = "Before that, women had to travel far. " * 2 + "Write to marie@example.org today. " + "Then they wait. " * 4

    [finding] = find([Passage("intro_en", "summary", "en", text)])

    assert finding.passage.field == "intro_en"
    assert finding.excerpt == "… had to travel far. Write to marie@example.org today. Then they wait. Then …"
    assert (
        str(finding.message) == "An e-mail address stands in the text. Take it out: readers write through the page’s form, which hides it."
    )
    assert finding.stops


def test_links_to_a_mailbox_or_a_telephone_are_read_too():
    html = '<p>Ask <a href="mailto:marie@example.org">Marie</a> or <a href="tel:+33149775212">ring</a></p><p>Thank you</p>'

    assert readable(html) == "Ask Marie or ring\nThank you\n marie@example.org +33149775212"
    assert found("en", readable(html)) == [Kind.MAILBOX, Kind.TELEPHONE]


def test_words_of_a_block_are_its_texts_not_its_links():
    quote = {"text": "<b>Go</b>", "author": "Nurse", "url": "https://example.org/0149775212", "image": 7, "items": [{"label": "More"}]}

    assert list(words(quote)) == ["Go", "Nurse", "More"]


# --- No text is stopped wrongly
def texts_of(value, language=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, key if key in CODES else language)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, language)
    elif isinstance(value, str) and language:
        yield language, value


def test_none_of_the_demonstration_is_stopped():
    passages = [Passage(facts["slug"], "", language, text) for facts in experiences() for language, text in texts_of(facts)]

    assert len({passage.field for passage in passages}) == 52
    assert [(finding.passage.field, finding.excerpt) for finding in find(passages)] == []


@given(st.text(max_size=300), st.sampled_from(CODES))
def test_any_text_is_read_without_failing(text, language):
    found(language, text)


@given(st.text(alphabet=string.ascii_letters + " ,.’-éèñشارع", max_size=200), st.sampled_from(CODES))
def test_text_without_digits_leads_nowhere(text, language):
    assert not {Kind.TELEPHONE, Kind.STREET, Kind.MAILBOX} & set(found(language, text))


@given(
    st.integers(min_value=5, max_value=2_000_000_000),
    st.sampled_from([" ", "\u00a0", "\u202f", ",", "."]),
    st.sampled_from([("en", "women were received"), ("fr", "femmes ont été reçues"), ("es", "mujeres fueron atendidas"), ("ar", "امرأة")]),
)
def test_a_count_is_no_telephone(count, separator, counted):
    language, nouns = counted

    assert found(language, f"{count:,}".replace(",", separator) + f" {nouns}") == []


@given(
    st.integers(min_value=1900, max_value=2099), st.integers(min_value=1900, max_value=2099), st.sampled_from(["-", "–", "/", " - ", " "])
)
def test_two_years_are_no_telephone(first, second, between):
    assert found("en", f"In {first}{between}{second} the council decided") == []


@given(
    st.integers(min_value=1, max_value=9),
    st.lists(st.integers(0, 99), min_size=4, max_size=4),
    st.sampled_from(["", " ", ".", "-", "\u00a0"]),
)
def test_every_french_number_is_found(zone, pairs, separator):
    written = separator.join([f"0{zone}", *(f"{pair:02}" for pair in pairs)])

    assert found("fr", f"au {written}, chaque jour") == [Kind.TELEPHONE]
