import wagtail.fields
from django.db import migrations, models

BLOCKS = [("heading", 0), ("paragraph", 1), ("image", 2), ("quote", 5), ("link", 8), ("file", 11), ("video", 14)]
LOOKUP = {
    0: ("core.blocks.HeadingBlock", (), {}),
    1: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link", "document-link", "ol", "ul", "h3"], "label": "Text"},
    ),
    2: ("wagtail.images.blocks.ImageBlock", [], {"label": "Picture", "template": "core/blocks/image.html"}),
    3: ("wagtail.blocks.TextBlock", (), {"label": "Words"}),
    4: ("wagtail.blocks.CharBlock", (), {"label": "Who said them", "required": False}),
    5: ("wagtail.blocks.StructBlock", [[("text", 3), ("author", 4)]], {}),
    6: ("wagtail.blocks.CharBlock", (), {"label": "Text of the link"}),
    7: ("wagtail.blocks.URLBlock", (), {"label": "Address"}),
    8: ("wagtail.blocks.StructBlock", [[("label", 6), ("url", 7)]], {}),
    9: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "File"}),
    10: (
        "wagtail.blocks.CharBlock",
        (),
        {"help_text": "Left empty, the title of the file is shown.", "label": "What it is", "required": False},
    ),
    11: ("wagtail.blocks.StructBlock", [[("document", 9), ("label", 10)]], {}),
    12: ("wagtail.blocks.CharBlock", (), {"label": "Title"}),
    13: ("wagtail.blocks.IntegerBlock", (), {"label": "Minutes", "max_value": 600, "min_value": 1, "required": False}),
    14: ("wagtail.blocks.StructBlock", [[("title", 12), ("url", 7), ("minutes", 13)]], {}),
}


def body(name: str, **kwargs: bool) -> migrations.AlterField:
    return migrations.AlterField(
        model_name="experiencepage",
        name=name,
        field=wagtail.fields.StreamField(BLOCKS, blank=True, block_lookup=LOOKUP, **kwargs),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0012_safety"),
    ]

    operations = [
        migrations.AddField(
            model_name="experiencepage",
            name="written_as",
            field=models.JSONField(default=dict, editable=False),
        ),
        body("body"),
        *(body(f"body_{code}", null=True) for code in ("ar", "en", "es", "fr")),
    ]
