"""What the body of a page is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "core/blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("Words"))
    author = blocks.CharBlock(label=_("Who said them"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "core/blocks/quote.html"


class LinkBlock(blocks.StructBlock):
    """A link to a source or another site, opened only when somebody follows it."""

    label = blocks.CharBlock(label=_("Text of the link"))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")
        template = "core/blocks/link.html"


class BodyBlock(blocks.StreamBlock):
    """The usual body: headings, text, pictures, quotations, links."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "document-link", "ol", "ul", "h3"])
    image = ImageBlock(label=_("Picture"), template="core/blocks/image.html")
    quote = QuoteBlock()
    link = LinkBlock()
