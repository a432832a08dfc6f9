"""What Django does not say about templates: a name set in one block is unknown in another, and shows as nothing."""

import re

import pytest
from django.conf import settings

BLOCK = re.compile(r"{% block (\w+) %}(.*?){% endblock(?: \1)? %}", re.DOTALL)
TEMPLATES = sorted((settings.BASE_DIR / "site/templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_name_is_used_in_the_block_that_sets_it(path):
    blocks = BLOCK.findall(path.read_text())
    made = {name: set(re.findall(r" as(?:var)? (\w+)", body)) for name, body in blocks}

    strangers = [
        f"{name}: {used}"
        for name, body in blocks
        for used in set(re.findall(r"{{ (\w+)[ |}.]", body)) - made[name]
        if any(used in names for other, names in made.items() if other != name) and not re.search(rf"\b{used}=| {used}[ ,][^%]*in ", body)
    ]

    assert strangers == []
